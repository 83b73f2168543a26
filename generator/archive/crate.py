"""ro-crate-metadata.json: a version described for machines (RO-Crate 1.2)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from generator.archive.record import (
    REGISTRY,
    RENDITIONS,
    WITHDRAWAL,
    KeptFile,
    KeptSource,
    VersionRecord,
)
from generator.config.addresses import doi_address
from generator.config.licences import known_licence

NAME = "ro-crate-metadata.json"
_CONTEXT = "https://w3id.org/ro/crate/1.2/context"
_PROFILE = "https://w3id.org/ro/crate/1.2"


def crate_bytes(
    identifier: str, number: int, record: VersionRecord, files: Iterable[KeptFile]
) -> bytes:
    """The crate of version `number` of an object: the same bytes for the same values."""
    listed = tuple(files)
    graph = [
        {
            "@id": NAME,
            "@type": "CreativeWork",
            "about": {"@id": "./"},
            "conformsTo": {"@id": _PROFILE},
        },
        _root(identifier, number, record, listed),
        *(_file(file) for file in listed),
        *_formats(listed),
        *_people(record),
        *(_source_entity(source) for source in record.sources),
        _terms_of_use(record),
        *_making(record, listed),
    ]
    content = {"@context": _CONTEXT, "@graph": graph}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _root(
    identifier: str, number: int, record: VersionRecord, files: tuple[KeptFile, ...]
) -> dict[str, Any]:
    status = {"creativeWorkStatus": "withdrawn"} if record.amendment == WITHDRAWAL else {}
    first = next((file.path for file in files if file.path.startswith(RENDITIONS)), None)
    made = {"mainEntity": {"@id": _uri(first)}} if first else {}
    if first and not status:
        made["mentions"] = {"@id": "#making"}
    return {
        "@id": "./",
        "@type": "Dataset",
        "identifier": identifier,
        "name": record.title,
        "description": record.abstract or record.title,
        "datePublished": record.published,
        "dateCreated": record.date,
        "version": f"{record.version} (v{number})",
        "inLanguage": record.language,
        "keywords": ", ".join(record.topics),
        "license": {"@id": _terms_of_use(record)["@id"]},
        "author": _one([{"@id": f"#author-{i}"} for i in range(1, len(record.authors) + 1)]),
        "publisher": {"@id": "#publisher"},
        "citation": _one([{"@id": f"#source-{source.key}"} for source in record.sources]),
        "hasPart": [{"@id": _uri(file.path)} for file in files],
        **({"cite-as": doi_address(record.doi)} if record.doi else {}),
        **made,
        **status,
    }


def _terms_of_use(record: VersionRecord) -> dict[str, Any]:
    """What others may do with the brief, and who may have it."""
    licence = known_licence(record.licence)
    marking = "; its marking says who may have it."
    said = f"The licence of the brief: {record.licence}" if record.licence else _NO_LICENCE
    return {
        "@id": licence.address if licence else "#terms",
        "@type": "CreativeWork",
        "name": licence.name if licence else record.licence or record.marking or "No marking",
        "description": said + marking,
    }


_NO_LICENCE = "The brief states no licence"


def _uri(path: str) -> str:
    from urllib.parse import quote

    return quote(path)


def _file(file: KeptFile) -> dict[str, Any]:
    kind = file.format.media_type
    return {
        "@id": _uri(file.path),
        "@type": "File",
        "name": file.path,
        "description": _description(file.path),
        "contentSize": str(file.size),
        "sha256": file.sha256,
        "encodingFormat": _one([kind, *_reference(file.format.pronom)]),
    }


_DESCRIPTIONS = {
    "renditions": "The brief as readers had it",
    "briefs": "The brief as its author wrote it, or an image of it",
    "seeds": "A source that the brief rests on, or what is known of it",
    "templates": "What arranged and dressed the brief",
}


def _description(path: str) -> str:
    return _DESCRIPTIONS.get(path.split("/", maxsplit=1)[0], "A setting or record of the version")


def _reference(pronom: str) -> list[dict[str, str]]:
    return [{"@id": REGISTRY + pronom}] if pronom else []


def _one(values: list[Any]) -> Any:
    """A list, but a single value by itself, as the standard asks."""
    return values[0] if len(values) == 1 else values


def _formats(files: tuple[KeptFile, ...]) -> Iterator[dict[str, Any]]:
    known = {file.format.pronom: file.format.name for file in files if file.format.pronom}
    for pronom, name in sorted(known.items()):
        yield {"@id": REGISTRY + pronom, "@type": ["WebPage", "Standard"], "name": name}


def _people(record: VersionRecord) -> Iterator[dict[str, Any]]:
    yield {"@id": "#publisher", "@type": "Organization", "name": record.publisher}
    for number, name in enumerate(record.authors, 1):
        yield {"@id": f"#author-{number}", "@type": "Person", "name": name}


def _source_entity(source: KeptSource) -> dict[str, Any]:
    return {
        "@id": f"#source-{source.key}",
        "@type": "CreativeWork",
        "name": source.title,
        "identifier": source.key,
        "sha256": source.original_digest,
        "usageInfo": f"Licence: {source.licence or 'none stated'}; printed: {source.reproduce}",
    }


def _making(record: VersionRecord, files: tuple[KeptFile, ...]) -> Iterator[dict[str, Any]]:
    tools = record.tools or {}
    made = [{"@id": _uri(file.path)} for file in files if file.path.startswith(RENDITIONS)]
    if not made or record.amendment == WITHDRAWAL:
        return  # those of a withdrawal were made for the version before it
    name = "policy-brief-generator"
    yield {
        "@id": "#making",
        "@type": "CreateAction",
        "name": "The renditions were made",
        "endTime": record.published,
        "object": {"@id": _uri(record.brief)},
        "result": made,
        "instrument": {"@id": "#generator"},
        "agent": {"@id": "#publisher"},
    }
    yield {
        "@id": "#generator",
        "@type": "SoftwareApplication",
        "name": name,
        "softwareVersion": tools.get(name, ""),
        "softwareRequirements": ", ".join(
            f"{tool} {version}" for tool, version in sorted(tools.items()) if tool != name
        ),
    }

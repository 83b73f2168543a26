"""premis.xml: what was done to each file of a version, when and by whom (PREMIS 3.0)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from msgspec import Struct

from generator.archive.record import RENDITIONS, WITHDRAWAL, KeptFile, KeptSource, VersionRecord

NAME = "premis.xml"
_NAMESPACE = "http://www.loc.gov/premis/v3"
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
_TERMS = "http://id.loc.gov/vocabulary/preservation/eventType"
_CODES = {
    "creation": "cre",
    "ingestion end": "ine",
    "message digest calculation": "mes",
    "format identification": "for",
    "validation": "val",
    "deaccession": "dea",
}
"""The Library of Congress's terms for events, and their codes."""


def premis_bytes(
    identifier: str, number: int, record: VersionRecord, files: Iterable[KeptFile]
) -> bytes:
    """The record of version `number` of an object: the same bytes for the same values."""
    listed = tuple(files)
    version = f"{identifier}/v{number}"
    body = [
        *_representation(version, record),
        *(line for file in listed for line in _file(version, file)),
        *(line for e in _events(version, record, listed) for line in _event(version, record, e)),
        *_agents(record),
        *(line for source in record.sources for line in _rights(version, source)),
    ]
    head = f'<premis xmlns="{_NAMESPACE}" xmlns:xsi="{_INSTANCE}" version="3.0">'
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', head, *body, "</premis>", ""]
    return "\n".join(lines).encode()


def _element(name: str, text: str, attributes: str = "") -> str:
    return f"<{name}{attributes}>{escape(text, quote=False)}</{name}>"


def _identifier_xml(kind: str, value: str) -> str:
    return (
        f"<{kind}Identifier>{_element(f'{kind}IdentifierType', 'local')}"
        f"{_element(f'{kind}IdentifierValue', value)}</{kind}Identifier>"
    )


def _link_xml(kind: str, value: str, role: str = "") -> str:
    told = _element(f"linking{kind}Role", role) if role else ""
    name = f"linking{kind}Identifier"
    held = _element(f"{name}Type", "local") + _element(f"{name}Value", value)
    return f"<{name}>{held}{told}</{name}>"


# --- objects ----------------------------------------------------------------------------


def _representation(version: str, record: VersionRecord) -> Iterator[str]:
    yield '<object xsi:type="representation">'
    yield _identifier_xml("object", version)
    yield _element("originalName", f"{record.title} (version {record.version})")
    yield "</object>"


def _file(version: str, file: KeptFile) -> Iterator[str]:
    yield '<object xsi:type="file">'
    yield _identifier_xml("object", f"{version}/{file.path}")
    yield "<objectCharacteristics>"
    for algorithm, digest in (("SHA-512", file.sha512), ("SHA-256", file.sha256)):
        yield (
            f"<fixity>{_element('messageDigestAlgorithm', algorithm)}"
            f"{_element('messageDigest', digest)}</fixity>"
        )
    yield _element("size", str(file.size))
    yield f"<format><formatDesignation>{_element('formatName', file.format.name)}"
    yield "</formatDesignation>"
    if file.format.pronom:
        yield (
            f"<formatRegistry>{_element('formatRegistryName', 'PRONOM')}"
            f"{_element('formatRegistryKey', file.format.pronom)}"
            f"{_element('formatRegistryRole', 'specification')}</formatRegistry>"
        )
    yield "</format></objectCharacteristics>"
    yield _element("originalName", file.path)
    yield "<relationship>" + _element("relationshipType", "structural")
    yield _element("relationshipSubType", "is part of")
    yield (
        "<relatedObjectIdentifier>"
        f"{_element('relatedObjectIdentifierType', 'local')}"
        f"{_element('relatedObjectIdentifierValue', version)}</relatedObjectIdentifier>"
    )
    yield "</relationship></object>"


# --- events and agents ------------------------------------------------------------------

_SOFTWARE = "policy-brief-generator"


class _Event(Struct, frozen=True):
    """`objects` are the identifiers of what it was done to; `number` tells two alike apart."""

    kind: str
    note: str
    objects: tuple[str, ...]
    outcome: str = "success"
    number: int = 1


def _events(version: str, record: VersionRecord, files: tuple[KeptFile, ...]) -> Iterator[_Event]:
    made = tuple(f"{version}/{file.path}" for file in files if file.path.startswith(RENDITIONS))
    withdrawn = record.amendment == WITHDRAWAL
    if made and not withdrawn:  # else they were made for an earlier version
        yield _Event("creation", "the renditions were made", made)
    yield _Event("message digest calculation", "SHA-512 and SHA-256 of every file", (version,))
    note = "by signature where the format has one, else by the file's name"
    yield _Event("format identification", note, (version,))
    for number, found in enumerate(record.checks, 1):
        note = f"{found.check}: {found.note}"
        yield _Event("validation", note, made, found.outcome, number)
    last = "deaccession" if withdrawn else "ingestion end"
    yield _Event(last, record.message, (version,))


def _event(version: str, record: VersionRecord, event: _Event) -> Iterator[str]:
    code = _CODES[event.kind]
    decided = event.kind in {"ingestion end", "deaccession"}
    agent = record.publisher if decided else _SOFTWARE
    uri = f' authority="eventType" authorityURI="{_TERMS}" valueURI="{_TERMS}/{code}"'
    yield "<event>" + _identifier_xml("event", f"{version}#{code}-{event.number}")
    yield _element("eventType", event.kind, uri)
    yield _element("eventDateTime", record.published)
    detail = _element("eventDetail", event.note)
    yield f"<eventDetailInformation>{detail}</eventDetailInformation>"
    outcome = _element("eventOutcome", event.outcome)
    yield f"<eventOutcomeInformation>{outcome}</eventOutcomeInformation>"
    yield _link_xml("Agent", agent, "authorizer" if decided else "executing program")
    yield from (_link_xml("Object", value) for value in event.objects)
    yield "</event>"


def _agents(record: VersionRecord) -> Iterator[str]:
    tools = record.tools or {}
    known = sorted((name, version) for name, version in tools.items() if name != _SOFTWARE)
    yield "<agent>"
    yield _identifier_xml("agent", _SOFTWARE)
    yield _element("agentName", _SOFTWARE) + _element("agentType", "software")
    yield _element("agentVersion", tools.get(_SOFTWARE, ""))
    yield _element("agentNote", ", ".join(f"{name} {version}" for name, version in known))
    yield "</agent><agent>"
    yield _identifier_xml("agent", record.publisher)
    yield _element("agentName", record.publisher) + _element("agentType", "organization")
    yield "</agent>"


def _rights(version: str, source: KeptSource) -> Iterator[str]:
    yield "<rights><rightsStatement>"
    yield _identifier_xml("rightsStatement", f"{version}#rights-{source.key}")
    yield _element("rightsBasis", "license")
    terms = source.licence or "none stated"
    yield f"<licenseInformation>{_element('licenseTerms', terms)}</licenseInformation>"
    yield f"<rightsGranted>{_element('act', 'reproduce')}"
    yield _element("restriction", f"printed: {source.reproduce}") + "</rightsGranted>"
    yield _link_xml("Object", version)
    yield "</rightsStatement></rights>"

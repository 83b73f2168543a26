"""What a finished file carries of its own making: its claims, its evidence, digests of its words.

The manifest is canonical JSON (RFC 8785), so that the same document has the same manifest, to
the byte. It never holds digests of files: it is inside them.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.diagnostics import Diagnostic
from generator.document import (
    Attachment,
    Block,
    DefinitionList,
    Document,
    Evidence,
    Excerpt,
    Figure,
    Note,
    Source,
    Table,
    inline_runs,
    inner_blocks,
    plain_text,
)
from generator.version import __version__

FORMAT = "policy-brief-manifest/1"


def manifest(
    document: Document, inputs: Mapping[str, str], allowed: Iterable[Diagnostic] = ()
) -> Attachment:
    """The manifest of a document made from `inputs`: the SHA-256 of each, by name.

    `allowed` are the findings that stood against it and were let through by hand.
    """
    meta = document.meta
    content = {
        "format": FORMAT,
        "generator": {"name": "policy-brief-generator", "version": __version__},
        "brief": {
            "identifier": meta.identifier,
            "title": document.title,
            "version": meta.version,
            "issued": meta.issued.isoformat(),
            "publisher": meta.publisher,
            "language": document.language,
        },
        "inputs": dict(inputs),
        "allowed": [{"code": found.code, "message": found.message} for found in allowed],
        "sources": [_source(source) for source in document.sources],
        "notes": [_note(note) for note in document.notes],
        "words": {
            "algorithm": "sha256",
            "body": _digest(" ".join(body_words(document))),
            "notes": [_digest(" ".join(note_words(note))) for note in document.notes],
        },
    }
    return Attachment("manifest.json", "application/json", "Data", canonical(content))


def canonical(value: object) -> bytes:
    """JSON as RFC 8785 has it, for values of strings, whole numbers, lists and ASCII keys."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def body_words(document: Document) -> Iterator[str]:
    """The words of the body in reading order, NFC: no note marks, running heads, page numbers."""
    for block in document.blocks:
        yield from _block_words(block)


def note_words(note: Note) -> Iterator[str]:
    """The words of a note in reading order, NFC, without its number."""
    for block in note.blocks:
        yield from _block_words(block)


def _block_words(block: Block) -> Iterator[str]:
    if isinstance(block, DefinitionList):
        for term, blocks in block.items:
            yield from _split(plain_text(term))
            for inner in blocks:
                yield from _block_words(inner)
        return
    if isinstance(block, Table | Figure) and block.label:
        yield from _split(f"{block.label}.")
    for run in inline_runs(block):
        yield from _split(plain_text(run))
    for inner in inner_blocks(block):
        yield from _block_words(inner)


def _split(text: str) -> list[str]:
    return unicodedata.normalize("NFC", text).split()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _source(source: Source) -> dict[str, Any]:
    return {
        "key": source.key,
        "title": source.title,
        "edition": source.edition,
        "original": source.original_digest,
        "paragraphs": [
            {"number": paragraph.number, "digest": paragraph.digest}
            for paragraph in source.paragraphs
        ],
    }


def _note(note: Note) -> dict[str, Any]:
    return {
        "number": note.number,
        "claim": note.claim,
        "evidence": [_evidence(evidence) for evidence in note.evidence],
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "source": evidence.source,
        "citation": evidence.citation,
        "paragraphs": list(evidence.paragraphs),
        "excerpts": [_excerpt(excerpt) for excerpt in evidence.excerpts],
    }


def _excerpt(excerpt: Excerpt) -> dict[str, Any]:
    return {
        "paragraph": excerpt.paragraph,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": excerpt.exact,
                "prefix": excerpt.prefix,
                "suffix": excerpt.suffix,
            },
            {"type": "TextPositionSelector", "start": excerpt.start, "end": excerpt.end},
        ],
    }

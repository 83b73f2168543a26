"""Writing the manifest of a finished file: its claims, its evidence, the digests of its words.

The manifest is canonical JSON (RFC 8785), so the same document has the same manifest, byte for
byte. It cannot hold digests of the files, because it is inside them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import to_builtins

from generator.briefs.quotations import quoted
from generator.diagnostics import Diagnostic, Span
from generator.document import (
    Attachment,
    Block,
    Document,
    Enclosing,
    Excerpt,
    Heading,
    Inline,
    Note,
    NoteEvidence,
    Paragraph,
    Source,
    Text,
)
from generator.document.file_data import FileData
from generator.document.walking import plain_text, terms_of
from generator.language.folding import is_worded
from generator.language.visible import words_of
from generator.manifest.canonical import NAME, canonical_json
from generator.manifest.images import images_of
from generator.manifest.links import SaidLink, anchors_of, links_of
from generator.manifest.metadata import OutlineHeading, metadata_of, outline_of
from generator.manifest.passages import (
    Passage,
    all_of_body,
    all_passages,
    contents_titles,
    passage_id,
    spoken,
)
from generator.version import __version__

FORMAT = "policy-brief-manifest/3"


def manifest(
    document: Document,
    inputs: Mapping[str, str],
    allowed: Iterable[Diagnostic] = (),
    *,
    file: str = "",
    attachments: Sequence[Attachment] = (),
    house: Sequence[str] = (),
) -> Attachment:
    """The manifest of a document made from `inputs`: the SHA-256 of each, by name.

    It has no seal: whoever writes a file adds what that shows, and then its digest.

    `allowed` are the errors that were let through by hand. `file` is the author's Markdown as spans
    name it; without it, no passage says where it was written. `attachments` travel beside it.
    `house` names the markup of the house's Word file that a Word file begins with.
    """
    body, notes, anchors = _passages_said(document)
    passages, said = passage_entries(body, notes, anchors, file)
    citing = _citing_notes(document)
    for entry, passage in zip(passages, body, strict=True):
        if passage.role == "source" and passage.anchor in citing:
            entry["notes"] = citing[passage.anchor]
    content = {
        "format": FORMAT,
        "generator": {"name": "policy-brief-generator", "version": __version__},
        "brief": to_builtins(metadata_of(document)),
        "inputs": dict(inputs),
        "allowed": [{"code": found.code, "message": found.message} for found in allowed],
        "attachments": [_attachment_entry(one) for one in attachments],
        "sources": [_source_entry(source) for source in document.sources],
        "notes": list(map(_note_entry, document.notes, said)),
        "passages": passages,
        "outline": [_outline_entry(heading, body) for heading in outline_of(document, body)],
        "images": to_builtins(list(images_of(document))),
        "contents": list(contents_titles(document.blocks)),
        **_terms(document),
        **({"house": list(house)} if house else {}),
        "words": {
            "algorithm": "sha256",
            "body": words_digest(body),
            "notes": [words_digest(each) for each in notes],
        },
    }
    data = FileData(canonical_json(content))
    return Attachment(NAME, "application/json", "Data", data, document.meta.manifest_file)


def _passages_said(
    document: Document,
) -> tuple[Sequence[Passage], Sequence[Sequence[Passage]], Mapping[str, int]]:
    """The passages of the body and of each note that say something; where each anchor leads."""
    body = all_of_body(document)
    notes = [(note.anchor, tuple(all_passages(note.blocks))) for note in document.notes]
    anchors = anchors_of(body, notes)
    return tuple(spoken(body)), [tuple(spoken(each)) for _, each in notes], anchors


def words_digest(passages: Iterable[Passage]) -> str:
    """SHA-256, hexadecimal, of the words in reading order, with a space between any two."""
    words = words_of(" ".join([passage.text for passage in passages]))
    return hashlib.sha256(" ".join(words).encode()).hexdigest()


def _attachment_entry(attachment: Attachment) -> dict[str, str]:
    digest = hashlib.sha256(attachment.data).hexdigest()
    return {"name": attachment.name, "media_type": attachment.media_type, "digest": digest}


def _outline_entry(heading: OutlineHeading, body: Sequence[Passage]) -> dict[str, Any]:
    anchor = body[heading.place].anchor
    return {
        "level": heading.level,
        "depth": heading.depth,
        "passage": passage_id(heading.place + 1),
        **({"anchor": anchor} if anchor else {}),
    }


def _citing_notes(document: Document) -> dict[str, list[int]]:
    """The numbers of the notes that cite a paragraph of a source, by the paragraph's anchor."""
    from generator.layout.references import source_anchor

    found: dict[str, list[int]] = {}
    for note in document.notes:
        for evidence in note.evidence:
            for number in evidence.paragraphs:
                found.setdefault(source_anchor(evidence.source, number), []).append(note.number)
    return found


def _source_entry(source: Source) -> dict[str, Any]:
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


def _note_entry(note: Note, said: Sequence[Entry]) -> dict[str, Any]:
    return {
        "number": note.number,
        "claim": note.claim,
        "quotations": list(_quotations_of(note)),
        "evidence": [_evidence(evidence) for evidence in note.evidence],
        "passages": list(said),
    }


def _quotations_of(note: Note) -> Iterator[str]:
    """The quotations of a note's claim whose words stand in an excerpt that it rests on."""
    excerpts = [one.exact for evidence in note.evidence for one in evidence.excerpts]
    for found in quoted(note.claim)[0] if excerpts else ():
        words = found.text.strip(" .,;:")
        if words and any(is_worded(words, excerpt) for excerpt in excerpts):
            yield words


def _terms(document: Document) -> dict[str, list[str]]:
    """The words in quotation marks that quote nobody, in reading order, if there are any."""
    terms = list(dict.fromkeys(plain_text(term.children) for term in terms_of(document)))
    return {"terms": terms} if terms else {}


def _evidence(evidence: NoteEvidence) -> dict[str, Any]:
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


# --- the passages, as they are listed ---------------------------------------------------


Entry = dict[str, Any]


def passage_entries(
    body: Sequence[Passage],
    notes: Sequence[Sequence[Passage]],
    anchors: Mapping[str, int],
    file: str,
) -> tuple[list[Entry], list[list[Entry]]]:
    """The entries of the body's passages, and those of each note's; `file` as spans name it.

    `anchors` lead to passages as in `anchors_of`.
    """
    every = [*body, *(passage for said in notes for passage in said)]
    links = [tuple(links_of(passage, anchors)) for passage in every]
    led_to = {link.target[1:] for each in links for link in each if link.target[0] == "#"}
    at: dict[int, list[str]] = {}
    for anchor in sorted(led_to):
        at.setdefault(anchors[anchor], []).append(anchor)
    entries = [_passage_entry(*each, file) for each in zip(every, links, strict=True)]
    for place, own in at.items():
        entries[place]["anchors"] = own
    for place in range(len(body)):
        entries[place]["id"] = passage_id(place + 1)
    said = iter(entries[len(body) :])
    return entries[: len(body)], [[next(said) for _ in each] for each in notes]


def _passage_entry(passage: Passage, links: tuple[SaidLink, ...], file: str) -> Entry:
    entry: Entry = {"role": passage.role, "text": passage.pieces}
    if passage.point:
        entry["point"] = passage.point
    if lines := source_lines(passage, file):
        entry["place"] = lines
    if links:
        entry["links"] = to_builtins(links)
    return entry


def source_lines(passage: Passage, file: str) -> tuple[int, int] | None:
    """The first and the last line of a file that its words come from; None if none do.

    Words of a template, a label or a source stand in no line of the author's file.
    """
    own = [span for span in _spans(passage.nodes) if span.file == file]
    if not own:
        return None
    return min(span.start.line for span in own), max(span.end.line for span in own)


def _spans(nodes: Iterable[Block | Inline]) -> list[Span]:
    found: list[Span] = []
    for node in nodes:
        if node.span is not None:
            found.append(node.span)
        match node:
            case Text():
                continue
            case Paragraph() | Heading() | Enclosing():
                found += _spans(node.children)
            case _:
                continue
    return found

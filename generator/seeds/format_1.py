"""Editions in the format of release 0.1.0: always read, never written.

They do not name their reader, do not record where sentences begin, and their original cannot prove
them.
"""

from typing import Any

from msgspec import Struct

from generator.config.conversion import Locate, conform
from generator.diagnostics import codes
from generator.seeds.seed import DroppedBlock, Edition, SeedParagraph, SourcePlace


class _Paragraph(Struct, frozen=True):
    number: str
    text: str
    digest: str
    place: SourcePlace


class _Line(Struct, frozen=True):
    line: int
    text: str
    reason: str


class _Edition(Struct, frozen=True):
    number: int
    original: str
    original_digest: str
    paragraphs: tuple[_Paragraph, ...]
    dropped: tuple[_Line, ...]


def edition_of(data: object, locate: Locate) -> Edition:
    """The edition as its file says it. Raises BriefError."""
    said = conform(_Edition, data, locate, code=codes.DAMAGED_EDITION)
    return Edition(
        said.number,
        said.original,
        said.original_digest,
        tuple(SeedParagraph(p.number, p.text, p.digest, p.place) for p in said.paragraphs),
        tuple(
            DroppedBlock(drop.text, drop.reason, SourcePlace(drop.line, drop.line))
            for drop in said.dropped
        ),
    )


def says_the_same(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Whether an edition of format 2 has the numbers and words of one of format 1."""

    def said(data: dict[str, Any]) -> tuple[Any, ...]:
        own = tuple((p["number"], p["text"], p["digest"]) for p in data["paragraphs"])
        return data["number"], data["original"], data["original_digest"], own

    return "format" not in before and "format" in after and said(before) == said(after)

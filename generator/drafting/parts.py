"""Sections of a draft that are parts of a brief by their headings: summary, key points …

Only where their content is of the form that the part has. Else they stay sections, and are told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from generator.drafting.block import DraftBlock
from generator.drafting.lines import markdown_of_blocks

_NAMES: Mapping[str, tuple[str, ...]] = {
    "summary": (
        *("summary", "executive summary", "in brief", "bottom line", "overview"),
        *("résumé", "résumé exécutif", "synthèse", "en bref", "l'essentiel"),
    ),
    "judgements": (
        *("key points", "key judgements", "key judgments", "key findings", "key messages"),
        *("main points", "main findings", "takeaways", "key takeaways"),
        *("points clés", "points essentiels", "messages clés", "principales conclusions"),
    ),
    "recommendations": ("recommendations", "policy recommendations", "recommandations"),
    "gaps": (
        *("gaps", "information gaps", "knowledge gaps", "limitations", "what we do not know"),
        *("lacunes", "limites", "ce que nous ne savons pas"),
    ),
}
"""The parts by their classes, and their headings in the languages of `language.lexicons`."""

_IN_ITEMS = frozenset({"judgements", "recommendations"})
_WORDED = frozenset({"paragraph", "item"})
_LEFT: Mapping[str, str] = {
    "judgements": "say of each key point whether it is {.reported} or a judgement, "
    "with its likelihood and {.confidence}",
    "recommendations": "say of each recommendation who acts, {.to}, and by when, {.by}",
}


def with_parts(blocks: Sequence[DraftBlock]) -> tuple[list[DraftBlock], list[str]]:
    """The blocks in which such sections are fenced, and what is left to do about them."""
    done: list[DraftBlock] = []
    left: list[str] = []
    taken: set[str] = set()
    place = 0
    while place < len(blocks):
        block = blocks[place]
        part = _part_of(block)
        if part is None:
            done.append(block)
            place += 1
            continue
        end = _end_of_section(blocks, place)
        inner = blocks[place + 1 : end]
        if part not in taken and _is_of_the_form(part, inner):
            taken.add(part)
            done.append(_fenced(part, inner))
            left.append(f"“{block.words}” was taken for .{part}: see whether it is")
            left += [_LEFT[part]] if part in _LEFT else []
            place = end
        else:
            left.append(f"“{block.words}” stays a section: .{part} has another form")
            done.append(block)
            place += 1
    return done, left


def _part_of(block: DraftBlock) -> str | None:
    if block.kind != "heading":
        return None
    words = re.sub(r"\A[\W\d]+|[\W\d]+\Z", "", block.words.casefold().replace("’", "'"))
    return next((part for part, names in _NAMES.items() if words in names), None)


def _end_of_section(blocks: Sequence[DraftBlock], place: int) -> int:
    level = blocks[place].level
    behind = range(place + 1, len(blocks))
    ends = (at for at in behind if blocks[at].kind == "heading" and blocks[at].level <= level)
    return next(ends, len(blocks))


def _is_of_the_form(part: str, inner: Sequence[DraftBlock]) -> bool:
    """Whether blocks can be this part: words alone, and where it has points, one list of them."""
    if not inner or any(block.kind not in _WORDED for block in inner):
        return False
    if part not in _IN_ITEMS:
        return True
    return all(block.kind == "item" and not block.level for block in inner)


def _fenced(part: str, inner: Iterable[DraftBlock]) -> DraftBlock:
    """The part, its points numbered."""
    if part in _IN_ITEMS:
        points = enumerate((block for block in inner), 1)
        inner = [replace(block, number=number, name=part) for number, block in points]
    return DraftBlock("box", f"::: {{.{part}}}\n{markdown_of_blocks(inner)}\n:::")

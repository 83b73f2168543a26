"""Which paragraphs of a draft are its title and its headings, and of which level."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from generator.document.sections import heading_depths
from generator.incoming.file import IncomingFile, IncomingParagraph, IncomingRun

_DEEPEST = 4
_BEGINNING = 4  # paragraphs, of which one may be the title
_LONGEST = 90  # characters of a heading that is one by its bold type alone
_TITLES, _SUBTITLES = frozenset({"title"}), frozenset({"subtitle"})


class DraftOutline(Struct, frozen=True):
    """The title of a draft, and its headings by the places of their paragraphs.

    `by_look` are those that are headings by their bold type alone, `apart` the places of
    paragraphs that are title and subtitle.
    """

    title: str
    subtitle: str
    levels: Mapping[int, int]
    by_look: frozenset[int]
    apart: frozenset[int]


def is_named(paragraph: IncomingParagraph, names: frozenset[str]) -> bool:
    """Whether the style of a paragraph, or one behind it, has one of these names."""
    return not names.isdisjoint((paragraph.style, *paragraph.based_on))


def draft_outline(file: IncomingFile) -> DraftOutline:
    """The title and the headings of a draft. The levels go down one by one, from 2 to 4."""
    body = {
        place: one
        for place, one in enumerate(file.paragraphs)
        if one.text.strip() and one.cell is None and not one.in_box and not one.in_contents
    }
    titled = [place for place, one in body.items() if is_named(one, _TITLES)][:1]
    under = [place for place, one in body.items() if is_named(one, _SUBTITLES)][:1]
    found = {place: one.level for place, one in body.items() if one.level and place not in titled}
    if not titled:
        titled = _only_first(found, body)
    for place in titled:
        found.pop(place, None)
    by_look = frozenset() if found else frozenset(_bold_lines(body, {*titled, *under}))
    found |= dict.fromkeys(by_look, 1)
    placed = sorted(found)
    stepped = (min(depth + 1, _DEEPEST) for depth in heading_depths(found[one] for one in placed))
    levels = dict(zip(placed, stepped, strict=True))
    own = file.properties.get("title", "").strip()
    title = _one_line(body[titled[0]].text if titled else own)
    subtitle = _one_line(body[under[0]].text) if under else ""
    return DraftOutline(title, subtitle, levels, by_look, frozenset({*titled, *under}))


def _one_line(words: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())


def _only_first(found: Mapping[int, int], body: Mapping[int, IncomingParagraph]) -> list[int]:
    """The only heading of the highest level, if it stands near the beginning."""
    highest = [place for place, level in found.items() if level == min(found.values())]
    begins = set(sorted(body)[:_BEGINNING])
    return highest if len(highest) == 1 and highest[0] in begins else []


def _bold_lines(body: Mapping[int, IncomingParagraph], apart: Iterable[int]) -> Iterable[int]:
    """Short paragraphs that are bold throughout, and no sentences."""
    for place, one in body.items():
        runs = [it for it in one.pieces if isinstance(it, IncomingRun) and it.text.strip()]
        words = one.text.strip()
        is_line = len(words) <= _LONGEST and words[-1].isalnum() and "\n" not in words
        bold = bool(runs) and all(run.bold for run in runs)
        if place not in apart and is_line and bold and one.item is None:
            yield place

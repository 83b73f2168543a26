"""How paragraphs and pages look otherwise than in the file as it was made, which no brief says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from itertools import repeat

from generator.houses.house import HouseLine, HouseLook
from generator.incoming.file import (
    IncomingParagraph,
    IncomingPiece,
    IncomingRun,
    IncomingSheet,
)
from generator.merging.as_made import AsMade
from generator.merging.told import Told


def told_layout(models: AsMade) -> Iterator[Told]:
    """What is not taken over of that, each kind in one line, at the first of the paragraphs.

    What the file had itself, as it was made, is no edit.
    """
    laid: dict[str, list[int]] = {}
    for place, paragraph in enumerate(models.file.paragraphs):
        if what := _laid_out(paragraph, models.known(paragraph), models):
            laid.setdefault(what, []).append(place)
    for what, places in laid.items():
        count = len(places)
        said = f"this paragraph is {what}" if count == 1 else f"{count} paragraphs are {what}"
        yield _untaken(said, _BY_TEMPLATE, places[0])
    yield from _other_sheets(models.file.sheets, models.was.sheets)


def _untaken(what: str, hint: str, place: int = -1) -> Told:
    return Told("untaken", f"{what}, which is not taken over", hint, place)


_BY_TEMPLATE = "the template says how paragraphs look"

# --- paragraphs ---------------------------------------------------------------------------


def _laid_out(paragraph: IncomingParagraph, own: IncomingParagraph | None, models: AsMade) -> str:
    """What a paragraph is otherwise: than it was, than others of its style, than any is."""
    look = paragraph.setting
    if look is None or paragraph.in_contents:
        return ""
    is_empty = not paragraph.text.strip() and not any(map(_is_no_word, paragraph.pieces))
    names = _LINES if is_empty else frozenset(_CALLED)
    if paragraph.in_box:
        names -= _LINES  # programs give those of a frame to its paragraphs
    if models.is_of_its_table(paragraph):
        names -= {"ground"}  # which goes by the place of the row
    if own and own.setting and _brief_kind(own) == _brief_kind(paragraph):
        if own.style != paragraph.style and not is_empty:
            return f"in the style “{paragraph.style or 'normal'}”"
        found = [*_differences(look, own.setting, names - _of_lists(paragraph))]
        return " and ".join([*found, *_standing(paragraph, own)])
    known = [one.setting for one in models.by_style.get(paragraph.style, ()) if one.setting]
    if not known:  # a style of another file: its letters are told word by word
        by_style = look.align if look.align == "justify" else None  # nobody does that by hand
        known, names = [HouseLook(align=by_style)], _LINES | {"align", "ground"}
    names -= _of_lists(paragraph) | {"right"}  # which its part of the page has given to others
    if paragraph.cell:
        names -= _LINES | {"align"}  # a new table has the lines of its template, and its alignment
    found = [" and ".join(_differences(look, one, names)) for one in known]
    return min(found, key=len)


def _standing(paragraph: IncomingParagraph, own: IncomingParagraph) -> Iterator[str]:
    """Where a paragraph stands now: in a frame, in a table whose columns were set otherwise."""
    if paragraph.in_box and not own.in_box:
        yield "in a frame"
    now, was = (one.cell.widths if one.cell else () for one in (paragraph, own))
    if len(now) == len(was) and any(map(_is_wider, now, was)):
        yield "in a table with columns of other widths"


def _is_no_word(piece: IncomingPiece) -> bool:
    return not isinstance(piece, IncomingRun)


def _brief_kind(paragraph: IncomingParagraph) -> object:
    """What a brief says of a paragraph."""
    item = paragraph.item
    place = item and (item.depth, item.is_numbered)
    return paragraph.level, place, paragraph.cell is None, "quot" in paragraph.style


def _of_lists(paragraph: IncomingParagraph) -> frozenset[str]:
    """What the list of a paragraph says of it."""
    return _INDENTS if paragraph.item else frozenset()


def _differences(look: HouseLook, was: HouseLook, names: Collection[str]) -> Iterator[str]:
    """What a look says otherwise under some names, each thing once."""
    found = {}
    for name in sorted(names, key=list(_CALLED).index):
        value, before = (getattr(one, name) or _PLAIN.get(name) for one in (look, was))
        if not _is_same(value, before):
            found[_ALIGNED[str(value)] if name == "align" else _CALLED[name]] = True
    return iter(found)


def _is_same(value: object, other: object) -> bool:
    """Whether two values look the same: programs round lengths."""
    match value, other:
        case float(), float():
            return abs(value - other) < _A_POINT
        case (str(rule), float(height)), (str(before), float(was)):
            return rule == before and abs(height - was) < _A_POINT / (12 if rule == "auto" else 1)
        case (((_, _), *_), _) | (_, ((_, _), *_)):  # of tab stops, OpenDocument tells none
            return _stops(value) <= _stops(other)
        case _, _ if isinstance(value or other, HouseLine):
            return _is_drawn(value) == _is_drawn(other)
        case _:
            return value == other


def _stops(tabs: object) -> set[float]:
    return {place for _, place in tabs} if isinstance(tabs, tuple) else set()


def _is_wider(width: float, was: float) -> bool:
    """Whether a column was made wider or narrower, by more than a finding in a draft takes."""
    return abs(width - was) > _A_FINDING


def _is_drawn(line: object) -> bool:
    return isinstance(line, HouseLine) and line.weight > 0


_A_POINT, _A_FINDING = 1.0, 6.0
_INDENTS = frozenset({"left", "right", "first"})
_LINES = frozenset({"above", "below", "beside"})
_PLAIN: Mapping[str, object] = {
    **dict.fromkeys(("left", "right", "first", "before", "after"), 0.0),
    "align": "left",
    "line": ("auto", 1.0),
}
_ALIGNED = {
    "left": "set to the left",
    "center": "centred",
    "right": "set to the right",
    "justify": "justified",
}
_CALLED: Mapping[str, str] = {
    "align": "aligned otherwise",
    **dict.fromkeys(("left", "right", "first"), "indented otherwise"),
    **dict.fromkeys(("before", "after", "line"), "spaced otherwise"),
    **dict.fromkeys(("above", "below", "beside"), "ruled off otherwise"),
    "tabs": "set with other tab stops",
    "ground": "on another ground",
    "font": "in another font",
    "size": "in another size",
    "color": "in another colour",
}

# --- ends of lines, pages -----------------------------------------------------------------


def told_ends(models: AsMade) -> Iterator[Told]:
    """Lines, pages and columns that a hand has ended, tabs, tables of contents."""
    for ends, one, many, hint in _ENDS:
        places = Counter(ends(models.file.paragraphs))
        come = places.total() - sum(1 for _ in ends(models.was.paragraphs))
        if come > 0:
            known = {place: models.own(place, models.file.paragraphs[place]) for place in places}
            own = {place: sum(1 for _ in ends((one,))) for place, one in known.items() if one}
            first = next((one for one in places if places[one] > own.get(one, 0)), -1)
            yield _untaken(one if come == 1 else f"{come} {many}", hint, first)


def _signs(sign: str, paragraphs: Sequence[IncomingParagraph]) -> Iterator[int]:
    """The place of the paragraph of each such sign in its words, as often as it has one."""
    for place, one in enumerate(paragraphs):
        if not (one.in_box or one.in_contents):
            yield from [place] * one.text.strip().count(sign)


def _new_pages(paragraphs: Sequence[IncomingParagraph]) -> Iterator[int]:
    return (place for place, one in enumerate(paragraphs) if one.new_page)


def _tables_of_contents(paragraphs: Sequence[IncomingParagraph]) -> Iterator[int]:
    """Where each table of contents begins."""
    before = False
    for place, one in enumerate(paragraphs):
        if one.in_contents and not before:
            yield place
        before = one.in_contents


_ENDS: tuple[tuple[Callable[[Sequence[IncomingParagraph]], Iterator[int]], str, str, str], ...] = (
    (
        partial(_signs, "\n"), "a line was ended by hand", "lines were ended by hand",
        "end the line in the Markdown with a backslash, to keep it",
    ),
    (
        partial(_signs, "\t"), "a tab was typed", "tabs were typed",
        "make a table of what stands below each other, or a list",
    ),
    (
        _new_pages, "a new page or column was begun by hand",
        "new pages or columns were begun by hand",
        "write ::: {.page-break} and, in the next line, ::: in the Markdown, to keep it",
    ),
    (
        _tables_of_contents, "a table of contents was put in", "tables of contents were put in",
        "the template says whether a brief has one",
    ),
)  # fmt: skip


def _other_sheets(
    sheets: Collection[IncomingSheet], was: Collection[IncomingSheet]
) -> Iterator[Told]:
    """Pages that are of another kind than those that the template has."""
    for what, names in _TRAITS.items():
        known = [[getattr(one, name) for name in names] for one in was]
        found = ([getattr(one, name) for name in names] for one in sheets)
        if known and any(all(map(_differ, repeat(one), known)) for one in found):
            yield _untaken(f"{what} in the file", "the template says what pages are like")


def _differ(traits: Sequence[float], known: Sequence[float]) -> bool:
    return any(abs(one - other) >= _A_POINT for one, other in zip(traits, known, strict=True))


_TRAITS: Mapping[str, tuple[str, ...]] = {
    "there are pages of another size, or on their side,": ("width", "height"),
    "there are other margins": ("left", "right"),
    "there are other columns": ("columns",),
}

"""Running heads: the patterns of the theme filled in, page numbers as fields."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum
from operator import itemgetter

from msgspec import Struct
from msgspec.structs import replace

from generator.document.markings import Marking
from generator.theme.running_heads import (
    RunningHead,
    head_fields,
    joined_patterns,
    rows_of_head,
    share_at_right,
)
from generator.theme.theme import Style
from generator.writers.docx.backdrops import Backdrop
from generator.writers.docx.character_styles import MARKING_STYLE
from generator.writers.docx.flow import WordParagraph, flow_xml
from generator.writers.docx.making import DocxFile
from generator.writers.docx.markup import NAMESPACES, PLAIN, TAB, RunFormat, run
from generator.writers.docx.measures import words_width
from generator.writers.docx.parts import TextPart
from generator.writers.docx.places import Place, place_of, place_runs, shortened_place
from generator.writers.docx.role_styles import WordStyle

_BETWEEN = 12.0  # points between two places at least
_MARKING = RunFormat(style=MARKING_STYLE)
_MARKING_LINE = 1.25  # of its size, ground included
_ASCENT = 0.8  # of a line, above its baseline
_CAPITALS = 0.66  # of the size of letters, about
_NO_BREAK = "\u00a0"

Stops = tuple[tuple[str, float], ...]  # each an alignment and its place in points


class HeadLine(Struct, frozen=True):
    """Where the words of a running head stand: in so many points, with space above and below."""

    width: float
    footer: bool
    before: float = 0.0
    after: float = 0.0


def head_xml(
    head: RunningHead,
    place: HeadLine,
    behind: Backdrop,
    part: TextPart,
    file: DocxFile,
) -> str:
    """A header or footer part; empty if it would show nothing.

    A marking that has a look of its own stands in each, where its scheme wants it.
    """
    style = file.styles.paragraph("footer" if place.footer else "header")
    near, *further = _rows_outwards(head, file, footer=place.footer)
    marking, apart = file.document.meta.marking, list[WordParagraph]()
    if marking and not _has_room(_filled_places(near, style.look, file), marking, place.width):
        apart, marking = [_by_itself(marking, file)], None
    line = _worded_line(near, marking, place.width, style, part, file)
    if not (line.content or behind.art or apart):
        return ""
    ground = behind.ground if line.content else None
    content = behind.art + line.content
    lines = [replace(line, content=content)] if content else []  # a marking apart stands outside
    lines += [_worded_line(row, None, place.width, style, part, file) for row in further]
    lines = [replace(one, ground=ground) for one in lines]
    kind = "ftr" if place.footer else "hdr"
    if not place.footer:
        lines.reverse()
    lines[:1] = [replace(one, before=place.before or None) for one in lines[:1]]
    lines[-1:] = [replace(one, after=place.after or None) for one in lines[-1:]]
    flow = [*lines, *apart] if place.footer else [*apart, *lines]
    return f"<w:{kind} {NAMESPACES}>{flow_xml(flow)}</w:{kind}>"


def _rows_outwards(head: RunningHead, file: DocxFile, *, footer: bool) -> Sequence[RunningHead]:
    """The lines of a running head that say something, from the text outwards."""
    meta = file.document.meta
    said = head_fields(meta, page=("1", "1"), logo="logo" if file.theme.logo else "")
    rows = rows_of_head(head, said)
    return rows if footer else rows[::-1]


def further_depth(head: RunningHead, file: DocxFile, *, footer: bool) -> float:
    """How far the lines of a running head reach outwards beyond the one nearest the text."""
    look = file.styles.paragraph("footer" if footer else "header").look
    _, *further = _rows_outwards(head, file, footer=footer)
    return fsum(_row_height(row, look, file) for row in further)


def _row_height(row: RunningHead, look: Style, file: DocxFile) -> float:
    pictured = (place.logo.height for place in _filled_places(row, look, file) if place.logo)
    return max([_leading(row, None, look, file), *pictured])


def _worded_line(
    row: RunningHead,
    marking: Marking | None,
    width: float,
    style: WordStyle,
    part: TextPart,
    file: DocxFile,
) -> WordParagraph:
    """A line of a running head, and its marking. It has the rules of its style if a place wears it.

    Its places stand at stops from the left margin, however its style aligns lines.
    """
    places = _filled_places(row, style.look, file)
    if marking:
        content, stops = _marked_line(places, marking, width, part, file)
    else:
        content, stops = _head_line(places, width, part, file)
    is_ruled = any(place.is_said and place.letters == PLAIN for place in places)
    own = style if is_ruled else file.styles.normal
    leading = _leading(row, marking, style.look, file)
    grows = any(place.logo for place in places)
    changed = grows or leading != own.look.leading
    align = None if own.look.align == "left" else "left"
    return WordParagraph(
        own,
        content,
        tabs=_changed(own.tabs, stops),
        leading=leading if changed else None,
        align=align,
        grows=grows,
    )


def header_rise(head: RunningHead, file: DocxFile) -> float:
    """How far the line of a header reaches above its baseline, in points."""
    look = file.styles.paragraph("header").look
    words = _ASCENT * _leading(head, file.document.meta.marking, look, file)
    near, *further = _rows_outwards(head, file, footer=False)
    places = _filled_places(near, look, file) if file.theme.logo else ()
    pictured = [place for place in places if place.logo]
    above = further_depth(head, file, footer=False) if further else 0.0
    return max([words, *map(_logo_rise, pictured)]) + above


def _logo_rise(place: Place) -> float:
    """How far a logo reaches above the baseline of the words that it stands amid."""
    height = place.logo.height if place.logo else 0.0
    return (height + _CAPITALS * place.look.size) / 2


def footer_depth(file: DocxFile) -> float:
    """How far the line of a footer reaches below its baseline, in points."""
    look = file.styles.paragraph("footer").look
    return (1 - _ASCENT) * _line_height(file.document.meta.marking, look)


def _leading(head: RunningHead, marking: Marking | None, look: Style, file: DocxFile) -> float:
    own = [file.theme.style(place.style).leading for place in head.places if place.style]
    return max([_line_height(marking, look), *own])


def _line_height(marking: Marking | None, look: Style) -> float:
    return marking.look.size * _MARKING_LINE if marking else look.leading


def _filled_places(head: RunningHead, look: Style, file: DocxFile) -> tuple[Place, Place, Place]:
    """The three places of a running head, filled; beside a marking in the middle there are two."""
    marking = file.document.meta.marking
    left, center = head.left, head.center
    if marking and marking.look.position == "center":
        left, center = joined_patterns(left, center), ""
    return (
        place_of(left, head.left_style, look, file),
        place_of(center, head.center_style, look, file),
        place_of(head.right, head.right_style, look, file),
    )


def _has_room(places: Sequence[Place], marking: Marking, width: float) -> bool:
    """Whether a marking leaves room on its line for the words that are never shortened."""
    _, center, right = places
    room = width - _marking_width(marking) - _BETWEEN
    if marking.look.position == "center":
        return center.width + right.width <= (room - _BETWEEN) / 2
    return center.width + right.width <= room


def _by_itself(marking: Marking, file: DocxFile) -> WordParagraph:
    """A marking on as many lines as it takes."""
    style = file.styles.normal
    return WordParagraph(
        style,
        run(_marking_run(marking), _MARKING),
        leading=_line_height(marking, style.look),
        align=marking.look.position,
    )


def _marking_run(marking: Marking) -> str:
    return f"{_NO_BREAK}{marking.words}{_NO_BREAK}"


def _marking_width(marking: Marking) -> float:
    return words_width(_marking_run(marking), Style(size=marking.look.size, bold=True))


def _marked_line(
    places: tuple[Place, Place, Place],
    marking: Marking,
    width: float,
    part: TextPart,
    file: DocxFile,
) -> tuple[str, Stops]:
    """The marking and the words beside it, and the tab stops that they stand at."""
    label = run(_marking_run(marking), _MARKING)
    taken = _BETWEEN + _marking_width(marking)
    left, _, right = places
    match marking.look.position:
        case "left":
            rest, stops = _head_line(places, width - taken, part, file)
            moved = tuple((kind, place + taken) for kind, place in stops)
            return label + TAB + rest, (("left", taken), *moved) if rest else ()
        case "center":
            cut = shortened_place(left, (width - taken - _BETWEEN) / 2)
            first, last = (place_runs(each, part, file) for each in (cut, right))
            stops = (("center", width / 2), *((("right", width),) if last else ()))
            return first + TAB + label + (TAB + last if last else ""), stops
        case "right":
            rest, stops = _head_line(places, width - taken, part, file)
            return rest + TAB + label, (*stops, ("right", width))


def _head_line(
    places: tuple[Place, Place, Place], width: float, part: TextPart, file: DocxFile
) -> tuple[str, Stops]:
    """The words of the three places in so many points, and the tab stops that they stand at."""
    left, center, right = places
    if left.is_said and right.is_said:
        right = shortened_place(right, share_at_right(right.width, left.width, width - _BETWEEN))
    taken = [place.width for place in (center, right) if place.is_said]
    room = width - fsum(taken) - _BETWEEN * len(taken)
    content = place_runs(shortened_place(left, room), part, file)
    stops: Stops = ()
    for kind, stop, place in (("center", width / 2, center), ("right", width, right)):
        if place.is_said:
            content += TAB + place_runs(place, part, file)
            stops += ((kind, stop),)
    return content, stops


def _changed(given: Stops, wanted: Stops) -> Stops:
    """What turns the stops of a style into those wanted, from left to right."""
    cleared = [("clear", place) for kind, place in given if (kind, place) not in wanted]
    added = [stop for stop in wanted if stop not in given]
    return tuple(sorted((*cleared, *added), key=itemgetter(1)))

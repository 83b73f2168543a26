"""Running heads: the patterns of the theme filled in, page numbers as fields."""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import fsum
from operator import itemgetter

from msgspec.structs import replace

from generator.document import Meta
from generator.document.markings import Marking
from generator.theme.theme import RunningHead, Style
from generator.writers.docx import measure
from generator.writers.docx.controls import Controls
from generator.writers.docx.flow import WordParagraph, flow_xml
from generator.writers.docx.markup import NAMESPACES, TAB, RunFormat, run
from generator.writers.docx.references import field
from generator.writers.docx.styles import Styles
from generator.writers.docx.stylesheet import MARKING_STYLE

_SLOT = re.compile(r"\{(\w+)\}")
_SEPARATOR = " · "
_PAGE = "page"
_BETWEEN = 12.0  # points between two places at least
_MARKING = RunFormat(style=MARKING_STYLE)
_MARKING_LINE = 1.25  # of its size, ground included
_NO_BREAK = "\u00a0"

HeadPiece = tuple[str, str]  # the name of a field, if it is one, and its words


Stops = tuple[tuple[str, float], ...]  # each an alignment and its place in points


def head_xml(
    head: RunningHead, meta: Meta, styles: Styles, controls: Controls, *, footer: bool, art: str
) -> str:
    """A header or footer part, `art` behind it; empty if it would show nothing.

    A marking that has a look of its own stands in each, where its scheme wants it.
    """
    style, marking = styles.paragraph("footer" if footer else "header"), meta.marking
    width = dict(style.tabs)["right"]
    apart: list[WordParagraph] = []
    if marking:
        meta = replace(meta, fields={**meta.fields, "marking": ""})  # it stands apart
    if marking and _has_room(head, meta, marking, style.look, width):
        content, stops = _marked_line(head, meta, marking, style.look, width, controls)
    else:
        apart += [_by_itself(marking, styles)] if marking else []
        content, stops = _head_line(head, meta, style.look, width, controls)
    if not (content or art or apart):
        return ""
    has_words = any(_filled(part, meta) for part in (head.left, head.center, head.right))
    line = WordParagraph(
        style if has_words else styles.normal,  # a header without words draws no rule
        art + content,
        tabs=_changed(style.tabs if has_words else (), stops),
        leading=line_height(marking, style.look) if marking and not apart else None,
    )
    lines = [line] if content or art else []  # a marking of its own lines stands outside
    kind = "ftr" if footer else "hdr"
    flow = [*lines, *apart] if footer else [*apart, *lines]
    return f"<w:{kind} {NAMESPACES}>{flow_xml(flow)}</w:{kind}>"


def line_height(marking: Marking | None, look: Style) -> float:
    """The height of a running head's line, in points."""
    return marking.look.size * _MARKING_LINE if marking else look.leading


def _has_room(head: RunningHead, meta: Meta, marking: Marking, look: Style, width: float) -> bool:
    """Whether a marking leaves room on its line for the words that are never shortened."""
    own = Style(size=marking.look.size, bold=True)
    center, right = (
        measure.words_width(_told_words(_filled(each, meta)), look)
        for each in (head.center, head.right)
    )
    room = width - measure.words_width(_marking_run(marking), own) - _BETWEEN
    if marking.look.position == "center":
        return right <= (room - _BETWEEN) / 2
    return center + right <= room


def _by_itself(marking: Marking, styles: Styles) -> WordParagraph:
    """A marking on as many lines as it takes."""
    return WordParagraph(
        styles.normal,
        run(_marking_run(marking), _MARKING),
        leading=line_height(marking, styles.normal.look),
        align=marking.look.position,
    )


def _marking_run(marking: Marking) -> str:
    return f"{_NO_BREAK}{marking.words}{_NO_BREAK}"


def _marked_line(
    head: RunningHead, meta: Meta, marking: Marking, look: Style, width: float, controls: Controls
) -> tuple[str, Stops]:
    """The marking and the words beside it, and the tab stops that they stand at."""
    words = _marking_run(marking)
    label, own = run(words, _MARKING), Style(size=marking.look.size, bold=True)
    taken = _BETWEEN + measure.words_width(words, own)
    match marking.look.position:
        case "left":
            rest, stops = _head_line(head, meta, look, width - taken, controls)
            moved = tuple((kind, place + taken) for kind, place in stops)
            return label + TAB + rest, (("left", taken), *moved) if rest else ()
        case "center":
            both = _SEPARATOR.join(filter(None, (head.left, head.center)))
            room = (width - taken - _BETWEEN) / 2
            left = _piece_runs(_shortened(_filled(both, meta), room, look), meta, controls)
            right = _piece_runs(_filled(head.right, meta), meta, controls)
            stops = (("center", width / 2), *((("right", width),) if right else ()))
            return left + TAB + label + (TAB + right if right else ""), stops
        case "right":
            rest, stops = _head_line(head, meta, look, width - taken, controls)
            return rest + TAB + label, (*stops, ("right", width))


def _head_line(
    head: RunningHead, meta: Meta, look: Style, width: float, controls: Controls
) -> tuple[str, Stops]:
    """The words of the three places in so many points, and the tab stops that they stand at."""
    center, right = _filled(head.center, meta), _filled(head.right, meta)
    taken = [measure.words_width(_told_words(words), look) for words in (center, right) if words]
    room = width - fsum(taken) - _BETWEEN * len(taken)
    content = _piece_runs(_shortened(_filled(head.left, meta), room, look), meta, controls)
    stops: Stops = ()
    for kind, place, words in (("center", width / 2, center), ("right", width, right)):
        if words:
            content += TAB + _piece_runs(words, meta, controls)
            stops += ((kind, place),)
    return content, stops


def _changed(given: Stops, wanted: Stops) -> Stops:
    """What turns the stops of a style into those wanted, from left to right."""
    cleared = [("clear", place) for kind, place in given if (kind, place) not in wanted]
    added = [stop for stop in wanted if stop not in given]
    return tuple(sorted((*cleared, *added), key=itemgetter(1)))


def _filled(pattern: str, meta: Meta) -> tuple[HeadPiece, ...]:
    """The pattern with its fields; a part between dots whose fields are all empty is left out."""
    label = meta.page_label.replace("{page}", "88").replace("{pages}", "88")
    fields = {**meta.fields, _PAGE: label}  # the widest that page numbers may come to look
    found: list[HeadPiece] = []
    for part in pattern.split(_SEPARATOR):
        literals, names = _SLOT.split(part)[::2], _SLOT.split(part)[1::2]
        pieces = [(name, fields.get(name, f"{{{name}}}")) for name in names]
        said = [("", literals[0])]
        for piece, literal in zip(pieces, literals[1:], strict=True):
            said += [piece, ("", literal)]
        if _told_words(said).strip():
            found += [("", _SEPARATOR), *said] if found else said
    return tuple(found)


def _told_words(pieces: Iterable[HeadPiece]) -> str:
    return "".join(words for _, words in pieces)


def _shortened(pieces: tuple[HeadPiece, ...], room: float, look: Style) -> tuple[HeadPiece, ...]:
    """The pieces, cut behind a word where they take more room than there is."""
    words = _told_words(pieces)
    if measure.words_width(words, look) <= room or _PAGE in dict(pieces):
        return pieces
    while words and measure.words_width(words, look) > room:
        words = words.rstrip("…").rpartition(" ")[0].rstrip(" ,;:·–—")
        words = f"{words}…" if words else ""
    return (("", words),) if words else ()


def _piece_runs(pieces: Iterable[HeadPiece], meta: Meta, controls: Controls) -> str:
    return "".join(
        _page_field(meta) if name == _PAGE else controls.field(name, words, run(words))
        for name, words in pieces
    )


def _page_field(meta: Meta) -> str:
    fields = {"{page}": field("PAGE", "1"), "{pages}": field("NUMPAGES", "1")}
    pieces = re.split(r"(\{pages?\})", meta.page_label)
    return "".join(fields.get(piece) or run(piece) for piece in pieces)

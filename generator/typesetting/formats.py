"""What an inline node makes of the words in it: their format, and how they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator.document import (
    Changed,
    CodeSpan,
    CrossReference,
    Emphasis,
    Enclosing,
    Inline,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from generator.document.colors import contrast
from generator.document.shifts import lowered, raised
from generator.typesetting.setting import Setting
from generator.typesetting.shaping import SHIFTED
from generator.typesetting.words import TextFormat, measured, variant_of

RAISED = 0.36
"""How far the mark of a note stands above the line, as a share of the size of the words there."""
_LOWERED = 0.16
_SHIFTED_SIZE = 0.65


def format_within(inline: Enclosing, form: TextFormat, setting: Setting) -> TextFormat:
    """The format of the words in an inline node that stands among words of a format."""
    match inline:
        case Emphasis():
            return _turned(form, setting, bold=form.bold, italic=not form.italic)
        case Strong():
            return _turned(form, setting, bold=True, italic=form.italic)
        case CodeSpan():
            return _coded(form, setting)
        case Changed():
            return changed_format(form, inline)
        case Superscript():
            return _shifted(form, RAISED)
        case Subscript():
            return _shifted(form, -_LOWERED)
        case _:
            return form


def as_read(inline: Enclosing) -> tuple[Inline, ...]:
    """What is in an inline node, its words as they are read: raised figures as such."""
    match inline:
        case Superscript(children):
            return tuple(_shifted_words(children, raised))
        case Subscript(children):
            return tuple(_shifted_words(children, lowered))
        case _:
            return inline.children


def _shifted_words(inlines: Iterable[Inline], move: Callable[[str], str]) -> Iterator[Inline]:
    for inline in inlines:
        match inline:
            case Text(value):
                yield replace(inline, value=move(value))
            case CrossReference(label):
                yield replace(inline, label=move(label))
            case Enclosing(children):
                yield replace(inline, children=tuple(_shifted_words(children, move)))
            case _:
                yield inline


def _turned(form: TextFormat, setting: Setting, *, bold: bool, italic: bool) -> TextFormat:
    chain = setting.chain(form.style, bold=bold, italic=italic)
    known = measured(chain, form.style, form.variant)
    return replace(form, chain=chain, bold=bold, italic=italic, measured=known)


def _coded(form: TextFormat, setting: Setting) -> TextFormat:
    """The format of code; that of the words around it where the theme has no style `code`."""
    styles = setting.theme.styles
    form = replace(form, language="", verbatim=True)
    if "code" not in styles:
        return form
    look = styles["code"]
    size = form.size * look.size / setting.theme.style("body").size
    style = replace(form.style, font=look.font, size=size, **_AS_TYPED)
    chain = setting.chain(style, bold=form.bold, italic=form.italic)
    variant = variant_of(style)
    known = measured(chain, style, variant)
    return replace(
        form, style=style, chain=chain, size=size, tracking=0.0, variant=variant, measured=known
    )


_AS_TYPED: Mapping[str, Any] = {
    "caps": "none",
    "tracking": 0.0,
    "figures": "font",
    "figure_width": "font",
}


def _shifted(form: TextFormat, rise: float) -> TextFormat:
    """The format of words above or below the line, smaller, whose figures are drawn as plain."""
    style = replace(form.style, size=form.size * _SHIFTED_SIZE)
    variant = f"{form.variant} {SHIFTED}".strip()
    known = measured(form.chain, style, variant)
    up = form.rise + form.size * rise
    return replace(form, style=style, size=style.size, rise=up, variant=variant, measured=known)


_PAGE = "#ffffff"
_DARK_WORDS = 3.0  # of contrast with the page: those with less stand on a dark ground


class _ChangeInk(Struct, frozen=True):
    """The colour of changed words on a light ground, and on a dark one."""

    on_light: str
    on_dark: str


_GONE = _ChangeInk("#b3261e", "#ffb4ab")
_NEW = _ChangeInk("#1b6b3a", "#a8dab5")  # not blue, as links are
_MOVED = _ChangeInk("#6a3fa0", "#d3bdf5")


def changed_format(form: TextFormat, change: Changed | None) -> TextFormat:
    """The format of words that have changed: new ones are underlined, those gone struck through.

    Words on a ground of their own keep their colour, which that ground was chosen for.
    """
    if change is None:
        return form
    color = form.color if form.style.ground else change_color(change, beside=form.style.color)
    gone = change.how == "deleted"
    return replace(form, change=change, color=color, underline=not gone, struck=gone)


def change_color(change: Changed, *, beside: str) -> str:
    """The colour of a change, by the colour of the words that it stands among."""
    ink = _GONE if change.how == "deleted" else _NEW
    if change.move:
        ink = _MOVED
    return ink.on_light if contrast(beside, _PAGE) >= _DARK_WORDS else ink.on_dark


def change_kind(change: Changed) -> str:
    """The kind of structure element that changed words are in."""
    return "Del" if change.how == "deleted" else "Ins"

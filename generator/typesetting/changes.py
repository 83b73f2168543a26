"""How a redline shows what has changed: by a colour, and by a line under or through the words."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from generator.document import Changed
from generator.document.colors import contrast
from generator.typesetting.units import TextFormat

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

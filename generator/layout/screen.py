"""The words around a brief on a screen, from the labels of its language."""

from __future__ import annotations

from generator.document.tree import ScreenWords
from generator.templates.labels import Labels

_LABELS = {
    "notes": "map_notes",
    "note": "screen_note",
    "start": "screen_start",
    "back": "screen_back",
    "copy": "screen_copy",
    "copied": "screen_copied",
    "close": "screen_close",
}


def screen_words(labels: Labels) -> ScreenWords:
    """The words around a brief on a screen."""
    return ScreenWords(**{field: labels.plain(name) for field, name in _LABELS.items()})

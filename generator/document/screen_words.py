"""What a page on a screen says around a brief, in the brief's language."""

from __future__ import annotations

from msgspec import Struct


class ScreenWords(Struct, frozen=True):
    """`note` names a note by its `{number}`; the others are words of links and buttons."""

    notes: str = "Notes"
    note: str = "Note {number}"
    start: str = "To the brief"
    back: str = "Back to the text"
    copy: str = "Copy this citation"
    copied: str = "Copied"
    close: str = "Close"

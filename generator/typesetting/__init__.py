"""Document + Theme → Pages: fonts, shaping, lines, tables, notes, pages."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.typesetting.drafts import draft_theme
    from generator.typesetting.pages import typeset
    from generator.typesetting.placed import Pages

__all__ = ["HEADROOM", "Pages", "draft_theme", "typeset"]

HEADROOM = 1.2
"""Of the size of words, from their baseline up: the height that an anchor leads to, set or read."""

_HOMES = {"Pages": "placed", "draft_theme": "drafts", "typeset": "pages"}


def __getattr__(name: str) -> object:
    """What needs the shaper is loaded when it is asked for (PEP 562): `brief check` does not."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)

"""The families that a page asks a reader's computer for: it brings no fonts of its own."""

from __future__ import annotations

import re

from generator.theme.theme import FontFamily

_SERIFS = ("Charter", "Bitstream Charter", "Iowan Old Style", "Georgia", "serif")
_SANS = ("Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif")
_MONOSPACED = ("Menlo", "Consolas", "Liberation Mono", "monospace")
_GENERIC = ("serif", "sans-serif", "monospace")


def font_stack(family: FontFamily) -> str:
    """A family, what stands in for it, and what every computer has of its kind."""
    own = [family.name, family.substitute]
    rest: tuple[str, ...]
    names = " ".join(own).lower()
    if "mono" in names or "consolas" in names or "courier" in names:
        rest = _MONOSPACED
    elif "serif" in names.replace("sans serif", "") or _is_roman(family.substitute):
        rest = _SERIFS
    else:
        rest = _SANS
    named = dict.fromkeys(filter(None, (*own, *rest)))
    return ",".join(name if name in _GENERIC else css_string(name) for name in named)


def _is_roman(substitute: str) -> bool:
    romans = ("Cambria", "Georgia", "Times", "Garamond", "Palatino", "Book Antiqua", "Constantia")
    return substitute.startswith(romans)


_CONTROL = re.compile("[\x00-\x1f]")


def css_string(words: str) -> str:
    """Words as a string of a style sheet (CSS Syntax 3, 4.3.5); never the end of its element."""
    plain = words.replace("\\", "\\\\").replace('"', '\\"').replace("<", "\\3c ")
    return f'"{_CONTROL.sub(" ", plain)}"'

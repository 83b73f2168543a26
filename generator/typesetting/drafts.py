"""How a draft shows that it is one: in the house's plain letters, coloured by how grave it is."""

from __future__ import annotations

from generator.diagnostics import Severity
from generator.document import Remark
from generator.theme.theme import Style, Theme

_SIZE, _LEADING = 6.6, 7.8


def draft_style(color: str, theme: Theme, *, size: float = _SIZE) -> Style:
    """The style of what is in a draft alone: bold, and in the face of headings if there is one."""
    font = "display" if "display" in theme.fonts else theme.style("body").font
    leading = size * _LEADING / _SIZE
    return Style(font=font, size=size, leading=leading, bold=True, color=color, hyphenate=True)


def remark_color(remark: Remark, theme: Theme) -> str:
    match remark.severity:
        case Severity.ERROR:
            return theme.draft.error
        case Severity.WARNING:
            return theme.draft.warning
        case Severity.NOTE:
            return theme.draft.note

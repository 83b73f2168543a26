"""How a draft shows that it is one: words in the house's plain letters, coloured by severity."""

from __future__ import annotations

from msgspec.structs import replace

from generator.diagnostics import Severity
from generator.document import Remark
from generator.theme.theme import Style, Theme

_SIZE, _LEADING = 7.2, 8.8
_MARGIN = 132.0  # points beside the text that remarks are read in with ease


def draft_theme(theme: Theme) -> Theme:
    """The theme on a sheet with room for remarks at its right; everything else stays in place."""
    return replace(theme, remarks=max(0.0, _MARGIN - theme.page.right))


def draft_style(color: str, theme: Theme, *, size: float = _SIZE) -> Style:
    """The style of words that only a draft has: bold, in the font of headings if it has one."""
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

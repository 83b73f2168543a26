"""Document + Theme → Pages: fonts, shaping, lines, tables, notes, pages."""

from generator.typesetting.drafts import draft_theme
from generator.typesetting.pages import typeset
from generator.typesetting.placed import Pages

__all__ = ["Pages", "draft_theme", "typeset"]

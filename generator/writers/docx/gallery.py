"""The styles that Word offers: those that an author needs, in the order of a brief.

All others are in the file, and hidden until somebody wears them.
"""

from __future__ import annotations

_OFFERED = (
    *("BodyText", "Heading1", "Heading2", "Heading3", "Heading4", "Lead", "KeyPoint"),
    *("ListBullet", "ListBullet2", "ListNumber", "ListNumber2", "ListContinue", "Quote"),
    *("DefinitionTerm", "Definition", "Caption", "TableHeader", "TableCell", "TableSource"),
    *("Figure", "Strong", "Emphasis", "Term", "Code"),
)
HIDDEN = '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'


def shown_as(id_: str) -> str:
    """What a style says of its place among those that Word offers (ISO 29500-1, 17.7.4.19)."""
    if id_ not in _OFFERED:
        return HIDDEN
    return f'<w:uiPriority w:val="{_OFFERED.index(id_) + 1}"/><w:qFormat/>'

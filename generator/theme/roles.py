"""The names of styles and boxes that the parts of a document use."""

from __future__ import annotations

STYLES = (
    *("body", "list", "lead", "lead-in", "small", "kicker", "subtitle", "masthead", "byline"),
    *("heading1", "heading2", "heading3", "heading4", "box-title", "confidence"),
    *("term", "definition", "quotation", "caption", "table-header", "table-cell"),
    *(
        "table-source",
        "source",
        "source-cited",
        "reference",
        "note",
        "note-mark",
        "link",
        "code",
        "header",
    ),
    "footer",
    *("contents-title", "contents1", "contents2", "contents3"),
    *("caveat-brief", "decision", "reported", "judgement", "key-point"),
    "key-point-number",
    *("aside-label", "figure-number", "tile", "pull", "pull-source", "about"),
)
BOXES = (
    *("masthead", "summary", "caveat-brief", "caveat", "decision", "sidebar", "plain"),
    *("glance", "pull", "about"),
)
NEEDED = {"styles": ("body",), "boxes": ("plain",)}
"""What stands in for others that a theme has not, so that it cannot lack these."""


def heading_role(level: int) -> str:
    """The style of a heading."""
    return f"heading{min(max(level, 1), 4)}"


def contents_role(level: int) -> str:
    """The style of an entry of a table of contents; level 1 is that of sections."""
    return f"contents{min(max(level, 1), 3)}"

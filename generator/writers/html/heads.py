"""What stands around the document on the page: running heads, the marking, the word of a draft."""

from __future__ import annotations

from generator.document import Document
from generator.theme.running_heads import RunningHead, head_fields, words_of_pattern
from generator.theme.theme import Theme
from generator.writers.html.blocks import style_class
from generator.writers.html.images import image_html
from generator.writers.html.markup import attribute, element, escaped_text

_LOGO = "{logo}"
BESIDE = " data-beside"
"""What marks an element as none of the document's words."""


def head_line(document: Document, theme: Theme) -> str:
    """What the theme puts at the head of the first page; empty if that is nothing."""
    return _head_places(theme.first_header, "header", document, theme)


def foot_line(document: Document, theme: Theme) -> str:
    """What the theme puts at the foot of the first page, and the marking once more."""
    line = _head_places(theme.first_footer, "footer", document, theme)
    said = element("div", line, ' class="foot"') if line else ""
    said += marking_line(document)
    return element("footer", said, BESIDE) if said else ""


def marking_line(document: Document) -> str:
    """A marking that has a look of its own, where its scheme wants it."""
    marking = document.meta.marking
    if marking is None or not marking.words.strip():
        return ""
    kind = attribute("class", "marking m-own")
    return element("p", element("span", escaped_text(marking.words)), kind)


def marking_css(document: Document) -> str:
    """The look of the marking, which no scheme of colours changes."""
    marking = document.meta.marking
    if marking is None:
        return ""
    look = marking.look
    side = {"left": "flex-start", "center": "center", "right": "flex-end"}[look.position]
    size = max(12.0, look.size) / 12.0
    return (
        f".m-own{{margin:0;justify-content:{side};background:{look.ground};color:{look.color};"
        f"font:700 {size:.3g}rem/1.3 sans-serif;-webkit-print-color-adjust:exact;"
        f"print-color-adjust:exact}}"
    )


def draft_word(document: Document) -> str:
    """The word that stands across a draft."""
    word = document.meta.draft
    return element("div", escaped_text(word), ' class="draft"', BESIDE) if word else ""


def _head_places(head: RunningHead, name: str, document: Document, theme: Theme) -> str:
    fields = head_fields(document.meta, logo=_LOGO if theme.logo else "")
    said = []
    for place in head.places:
        words = words_of_pattern(place.pattern, fields).strip()
        if words:
            kind = attribute("class", style_class(place.style or name, theme))
            lines = (_with_logo(line, theme) for line in words.split("\n"))
            said.append(element("p", "<br>".join(lines), kind))
    return "".join(said)


def _with_logo(words: str, theme: Theme) -> str:
    before, logo, behind = words.partition(_LOGO)
    if not logo or theme.logo is None or theme.logo.image is None:
        return escaped_text(words.replace(_LOGO, ""))
    drawn = image_html(theme.logo.image, theme.logo.height / theme.style("body").size)
    parts = (escaped_text(before.strip()), drawn, escaped_text(behind.strip()))
    return "".join(f"<span>{part}</span>" if part != drawn else part for part in parts if part)

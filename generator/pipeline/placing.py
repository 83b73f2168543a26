"""A composed brief, made ready for a program for layout."""

from __future__ import annotations

from msgspec.structs import replace

from generator.document import Paragraph, Text
from generator.layout.arranged import Arranged
from generator.pipeline.composing import Composed
from generator.theme.placing import theme_for_placing


def ready_for_placing(composed: Composed) -> Composed:
    """The brief in the look for placing, its marking as the first paragraph.

    Such a program leaves running heads out, where the marking stands on other pages.
    """
    document, theme = composed.document, theme_for_placing(composed.theme)
    if marking := document.meta.marking:
        first = Paragraph((Text(marking.words, span=marking.span),), "masthead")
        document = replace(document, blocks=(first, *document.blocks))
    return replace(composed, arranged=Arranged(document), theme=theme)

"""A template's layout filled: Markdown with slots for the author's words.

Nothing an author wrote passes through it: fields and slots are private tokens here, and `compose`
puts the words in their place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, TypeVar

from msgspec.structs import replace

from generator.diagnostics import Diagnostic
from generator.diagnostics.fixes import without_fix
from generator.recall.results import recalled
from generator.templates.template import Layout, Template

T = TypeVar("T")


def render_skeleton(template: Template, context: Mapping[str, Any]) -> str:
    """The Markdown that the template's layout makes of a context of tokens.

    Raises BriefError with the template's line for a fault in it.
    """
    layouts = template.layouts

    def fill() -> str:
        from generator.layout.jinja import filled_layout

        return filled_layout(layouts, layouts, context)

    return _recalled(str, ("filled", layouts, context), fill)


def _recalled(kind: type[T], given: object, make: Callable[[], T]) -> T:
    """What Jinja makes of layouts, which takes longer to load than all else does to compose."""
    return recalled(kind, given, make, by="jinja2", room=__package__)


def labels_named(layouts: tuple[Layout, ...]) -> frozenset[str] | None:
    """The labels that layouts name; None if they do not parse, which is told in layout."""
    return _named_behind("label", layouts)


def head_values_named(layouts: tuple[Layout, ...]) -> frozenset[str]:
    """The values of a brief's head that layouts name, as a form does; none if they do not parse."""
    return _named_behind("head", layouts) or frozenset()


def slots_named(layouts: tuple[Layout, ...]) -> frozenset[str] | None:
    """The slots that layouts name; None if they do not parse."""
    return _named_behind("slot", layouts)


@lru_cache(maxsize=16)
def _named_behind(first: str, layouts: tuple[Layout, ...]) -> frozenset[str] | None:
    def read() -> tuple[frozenset[str], ...]:
        from generator.layout.jinja import names_in_layouts

        return names_in_layouts(first, layouts)

    found = _recalled(tuple[frozenset[str], ...], (first, layouts), read)
    return frozenset().union(*found) if found else None


def text_of_layout(layout: Layout) -> str:
    """A layout without what Jinja reads in it, line by line: each value is one private letter.

    Raises BriefError at the line where it does not parse.
    """

    def read() -> str:
        from generator.layout.jinja import without_jinja

        return without_jinja(layout)

    return _recalled(str, ("text", layout), read)


def in_template(
    template: Template, context: Mapping[str, Any], found: Iterable[Diagnostic], filled: str
) -> tuple[Diagnostic, ...]:
    """The findings, those in the filled layout moved to the line of the layout's file."""
    if not any(finding.span.file == filled for finding in found):
        return tuple(found)
    from generator.layout.jinja import places_in_layouts

    places = places_in_layouts(template.layouts, context)
    return tuple(
        replace(without_fix(finding), span=places[finding.span.start.line - 1])
        if finding.span.file == filled
        else finding
        for finding in found
    )

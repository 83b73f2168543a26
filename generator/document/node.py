"""What each node of the document tree has, whatever it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from operator import attrgetter

from msgspec import Struct

from generator.diagnostics import Span


class TreeNode(Struct, frozen=True, kw_only=True, eq=False):
    """What each node has. `span` is None if no file holds it."""

    span: Span | None = None

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        kind = type(self)
        return kind is type(other) and _content_of(kind)(self) == _content_of(kind)(other)

    def __ne__(self, other: object) -> bool:
        return not self == other  # a Struct's own asks whether they are one object

    def __hash__(self) -> int:
        kind = type(self)
        return hash((kind, _content_of(kind)(self)))


@cache
def _content_of(kind: type[TreeNode]) -> Callable[[TreeNode], object]:
    """What takes a node of a kind apart, but for its place in a file."""
    names = [name for name in kind.__struct_fields__ if name != "span"]
    return attrgetter(*names) if names else type

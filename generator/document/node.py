"""What each node of the document tree has, whatever it is."""

from __future__ import annotations

from msgspec import Struct

from generator.diagnostics import Span


class TreeNode(Struct, frozen=True, kw_only=True, eq=False):
    """What each node has. `span` is None if no file holds it."""

    span: Span | None = None

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._content() == other._content()

    def __ne__(self, other: object) -> bool:
        return not self == other  # a Struct's own asks whether they are one object

    def __hash__(self) -> int:
        return hash((type(self), self._content()))

    def _content(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.__struct_fields__ if name != "span")

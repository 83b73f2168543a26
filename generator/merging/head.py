"""Values that were filled in at the head of a form → the front matter of its brief."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from generator.briefs.front import read_front, split_front
from generator.briefs.head_values import head_values, with_head_values
from generator.diagnostics import BriefError
from generator.incoming.file import IncomingFile
from generator.incoming.head_table import HeadTable, head_table, with_head_as
from generator.merging.told import Told
from generator.workspace.settings import HouseFields


class TypedHead(Struct, frozen=True):
    """What was filled in at the head of a file, and the file as if nothing had been."""

    head: HeadTable | None
    was: Mapping[str, str]
    rest: IncomingFile
    fields: HouseFields = {}  # values of the house's own

    def taken_over(self, markdown: str, file: str) -> tuple[str, tuple[Told, ...]]:
        """The Markdown, which may have moved on, with these values; and what is no such value.

        A value that has changed in both stays as the Markdown has it.
        """
        if self.head is None:
            return markdown, ()
        now = _values_in_head(markdown, file, self.fields)
        told: list[Told] = []
        for key, words in self.head.values.items():
            place, was, ours = self.head.cells[key][0], self.was.get(key, ""), now.get(key, "")
            if _says_the_same(words, was) or _says_the_same(words, ours):
                continue
            if not _says_the_same(ours, was):
                message = f"`{key}` is “{words}” here, and meanwhile “{ours}” in the brief"
                told.append(Told("conflict", message, "the brief keeps its own: settle it", place))
                continue
            markdown, faults = with_head_values(markdown, {key: words}, file, self.fields)
            told += (Told("untaken", one.message, one.hint or "", place) for one in faults)
        return markdown, tuple(told)


def typed_head(
    file: IncomingFile,
    markdown: str,
    name: str,
    labels: Mapping[str, str],
    fields: HouseFields,
) -> TypedHead:
    """What was filled in at the head of a file that was made from a Markdown text.

    `labels` leads from the words before each value to its key, `name` is that of the brief's file,
    `fields` are the values of the house's own.
    """
    head, was = head_table(file, labels), _values_in_head(markdown, name, fields)
    return TypedHead(head, was, with_head_as(file, head, was) if head else file, fields)


def _values_in_head(markdown: str, file: str, fields: HouseFields) -> Mapping[str, str]:
    """The values of a brief's front matter as a form shows them; none if it has none."""
    try:
        return head_values(read_front(split_front(markdown, file)[0], file, fields)[0], fields)
    except BriefError:
        return {}


def _says_the_same(one: str, other: str) -> bool:
    return " ".join(one.split()) == " ".join(other.split())

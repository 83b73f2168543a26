"""Headers and footers: their patterns, filled with what a brief says of itself."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain, compress, zip_longest
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from generator.config.kinds import LinesOfWords, StyleName
from generator.document import Meta

FIELDS = (
    "title",
    "subtitle",
    "number",
    "series",
    "version",
    "date",
    "cutoff",
    "publisher",
    "authors",
    "translators",
    "marking",
    "abstract",
    "contact",
    "disclaimer",
    "licence",
    "doi",
)
"""The values of a brief's front matter that layouts, headers and footers may name."""

PAGE_FIELDS = ("page", "page_number", "page_count")
"""What headers and footers may name of their page: its number in words, the number, how many."""


class HeadPlace(Struct, frozen=True):
    """One place of a header or footer: its pattern, and its style if it has one of its own."""

    name: Literal["left", "center", "right"]
    pattern: str
    style: str | None


class RunningHead(Struct, frozen=True):
    """Patterns for the three places of a header or footer.

    `{field}` is a value of the brief, also one that brief.toml declares; `{page}` the page number
    in words, `{page_number}` the number alone, `{page_count}` how many pages there are, `{logo}`
    the logo. Each place may wear a style of its own; else it wears `header` or `footer`. A place
    may have several lines. The one nearest the text stands where the page has its header or footer.
    """

    left: LinesOfWords = ""
    center: LinesOfWords = ""
    right: LinesOfWords = ""
    left_style: StyleName | None = None
    center_style: StyleName | None = None
    right_style: StyleName | None = None

    @property
    def places(self) -> tuple[HeadPlace, ...]:
        """The left, the middle and the right one."""
        return (
            HeadPlace("left", self.left, self.left_style),
            HeadPlace("center", self.center, self.center_style),
            HeadPlace("right", self.right, self.right_style),
        )


SEPARATOR = " · "
_PARTING = " |–—-:,"
HEAD_FIELD = re.compile(r"\{(\w+)\}")
"""A field in a pattern, by its name."""


def words_of_pattern(pattern: str, fields: Mapping[str, str]) -> str:
    """The pattern with its fields; a part between dots whose fields are all empty is left out.

    So is a line without words. Braces in the words of a field are only words.
    """
    return "\n".join(filter(None, (_words_of_line(line, fields) for line in pattern.split("\n"))))


def _words_of_line(pattern: str, fields: Mapping[str, str]) -> str:
    parts = [_words_of_part(part, fields) for part in _parts_of_line(pattern)]
    return SEPARATOR.join([part for part in parts if part.strip()])


@lru_cache(maxsize=256)
def _parts_of_line(pattern: str) -> tuple[list[str], ...]:
    """The parts between dots: in each, words and the names of fields by turns."""
    return tuple([HEAD_FIELD.split(part) for part in pattern.split(SEPARATOR)])


def _words_of_part(part: Sequence[str], fields: Mapping[str, str]) -> str:
    """A part with its fields; a sign that parted it from one that is empty goes with that.

    So do words that say only which page it is, where there are no pages.
    """
    names = part[1::2]
    said = [fields.get(name, f"{{{name}}}") for name in names]
    is_whole = all(said)
    if not is_whole and {*names} <= {*PAGE_FIELDS}:
        return ""
    words = part[0] + "".join(chain.from_iterable(zip(said, part[2::2], strict=True)))
    return words if is_whole else words.strip(_PARTING)


def rows_of_head(head: RunningHead, fields: Mapping[str, str]) -> tuple[RunningHead, ...]:
    """A header or footer line by line, from top to bottom, without lines that say nothing.

    There is always one, if only without words.
    """
    columns = ([*place.pattern.split("\n")] for place in head.places)
    rows = tuple(
        replace(head, left=left, center=center, right=right)
        for left, center, right in zip_longest(*columns, fillvalue="")
    )
    if len(rows) == 1:
        return rows
    said = (any(words_of_pattern(one.pattern, fields) for one in row.places) for row in rows)
    return tuple(compress(rows, said)) or rows[:1]


def joined_patterns(left: str, center: str) -> str:
    """Two places as one, line by line, where something else takes the room of the second."""
    lines = zip_longest(left.split("\n"), center.split("\n"), fillvalue="")
    return "\n".join(SEPARATOR.join(filter(None, pair)) for pair in lines)


def one_word_less(words: str) -> str:
    """Words of a place cut by one; of parts between dots, the longest one loses its last word.

    Where each part has a word alone, the first one goes: the others say more by themselves.
    """
    parts = words.split(SEPARATOR)
    longest = max(parts, key=lambda part: (" " in part, len(part)))
    kept = longest.rstrip("…").rpartition(" ")[0].rstrip(" ,;:·–—")
    if not kept:
        return SEPARATOR.join(parts[1:])
    return SEPARATOR.join([f"{kept}…" if part is longest else part for part in parts])


def share_at_right(right: float, left: float, room: float) -> float:
    """What the words at the right may take of a room for both: half, or what the left ones leave.

    All are widths in points.
    """
    return min(right, max(room - left, room / 2))


def head_fields(
    meta: Meta, *, page: tuple[str, str] | None = None, logo: str = ""
) -> Mapping[str, str]:
    """What a pattern may name; `page` is what stands for a page's number, and for their count.

    Without a `page`, nothing stands for it. A marking that has a look of its own stands apart from
    running heads.
    """
    number, count = page or ("", "")
    label = meta.page_label.replace("{page}", number).replace("{pages}", count) if page else ""
    pages = dict(zip(PAGE_FIELDS, (label, number, count), strict=True))
    apart = {"marking": ""} if meta.marking else {}
    return {**meta.fields, **pages, "logo": logo, **apart}

"""The tags of a layout: that what begins in it ends, and that Jinja has each.

Jinja itself tells of a tag that lacks at the last line of the layout, in words for programmers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from generator.diagnostics.nearest import did_you_mean
from generator.layout.grammar import LayoutFault

_ENCLOSING = ("block", "if", "for")
_TAGS = (*_ENCLOSING, *(f"end{one}" for one in _ENCLOSING), "elif", "else", "extends")

LexedLayout = Iterable[tuple[int, str, str]]
"""The tokens of a layout as Jinja gives them: line, kind, words."""


class _Tag(Struct, frozen=True):
    """The first word of a tag, the words behind it, and its line."""

    line: int
    word: str
    rest: str

    @property
    def shown(self) -> str:
        return f"{{% {self.word} {self.rest} %}}" if self.rest else f"{{% {self.word} %}}"


def fault_of_tags(lexed: LexedLayout) -> LayoutFault | None:
    """The first tag that does not end, ends nothing, or is none; None if each is in its place."""
    opened: list[_Tag] = []
    for tag in _tags(lexed):
        if tag.word in _ENCLOSING:
            opened.append(tag)
        elif tag.word.startswith("end") and tag.word[3:] in _ENCLOSING:
            if not opened:
                hint = "take it out, or begin before it what it ends"
                return LayoutFault(tag.line, f"`{tag.shown}` ends nothing", hint, tag.word)
            last = opened.pop()
            if last.word != tag.word[3:]:
                return _not_closed(last, f" before {tag.shown} in line {tag.line}")
        elif tag.word not in _TAGS and not _is_of_jinja(tag.word):
            message = f"a layout knows no `{{% {tag.word} %}}`"
            return LayoutFault(tag.line, message, did_you_mean(tag.word, _TAGS), tag.word)
    return _not_closed(opened[-1], " where it ends") if opened else None


def _not_closed(tag: _Tag, where: str) -> LayoutFault:
    name = tag.rest if tag.word == "block" else ""
    what = f"the block `{name}`" if name else f"`{tag.shown}`"
    hint = f"put {{% end{tag.word} %}}{where}"
    return LayoutFault(tag.line, f"{what} is not closed", hint, name or tag.word)


def _is_of_jinja(word: str) -> bool:
    """Whether it is a tag that Jinja has, which is refused by its sign."""
    return word.removeprefix("end") in _REFUSED


_REFUSED = ("set", "macro", "include", "import", "from", "call", "filter", "with", "autoescape",
            "raw", "print")  # fmt: skip


def _tags(lexed: LexedLayout) -> Iterator[_Tag]:
    begun, words = 0, ""
    for line, kind, text in lexed:
        if kind == "block_begin":
            begun, words = line, ""
        elif kind == "block_end":
            first, *rest = words.split() or [""]
            yield _Tag(begun, first, " ".join(rest))
        else:
            words += text

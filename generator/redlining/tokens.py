"""Runs of inline nodes ↔ tokens: words, blanks, signs and marks, each with the nodes around it.

Two tokens are equal if a reader sees the same in both: the number of a note or a table, which
counts what stands before it, is no difference, nor is the kind of a blank.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import groupby

from msgspec import Struct, field
from msgspec.structs import replace

from generator.document import (
    ChangeKind,
    CrossReference,
    Document,
    Enclosing,
    Inline,
    LineBreak,
    Link,
    Note,
    NoteMark,
    Remark,
    SourceWords,
    Strong,
    Superscript,
    Text,
)
from generator.document.walking import everything_in, inline_runs, plain_text

GONE = "was-"
"""What the anchors of the earlier document begin with where a redline shows them."""

_APART = "\u2009"  # between two raised marks, which would read as one number
# Letters that are written without blanks stand alone; a number keeps its separators.
_TOKENS = re.compile(
    r"\d+(?:[.,\u202f]\d+)*"
    r"|[^\W_\u3040-\u30ff\u3400-\u9fff]+(?:[’'\-\u2010\u2011][^\W_]+)*|\s+|.",
    re.DOTALL,
)


class InlineToken(Struct, frozen=True):
    """A leaf, and the nodes around it from the outermost on, each without its own children.

    `key` is equal in tokens that read the same. `is_word` says that it has letters or figures.
    """

    key: Hashable
    leaf: Inline
    around: tuple[Enclosing, ...] = ()
    is_word: bool = False


class Side(Struct, frozen=True):
    """One of the two documents, and what its runs are read by."""

    notes: Mapping[int, Note]
    counted: frozenset[str]  # the anchors of notes and their marks: links there show a number
    is_earlier: bool
    _known: dict[int, tuple[tuple[Inline, ...], list[InlineToken]]] = field(default_factory=dict)

    @property
    def change(self) -> ChangeKind:
        """What has become of what this side alone has."""
        return "deleted" if self.is_earlier else "inserted"

    def tokens(self, run: tuple[Inline, ...]) -> list[InlineToken]:
        """A run of the document as tokens."""
        known = self._known.get(id(run))
        if known is None:  # the run is kept, so that its identity stays its own
            known = self._known[id(run)] = run, _tokens_of_run(run, self)
        return known[1]


def side_of(document: Document, *, is_earlier: bool) -> Side:
    """The side that a document is."""
    notes = {note.number: note for note in document.notes}
    marks = (mark.anchor for mark in everything_in(document).marks)
    anchors = frozenset((*(note.anchor for note in document.notes), *marks))
    return Side(notes, anchors, is_earlier)


def _tokens_of_run(inlines: Iterable[Inline], side: Side) -> list[InlineToken]:
    reader = _TokenReader(side)
    reader.read(inlines, _Around())
    return reader.found


class _Around(Struct, frozen=True):
    """The nodes around others, as a redline is to show them, and as a reader sees them."""

    shown: tuple[Enclosing, ...] = ()
    seen: tuple[Enclosing, ...] = ()

    @property
    def is_raised(self) -> bool:
        return any(isinstance(one, Superscript) for one in self.seen)


class _TokenReader(Struct):
    side: Side
    found: list[InlineToken] = field(default_factory=list)
    is_raised: bool = False  # what was read last

    def read(self, inlines: Iterable[Inline], around: _Around) -> None:
        """Read inline nodes that stand in others."""
        for inline in inlines:
            match inline:
                case Text(value):
                    self._read_words(inline, value, around)
                case NoteMark():
                    self._read_mark(inline, around)
                case CrossReference(target=target):
                    self._read_leaf(inline, ("reference", target), around)
                case LineBreak():
                    self._read_leaf(inline, ("line break",), around)
                case Strong(role=role) if role:
                    self._read_leaf(inline, (role, plain_text(inline.children)), around)
                case Link(target=target) if target.removeprefix("#") in self.side.counted:
                    said = re.sub(r"\d+", "#", plain_text(inline.children))
                    self._read_leaf(self._led(inline), ("counted", said), around)
                case Enclosing():
                    self.read(inline.children, self._inside(inline, around))
                case Remark():
                    continue

    def _inside(self, inline: Enclosing, around: _Around) -> _Around:
        seen = replace(inline, children=(), span=None)
        shown = self._led(seen) if isinstance(seen, Link) else seen
        match inline:
            case SourceWords() if self.side.is_earlier:  # the numbers of notes that are not shown
                return around
            case SourceWords():
                return _Around((*around.shown, shown), around.seen)
            case _:
                return _Around((*around.shown, shown), (*around.seen, seen))

    def _led(self, link: Link) -> Link:
        """A link; an inner one of the earlier document leads to what that had."""
        if not (self.side.is_earlier and link.target.startswith("#")):
            return link
        return replace(link, target=f"#{GONE}{link.target.removeprefix('#')}")

    def _read_words(self, text: Text, value: str, around: _Around) -> None:
        for found in _TOKENS.finditer(value):
            word = found[0]
            key = " " if word.isspace() else word
            leaf = Text(word, text.field_name)
            seen = (key, around.seen) if around.seen else key
            self.found.append(InlineToken(seen, leaf, around.shown, word[0].isalnum()))
        if value:
            self.is_raised = around.is_raised

    def _read_mark(self, mark: NoteMark, around: _Around) -> None:
        if self.is_raised:
            self.found.append(InlineToken(_APART, Text(_APART), around.shown))
        key = ("note", _evidence_key(self.side.notes[mark.number]))
        if self.side.is_earlier:
            mark = NoteMark(-mark.number, GONE + mark.anchor)
        self.found.append(InlineToken(key, mark, around.shown))
        self.is_raised = True

    def _read_leaf(self, leaf: Inline, key: Hashable, around: _Around) -> None:
        is_word = not isinstance(leaf, LineBreak)
        self.found.append(InlineToken((key, around.seen), leaf, around.shown, is_word))
        self.is_raised = False


def _evidence_key(note: Note) -> Hashable:
    """A note by what it rests on, else by its words; never by its number nor those of others."""
    cited = tuple(evidence.citation for evidence in note.evidence)
    return cited or re.sub(r"\d+", "#", note_words(note))


def note_words(note: Note) -> str:
    """The words of the paragraphs of a note."""
    return " ".join(plain_text(run) for block in note.blocks for run in inline_runs(block))


def inlines_of(tokens: Iterable[InlineToken]) -> tuple[Inline, ...]:
    """Tokens as inline nodes again, words that follow each other joined."""
    return tuple(_nodes_of_tokens(list(tokens), 0))


def _nodes_of_tokens(tokens: list[InlineToken], depth: int) -> Iterator[Inline]:
    for node, group in groupby(tokens, lambda one: one.around[depth : depth + 1]):
        inside = list(group)
        if node:
            yield replace(node[0], children=tuple(_nodes_of_tokens(inside, depth + 1)))
        else:
            yield from _leaves_of_tokens(inside)


def _leaves_of_tokens(tokens: list[InlineToken]) -> Iterator[Inline]:
    for name, group in groupby(tokens, lambda one: getattr(one.leaf, "field_name", None)):
        leaves = [token.leaf for token in group]
        if name is None:
            yield from leaves
        else:
            yield Text("".join(leaf.value for leaf in leaves if isinstance(leaf, Text)), name)

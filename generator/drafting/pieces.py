"""The words of a paragraph with what stands among them: marks, comments, citations, pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from generator.drafting.markdown import TypedPiece, Verbatim
from generator.incoming.file import (
    IncomingComment,
    IncomingFile,
    IncomingMark,
    IncomingParagraph,
    IncomingPicture,
    IncomingPiece,
    IncomingReference,
    IncomingRun,
    pieces_behind,
)
from generator.markdown.citing import CITED

_BRACKET = re.compile(r"(\[[^\[\]\n|]*@[^\[\]\n|]*\])(?![({])")
_PUT_IN = {
    "formula": "put it in",
    "file": "paste its words in its place",
    "sign": "type a sign that every font has",
    "ruby": "type it behind the word, in brackets",
}


class DraftNotes(Struct):
    """The notes of a draft, labelled in the order of their marks."""

    file: IncomingFile
    left: list[str] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    _comments: dict[tuple[str, int], list[IncomingComment]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for comment in self.file.comments:
            self._comments.setdefault((comment.note, comment.paragraph), []).append(comment)

    def pieces(
        self, paragraph: IncomingParagraph, place: int, *, note: str = "", skip: int = 0
    ) -> tuple[TypedPiece, ...]:
        """What a paragraph says, for `markdown_of`; without so many characters at its start."""
        comments = sorted(self._comments.get((note, place), ()), key=lambda one: one.offset)
        placed = [(max(one.offset - skip, 0), one) for one in comments]
        said = _with_comments(pieces_behind(paragraph.pieces, skip), placed)
        return tuple(chain.from_iterable(map(self._typed, said)))

    def _typed(self, piece: IncomingPiece | Verbatim) -> Iterator[TypedPiece]:
        match piece:
            case Verbatim():
                yield piece
            case IncomingRun():
                yield from _with_citations(piece)
            case IncomingReference(text):
                yield IncomingRun(text)
            case IncomingMark():
                yield from self._mark(piece)
            case IncomingPicture():
                yield from self._picture(piece)

    def _mark(self, mark: IncomingMark) -> Iterator[TypedPiece]:
        if mark.note:
            label = self.labels.setdefault(mark.note, str(len(self.labels) + 1))
            yield Verbatim(f"[^{label}]")
        elif mark.shown:
            self.left.append(f"a mark of note {mark.shown.strip()} leads to no note")

    def _picture(self, picture: IncomingPicture) -> Iterator[TypedPiece]:
        if picture.is_decorative or (picture.kind == "drawing" and not picture.words):
            return
        named = f" {picture.name}" if picture.name else ""
        shows = picture.alternative or picture.words
        told = f"{picture.called}{named}{f' (“{shows}”)' if shows else ''}"
        hint = _PUT_IN.get(picture.kind, "put it in as a PNG or JPEG file")
        self.left.append(f"{told} was not taken: {hint}")
        yield Verbatim(comment_markdown(f"TODO: {told}"))


def comment_markdown(words: str) -> str:
    """A comment of Markdown: it is not printed."""
    return f"<!-- {in_comment(words).replace('|', '¦').rstrip('-')} -->"


def in_comment(words: str) -> str:
    """Words as a line of a comment, which they cannot end."""
    return re.sub(r"-{2,}", "–", " ".join(words.split()))


def _with_citations(run: IncomingRun) -> Iterator[TypedPiece]:
    """A run, and the citations that somebody has typed in it as a brief has them."""
    for part in _BRACKET.split(run.text):
        if _BRACKET.fullmatch(part) and CITED.search(part):
            yield Verbatim(part)
        elif part:
            yield replace(run, text=part)


def _with_comments(
    pieces: Iterable[IncomingPiece], comments: list[tuple[int, IncomingComment]]
) -> Iterator[IncomingPiece | Verbatim]:
    """The pieces, and each comment at its offset."""
    waiting = list(comments)
    offset = 0
    for piece in pieces:
        if isinstance(piece, IncomingRun):
            text = piece.text
            while waiting and waiting[0][0] <= offset + len(text):
                at, comment = waiting.pop(0)
                if head := text[: at - offset]:
                    yield replace(piece, text=head)
                yield _as_comment(comment)
                text, offset = text[at - offset :], at
            offset += len(text)
            if text:
                yield replace(piece, text=text)
        else:
            offset += len(piece.text) if isinstance(piece, IncomingReference) else 0
            yield piece
    for _, comment in waiting:
        yield _as_comment(comment)


def _as_comment(comment: IncomingComment) -> Verbatim:
    said = f"{comment.author}: {comment.text}" if comment.author else comment.text
    answers = "".join(f" – {who}: {what}" for who, what in comment.replies)
    return Verbatim(comment_markdown(f"{said}{answers}{' (done)' if comment.is_done else ''}"))


class DraftBlock(Struct, frozen=True):
    """A block in Markdown, without what stands before its first line.

    `level` is that of a heading, or the depth of an item from 0. `name` and `number` are those of
    the list and the item; one that `goes_on` is a further paragraph of the item before it. `words`
    are those of a heading without markup.
    """

    kind: Literal["heading", "paragraph", "quote", "item", "table", "caption", "box"]
    markdown: str
    level: int = 0
    name: str = ""
    number: int | None = None
    goes_on: bool = False
    words: str = ""

"""The remarks of readers: told, or put into the Markdown as comments, which are not printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from generator.document import OUR_OWN
from generator.drafting.pieces import comment_markdown
from generator.incoming.file import IncomingComment, IncomingFile
from generator.language.words import shortened
from generator.merging.edits import TextEdit
from generator.merging.piece_edits import PieceEdits
from generator.merging.pieces import Piece
from generator.merging.told import Told


def readers_comments(file: IncomingFile) -> Iterator[IncomingComment]:
    """The comments that people made and have not settled."""
    return (
        one
        for one in file.comments
        if one.author not in OUR_OWN and one.text.strip() and not one.is_done
    )


def told_comments(file: IncomingFile) -> Iterator[Told]:
    """Each comment, with who made it and the words that it is on."""
    for one in readers_comments(file):
        on = f" on “{shortened(one.on)}”" if one.on.strip() else ""
        replies = "".join(f"; {who}: {words}" for who, words in one.replies)
        message = f"{one.author or 'somebody'} remarks{on}: {one.text}{replies}"
        hint = "answer it in the text; --comments puts it into the Markdown"
        yield Told("comment", message, hint, _paragraph_of(one, file))


def _paragraph_of(comment: IncomingComment, file: IncomingFile) -> int:
    """The paragraph that a comment stands in, or the mark of the note that it is on."""
    if not comment.note:
        return comment.paragraph
    return next(
        (
            place
            for place, paragraph in enumerate(file.paragraphs)
            if any(mark.note == comment.note for mark in paragraph.marks)
        ),
        -1,
    )


def put_remarks(file: IncomingFile, pieces: Mapping[int, int], edits: PieceEdits) -> None:
    """Put each remark at the end of the piece that its paragraph is printed from, by its number.

    What has no such place is told.
    """
    for comment in readers_comments(file):
        number = -1 if comment.note else pieces.get(comment.paragraph, -1)
        piece = edits.base.divided.pieces[number] if number >= 0 else None
        if piece is None or piece.kind in ("front", "row", "source"):
            edits.told += told_comments(replace(file, comments=(comment,)))
            continue
        end = _end_of_words(piece, edits.base.markdown)
        edits.add(piece, TextEdit(end, end, f" {_written_comment(comment)}"))


def _end_of_words(piece: Piece, markdown: str) -> int:
    """Where a remark can stand: behind the words, before the braces of a heading or caption."""
    text = markdown[piece.start : piece.end].split("\n")[0 if piece.kind == "heading" else -1]
    end = piece.start + len(text) if piece.kind == "heading" else piece.end
    braces = re.search(r"\s*\{[^{}]*\}\s*$", text)
    return end - len(braces[0]) if braces and piece.kind in ("heading", "caption") else end


def _written_comment(comment: IncomingComment) -> str:
    """A comment as the Markdown has it."""
    on = f" on “{shortened(comment.on)}”" if comment.on.strip() else ""
    said = "; ".join([comment.text, *(f"{who}: {words}" for who, words in comment.replies)])
    return comment_markdown(f"{comment.author or 'somebody'}{on}: {said}")

"""The remarks of readers: told, or put into the Markdown as comments, which are not printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.document import CHECKS, MERGES
from generator.incoming.file import IncomingComment, IncomingFile
from generator.merging.told import Told, shortened

OUR_OWN = (CHECKS, MERGES)
"""Who remarks on a draft and is no reader."""


def readers_comments(file: IncomingFile) -> Iterator[IncomingComment]:
    """The comments that people made and have not settled."""
    return (one for one in file.comments if one.author not in OUR_OWN and not one.is_done)


def told_comments(file: IncomingFile) -> Iterator[Told]:
    """Each comment, with who made it and the words that it is on."""
    for one in readers_comments(file):
        on = f" on “{shortened(one.on)}”" if one.on.strip() else ""
        replies = "".join(f"; {who}: {words}" for who, words in one.replies)
        message = f"{one.author or 'somebody'} remarks{on}: {one.text}{replies}"
        hint = "answer it in the text; --comments puts it into the Markdown"
        yield Told("comment", message, hint, -1 if one.note else one.paragraph)


def written_comment(comment: IncomingComment) -> str:
    """A comment as the Markdown has it."""
    on = f" on “{shortened(comment.on)}”" if comment.on.strip() else ""
    said = "; ".join([comment.text, *(f"{who}: {words}" for who, words in comment.replies)])
    words = f"{comment.author or 'somebody'}{on}: {said}"
    plain = re.sub("-{2,}", "–", " ".join(words.split())).replace("<!", "< !").rstrip("-")
    return f"<!-- {plain} -->"

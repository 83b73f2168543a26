"""Conflicts that are none: the edited file says what the brief has come to say meanwhile.

So it is when somebody goes on in an old copy that was handed in before. A citation that was typed
there is a note by now, so brackets do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.document import Document
from generator.incoming.file import IncomingFile
from generator.manifest.passages import body_passages
from generator.merging.told import Told

_IN_BRACKETS = re.compile(r"\[[^\[\]]*\]")


def without_agreed(told: Iterable[Told], file: IncomingFile, now: Document) -> Iterator[Told]:
    """What is told of a file, without the conflicts over paragraphs that the brief has as well."""
    said = {letters_outside_brackets(passage.text) for passage in body_passages(now)}
    for one in told:
        words = file.paragraphs[one.paragraph].text if one.paragraph >= 0 else ""
        if one.kind != "conflict" or not words or letters_outside_brackets(words) not in said:
            yield one


def letters_outside_brackets(words: str) -> str:
    """The letters and figures of words, all small, without what a note or a citation says."""
    return "".join(filter(str.isalnum, _IN_BRACKETS.sub("", words))).casefold()

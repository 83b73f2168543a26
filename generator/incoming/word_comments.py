"""The comments of a Word file: who says what, what others answered, what is done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from generator.incoming.comments import placed_comment
from generator.incoming.file import IncomingComment
from generator.incoming.story import IncomingStory
from generator.incoming.word_looks import PARA_ID
from generator.opening.ooxml import Package
from generator.opening.wordprocessing import W, letters_below
from generator.opening.xml_part import XmlElement

_EXTENDED = "{http://schemas.microsoft.com/office/word/2012/wordml}"


class _Thread(Struct):
    """What [MS-DOCX] 2.5.4.3 says of a comment: which one it answers, and whether that is done."""

    answers: str
    is_done: bool


def comments_of(
    package: Package, main: str, stories: tuple[IncomingStory, ...]
) -> Iterator[IncomingComment]:
    """The comments of a file in the order of their part, answers with what they answer."""
    said = {
        one.get(f"{W}id", ""): one
        for name in package.related(main, "comments")
        for one in package.xml(name).iter(f"{W}comment")
    }
    threads = _threads(package, main)
    by_paragraph = {para: key for key, one in said.items() for para in _paragraph_ids(one)}
    answers: dict[str, list[tuple[str, str]]] = {}
    first: dict[str, IncomingComment] = {}
    for key, element in said.items():
        thread = next((threads[one] for one in _paragraph_ids(element) if one in threads), None)
        author, text = element.get(f"{W}author", ""), _text_of(element)
        asked = by_paragraph.get(thread.answers) if thread else None
        if asked is not None and asked != key:
            answers.setdefault(asked, []).append((author, text))
            continue
        first[key] = placed_comment(key, author, text, stories)
        if thread and thread.is_done:
            first[key] = replace(first[key], is_done=True)
    for key, comment in first.items():
        yield replace(comment, replies=tuple(answers.get(key, ())))


def _paragraph_ids(comment: XmlElement) -> list[str]:
    return [one.get(PARA_ID, "") for one in comment.iter(f"{W}p") if one.get(PARA_ID)]


def _text_of(comment: XmlElement) -> str:
    return "\n".join(map(letters_below, comment.iter(f"{W}p"))).strip()


def _threads(package: Package, main: str) -> Mapping[str, _Thread]:
    return {
        one.get(f"{_EXTENDED}paraId", ""): _Thread(
            one.get(f"{_EXTENDED}paraIdParent", ""), one.get(f"{_EXTENDED}done") in {"1", "true"}
        )
        for name in package.related(main, "commentsExtended")
        for one in package.xml(name).iter(f"{_EXTENDED}commentEx")
    }

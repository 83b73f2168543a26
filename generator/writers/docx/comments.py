"""Remarks of a draft as comments of Word's own (ISO 29500-1, 17.13.4), each at its place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct, field

from generator.document import Remark
from generator.language.visible import escaped
from generator.writers.docx.character_styles import COMMENT_MARK_STYLE, COMMENT_STYLE
from generator.writers.docx.markup import NAMESPACES, NEWER_NAMESPACES, PLAIN, RunFormat, mark, run
from generator.writers.docx.parts import Parts

_MARK = RunFormat(style=COMMENT_MARK_STYLE)
_SEVERITY = RunFormat(bold=True, language="en")
_ENGLISH = RunFormat(language="en")  # as all findings are
_FIRST_ID = 0x70000000  # of a comment's paragraph; those of passages count from 1


class Comments(Struct):
    """The comments of one file, dated by the day of issue.

    A reply is a comment of its own, that commentsExtended.xml hangs on the other ([MS-DOCX] 2.5.4).
    """

    issued: date
    _written: list[str] = field(default_factory=list)
    _answers: dict[int, int] = field(default_factory=dict)  # for each comment the one it answers

    def __bool__(self) -> bool:
        return bool(self._written)

    def on(self, content: str, remark: Remark) -> str:
        """Runs with a comment on them, and the replies to it."""
        numbers = [self._write(remark.author, _remark_runs(remark))]
        for by, text in remark.replies:
            numbers.append(self._write(by, run(text, PLAIN)))
            self._answers[numbers[-1]] = numbers[0]
        opened = "".join(f'<w:commentRangeStart w:id="{number}"/>' for number in numbers)
        closed = "".join(
            f'<w:commentRangeEnd w:id="{number}"/>'
            + mark(f'<w:commentReference w:id="{number}"/>', _MARK)
            for number in numbers
        )
        return f"{opened}{content}{closed}"

    def _write(self, author: str, words: str) -> int:
        """Add a comment; return its number."""
        number = len(self._written)
        letters = "".join(word[0] for word in author.split())[:3]
        self._written.append(
            f'<w:comment w:id="{number}" w:author="{escaped(author)}"'
            f' w:initials="{escaped(letters)}" w:date="{self.issued.isoformat()}T00:00:00Z">'
            f'<w:p w14:paraId="{_paragraph_id(number)}">'
            f'<w:pPr><w:pStyle w:val="{COMMENT_STYLE}"/></w:pPr>'
            f"{mark('<w:annotationRef/>', _MARK)}{words}</w:p></w:comment>"
        )
        return number

    def store(self, parts: Parts) -> None:
        """Add the comments, and which answers which, if there are any."""
        if self._written:
            comments = "".join(self._written)
            names = f"{NAMESPACES} {NEWER_NAMESPACES}"
            parts.add("comments", f"<w:comments {names}>{comments}</w:comments>")
        if self._answers:
            threads = "".join(self._threads())
            parts.add("threads", f"<w15:commentsEx {NEWER_NAMESPACES}>{threads}</w15:commentsEx>")

    def _threads(self) -> Iterator[str]:
        for number in range(len(self._written)):
            asked = self._answers.get(number)
            parent = "" if asked is None else f' w15:paraIdParent="{_paragraph_id(asked)}"'
            yield f'<w15:commentEx w15:paraId="{_paragraph_id(number)}"{parent} w15:done="0"/>'


def _paragraph_id(number: int) -> str:
    return f"{_FIRST_ID + number:08X}"


def _remark_runs(remark: Remark) -> str:
    if remark.is_a_persons:
        return run(remark.text, PLAIN)
    return run(remark.severity.value, _SEVERITY) + run(f" {remark.text}", _ENGLISH)

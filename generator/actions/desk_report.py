"""What a desk says of a brief in plain words, in a file beside it that anybody can open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from generator.diagnostics import Diagnostic, Severity, codes
from generator.diagnostics.fixes import words_at
from generator.diagnostics.gathering import without_consequences
from generator.document import MERGES, Remark
from generator.language.capitals import with_capital
from generator.language.counting import counted
from generator.language.words import shortened


class DeskReport(Struct, frozen=True):
    """What became of files that were handed in: what to say of them, and of the brief they are of.

    `slug` is the brief's name, `source` the Markdown in its `file`, `handed` are the names of the
    files, `written` the files of the brief, the Word file first. `said` is what goes back as
    comments beside what is found, `answered` are the findings that people have answered.
    """

    slug: str
    file: str
    source: str
    handed: tuple[str, ...]
    written: tuple[str, ...]
    findings: tuple[Diagnostic, ...] = ()
    said: tuple[Remark, ...] = ()
    answered: tuple[Diagnostic, ...] = ()
    is_new: bool = False

    @property
    def in_one_line(self) -> str:
        """The state of the brief: "2 to correct, 1 to read again"."""
        parts = [f"{len(items)} {what}" for what, _, items in self._groups() if items]
        return ", ".join(parts) or _READY

    @property
    def text(self) -> str:
        """All of it, for people who see nothing but this file."""
        return "\n".join(self._lines()) + "\n"

    def _groups(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """The parts of the report: what they are, what to do, and each thing in them."""
        found = [each for each in without_consequences(self.findings) if not each.answer]
        unwritten = [each for each in found if each.code == codes.HALF_DONE]
        waiting = {self._line_of(each) for each in unwritten}
        rest = [each for each in found if self._line_of(each) not in waiting]
        errors = [each for each in rest if each.is_error]
        warnings = [each for each in rest if each.severity is Severity.WARNING]
        lost = tuple(
            each.text
            for each in self.said
            if each.author == MERGES and each.severity is not Severity.NOTE
        )
        people = tuple(each.in_full for each in self.said if each.is_a_persons)
        again = "correct them, or answer the comment with “ok:” and the reason"
        yield "not taken over", "make these edits again, or ask", lost
        yield "to correct", "nothing is published before", tuple(self._told(errors))
        yield "to read again", again, tuple(self._told(warnings))
        yield "still to write", "", tuple(self._told(unwritten))
        yield "from colleagues", "each is a comment in the file; resolve it when done", people

    def _lines(self) -> Iterator[str]:
        yield f"{self.slug}: {self.in_one_line}"
        yield ""
        yield f"Handed in: {', '.join(self.handed)}"
        if self.is_new:
            yield f"A new brief was made of it: {self.slug}"
        yield f"Go on with: {self.written[0]}"
        if self.written[1:]:
            yield f"To read: {', '.join(self.written[1:])}"
        if self.answered:
            yield f"Answered: {counted(len(self.answered), 'finding')}"
        for what, todo, items in self._groups():
            if items:
                yield ""
                yield with_capital(what) + (f" – {todo}:" if todo else ":")
                yield from (f"  • {item}" for item in items)
        if self.in_one_line == _READY:
            yield ""
            yield "The brief is ready. Whoever keeps the workspace publishes it."

    def _told(self, findings: Iterable[Diagnostic]) -> Iterator[str]:
        """The findings in words, with those that they are about where they stand in the brief."""
        return iter(dict.fromkeys(map(self._in_words, findings)))

    def _in_words(self, found: Diagnostic) -> str:
        if found.span.file != self.file:
            return f"{found.message} ({found.code})"
        if found.code == codes.HALF_DONE:
            return self._line_of(found)
        on = shortened(words_at(self.source, found.span), 70)
        return f"{found.message} ({found.code})" + (f": {on}" if on else "")

    def _line_of(self, found: Diagnostic) -> str:
        """The line that a finding is about, without its markup; its place, if in another file."""
        if found.span.file != self.file:
            return f"{found.span.file}:{found.span.start.line}"
        line = self.source.split("\n")[found.span.start.line - 1]
        return shortened(_MARKUP.sub("", line), 70)


_MARKUP = re.compile(r"\]?\{\.\w+\}|[*\[\]]|^\s*(?:\d+[.)]|-)\s")
_READY = "nothing to correct"


def refused_report(handed: str, reasons: Iterable[str]) -> str:
    """What is said of a file that could not be taken in; it stays where it is."""
    told = [f"  • {reason}" for reason in reasons]
    first = f"{handed}: could not be taken in"
    rest = ["", "It is left as it is. Put it right, or save it as a Word file and put it in again."]
    return "\n".join([first, "", *told, *rest]) + "\n"

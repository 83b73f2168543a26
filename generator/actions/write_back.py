"""The files that a brief goes back in to those who write it in Word: checked, and with comments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.actions.candidates import candidates
from generator.diagnostics import BriefError, Diagnostic, Severity
from generator.document import Remark
from generator.pipeline.composing import Composed
from generator.pipeline.library import Library
from generator.pipeline.making import Wanted, make
from generator.pipeline.reading import Reading
from generator.pipeline.stopwatch import Stopwatch
from generator.pipeline.writing import Rendition

Saying = Callable[[Composed], Iterable[Remark]]
"""What is to be said of places in a document, beside what the checks find."""


class WrittenBack(Struct, frozen=True):
    """A brief in its files, not yet stored. A draft if anything is to be corrected or `said`."""

    renditions: tuple[Rendition, ...]
    findings: tuple[Diagnostic, ...]
    said: tuple[Remark, ...] = ()
    is_draft: bool = True


def written_back(
    library: Library,
    path: Path,
    said: Saying = lambda _: (),
    *,
    formats: tuple[str, ...] = ("docx",),
    template: str | None = None,
) -> WrittenBack:
    """The brief in its files, with what is found and `said` as comments; finished if it is clean.

    A missing citation comes with those that may be meant. `template` replaces the brief's own.
    Raises BriefError as `read` does, or if the template has a fault.
    """
    remarks: list[Remark] = []

    def everything(reading: Reading, composed: Composed) -> Iterator[Remark]:
        remarks.extend(said(composed))
        yield from candidates(library, reading)
        yield from remarks

    wanted = Wanted(formats=formats, template=template, draft=True)
    drafted = make(library, path, wanted, Stopwatch(), everything)
    if remarks or any(map(_holds_up, drafted.findings)):
        return WrittenBack(drafted.renditions, drafted.findings, tuple(remarks))
    try:
        finished = make(library, path, replace(wanted, draft=False), Stopwatch())
    except BriefError as error:  # what a draft leaves unsaid
        return WrittenBack(drafted.renditions, error.diagnostics)
    if any(map(_holds_up, finished.findings)):  # what is still to be written is a note in a draft
        return WrittenBack(drafted.renditions, finished.findings)
    return WrittenBack(finished.renditions, finished.findings, is_draft=False)


def _holds_up(finding: Diagnostic) -> bool:
    """Whether a finding has to be dealt with before a brief can be published."""
    return finding.answer is None and finding.severity is not Severity.NOTE

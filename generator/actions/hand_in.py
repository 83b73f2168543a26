"""Word files that people hand in → their brief, and the files that go back to them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.actions.candidates import candidates
from generator.actions.comment_answers import answers_said, keep_answers
from generator.actions.form import FORM, store_new
from generator.actions.merge import Merging
from generator.diagnostics import BriefError, Diagnostic, Severity, codes
from generator.document import CHECKS, MERGES, Remark
from generator.incoming.file import IncomingComment, IncomingFile
from generator.merging.comments import readers_comments
from generator.merging.told import Told
from generator.merging.whereabouts import Whereabouts, whereabouts
from generator.pipeline.composing import Composed
from generator.pipeline.library import Library
from generator.pipeline.making import Wanted, make
from generator.pipeline.reading import Reading, read
from generator.pipeline.writing import Rendition
from generator.workspace.workspace import Workspace

Saying = Callable[[Composed], Iterable[Remark]]
"""What is to be said of places in a document, beside what the checks find."""


class WrittenBack(Struct, frozen=True):
    """A brief in its files, not yet stored. A draft if anything is to be corrected or `said`.

    `answered` are findings that those who have edited it have answered.
    """

    renditions: tuple[Rendition, ...]
    findings: tuple[Diagnostic, ...]
    said: tuple[Remark, ...] = ()
    is_draft: bool = True
    answered: tuple[Diagnostic, ...] = ()


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
    drafted = make(library, path, wanted, said=everything)
    if remarks or any(map(_holds_up, drafted.findings)):
        return WrittenBack(drafted.renditions, drafted.findings, tuple(remarks))
    try:
        finished = make(library, path, replace(wanted, draft=False))
    except BriefError as error:  # what a draft leaves unsaid
        return WrittenBack(drafted.renditions, error.diagnostics)
    if any(map(_holds_up, finished.findings)):  # what is still to be written is a note in a draft
        return WrittenBack(drafted.renditions, finished.findings)
    return WrittenBack(finished.renditions, finished.findings, is_draft=False)


def _holds_up(finding: Diagnostic) -> bool:
    """Whether a finding has to be dealt with before a brief can be published."""
    return finding.answer is None and finding.severity is not Severity.NOTE


def handed_back(
    workspace: Workspace,
    merging: Merging,
    *,
    formats: tuple[str, ...] = ("docx",),
    unread: IncomingFile | None = None,
) -> WrittenBack:
    """The files of a brief that edited files have been merged into, and the answers in these kept.

    What could not be taken over and what people remark are comments at their places, also those of
    a file that went back before and that nobody has taken up: `unread`. A form that is not filled
    yet comes back as one. Raises BriefError as `written_back` does.
    """
    path = merging.path
    given = [one for file in merging.files for one in answers_said(file.content.comments)]
    found = read(Library(workspace), path, draft=True).found if given else ()
    answered, refused = keep_answers(workspace, path, found, given)

    def said(composed: Composed) -> Iterator[Remark]:
        yield from refused
        for file in merging.files:
            told = [one.told for one in merging.told if one.file == file.name]
            yield from _remarks(file.content, told, composed)
        if unread:
            yield from _unread_remarks(unread, merging, composed)

    library = Library(workspace)
    back = written_back(library, path, said, formats=formats)
    unwritten = any(each.code == codes.HALF_DONE for each in back.findings)
    if unwritten and all(file.template == FORM for file in merging.files):
        back = _as_form(back, written_back(library, path, said, template=FORM))
    return replace(back, answered=answered)


def _as_form(back: WrittenBack, form: WrittenBack) -> WrittenBack:
    """What goes back, with a form as its Word file."""
    (word,) = form.renditions
    others = (one for one in back.renditions if one.media_type != word.media_type)
    return replace(back, renditions=(word, *others))


def store_beside(handed: Path, back: WrittenBack) -> Path:
    """Store a Word file that goes back, beside the one that was handed in; return its path.

    It never replaces a file. Raises BriefError if it cannot be stored.
    """
    stem = re.sub(r"\.merged(-\d+)?$", "", handed.stem)
    names = (f"{stem}.merged{f'-{n}' if n > 1 else ''}.docx" for n in count(1))
    place = next(path for path in map(handed.with_name, names) if not path.exists())
    (data,) = (one.data for one in back.renditions if one.file_name.endswith(".docx"))
    store_new(place, data)
    return place


def _remarks(file: IncomingFile, told: list[Told], composed: Composed) -> Iterator[Remark]:
    """What is to be said of an edited file: what was not taken over, and what people remark."""
    now = whereabouts(file, composed.document)
    for one in told:
        if one.kind != "comment":
            severity = Severity.WARNING if one.is_open else Severity.NOTE
            words = f"{one.message} ({one.hint})" if one.hint else one.message
            yield Remark(words, severity, MERGES, span=now.end_of(one.paragraph))
    for comment in _open_comments(file):
        yield _as_remark(comment, file, now)


def _unread_remarks(file: IncomingFile, merging: Merging, composed: Composed) -> Iterator[Remark]:
    """What a file says that nobody has taken up, but what stands in those that were merged."""
    now = whereabouts(file, composed.document)
    seen = {
        (comment.author, comment.text) for one in merging.files for comment in one.content.comments
    }
    for comment in file.comments:
        if comment.author != CHECKS and (comment.author, comment.text) not in seen:
            yield _as_remark(comment, file, now)


def _as_remark(comment: IncomingComment, file: IncomingFile, now: Whereabouts) -> Remark:
    place = now.end_of(_mark_of(comment.note, file)) if comment.note else now.of(comment)
    severity, text = Severity.NOTE, comment.text
    word, _, rest = text.partition(" ")
    if comment.author == MERGES and word in set(Severity):
        severity, text = Severity(word), rest
    return Remark(text, severity, comment.author, comment.replies, span=place)


def _open_comments(file: IncomingFile) -> Iterator[IncomingComment]:
    """What people remark and nobody has resolved. An answer to a finding is none of it."""
    answers = [one.comment for one in answers_said(file.comments)]
    return (comment for comment in readers_comments(file) if comment not in answers)


def _mark_of(note: str, file: IncomingFile) -> int:
    """The paragraph that has the mark of a note; -1 if none has."""
    places = enumerate(file.paragraphs)
    return next((at for at, one in places if any(m.note == note for m in one.marks)), -1)

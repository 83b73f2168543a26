"""`brief desk`: a shared folder in which people who install nothing hand in Word files.

What is handed in comes back checked, as a Word file with comments and a PDF. It never publishes.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from generator.actions.comment_answers import answers_said
from generator.actions.desk_report import DeskReport, refused_report
from generator.actions.draft import draft_taken_in, new_slug, slug_of
from generator.actions.form import FORM, is_form
from generator.actions.hand_in import WrittenBack, handed_back
from generator.actions.made_from import HandedEdit, briefs_of
from generator.actions.merge import Merging, merge
from generator.config.files import BRIEF
from generator.config.text import read_text
from generator.diagnostics import BriefError, Span, codes, refusal
from generator.incoming.file import IncomingFile
from generator.incoming.needs import incoming_budget
from generator.language.visible import words_of
from generator.manifest.passages import body_passages
from generator.pipeline.composing import compose
from generator.pipeline.library import Library
from generator.pipeline.reading import read
from generator.receiving.formats import read_incoming
from generator.workspace.dropping import (
    DeskMemory,
    DroppedFile,
    clear_taken,
    dropped_files,
    keep_taken,
    look_at,
    memory_of,
    put_back,
    remember,
    take_away,
    untouched_file,
)
from generator.workspace.storing import change_all
from generator.workspace.watching import Stamps
from generator.workspace.workspace import Workspace

_SUFFIXES = (".docx", ".docm", ".odt")
_OTHERS = (".pdf", ".doc", ".dot", ".dotx", ".rtf", ".pages", ".wpd", ".ott")
"""What people put there as well, and cannot be taken in: they are told so."""
_FORMATS = ("docx", "pdf")
_STATUS = "status.txt"
_PAUSE = 1.0  # seconds between two looks: a file that is being copied grows meanwhile


def desk(
    workspace: Workspace,
    folder: Path,
    *,
    today: Callable[[], date],
    once: bool = False,
    wait: Callable[[], None] = lambda: time.sleep(_PAUSE),
) -> Iterator[str]:
    """Take in what lies in a folder and what is put there, until it is stopped; say what was done.

    `once` ends when all that lies there is taken in. A file that cannot be taken in stays where it
    is, with a report beside it, and holds up no other. Nothing is ever published. Raises BriefError
    if nothing can be written there.
    """
    memory, before = memory_of(folder), _looked_at(folder)
    _keep_in_mind(folder, memory, must=True)
    while True:
        wait()
        now = _looked_at(folder)
        files = tuple(dropped_files(before, now, memory))
        yield from _taken_in(workspace, files, memory, today())
        put_back(folder, {}, memory)
        if once:
            return
        before = now


def _looked_at(folder: Path) -> Stamps:
    """The files that somebody may have handed in; a status is the desk's own."""
    found = look_at(folder, (*_SUFFIXES, *_OTHERS))
    return {path: stamp for path, stamp in found.items() if not path.name.endswith(f".{_STATUS}")}


def _taken_in(
    workspace: Workspace, files: tuple[DroppedFile, ...], memory: DeskMemory, today: date
) -> Iterator[str]:
    """Take in files, those of one brief together, whatever is wrong with one of them."""
    of_briefs: dict[Path, list[DroppedFile]] = defaultdict(list)
    for file in files:
        if file.digest in memory.taken and file.path.name not in memory.written:
            clear_taken(file, memory)
            yield f"{file.path.name}: was taken in before"
            continue
        try:
            if path := _brief_of(workspace, file):
                of_briefs[path].append(file)
            else:
                slug = new_slug(workspace, file.path.name)
                drafted = draft_taken_in(workspace, keep_taken(file), slug, today=today)
                yield _put_back(workspace, drafted, [file], memory, is_new=True)
        except Exception as error:  # one file must not end the desk for all others
            yield _not_taken([file], error, memory)
    for path, batch in of_briefs.items():
        try:
            merging = merge(*map(keep_taken, batch), onto=path.stem, workspace=workspace)
            yield _put_back(workspace, merging, batch, memory)
        except Exception as error:
            yield _not_taken(batch, error, memory)


def _brief_of(workspace: Workspace, file: DroppedFile) -> Path | None:
    """The brief that a file was made from, if there is one here; the file is kept.

    Raises BriefError if it cannot be read.
    """
    if file.fault:
        raise refusal(codes.UNREADABLE_BRIEF, file.fault, Span.at(file.path.name))
    kept, name = keep_taken(file), file.path.name
    if file.path.suffix.lower() not in _SUFFIXES:
        message = "this is no Word file, and nothing of it was taken in"
        hint = "write or remark in the Word file instead, or save this one as .docx"
        raise refusal(codes.NOT_TAKEN_IN, message, Span.at(name), hint=hint)
    handed = HandedEdit.read(kept)
    if found := briefs_of(Library(workspace), handed):
        return found[0]
    carried = next((one for one in handed.content.attachments if one.endswith(".md")), None)
    if carried:
        message = f"it was made from the brief `{carried[:-3]}`, which is not in this workspace"
        hint = "hand it in where that brief is kept"
        raise refusal(codes.NO_BASE, message, Span.at(name), hint=hint)
    return known_again(workspace, handed.content, name)


def _not_taken(files: list[DroppedFile], error: Exception, memory: DeskMemory) -> str:
    """Say of files why they cannot be taken in, beside them, and once."""
    reasons = [f"`brief` itself failed ({type(error).__name__}: {error})"]
    if isinstance(error, BriefError):
        reasons = [f"{one.message} ({one.hint})" if one.hint else one.message
                   for one in error.diagnostics]  # fmt: skip
    for file in files:
        memory.left.add(file.digest)
        report = refused_report(file.path.name, reasons)
        is_ours = file.path.suffix.lower() in _SUFFIXES
        name = f"{file.path.stem if is_ours else file.path.name}.{_STATUS}"
        put_back(file.path.parent, {name: report.encode()}, memory)
        _keep_in_mind(file.path.parent, memory)
    names = ", ".join(file.path.name for file in files)
    return f"{names}: not taken in: {reasons[0]}"


def _put_back(
    workspace: Workspace,
    merging: Merging,
    files: list[DroppedFile],
    memory: DeskMemory,
    *,
    is_new: bool = False,
) -> str:
    """Store what files have made of a brief, and put what comes of it in their place."""
    folder, names = files[0].path.parent, tuple(file.path.name for file in files)
    digests = {file.digest for file in files}
    if not is_new and _is_blank_form(merging):
        memory.left |= digests
        _keep_in_mind(folder, memory)
        return f"{names[0]}: a form that nobody has written in yet"
    memory.taken |= digests
    if merging.change:
        change_all([merging.change])
    slug, unread = merging.path.stem, _not_taken_up(folder, merging, names, memory)
    back = handed_back(workspace, merging, formats=_FORMATS, unread=unread)
    made = {f"{slug}{Path(one.file_name).suffix}": one.data for one in back.renditions}
    report = _report_on(workspace, merging, back, names, is_new=is_new)
    put_back(folder, made | {f"{slug}.{_STATUS}": report.text.encode()}, memory)
    for file in files:
        if file.path.name not in made:
            clear_taken(file, memory)
        if file.path.stem != slug:  # of the time when it could not be read
            take_away(folder, f"{file.path.stem}.{_STATUS}", memory)
    _keep_in_mind(folder, memory)
    return f"{', '.join(names)}: {slug}: {report.in_one_line}"


def _report_on(
    workspace: Workspace,
    merging: Merging,
    back: WrittenBack,
    names: tuple[str, ...],
    *,
    is_new: bool,
) -> DeskReport:
    slug, shown = merging.path.stem, workspace.shown(merging.path)
    return DeskReport(
        slug=slug,
        file=shown,
        source=read_text(merging.path, shown, BRIEF, code=codes.UNREADABLE_BRIEF),
        handed=names,
        written=tuple(f"{slug}.{name}" for name in _FORMATS),
        findings=back.findings,
        said=back.said,
        answered=back.answered,
        is_new=is_new,
    )


def _not_taken_up(
    folder: Path, merging: Merging, handed: tuple[str, ...], memory: DeskMemory
) -> IncomingFile | None:
    """The Word file that went back before, if nobody has taken it up."""
    name = f"{merging.path.stem}.docx"
    data = None if name in handed else untouched_file(folder, name, memory)
    return read_incoming(data, incoming_budget(name)) if data else None


def _keep_in_mind(folder: Path, memory: DeskMemory, *, must: bool = False) -> None:
    """Store what the desk knows, if the folder is in reach. Raises BriefError where it `must`."""
    try:
        remember(folder, memory)
    except OSError as error:
        if must:
            shown = folder.as_posix()
            message = f"cannot write into {shown}: {error.strerror or error}"
            hint = "name a folder that is there and may be written to"
            raise refusal(codes.UNWRITABLE_FILE, message, Span.at(shown), hint=hint) from None


def _is_blank_form(merging: Merging) -> bool:
    """Whether all that was handed in is a form as it was made: it waits for whoever fills it in."""
    if merging.change or merging.told:
        return False
    return all(
        file.template == FORM and not any(answers_said(file.content.comments))
        for file in merging.files
    )


# --- a file that has lost what it carried -----------------------------------------------


_FEWEST = 5  # words of a paragraph, to be more than a label
_SHARE = 0.5  # of the paragraphs of a file: more than these are the brief's


def known_again(workspace: Workspace, file: IncomingFile, name: str) -> Path | None:
    """The brief whose name a file bears, if more than half of its paragraphs are the brief's."""
    library, asked = Library(workspace), slug_of(name)
    named = [path for path in library.briefs() if asked.startswith(path.stem)]
    path = max(named, key=lambda one: len(one.stem), default=None)
    try:
        return path if path and _share_of(library, path, file) > _SHARE else None
    except BriefError:  # a brief that cannot be printed is not known again
        return None


def _share_of(library: Library, path: Path, file: IncomingFile) -> float:
    template = FORM if is_form(library, file) else None
    reading = read(library, path, template=template, draft=True)
    document = compose(library, reading, draft=True).document
    said = {tuple(words_of(one.text)) for one in body_passages(document)}
    own = [tuple(words_of(one.text)) for one in file.paragraphs]
    long = [one for one in own if len(one) >= _FEWEST]
    return sum(one in said for one in long) / len(long) if long else 0.0

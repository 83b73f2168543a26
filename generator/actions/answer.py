"""`brief answer`: a person looks at a warning and says why the text is right as it stands."""

from __future__ import annotations

import getpass
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from generator.answers.file import KeptAnswer, answers_beside, written_answers
from generator.answers.settling import kept_answer, may_be_answered
from generator.diagnostics import (
    BriefError,
    Diagnostic,
    GivenAnswer,
    Span,
    codes,
    diagnose,
    refusal,
    refuse,
)
from generator.diagnostics.codes import CODES, PROMISE, SETTABLE
from generator.pipeline.library import Library
from generator.pipeline.reading import Reading, read
from generator.seeds.store import missing_seed
from generator.workspace.finding import find_briefs
from generator.workspace.storing import store_for_people
from generator.workspace.workspace import Workspace


class AskedPlace(Struct, frozen=True):
    """A place as a person names it: a brief or caveats, a line, and where needed a column."""

    file: str
    line: int
    column: int | None = None

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}"
        return f"{place}:{self.column}" if self.column else place

    def has(self, finding: Diagnostic) -> bool:
        start = finding.span.start
        return start.line == self.line and self.column in (None, start.column)


_PLACE = re.compile(r"(?P<file>.+?):(?P<line>[1-9]\d{0,6})(?::(?P<column>[1-9]\d{0,6}))?")


def place_named(written: str) -> AskedPlace:
    """The place that `military:15`, or `seeds/smith/caveats.md:3:7`, names. Raises ValueError."""
    found = _PLACE.fullmatch(written.strip())
    if found is None:
        raise ValueError(f"`{written}` is not a place: write brief and line, such as military:15")
    column = int(found["column"]) if found["column"] else None
    return AskedPlace(found["file"], int(found["line"]), column)


def answer(
    workspace: Workspace, place: AskedPlace, code: str, said: GivenAnswer
) -> tuple[Diagnostic, ...]:
    """Keep an answer to the findings of a code at a place; return these findings.

    Raises BriefError if there is no such finding, if it cannot be answered, or if the file of
    answers cannot be read or written.
    """
    path, readings = _read_for(workspace, place)
    file = workspace.shown(path)
    reading = max(readings, key=lambda one: _nearness(one, file, place, code))
    refuse(each for each in reading.found if each.code == codes.BAD_ANSWERS)
    found = _asked_about(reading, file, place, code)
    fresh = tuple(kept_answer(each, reading.evidence, said) for each in found)
    text = written_answers(_with(fresh, found, file, reading), file)
    store_for_people({answers_beside(path): text.encode()}, workspace)
    return found


def _read_for(workspace: Workspace, place: AskedPlace) -> tuple[Path, Sequence[Reading]]:
    """The file that a place is in, and its brief as it is read; of caveats, all that carry them."""
    library = Library(workspace)
    key = _key_of_caveats(workspace, place.file)
    if key is None:
        (path,) = find_briefs(workspace, [place.file])
        return path, [read(library, path)]
    path = workspace.caveats(key)
    if not path.is_file():
        raise BriefError([_no_caveats(library, key, workspace.shown(path))])
    readings = _readings_of_all(library)
    carrying = [one for one in readings if workspace.shown(path) in one.evidence.caveat_texts]
    if not carrying:
        message = f"no brief uses the source `{key}`, and its caveats are checked with a brief"
        hint = f"list it in a brief: seeds: [{key}]"
        raise refusal(codes.NOT_ANSWERED, message, Span.at(workspace.shown(path)), hint=hint)
    return path, carrying


def _no_caveats(library: Library, key: str, file: str) -> Diagnostic:
    if key not in library.seed_keys():
        return missing_seed(library.workspace.seeds / key, file)
    hint = "name the file and line that the warning shows"
    return diagnose(codes.NOT_ANSWERED, f"no file {file}", Span.at(file), hint=hint)


def _key_of_caveats(workspace: Workspace, file: str) -> str | None:
    """The seed whose caveats a file is; None where it is another file."""
    for path in (Path(file), workspace.root / file):
        if found := re.fullmatch(r"seeds/([^/]+)/caveats\.md", workspace.shown(path)):
            return found[1]
    return None


def _readings_of_all(library: Library) -> Iterator[Reading]:
    """Each brief of the workspace that can be read."""
    for path in find_briefs(library.workspace):
        with suppress(BriefError):
            yield read(library, path)


def _nearness(reading: Reading, file: str, place: AskedPlace, code: str) -> int:
    """Whether a code is found at a place (2), elsewhere in its file (1) or not at all (0)."""
    own = [each for each in reading.found if each.span.file == file and each.code == code]
    return 2 if any(map(place.has, own)) else min(1, len(own))


def _with(
    fresh: tuple[KeptAnswer, ...], found: Iterable[Diagnostic], file: str, reading: Reading
) -> tuple[KeptAnswer, ...]:
    """The answers that are kept in a file, and new ones in the place of those that they replace."""
    answers, again = reading.rulings.answers, frozenset(found)
    kept, questions = answers.in_file(file), {each.question for each in fresh}
    void = {each for each in kept if each.question in questions}
    void |= {each.answer for each in answers.lapsed(reading.found) if each.again in again}
    return (*(each for each in kept if each not in void), *dict.fromkeys(fresh))


# --- what is asked about ----------------------------------------------------------------


def _asked_about(
    reading: Reading, file: str, place: AskedPlace, code: str
) -> tuple[Diagnostic, ...]:
    """The findings of a code at a place of a file, all of them such as an answer can settle."""
    own = [each for each in reading.found if each.span.file == file and each.code == code]
    here = [each for each in own if place.has(each)]
    span = Span.at(file, place.line, place.column or 1)
    if not here:
        message = f"{code} is not found at {place}"
        raise refusal(codes.NOT_ANSWERED, message, span, hint=_where(own, code))
    for each in here:
        if not may_be_answered(each, reading.evidence):
            raise _not_for_answers(each)
    columns = sorted({each.span.start.column for each in here})
    if len(columns) > 1:
        message = f"{code} is found {len(columns)} times in line {place.line}"
        hint = f"say which: {', '.join(f'{place}:{column}' for column in columns)}"
        raise refusal(codes.NOT_ANSWERED, message, span, hint=hint)
    return tuple(here)


def _where(own: Iterable[Diagnostic], code: str) -> str:
    """Where else in the file a code is found."""
    places = sorted({each.span.start for each in own})
    if code not in CODES:
        return "a code is a letter and three digits, as `brief check` shows them: C014"
    if not places:
        return "nor anywhere else in this file: see `brief check`"
    return f"it is found at {', '.join(f'{at.line}:{at.column}' for at in places)}"


def _not_for_answers(finding: Diagnostic) -> BriefError:
    """Why a finding cannot be answered, and what to do instead."""
    code, mend = finding.code, finding.hint or f"see `brief docs {finding.code}`"
    if code in PROMISE:
        message = f"{code} is a citation error, which cannot be answered"
        mend += f"; if it has to stay, `--allow {code}` lets it through, and the file records it"
    elif code in SETTABLE:
        message = f"{code} is an error here: correct it, it cannot be answered"
        mend += f'; to make it a warning, write {code} = "warning" under [severities] of brief.toml'
    else:
        message = f"{code} is not about wording or tradecraft: correct it, it cannot be answered"
    return refusal(codes.NOT_ANSWERED, message, finding.span, hint=mend)


# --- who answers ------------------------------------------------------------------------


def user_name() -> str:
    """The user's name in git, else the name in the system, else ""."""
    git = shutil.which("git")
    if git is not None:
        run = subprocess.run([git, "config", "user.name"], capture_output=True, check=False)
        if name := run.stdout.decode("utf-8", errors="replace").strip():
            return name
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no name known; which is raised depends on the system
        return ""

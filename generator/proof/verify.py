"""A finished file → whether it says what it carries, and what differs if it does not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from generator.diagnostics import Diagnostic, Span, codes, diagnose
from generator.language.folding import fold, is_worded
from generator.manifest.passages import Passage, words_of
from generator.manifest.reading import Carried, CarriedExcerpt, CarriedNote
from generator.proof.beside import Beside, shown
from generator.proof.carried import ASK, carried_manifest, faults_of_manifest
from generator.proof.changes import Change, Compared, MovedMark, compare_words
from generator.proof.finished import Finished
from generator.proof.needs import handed_budget
from generator.proof.places import Expected, expected, notes_on
from generator.proof.readers import read_finished

CarriedNotes = Mapping[int, CarriedNote]
"""The notes of a manifest by their numbers."""


class Bearing(Struct, frozen=True):
    """A note on the words that differ, and what it cites."""

    note: int
    citations: tuple[str, ...]


class AlteredQuotation(Struct, frozen=True):
    """A quotation that is no longer as the excerpt has it."""

    quotation: str
    note: int
    paragraph: str
    excerpt: str


class Mismatch(Struct, frozen=True):
    """`kind` is `words`, `mark` (of a note) or `stray` (words that belong to no passage)."""

    kind: str
    place: str
    before: str = ""
    after: str = ""
    lead: str = ""
    rest: str = ""
    said: str = ""  # of a mark, what has become of it
    notes: tuple[Bearing, ...] = ()
    quoted: tuple[AlteredQuotation, ...] = ()


class Verdict(Struct, frozen=True):
    """The result of checking a file by itself."""

    file: str
    kind: str
    manifest: Carried
    differences: tuple[Mismatch, ...]
    findings: tuple[Diagnostic, ...]
    saved_again: bool
    tracked: bool
    finished: Finished

    @property
    def is_consistent(self) -> bool:
        """Whether everything that was compared agrees; `beside` has what was not compared."""
        return not self.differences and not self.findings

    @property
    def strange(self) -> tuple[Beside, ...]:
        """What it holds that no brief has: nobody has checked what it shows a reader."""
        strange = (one for one in self.finished.beside if not one.usual)
        return (*strange, *_misnamed(self.finished.titles, self.manifest.brief.get("title", "")))

    @property
    def usual(self) -> tuple[Beside, ...]:
        """What every brief has and no check compares."""
        return tuple(one for one in self.finished.beside if one.usual)


def _misnamed(titles: Iterable[str], title: str) -> Iterator[Beside]:
    """Another title in the properties than the brief's, which programs show for the file."""
    if any(map(str.isalnum, title)):
        for each in dict.fromkeys(titles):
            if _letters(each) != _letters(title):
                yield Beside("properties with another title", said=shown([each]))


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words))


def verify_bytes(data: bytes, file: str) -> Verdict:
    """Compare a finished file with the manifest that it carries. Raises BriefError."""
    finished = read_finished(data, file)
    manifest = carried_manifest(finished, handed_budget(file))
    altered = "its manifest has been altered"
    findings = tuple(
        diagnose(codes.ALTERED_MANIFEST, f"{altered}: {fault}", Span.at(file), hint=ASK)
        for fault in faults_of_manifest(manifest, finished)
    )
    return Verdict(
        file=file,
        kind=finished.kind,
        manifest=manifest,
        differences=differences(manifest, finished),
        findings=findings,
        saved_again=finished.saved_again,
        tracked=finished.tracked,
        finished=finished,
    )


def differences(manifest: Carried, finished: Finished) -> tuple[Mismatch, ...]:
    """The differences between what a file says and what its manifest says."""
    should = expected(manifest)
    found = (
        *_without_contents(manifest, finished),
        *(one for said in finished.notes for one in said),
    )
    compared = compare_words(should.passages, found)
    notes = {note.number: note for note in reversed(manifest.notes)}
    words = [_words_mismatch(change, should, notes) for change in compared.changes]
    marks = [_mark(moved, should, notes) for moved in _moved_marks(compared, should)]
    stray = [
        Mismatch("stray", f"page {page}, laid over the text", after=said)
        for page, said in finished.stray
    ]
    return (*words, *marks, *stray)


def _without_contents(manifest: Carried, finished: Finished) -> Iterator[Passage]:
    """The body without a table of contents that repeats its headings; other words stay."""
    known = {tuple(one.words) for one in finished.body if one.role != "contents"}
    known |= {tuple(one.words) for one in manifest.body if one.role.startswith("heading-")}
    known |= {(), *(tuple(words_of(title)) for title in manifest.contents)}
    yield from (one for one in finished.body if not _is_listed(one, known))


def _is_listed(passage: Passage, known: set[tuple[str, ...]]) -> bool:
    """Whether this is a line of a table of contents: its title, or a heading with its numbers."""
    words = tuple(passage.words)
    lines = {words}
    if words[-1:] and words[-1].isdecimal():
        lines.add(words[:-1])
        lines |= {words[1:-1]} if re.fullmatch(r"[0-9.]+", words[0]) else set()
    return passage.role == "contents" and not lines.isdisjoint(known)


def _words_mismatch(change: Change, should: Expected, notes: CarriedNotes) -> Mismatch:
    passage, place = should.passages[change.passage], should.places[change.passage]
    quoted: Iterable[AlteredQuotation] = ()
    if place.note:
        numbers: tuple[int, ...] = (place.note,)
    elif place.cited_in:
        numbers = place.cited_in
    else:
        numbers = notes_on(passage, change.word, len(change.before.split()))
        quoted = _altered_quotations(numbers, passage, change, notes)
    return Mismatch(
        kind="words",
        place=place.named,
        before=change.before,
        after=change.after,
        lead=change.lead,
        rest=change.rest,
        notes=_bearing(numbers, notes),
        quoted=tuple(quoted),
    )


def _bearing(numbers: tuple[int, ...], notes: CarriedNotes) -> tuple[Bearing, ...]:
    found = filter(None, map(notes.get, numbers))
    return tuple(Bearing(note.number, note.citations) for note in found)


def _altered_quotations(
    numbers: tuple[int, ...], passage: Passage, change: Change, notes: CarriedNotes
) -> Iterator[AlteredQuotation]:
    """The quotations that the words which differ are part of."""
    words = _words_in(passage)
    first, last = change.word, change.word + len(change.before.split())
    for note in filter(None, map(notes.get, numbers)):
        for quotation in note.quotations:
            wanted = _bare(quotation.split())
            start = max(0, first - len(wanted) + 1)
            near = _bare(words[start : last + len(wanted) - 1])
            if not any(near[i : i + len(wanted)] == wanted for i in range(last - start)):
                continue
            excerpt = next(_excerpts_with(quotation, note), None)
            if excerpt:
                yield AlteredQuotation(quotation, note.number, excerpt.paragraph, excerpt.exact)


@lru_cache(maxsize=1)  # the changes of a passage come one behind the other
def _words_in(passage: Passage) -> list[str]:
    return passage.words


def _bare(words: list[str]) -> list[str]:
    return [fold(word).strip("'.,;:()[]!?") for word in words]


def _excerpts_with(quotation: str, note: CarriedNote) -> Iterator[CarriedExcerpt]:
    for cited in note.cited:
        yield from (one for one in cited.excerpts if is_worded(quotation, one.exact))


def _moved_marks(compared: Compared, should: Expected) -> Iterator[MovedMark]:
    """The marks to report: a mark that was removed with all the words around it is not reported."""
    gone = {
        change.passage
        for change in compared.changes
        if not change.after and change.before.split() == should.passages[change.passage].words
    }
    return (mark for mark in compared.marks if mark.before is None or mark.before not in gone)


def _mark(moved: MovedMark, should: Expected, notes: CarriedNotes) -> Mismatch:
    before, after = (
        "" if place is None else should.places[place].named for place in (moved.before, moved.after)
    )
    if before and after and moved.reads != moved.note:
        said = f"the mark of note {moved.note} reads {moved.reads}"
    elif before and after:
        where = "elsewhere in it" if before == after else f"in {after}"
        said = f"the mark of note {moved.note} stands {where} now"
    elif before:
        said = f"the mark of note {moved.note} is gone"
    else:
        said = f"here stands the mark of a note that was not here ({moved.reads})"
    return Mismatch("mark", before or after, said=said, notes=_bearing((moved.note,), notes))

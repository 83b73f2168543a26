"""A finished file → whether it says what it carries, and what differs if it does not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from generator.diagnostics import Diagnostic, Span, codes, diagnose
from generator.language.visible import words_of
from generator.manifest.passages import Passage
from generator.manifest.reading import Carried
from generator.manifest.shown import RUNNING_HEADS
from generator.proof.altered_words import CarriedNotes, altered_words, bearing_on
from generator.proof.beside import HEADS, SEEN, SINCE_3, Beside, shown
from generator.proof.carried import ASK, carried_manifest, faults_of_manifest
from generator.proof.changes import Compared, compare_aligned
from generator.proof.counterparts import Counterparts
from generator.proof.finished import Finished
from generator.proof.found import StoryPlace
from generator.proof.headings import heading_mismatches
from generator.proof.links import link_mismatches
from generator.proof.marks import MovedMark
from generator.proof.mismatch import Mismatch, letters_of
from generator.proof.moves import MovedRun
from generator.proof.needs import handed_budget
from generator.proof.particulars import image_mismatches, property_mismatches
from generator.proof.places import Expected, expected
from generator.proof.readers import read_finished
from generator.proof.recounted import recount_of
from generator.proof.stretches import aligned_passages, counterparts


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
        otherwise = seen_otherwise(self.manifest, self.finished)
        as_made = self.manifest.shown is not None and not otherwise
        beside = (*_turned_round(self.manifest, self.finished), *self.finished.beside)
        beside = tuple(one for one in beside if not one.usual)
        strange = (*(one for one in beside if not (as_made and one.sight)), *otherwise)
        if self.manifest.particulars is not None:
            return strange  # another title is a difference
        return (*strange, *_misnamed(self.finished.titles, self.manifest.brief.get("title", "")))

    @property
    def usual(self) -> tuple[Beside, ...]:
        """What every brief has and no check compares."""
        compared = {*SINCE_3} if self.manifest.particulars is not None else set()
        compared |= SEEN if self.manifest.shown is not None else set()
        usual = (one for one in self.finished.beside if one.usual)
        return tuple(one for one in usual if one.what not in compared)


_TURNING = re.compile("[\u202d\u202e]")
"""Marks by which the words behind them are shown in another order (UAX #9, 2.2)."""


def _turned_round(manifest: Carried, finished: Finished) -> Iterator[Beside]:
    """Words that no reader sees in the order in which they stand and are compared."""
    found = (*finished.body, *(each for note in finished.notes for each in note))
    turned = [one for one in found if one.role != "contents" and _TURNING.search(one.text)]
    carried = (*manifest.body, *(each for note in manifest.notes for each in note.passages))
    own = {tuple(one.words) for one in carried if _TURNING.search(one.text)} if turned else set()
    yield from (
        Beside("words whose order on a page is turned round", said=one.text)
        for one in turned
        if tuple(one.words) not in own
    )


def seen_otherwise(manifest: Carried, finished: Finished) -> tuple[Beside, ...]:
    """What decides how words are seen, and is not as the manifest of a file of this format says."""
    carried, found = manifest.shown, finished.shown
    if carried is None:
        return ()
    names = dict.fromkeys((*found, *carried))
    other = (name for name in names if carried.get(name) != found.get(name))
    words = {one.what: one.said for one in finished.beside if one.usual}
    told = ((name, words.get(_SAID_BY.get(name, ""), "")) for name in other)
    return tuple(
        Beside(f"another {name} than the file was made with", said=said) for name, said in told
    )


_SAID_BY = {RUNNING_HEADS: HEADS}
"""Where the words stand of what a manifest knows by its digest alone."""


def _misnamed(titles: Iterable[str], title: str) -> Iterator[Beside]:
    """Another title in the properties than the brief's, which programs show for the file."""
    if any(map(str.isalnum, title)):
        for each in dict.fromkeys(titles):
            if letters_of(each) != letters_of(title):
                yield Beside("properties with another title", said=shown([each]))


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
    at, found = _found_passages(manifest, finished)
    bodies = len(manifest.body), sum(story == 0 for story, _ in at)
    aligned = aligned_passages(should.passages, found, bodies)
    compared = compare_aligned(aligned)
    recount = recount_of(should.passages, found, compared.numbers, manifest.particulars)
    if recount.notes or recount.labels:
        should = replace(should, passages=recount.rewritten(should.passages))
        aligned = aligned_passages(should.passages, found, bodies)
        compared = compare_aligned(aligned)
    both = Counterparts(should, found, at, counterparts(aligned), recount)
    notes = {note.number: note for note in reversed(manifest.notes)}
    words = [altered_words(change, should, notes) for change in compared.changes]
    moves = [
        _moved_mismatch(run, both) for run in compared.moves if not should.places[run.first].note
    ]
    marks = [_mark(moved, should, notes) for moved in _moved_marks(compared, should)]
    stray = [
        Mismatch("stray", f"page {page}, laid over the text", after=said)
        for page, said in finished.stray
    ]
    particulars = _particular_mismatches(manifest, finished, both)
    return (*words, *moves, *marks, *stray, *particulars)


def _moved_mismatch(run: MovedRun, both: Counterparts) -> Mismatch:
    """Passages that stand elsewhere, word for word: told as one, by the first of them."""
    others = run.count - 1
    follow = f", with the {others} behind it" if others > 1 else ", with the one behind it"
    behind = f"now follows {both.named(run.second - 1)}" if run.second else "now stands first"
    said = f"it has moved{follow if others else ''}, and {behind}"
    passage = both.should.passages[run.first]
    return Mismatch("moved", both.should.places[run.first].named, passage.text, said=said)


def _particular_mismatches(
    manifest: Carried, finished: Finished, both: Counterparts
) -> Iterator[Mismatch]:
    """What differs besides words, as far as the manifest knows it."""
    carried, file = manifest.particulars, finished.particulars
    if carried is None:
        return
    yield from heading_mismatches(carried, file, both)
    yield from link_mismatches(carried, file, both)
    yield from image_mismatches(carried, file)
    yield from property_mismatches(carried, file)


def _found_passages(
    manifest: Carried, finished: Finished
) -> tuple[dict[StoryPlace, int], tuple[Passage, ...]]:
    """What a file says, its body and then its notes; and the place there of each passage.

    A table of contents that repeats headings is left out.
    """
    kept = [
        *_without_contents(manifest, finished),
        *(
            ((story, place), passage)
            for story, said in enumerate(finished.notes, 1)
            for place, passage in enumerate(said)
        ),
    ]
    places = {at: index for index, (at, _) in enumerate(kept)}
    return places, tuple(passage for _, passage in kept)


def _without_contents(
    manifest: Carried, finished: Finished
) -> Iterator[tuple[StoryPlace, Passage]]:
    """The body without a table of contents that repeats its headings; other words stay."""
    known = {tuple(one.words) for one in finished.body if one.role != "contents"}
    known |= {tuple(one.words) for one in manifest.body if one.role.startswith("heading-")}
    known |= {(), *(tuple(words_of(title)) for title in manifest.contents)}
    for place, passage in enumerate(finished.body):
        if not _is_listed(passage, known):
            yield (0, place), passage


def _is_listed(passage: Passage, known: set[tuple[str, ...]]) -> bool:
    """Whether this is a line of a table of contents: its title, or a heading with its numbers."""
    words = tuple(passage.words)
    lines = {words}
    if words[-1:] and words[-1].isdecimal():
        lines.add(words[:-1])
        lines |= {words[1:-1]} if re.fullmatch(r"[0-9.]+", words[0]) else set()
    return passage.role == "contents" and not lines.isdisjoint(known)


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
    return Mismatch("mark", before or after, said=said, notes=bearing_on((moved.note,), notes))

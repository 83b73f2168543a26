"""Words that differ from those of the manifest: where, and what rests on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from generator.language.folding import fold, is_worded
from generator.manifest.passages import Passage
from generator.manifest.reading import CarriedExcerpt, CarriedNote
from generator.proof.changes import Change
from generator.proof.mismatch import AlteredQuotation, Bearing, Mismatch
from generator.proof.places import Expected, notes_on

CarriedNotes = Mapping[int, CarriedNote]
"""The notes of a manifest by their numbers."""


def altered_words(change: Change, should: Expected, notes: CarriedNotes) -> Mismatch:
    """What has become of words: where, and which notes and quotations they bear on."""
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
        notes=bearing_on(numbers, notes),
        quoted=tuple(quoted),
    )


def bearing_on(numbers: tuple[int, ...], notes: CarriedNotes) -> tuple[Bearing, ...]:
    """The notes of some numbers, with what each cites, as far as the manifest has them."""
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

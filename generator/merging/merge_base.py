"""The base of a merge: the document that an edited file was made from, and its Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from msgspec import Struct

from generator.document import Document
from generator.document.walking import note_marks
from generator.manifest.passages import Passage, note_passages, passage_id
from generator.manifest.reading import Carried
from generator.merging.carried_words import as_carried
from generator.merging.letters import Place, said
from generator.merging.passages import WrittenPassage, written_passages
from generator.merging.pieces import Divided, Piece, in_pieces
from generator.merging.spelt import Spelt
from generator.merging.wording import same_signed


class MergeBase(Struct, frozen=True):
    """What the edited file was made from.

    `ids` give each passage that the file shows its place among the written ones, `brackets` each
    note what was typed for its mark. `notes` are the words of the notes, `own_notes` the passages
    of those that the author wrote. `numbers` are the notes by the number that they have in the
    file, `cited` what each says without the numbers of others.
    """

    file: str
    divided: Divided
    written: tuple[WrittenPassage, ...]
    pieces: tuple[Piece | None, ...]  # of each passage
    ids: Mapping[str, int]
    brackets: Mapping[int, str]
    notes: Mapping[int, str]
    own_notes: Mapping[int, tuple[WrittenPassage, ...]]
    numbers: Mapping[int, int]
    cited: Mapping[int, str]
    now: tuple[WrittenPassage, ...] = ()  # what the document says now
    is_proven: bool = False  # by what the file carries: its ids and numbers are those of this text
    shown: Mapping[Place | None, str] = {}  # the words of each cross-reference
    dressed: AbstractSet[Place | None] = frozenset()  # the letters that their part makes bold

    @property
    def is_as_made(self) -> bool:
        """Whether the document still says what it said when the file was made."""
        return [one.text for one in self.written] == [one.text for one in self.now]

    @property
    def markdown(self) -> str:
        return self.divided.text


def merge_base(
    document: Document, markdown: str, file: str, carried: Carried | None = None
) -> MergeBase:
    """The base of a merge. `carried` is the manifest that the edited file carries.

    It says what stood in the file. The template, the sources and the caveats may have changed
    since: then the document gives the places of what both say, and nothing else.
    """
    spelt = Spelt(markdown, file)
    now = written = written_passages(document.blocks, spelt)
    parts = in_pieces(markdown, file)
    places = {mark.number: spelt.place(mark.span) for mark in note_marks(document.blocks)}
    own = {note.number: written_passages(note.blocks, spelt) for note in document.notes}
    words = {note.number: _single_blanked(note_passages(note)) for note in document.notes}
    numbers: Mapping[int, int] = {number: number for number in words}
    if carried:
        written, numbers = as_carried(now, carried.body)
        words |= {
            numbers[one.number]: _single_blanked(one.passages)
            for one in carried.notes
            if one.number in numbers
        }
    return MergeBase(
        file=file,
        divided=parts,
        written=written,
        pieces=tuple(_piece_of(one, parts) for one in written),
        ids={passage_id(place + 1): place for place in range(len(written))},
        brackets={number: markdown[slice(*at)] for number, at in places.items() if at},
        notes=words,
        own_notes=_of_authors(own),
        numbers=numbers,
        now=now,
        cited={number: _words_said(passages) for number, passages in own.items()},
        is_proven=carried is not None,
        shown=spelt.shown,
        dressed=spelt.dressed - {None},
    )


def _of_authors(
    notes: Mapping[int, tuple[WrittenPassage, ...]],
) -> Mapping[int, tuple[WrittenPassage, ...]]:
    """The notes of which an author wrote any words."""
    return {number: said for number, said in notes.items() if any(one.is_authors for one in said)}


def _single_blanked(passages: Iterable[Passage]) -> str:
    return " ".join(" ".join(one.text for one in passages).split())


def _words_said(passages: Iterable[WrittenPassage]) -> str:
    return same_signed(said(" ".join(one.text for one in passages)))


def _piece_of(written: WrittenPassage, parts: Divided) -> Piece | None:
    """The piece that a passage is printed from; None if it is only the template's."""
    first = next((place for place in written.letters.places if place), None)
    return parts.piece_at(first[0]) if first else None

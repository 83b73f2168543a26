"""Two runs of inline nodes → one that shows what has changed between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from generator.document import Changed, Inline, Note, NoteMark, Strong, Text
from generator.language.matching import Steps, operations
from generator.redlining.aligning import alike
from generator.redlining.tokens import InlineToken, Side, inlines_of, note_words


@dataclass(slots=True, eq=False)
class Sides:
    """The two documents, and which notes of them have turned out to be one.

    Notes are found by their marks: those that stand behind the same words with the same evidence.
    """

    earlier: Side
    later: Side
    earlier_of: dict[int, int] = field(default_factory=dict)  # by number in the later document

    def pair(self, earlier: NoteMark, later: NoteMark) -> None:
        """Take two marks for one: each stands once in its document."""
        self.earlier_of[later.number] = -earlier.number

    def are_akin(self, earlier: NoteMark, later: NoteMark) -> bool:
        """Whether the note of one mark is a changed version of that of the other."""
        one, other = self.earlier.notes[-earlier.number], self.later.notes[later.number]
        if sources := _sources_of_note(one):
            return not sources.isdisjoint(_sources_of_note(other))
        return alike(note_words(one).split(), note_words(other).split())


def _sources_of_note(note: Note) -> frozenset[str]:
    return frozenset(evidence.source for evidence in note.evidence)


def changed_run(
    before: tuple[Inline, ...], after: tuple[Inline, ...], sides: Sides
) -> tuple[Inline, ...]:
    """The later run with what it lacks of the earlier one, and with what it has more, marked."""
    first, second = sides.earlier.tokens(before), sides.later.tokens(after)
    stretches = list(_stretches_of(first, second, sides))
    if all(stretch.is_kept for stretch in stretches):
        return after
    shown: list[Inline] = []
    for stretch in _legible(stretches):
        if stretch.is_kept:
            shown += inlines_of(stretch.new)
            continue
        if stretch.gone:
            shown.append(Changed(_gone_words(stretch), "deleted"))
        if stretch.new:
            shown.append(Changed(inlines_of(stretch.new), "inserted"))
    return tuple(shown)


def _gone_words(stretch: _Stretch) -> tuple[Inline, ...]:
    """What is gone; between two chips a line must be able to end."""
    gone, new = stretch.gone[-1].leaf, stretch.new[0].leaf if stretch.new else None
    chips = isinstance(gone, Strong) and isinstance(new, Strong)
    return (*inlines_of(stretch.gone), Text(" ")) if chips else inlines_of(stretch.gone)


class _Stretch(Struct, frozen=True):
    """Tokens that were kept, or else those that were replaced by others."""

    is_kept: bool
    gone: Sequence[InlineToken]
    new: Sequence[InlineToken]

    @property
    def replaces_words(self) -> bool:
        return any(one.is_word for one in self.gone) and any(one.is_word for one in self.new)

    @property
    def parts_nothing(self) -> bool:
        """Whether it is kept, and only a blank or a sign."""
        marked = any(isinstance(one.leaf, NoteMark) or one.is_word for one in self.new)
        return self.is_kept and not marked


def _stretches_of(
    first: list[InlineToken], second: list[InlineToken], sides: Sides
) -> Iterator[_Stretch]:
    keys = [one.key for one in first], [one.key for one in second]
    for tag, i, j, k, m in operations(*keys, Steps()):
        gone, new = first[i:j], second[k:m]
        if tag == "equal":
            for one, other in zip(gone, new, strict=True):
                if isinstance(one.leaf, NoteMark) and isinstance(other.leaf, NoteMark):
                    sides.pair(one.leaf, other.leaf)
            yield _Stretch(True, gone, new)
        else:
            yield from _replaced_stretches(gone, new, sides)


def _replaced_stretches(
    gone: list[InlineToken], new: list[InlineToken], sides: Sides
) -> Iterator[_Stretch]:
    """Tokens instead of others; a mark among both whose note was only changed has stayed."""
    i = k = 0
    for at, other in enumerate(new):
        if not isinstance(other.leaf, NoteMark):
            continue
        for place in range(i, len(gone)):
            mark = gone[place].leaf
            if not isinstance(mark, NoteMark) or not sides.are_akin(mark, other.leaf):
                continue
            sides.pair(mark, other.leaf)
            if i < place or k < at:
                yield _Stretch(False, gone[i:place], new[k:at])
            yield _Stretch(True, gone[place : place + 1], [other])
            i, k = place + 1, at + 1
            break
    if i < len(gone) or k < len(new):
        yield _Stretch(False, gone[i:], new[k:])


def _legible(stretches: Sequence[_Stretch]) -> Iterator[_Stretch]:
    """The stretches; words that were replaced one by one are shown as one replacement."""
    waiting: list[_Stretch] = []  # a change, and perhaps a blank behind it
    for stretch in stretches:
        if not stretch.is_kept and waiting:
            joined = _as_one([*waiting, stretch])
            if len(waiting) == 1 or joined.replaces_words:
                waiting = [joined]
                continue
        elif len(waiting) == 1 and stretch.parts_nothing:
            waiting.append(stretch)
            continue
        yield from waiting
        waiting = []
        if stretch.is_kept:
            yield stretch
        else:
            waiting = [stretch]
    yield from waiting


def _as_one(stretches: Sequence[_Stretch]) -> _Stretch:
    gone = [token for stretch in stretches for token in stretch.gone]
    new = [token for stretch in stretches for token in stretch.new]
    return _Stretch(False, gone, new)

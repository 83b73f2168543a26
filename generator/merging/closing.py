"""The closing check: the Markdown that comes out is printed again, and compared with the file.

Whatever differs was lost on the way, and is told: nothing is lost in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from generator.document import Document
from generator.language.words import shortened
from generator.merging.edited import Edited
from generator.merging.grouping import Group
from generator.merging.letters import (
    PLAIN,
    Lettered,
    Look,
    letters_joined,
    marked_number,
    new_mark_count,
    restyled_letters,
    said,
)
from generator.merging.merge_base import MergeBase, merge_base
from generator.merging.passages import PassageShape, WrittenPassage
from generator.merging.sliding import slid
from generator.merging.told import Told
from generator.merging.wording import (
    TYPED_CITATION,
    compared,
    kept_in_order,
    matched,
    same_signed,
    told_differences,
)
from generator.opening.list_numbers import ListPlace, is_numbered

Compose = Callable[[str], Document | None]
"""What prints a Markdown text as a document; None if that is not possible."""


class OwnWords(Struct, frozen=True):
    """Words of the author in one passage, each mark told by what is typed for it.

    `paragraph` is their place in the file, -1 for those of the Markdown. `shape` is None where it
    says nothing. `item` is the place in a list of the file, `number` that of an item of the
    Markdown, 0 without one.
    """

    text: str
    looks: tuple[Look, ...]
    shape: PassageShape | None
    paragraph: int = -1
    item: ListPlace | None = None
    number: int = 0


def still_missing(
    base: MergeBase, edited: Edited, groups: Sequence[Group], markdown: str,
    labels: Sequence[str], compose: Compose,
) -> tuple[Told, ...]:  # fmt: skip
    """What of an edited file is not in the Markdown that was made with its edits."""
    document = compose(markdown)
    if document is None:
        message = "what comes out cannot be printed, so it was not compared with the edited file"
        return (Told("untaken", message, "see the differences, and correct the Markdown"),)
    made = merge_base(document, markdown, base.file)
    brackets: dict[str, str] = {}
    file = tuple(_words_of_file(base, edited, groups, labels, brackets))
    ours = tuple(_words_of_passages(made.written, made.brackets, brackets))
    check = _Check(file, ours)
    if base.is_as_made:
        return (*check.words(), *check.looks(), *check.numbers(), *check.order())
    # What the template, the sources or the caveats have changed since is no edit of the file.
    was = tuple(_words_of_passages(base.written, base.brackets, brackets, count=True))
    now = tuple(_words_of_passages(base.now, base.brackets, brackets))
    before = _Check(was, now)
    known = {one.message for one in (*before.words(), *before.looks())}
    return tuple(one for one in (*check.words(), *check.looks()) if one.message not in known)


def _words_of_passages(
    written: Sequence[WrittenPassage], typed: Mapping[int, str], brackets: dict[str, str],
    *, count: bool = False,
) -> Iterator[OwnWords]:  # fmt: skip
    """What the author's Markdown says, passage by passage."""
    for place, one in enumerate(written):
        own = _own_letters(one.letters, [place is not None for place in one.letters.places])
        words = _by_bracket(own, typed, (), brackets)
        if words.text.strip():
            shape = one.shape if one.is_first else None
            at = place if count else -1
            yield OwnWords(words.text, words.looks, shape, at, number=one.number)


def _words_of_file(
    base: MergeBase, edited: Edited, groups: Sequence[Group], labels: Sequence[str],
    brackets: dict[str, str],
) -> Iterator[OwnWords]:  # fmt: skip
    """What the file says beside the words of the template and of the sources."""
    group_at = {place: group for group in groups for place in group.edited}
    for place, one in enumerate(edited.passages):
        group = group_at.get(place)
        letters = one.letters
        shape: PassageShape | None = one.shape
        if group is not None and one.paragraph.cell:
            if place != min(group.edited):
                continue  # a cell is one passage of the Markdown
            letters = _in_one_line([edited.passages[each].letters for each in group.edited])
        if group is not None:
            written = [base.written[index] for index in group.written]
            letters = _without_foreign(letters, letters_joined(each.letters for each in written))
            shape = one.shape if written[0].is_first else None
        words = _by_bracket(letters, base.brackets, labels, brackets)
        if words.text.strip():
            yield OwnWords(words.text, words.looks, shape, one.index, one.paragraph.item)


def _in_one_line(parts: Sequence[Lettered]) -> Lettered:
    """Letters of several paragraphs with blanks between."""
    blank = Lettered(" ", (PLAIN,), (None,))
    return letters_joined(each for part in parts for each in (blank, part))


def _without_foreign(letters: Lettered, was: Lettered) -> Lettered:
    """The letters without those that the author's Markdown had not, and that still stand."""
    own = [True] * len(letters)
    hunks = tuple(compared(was.text, letters.text))
    for hunk in hunks:
        places = was.places[hunk.start : hunk.end]
        if hunk.is_equal:
            own[hunk.new_start : hunk.new_end] = [place is not None for place in places]
        elif places and not any(places):  # foreign words that were changed: told already
            own[hunk.new_start : hunk.new_end] = [False] * (hunk.new_end - hunk.new_start)
    for hunk in hunks:
        if not hunk.is_equal and (moved := slid(hunk, was, letters)) != hunk:
            passed = was.places[hunk.start : moved.start]
            own[hunk.new_start : moved.new_start] = [place is not None for place in passed]
            own[moved.new_start : moved.new_end] = [True] * (moved.new_end - moved.new_start)
    return _own_letters(letters, own)


def _own_letters(letters: Lettered, own: Sequence[bool]) -> Lettered:
    """The letters that are the author's, without blanks at the ends."""
    kept = [index for index, is_own in enumerate(own) if is_own]
    while kept and letters.text[kept[0]] == " ":
        kept.pop(0)
    while kept and letters.text[kept[-1]] == " ":
        kept.pop()
    return letters_joined(letters.part(index, index + 1) for index in kept)


# --- marks --------------------------------------------------------------------------------


def _by_bracket(
    letters: Lettered, typed: Mapping[int, str], labels: Sequence[str], brackets: dict[str, str]
) -> Lettered:
    """The letters, each mark by a sign for its bracket."""

    def sign(letter: str) -> str:
        number, count = marked_number(letter), new_mark_count(letter)
        if 0 <= count < len(labels):
            bracket = f"[^{labels[count]}]"
        elif number:
            bracket = typed.get(number, f"note {number}")
        else:
            return letter
        return brackets.setdefault(bracket, chr(_FIRST_SIGN + len(brackets)))

    plain = _typed_as_marks(letters, brackets)
    return replace(plain, text="".join(map(sign, plain.text)))


def _typed_as_marks(letters: Lettered, brackets: dict[str, str]) -> Lettered:
    """The letters with a sign for each citation that was typed: it becomes a mark."""
    parts: list[Lettered] = []
    done = 0
    for found in _TYPED.finditer(letters.text):
        mark = brackets.setdefault(found[1], chr(_FIRST_SIGN + len(brackets)))
        parts += [letters.part(done, found.start()), Lettered(mark, (PLAIN,), (None,))]
        done = found.end()
    return letters_joined([*parts, letters.part(done, len(letters))]) if parts else letters


_TYPED = re.compile(f" ?({TYPED_CITATION})")


_FIRST_SIGN = 0x100100


# --- what differs -------------------------------------------------------------------------


class _Check(Struct):
    """What a file says and what the Markdown does; `pairs` are the places in both."""

    file: Sequence[OwnWords]
    made: Sequence[OwnWords]
    pairs: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        file, made = ([_same_signs(one.text) for one in own] for own in (self.file, self.made))
        self.pairs = matched(file, made, _ALIKE)

    def words(self) -> Iterator[Told]:
        for place, one in enumerate(self.file):
            if place not in self.pairs:
                yield _lost_edit(
                    f"“{shortened(said(one.text))}” is not in the Markdown", one.paragraph
                )
                continue
            other = self.made[self.pairs[place]]
            if _same_signs(one.text) != _same_signs(other.text):
                first = next(told_differences(other.text, one.text), "differs")
                yield _lost_edit(f"the file {first}", one.paragraph)
        reached = set(self.pairs.values())
        for place, one in enumerate(self.made):
            if place not in reached:
                yield _lost_edit(f"“{shortened(said(one.text))}” is still in the Markdown", -1)

    def looks(self) -> Iterator[Told]:
        for place, index in self.pairs.items():
            one, other = self.file[place], self.made[index]
            if one.shape and other.shape and one.shape != other.shape:
                yield _lost_edit(f"this is {one.shape.called} in the file", one.paragraph)
            if words := _restyled(one, other):
                yield _lost_edit(f"“{shortened(words)}” looks otherwise in the file", one.paragraph)

    def numbers(self) -> Iterator[Told]:
        """Numbers of items that are others in the file, in each list of the Markdown the first."""
        lists, told = list(_lists_counted(self.made)), set[int]()
        for place, index in sorted(self.pairs.items()):
            one, number = self.file[place], self.made[index].number
            if not (one.item and number) or lists[index] in told:
                continue
            if not is_numbered(one.item.label, number):
                told.add(lists[index])
                message = f"this item is “{one.item.label}” in the file, and number {number} here"
                hint = "a list counts from its first item in the Markdown, as its template says"
                yield Told("untaken", message, hint, one.paragraph)

    def order(self) -> Iterator[Told]:
        kept = kept_in_order([self.pairs[place] for place in sorted(self.pairs)])
        for place, index in sorted(self.pairs.items()):
            if index not in kept:
                one = self.file[place]
                words = shortened(said(one.text))
                yield _lost_edit(f"“{words}” stands elsewhere in the file", one.paragraph)


_ALIKE = 0.4


def _lists_counted(made: Sequence[OwnWords]) -> Iterator[int]:
    """The list that each passage counts on in: a program may part it into several."""
    count = last = 0
    for one in made:
        if one.number:
            count += one.number != last + 1
            last = one.number
        yield count


def _same_signs(text: str) -> str:
    """The text as it is compared: what stands first may be printed with a capital."""
    return same_signed(text[:1].lower() + text[1:])


def _restyled(one: OwnWords, other: OwnWords) -> str:
    """The words, without blanks and marks, that look otherwise; nothing if other words stand."""
    if len(one.text) != len(other.text) or one.looks == other.looks:
        return ""
    return restyled_letters(one.text, one.looks, other.looks)


def _lost_edit(what: str, paragraph: int) -> Told:
    message = f"{what}: this edit did not come through whole"
    return Told("untaken", message, "compare the place, and make the edit by hand", paragraph)

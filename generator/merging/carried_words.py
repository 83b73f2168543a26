"""The passages that a file had when it was made, each letter with its place in the Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from msgspec.structs import replace

from generator.manifest.passages import Passage
from generator.merging.letters import (
    PLAIN,
    REFERENCE,
    Lettered,
    Letters,
    letters_joined,
    mark_letter,
    marked_number,
    uncounted,
)
from generator.merging.passages import WrittenPassage
from generator.merging.wording import compared, most_alike


def as_carried(
    written: Sequence[WrittenPassage], carried: Sequence[Passage]
) -> tuple[tuple[WrittenPassage, ...], Mapping[int, int]]:
    """The passages as a manifest has them, and what number each note of it has in the document.

    A note that the document has no more gets a number of its own.
    """
    texts = [_text(one) for one in carried]
    pairs = dict(_pairs(texts, [one.letters.without_looks for one in written]))
    numbers: dict[int, int] = {}
    found = []
    for place, passage in enumerate(carried):
        own = written[pairs[place]] if place in pairs else None
        found.append(_passage(passage, texts[place], own, numbers))
    return tuple(found), numbers


def _text(passage: Passage) -> str:
    letters = Letters.none()
    for piece in passage.pieces:
        words = mark_letter(piece) if isinstance(piece, int) else piece
        letters.add(words, PLAIN, [None] * len(words))
    return letters.lettered().text


def _passage(
    passage: Passage, text: str, own: WrittenPassage | None, numbers: dict[int, int]
) -> WrittenPassage:
    if own is not None and own.role == passage.role and own.letters.without_looks == text:
        numbers |= {n: n for n in map(marked_number, text) if n}
        return own
    lettered = _with_places(text, own.letters, numbers) if own else _unplaced(text, numbers)
    if own is None or own.role != passage.role:
        return WrittenPassage(passage.role, lettered, is_first=False)
    return replace(own, letters=lettered)


def _with_places(text: str, own: Lettered, numbers: dict[int, int]) -> Lettered:
    """The letters of a text, with the places and looks of those that the document has, too."""
    parts: list[Lettered] = []
    for hunk in compared(_marks_alike(text), _marks_alike(own.without_looks)):
        part = own.part(hunk.new_start, hunk.new_end)
        words = text[hunk.start : hunk.end]
        if hunk.is_equal:
            was = map(marked_number, words)
            numbers |= {n: marked_number(own) for n, own in zip(was, part.text, strict=True) if n}
        parts.append(part if hunk.is_equal or part.text == REFERENCE else _unplaced(words, numbers))
    return letters_joined(parts)


def _unplaced(text: str, numbers: dict[int, int]) -> Lettered:
    """Letters that the document does not have: a template, a source or a caveat has changed."""
    letters = []
    for letter in text:
        number = marked_number(letter)
        if number:
            numbers.setdefault(number, _GONE + number)
        letters.append(mark_letter(numbers[number]) if number else letter)
    return Lettered("".join(letters), (PLAIN,) * len(text), (None,) * len(text))


_GONE = 10_000  # more notes than a brief has


def _marks_alike(text: str) -> str:
    return "".join(mark_letter(1) if marked_number(letter) else letter for letter in text)


def _pairs(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Equal texts in order; between two of them those that are most alike."""
    old, new = [uncounted(text) for text in before], [uncounted(text) for text in after]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(range(i, j), range(k, m), strict=True)
        else:
            for place, index in most_alike(old[i:j], new[k:m], _ALIKE):
                yield i + place, k + index


_ALIKE = 0.5

"""Notes below a text, known by the numbers that the text marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from generator.seeds.junk import Junk
from generator.seeds.passages import is_row
from generator.seeds.reading import SourcePassage

_NOTE = re.compile(
    r"(?:\[(?P<bracket>\d{1,3})\]|(?P<raised>[⁰¹²³⁴-⁹]{1,3})|\^?(?P<plain>\d{1,3})[.)]?)\s*(?=[^\W\d_“\"‘'«(\[])"
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MARKS = re.compile(
    r"\[(\d{1,3})\]|([⁰¹²³⁴-⁹]{1,3})|(?<=[^\W\d_][.,;:!?])(\d{1,3})(?=\s|$)"
    r"|(?<=[12]\d{3}[.,;])(\d{1,3})(?=\s|$)"
    r"|(?<=[.,;:!?][”\"’»)])(\d{1,3})(?=\s|$)"
)
_REFERENCE = re.compile(
    r"https?://|www\.|\bdoi\b|\bpp?\. ?\d|\bibid\b|\bop\. cit|\(\d{4}[a-z]?\)"
    r"|\b(?:vol|no|nr|ed)s?\. ?\d"
    r"|^(?:\W*\d{0,3}\W*)(?:see|cf\.|ibid|interview|letter|vgl\.|siehe|voir|cfr|см\.)\b"
    r"|^[^\W\d_][\w’'-]+, [^\W\d_][^:;!?]{0,80}[ (](?:19|20)\d\d[a-z]?\)?[.:,]"
    r"|\baccessed\b|\bretrieved\b|\bedited by\b|\buniversity press\b",
    re.IGNORECASE,
)


def is_reference(text: str) -> bool:
    """Whether a text reads like a note or the title of a work."""
    return (
        text.startswith("^ ")
        or _NOTE.match(text) is not None
        or _REFERENCE.search(text) is not None
    )


def with_endnotes(found: Sequence[SourcePassage], junk: Junk) -> tuple[str | None, ...]:
    """The reasons of `junk`, and "note" for numbered notes that the text before them marks."""
    reasons = list(junk)
    for at in _signed_notes(found, junk):
        reasons[at] = "note"
    marks = _places_of_marks(found)
    begun = Counter(begin for one in found if (begin := _note_begin(one.text)))
    for run in _note_runs(found, junk):
        begins = [begin for at in run if (begin := _note_begin(found[at].text))]
        above = [begin for begin in begins if marks.get(begin[1], run)[0] < run[0]]
        # Each article of a law has its paragraphs 1 and 2; each note of a text has its own mark.
        own = sum(begun[begin] <= len(marks[begin[1]]) for begin in above)
        if own * 2 >= len(begins) or (above and _are_references(found, run)):
            for at in run:
                reasons[at] = "note"
    return tuple(reasons)


_SIGN = re.compile(r"(?P<sign>[*†‡]{1,3})\s?(?=[^\W\d_])")


def _signed_notes(found: Sequence[SourcePassage], junk: Junk) -> Iterator[int]:
    """The passages that begin with an asterisk or a dagger that stands behind a word above."""
    for at, passage in enumerate(found):
        sign = _SIGN.match(passage.text) if junk[at] is None else None
        mark = rf"(?<=[\w.,;:!?”’)]){re.escape(sign['sign'])}(?![*†‡\w])" if sign else ""
        if mark and any(re.search(mark, one.text) for one in found[:at]):
            yield at


def _places_of_marks(found: Sequence[SourcePassage]) -> dict[int, list[int]]:
    """For each number of a note, the passages with its mark, once for each mark."""
    places: dict[int, list[int]] = {}
    for at, passage in enumerate(found):
        for match in _MARKS.finditer(passage.text):
            if match.start() and (number := _first_group(match)):
                places.setdefault(int(number), []).append(at)
    return places


def _are_references(found: Sequence[SourcePassage], run: Sequence[int]) -> bool:
    references = sum(_REFERENCE.search(found[at].text) is not None for at in run)
    return references * 2 >= len(run)


def _first_group(match: re.Match[str]) -> str:
    return next(filter(None, match.groups()), "").translate(_RAISED)


def _note_begin(text: str) -> tuple[str, int] | None:
    """How the number of a note is printed, as "[#]", and the number; None if there is none."""
    match = _NOTE.match(text)
    if match is None:
        return None
    return re.sub(r"\w+", "#", match[0].strip()), int(_first_group(match))


def _note_runs(found: Sequence[SourcePassage], junk: Junk) -> Iterator[list[int]]:
    """Passages in a row whose numbers rise as those of notes do."""
    run: list[int] = []
    last = 0
    for index, passage in enumerate(found):
        if junk[index] is not None:
            continue
        begin = None if is_row(passage.text) else _note_begin(passage.text)
        number = begin and begin[1]
        if run and number is not None and last < number <= last + 3:
            run.append(index)
        else:
            if run:
                yield run
            run = [index] if (number is not None and number <= last + 3) or number in {1, 2} else []
        last = number if run and number is not None else last
    if run:
        yield run

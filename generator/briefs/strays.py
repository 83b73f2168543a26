"""Words that look like a citation but are printed as they are: no check would see them.

The words are searched as a reader would see them. So it does not matter why they were not read
as a citation: a sign that is missing, escaped or from another script, code, a bracket.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from msgspec import Struct

from generator.briefs.brief import Stretch
from generator.briefs.cited_places import Locator, read_locator
from generator.briefs.meant import Citable, meant_by, written_as_citation
from generator.briefs.quotations import quoted
from generator.briefs.shifted import ShiftedKind, is_mark_of_note
from generator.briefs.signs import CitationSign, is_surely_cited, opens_a_bracket, signs_in


class Stray(Struct, frozen=True):
    """Words that look like a citation; `meant` is the citation that the author probably meant.

    `unclosed` says that the stretch is a bracket without its partner, `sure` that the words can
    hardly be anything else, `whole` that they hold nothing but `meant`, and can mean nothing else.
    """

    start: int
    end: int
    meant: str
    unclosed: bool = False
    sure: bool = True
    whole: bool = False


def stray_citations(
    words: str, citable: Citable, spared: Sequence[Stretch] = (), *, in_bracket: bool = False
) -> Iterator[Stray]:
    """Every place of a text that looks like a citation: one for each bracket or row of signs.

    `spared` are the stretches that the author marks as not citing; `in_bracket` says that all of
    the text is inside the bracket of a citation.
    """
    seen = _seen(words, citable, spared, in_bracket=in_bracket)
    yield from (_stray(words, row, citable) for row in _rows(words, seen))


def _seen(
    words: str, citable: Citable, spared: Sequence[Stretch], *, in_bracket: bool
) -> Iterator[_Seen]:
    """Every sign that may belong to a citation, without the signs inside a locator."""
    found = tuple(signs_in(words, citable, in_bracket=in_bracket))
    if not found:
        return
    brackets, free = tuple(_brackets(words)), sorted(spared)
    quotations = [(part.start, part.end) for part in quoted(words)[0]]
    end = 0
    for sign in found:
        start = sign.start()
        if start < end or _around(free, start):
            continue
        bracket = sign.span() if sign.lastgroup == "number" else _around(brackets, start)
        inside = in_bracket or bracket is not None
        place = CitationSign(sign, words, citable, inside, _around(quotations, start) is not None)
        sure = is_surely_cited(place)
        if sure is not None:
            locator = read_locator(words, start)
            end = locator.end if locator else sign.end()
            yield _Seen(sign, sure, bracket, locator)


def marks_of_notes(
    words: str, shifted: Iterable[tuple[Stretch, ShiftedKind]], spared: Sequence[Stretch]
) -> Iterator[Stray]:
    """The stretches raised or lowered by markup that a reader would take for a note's mark."""
    free = sorted(spared)
    for (start, end), kind in shifted:
        if _around(free, start) is None and is_mark_of_note(words, start, end, kind):
            yield Stray(start, end, _OTHERWISE["raised"])


# --- what stands together ---------------------------------------------------------------


class _Seen(Struct, frozen=True):
    sign: re.Match[str]
    sure: bool
    bracket: Stretch | None  # around it; an unclosed bracket ends with its sentence
    locator: Locator | None

    @property
    def end(self) -> int:
        return self.locator.end if self.locator else self.sign.end()


_CLOSES = "]］】〕"
# Patterns that few texts need are compiled where they are used: `re` keeps them.
_EDGES = r"(?P<opens>[\[［【〔])|(?P<closes>[\]］】〕])|[.!?]\s+(?=[^\W\d_a-z])"


def _brackets(words: str) -> Iterator[Stretch]:
    """The innermost square brackets; an unclosed one ends with its sentence."""
    if not opens_a_bracket(words):
        return
    opening, stop = -1, 0
    for edge in re.finditer(_EDGES, words):
        if edge["opens"]:
            if opening >= 0:
                yield opening, stop or edge.start()
            opening, stop = edge.start(), 0
        elif edge["closes"] and opening >= 0:
            yield opening, edge.end()
            opening = -1
        else:
            stop = stop or edge.start() + 1
    if opening >= 0:
        yield opening, stop or len(words)


def _around(stretches: Sequence[Stretch], offset: int) -> Stretch | None:
    """The stretch that an offset lies in; `stretches` are in order and do not overlap."""
    index = bisect_right(stretches, offset, key=itemgetter(0)) - 1
    return stretches[index] if index >= 0 and offset < stretches[index][1] else None


_BETWEEN = r"(?i)[\s,;:()@^]*(?:and|see|also|cf\.)?[\s,;:()@^]*"


def _rows(words: str, seen: Iterable[_Seen]) -> Iterator[list[_Seen]]:
    """The signs that form one citation together."""
    row: list[_Seen] = []
    for each in seen:
        if row and not _belongs(words, row[-1], each):
            yield row
            row = []
        row.append(each)
    if row:
        yield row


def _belongs(words: str, before: _Seen, after: _Seen) -> bool:
    if before.bracket or after.bracket:
        return before.bracket == after.bracket
    return re.fullmatch(_BETWEEN, words[before.end : after.sign.start()]) is not None


def _stray(words: str, row: Sequence[_Seen], citable: Citable) -> Stray:
    bracket, sure = row[0].bracket, any(seen.sure for seen in row)
    meant = meant_by(((seen.sign, seen.locator) for seen in row), citable)
    written = _OTHERWISE.get(row[0].sign.lastgroup or "") or written_as_citation(meant, citable)
    if bracket is None:
        return Stray(row[0].sign.start(), row[-1].end, written, sure=sure)
    if words[bracket[1] - 1] not in _CLOSES:
        return Stray(bracket[0], bracket[0] + 1, written, unclosed=True, sure=sure)
    from generator.briefs.typed import typed_citations

    typed = typed_citations(words[bracket[0] + 1 : bracket[1] - 1], citable)
    return Stray(*bracket, " or ".join(typed) or written, whole=len(typed) == 1, sure=sure)


_OTHERWISE = {
    "raised": "[@key, ¶2], or a note of your own: ^[words]",
    "own": (
        "[@tbl-name] or [@fig-name] for one of this brief, its caption as `: Words {#tbl-name}` "
        "below it, or name the document that has it"
    ),
}
"""What may be meant by signs that need not be a citation of a source."""

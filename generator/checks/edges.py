"""Where a quotation begins and ends: behind a denial, or inside an amount.

What the author says in front of it and in the clause behind it may say as much as what is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.clauses import CLAUSE_ENDS
from generator.checks.figures import Quantity, figures_in
from generator.checks.matching import QuotedPlace
from generator.checks.omissions import TurnedSense, kinds_in
from generator.checks.tokens import TokenText, take_apart
from generator.language.folding import level
from generator.language.lexicon import Lexicon


def turned_at_edges(
    place: QuotedPlace, lexicon: Lexicon, before: TokenText, behind: TokenText
) -> Iterator[TurnedSense]:
    """Every word or number right beside a quotation without which it says something else."""
    yield from _words_cut(place)
    yield from _of_the_beginning(place, lexicon, (before, behind))
    yield from _amounts_cut(place, lexicon, before.text, behind.text)


# --- words ------------------------------------------------------------------------------

_JOINED = r"(?<=\w)-(?=[^\W\d_])|(?<=\d):(?=\d)"


def _words_cut(place: QuotedPlace) -> Iterator[TurnedSense]:
    """Every word with a hyphen, and hour with its minutes, of which an edge leaves a part out.

    A capital behind the hyphen begins a name of its own, as in "the Minsk-Moscow line".
    """
    for edge in (place.start, place.end):
        beside = place.text[max(0, edge - 2) : edge + 2]
        joint = re.search(_JOINED, beside) if "-" in beside or ":" in beside else None
        if joint and not beside[joint.end()].isupper():
            first = place.text.rfind(" ", 0, edge) + 1
            whole = place.text[first:].split(" ", 1)[0].strip(".,;:?!'()")
            yield TurnedSense(f"“{whole}” is cut in two at the edge of this quotation", proven=True)


# --- where it begins --------------------------------------------------------------------

_NEAR = 3  # words before a quotation, in its clause, within which a denial bears on it


def _of_the_beginning(
    place: QuotedPlace, lexicon: Lexicon, said: tuple[TokenText, TokenText]
) -> Iterator[TurnedSense]:
    before = place.text[max(0, place.start - 80) : place.start]
    if place.text[place.start : place.start + 1].isdigit() and re.search(
        r"\d (?:to|and) $", before
    ):
        yield TurnedSense("this quotation begins inside a range of numbers", proven=True)
    clause = re.split(r"[.!?;:,]['\s]|[()]| - ", before)[-1]
    passage = take_apart(clause, lexicon)
    first = _clause_start(passage)
    found = kinds_in(passage, "denial", "hedge", "condition")
    implied = _implied(passage, place, lexicon) - found.keys()
    for index, kind in sorted((found | dict.fromkeys(implied, "denial")).items()):
        is_near = len(passage.lows) - index <= _NEAR
        if (
            index < first
            or not (is_near or kind == "denial")
            or _is_said(kind, said[0], lexicon)
            or _is_said(kind, _clause_behind(said[1]), lexicon)
        ):
            continue
        words = passage.words(index, len(passage.lows))
        message = f"the source has “{words}” right before this quotation, a {kind}"
        is_sure = is_near and kind == "denial" and index not in implied
        yield TurnedSense(message, proven=is_sure and lexicon.knows != "digits")
        return


def _implied(passage: TokenText, place: QuotedPlace, lexicon: Lexicon) -> set[int]:
    """Near words that deny in their own way what they lead on to: "doubts that", "ruled out"."""
    last = len(passage.lows) - 1
    if last < 0:
        return set()
    if passage.lows[last] not in lexicon.phrases("leads_on"):
        first = re.match(r"\w*", place.text[place.start : place.end])
        if not first or not first[0].endswith(tuple(lexicon.phrases("verbal_nouns").words)):
            return set()
    return {at for at in passage.marked("negative", "untrue") if last - _NEAR < at}


def _clause_behind(passage: TokenText) -> TokenText:
    """The clause that goes on behind a quotation: "“…” is what he does not believe"."""
    joins = {*passage.lexicon.phrases("joins_clauses").words, *CLAUSE_ENDS}
    last = next((t.start for t in passage.tokens if t.low in joins), len(passage.text))
    return take_apart(passage.text[:last], passage.lexicon)


def _clause_start(passage: TokenText) -> int:
    """The token at which the last clause begins; what stands before it denies nothing of it."""
    joins = passage.lexicon.phrases("joins_clauses")
    return next((i for i in range(len(passage.lows) - 1, -1, -1) if passage.lows[i] in joins), 0)


_ENOUGH = {
    "denial": ("negators", "negative", "restricting"),
    "hedge": ("possible", "apparent", "meant", "held", "enough_for_possible", "left_open"),
    "condition": ("conditional", "enough_for_limits", "conditions"),
}


def _is_said(kind: str, own: TokenText, lexicon: Lexicon) -> bool:
    """Whether the author's own words say as much, or are of a language that nobody can read.

    Where its source's `lexicon` knows a denial, it knows those of the author's words, too.
    """
    if own.lexicon.knows == "digits" and own.lexicon is not lexicon:
        return True
    return bool(own.marked(*_ENOUGH[kind])) or kind in kinds_in(own, kind).values()


# --- amounts ----------------------------------------------------------------------------

_BESIDE = 60  # letters on each side of an edge that are read


def _amounts_cut(
    place: QuotedPlace, lexicon: Lexicon, before: str, behind: str
) -> Iterator[TurnedSense]:
    """Every amount of the source that the edge of a quotation makes another.

    The author's own words `before` and `behind` may complete it: more than “40 ships”.
    """
    text, edge = place.text, place.end
    if _counts(text[place.start : edge].rsplit(None, 1)[-1:], lexicon) and text[edge:].strip(" .'"):
        start = max(place.start, text.rfind(" ", 0, max(0, edge - _BESIDE)) + 1)
        said = text[start:edge] + (" " if behind[:1].isspace() else "") + level(behind[:_BESIDE])
        whole = text[start : edge + _BESIDE]
        yield from _changed_at(whole, edge - start, said, 0, lexicon)
    edge = place.start
    if edge and _counts(text[edge : edge + _BESIDE].split(None, 1)[:1], lexicon):
        start = max(0, edge - _BESIDE)
        led = level(before[-_BESIDE:])
        led += " " if before[-1:].isspace() else ""
        quoted = text[edge : min(place.end, edge + _BESIDE)]
        whole, said = text[start : edge + _BESIDE], led + quoted
        yield from _changed_at(whole, edge - start, said, len(led) - (edge - start), lexicon)


def _counts(words: list[str], lexicon: Lexicon) -> bool:
    """Whether a word may be a part of a number, or of what it counts by."""
    tables = [lexicon.table(name) for name in ("numbers", "multipliers", "fractions")]
    return any(
        any(map(str.isdigit, word))
        or any(word.lower().strip(".,;:") in table for table in tables)
        or word == "%"
        or word.lower() in lexicon.phrases("percent")
        for word in words
    )


def _changed_at(
    whole: str, edge: int, said: str, moved: int, lexicon: Lexicon
) -> Iterator[TurnedSense]:
    """What becomes of an amount at the edge; `said` has its places `moved` by so many letters."""
    own, others = figures_in(said, lexicon).figures, figures_in(whole, lexicon).figures
    for figure in others:
        alike = [f for f in own if moved in (f.start - figure.start, f.end - figure.end)]
        if figure.start < edge < figure.end:
            if _meant(figure, others) != {_value_of(f) for f in alike}:
                cut = whole[figure.start : figure.end]
                message = f"“{cut}” is cut in two at the edge of this quotation"
                yield TurnedSense(message, proven=True)
                return
        elif figure.start == edge and figure.bound and figure.bound not in {f.bound for f in alike}:
            words = " ".join(whole[:edge].split()[-2:])
            yield TurnedSense(f"the source has “{words}” right before this number")
            return


def _meant(figure: Quantity, others: tuple[Quantity, ...]) -> set[tuple[object, ...]]:
    """What an amount says, of a range both ends."""
    return {_value_of(f) for f in others if (f.start, f.end) == (figure.start, figure.end)}


def _value_of(figure: Quantity) -> tuple[object, ...]:
    """What of an amount may not change; the words behind it may name its currency or unit."""
    return figure.values, figure.kind in ("percent", "share"), figure.is_points

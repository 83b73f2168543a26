"""Where a text says no, how far that reaches, and which words stand around it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import takewhile

from generator.checks.clauses import CLAUSE_ENDS, Marker, ahead
from generator.checks.tokens import TokenText
from generator.recall.once import remembered

BESIDE = 6  # words within which another kind of denial counts


@remembered
def denials(passage: TokenText) -> tuple[Marker, ...]:
    """The words of a text that deny, and what follows them; nothing after "they do not"."""
    lexicon = passage.lexicon
    spared, negators = lexicon.phrases("no_denial"), lexicon.phrases("negators")
    endings = tuple(lexicon.phrases("negating_endings").words)
    ending = {i for i, low in enumerate(passage.lows) if endings and low.endswith(endings)}
    found, free = [], 0
    for index in sorted(passage.marked("no_denial", "negators") | ending):
        if index < free:
            continue
        length = spared.at(passage.lows, index)
        free = index + (length or negators.at(passage.lows, index) or 1)
        if not length and not _is_taken_back(passage, free) and not _is_half(passage, index):
            scope = () if _is_of_it(passage, free) else ahead(passage, free)
            found.append(Marker(index, free, passage.words(index, free), scope))
    return tuple(found)


def _is_of_it(passage: TokenText, start: int) -> bool:
    """Whether what is denied stands before, as in "denies it and points to …"."""
    lows, lexicon = (*passage.lows[start : start + 2], ".", "."), passage.lexicon
    ends = lows[1] in CLAUSE_ENDS or lows[1] in lexicon.phrases("joins_clauses")
    return ends and lows[0] in lexicon.phrases("pronouns")


def _is_taken_back(passage: TokenText, start: int) -> bool:
    """Whether a later word makes a denial a restriction, as "que" does of "ne"."""
    cancels, seconds = passage.marked("cancels_negation"), passage.marked("second_negators")
    for index in range(start, start + BESIDE):
        if index in seconds:
            return False
        if index in cancels:
            return True
    return False


def _is_half(passage: TokenText, index: int) -> bool:
    """Whether a word denies only with a second one, and none is near: "craint qu'elle ne ferme"."""
    phrases = passage.lexicon.phrases
    if passage.lows[index] not in phrases("halves_of_denials"):
        return False
    seconds = passage.marked("second_negators")
    before, behind = range(index - 1, -1, -1), range(index + 1, index + 1 + BESIDE)
    has_second = not seconds.isdisjoint((*in_clause(passage, before), *behind))
    verb = passage.lows[index + 1] if index + 1 < len(passage.lows) else ""
    return not has_second and verb not in phrases("denied_by_halves")


def has_negative(
    passage: TokenText, index: int, first: int, last: int, *, but: Collection[str] = ()
) -> bool:
    """Whether a word near a token denies it in its own way: "refused", "too little".

    The words of `but` are the claim's, too, and deny nothing of it, as in "did not veto".
    """
    negators = passage.marked("negators")
    denying = passage.marked("negative", "restricting") | negators
    denying -= passage.marked("no_denial")
    before = range(index - 1, max(first, index - BESIDE) - 1, -1)
    behind = range(index + 1, min(last, index + BESIDE))
    forward = passage.marked("forward_negators")
    joins = passage.lexicon.phrases("joins_clauses")
    same = takewhile(lambda at: passage.lows[at] not in joins, in_clause(passage, behind))
    following = (at for at in same if at not in forward)
    for at in (*in_clause(passage, before), *following):
        is_own = passage.lows[at] in but or passage.stems[at] in but
        if at in denying and (at in negators or not is_own):
            return True
    return False


def negatives(passage: TokenText, first: int, last: int) -> frozenset[int]:
    return passage.marked("negative").intersection(range(first, last))


def is_turned(passage: TokenText, stems: Iterable[str], first: int, last: int) -> bool:
    """Whether a word denies one of the stems by its beginning: "insufficient" for "sufficient"."""
    lexicon = passage.lexicon
    beginnings = lexicon.phrases("negative_beginnings").words
    opening = tuple(beginnings)
    return any(
        low.startswith(beginning) and lexicon.stem(low[len(beginning) :].lstrip("-")) in stems
        for low in passage.lows[first:last]
        if low.startswith(opening)
        for beginning in beginnings
    )


def in_clause(passage: TokenText, indices: Iterable[int]) -> Iterator[int]:
    """The indices of tokens up to the first sign that ends a clause."""
    return takewhile(lambda index: passage.lows[index] not in CLAUSE_ENDS, indices)


# --- the very place ---------------------------------------------------------------------

AROUND = 3  # words that tell a place


def around(passage: TokenText, denial: Marker) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words before and behind a denial, three in all: "would", then "rise before".

    More of those before where its clause ends behind it, none if it begins with it.
    """
    lows, low = passage.lows, passage.lows[denial.first]
    inside = passage.lexicon.table("contracted").get(low, "")
    if not inside and low.endswith("n't"):
        inside = low.removesuffix("n't")
    before = [*lows[max(0, denial.first - AROUND) : denial.first], *([inside] if inside else [])]
    behind = list(lows[denial.last : denial.last + AROUND])
    while before and not all(word[0].isalnum() for word in before):
        before.pop(0)
    behind = behind[: next((i for i, w in enumerate(behind) if not w[0].isalnum()), len(behind))]
    count = min(len(behind), AROUND - 1 if before else AROUND)
    kept = before[-(AROUND - count) :] if count < AROUND else []
    return tuple(kept), tuple(behind[:count])


def places(passage: TokenText, before: tuple[str, ...], behind: tuple[str, ...]) -> list[int]:
    """The tokens where the words follow each other, with nothing between but "a" or "each"."""
    lows, undenied, found = passage.lows, passage.lexicon.phrases("undenied"), []
    opening = (before + behind)[0]
    for index, low in enumerate(lows):
        if low != opening or lows[index : index + len(before)] != before:
            continue
        at = index + len(before)
        if before and at < len(lows) and lows[at] in undenied and lows[at : at + 1] != behind[:1]:
            at += 1
        if lows[at : at + len(behind)] == behind and not _is_denied(passage, index, at, behind):
            found.append(index)
    return found


def _is_denied(passage: TokenText, first: int, at: int, behind: tuple[str, ...]) -> bool:
    """Whether a denial stands beside words that begin or end their clause."""
    places = range(first - 2, first) if first == at else () if behind else (at,)
    return not passage.marked("negators", "limits").isdisjoint(places)

"""Brackets and omissions in a quotation: each may change its sense.

An insertion may explain, complete a pronoun or change an ending. An omission must not drop words
that deny, weaken or limit the quoted words, nor join two subjects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from generator.checks.figures import figures_in
from generator.checks.matching import Gap, QuotedPlace
from generator.checks.tokens import TokenText, take_apart
from generator.language.lexicon import Lexicon
from generator.language.sentences import sentences


class TurnedSense(Struct, frozen=True):
    """A change that may reverse a quotation; `proven` if its words leave no doubt."""

    message: str
    proven: bool = False


def turned_senses(place: QuotedPlace, lexicon: Lexicon) -> Iterator[TurnedSense]:
    """Every change inside a quotation that may reverse it, found at this place of its source.

    Of a language of which few words are known, more of what is put in is told.
    """
    for gap in place.gaps:
        if not gap.inserted:
            yield from _of_omission(gap, place, lexicon)
        elif gap.hugs or gap.kept:
            yield from _of_letters(gap, lexicon)
        else:
            yield from _of_insertion(_begun_anew(gap, place, lexicon), place, lexicon)


# --- kinds of words ---------------------------------------------------------------------

_KINDS = {
    "conditional": "condition",
    "negators": "denial",
    "possible": "hedge",
    "apparent": "hedge",
    "comparing": "comparison",
    "whole": "quantity",
    "part": "quantity",
}


def kinds_in(passage: TokenText, *kinds: str) -> dict[int, str]:
    """The tokens that deny, hedge, limit or compare, each with what it is."""
    spared, found = _spared(passage), dict[int, str]()
    for name, kind in _KINDS.items():
        if not kinds or kind in kinds:
            found = dict.fromkeys(passage.marked(name) - spared, kind) | found
    endings = tuple(passage.lexicon.phrases("negating_endings").words)
    if endings and (not kinds or "denial" in kinds):
        found |= {i: "denial" for i, low in enumerate(passage.lows) if low.endswith(endings)}
    return found


def _spared(passage: TokenText) -> set[int]:
    """The tokens of phrases that deny and limit nothing: "not only", "at all"."""
    phrases, lows = passage.lexicon.phrases, passage.lows
    begun = [(name, at) for name in ("no_denial", "no_whole") for at in passage.marked(name)]
    return {i for name, at in begun for i in range(at, at + phrases(name).at(lows, at))}


def _numbers(passage: TokenText) -> set[str]:
    known = {**passage.lexicon.numbers("numbers"), **passage.lexicon.numbers("multipliers")}
    return {low for low in passage.lows if low in known or any(map(str.isdigit, low))}


# --- insertions -------------------------------------------------------------------------

_LONGEST_ENDING = 3  # letters, in a language whose endings are not known
_LONGEST_PUT_IN = 3  # words that stand for nothing and are no name
_SHORTEST_KEPT = 3  # letters of a word whose ending is changed
_BESIDE = 60  # letters before an insertion that are read for amounts


def _of_letters(gap: Gap, lexicon: Lexicon) -> Iterator[TurnedSense]:
    """A bracket inside a word: it may change the case of a letter and the ending, no more."""
    bent = (gap.inserted, gap.left_out)
    if lexicon.knows != "words":
        bends = max(map(len, bent)) <= _LONGEST_ENDING
    else:
        bends = all(not it or it.lower() in lexicon.phrases("inflections") for it in bent)
    kept = gap.kept.isalpha() and len(gap.kept) >= _SHORTEST_KEPT and not gap.hugs
    if not (kept and bends):
        what = "a number" if gap.kept.isdigit() or gap.inserted.isdigit() else "a word"
        yield TurnedSense(f"“[{gap.inserted}]” makes {what} of the source another", proven=True)


def _of_insertion(gap: Gap, place: QuotedPlace, lexicon: Lexicon) -> Iterator[TurnedSense]:
    said, left = take_apart(gap.inserted, lexicon), take_apart(gap.left_out, lexicon)
    if lexicon.phrases("remarks").at((*said.lows, ""), 0):
        return
    yield from _kinds_changed(gap, said, left)
    if not left.lows and _makes_another_amount(gap, said, place):
        message = f"“[{gap.inserted}]” makes an amount of the source another"
        yield TurnedSense(message, proven=True)
    elif not left.lows:
        yield from _put_in(gap, said)
    elif not _may_stand_for(said, left):
        message = f"“[{gap.inserted}]” stands for “{gap.left_out}”"
        stand_ins = lexicon.phrases("stand_ins")
        names = any(token.text[0].isupper() and token.low not in stand_ins for token in said.tokens)
        is_word = gap.left_out.isalpha() and gap.left_out.islower()
        yield TurnedSense(message, proven=is_word and not names and lexicon.knows != "digits")


def _begun_anew(gap: Gap, place: QuotedPlace, lexicon: Lexicon) -> Gap:
    """An insertion at the very beginning stands for the word before: a hedge, or who is meant."""
    if gap.start != place.start or gap.end != gap.start:
        return gap
    before = take_apart(place.text[max(0, gap.start - 80) : gap.start], lexicon)
    last = len(before.lows) - 1
    if last in kinds_in(before) or _names_another(take_apart(gap.inserted, lexicon), before):
        return replace(gap, left_out=before.tokens[last].text)
    return gap


def _names_another(said: TokenText, before: TokenText) -> bool:
    """Whether an insertion names what the words before it do not: "[the council]" for "a mayor"."""
    names = said.text[:1].isupper() or said.lexicon.phrases("stand_ins").at((*said.lows, ""), 0)
    stands_for = before.lows[-1:] and before.lows[-1][0].isalnum()
    return bool(names and stands_for and not said.content <= before.content)


def _kinds_changed(gap: Gap, said: TokenText, left: TokenText) -> Iterator[TurnedSense]:
    new, old = _words_by_kind(said), _words_by_kind(left)
    for kind in dict.fromkeys((*new, *old)):
        if new.get(kind, set()) == old.get(kind, set()):
            continue
        if kind == "number" and not old and _is_explained(said):
            continue
        words = f"“{gap.left_out}”" if gap.left_out else "nothing"
        yield TurnedSense(f"“[{gap.inserted}]” stands for {words}: a {kind} is changed", True)
        return


def _words_by_kind(passage: TokenText) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for index, kind in kinds_in(passage).items():
        found.setdefault(kind, set()).add(passage.lexicon.stem(passage.lows[index]))
    if numbers := _numbers(passage):
        found["number"] = numbers
    return found


def _is_explained(said: TokenText) -> bool:
    """Whether a number is part of an explanation, such as "in 2019", and no figure by itself."""
    return len(said.lows) > 1 or re.fullmatch(r"(?:1[5-9]|20)\d\d", said.text) is not None


def _put_in(gap: Gap, said: TokenText) -> Iterator[TurnedSense]:
    """What stands for nothing may name what is meant; it may not add to it."""
    names = any(token.text[0].isupper() or token.text[0].isdigit() for token in said.tokens)
    stands_in = said.lows[:1] and said.lows[0] in said.lexicon.phrases("stand_ins")
    joins = said.lows[:1] and said.lows[0] in said.lexicon.phrases("joins_clauses")
    is_more = bool(joins and said.content)  # "two docks [and a crane]"
    if is_more or (not names and (not stands_in or len(said.lows) > _LONGEST_PUT_IN)):
        yield TurnedSense(f"“[{gap.inserted}]” adds to what the source says")


def _makes_another_amount(gap: Gap, said: TokenText, place: QuotedPlace) -> bool:
    """Whether an insertion says in what unit or for what time the number before it is: "a day"."""
    before = place.text[max(0, gap.start - _BESIDE) : gap.start].rstrip()
    own, with_it = (
        {(f.start, f.values, f.unit, f.kind) for f in figures_in(words, said.lexicon).figures}
        for words in (before, f"{before} {said.text}")
    )
    return not own <= with_it


def _may_stand_for(said: TokenText, left: TokenText) -> bool:
    """Whether an insertion completes a pronoun, explains or bends the words that it replaces."""
    stand_ins, stem = left.lexicon.phrases("stand_ins"), left.lexicon.stem
    bent = left.lexicon.table("backshifts")
    mine = {stem(low) for low in said.lows} | set(said.lows)
    words = [low for low in left.lows if low[0].isalnum()]
    return all(low in stand_ins or stem(low) in mine or bent.get(low) in mine for low in words)


# --- omissions --------------------------------------------------------------------------

_GOVERNING = 3  # words before the end of what is left out, that bear on what is quoted behind
_SHORT = 3  # words of an omission that may be an adverb of the whole


def _of_omission(gap: Gap, place: QuotedPlace, lexicon: Lexicon) -> Iterator[TurnedSense]:
    text = place.text
    ends = [s.end for s in sentences(text) if gap.start <= s.end <= gap.end]
    begins = bool(ends) and not text[gap.start : ends[0]].strip(" .!?'")
    closes = bool(ends) and not text[ends[-1] : gap.end].strip(" '")
    if ends and not begins and not closes:
        yield TurnedSense("this omission joins the parts of two sentences", proven=True)
        return
    if begins and closes:
        return
    first = "" if begins else text[gap.start : ends[0] if ends else gap.end]
    last = "" if closes or not ends else text[ends[-1] : gap.end]
    for part in (first, last):
        yield from _of_part(part, lexicon, leads_on=part is last or not ends)
    if not ends and lexicon.knows == "words":
        yield from _of_another_subject(first, lexicon)


def _of_part(part: str, lexicon: Lexicon, *, leads_on: bool) -> Iterator[TurnedSense]:
    """What is left out of a sentence that is quoted; `leads_on` where its words go on behind."""
    passage = take_apart(part.strip(), lexicon)
    if not passage.lows or passage.lows[0] in lexicon.phrases("parenthetical"):
        return
    aside = passage.lows[0] == "," and passage.lows[-1] == ","
    opening = passage.lows[1:2] if passage.lows[0] == "," else passage.lows[:1]
    if aside and opening and opening[0] in lexicon.phrases("parenthetical"):
        return
    for index, kind in sorted(kinds_in(passage, "denial", "hedge", "condition").items()):
        rest = passage.lows[index:]
        governs = leads_on and len(rest) <= _GOVERNING and not {",", ";"}.intersection(rest)
        short = len([low for low in passage.lows if low[0].isalnum()]) <= _SHORT
        proven = governs or short or (kind == "condition" and not aside)
        if proven or kind != "hedge":
            message = f"“{passage.tokens[index].text}” is left out of this quotation, a {kind}"
            yield TurnedSense(message, proven=proven)
            return
    infinitive = lexicon.phrases("infinitive").words
    if leads_on and passage.lows[0] in infinitive and len(passage.lows) <= _SHORT:
        yield TurnedSense(f"“{passage.text}” is left out of this quotation, its verb")


def _of_another_subject(part: str, lexicon: Lexicon) -> Iterator[TurnedSense]:
    """Whether what is left out brings in another subject: "opposes it, and the council"."""
    passage = take_apart(part.strip(), lexicon)
    joins, articles = lexicon.phrases("joins_clauses"), lexicon.phrases("articles")
    tail = range(max(1, len(passage.lows) - 5), len(passage.lows) - 1)
    for index in tail:
        if passage.lows[index] != ";" and passage.lows[index] not in joins:
            continue
        following = passage.tokens[index + 1]
        is_named = following.text[0].isupper() or following.low in articles
        if (is_named or following.low == "the") and passage.lows[-1][0].isalnum():
            message = f"what is left out brings in another subject: “{passage.text[-40:]}”"
            yield TurnedSense(message)
            return

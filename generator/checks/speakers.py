"""Whether the speaker named by the claim is the one that the source names there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.briefs.brief import Claim, QuotedWords
from generator.briefs.quotations import quoted
from generator.checks.clauses import CLAUSE_ENDS
from generator.checks.evidence import Evidence
from generator.checks.grounds import hint_sentence, lexicon_for
from generator.checks.matching import QuotedPlace
from generator.checks.names import may_be_a_surname
from generator.checks.omissions import TurnedSense
from generator.checks.quotable import QuotablePassage
from generator.checks.tokens import TokenText, take_apart
from generator.diagnostics import Diagnostic, codes, diagnose
from generator.language.folding import level
from generator.language.lexicon import Lexicon, primary
from generator.language.sentences import sentences
from generator.seeds.seed import Seed

_WIDEST = 6  # words of a speaker's name
_SPOKEN = 4  # words in quotation marks in a source: fewer may be a name


def joined_voices(place: QuotedPlace) -> Iterator[TurnedSense]:
    """A warning for each omission that joins somebody's words with those of the source itself.

    The marks between the two stand in what is left out, so that one voice seems to say both.
    """
    omissions = [gap for gap in place.gaps if not gap.inserted]
    said = quoted(place.text)[0] if omissions else ()
    for gap in omissions:
        ends = [w for w in said if w.start <= place.start and gap.start <= w.end < gap.end]
        begins = [w for w in said if gap.start <= w.start < gap.end and place.end <= w.end]
        words = (*ends, *begins)[0].text.split() if bool(ends) != bool(begins) else []
        if len(words) >= _SPOKEN:
            shown = " ".join(words[:_SPOKEN])
            message = f"this omission runs words that somebody says (“{shown} …”) into others"
            yield TurnedSense(message)


def other_speaker(
    quotation: QuotedWords,
    claim: Claim,
    places: list[tuple[QuotablePassage, QuotedPlace]],
    evidence: Evidence,
) -> Diagnostic | None:
    """A warning if a claim gives words to somebody whom none of their `places` names."""
    lexicon = lexicon_for(evidence, evidence.language_at(claim.span))
    speaker = _speaker(quotation, claim, lexicon) if lexicon else None
    if lexicon is None or speaker is None or not speaker.content:
        return None
    if any(low in lexicon.phrases("speakers") for low in speaker.lows):
        return None
    near = ""
    labelled = [one for one in places if one[0].label]  # of a row of paragraphs its own
    for passage, place in labelled or places:
        seed = evidence.seeds.get(passage.key)
        if seed is None or primary(seed.meta.language) != lexicon.language:
            return None
        if speaker.content & take_apart(_beside_words(place, seed), lexicon).content:
            return None
        near = near or hint_sentence(_sentence_of(place))
    message = f"“{speaker.text.strip()}” is not named where the source has these words"
    hint = f"the source: {near}" if near else None
    return diagnose(codes.OTHER_SPEAKER, message, quotation.span, hint=hint)


def other_subject(
    quotation: QuotedWords, claim: Claim, place: QuotedPlace, lexicon: Lexicon
) -> Iterator[TurnedSense]:
    """A warning if a claim says of one what the source says of another, whom it names, too.

    Only where both are a name or noun right before the words quoted: "The mayor “opposes it”".
    """
    mine = _noun_before(claim.words_before(quotation), lexicon)
    theirs = _noun_before(_words_before(place), lexicon) if mine else None
    if mine is None or theirs is None or mine.content & theirs.content:
        return
    if mine.content <= take_apart(place.text, lexicon).content:
        yield TurnedSense(f"the source says this of “{theirs.text}”, the claim of “{mine.text}”")


def _words_before(place: QuotedPlace) -> str:
    """The words of its sentence before the words quoted."""
    inside = (s for s in sentences(place.text) if s.start <= place.start < s.end)
    return next((place.text[s.start : place.start] for s in inside), "")


def _noun_before(words: str, lexicon: Lexicon) -> TokenText | None:
    """Words that are no more than an article and a name or noun; else None."""
    if not 0 < len(words.split()) <= _NOUN:
        return None  # as most are: they need not be taken apart
    passage = take_apart(words.strip(), lexicon)
    is_plain = 0 < len(passage.lows) <= _NOUN and all(low[0].isalnum() for low in passage.lows)
    is_said = is_plain and not any(low in lexicon.phrases("speakers") for low in passage.lows)
    return passage if is_said and passage.content else None


_NOUN = 3  # words, with its article


# --- in the claim -----------------------------------------------------------------------


def _speaker(quotation: QuotedWords, claim: Claim, lexicon: Lexicon) -> TokenText | None:
    """The speaker of a quotation: named before it and its verb of saying, or after them.

    Or behind "according to", or by name before a colon or a verb such as "calls".
    """
    before = take_apart(claim.words_before(quotation), lexicon)
    sayings = lexicon.phrases("saying")
    for index in range(len(before.lows) - 1, max(-1, len(before.lows) - 4), -1):
        if sayings.at(before.lows, index):
            return _subject(before, range(index - 1, -1, -1))
    behind = take_apart(claim.words_behind(quotation), lexicon)
    for index in range(min(_WIDEST, len(behind.lows))):
        if sayings.at(behind.lows, index):
            before_it = _subject(behind, range(index - 1, -1, -1))  # "…", Berg told the press
            return before_it or _subject(behind, range(index + 1, len(behind.lows)))
    return _credited(before) or _told_of_by_name(before) or _signed(claim.credited, lexicon)


def _signed(credited: str, lexicon: Lexicon) -> TokenText | None:
    """Whoever is named in the last line of a block quotation: "— Colin Vance, chair of …"."""
    passage = take_apart(credited.lstrip("-–—― "), lexicon)
    return _if_named(_subject(passage, range(len(passage.lows))))


def _credited(before: TokenText) -> TokenText | None:
    """Whoever is named behind the last "according to"."""
    credits_ = before.lexicon.phrases("crediting")
    for index in range(len(before.lows) - 1, -1, -1):
        if length := credits_.at(before.lows, index):
            return _subject(before, range(index + length, len(before.lows)))
    return None


def _told_of_by_name(before: TokenText) -> TokenText | None:
    """Whoever is named before a colon, or before a verb that says what one calls a thing."""
    lows, lexicon = before.lows, before.lexicon
    if lows[-1:] == (":",) and len(lows) > 1:
        subject = take_apart(before.words(max(0, len(lows) - _FARTHEST), len(lows) - 1), lexicon)
    else:
        places = range(len(lows) - 1, max(0, len(lows) - 1 - _FARTHEST), -1)
        at = next((i for i in places if lows[i] in lexicon.phrases("calling")), 0)
        is_passive = at and lows[at - 1] in lexicon.phrases("passive")
        found = _subject(before, range(at - 1, -1, -1)) if at and not is_passive else None
        if found is None:
            return None
        subject = found
    return _if_named(subject)


def _if_named(subject: TokenText | None) -> TokenText | None:
    """Those words if they have a name."""
    tokens = subject.tokens if subject else ()
    is_name = any(may_be_a_surname(token.text, subject.lexicon) for token in tokens if subject)
    return subject if is_name else None


_FARTHEST = 9  # words from a name to a colon, or from a verb such as "calls" to what is called so


def _subject(passage: TokenText, indices: range) -> TokenText | None:
    taken: list[int] = []
    for index in indices:
        low = passage.lows[index]
        if low in CLAUSE_ENDS and not taken:
            continue
        if low in CLAUSE_ENDS or low in passage.lexicon.phrases("joins_clauses"):
            break
        taken.append(index)
        if len(taken) == _WIDEST:
            break
    if not taken:
        return None
    return take_apart(passage.words(min(taken), max(taken) + 1), passage.lexicon)


# --- in the source ----------------------------------------------------------------------


def _sentence_of(place: QuotedPlace) -> str:
    inside = (s.text for s in sentences(place.text) if s.start <= place.start < s.end)
    return next(inside, place.text)


def _beside_words(place: QuotedPlace, seed: Seed) -> str:
    """The words that may name who speaks: up to the sentence's end, and where its names stand."""
    end = next((s.end for s in sentences(place.text) if s.end >= place.end), len(place.text))
    beside = place.text[: place.start] + " | " + place.text[place.end : end]
    names = set(re.findall(r"\b[A-Z][\w-]{2,}", place.text[place.end : end]))
    sentence = _sentence_of(place)
    names |= set(re.findall(r"(?<!^)\b[A-Z][\w-]{2,}", sentence[: place.start]))
    known = (
        [
            sentence.text
            for paragraph in seed.paragraphs
            for sentence in sentences(level(paragraph.text))
            if any(name in sentence.text for name in names)
        ]
        if names
        else []
    )
    meta = seed.meta
    return " | ".join((beside, *known, meta.author, meta.publisher, meta.title, meta.kind))

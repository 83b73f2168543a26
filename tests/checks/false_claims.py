"""Claims made false, one way at a time.

What is put in comes from lists of its own, which the checks do not share. What is wholly said in
other words than the source's is left out where a denial or a hedge is concerned: no list of words
can tell it from its contrary.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from tests.checks.true_claims import TrueClaim, behind


class Case(Struct, frozen=True):
    """A false claim and the code that is to say so."""

    kind: str
    claim: TrueClaim
    words: str
    code: str


PEOPLE = ("Henrik Dahl", "Beatriz Moreno", "Kofi Annor", "Zhanna Petrenko", "Marcus Thwaite")
LANDS = ("Bolivia", "Portugal", "Mongolia", "Ghana", "Iceland", "Malaysia", "Paraguay", "Oman")
BODIES = ("the Halden Institute", "the Kestrel Group", "Oxfam", "the Baltic Assembly", "UNESCO")
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WORDS_OF_NUMBER = (
    *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "fifteen", "twenty"),
)
SURE = (
    (r"\bcould\b(?! not| perhaps)", ("will", "is going to")),
    (r"\bmight\b", ("will",)),
    (r"\bmay\b(?! not)", ("will",)),
    (r"\bappears? (?:to|ready to|eager to|keen to)\b", ("has decided to", "is going to")),
    (r"\bappears\b", ("is",)),
    (r"\bseems? to\b", ("is known to", "will")),
    (r"\bseems?\b", ("is",)),
    (r"\bsuggests? that\b", ("proves that", "leaves no doubt that")),
    (r"\b(?:would )?probably\b", ("certainly", "undoubtedly")),
    (r"\bperhaps\b", ("certainly", "without question")),
    (r"\b[Ii]s (?:un)?likely to\b", ("is certain to", "will")),
    (r"\b(?:is|are) more likely than not\b", ("is certain",)),
    (r"\bmore likely than not\b", ("a certainty",)),
    (r"\bplans? to\b", ("will", "has begun to")),
    (r"\bhopes? to\b", ("will",)),
    (r"\bintends? to\b", ("will", "is about to")),
    (r"\bwants? its\b", ("will get its",)),
    (r"\baims? to\b", ("will",)),
    (r"\b(?:is|are) ready to talk about\b", ("have agreed to", "will accept")),
    (r"\b(?:is|are) (?:considering|thinking of)\b", ("has chosen", "will build")),
    (r"\b(?:is|are) in talks with\b", ("have signed with",)),
    (
        r"(?<!own )\b(?:believes?|estimates?|considers?) (?=that|the|a|another)",
        ("knows ", "has shown "),
    ),
    (r"\b(?:allege|alleges|claim|claims) (?=that)", ("know ", "have shown ")),
    (r"\btalk of\b", ("agreement on", "contracts for")),
    (r"\bcommitment to aid\b", ("aid for", "delivery of aid to")),
    (r"\bthe potential for\b", ("the programme of", "the start of")),
    (r"\bpotentially\b", ("",)),
    (r"\bfinds? a ready supplier in\b", ("is supplied by",)),
    (r"\ba possible\b", ("a certain", "the coming")),
    (r"\bis possible\b", ("is certain", "is under way")),
    (r"\bpoints? to (?!its own)\b", ("proves ", "amounts to ")),
    (r"\bindicates\b", ("proves", "is")),
    (r"\bmay be right\b", ("are right",)),
)
REPORTING = ("argues", "writes", "says", "holds", "believes", "thinks")
VOUCHING = ("shows", "proves", "demonstrates", "confirms", "establishes", "reveals")
AUXILIARIES = "is|are|was|were|has|have|had|can|could|may|might|will|would|must|should"
VERBS = (
    r"rose|fell|gave|took|kept|sold|found|cut|went|left|won|closed|gained|landed|reached|"
    r"reported|covered|handled|counted|followed|carries|carried|spent|cost|voted|stopped|rests|"
    r"covers|blamed|resigned|threatens|represents|underscores|heralds|requires|emphasized|lost|"
    r"dropped|earned|bought|asks|wants|uses|draws|sends|pays|serves|drew|retained|attributes|"
    r"dates"
)
DENIALS = (
    (r"\bnot yet\b", "already"),
    (
        r"\b(could|can|may|will|would|must|should|does|do|did|is|are|was|were|has|have|had) not\b",
        r"\1",
    ),
    (r"\b(is|was|did|does|do|has|have|had|could|would)n['’]t\b", r"\1"),
    (r"\bcannot\b", "can"),
    (r"\bnever\b", "always"),
    (r"\b([Nn])either\b", "Each"),
    (r"\b[Nn]obody\b", "Everybody"),
    (r"\bwithout\b", "with"),
    (r"\b([Nn])o\b(?! more| less| later)", "a"),
    (r"\b[Nn]one\b", "all"),
)


DENIED = r"\b(?:not?|never|none|neither|nobody|nothing|without|cannot|yet to|den(?:y|ies))\b|n['’]t"
SILENT = (
    r"\b(?:names?|gives?|quotes?|reports?|sets?|mentions?|says?) no\b"
    r"|not (?:say|mention|name|give)\b"
)
POSSIBLE = r"\b(?:could|may|might|perhaps|possib|potential)"


def wrong_numbers(claim: TrueClaim, dice: random.Random) -> Iterator[Case]:
    for found in re.finditer(r"(?<![\w.,-])\d[\d,]*(?:\.\d+)?(?![\w-])", _unquoted(claim.words)):
        if re.fullmatch(r"[12]\d{3}", found[0]) or _is_day(claim.words, found):
            continue
        value = float(found[0].replace(",", ""))
        other = value * dice.choice((0.4, 0.7, 1.3, 1.6, 2, 3)) if value > 3 else value + 4
        decimals = len(found[0].partition(".")[2])
        written = f"{other:,.{decimals}f}" if decimals else f"{round(other):,}"
        if written != found[0] and written not in claim.cited:
            yield _false("number", claim, found.span(), written, "C014")
    pattern = rf"\b({'|'.join(WORDS_OF_NUMBER)})\b"
    for found in re.finditer(pattern, _unquoted(claim.words), re.IGNORECASE):
        if not re.search(rf"\b{found[0]}\b", claim.cited, re.IGNORECASE):
            continue
        others = [
            w for w in WORDS_OF_NUMBER if not re.search(rf"\b{w}\b", claim.cited, re.IGNORECASE)
        ]
        yield _false("number", claim, found.span(), dice.choice(others), "C014")


def _is_day(words: str, found: re.Match[str]) -> bool:
    around = words[max(0, found.start() - 12) : found.end() + 12]
    return any(month in around for month in MONTHS)


def wrong_days(claim: TrueClaim, dice: random.Random) -> Iterator[Case]:
    words = _unquoted(claim.words)
    for found in re.finditer(r"\b(?:1[89]|20)\d\d\b", words):
        year = str(int(found[0]) + dice.choice((-11, -7, 13, 9)))
        if year not in claim.cited:
            yield _false("date", claim, found.span(), year, "C015")
    for found in re.finditer(rf"\b({'|'.join(MONTHS)})\b", words):
        month = dice.choice([m for m in MONTHS if m not in claim.cited and m != "May"])
        yield _false("date", claim, found.span(), month, "C015")
        day = re.search(r"(\d{1,2}) $", words[: found.start()])
        if day:
            other = str(dice.choice([n for n in range(1, 29) if str(n) not in claim.cited]))
            yield _false("date", claim, day.span(1), other, "C015")


def wrong_names(claim: TrueClaim, dice: random.Random) -> Iterator[Case]:
    words = _unquoted(claim.words)
    for found in re.finditer(r"(?<=[a-z,;] )(?:[A-Z][a-zé]+)(?: [A-Z][a-zé]+)*(?!\w)", words):
        if found[0].split()[0] in (*MONTHS, "Article", "X") or found[0] not in claim.cited:
            continue
        for pool in dice.sample((PEOPLE, LANDS, BODIES), 2):
            other = dice.choice([name for name in pool if name not in claim.cited])
            other = other.removeprefix("the ") if words[: found.start()].endswith("the ") else other
            yield _false("name", claim, found.span(), other, "C016")


def _is_of_the_source(words: str, cited: str, *, denied: bool = False) -> bool:
    """Whether the next words stand in the source in some form, denied there or not.

    What it says in wholly other words, no list of words can tell from its contrary.
    """
    before = rf"(?:{DENIED}).{{0,40}}" if denied else ""
    following = re.findall(r"\w{4,}", words)[:3]
    return any(re.search(rf"{before}\b{word[:5]}", cited, re.IGNORECASE) for word in following)


def put_in_denials(claim: TrueClaim, dice: random.Random) -> Iterator[Case]:
    words = _unquoted(claim.words)
    if re.search(
        r"\b(?:not?|never|none|neither|nobody|without|un\w+|hardly)\b|n['’]t", words, re.IGNORECASE
    ):
        return
    pattern = rf"(?<![\w-])({AUXILIARIES}) (?!to\b)"
    found = next(re.finditer(pattern, words), None)
    if found and _is_of_the_source(words[found.end() :], claim.cited):
        denial = dice.choice(("not", "not", "never", "no longer"))
        yield _false("negation added", claim, (found.end(), found.end()), f"{denial} ", "C017")
    verb = next(re.finditer(rf"\b({VERBS})\b", words), None)
    if verb and _is_of_the_source(words[verb.start() :], claim.cited):
        yield _false("negation added", claim, (verb.start(), verb.start()), "never ", "C017")


def take_out_denials(claim: TrueClaim, dice: random.Random) -> Iterator[Case]:
    words = _unquoted(claim.words)
    if not re.search(DENIED, claim.cited, re.IGNORECASE) or re.search(SILENT, words):
        return  # "names no treaty" denies nothing that the source says
    for pattern, instead in DENIALS:
        found = next(re.finditer(pattern, words), None)
        if found and _is_of_the_source(words[found.end() :], claim.cited, denied=True):
            new = found.expand(instead) if "\\" in instead else instead
            yield _false("negation lost", claim, found.span(), new, "C017")
            return


_NO = {"not", "no", "No", "never", "neither", "nor", "nobody", "denies"}


def make_sure(claim: TrueClaim, dice: random.Random) -> Iterator[Case]:
    words = _unquoted(claim.words)
    for pattern, surer in SURE:
        for found in re.finditer(pattern, words):
            before = words[: found.start()].split()[-4:]
            if _NO & set(before):
                continue  # "no vessel may leave" is a ban
            if not _is_hedged_alike(found[0].lower(), claim.cited.lower()):
                continue
            for instead in surer:
                yield _false("hedge", claim, found.span(), instead, "C018")


def _is_hedged_alike(hedge: str, cited: str) -> bool:
    """Whether the source hedges with the same word, or both say what is only possible."""
    if re.match(POSSIBLE, hedge) and re.search(POSSIBLE, cited):
        return True
    word = re.sub(r"^(?:is|are|would|the|a) ", "", hedge)
    return re.search(rf"\b(?:un)?{word[:4]}(?!ts?\b)", cited) is not None  # no "plan" in "plant"


def vouch(claim: TrueClaim, dice: random.Random) -> Iterator[Case]:
    """Put "shows that" where "argues that" would be true of every claim."""
    speaker = dice.choice(("The author", "The article", "The text"))
    words = behind(f"{speaker} {dice.choice(VOUCHING)} that ", claim.words)
    if not re.search(r"\b(?:show|prov|found|confirm|admit|conced|know)", claim.cited + claim.words):
        yield Case("reporting verb", claim, words, "C018")


def cut_off(claim: TrueClaim, dice: random.Random) -> Iterator[Case]:
    """What stands before a "but", without it: of the sources' own sentences."""
    limit = r",? (?<!in all )(but(?! also)|unless|although|provided that|except|though)\b"
    found = re.search(limit, claim.words)
    if found and re.search(r"\bnot for\b", claim.words[: found.start()]):
        return  # "not for this but for that" limits nothing
    if found and claim.words in claim.cited and len(claim.words[: found.start()].split()) > 3:
        yield Case("cut off", claim, claim.words[: found.start()], "C019")
        part = claim.words[: found.start()].split()
        quoted = " ".join(part[-dice.randint(3, min(7, len(part))) :])
        yield Case("cut off", claim, f"The text has “{quoted}”", "C019")


KINDS: Mapping[str, Callable[[TrueClaim, random.Random], Iterator[Case]]] = {
    "number": wrong_numbers,
    "date": wrong_days,
    "name": wrong_names,
    "negation added": put_in_denials,
    "negation lost": take_out_denials,
    "hedge": make_sure,
    "reporting verb": vouch,
    "cut off": cut_off,
}


def _unquoted(words: str) -> str:
    """The words with what is quoted blanked out, every character in its place."""
    return re.sub(r"[“\"][^”\"]*[”\"]", lambda found: "_" * len(found[0]), words)


def _false(kind: str, claim: TrueClaim, place: tuple[int, int], new: str, code: str) -> Case:
    words = claim.words[: place[0]] + new + claim.words[place[1] :]
    return Case(kind, claim, " ".join(words.split()), code)

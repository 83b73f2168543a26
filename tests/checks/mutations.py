"""False claims made from true ones, to measure what the checks catch: a table, not a promise.

`python -m tests.checks.mutations` makes at least 200 of each kind from the clean briefs and the
paraphrases under tests/material, and prints how many are caught, and how often a true claim is
objected to. What is put in comes from lists of its own, which the checks do not share.
"""

from __future__ import annotations

import random
import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.briefs.brief import Brief, Claim, SeedRef
from generator.briefs.read import read_brief
from generator.checks import run_checks
from generator.checks.evidence import Evidence
from generator.diagnostics import Diagnostic, Severity
from generator.library import Library
from generator.reading import find_briefs
from generator.seeds.seed import Seed
from generator.words import sentences
from generator.workspace import find_workspace
from tests.checking import seed_of

REPOSITORY = Path(__file__).parents[2]
MATERIAL = REPOSITORY / "tests/material"
A_CLASS = 240


@dataclass(frozen=True, slots=True)
class True_:
    """A true claim: its words without the bracket, the seed and what it cites there."""

    words: str
    seed: Seed
    locator: str

    @property
    def cited(self) -> str:
        numbers = re.findall(r"\d+", self.locator.split(" s")[0])
        low, high = int(numbers[0]), int(numbers[-1])
        return " ".join(
            p.text
            for p in self.seed.paragraphs
            if p.number in numbers or ("-" in self.locator and low <= int(p.number) <= high)
        )


@dataclass(frozen=True, slots=True)
class Case:
    """A false claim, the code that is to say so, and the very words it is to point at, if any."""

    kind: str
    claim: True_
    words: str
    code: str


# --- true claims ------------------------------------------------------------------------


def of_briefs(folder: Path) -> Iterator[True_]:
    """The claims of the briefs of a workspace that rest on one citation of a seed."""
    library = Library(find_workspace(folder))
    for path in find_briefs(library.workspace):
        brief, _ = read_brief(path, path.name, default_scale="icd203")
        for claim in brief.body.claims:
            if claim.role in ("text", "summary", "reported") and (found := _of_one(claim, library)):
                yield found


def _of_one(claim: Claim, library: Library) -> True_ | None:
    citations = claim.group.citations if claim.group else ()
    if len(citations) != 1 or not isinstance(citations[0].target, SeedRef):
        return None
    target = citations[0].target
    seed = library.seed(target.key)
    if seed is None or seed.meta.language != "en":
        return None
    ranges = ", ".join(
        r.first if r.first == r.last else f"{r.first}-{r.last}" for r in target.ranges
    )
    sign = "¶¶ " if re.search(r"[-,]", ranges) else "¶"
    sentence = f" s{target.sentence}" if target.sentence else ""
    if not claim.text[0].isupper():
        return None  # the second half of a sentence
    return True_(claim.text.rstrip("."), seed, f"{sign}{ranges}{sentence}")


def of_paraphrases() -> Iterator[True_]:
    text = (MATERIAL / "paraphrases.toml").read_text(encoding="utf-8")
    for number, paragraph in enumerate(tomllib.loads(text)["paragraph"]):
        seed = seed_of(f"p{number}", [paragraph["text"]])
        for words in paragraph["claims"]:
            yield True_(words.rstrip("."), seed, "¶1")


def of_sentences(claims: list[True_]) -> Iterator[True_]:
    """The sources' own sentences, reported word for word."""
    seeds = {claim.seed.key: claim.seed for claim in claims}
    for seed in seeds.values():
        for paragraph in seed.paragraphs:
            for sentence in sentences(paragraph.text):
                words = sentence.text.rstrip(".")
                if not re.search(r"[“”\"\[\]]", words) and len(words.split()) > 5:
                    yield True_(words, seed, f"¶{paragraph.number}")


OPENINGS = ("", "The text has it that ", "As the source puts it, ", "On this account, ")


def behind(opening: str, words: str) -> str:
    """A claim behind words that say whose it is."""
    first, _, rest = words.partition(" ")
    first = first.lower() if opening and first in OPENERS else first
    return f"{opening}{first} {rest}".strip()


OPENERS = frozenset(
    "The A An It In No Some Most They This That These Of By At For Not Yet Both If Under Over "
    "Our Their Its Those Nobody Neither Without Other About Only Such As When Until Two".split()
)


# --- false ones -------------------------------------------------------------------------

PEOPLE = ("Henrik Dahl", "Beatriz Moreno", "Kofi Annor", "Zhanna Petrenko", "Marcus Thwaite")
LANDS = ("Bolivia", "Portugal", "Mongolia", "Ghana", "Iceland", "Malaysia", "Paraguay", "Oman")
BODIES = ("the Halden Institute", "the Kestrel Group", "Oxfam", "the Baltic Assembly", "UNESCO")
MONTHS = (
    "January February March April May June July August September October November December".split()
)
WORDS_OF_NUMBER = "two three four five six seven eight nine ten eleven twelve fifteen twenty".split()
SURE = (
    (r"\bcould\b(?! not)", ("will", "is going to")),
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
    (r"\bwants? (?:its|to)\b", ("will get its",)),
    (r"\baims? to\b", ("will",)),
    (r"\b(?:is|are) ready to talk about\b", ("have agreed to", "will accept")),
    (r"\b(?:is|are) (?:considering|thinking of)\b", ("has chosen", "will build")),
    (r"\b(?:is|are) in talks with\b", ("have signed with",)),
    (r"\b(?:believes?|estimates?|considers?) (?=that|the|a|another)", ("knows ", "has shown ")),
    (r"\b(?:allege|alleges|claim|claims) (?=that)", ("know ", "have shown ")),
    (r"\btalk of\b", ("agreement on", "contracts for")),
    (r"\bcommitment to aid\b", ("aid for", "delivery of aid to")),
    (r"\bthe potential for\b", ("the programme of", "the start of")),
    (r"\bpotentially\b", ("",)),
    (r"\bfinds? a ready supplier in\b", ("is supplied by",)),
    (r"\ba possible\b", ("a certain", "the coming")),
    (r"\bis possible\b", ("is certain", "is under way")),
    (r"\bpoints? to\b", ("proves", "amounts to")),
    (r"\bindicates\b", ("proves", "is")),
    (r"\bmay be right\b", ("are right",)),
)
REPORTING = ("argues", "writes", "says", "holds", "believes", "thinks")
VOUCHING = ("shows", "proves", "demonstrates", "confirms", "establishes", "reveals")
AUXILIARIES = "is are was were has have had can could may might will would must should".split()
VERBS = (
    "rose fell gave took kept sold found cut went left won closed gained landed reached reported "
    "covered handled counted followed carries carried spent cost fell voted stopped rests covers "
    "blamed resigned threatens represents underscores heralds requires emphasized lost dropped "
    "earned bought followed asks wants uses draws sends pays serves drew retained attributes dates"
).split()
DENIALS = (
    (r"\bnot yet\b", "already"),
    (r"\b(could|can|may|will|would|must|should|does|do|did|is|are|was|were|has|have|had) not\b", r"\1"),
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
SILENT = r"\b(?:names?|gives?|quotes?|reports?|sets?|mentions?|says?) no\b|not (?:say|mention|name|give)\b"
HEDGED = (
    r"\b(?:could|may|might|perhaps|possib|potential|appear|seem|suggest|likel|unlikel|probabl|plan|"
    r"hope|intend|want|aim|ready|consider|talk|believ|estimat|alleg|claim|commit|prepared|eager|offer)"
)


def wrong_numbers(claim: True_, dice: random.Random) -> Iterator[Case]:
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
        others = [w for w in WORDS_OF_NUMBER if not re.search(rf"\b{w}\b", claim.cited, re.I)]
        yield _false("number", claim, found.span(), dice.choice(others), "C014")


def _is_day(words: str, found: re.Match[str]) -> bool:
    around = words[max(0, found.start() - 12) : found.end() + 12]
    return any(month in around for month in MONTHS)


def wrong_days(claim: True_, dice: random.Random) -> Iterator[Case]:
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


def wrong_names(claim: True_, dice: random.Random) -> Iterator[Case]:
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


def put_in_denials(claim: True_, dice: random.Random) -> Iterator[Case]:
    words = _unquoted(claim.words)
    if re.search(r"\b(?:not?|never|none|neither|nobody|without|un\w+|hardly)\b|n['’]t", words, re.I):
        return
    pattern = rf"(?<![\w-])({'|'.join(AUXILIARIES)}) (?!to\b)"
    found = next(re.finditer(pattern, words), None)
    if found and _is_of_the_source(words[found.end() :], claim.cited):
        denial = dice.choice(("not", "not", "never", "no longer"))
        yield _false("negation added", claim, (found.end(), found.end()), f"{denial} ", "C017")
    verb = next(re.finditer(rf"\b({'|'.join(VERBS)})\b", words), None)
    if verb and _is_of_the_source(words[verb.start() :], claim.cited):
        yield _false("negation added", claim, (verb.start(), verb.start()), "never ", "C017")


def take_out_denials(claim: True_, dice: random.Random) -> Iterator[Case]:
    words = _unquoted(claim.words)
    if not re.search(DENIED, claim.cited, re.I) or re.search(SILENT, words):
        return  # "names no treaty" denies nothing that the source says
    for pattern, instead in DENIALS:
        found = next(re.finditer(pattern, words), None)
        if found and _is_of_the_source(words[found.end() :], claim.cited, denied=True):
            new = found.expand(instead) if "\\" in instead else instead
            yield _false("negation lost", claim, found.span(), new, "C017")
            return


def make_sure(claim: True_, dice: random.Random) -> Iterator[Case]:
    words = _unquoted(claim.words)
    if not re.search(HEDGED, claim.cited):
        return
    for pattern, surer in SURE:
        for found in re.finditer(pattern, words):
            before = words[: found.start()].split()[-4:]
            if {"not", "no", "No", "never", "neither"} & set(before):
                continue  # "no vessel may leave" is a ban
            for instead in surer:
                yield _false("hedge", claim, found.span(), instead, "C018")


def vouch(claim: True_, dice: random.Random) -> Iterator[Case]:
    """ "The author argues that" is true of every claim; "shows that" is not."""
    speaker = dice.choice(("The author", "The article", "The text"))
    words = behind(f"{speaker} {dice.choice(VOUCHING)} that ", claim.words)
    if not re.search(r"\b(?:show|prov|found|confirm|admit|conced|know)", claim.cited + claim.words):
        yield Case("reporting verb", claim, words, "C018")


def cut_off(claim: True_, dice: random.Random) -> Iterator[Case]:
    """What stands before a "but", without it: of the sources' own sentences."""
    found = re.search(r",? (but(?! also)|unless|although|provided that|except|though)\b", claim.words)
    if found and claim.words in claim.cited and len(claim.words[: found.start()].split()) > 3:
        yield Case("cut off", claim, claim.words[: found.start()], "C019")
        part = claim.words[: found.start()].split()
        quoted = " ".join(part[-dice.randint(3, min(7, len(part))) :])
        yield Case("cut off", claim, f"The text has “{quoted}”", "C019")


KINDS: Mapping[str, Callable[[True_, random.Random], Iterator[Case]]] = {
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


def _false(kind: str, claim: True_, place: tuple[int, int], new: str, code: str) -> Case:
    words = claim.words[: place[0]] + new + claim.words[place[1] :]
    return Case(kind, claim, " ".join(words.split()), code)


# --- measuring --------------------------------------------------------------------------


def findings(words: str, claim: True_, folder: Path) -> list[Diagnostic]:
    """What the checks say of one claim in a brief of its own, notes left out."""
    key = claim.seed.key
    front = f"---\ntitle: T\ndate: 2026-11-22\nseeds: [{key}]\n---\n\n"
    path = folder / "x.md"
    path.write_text(f"{front}{words} [@{key}, {claim.locator}].\n", encoding="utf-8")
    brief, found = read_brief(path, "x.md", default_scale="icd203")
    evidence = Evidence(brief, {key: claim.seed}, {}, (key,))
    return [f for f in (*found, *run_checks(evidence)) if f.severity is not Severity.NOTE]


@dataclass(frozen=True, slots=True)
class Measured:
    """Of how many false claims of a kind how many were caught; `missed` are the others."""

    kind: str
    cases: int
    caught: int
    missed: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        return self.caught / max(1, self.cases)


def true_claims() -> list[True_]:
    claims = [*of_briefs(REPOSITORY), *of_briefs(MATERIAL), *of_paraphrases()]
    return [*claims, *of_sentences(claims)]


def cases_of(kind: str, claims: list[True_], count: int, seed: int = 6) -> list[Case]:
    """At least `count` different false claims of a kind, the same on every run."""
    dice = random.Random(f"{kind} {seed}")
    found: dict[tuple[str, str], Case] = {}
    for _ in range(12):
        for claim in claims:
            for case in KINDS[kind](claim, dice):
                opening = "" if kind in ("cut off", "reporting verb") else dice.choice(OPENINGS)
                words = behind(opening, case.words)
                found.setdefault((words, claim.seed.key), replace(case, words=words))
        if len(found) >= 3 * count:
            break
    cases = list(found.values())
    dice.shuffle(cases)
    return cases[:count]


def measure(kind: str, claims: list[True_], folder: Path, count: int = A_CLASS) -> Measured:
    cases = cases_of(kind, claims, count)
    missed = []
    for case in cases:
        if not any(f.code == case.code for f in findings(case.words, case.claim, folder)):
            missed.append(f"{case.words} | {case.claim.cited}")
    return Measured(kind, len(cases), len(cases) - len(missed), tuple(missed))


def false_alarms(claims: list[True_], folder: Path) -> Measured:
    objected = []
    for claim in claims:
        found = [f for f in findings(claim.words, claim, folder) if f.code >= "C014"]
        if found:
            objected.append(f"{claim.words} | {found[0].code} {found[0].message}")
    return Measured("false alarms", len(claims), len(objected), tuple(objected))


def main() -> None:
    claims = true_claims()
    shown = "--missed" in sys.argv
    only = [a for a in sys.argv[1:] if not a.startswith("-")]
    with TemporaryDirectory() as name:
        folder = Path(name)
        for kind in KINDS:
            if not only or kind in only:
                _print(measure(kind, claims, folder), shown=shown)
        if not only or "alarms" in only:
            _print(false_alarms(claims, folder), shown=shown)


def _print(row: Measured, *, shown: bool) -> None:
    sys.stdout.write(f"{row.kind:16} {row.caught:5} of {row.cases:5}  {row.share:7.1%}\n")
    if shown:
        sys.stdout.writelines(f"    {line}\n" for line in row.missed)


if __name__ == "__main__":
    main()

"""True claims to be made false: of the clean briefs, of paraphrases, of the sources themselves."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from generator.briefs.brief import Claim, SeedRef
from generator.briefs.citations import canonical_citation
from generator.briefs.read import read_brief
from generator.language.sentences import sentences
from generator.language.words import word_set
from generator.pipeline.library import Library
from generator.seeds.seed import Seed
from generator.workspace.finding import find_briefs, find_workspace
from tests.checking import seed_of

REPOSITORY = Path(__file__).parents[2]
MATERIAL = REPOSITORY / "tests/material"


class TrueClaim(Struct, frozen=True):
    """Its words without the bracket, the seed that it rests on, and what it cites there."""

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


def true_claims() -> list[TrueClaim]:
    claims = [*of_briefs(REPOSITORY), *of_briefs(MATERIAL), *of_paraphrases()]
    return [*claims, *of_sentences(claims)]


def of_briefs(folder: Path) -> Iterator[TrueClaim]:
    """The claims of the briefs of a workspace that rest on one citation of a seed."""
    library = Library(find_workspace(folder))
    for path in find_briefs(library.workspace):
        brief, _ = read_brief(path, path.name)
        for claim in brief.body.claims:
            is_sentence = not claim.table and claim.role in ("text", "summary", "reported")
            if is_sentence and (found := _of_one(claim, library)):
                yield found


def _of_one(claim: Claim, library: Library) -> TrueClaim | None:
    citations = claim.group.citations if claim.group else ()
    if len(citations) != 1 or not isinstance(citations[0].target, SeedRef):
        return None
    target = citations[0].target
    seed = library.seed(target.key)
    if seed is None or seed.meta.language != "en":
        return None
    cited = canonical_citation(target).partition(", ")[2]
    if not claim.text[0].isupper():
        return None  # the second half of a sentence
    return TrueClaim(claim.text.rstrip("."), seed, cited)


LEARNED = "paraphrases.toml"
UNSEEN = "unseen.toml"  # no rule was changed with these in sight


def of_paraphrases(file: str = LEARNED) -> Iterator[TrueClaim]:
    for seed, paragraph in _paragraphs(file):
        for words in paragraph["claims"]:
            yield TrueClaim(words.rstrip("."), seed, "¶1")


def false_by_hand(file: str = LEARNED) -> Iterator[tuple[str, TrueClaim]]:
    """Claims that a person made false, each behind the code that is to say so."""
    for seed, paragraph in _paragraphs(file):
        for code, words in paragraph.get("false", ()):
            yield code, TrueClaim(words, seed, "¶1")


def _paragraphs(file: str) -> Iterator[tuple[Seed, dict[str, Any]]]:
    text = (MATERIAL / file).read_text(encoding="utf-8")
    for number, paragraph in enumerate(tomllib.loads(text)["paragraph"]):
        yield seed_of(f"p{number}", [paragraph["text"]]), paragraph


def of_sentences(claims: list[TrueClaim]) -> Iterator[TrueClaim]:
    """The sources' own sentences, reported word for word."""
    seeds = {claim.seed.key: claim.seed for claim in claims}
    for seed in seeds.values():
        for paragraph in seed.paragraphs:
            for sentence in sentences(paragraph.text):
                words = sentence.text.rstrip(".")
                if not re.search(r"[“”\"\[\]]", words) and len(words.split()) > 5:
                    yield TrueClaim(words, seed, f"¶{paragraph.number}")


OPENINGS = ("", "The text has it that ", "As the source puts it, ", "On this account, ")


def behind(opening: str, words: str) -> str:
    """A claim behind words that say whose it is."""
    first, _, rest = words.partition(" ")
    first = first.lower() if opening and first in OPENERS else first
    return f"{opening}{first} {rest}".strip()


OPENERS = word_set(
    "The A An It In No Some Most They This That These Of By At For Not Yet Both If Under Over "
    "Our Their Its Those Nobody Neither Without Other About Only Such As When Until Two"
)

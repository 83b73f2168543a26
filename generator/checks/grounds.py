"""Each claim beside the sentences that it may rest on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

from generator.briefs.brief import Claim, SeedRef
from generator.checks.clauses import CLAUSE_ENDS
from generator.checks.evidence import Evidence
from generator.checks.tokens import Passage, Token, of_source, take_apart
from generator.language.lexicon import Lexicon, lexicon_of, primary
from generator.seeds.seed import Seed, SeedParagraph


class Sentence(Struct, frozen=True):
    """One sentence of a source: its tokens from `first` to `last`, and its words of meaning.

    `share` is how much of the claim's meaning it has, from 0 to 1.
    """

    passage: Passage
    first: int
    last: int
    content: frozenset[str]
    share: float

    @property
    def words(self) -> str:
        start, end = self.passage.tokens[self.first].start, self.passage.tokens[self.last - 1].end
        return self.passage.text[start:end]


class Ground(Struct, frozen=True):
    """A claim and what it cites; `paragraphs` are of `seeds`, pairwise.

    `sentences` are those that the claim may rest on, the nearest first, and `numbers` names the
    paragraphs as messages do. `source` is the language of the sources where it is not the
    claim's; then only numbers can be compared.
    """

    claim: Claim
    said: Passage
    seeds: tuple[Seed, ...]
    paragraphs: tuple[SeedParagraph, ...]
    passages: tuple[Passage, ...]
    sentences: tuple[Sentence, ...]
    same_language: bool

    @property
    def cited(self) -> str:
        numbers = list(dict.fromkeys(p.number for p in self.paragraphs))
        return f"¶{numbers[0]}" if len(numbers) == 1 else "¶¶ " + ", ".join(numbers)

    def is_said(self, start: int, end: int) -> bool:
        """Whether a stretch of the claim is the author's account of the source.

        Words in quotation marks are compared by themselves; words such as `.by` are the brief's.
        """
        return not any(a < end and start < b for a, b in (*self.claim.quoted, *self.claim.own))

    def is_own(self, token: Token) -> bool:
        return any(a < token.end and token.start < b for a, b in self.claim.own)


def grounds(evidence: Evidence) -> Iterator[Ground]:
    """Each claim that rests on seeds alone, in a language whose words are known.

    The words of a record are not kept, so a claim that cites one is left to its reader.
    """
    lexicon = lexicon_for(evidence, evidence.language)
    if lexicon is None:
        return
    for body in evidence.bodies:
        for claim in body.claims:
            ground = _ground(claim, evidence, lexicon)
            if ground is not None:
                yield ground


def lexicon_for(evidence: Evidence, language: str) -> Lexicon | None:
    """The lexicon of a language with the house's own names added."""
    names = "\n".join(f"{name}: {', '.join(alike)}" for name, alike in evidence.names.items())
    return lexicon_of(primary(language), names)


def _ground(claim: Claim, evidence: Evidence, lexicon: Lexicon) -> Ground | None:
    """The claim with what it cites; None where that is nothing, or not in known words alone."""
    targets = [citation.target for citation in claim.group.citations] if claim.group else []
    cited: list[tuple[Seed, SeedParagraph, Passage]] = []
    for target in targets if claim.text else ():
        seed = evidence.seeds.get(target.key) if isinstance(target, SeedRef) else None
        source = _lexicon_of_seed(seed, evidence, lexicon) if seed else None
        if seed is None or source is None:
            return None
        cited += (
            (seed, p, of_source(p.text, p.sentences, source))
            for p in evidence.paragraphs_of(target)
        )
    if not cited:
        return None
    said, passages = take_apart(claim.text, lexicon), tuple(passage for _, _, passage in cited)
    named = targets[0].sentence if len(targets) == 1 and isinstance(targets[0], SeedRef) else 0
    return Ground(
        claim=claim,
        said=said,
        seeds=tuple(seed for seed, _, _ in cited),
        paragraphs=tuple(paragraph for _, paragraph, _ in cited),
        passages=passages,
        sentences=_nearest(said, passages, named),
        same_language=all(passage.lexicon is lexicon for passage in passages),
    )


def _lexicon_of_seed(seed: Seed, evidence: Evidence, lexicon: Lexicon) -> Lexicon | None:
    own = primary(seed.meta.language or evidence.language)
    return lexicon if own == lexicon.language else lexicon_for(evidence, own)


_FAINT = 0.15  # of the claim's words of meaning: less is chance
_MOST_SENTENCES = 12  # that a claim may rest on: of a source that says the same over and over
_BESIDE = 0.6  # of the nearest sentence's share, for another to be one the claim may rest on


def _nearest(said: Passage, passages: tuple[Passage, ...], named: int) -> tuple[Sentence, ...]:
    """The sentences that share most words with a claim; the one that it names, alone.

    A claim may put together what two sentences say, so each of its clauses counts by itself.
    """
    content, clauses, found = said.content, tuple(_clauses(said)), []
    for passage in passages:
        for number, (first, last) in enumerate(passage.sentences, 1):
            if named in (0, number):
                own = passage.content_of(first, last)
                whole = len(content & own) / max(1, len(content))
                share = max([whole, *(len(part & own) / len(part) for part in clauses)])
                found.append((whole, Sentence(passage, first, last, own, share)))
    found.sort(key=lambda pair: -pair[0])
    least = max(_FAINT, found[0][0] * _BESIDE) if found else 0
    near = (sentence for _, sentence in found if sentence.share >= least)
    return tuple(islice(near, _MOST_SENTENCES))


def _clauses(said: Passage) -> Iterator[frozenset[str]]:
    """The words of meaning of each clause that has enough of them to be told by."""
    joins, first = said.lexicon.phrases("joins_clauses"), 0
    for index, low in enumerate((*said.lows, ".")):
        if low in CLAUSE_ENDS or low in joins:
            own = [
                i for i in range(first, index) if said.stems[i] and said.tokens[i].text.islower()
            ]
            if len(own) >= _TELLING:
                yield said.content_of(first, index)
            first = index + 1


_TELLING = 2  # words of meaning that are no names

_LONGEST_SHOWN = 24  # words


def shortened(words: str) -> str:
    """A sentence as a hint shows it, cut at a length that can be read at a glance."""
    parts = words.split()
    if len(parts) <= _LONGEST_SHOWN:
        return words
    return " ".join(parts[:_LONGEST_SHOWN]) + " …"

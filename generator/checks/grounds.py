"""Each claim with the sentences that it may rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from msgspec import Struct

from generator.briefs.brief import Claim
from generator.checks.evidence import Evidence, Stated, cited_sentences
from generator.checks.support import Support, ranked, said_in
from generator.checks.tokens import Token, TokenText, of_source, take_apart
from generator.diagnostics import Span
from generator.language.lexicon import Lexicon
from generator.language.marks import marks_nested
from generator.seeds.places import named_together, paragraph_place
from generator.seeds.seed import Seed, SeedParagraph


class SourceSentence(Struct, frozen=True):
    """One sentence of a source: its tokens from `first` to `last`.

    `share` is the part of the claim's meaning that it has, from 0 to 1.
    """

    passage: TokenText
    first: int
    last: int
    share: float

    @property
    def content(self) -> frozenset[str]:
        """The stems that carry its meaning."""
        return self.passage.content_of(self.first, self.last)

    @property
    def words(self) -> str:
        start, end = self.passage.tokens[self.first].start, self.passage.tokens[self.last - 1].end
        return self.passage.text[start:end]


class Ground(Struct, frozen=True):
    """A claim and what it cites; `paragraphs` are of `seeds`, pairwise.

    `sentences` are those that the claim may rest on, the nearest first, and `numbers` names the
    paragraphs as messages do. `source` is the language of the sources if it is not the
    claim's, or hardly known; then only numbers can be compared.
    """

    claim: Claim
    said: TokenText
    seeds: tuple[Seed, ...]
    paragraphs: tuple[SeedParagraph, ...]
    passages: tuple[TokenText, ...]
    sentences: tuple[SourceSentence, ...]
    same_language: bool

    @property
    def cited(self) -> str:
        return as_cited(self.paragraphs)

    def told(self, one: str, several: str) -> str:
        """The paragraphs with a verb in the form that goes with their number: "¶¶ 3, 5 say"."""
        return f"{self.cited} {several if self.cited.startswith('¶¶') else one}"

    @property
    def to_read_again(self) -> str:
        """What a hint asks to read: the cited sentence nearest to the claim."""
        if not self.sentences:
            return f"no sentence of {self.cited} comes near this: is another paragraph meant?"
        return f"read {self.cited} again: “{hint_sentence(self.sentences[0].words)}”"

    def at(self, first: int, last: int) -> Span:
        """The place in the file of the claim's tokens from the first to behind the last."""
        tokens = self.said.tokens
        return self.claim.at(tokens[first].start, tokens[last - 1].end)

    def is_said(self, start: int, end: int) -> bool:
        """Whether a stretch of the claim is the author's account of the source.

        Words in quotation marks are compared by themselves; words such as `.by` are the brief's.
        """
        return not any(a < end and start < b for a, b in (*self.claim.quoted, *self.claim.own))

    def is_beside(self, span: Span) -> bool:
        """Whether a place is in a cell of a row whose bracket stands in another cell."""
        return any(span.meets(self.claim.at(start, end)) for start, end in self.claim.beside)

    def is_own(self, token: Token) -> bool:
        return any(a < token.end and token.start < b for a, b in self.claim.own)


def as_cited(paragraphs: Iterable[SeedParagraph]) -> str:
    """Paragraphs as messages name them: "¶2", "¶¶ 3, 5", "Art. 2(1)"."""
    return named_together(list(dict.fromkeys(map(paragraph_place, paragraphs))))


def grounds(evidence: Evidence) -> Iterator[Ground]:
    """Each claim that rests on seeds alone, in a language of which the numbers are known.

    The words of a record are not kept, so a claim that cites one is left to its reader.
    """
    for body in evidence.bodies:
        for claim in body.claims:
            lexicon = evidence.lexicons.counting(evidence.language_at(claim.span))
            ground = _ground(claim, evidence, lexicon) if lexicon else None
            if ground is not None:
                yield ground


def lexicon_for(evidence: Evidence, language: str) -> Lexicon | None:
    """The lexicon of a language with the house's own names added."""
    return evidence.lexicons.known(language)


def _ground(claim: Claim, evidence: Evidence, lexicon: Lexicon) -> Ground | None:
    """The claim with what it cites; None if that is nothing, or not in known words alone."""
    cited: list[tuple[Seed, SeedParagraph, TokenText]] = []
    stated: list[Stated] = []
    house = evidence.lexicons
    for seed, target in evidence.seeds_cited(claim):
        source = house.counting(seed.meta.language or evidence.language)
        if source is None:
            return None
        cited += (
            (seed, p, of_source(p.text, p.sentences, source)) for p in evidence.paragraphs(target)
        )
        stated += cited_sentences(seed, target, house, evidence.language_at(claim.span))
    if not cited:
        return None
    return Ground(
        claim=claim,
        said=take_apart(claim.text, lexicon),
        seeds=tuple(seed for seed, _, _ in cited),
        paragraphs=tuple(paragraph for _, paragraph, _ in cited),
        passages=tuple(passage for _, _, passage in cited),
        sentences=tuple(_near(ranked(said_in(claim, lexicon), stated))),
        same_language=lexicon.knows == "words" and all(p.lexicon is lexicon for _, _, p in cited),
    )


_FAINT = 0.15  # of the stems said: less is chance
_MOST_SENTENCES = 12  # that a claim may rest on: of a source that says the same over and over
_BESIDE = 0.6  # of the first one's share, for another sentence to be one the claim may rest on


def _near(ranks: tuple[Support, ...]) -> Iterator[SourceSentence]:
    """The sentences that a claim may rest on: the one it does rest on, and those near that."""
    best = ranks[0].share if ranks else 0.0
    if best < _FAINT:
        return
    near = (each for each in ranks if each is ranks[0] or each.share >= max(_FAINT, best * _BESIDE))
    for each in islice(near, _MOST_SENTENCES):
        stated = each.stated
        yield SourceSentence(stated.passage, stated.first, stated.last, each.share)


_LONGEST_SHOWN = 24  # words


def hint_sentence(words: str, at: int = 0) -> str:
    """A sentence as a hint shows it, cut to a length that can be read at a glance.

    The word at an offset is shown in any case.
    """
    parts = marks_nested(words).split()
    if len(parts) <= _LONGEST_SHOWN:
        return marks_nested(words)
    wanted = len(words[:at].split())
    first = max(0, min(wanted - _LONGEST_SHOWN // 2, len(parts) - _LONGEST_SHOWN))
    last = first + _LONGEST_SHOWN
    shown = " ".join(parts[first:last])
    return ("… " if first else "") + shown + (" …" if last < len(parts) else "")

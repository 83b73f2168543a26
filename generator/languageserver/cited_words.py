"""The words that a citation leads to, as an editor shows them beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.briefs.brief import Claim, RecordRef, SeedRef
from generator.checks.evidence import Evidence, Stated, cited_sentences
from generator.checks.support import ranked, resting, said_in
from generator.languageserver.cited_from import CitedThing
from generator.seeds.places import about_seed, paragraph_place
from generator.seeds.records import Record
from generator.seeds.seed import Seed

_MOST = 40  # sentences: an editor shows no more at a time


def words_cited(cited: CitedThing, evidence: Evidence) -> str:
    """The source of a citation and the words that it cites, in Markdown; "" if it has none.

    The sentence that the claim rests on is strong.
    """
    if isinstance(cited.target, RecordRef):
        record = evidence.records.get(cited.target.id)
        return "\n\n".join(_record_words(record)) if record else ""
    seed = evidence.seeds.get(cited.target.key)
    return "\n\n".join(_seed_words(seed, cited, cited.target, evidence)) if seed else ""


def _seed_words(
    seed: Seed, cited: CitedThing, target: SeedRef, evidence: Evidence
) -> Iterator[str]:
    yield _titled(seed.meta.title, about_seed(seed))
    stated = tuple(cited_sentences(seed, target, evidence.lexicons, evidence.language))
    claim = next((each for each in evidence.claims if each.group is cited.group), None)
    best = _rested_on(claim, stated, evidence) if cited.group else frozenset()
    for number in dict.fromkeys(each.paragraph.number for each in stated[:_MOST]):
        own = [each for each in stated[:_MOST] if each.paragraph.number == number]
        yield f"{paragraph_place(own[0].paragraph)}\n\n> {' '.join(_sentences(own, best))}"
    if len(stated) > _MOST:
        yield "…"


def _rested_on(
    claim: Claim | None, stated: Iterable[Stated], evidence: Evidence
) -> frozenset[tuple[int, int]]:
    """The places of the sentences that a claim rests on; none that share no word with it."""
    said = said_in(claim, evidence.lexicons.of(evidence.language))
    ranks = tuple(each for each in ranked(said, stated) if each.shared or each.quoted)
    return frozenset(each.stated.place for each in resting(ranks)) if ranks else frozenset()


def _sentences(stated: Iterable[Stated], best: frozenset[tuple[int, int]]) -> Iterator[str]:
    for each in stated:
        words = _as_plain_markdown(each.sentence.text)
        yield f"**{words}**" if each.place in best else words


def _record_words(record: Record) -> Iterator[str]:
    about = " · ".join(filter(None, (record.author, record.publisher, record.date, record.note)))
    yield _titled(record.title, about)
    yield from (f"> {_as_plain_markdown(words.text)}" for words in record.quote)
    if record.url:
        yield f"<{record.url}>"


def _titled(title: str, about: str) -> str:
    return f"**{_as_plain_markdown(title)}**" + (
        f"  \n{_as_plain_markdown(about)}" if about else ""
    )


def _as_plain_markdown(words: str) -> str:
    """Words for Markdown, which are shown as they are."""
    return re.sub(r"([\\`*_{}\[\]<>#|~!&])", r"\\\1", " ".join(words.split()))

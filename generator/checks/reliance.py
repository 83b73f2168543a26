"""What a brief relies on, and where to read again: notes for a reviewer, not faults."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from generator.briefs.brief import Body, Role, SeedRef
from generator.briefs.claims import statements_in
from generator.checks.evidence import Evidence
from generator.checks.grounds import Ground
from generator.diagnostics import Diagnostic, Span, codes, diagnose
from generator.language.counting import and_more
from generator.language.folding import digest
from generator.markdown.syntax import Node, words_aloud
from generator.seeds.places import cited_as, named_together, paragraph_place
from generator.seeds.seed import Seed, SeedParagraph

_FEW = 0.25  # of a claim's words of meaning in what it cites
_HARDLY = 5  # times more words are in another paragraph cited
_TELLING = 5  # words of meaning, from which on their share tells something
_OWN: tuple[Role, ...] = ("judgement", "recommendation", "caveat")  # not the source's account
_MOST_SHOWN = 5  # of the weakest claims
_ENOUGH_CITATIONS = 4  # to say how they are spread


def claims_with_few_words_of_their_source(each: Iterable[Ground]) -> Iterator[Diagnostic]:
    """The weakest claims of a brief. A score says only where to look, not what is wrong."""
    found: list[tuple[float, Ground]] = []
    for ground in each:
        said = ground.said.content
        if not ground.same_language or ground.claim.quotations or ground.claim.role in _OWN:
            continue
        cited = frozenset().union(*(passage.content for passage in ground.passages))
        share = len(said & cited) / max(1, len(said))
        if len(said) >= _TELLING and share < _FEW:
            found.append((share, ground))
    found.sort(key=lambda weak: (weak[0], weak[1].claim.span))
    for share, ground in found[:_MOST_SHOWN]:
        count = len(ground.said.content)
        has = round(share * count)
        stand = "stands" if has == 1 else "stand"
        message = f"only {has} of the {count} words that carry this claim {stand} in {ground.cited}"
        if not has:
            message = f"none of the {count} words that carry this claim stand in {ground.cited}"
        hint = f"{ground.to_read_again} Or take the bracket away, if this is your own reading"
        yield diagnose(codes.FEW_WORDS_SHARED, message, ground.claim.span, hint=hint)


def no_range_is_wider_than_needed(each: Iterable[Ground]) -> Iterator[Diagnostic]:
    """A paragraph cited beside another, of which the words of a bracket have hardly any."""
    brackets: dict[Span, list[Ground]] = {}  # that of a block quotation closes several claims
    for ground in each:
        if len(ground.paragraphs) > 1 and ground.claim.role not in _OWN and ground.claim.group:
            brackets.setdefault(ground.claim.group.span, []).append(ground)
    for span, grounds in brackets.items():
        said = frozenset().union(*(ground.said.content for ground in grounds))
        cited = zip(grounds[0].paragraphs, grounds[0].passages, strict=True)
        shared = [(p, len(said & passage.content), passage) for p, passage in cited]
        most = max(has for _, has, _ in shared)
        idle = [
            paragraph
            for paragraph, has, passage in shared
            if has * _HARDLY < min(most, len(passage.content))
        ]
        if idle and len(idle) < len(shared):
            message = f"hardly a word of {_places_named(idle)} is in this claim"
            hint = "cite only the paragraphs that it rests on"
            yield diagnose(codes.WIDE_RANGE, message, span, hint=hint)


def every_sentence_cites_where_it_must(evidence: Evidence) -> Iterator[Diagnostic]:
    """In the parts that the template's rules name as sourced."""
    wanted = {name.casefold() for name in evidence.rules.sourced}
    if not wanted:
        return
    for name, nodes in _parts(evidence):
        if name.casefold() not in wanted:
            continue
        for text, span, groups in statements_in(nodes, evidence.brief.body.groups):
            if not groups and any(map(str.isalnum, text)):
                message = f"this sentence cites nothing; in “{name}” each has to"
                hint = "close it with the paragraph that it rests on: [@key, ¶2]"
                yield diagnose(codes.UNCITED_SENTENCE, message, span, hint=hint)


def _parts(evidence: Evidence) -> Iterator[tuple[str, tuple[Node, ...]]]:
    """The parts of a brief by name, and its sections both all together and by their headings."""
    brief = evidence.brief
    yield "summary", brief.summary
    yield "glance", brief.glance
    yield "judgements", tuple(block for point in brief.key_points for block in point.blocks)
    yield "sections", brief.sections
    yield "decision", brief.decision
    yield "gaps", brief.gaps
    yield "recommendations", brief.recommendations
    title, held = "", list[Node]()
    for node in brief.sections:
        if node.kind == "heading":
            yield title, tuple(held)
            title, held = words_aloud(node.children).strip(), []
        else:
            held.append(node)
    yield title, tuple(held)


def every_source_is_used(evidence: Evidence) -> Iterator[Diagnostic]:
    """Paragraphs that nothing cites, and a paragraph that most citations name."""
    brief = evidence.brief
    counts, total = _count_citations(evidence, brief.body)
    if total < _ENOUGH_CITATIONS:
        return
    used = {place for body in evidence.bodies for place in _count_citations(evidence, body)[0]}
    for index, key in enumerate(brief.front.seeds):
        seed = evidence.seeds.get(key)
        if seed is None:
            continue
        place = brief.places.get(f"seeds.{index}", Span.at(brief.file))
        unused = [
            p for p in seed.paragraphs if (key, p.number) not in used and not _is_headline(p, seed)
        ]
        if unused:
            are = "is" if len(unused) == 1 else "are"
            message = f"{_places_named(unused)} of {key} {are} never cited"
            hint = f"does anything there speak against the brief? `brief seed show {key}`"
            yield diagnose(codes.PARAGRAPH_NEVER_CITED, message, place, hint=hint)
        heavy = [number for number in seed.numbers if counts[key, number] * 2 > total]
        if len(heavy) == 1 and len(seed.numbers) > 1:
            share = counts[key, heavy[0]] / total
            message = f"{cited_as(heavy[0], seed)} of {key} carries {share:.0%} of all citations"
            hint = "see what the brief would be without it"
            yield diagnose(codes.LOPSIDED, message, place, hint=hint)


def _is_headline(paragraph: SeedParagraph, seed: Seed) -> bool:
    """Whether a paragraph is the title of its source or of a part of it, and argues nothing."""
    return paragraph.kind == "heading" or paragraph.digest == digest(seed.meta.title)


def _count_citations(evidence: Evidence, body: Body) -> tuple[Counter[tuple[str, str]], int]:
    """How often each paragraph of a seed is cited, and how many citations there are."""
    counts: Counter[tuple[str, str]] = Counter()
    total = 0
    for group in body.groups.values():
        for citation in group.citations:
            if isinstance(citation.target, SeedRef):
                total += 1
                key = citation.target.key
                counts.update((key, p.number) for p in evidence.paragraphs(citation.target))
    return counts, total


_MOST_NAMED = 8


def _places_named(paragraphs: Sequence[SeedParagraph]) -> str:
    places = list(map(paragraph_place, paragraphs))
    return named_together(places[:_MOST_NAMED]) + and_more(len(places), _MOST_NAMED)

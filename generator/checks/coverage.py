"""What a brief uses of its sources, and how much of it rests on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from generator.briefs.brief import Brief, CitationGroup, RecordRef
from generator.briefs.claims import statements_in
from generator.checks.tracing import Trace
from generator.diagnostics import Span
from generator.markdown.syntax import Node, words_aloud
from generator.seeds.places import paragraph_place
from generator.seeds.seed import Seed, SeedParagraph


class ParagraphUse(Struct, frozen=True):
    """What rests on a paragraph: the notes that cite it, and the key points that these are in.

    `unused` are the sentences that no note shows as its evidence, from 1. `place` is how the source
    counts it: "Art. 5(2)".
    """

    number: str
    place: str
    text: str
    notes: tuple[int, ...]
    points: tuple[int, ...]
    sentences: int
    unused: tuple[int, ...]


class SeedUse(Struct, frozen=True):
    key: str
    title: str
    paragraphs: tuple[ParagraphUse, ...]


class SectionUse(Struct, frozen=True):
    """A part of the brief: its sentences (a row of a table counts as one), and those that cite."""

    title: str
    sentences: int
    cited: int


class Coverage(Struct, frozen=True):
    brief: str
    notes: int
    seeds: tuple[SeedUse, ...]
    records: Mapping[str, tuple[int, ...]]  # the notes that cite each
    sections: tuple[SectionUse, ...]


def coverage_of(brief: Brief, seeds: Iterable[Seed], traces: tuple[Trace, ...]) -> Coverage:
    """Which notes and sentences rest on which paragraphs."""
    return Coverage(
        brief=brief.slug,
        notes=len({trace.note for trace in traces}),
        seeds=tuple(_seed_use(seed, traces) for seed in seeds),
        records=_records_used(traces),
        sections=tuple(_sections(brief)),
    )


def _seed_use(seed: Seed, traces: tuple[Trace, ...]) -> SeedUse:
    uses = tuple(_paragraph_use(seed.key, paragraph, traces) for paragraph in seed.paragraphs)
    return SeedUse(seed.key, seed.meta.title, uses)


def _paragraph_use(key: str, paragraph: SeedParagraph, traces: tuple[Trace, ...]) -> ParagraphUse:
    citing: list[Trace] = []
    shown: set[int] = set()
    for trace in traces:
        held = [s for c in trace.citations if c.key == key for s in c.sentences]
        own = [sentence for sentence in held if sentence.paragraph == paragraph.number]
        if own:
            citing.append(trace)
        shown.update(sentence.number for sentence in own if sentence.shown)
    count = len(paragraph.sentences)
    return ParagraphUse(
        number=paragraph.number,
        place=paragraph_place(paragraph),
        text=paragraph.text,
        notes=tuple(dict.fromkeys(trace.note for trace in citing)),
        points=tuple(sorted({trace.point for trace in citing if trace.point})),
        sentences=count,
        unused=tuple(number for number in range(1, count + 1) if number not in shown),
    )


def _records_used(traces: Iterable[Trace]) -> dict[str, tuple[int, ...]]:
    cited: dict[str, dict[int, None]] = {}
    for trace in traces:
        for citation in trace.citations:
            if isinstance(citation.citation.target, RecordRef):
                cited.setdefault(citation.citation.target.id, {})[trace.note] = None
    return {name: tuple(notes) for name, notes in sorted(cited.items())}


# --- the brief's own sentences ----------------------------------------------------------


def _sections(brief: Brief) -> Iterator[SectionUse]:
    groups = brief.body.groups
    points = tuple(node for point in brief.key_points for node in point.blocks)
    parts = [
        ("summary", brief.summary),
        ("figures", brief.glance),
        ("key points", points),
        ("decision", brief.decision),
        *_by_heading(brief.sections),
        ("gaps", brief.gaps),
        ("recommendations", brief.recommendations),
    ]
    for title, nodes in parts:
        use = _section(title, nodes, groups)
        if use.sentences:
            yield use


def _section(
    title: str, nodes: tuple[Node, ...], groups: Mapping[Span, CitationGroup]
) -> SectionUse:
    cited = [bool(held) for _, _, held in statements_in(nodes, groups)]
    return SectionUse(title, len(cited), sum(cited))


def _by_heading(nodes: Iterable[Node]) -> Iterator[tuple[str, tuple[Node, ...]]]:
    title, held = "(before the first heading)", list[Node]()
    for node in nodes:
        if node.kind == "heading":
            yield title, tuple(held)
            title, held = words_aloud(node.children).strip(), []
        else:
            held.append(node)
    yield title, tuple(held)

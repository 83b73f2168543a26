"""Which paragraph of a source carries which key point, made from the citations themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.document import Block, ColumnAlignment, Inline, Link, Paragraph, Table, Text
from generator.layout.notes import mark_anchor, source_anchor
from generator.seeds.seed import Seed
from generator.templates.labels import Labels

Cell = tuple[Inline, ...]


def evidence_map(
    seed: Seed,
    cited_in: Mapping[tuple[str, str], Sequence[int]],
    key_point_of: Mapping[int, int],
    labels: Labels,
) -> Iterator[Block]:
    """A table of the paragraphs cited: under each key point its notes, then those elsewhere.

    `key_point_of` leads from a note to the key point it stands in, both counted from 1.
    """
    points = sorted(set(key_point_of.values()))
    cited = [p.number for p in seed.paragraphs if cited_in.get((seed.key, p.number))]
    names = ("map_paragraph", *("map_point" for _ in points), "map_elsewhere")
    header = tuple(
        (Text(labels.word(name, number=points[i - 1] if name == "map_point" else 0)),)
        for i, name in enumerate(names)
    )
    rows = tuple(
        (
            (Link((Text(f"¶{number}"),), f"#{source_anchor(seed.key, number)}"),),
            *_evidence_row(cited_in[seed.key, number], key_point_of, points),
        )
        for number in cited
    )
    if rows:
        left: ColumnAlignment = "left"
        yield Table(header, rows, (left,) * len(header))
    unused = [f"¶{number}" for number in seed.numbers if number not in cited]
    word = labels.word("map_unused", paragraphs=labels.listed(unused))
    yield Paragraph((Text(word if unused else labels.word("map_all_used")),), "small")


def _evidence_row(
    notes: Sequence[int], key_point_of: Mapping[int, int], points: Sequence[int]
) -> Iterator[Cell]:
    for point in (*points, None):
        yield _links([note for note in notes if key_point_of.get(note) == point])


def _links(notes: Sequence[int]) -> Cell:
    parts: list[Inline] = []
    for index, note in enumerate(notes):
        if index:
            parts.append(Text(", "))
        parts.append(Link((Text(str(note)),), f"#{mark_anchor(note)}"))
    return tuple(parts) or (Text("–"),)

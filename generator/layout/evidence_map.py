"""Which key point rests on which paragraph of a source, made from the citations themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.briefs.brief import KeyPoint
from generator.document import Block, Inline, Link, Paragraph, Table, Text
from generator.layout.layout_words import basis_of
from generator.layout.notes import NoteWriter
from generator.layout.numbering import Numbers
from generator.layout.references import mark_anchor, source_anchor
from generator.layout.seed_places import paragraph_named, paragraph_runs, paragraphs_named
from generator.markdown.syntax import walk
from generator.seeds.seed import Seed
from generator.templates.labels import Labels

Cell = tuple[Inline, ...]


def evidence_map(
    writer: NoteWriter, seed: Seed, points: Iterable[KeyPoint], numbers: Numbers
) -> Iterator[Block]:
    """A row for each key point and each paragraph it cites, with its notes; then what is left.

    A source that no key point cites has no table.
    """
    labels, key_point_of = writer.labels, _key_point_of(points, numbers)
    notes = {number: writer.cited_in.get((seed.key, number), ()) for number in seed.numbers}
    rows = tuple(_map_rows(seed, labels, notes, key_point_of))
    if rows:
        names = ("key_points", "map_paragraph", "map_notes")
        header = tuple((Text(labels.word(name)),) for name in names)
        yield Table(header, rows, ("left", "left", "left"))
    carrying = {number for number, own in notes.items() if key_point_of.keys() & {*own}}
    yield Paragraph((Text(_left(seed, labels, notes, carrying)),), "small")


def _key_point_of(points: Iterable[KeyPoint], numbers: Numbers) -> Mapping[int, int]:
    """For each note in a key point the number of that; both count from 1."""
    return {
        numbers.notes[node.span]: number
        for number, point in enumerate(points, 1)
        for node in walk((*point.blocks, *basis_of(point)))
        if node.span in numbers.notes
    }


def _map_rows(
    seed: Seed,
    labels: Labels,
    notes: Mapping[str, Sequence[int]],
    key_point_of: Mapping[int, int],
) -> Iterator[tuple[Cell, ...]]:
    for point in sorted(set(key_point_of.values())):
        for number, every in notes.items():
            own = [note for note in every if key_point_of.get(note) == point]
            if own:
                named = (Text(labels.word("map_point", number=point)),)
                target = f"#{source_anchor(seed.key, number)}"
                place = Link((Text(paragraph_named(seed, labels, number)),), target)
                yield named, (place,), _links(own)


def _left(
    seed: Seed, labels: Labels, notes: Mapping[str, Sequence[int]], carrying: set[str]
) -> str:
    """The paragraphs that are cited, but carry no key point, and those that are never cited."""
    elsewhere = [
        paragraph_named(seed, labels, number)
        for number, own in notes.items()
        if own and number not in carrying
    ]
    unused = list(_unused(seed, labels, notes))
    said = f"{labels.word('map_elsewhere')}: {labels.listed(elsewhere)}." if elsewhere else ""
    word = labels.word("map_unused", paragraphs=labels.listed(unused))
    return f"{said} {word if unused else labels.word('map_all_used')}".strip()


def _unused(seed: Seed, labels: Labels, notes: Mapping[str, Sequence[int]]) -> Iterator[str]:
    """The paragraphs without notes in words; three or more in a row as one place."""
    for run in paragraph_runs(seed, lambda one: not notes[one.number]):
        first, last = run[0].number, run[-1].number
        if len(run) > 2:
            yield paragraphs_named(seed, labels, first, last)
        elif not notes[first]:
            yield from (paragraph_named(seed, labels, one.number) for one in run)


def _links(notes: Sequence[int]) -> Cell:
    parts: list[Inline] = []
    for index, note in enumerate(notes):
        if index:
            parts.append(Text(", "))
        parts.append(Link((Text(str(note)),), f"#{mark_anchor(note)}"))
    return tuple(parts)

"""The passages of a document as the manifest lists them: words, lines, links and anchors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import to_builtins

from generator.manifest.links import SaidLink, links_of
from generator.manifest.passages import Passage, passage_id
from generator.manifest.source_lines import source_lines

Entry = dict[str, Any]


def passage_entries(
    body: Sequence[Passage],
    notes: Sequence[Sequence[Passage]],
    anchors: Mapping[str, int],
    file: str,
) -> tuple[list[Entry], list[list[Entry]]]:
    """The entries of the body's passages, and those of each note's; `file` as spans name it.

    `anchors` lead to passages as in `anchors_of`.
    """
    every = [*body, *(passage for said in notes for passage in said)]
    links = [tuple(links_of(passage, anchors)) for passage in every]
    led_to = {link.target[1:] for each in links for link in each if link.target[0] == "#"}
    at: dict[int, list[str]] = {}
    for anchor in sorted(led_to):
        at.setdefault(anchors[anchor], []).append(anchor)
    entries = [_passage_entry(*each, file) for each in zip(every, links, strict=True)]
    for place, own in at.items():
        entries[place]["anchors"] = own
    for place in range(len(body)):
        entries[place]["id"] = passage_id(place + 1)
    said = iter(entries[len(body) :])
    return entries[: len(body)], [[next(said) for _ in each] for each in notes]


def _passage_entry(passage: Passage, links: tuple[SaidLink, ...], file: str) -> Entry:
    entry: Entry = {"role": passage.role, "text": passage.pieces}
    if passage.point:
        entry["point"] = passage.point
    if lines := source_lines(passage, file):
        entry["place"] = lines
    if links:
        entry["links"] = to_builtins(links)
    return entry

"""What may be written at the cursor: keys, places and words of sources, classes, front matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.checks.classes import known_classes
from generator.diagnostics import BriefError, Position, Span
from generator.language.counting import counted
from generator.languageserver.editor_text import EditorText
from generator.languageserver.front_proposals import front_proposals
from generator.languageserver.place_proposals import Typed, places_numbered, places_worded
from generator.languageserver.proposal import Proposal
from generator.markdown.syntax import walk, words_aloud
from generator.pipeline.library import Library
from generator.pipeline.reading import Reading
from generator.seeds.places import about_seed
from generator.seeds.seed import Seed

_CITING = re.compile(
    r"(?<![\w\\])-?(?P<at>@)(?P<key>[^\s\[\]@;,]*)"
    r"(?P<between>\s*,\s*|\s+\[|\s+)?(?P<words>(?(between)[^\[\]@;]*))$"
)
_CLASS = re.compile(r"\{[^{}]*?\.(?P<name>[\w-]*)$")


def proposals_at(
    text: EditorText, at: Position, library: Library, reading: Reading
) -> Iterator[Proposal]:
    """What may be written at a position of a brief, the likeliest first."""
    before = text.before(at)
    line = before.rpartition("\n")[2]
    if _is_front(before):
        yield from front_proposals(before, at, library)
    elif found := _CITING.search(before.rpartition("\n\n")[2]):
        yield from _of_citation(text, at, found, library, reading)
    elif found := _CLASS.search(line):
        kind = "div" if line.lstrip().startswith(":::") else "bracketed"
        span = Span("", Position(at.line, found.start("name") + 1), at)
        for name in known_classes(kind, reading.evidence.rules):
            yield Proposal("class", name, name, span)


def _is_front(before: str) -> bool:
    first, *lines = map(str.rstrip, before.split("\n"))
    return bool(lines) and first == "---" and not {"---", "..."}.intersection(lines[:-1])


# --- citations --------------------------------------------------------------------------


def _of_citation(
    text: EditorText, at: Position, found: re.Match[str], library: Library, reading: Reading
) -> Iterator[Proposal]:
    said, key, between = found.string, found["key"].strip("{}"), found["between"]
    start = found.start("at") - (said.rfind("\n") + 1)
    before = said[: found.start()]
    in_text = "[" in (between or "")
    is_open = in_text or before.rfind("[") > before.rfind("]")
    if start < 0 or (between and not is_open):
        return  # an editor replaces words of one line only; and running text is no citation
    closes = "]" if is_open and "]" not in text.behind(at).partition("[")[0] else ""
    span = Span("", Position(at.line, start + 1), at)
    words = found["words"] or ""
    seed = _seed(library, key) if between else None
    if seed is None:
        words = f"{key} {words}" if between else key
    typed = Typed(words, span, in_text=in_text, closes=closes)
    if between is None:
        yield from _keys(key.casefold(), span, is_open, library, reading)
    if seed is not None:
        yield from _of_places(typed, seed, reading)
    elif is_open and len(key) >= _WORTH_SEARCHING:
        yield from places_worded(typed, _seeds_at_hand(library, reading), reading.evidence)


_WORTH_SEARCHING = 3  # letters: two stand in each sentence


def _of_places(typed: Typed, seed: Seed, reading: Reading) -> Iterator[Proposal]:
    numbered = tuple(places_numbered(typed, seed))
    yield from numbered or places_worded(typed, [seed], reading.evidence)


def _keys(
    typed: str, span: Span, is_open: bool, library: Library, reading: Reading
) -> Iterator[Proposal]:
    """Seeds, those that the brief names first; then records; then its tables and figures.

    Those are left out in whose key and title nothing is as typed.
    """
    for key in dict.fromkeys((*_at_hand(library, reading), *library.seed_keys())):
        seed = _seed(library, key)
        if seed and typed in f"{key} {seed.meta.title}".casefold():
            detail = f"{seed.meta.title} · {counted(len(seed.paragraphs), 'paragraph')}"
            written = f"@{key}, " if is_open else f"@{key}"
            yield Proposal("source", f"@{key}", written, span, detail, about_seed(seed))
    for name, held in library.records().own.items():
        record = held.record
        if record and typed in f"{name} {record.title}".casefold():
            more = " · ".join(filter(None, (record.author, record.publisher, record.date)))
            yield Proposal("record", f"@{name}", f"@{name}", span, record.title, more)
    for node in walk(reading.evidence.brief.body.blocks):
        if node.identifier.startswith(("tbl-", "fig-")) and typed in node.identifier:
            name = f"@{node.identifier}"
            yield Proposal("record", name, name, span, words_aloud(node.children)[:80])


def _at_hand(library: Library, reading: Reading) -> Iterable[str]:
    """The keys of the seeds that a brief names; of all, where its front matter names none."""
    return reading.evidence.brief.front.seeds or library.seed_keys()


def _seeds_at_hand(library: Library, reading: Reading) -> list[Seed]:
    return [seed for key in _at_hand(library, reading) if (seed := _seed(library, key))]


def _seed(library: Library, key: str) -> Seed | None:
    """The seed with a key; None if there is none, or it is damaged: the checks say so."""
    try:
        return library.seed(key)
    except BriefError:
        return None

"""What may be written at the cursor: keys, places and words of sources, classes, front matter."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Literal

from msgspec import Struct

from generator.checks.citing import places_to_cite
from generator.checks.classes import known_classes
from generator.checks.evidence import Evidence
from generator.diagnostics import BriefError, Position, Span
from generator.document.markings import TLP
from generator.language.counting import counted
from generator.language.folding import fold
from generator.language.scales import SCALES
from generator.languageserver.editor_text import EditorText
from generator.markdown.syntax import walk, words_aloud
from generator.pipeline.library import Library
from generator.pipeline.reading import Reading
from generator.recall.once import remembered
from generator.seeds.places import about_seed, paragraph_place
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
    for node in walk(reading.evidence.brief.body.markdown.blocks):
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


# --- places in sources ------------------------------------------------------------------


MOST = 200
"""The most places to offer at once; with a word or a number more, others are offered."""

_MOST_WORDED = 20
_SHOWN = 72  # characters of its words that a list shows of a place


class Typed(Struct, frozen=True):
    """A citation up to the cursor: the words to look for, and what a proposal replaces.

    `in_text` says that its locator stands in brackets of its own, `@key [¶3]`; `closes` is the
    bracket to write behind it where there is none yet.
    """

    words: str
    span: Span
    in_text: bool
    closes: str

    def citing(self, key: str, place: str) -> str:
        """The citation of a place, in the form that was begun."""
        return f"@{key}{' [' if self.in_text else ', '}{place}{self.closes}"


class _Place(Struct, frozen=True):
    """A paragraph of a source or a sentence of one: how it is cited, and its words."""

    key: str
    place: str
    words: str
    folded: str
    is_sentence: bool


def places_numbered(typed: Typed, seed: Seed) -> Iterator[Proposal]:
    """The places of a seed whose number begins as typed; all, where nothing is."""
    wanted = _squeezed(typed.words)
    named = [place for place in _places(seed) if _squeezed(place.place).startswith(wanted)]
    return (_proposal(place.key, place.place, place.words, typed) for place in named[:MOST])


def places_worded(typed: Typed, seeds: Sequence[Seed], evidence: Evidence) -> Iterator[Proposal]:
    """The sentences of seeds that have the words typed: first word for word, then the closest."""
    wanted = _lookup_form(typed.words.replace("¶", " "))
    if not wanted:
        return
    every = (place for seed in seeds for place in _places(seed))
    exact = [place for place in every if place.is_sentence and wanted in place.folded]
    told: dict[tuple[str, str], str] = {(e.key, e.place): e.words for e in exact[:_MOST_WORDED]}
    for near in places_to_cite(typed.words, seeds, evidence.lexicons, evidence.language):
        told.setdefault((near.key, near.place), near.text)
    for (key, place), words in told.items():
        yield _proposal(key, place, words, typed)


def _proposal(key: str, place: str, words: str, typed: Typed) -> Proposal:
    shown = textwrap.shorten(words, _SHOWN, placeholder=" …")
    replacement = typed.citing(key, place)
    return Proposal("place", f"{place}  {shown}", replacement, typed.span, f"@{key}", words)


@remembered
def _places(seed: Seed) -> tuple[_Place, ...]:
    """Every place of a seed, in order; each key press asks for them."""
    return tuple(_places_of(seed))


def _places_of(seed: Seed) -> Iterator[_Place]:
    for paragraph in seed.paragraphs:
        place = paragraph_place(paragraph)
        yield _Place(
            seed.key, place, paragraph.text, _lookup_form(paragraph.text), is_sentence=False
        )
        for number, each in enumerate(paragraph.sentences, 1):
            named = f"{place} s{number}"
            yield _Place(seed.key, named, each.text, _lookup_form(each.text), is_sentence=True)


def _lookup_form(words: str) -> str:
    return " ".join(fold(words).casefold().split())


def _squeezed(place: str) -> str:
    return re.sub(r"[\s¶§.,]+", "", place).casefold()


# --- in the front matter ----------------------------------------------------------------


ProposedKind = Literal["source", "record", "place", "class", "field", "value"]


class Proposal(Struct, frozen=True):
    """Words to write in place of those at `span`. `label` is what a list of proposals shows.

    `detail` is a line about it, `more` what there is to read before choosing it.
    """

    kind: ProposedKind
    label: str
    replacement: str
    span: Span
    detail: str = ""
    more: str = ""


_KEY = re.compile(r"(?P<key>[a-z0-9_]*)$")
_VALUE = re.compile(
    r"(?P<key>[a-z0-9_]+):\s+[\[\"']*(?:[^\[\]]*,\s*[\"']?)?(?P<value>[^\[\],\"']*)$"
)
_ITEM = re.compile(r"\s*-\s+[\"']?(?P<value>[^\"']*)$")


def front_proposals(before: str, at: Position, library: Library) -> Iterator[Proposal]:
    """What may stand at a position of the front matter, of which `before` is the text up to it."""
    *lines, line = before.split("\n")
    if found := _KEY.fullmatch(line):
        span = Span("", Position(at.line, 1), at)
        own = {name: one.label for name, one in library.workspace.settings.fields.items()}
        for key, detail in {**_field_descriptions(), **own}.items():
            if not any(each.startswith(f"{key}:") for each in lines):
                yield Proposal("field", key, f"{key}: ", span, detail)
        return
    found = _VALUE.fullmatch(line) or _ITEM.fullmatch(line)
    if found is None:
        return
    key = found.groupdict().get("key") or _key_above(lines)
    span = Span("", Position(at.line, found.start("value") + 1), at)
    for value, detail in _values(key, library).items():
        yield Proposal("value", value, value, span, detail)


@cache
def _field_descriptions() -> Mapping[str, str]:
    """Each key of the front matter, and what it is for."""
    from generator.actions.schemas import SCHEMAS

    properties: Mapping[str, Any] = SCHEMAS["brief"]()["properties"]
    return {key: said.get("description", "") for key, said in properties.items()}


def _key_above(lines: list[str]) -> str:
    """The key of the list that the next line is an item of."""
    for line in reversed(lines):
        if not line.lstrip().startswith("-"):
            return line.partition(":")[0]
    return ""


def _values(key: str, library: Library) -> Mapping[str, str]:
    """The values that a key may have, where they can be named, and what each means."""
    match key:
        case "seeds":
            return dict.fromkeys(library.seed_keys(), "")
        case "template":
            return dict.fromkeys(library.workspace.templates, "")
        case "scale":
            return dict.fromkeys(SCALES, "")
        case "marking":
            return dict.fromkeys((*TLP, *library.workspace.settings.markings), "")
        case _ if key in library.workspace.settings.fields:
            return dict.fromkeys(library.workspace.settings.fields[key].choices, "")
        case _:
            return {}

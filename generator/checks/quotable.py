"""What can be quoted, and where quoted words come from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby

from msgspec import Struct

from generator.briefs.brief import RecordRef, SeedRef
from generator.checks.evidence import Evidence
from generator.checks.matching import chunks, is_quoted_from
from generator.language.folding import fold, without_note_marks
from generator.language.marks import marks_nested
from generator.language.sentences import Sentence, sentences
from generator.seeds.places import paragraph_place
from generator.seeds.records import Record
from generator.seeds.seed import Seed, SeedParagraph


class QuotablePassage(Struct, frozen=True):
    """Words of a source, what messages call them (empty if another names them), and whose.

    `sentences` are those that its edition counts, if it is of one.
    """

    label: str
    text: str
    key: str = ""
    sentences: tuple[Sentence, ...] = ()


def passages_of(target: SeedRef | RecordRef, evidence: Evidence) -> Iterator[QuotablePassage]:
    """What a citation points at: sentences where it names some, else paragraphs.

    Paragraphs that follow one another are a passage of their own, too. Of a record it is what a
    person has read in it. The headline of either may be quoted.
    """
    if isinstance(target, RecordRef):
        record = evidence.records.get(target.id)
        yield from passages_of_record(target.id, record) if record else ()
        return
    paragraphs = list(evidence.paragraphs(target))
    for paragraph in paragraphs:
        if target.pins(paragraph.number):
            yield from _pinned(target, paragraph)
        else:
            yield _whole_paragraph(paragraph, target.key)
    if len(paragraphs) > 1 and len(target.ranges) == 1:
        yield QuotablePassage("", "\n".join(p.text for p in paragraphs), target.key)
    if paragraphs:
        yield QuotablePassage("", evidence.seeds[target.key].meta.title, target.key)


def _whole_paragraph(paragraph: SeedParagraph, key: str) -> QuotablePassage:
    return QuotablePassage(paragraph_place(paragraph), paragraph.text, key, paragraph.sentences)


def _pinned(target: SeedRef, paragraph: SeedParagraph) -> Iterator[QuotablePassage]:
    """The sentences of a paragraph that a citation names, each row of them as one."""
    each = enumerate(paragraph.sentences, 1)
    numbered = [(count, part) for count, part in each if target.takes(paragraph.number, count)]
    for _, row in groupby(enumerate(numbered), key=lambda entry: entry[1][0] - entry[0]):
        numbers, parts = zip(*(entry for _, entry in row), strict=True)
        first, last = numbers[0], numbers[-1]
        sign = f"s{first}" if first == last else f"s{first}-{last}"
        text = paragraph.text[parts[0].start : parts[-1].end]
        yield QuotablePassage(f"{paragraph_place(paragraph)} {sign}", text, target.key, parts)


def passages_of_record(name: str, record: Record) -> Iterator[QuotablePassage]:
    """The words that a person has read in a record, and its headline."""
    yield from (QuotablePassage(name, words.text, name) for words in record.quote)
    if record.headline:
        yield QuotablePassage("", record.headline, name)


def named(passages: Iterable[QuotablePassage]) -> str:
    """The passages as messages name them: ¶3, or ¶¶ 3, 5."""
    labels = list(dict.fromkeys(passage.label for passage in passages if passage.label))
    if len(labels) == 1:
        return labels[0]
    numbers = [label.removeprefix("¶") for label in labels if label.startswith("¶")]
    others = [label for label in labels if not label.startswith("¶")]
    return " or ".join([*(["¶¶ " + ", ".join(numbers)] if numbers else []), *others])


# --- where words come from --------------------------------------------------------------


def found_elsewhere(quotation: str, keys: Iterable[str], evidence: Evidence) -> str | None:
    """The first place that has the words: in the sources named, then in those of the brief."""
    first = list(keys)
    for key in dict.fromkeys([*first, *evidence.sources]):
        place = _found_in(quotation, key, evidence)
        if place:
            return place if key in first[:1] else f"{place} of {key}"
    return None


def _found_in(quotation: str, key: str, evidence: Evidence) -> str | None:
    seed, record = evidence.seeds.get(key), evidence.records.get(key)
    if seed is not None:
        return _found_in_seed(quotation, seed)
    passages = passages_of_record(key, record) if record else ()
    has = any(is_quoted_from(quotation, passage.text) for passage in passages)
    return "the words read" if has else None


def _found_in_seed(quotation: str, seed: Seed) -> str | None:
    for paragraph in seed.paragraphs:
        if is_quoted_from(quotation, paragraph.text):
            return _sentence_of(quotation, paragraph)
    return "the headline" if is_quoted_from(quotation, seed.meta.title) else None


def _sentence_of(quotation: str, paragraph: SeedParagraph) -> str:
    for number, sentence in enumerate(paragraph.sentences, 1):
        if is_quoted_from(quotation, sentence.text):
            return f"{paragraph_place(paragraph)} s{number}"
    return paragraph_place(paragraph)


def found_in_parts(quotation: str, keys: Iterable[str], evidence: Evidence) -> list[str]:
    """Where the parts between omissions come from, if each is found by itself."""
    parts = [part for part in re.split(_OMISSION, quotation) if chunks(part)]
    places = [found_elsewhere(part, keys, evidence) for part in parts]
    found = list(dict.fromkeys(place for place in places if place))
    return found if len(parts) > 1 and None not in places else []


_OMISSION = r"\[\s*(?:…|\.{3})\s*\]|…|\.{3,4}|\.\s\.\s\."


# --- what the source says instead -------------------------------------------------------


class NearestWords(Struct, frozen=True):
    """The source's own words where it comes nearest, and how near: 1 is word for word."""

    likeness: float
    words: str
    passage: QuotablePassage

    def __str__(self) -> str:
        return f"{self.passage.label} reads “{marks_nested(self.words)}”"


ALIKE = 0.6
"""The likeness from which words are a quotation that was altered, and no others by accident."""


def nearest(quotation: str, passages: Iterable[QuotablePassage]) -> NearestWords | None:
    """The words of the passages that come nearest to a quotation, where any come near."""
    wanted = _wording(quotation)
    best: NearestWords | None = None
    for passage in passages:
        if not passage.label:
            continue
        for sentence in passage.sentences or sentences(passage.text):
            printed = _wording(sentence.text)
            if len(set(wanted) & set(printed)) < 0.3 * len(set(wanted)):
                continue
            likeness, start, end = _likeness(printed, wanted)
            if likeness >= 0.3 and (best is None or likeness > best.likeness):
                words = " ".join(sentence.text.split()[start:end])
                best = NearestWords(likeness, words, passage)
    return best


def everything_of(key: str, evidence: Evidence) -> Iterator[QuotablePassage]:
    """Every passage of a source that may be quoted."""
    if key in evidence.seeds:
        for paragraph in evidence.seeds[key].paragraphs:
            yield _whole_paragraph(paragraph, key)
        yield QuotablePassage("", evidence.seeds[key].meta.title, key)
    elif key in evidence.records:
        yield from passages_of_record(key, evidence.records[key])


def _likeness(printed: tuple[str, ...], wanted: tuple[str, ...]) -> tuple[float, int, int]:
    """The share of the wanted words that stand there in order, and from where to where."""
    matcher = SequenceMatcher(None, printed, wanted, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return 0.0, 0, 0
    shared = sum(block.size for block in blocks) / len(wanted)
    rest = len(wanted) - blocks[-1].b - blocks[-1].size
    start = max(0, blocks[0].a - blocks[0].b)
    return shared, start, min(len(printed), blocks[-1].a + blocks[-1].size + rest)


@lru_cache(maxsize=1024)
def _wording(text: str) -> tuple[str, ...]:
    """The words of a text in small letters and without the stops at their ends."""
    words = without_note_marks(text).split()
    return tuple(fold(word).casefold().strip(".,;:!?'") for word in words)

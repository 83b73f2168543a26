"""`brief seed update KEY FILE`: a newer text of a source, and what becomes of its citations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct

from generator.actions.fix import mended_file
from generator.briefs.brief import Body, Citation, Pinpoint, Range, SeedRef, Sentences
from generator.briefs.citations import in_edition, respelt
from generator.briefs.places_found import target_found
from generator.briefs.read import read_body, read_brief
from generator.checks.evidence import cited_paragraphs
from generator.config.files import CAVEATS
from generator.config.text import read_text
from generator.diagnostics import Fix, Span, codes, refusal
from generator.document.file_data import FileData
from generator.seeds.anchoring import Anchor, SentencePlace, sentence_anchors, some_places
from generator.seeds.editions import edition_bytes, edition_name
from generator.seeds.importing import edition_read, read_source
from generator.seeds.readers.kinds import kind_of
from generator.seeds.seed import Edition, Seed
from generator.seeds.store import check_key, read_seed
from generator.workspace.storing import FileChange, change_all
from generator.workspace.workspace import Workspace

Outcome = Literal["same", "moved", "changed", "unsure", "gone"]
OUTCOMES: tuple[Outcome, ...] = ("same", "moved", "changed", "unsure", "gone")
"""From the best to the worst. The first two are certain: the words are the same."""

_OTHER_SOURCE = 0.6  # of the sentences: if more are gone, it is probably not the same source
_ENOUGH = 200  # sentences from all over a text, to say how much of it is gone


class NewPlace(Struct, frozen=True):
    """A sentence of the new edition that may be meant: how it is cited, and its words."""

    number: str
    sentence: int
    words: str


class CitationOutcome(Struct, frozen=True):
    """What becomes of a citation. `fix` is the change of its brief, if there is one to make.

    `before` are the cited words that are not there any more as they were, each with the places
    that may be meant now.
    """

    outcome: Outcome
    citation: Citation
    target: SeedRef
    fix: Fix | None
    before: tuple[tuple[str, tuple[NewPlace, ...]], ...] = ()


class NextEdition(Struct, frozen=True):
    """A newer text of a seed: its edition, its original, and what becomes of each citation.

    `gone` is the share of the sentences of the edition before that nothing is like; of a long text,
    some hundreds from all over it are counted.
    """

    before: Seed
    after: Seed
    original: bytes
    outcomes: tuple[CitationOutcome, ...]
    gone: float

    @property
    def is_another_source(self) -> bool:
        """Whether so little is left of it that this is probably another source."""
        return self.gone > _OTHER_SOURCE


def next_edition(
    workspace: Workspace, key: str, source: Path, *, encoding: str | None = None
) -> NextEdition:
    """What a newer text would make of a seed and of the briefs that cite it. Nothing is written.

    Raises BriefError if the text, the seed or a brief cannot be read, and if the text is the same.
    """
    check_key(key, f"seeds/{key}")
    before = read_seed(workspace.seeds / key, file=f"seeds/{key}")
    data, edition = _read_next(before, source, encoding)
    after = Seed(key, before.meta, edition, before.caveats)
    citations = tuple(_citations(workspace, key))
    some = some_places(before.paragraphs, _ENOUGH)
    cited = (
        place
        for citation in citations
        if isinstance(citation.target, SeedRef)
        for each in citation.target.ranges
        for place in _cited_places(each, before)
    )
    found = sentence_anchors(before.paragraphs, edition.paragraphs, frozenset((*some, *cited)))
    outcomes = tuple(_citation_outcome(citation, before, after, found) for citation in citations)
    gone = sum(found[place].whereabouts == "gone" for place in some)
    return NextEdition(before, after, data, outcomes, gone / max(1, len(some)))


def _read_next(before: Seed, source: Path, encoding: str | None) -> tuple[bytes, Edition]:
    """The bytes of a newer text, and the edition that follows with it. Raises BriefError."""
    file = source.as_posix()
    data = read_source(source, file)
    kind = kind_of(data)
    reading = kind.read(data, file, encoding)
    if rival := reading.cleaned.rival:
        hint = "cut the file down to the text that you mean"
        raise refusal(codes.TWO_TEXTS, rival, Span.at(file), hint=hint)
    number = before.edition.number + 1
    original = f"original.{number}{source.suffix.lower() or kind.suffix}"
    edition = edition_read(reading, data, original, file, number=number)
    if edition.original_digest == before.edition.original_digest:
        message = f"{file} is the text that `{before.key}` has already"
        raise refusal(codes.KEY_TAKEN, message, Span.at(file), hint="nothing is to be updated")
    return data, edition


def apply_next(workspace: Workspace, update: NextEdition) -> None:
    """Store the new edition beside the others, and change the briefs, all or nothing.

    What is certain is rewritten. The rest is left to the edition before, which is an error at its
    place. Raises BriefError.
    """
    change_all([*_stored(workspace, update), *_rewritten(workspace, update.outcomes)])


def _stored(workspace: Workspace, update: NextEdition) -> Iterator[FileChange]:
    edition, folder = update.after.edition, f"seeds/{update.after.key}"
    files = {
        f"{folder}/{edition.original}": update.original,
        edition_name(folder, edition.number): edition_bytes(edition),
    }
    for name, data in files.items():
        yield FileChange(name, workspace.root / name, None, FileData(data))


def _rewritten(workspace: Workspace, outcomes: Iterable[CitationOutcome]) -> Iterator[FileChange]:
    fixes: dict[str, list[Fix]] = {}
    for one in outcomes:
        if one.fix:
            fixes.setdefault(one.fix.span.file, []).append(one.fix)
    for file, own in fixes.items():
        yield mended_file(file, workspace.root / file, own)


# --- the citations of a seed --------------------------------------------------------------


def _citations(workspace: Workspace, key: str) -> Iterator[Citation]:
    """Every citation of a seed in the briefs and caveats of a workspace. Raises BriefError."""
    for path in sorted(workspace.briefs.rglob("*.md")):
        shown = workspace.shown(path)
        brief, _ = read_brief(path, shown)
        yield from _of_key(brief.body, key)
    for path in sorted(workspace.seeds.glob("*/caveats.md")):
        shown = workspace.shown(path)
        text = read_text(path, shown, CAVEATS, code=codes.UNREADABLE_SEED)
        yield from _of_key(read_body(text, shown)[0], key)


def _of_key(body: Body, key: str) -> Iterator[Citation]:
    for group in body.groups.values():
        for citation in group.citations:
            if isinstance(citation.target, SeedRef) and citation.target.key == key:
                yield citation


def _citation_outcome(
    citation: Citation, before: Seed, after: Seed, found: Mapping[SentencePlace, Anchor]
) -> CitationOutcome:
    assert isinstance(citation.target, SeedRef)
    parts = [_range_outcome(one, before, after, found) for one in citation.target.ranges]
    worst = max((part.outcome for part in parts), key=OUTCOMES.index)
    target = SeedRef(before.key, tuple(part.range for part in parts))
    fix = None
    if worst == "moved":
        fix = respelt(citation, target)
    elif worst != "same":
        fix = in_edition(citation, before.edition.number)
    unlike = tuple(each for part in parts for each in part.unlike)
    return CitationOutcome(worst, citation, target, fix, unlike)


class _RangeOutcome(Struct, frozen=True):
    outcome: Outcome
    range: Range
    unlike: tuple[tuple[str, tuple[NewPlace, ...]], ...] = ()


def _range_outcome(
    written: Range, before: Seed, after: Seed, found: Mapping[SentencePlace, Anchor]
) -> _RangeOutcome:
    """What becomes of one range of a citation, as the author has it."""
    cited = list(_cited_places(written, before))
    anchored = [found[place] for place in cited]
    unlike = tuple(
        (place.words_in(before.paragraphs), tuple(_new_places(anchor, after)))
        for place, anchor in zip(cited, anchored, strict=True)
        if anchor.whereabouts != "there"
    )
    states = {anchor.whereabouts for anchor in anchored}
    if states == {"there"}:
        new = [anchor.place for anchor in anchored]
        return _certain(written, new, after) or _RangeOutcome("changed", written)
    if not states or states == {"gone"}:
        return _RangeOutcome("gone", written, unlike)
    return _RangeOutcome("changed" if states <= {"there", "changed"} else "unsure", written, unlike)


def _cited_places(written: Range, seed: Seed) -> Iterator[SentencePlace]:
    target = target_found(SeedRef(seed.key, (written,)), seed)
    paragraphs = {paragraph.number for paragraph in cited_paragraphs(seed, target)}
    for index, paragraph in enumerate(seed.paragraphs):
        if paragraph.number in paragraphs:
            for count in range(len(paragraph.sentences)):
                if target.takes(paragraph.number, count + 1):
                    yield SentencePlace(index, count)


def _certain(written: Range, new: list[SentencePlace], after: Seed) -> _RangeOutcome | None:
    """The same words in the new edition; None if their paragraphs have other words, too."""
    if list(_cited_places(written, after)) == new:
        return _RangeOutcome("same", written)
    moved = _pinned(new, after) if written.sentences else _whole_paragraphs(new, after)
    if moved is None or new != sorted(new):
        return None
    return _RangeOutcome("moved", _named_alike(moved, written, after))


def _pinned(new: list[SentencePlace], after: Seed) -> Range | None:
    """Sentences of one paragraph."""
    if len({place.paragraph for place in new}) != 1:
        return None
    number = after.numbers[new[0].paragraph]
    rows: list[Sentences] = []
    for count in (place.sentence + 1 for place in new):
        if rows and rows[-1].last == count - 1:
            rows[-1] = Sentences(rows[-1].first, count)
        else:
            rows.append(Sentences(count, count))
    return Range(number, number, tuple(rows))


def _whole_paragraphs(new: list[SentencePlace], after: Seed) -> Range | None:
    """Whole paragraphs that follow each other, with no other words in them."""
    first, last = min(new).paragraph, max(new).paragraph
    every = [
        SentencePlace(index, count)
        for index in range(first, last + 1)
        for count in range(len(after.paragraphs[index].sentences))
    ]
    return Range(after.numbers[first], after.numbers[last]) if sorted(new) == every else None


def _named_alike(moved: Range, written: Range, after: Seed) -> Range:
    """A range under the kind of sign that the author used, where the new edition has it."""
    kind = written.named.kind if written.named else ""
    if kind not in after.numbered_as:
        return moved
    named = Pinpoint(kind, moved.first, moved.last)
    return Range(moved.first, moved.last, moved.sentences, named)


def _new_places(anchor: Anchor, after: Seed) -> Iterator[NewPlace]:
    for place in anchor.candidates:
        number = after.numbers[place.paragraph]
        yield NewPlace(number, place.sentence + 1, place.words_in(after.paragraphs))

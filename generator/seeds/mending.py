"""Changes by hand to what an import found, each with who made it and why.

The same function makes an edition and proves it: a new edition is the one before with one more
edit. While nothing cites a seed, its first edition is changed instead, and numbered anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace

from generator.language.folding import digest
from generator.seeds.blocks import (
    inserted,
    number_of_added,
    numbering_of,
    with_number,
    with_numbers,
)
from generator.seeds.ink import OriginalInk, merged, stretches_of
from generator.seeds.lines import is_unspaced
from generator.seeds.numbering import PARAGRAPH_NUMBER, ParagraphNumber
from generator.seeds.printed_numbers import cited_form, plain_count
from generator.seeds.seed import DroppedBlock, Edit, Edition, EditKind, SeedParagraph

LEFT_OUT = "left out by hand"
"""Why a block is dropped that a person took out; the edit says more."""


class CannotMendError(Exception):
    """An edit that does not fit its edition, in words for people."""


def edition_mended(edition: Edition, edit: Edit, ink: OriginalInk) -> Edition:
    """The next edition: numbers stay, but for what the edit itself changes.

    Raises CannotMendError.
    """
    changed = _EDITS[edit.op](edition, edit, ink)
    return replace(changed, number=edition.number + 1, edits=(*edition.edits, edit))


def edition_mended_anew(edition: Edition, edit: Edit, ink: OriginalInk) -> Edition:
    """The same edition with the edit, numbered as if it had been imported so.

    Raises CannotMendError.
    """
    changed = _EDITS[edit.op](edition, edit, ink)
    return numbered_anew(replace(changed, edits=(*edition.edits, edit)))


def numbered_anew(edition: Edition) -> Edition:
    """An edition that nothing cites yet, with the numbers of an import and those given by hand.

    Reasons for dropping lines that name a paragraph name it by its new number.
    """
    kept = edition.paragraphs
    again = with_numbers(kept, edition.dropped, numbering_of(edition), by_hand(edition.edits))
    renamed = {
        one.number or str(count): other.number
        for count, (one, other) in enumerate(zip(kept, again, strict=True), 1)
    }
    return replace(
        edition,
        paragraphs=again,
        dropped=tuple(replace(d, reason=_reworded(d.reason, renamed)) for d in edition.dropped),
    )


_NAMED_NUMBER = rf"(?<=¶)(?:{PARAGRAPH_NUMBER.pattern})"


def _reworded(reason: str, renamed: Mapping[str, str]) -> str:
    """A reason for dropping a line; if it names a paragraph, by its present number."""
    return re.sub(_NAMED_NUMBER, lambda match: renamed.get(match[0], match[0]), reason)


def by_hand(edits: Sequence[Edit]) -> Mapping[int, ParagraphNumber]:
    """The numbers that people have given, by where their paragraphs begin in the ink."""
    given = {edit.ink[0]: edit.to for edit in edits if edit.op == "label"}
    return {start: _given(label) for start, label in given.items() if label}


def left_out(edits: Sequence[Edit]) -> frozenset[int]:
    """Where the blocks begin in the ink that people have taken out and not put back."""
    gone = set[int]()
    for edit in edits:
        if edit.op == "drop":
            gone.add(edit.ink[0])
        elif edit.op == "keep":
            gone -= set(range(edit.ink[0], edit.ink[-1]))
    return frozenset(gone)


def _given(label: str) -> ParagraphNumber:
    return ParagraphNumber(cited_form(plain_count(label)), label)


# --- each kind of edit --------------------------------------------------------------------


def _at(edition: Edition, start: int) -> int:
    """The index of the paragraph that begins at a place of the ink."""
    for index, one in enumerate(edition.paragraphs):
        if one.ink[:1] == (start,):
            return index
    raise CannotMendError("no paragraph begins there")


def _exchanged(
    edition: Edition, index: int, count: int, *new: SeedParagraph
) -> tuple[SeedParagraph, ...]:
    kept = edition.paragraphs
    return (*kept[:index], *new, *kept[index + count :])


def _take_out(edition: Edition, edit: Edit, _: OriginalInk) -> Edition:
    index = _at(edition, edit.ink[0])
    if len(edition.paragraphs) == 1:
        raise CannotMendError("it is the only paragraph: without it there is nothing to cite")
    one = edition.paragraphs[index]
    block = DroppedBlock(one.text, LEFT_OUT, one.place, kind=one.kind, ink=one.ink)
    dropped = sorted((*edition.dropped, block), key=lambda drop: drop.ink)
    return replace(edition, paragraphs=_exchanged(edition, index, 1), dropped=tuple(dropped))


def _put_back(edition: Edition, edit: Edit, ink: OriginalInk) -> Edition:
    start, end = edit.ink
    back = [drop for drop in edition.dropped if start <= drop.ink[0] and drop.ink[-1] <= end]
    if not back or (back[0].ink[0], back[-1].ink[-1]) != edit.ink:
        raise CannotMendError("no dropped lines stand there")
    own = merged([stretch for drop in back for stretch in stretches_of(drop.ink)])
    text = " ".join(" ".join(drop.text for drop in back).split())
    text = text.replace("\u00ad ", "")  # a soft hyphen at the end of a line divides a word
    if not ink.reads(own, text):
        text = "".join(drop.text for drop in back)
    added = inserted(text, own, ink.place(own), back[0].kind)
    left = tuple(drop for drop in edition.dropped if drop not in back)
    return _with_added(replace(edition, dropped=left), added, edition.edits)


def _with_added(edition: Edition, added: SeedParagraph, edits: Sequence[Edit]) -> Edition:
    number = _number_before(added.ink[0], edits, edition) or number_of_added(added, edition)
    kept = sorted((*edition.paragraphs, with_number(added, number)), key=lambda one: one.ink)
    return replace(edition, paragraphs=tuple(kept))


_RENAMING = frozenset({"drop", "join", "label"})
"""The edits that take a number away from its paragraph."""


def _number_before(start: int, edits: Sequence[Edit], edition: Edition) -> ParagraphNumber | None:
    """The number that a paragraph had before an edit took it away, if it is free."""
    taken = {one.number for one in edition.paragraphs}
    for edit in reversed(edits):
        was_here = edit.op in _RENAMING and edit.ink[0] == start
        if was_here and edit.at not in taken:
            return ParagraphNumber(edit.at, edit.label)
    return None


def _part_in_two(edition: Edition, edit: Edit, ink: OriginalInk) -> Edition:
    start = edit.ink[0]
    index = _index_around(edition, start)
    whole = edition.paragraphs[index]
    offset = dict(ink.aligned(whole.ink, whole.text)).get(start, 0)
    if not offset or whole.text[offset - 1].isalnum():
        raise CannotMendError("no word begins there")
    first, second = merged(_until(whole.ink, start)), merged(_from(whole.ink, start))
    head = whole.text[:offset].rstrip()
    rest = whole.text[offset:]
    ahead = tuple(at for at in whole.starts if at < offset)
    behind = tuple(dict.fromkeys((0, *(at - offset for at in whole.starts if at > offset))))
    one = replace(
        whole, text=head, digest=digest(head), place=ink.place(first), starts=ahead, ink=first
    )
    other = SeedParagraph(
        "", rest, digest(rest), ink.place(second), kind=whole.kind, starts=behind, ink=second
    )
    halved = replace(edition, paragraphs=_exchanged(edition, index, 1, one))
    return _with_added(halved, other, edition.edits)


def _index_around(edition: Edition, position: int) -> int:
    for index, one in enumerate(edition.paragraphs):
        if any(start <= position < end for start, end in stretches_of(one.ink)):
            return index
    raise CannotMendError("no paragraph stands there")


def _until(ink: Sequence[int], position: int) -> list[tuple[int, int]]:
    return [(a, min(b, position)) for a, b in stretches_of(ink) if a < position]


def _from(ink: Sequence[int], position: int) -> list[tuple[int, int]]:
    return [(max(a, position), b) for a, b in stretches_of(ink) if b > position]


def _join_two(edition: Edition, edit: Edit, ink: OriginalInk) -> Edition:
    index = _at(edition, edit.ink[0])
    if not index:
        raise CannotMendError("there is no paragraph before it")
    one, other = edition.paragraphs[index - 1 : index + 1]
    own = merged([*stretches_of(one.ink), *stretches_of(other.ink)])
    joint = "" if is_unspaced(one.text, other.text) else " "
    text = one.text + joint + other.text
    shift = len(one.text + joint)
    whole = replace(
        one,
        text=text,
        digest=digest(text),
        place=ink.place(own),
        starts=(*one.starts, *(at + shift for at in other.starts)),
        ink=own,
    )
    return replace(edition, paragraphs=_exchanged(edition, index - 1, 2, whole))


def _relabel(edition: Edition, edit: Edit, _: OriginalInk) -> Edition:
    index = _at(edition, edit.ink[0])
    one = edition.paragraphs[index]
    others = replace(edition, paragraphs=_exchanged(edition, index, 1))
    if edit.to:
        number = _given(edit.to)
    else:
        before = _number_before(one.ink[0], edition.edits, others)
        number = before or number_of_added(one, others)
    if number.number in {other.number for other in others.paragraphs}:
        raise CannotMendError(f"another paragraph is ¶{number.number}")
    return replace(edition, paragraphs=_exchanged(edition, index, 1, with_number(one, number)))


_EDITS: Mapping[EditKind, Callable[[Edition, Edit, OriginalInk], Edition]] = {
    "drop": _take_out,
    "keep": _put_back,
    "split": _part_in_two,
    "join": _join_two,
    "label": _relabel,
}

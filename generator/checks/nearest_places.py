"""A citation that leads nowhere: what is not there, and what is there that comes nearest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from string import ascii_uppercase

from msgspec.structs import replace

from generator.briefs.brief import Range
from generator.briefs.citations import canonical_locator
from generator.seeds.ink import stretches_of
from generator.seeds.places import cited_as
from generator.seeds.seed import Edit, EditKind, Seed


def missing_ends(written: Range, seed: Seed) -> Iterator[str]:
    """The ends of a range that are not in a seed, as the author has them: "¶7", "Art. 9"."""
    if written.named and not written.first:
        yield canonical_locator([replace(written, sentences=())])
        return
    for number in dict.fromkeys((written.first, written.last)):
        if seed.paragraph(number) is None:
            named = written.named and replace(written.named, first=number, last=number)
            yield canonical_locator([Range(number, number, named=named)])


def place_instead(written: Range, seed: Seed) -> str:
    """What a seed has instead of a place that is not there, as a hint says it."""
    show = f"`brief seed show {seed.key}`"
    if moved := _moved_by_hand(written, seed):
        return f"{moved}: {show}"
    kind = written.named.kind if written.named else "paragraph"
    if not seed.numbers:
        return "it has no paragraphs at all"
    if kind == "page":
        return _pages(written, seed)
    if kind == "time":
        times = [one.place.time for one in seed.paragraphs if one.place.time]
        if times:
            return f"it runs from {times[0]} to {times[-1]}: {show}"
        return f"nothing of it has a time: {_by_paragraph(seed)}"
    first, last = (cited_as(number, seed) for number in (seed.numbers[0], seed.numbers[-1]))
    beside = _nearest_number(written, seed)
    if beside:
        return f"the nearest is {cited_as(beside, seed)}: {show}"
    return f"it runs from {first} to {last}: {show}"


def _by_paragraph(seed: Seed) -> str:
    return f"cite a paragraph, [@{seed.key}, {cited_as(seed.numbers[0], seed)}]"


def _pages(written: Range, seed: Seed) -> str:
    if not seed.pages:
        return f"it has no pages: {_by_paragraph(seed)}"
    page = written.named.first if written.named else ""
    begun = sum(one.place.page == page for one in seed.paragraphs)
    if written.nth and page in seed.pages:
        return f"paragraphs that begin on p. {page}: {begun}"
    if page in seed.pages:
        return f"no paragraph stands there: `brief seed show {seed.key} --dropped`"
    return f"its pages run from {seed.pages[0]} to {seed.pages[-1]}"


def _nearest_number(written: Range, seed: Seed) -> str:
    """The last paragraph that begins as the number does: ¶8(e) for ¶8(f), ¶12A for ¶12B."""
    for number in (written.first, written.last):
        if number and seed.paragraph(number) is None:
            stem = number.rpartition("(")[0] or number.rstrip(ascii_uppercase)
            near = [
                each
                for each in seed.numbers
                if each.startswith(f"{stem}(") or each.rstrip(ascii_uppercase) == stem
            ]
            if stem != number and near:
                return near[-1]
    return ""


def _moved_by_hand(written: Range, seed: Seed) -> str:
    """What an edit of the seed made of a number that is no longer there; else nothing."""
    for number in (written.first, written.last):
        if number and seed.paragraph(number) is None:
            for edit in reversed(seed.edition.edits):
                if edit.at == number and edit.op in _SAID:
                    return _SAID[edit.op].format(place=_whereabouts(edit, seed), why=edit.why)
    return ""


_SAID: Mapping[EditKind, str] = {
    "join": "its words are in {place} now ({why})",
    "label": "it is {place} now ({why})",
    "drop": "it was left out of the text ({why})",
}


def _whereabouts(edit: Edit, seed: Seed) -> str:
    """The paragraph that now has the words of an edit."""
    start = edit.ink[0]
    for one in seed.paragraphs:
        if any(first <= start < last for first, last in stretches_of(one.ink)):
            return cited_as(one.number, seed)
    return "no paragraph"

"""Where a citation of a seed leads to, as the seed itself counts: "¶3", "para. 8(a)", "Art. 5"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from msgspec import Struct

from generator.briefs.brief import Range
from generator.document import Inline, Link, Text
from generator.document.walking import plain_text
from generator.recall.once import remembered
from generator.seeds.printed_numbers import cited_form, numbered_as
from generator.seeds.seed import Seed, SeedParagraph
from generator.templates.labels import Labels

COUNTED = "counted"
"""The kind of the paragraphs that only this seed numbers: they have ¶ before their number."""


class SeedPlaces(Struct, frozen=True):
    """Prints places in one seed. `target_of` is where a paragraph of it is printed."""

    seed: Seed
    labels: Labels
    target_of: Callable[[str], str]

    def printed(self, ranges: Iterable[Range], tail: Callable[[Range], str]) -> Iterator[Inline]:
        """The places of a citation in a row, each with what `tail` says behind it."""
        rows = [list(row) for _, row in groupby(ranges, key=self._kind_of)]
        for count, row in enumerate(rows):
            if count:
                yield Text(", ")
            yield from self._row(row, tail)

    def ends(self, written: Range) -> Iterator[str]:
        """A range in words; its first and its last place, if they are not numbered alike."""
        first, last = Range(written.first, written.first), Range(written.last, written.last)
        alike = self._kind_of(first) == self._kind_of(last)
        for one in (written,) if alike else (first, last):
            yield plain_text(tuple(self.printed([one], lambda _: "")))

    def _kind_of(self, written: Range) -> str:
        named = written.named.kind if written.named else "paragraph"
        if named in {"page", "time"}:
            return named
        paragraph = self.seed.paragraph(written.first)
        kind = numbered_as(paragraph.label) if paragraph and paragraph.label else COUNTED
        return named if kind == "paragraph" and named == "marginal number" else kind

    def _row(self, row: list[Range], tail: Callable[[Range], str]) -> Iterator[Inline]:
        kind = self._kind_of(row[0])
        several = len(row) > 1 or len(set(self._ends(row[0]))) > 1
        if kind in {"page", "time"}:
            yield from self._named_row(kind, row, tail)
            return
        before, after = self._signs(kind, row[0], several=several)
        for index, written in enumerate(row):
            words = ("" if index else before) + from_to(*self._ends(written))
            yield Link((Text(words),), self.target_of(written.first))
            last = index == len(row) - 1
            if said := tail(written) + (after if last else "") + ("" if last else ", "):
                yield Text(said)

    def _ends(self, written: Range) -> tuple[str, str]:
        """The first and the last number as printed, or what they hang on: 2 for 2(1) to 2(3)."""
        first, last = self._number(written.first), self._number(written.last)
        if written.named is None:
            return first, last
        named = written.named
        return (
            first if cited_form(named.first) == written.first else named.first,
            last if cited_form(named.last) == written.last else named.last,
        )

    def _number(self, number: str) -> str:
        """The number of a paragraph as printed, without the word before it."""
        paragraph = self.seed.paragraph(number)
        return paragraph.label.rpartition(" ")[2] if paragraph and paragraph.label else number

    def _named_row(
        self, kind: str, row: list[Range], tail: Callable[[Range], str]
    ) -> Iterator[Inline]:
        """Pages and times, each with the paragraphs that stand there: "p. 7 (¶¶ 14–16)"."""
        for index, written in enumerate(row):
            named = written.named
            assert named
            number = from_to(named.first, named.last)
            words = self.labels.place(kind, number, several=named.first != named.last)
            yield Text((", " if index else "") + words)
            if written.first:  # else nothing stands there, which only a draft prints
                yield Text(" (")
                yield from self._row([Range(written.first, written.last)], lambda _: "")
                yield Text(")" + tail(written))

    def _signs(self, kind: str, first: Range, *, several: bool) -> tuple[str, str]:
        """What stands before and behind the numbers of a kind."""
        if kind == "other":
            paragraph = self.seed.paragraph(first.first)
            term = paragraph.label.partition(" ")[0] if paragraph else ""
            return f"{term}\u00a0", ""
        if kind == COUNTED:
            return ("¶¶\u00a0" if several else "¶"), ""
        before, _, after = self.labels.place(kind, "\0", several=several).partition("\0")
        return before, after


def paragraph_named(seed: Seed, labels: Labels, number: str) -> str:
    """A paragraph of a seed in words, without a link: "¶3" or "Art. 5(2)"."""
    return paragraphs_named(seed, labels, number, number)


@remembered
def paragraphs_named(seed: Seed, labels: Labels, first: str, last: str) -> str:
    """Paragraphs of a seed from the first to the last in words, without a link: "¶¶ 3–9".

    Each has a sign of its own where the two are numbered otherwise: "¶202A–§ 208".
    """
    return "\u2013".join(SeedPlaces(seed, labels, lambda _: "").ends(Range(first, last)))


def paragraph_runs(
    seed: Seed, may_join: Callable[[SeedParagraph], bool]
) -> Iterator[tuple[SeedParagraph, ...]]:
    """All paragraphs of a seed: those that may be joined in runs, others alone."""
    for joined, group in groupby(seed.paragraphs, key=may_join):
        run = tuple(group)
        yield from (run,) if joined else zip(run)


def from_to(first: str, last: str) -> str:
    """Numbers from one to another, or the one that they are: "3–5", "3"."""
    return first if first == last else f"{first}\u2013{last}"

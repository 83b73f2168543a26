"""A source document whose numbered paragraphs can be cited."""

from datetime import date
from functools import cached_property
from typing import Any, Literal

from msgspec import Struct, field

from generator.language.sentences import Sentence, sentences, sentences_from
from generator.seeds.printed_numbers import NumberedAs, numbered_as

Reproduce = Literal["full", "excerpt", "none"]

Reliability = Literal["A", "B", "C", "D", "E", "F"]
"""Reliability of a source by the Admiralty code (AJP-2.1); F means unknown, not worst."""


SourceBlockKind = Literal["text", "heading", "item", "quote", "cell"]


class SourcePlace(Struct, frozen=True, omit_defaults=True):
    """Where a block stands in the original: its first and last line, counted from 1.

    Lines are those of its reader (see `reading.OriginalLines`). `page` and `last_page` are the
    labels of its pages as printed, `time` is when it is said; each is empty if there is none.
    """

    first_line: int
    last_line: int
    page: str = ""
    last_page: str = ""  # empty if it ends on the page on which it begins
    time: str = ""


class SeedParagraph(Struct, frozen=True):
    """One numbered paragraph. `number` is as cited: "3", or "3A" for a later insert.

    `label` is its printed number, if it is cited by that. `starts` says where its sentences begin,
    as counted on import; it is empty in format 1.
    """

    number: str
    text: str
    digest: str  # SHA-256, hexadecimal, of the folded text (see `folding.digest`)
    place: SourcePlace
    label: str = ""
    kind: SourceBlockKind = "text"
    starts: tuple[int, ...] = field(default=(), name="sentences")
    ink: tuple[int, ...] = ()  # its stretches of the original's ink: start, end, start, end …

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences as `¶3 s2` counts them."""
        return sentences_from(self.text, self.starts) if self.starts else sentences(self.text)


class DroppedBlock(Struct, frozen=True):
    """Words of the original that are not in a paragraph, and why; in a plain text, one line."""

    text: str
    reason: str
    place: SourcePlace
    label: str = ""
    kind: SourceBlockKind = "text"
    ink: tuple[int, ...] = ()

    @property
    def line(self) -> int:
        return self.place.first_line


SourceBlock = SeedParagraph | DroppedBlock


class SeedMeta(Struct, frozen=True):
    """What a person has said about the source in `seed.toml`. `published` is None when undated."""

    title: str  # As the source prints it.
    author: str = ""
    publisher: str = ""
    published: date | None = None  # The day of publication, 2024-06-19, or "undated".
    url: str = ""
    accessed: date | None = None  # The day it was fetched from there, or opened and read.
    captured: date | None = None  # The day an archive of the web kept it, if that is its url.
    language: str = "en"  # A BCP 47 tag.
    licence: str = ""  # What the source says about reproducing it; "none stated" if it is silent.
    kind: str = ""  # Opinion, report, speech, law …
    description: str = ""  # What affects its weight: access, age, bias, completeness (ICD 206).
    reliability: Reliability = "F"  # By the Admiralty code; F: cannot be judged.
    reliability_reason: str = ""
    reproduce: Reproduce = "excerpt"  # How much of it an output may print.


class ReadAs(Struct, frozen=True, omit_defaults=True):
    """How an original was read: by which reader (see `originals.READERS`), in which encoding.

    `encoding` is empty where the kind of file settles it. `libraries` names what was read with
    where another version might read otherwise: "pypdfium2 5.15.2". `numbering` is the way in which
    the paragraphs were numbered (see `numbering.NUMBERINGS`).
    """

    kind: str
    version: int
    encoding: str
    libraries: str = ""
    numbering: int = 1


EditKind = Literal["drop", "keep", "split", "join", "label"]


class Edit(Struct, frozen=True, omit_defaults=True):
    """A person's change to what the reader found, by whom and why.

    `at` is the number of the paragraph that was changed, or that a drop or a join took away with
    its `label`. `to` is the number that came instead: of the paragraph that it was joined to, of
    the second half, the label by hand. `ink` is where the paragraph or the lines stand that came,
    went or were renamed.
    """

    op: EditKind
    by: str
    why: str
    at: str
    ink: tuple[int, int]
    to: str = ""
    label: str = ""


class Edition(Struct, frozen=True):
    """One numbering of the source. It never changes after something cites it.

    Paragraphs and dropped blocks make up all of the original's ink, each in its order. `reader` is
    None in format 1, which cannot be proved.
    """

    number: int
    original: str  # the file beside seed.toml that it was read from
    original_digest: str  # SHA-256, hexadecimal, of that file's bytes
    paragraphs: tuple[SeedParagraph, ...]
    dropped: tuple[DroppedBlock, ...]
    reader: ReadAs | None = None
    edits: tuple[Edit, ...] = ()

    @property
    def blocks(self) -> tuple[SourceBlock, ...]:
        """The paragraphs, then the dropped blocks."""
        return (*self.paragraphs, *self.dropped)


class Seed(Struct, frozen=True, dict=True):  # a dict, for what is found
    """A source as briefs see it. `caveats` is the text of `caveats.md`, for the brief's reader."""

    key: str
    meta: SeedMeta
    edition: Edition
    caveats: str | None = None

    def paragraph(self, number: str) -> SeedParagraph | None:
        return next((p for p in self.edition.paragraphs if p.number == number), None)

    @property
    def paragraphs(self) -> tuple[SeedParagraph, ...]:
        return self.edition.paragraphs

    @property
    def numbers(self) -> tuple[str, ...]:
        return tuple(p.number for p in self.edition.paragraphs)

    def items_of(self, number: str) -> tuple[SeedParagraph, ...]:
        """The paragraphs that hang on a number that no paragraph bears itself: 2(1), 2(2) on 2."""
        if self.paragraph(number):
            return ()
        return tuple(p for p in self.paragraphs if p.number.startswith(f"{number}("))

    @cached_property
    def numbered_as(self) -> frozenset[NumberedAs]:
        """What the printed numbers of its paragraphs count; nothing if there are none."""
        return frozenset(numbered_as(p.label) for p in self.paragraphs if p.label)

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """The labels of its pages, in order, as far as something stands on them."""
        blocks = sorted(self.edition.blocks, key=lambda block: block.ink)
        labels = (label for b in blocks for label in (b.place.page, b.place.last_page) if label)
        return tuple(dict.fromkeys(labels))

    @cached_property
    def found(self) -> dict[Any, dict[Any, Any]]:
        """Kept results about the source, because many briefs cite the same one."""
        return {}

"""The paragraphs of an edited file, and what each was in the file as it was made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from generator.incoming.file import IncomingFile, IncomingParagraph
from generator.manifest.bookmarks import passage_at
from generator.merging.wording import equal_in_order


class AsMade(Struct, frozen=True):
    """An edited `file`, and what it `was` as it was made.

    The paragraphs of that by identifier, by place in the edited one, by style: a place is that of a
    paragraph that says the same. `grounds` are those that the styles of its tables gave to cells,
    where the edited one has no such styles, as no OpenDocument text has.
    """

    file: IncomingFile
    was: IncomingFile
    by_id: Mapping[str, IncomingParagraph]
    by_place: Mapping[int, IncomingParagraph]
    by_style: Mapping[str, Sequence[IncomingParagraph]]
    grounds: frozenset[str | None]

    @classmethod
    def of(cls, file: IncomingFile, was: IncomingFile) -> AsMade:
        ids = {name: one for one in was.paragraphs for name in _ids(one)}
        styles: dict[str, list[IncomingParagraph]] = {}
        for one in was.paragraphs:
            styles.setdefault(one.style, []).append(one)
        texts = ([one.text for one in each.paragraphs] for each in (file, was))
        equal = {place: was.paragraphs[other] for place, other in equal_in_order(*texts)}
        grounds = [
            {p.cell.ground for p in one.paragraphs if p.cell} - {None} for one in (file, was)
        ]
        lost = frozenset() if grounds[0] else frozenset(grounds[1])
        return cls(file, was, ids, equal, styles, lost)

    def known(self, paragraph: IncomingParagraph) -> IncomingParagraph | None:
        """What a paragraph of the edited file was, by its identifier; None for a new one."""
        return next((self.by_id[name] for name in _ids(paragraph) if name in self.by_id), None)

    def is_of_its_table(self, paragraph: IncomingParagraph) -> bool:
        """Whether the style of a table gives a paragraph its ground, or may have given it."""
        if paragraph.cell is None or paragraph.setting is None:
            return False
        ground = paragraph.setting.ground
        return ground == paragraph.cell.ground or ground in self.grounds

    def own(self, place: int, paragraph: IncomingParagraph) -> IncomingParagraph | None:
        """The same, or one that says the same, which may be another one."""
        return self.known(paragraph) or self.by_place.get(place)


def _ids(paragraph: IncomingParagraph) -> Iterator[str]:
    return filter(None, map(passage_at, paragraph.bookmarks))

"""The paragraphs of an edited file, and what each was in the file as it was made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from generator.incoming.file import IncomingFile, IncomingParagraph
from generator.manifest.bookmarks import passage_at
from generator.merging.wording import equal_in_order


class AsMade(Struct, frozen=True):
    """The paragraphs of a file as it was made: by identifier, by place in the edited one, by style.

    A place is that of a paragraph that says the same.
    """

    by_id: Mapping[str, IncomingParagraph]
    by_place: Mapping[int, IncomingParagraph]
    by_style: Mapping[str, Sequence[IncomingParagraph]]

    @classmethod
    def of(cls, file: IncomingFile, was: IncomingFile) -> AsMade:
        ids = {name: one for one in was.paragraphs for name in _ids(one)}
        styles: dict[str, list[IncomingParagraph]] = {}
        for one in was.paragraphs:
            styles.setdefault(one.style, []).append(one)
        texts = ([one.text for one in each.paragraphs] for each in (file, was))
        equal = {place: was.paragraphs[other] for place, other in equal_in_order(*texts)}
        return cls(ids, equal, styles)

    def known(self, paragraph: IncomingParagraph) -> IncomingParagraph | None:
        """What a paragraph of the edited file was, by its identifier; None for a new one."""
        return next((self.by_id[name] for name in _ids(paragraph) if name in self.by_id), None)

    def own(self, place: int, paragraph: IncomingParagraph) -> IncomingParagraph | None:
        """The same, or one that says the same, which may be another one."""
        return self.known(paragraph) or self.by_place.get(place)


def _ids(paragraph: IncomingParagraph) -> Iterator[str]:
    return filter(None, map(passage_at, paragraph.bookmarks))

"""The passages of a body in a Word file: each has an id by which an edited file is matched.

The id stands in the paragraph itself, where Word keeps it ([MS-DOCX] 2.2.4, `w14:paraId`), and in
the name of a hidden bookmark around its words, which other programs keep as well.
"""

from __future__ import annotations

from collections import defaultdict, deque

from msgspec import Struct

from generator.document import Block, Document, Inline
from generator.manifest.bookmarks import passage_bookmark
from generator.manifest.passages import body_passages, passage_id


class PassageMark(Struct, frozen=True):
    """The id of a passage, and the number and the name of its bookmark."""

    id: str
    number: int
    bookmark: str


class PassageMarks:
    """The marks of all passages of a body, each handed out to the paragraph that is made of it."""

    def __init__(self, document: Document, prefix: str) -> None:
        self._document = document  # nodes are told by what they are as long as it lives
        self._waiting: defaultdict[int, deque[PassageMark]] = defaultdict(deque)
        self.count = 0
        for self.count, passage in enumerate(body_passages(document), 1):
            id_ = passage_id(self.count)
            found = PassageMark(id_, self.count, passage_bookmark(prefix, id_))
            self._waiting[id(passage.nodes[-1])].append(found)

    def of(self, *nodes: Block | Inline) -> PassageMark | None:
        """The next mark of the passage that the nodes say; None if they are none of the body's.

        A node that stands in several places of the document has a mark for each of them, in order.
        """
        waiting = self._waiting.get(id(nodes[-1])) if nodes else None
        return waiting.popleft() if waiting else None

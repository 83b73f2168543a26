"""A document whose blocks are written → the same one, finished: with its notes.

What stands before and behind a node tells where a mark of a note stands, and at which spaces no
line may end. To check a brief, nobody asks for that, nor for the words of its notes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from generator.document import Document, Note
from generator.document.rewriting import one_after_another, with_runs
from generator.layout.binding import bound_run
from generator.layout.linking import dead_links_as_words


class Arranged(Struct):
    """A document, and what finishes it when it is first asked for; None where it is finished.

    `written` is the document as it stands so far: of a long one nobody keeps two.
    """

    written: Document
    finishes: Callable[[Document], Document] | None = None

    @property
    def document(self) -> Document:
        """The finished document."""
        if self.finishes:
            self.written, self.finishes = self.finishes(self.written), None
        return self.written


def arranged(
    written: Document, notes: Iterable[Callable[[], Note]], stops: Mapping[str, str]
) -> Arranged:
    """A document to be finished, and what writes each note of it.

    `stops` are those that marks stand behind, by language.
    """
    return Arranged(written, partial(_finished, notes, stops))


def _finished(
    notes: Iterable[Callable[[], Note]], stops: Mapping[str, str], document: Document
) -> Document:
    from generator.layout.mark_places import marks_behind_stops
    from generator.layout.spacing import spaces_at_stops

    document = replace(document, notes=tuple(write() for write in notes))
    rewrite = one_after_another(
        marks_behind_stops(document.language, stops),
        dead_links_as_words(document),
        spaces_at_stops(document),
        bound_run,
    )
    return with_runs(document, rewrite)

"""How a redline says what it is: in its properties and at the head of each page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from generator.document import Block, Changed, Document, Figure, Meta
from generator.document.walking import blocks_with_notes, every_block, inline_runs
from generator.theme.running_heads import RunningHead
from generator.theme.theme import Theme

_FIELD = "changes"  # of what a running head may name
_MARKING = "marking"


def announced(document: Document, earlier: Meta, between: tuple[str, str], author: str) -> Document:
    """A redline with what it shows as its title. It is no brief, and has no number of one.

    It is said in English, as findings are. `author` is who Word says has made the changes.
    """
    words = f"Changes from {between[0]} to {between[1]}"
    meta = replace(
        _with_both_markings(document.meta, earlier),
        changed_by=author,
        identifier="",
        doi="",
        version="",
    )
    meta = replace(meta, fields={**meta.fields, _FIELD: words})
    return replace(document, title=f"{words}: {document.title}", meta=meta)


def _with_both_markings(later: Meta, earlier: Meta) -> Meta:
    """The later document's particulars, with the marking of the earlier, whose words it shows."""
    was, now = (meta.fields.get(_MARKING, "") for meta in (earlier, later))
    if was in ("", now):
        return later
    words = " / ".join(filter(None, (was, now)))
    look = earlier.marking or later.marking
    marking = replace(look, words=words) if look else None
    return replace(later, marking=marking, fields={**later.fields, _MARKING: words})


def announcing(theme: Theme) -> Theme:
    """The look, with what a redline shows at the head of each page."""
    header, first_header = _announcing_head(theme.header), _announcing_head(theme.first_header)
    return replace(theme, header=header, first_header=first_header)


def _announcing_head(head: RunningHead) -> RunningHead:
    """A head that says it in place of other words, but never of the logo or the page."""
    for place in reversed(head.places):
        kept = any(field in place.pattern for field in ("{logo}", "{page}", "{marking}"))
        if place.pattern and not kept:
            return replace(head, **{place.name: f"{{{_FIELD}}}"})
    free = next((place.name for place in head.places if not place.pattern), "center")
    return replace(head, **{free: f"{{{_FIELD}}}"})


class ChangeCount(Struct, frozen=True):
    """How often words were put in and taken out, and paragraphs moved."""

    inserted: int
    deleted: int
    moved: int

    def __bool__(self) -> bool:
        return bool(self.inserted or self.deleted or self.moved)


def changes_in(document: Document) -> ChangeCount:
    """How many changes a redline shows, in its text and in its notes."""
    found = list(_every_change(blocks_with_notes(document)))
    inserted, deleted = (
        sum(change.how == how and not change.move for change in found)
        for how in ("inserted", "deleted")
    )
    return ChangeCount(inserted, deleted, len({change.move for change in found} - {0}))


def _every_change(blocks: Iterable[Block]) -> Iterator[Changed]:
    for block in every_block(blocks):
        if isinstance(block, Figure) and block.change and not block.caption:
            yield Changed((), block.change)
        for run in inline_runs(block):
            yield from (node for node in run if isinstance(node, Changed))

"""Removing a brief with all its versions, as a court may demand.

What a publisher does is to withdraw it (see `withdrawal`): then all stays. Here nothing stays but a
line of the ledger, by which an audit tells what was removed from what was lost.
"""

from __future__ import annotations

from generator.archive.catalogue import held
from generator.archive.heads import refuse_without_ledger
from generator.archive.ledger import Removed
from generator.archive.naming import house
from generator.archive.places import Archive
from generator.archive.record import record_from
from generator.archive.store import writing
from generator.archive.taking_out import Removal, take_out
from generator.archive.withdrawal import Reason
from generator.diagnostics import Diagnostic


def remove(archive: Archive, name: str, reason: Reason) -> tuple[int, tuple[Diagnostic, ...]]:
    """Remove a brief; how many versions it had, and what a crash had left before.

    Raises BriefError if there is no such brief, or if the disk would not do it. Then it is still
    there, or, once it has left the storage root, the next writer does the rest.
    """
    with writing(archive) as recovered:
        found = held(archive, name)
        record, identifier = record_from(found.record), found.inventory.id
        author = reason.author or house(record.publisher)
        removed = Removed(record.slug, reason.created, author.name, reason.message)
        refuse_without_ledger(archive)
        take_out(archive, Removal(identifier, found.number, removed))
    return found.number, (recovered.told(archive.shown),) if recovered else ()

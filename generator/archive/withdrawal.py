"""Withdrawing a brief: a new version with a notice; everything that was published stays.

The notice makes a version a withdrawal. It is in the inventory, so that no other file has to be
read, or to be sound. The reason is the version's message.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from generator.archive.catalogue import Held, find, held
from generator.archive.describing import DESCRIPTIONS, described
from generator.archive.heads import read_head, refuse_without_ledger
from generator.archive.inventory import User, house
from generator.archive.ledger import Removed
from generator.archive.places import Archive
from generator.archive.record import NOTICE, WITHDRAWAL, VersionRecord, record_from
from generator.archive.store import NewVersion, Stored, commit, writing
from generator.archive.taking_out import Removal, take_out
from generator.diagnostics import BriefError, Diagnostic, Severity, Span, codes, diagnose


class Reason(Struct, frozen=True):
    """Why a brief is withdrawn, when and by whom; without a name, by the house."""

    message: str
    created: str  # RFC 3339, with a time zone
    author: User | None = None


class Withdrawal(Struct, frozen=True):
    """A withdrawal of a version: by which one, when and why, and what was published since."""

    number: int
    created: str
    message: str
    again: int  # the version that was published after it; 0 where none was


def withdraw(archive: Archive, name: str, reason: Reason) -> tuple[Stored, tuple[Diagnostic, ...]]:
    """Store the withdrawal of a brief as its next version; also returns what a crash had left.

    Raises BriefError if there is no such brief, or if it is withdrawn already.
    """
    identifier = find(archive, name)
    with writing(archive) as recovered:
        inventory = read_head(archive, identifier)
        assert inventory is not None  # it was found
        head = Held(archive, inventory, inventory.head)
        if head.withdrawn:
            raise BriefError([_again(head)])
        stored = commit(archive, _withdrawal(head, reason))
    return stored, (recovered.told(archive.shown),) if recovered else ()


def _withdrawal(head: Held, reason: Reason) -> NewVersion:
    """The files of the last publication, the notice, and the descriptions written again."""
    files = {path: head.read(path) for path in head.paths if path not in DESCRIPTIONS}
    before = record_from(head.record)
    record = replace(
        before,
        amendment=WITHDRAWAL,
        message=reason.message,
        published=reason.created,
        publisher=before.publisher or head.inventory.versions[-1].user.name,
        checks=(),
    )
    user = reason.author or house(record.publisher)
    files[NOTICE] = _notice(head, record, user).encode()
    identifier = head.inventory.id
    return NewVersion(
        identifier=identifier,
        files=described(identifier, head.number + 1, record, files),
        message=reason.message,
        user=user,
        created=reason.created,
        base=head.number,
    )


def _notice(head: Held, record: VersionRecord, user: User) -> str:
    numbered = f"{record.number}, " if record.number else ""
    version = f"version {record.version or head.number}"
    return f"""# Withdrawn

“{record.title or head.inventory.id}” ({numbered}{version}) was withdrawn on
{record.published[:10]} by {user.name}.

Reason: {" ".join(record.message.split())}

The files beside this notice are those of v{head.number}, as they were published. They are kept
for the record, and are no longer to be relied on.
"""


# --- telling ----------------------------------------------------------------------------


def withdrawal_of(held: Held) -> Withdrawal | None:
    """The first withdrawal at or after a version; None if the version stands."""
    versions = held.inventory.versions
    for number in range(held.number, len(versions) + 1):
        version = versions[number - 1]
        if NOTICE in version.state:
            later = range(number + 1, len(versions) + 1)
            again = next((n for n in later if NOTICE not in versions[n - 1].state), 0)
            return Withdrawal(number, version.created, version.message, again)
    return None


def told(held: Held) -> tuple[Diagnostic, ...]:
    """The warning for a reader of a withdrawn version; empty for any other."""
    found = withdrawal_of(held)
    if found is None:
        return ()
    message = f"{held.name} was withdrawn on {found.created[:10]}: {found.message}"
    hint = (
        f"v{found.again} was published since" if found.again else "it is kept for the record only"
    )
    return (_withdrawn_note(held, message, hint),)


def republished(head: Held) -> Diagnostic:
    """The finding for a brief that is published again after its withdrawal."""
    version = head.inventory.versions[head.number - 1]
    message = f"{head.name} had withdrawn this brief: it is published again"
    return _withdrawn_note(head, message, f"the reason was: {version.message}")


def _withdrawn_note(held: Held, message: str, hint: str) -> Diagnostic:
    return diagnose(
        codes.WITHDRAWN, message, Span.at(held.archive.shown), severity=Severity.NOTE, hint=hint
    )


def _again(head: Held) -> Diagnostic:
    version = head.inventory.versions[-1]
    message = f"{head.name} is a withdrawal already, of {version.created[:10]}"
    hint = "publish a version that rises to bring the brief back"
    return diagnose(codes.WITHDRAWN, message, Span.at(head.archive.shown), hint=hint)


# --- for good ---------------------------------------------------------------------------


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

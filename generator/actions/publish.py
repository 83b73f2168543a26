"""A brief → a version in the archive: check, make, describe, store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from generator.actions.archives import archive_of
from generator.actions.arguments import (
    Names,
    StrPath,
    names_of,
    one_of,
    path_of,
    text_of,
    workspace_of,
)
from generator.actions.inputs import inputs_of, names_to_change, other_editions
from generator.actions.recording import Publication, caveats, record_of
from generator.archive.catalogue import Held, latest_of
from generator.archive.clock import moment
from generator.archive.describing import DESCRIPTIONS, described
from generator.archive.heads import read_head
from generator.archive.inventory import former_urn, house, urn, user_of
from generator.archive.places import Archive
from generator.archive.record import NOTICE
from generator.archive.signatures import sign as signature_by
from generator.archive.store import NewVersion, Sign, Stored, commit, writing
from generator.archive.withdrawal import republished
from generator.config.version_numbers import rank
from generator.diagnostics import (
    BriefError,
    Diagnostic,
    Purpose,
    Severity,
    Span,
    codes,
    diagnose,
    in_reading_order,
    refusal,
    refuse,
)
from generator.diagnostics.codes import as_grave_for
from generator.pipeline.composing import compose
from generator.pipeline.library import Library
from generator.pipeline.making import Made, Wanted, make
from generator.pipeline.reading import Reading, read
from generator.workspace.workspace import Workspace


class Published(Struct, frozen=True):
    """A version that is now in the archive, and the findings."""

    slug: str
    label: str
    stored: Stored
    files: int
    bytes: int
    findings: tuple[Diagnostic, ...]

    @property
    def name(self) -> str:
        """The version as other commands name it: military@v2."""
        return f"{self.slug}@v{self.stored.number}"


Amendment = Literal["minor", "significant"]


def publish(  # noqa: PLR0913 - what a person says about a version, each by its name
    path: StrPath,
    *,
    message: str,
    amendment: Amendment | None = None,
    acknowledge: Names = (),
    sign: StrPath | None = None,
    author: str | None = None,
    date: str | None = None,
    workspace: Workspace | None = None,
) -> Published:
    """Check a brief as with --strict, make every format and store all as its next version.

    Each finished file is read back before anything is stored.

    `message` says what the version is, `amendment` how much it amends the last; `acknowledge` names
    the unresolved caveats to publish in spite of, or "all". `sign` is an SSH key. `author` is
    written "Name <desk@example.org>"; without it, it is the publisher. `date` is in ISO 8601;
    without it, it is now. Without a `workspace`, it is the one that the path is in. All of it is
    read again.

    Raises BriefError with every error, every warning without an answer, and any other reason not to
    publish; then the archive stays as it was. Raises TypeError or ValueError for a wrong argument.
    """
    if amendment is not None:
        one_of(amendment, "amendment", get_args(Amendment))
    brief = path_of(path, "path")
    publication = Publication(
        message=text_of(message, "message"),
        created=moment(date),
        amendment=amendment or "",
        acknowledged=names_of(acknowledge, "acknowledge", "all"),
        author=None if author is None else user_of(author),
        key=None if sign is None else path_of(sign, "sign"),
    )
    return _published(workspace_of(workspace, brief), brief, publication)


def _published(workspace: Workspace, path: Path, publication: Publication) -> Published:
    library = Library(workspace)
    before = inputs_before(library, path)
    _refuse(names_to_change(before, path.stem))
    made = _made(Library(workspace, library.proofs), path, publication)
    files = inputs_of(workspace, path, made.reading, made.composed)
    _refuse(changed_meanwhile(before, files))
    _refuse(_not_read_back(made))
    files |= {f"renditions/{each.file_name}": each.data for each in made.renditions}
    archive = archive_of(workspace)
    identifier, head = _object(archive, workspace, made)
    _refuse(other_editions(archive, identifier, files))
    amendment = _amendment(archive, head, made, files, publication)
    record = record_of(workspace, made, replace(publication, amendment=amendment))
    base = head.number if head else 0
    change = NewVersion(
        identifier=identifier,
        files=described(identifier, base + 1, record, files),
        message=publication.message,
        user=publication.author or house(record.publisher),
        created=publication.created,
        base=base,
    )
    with writing(archive) as recovered:
        told = [recovered.told(archive.shown)] if recovered else []
        stored = commit(archive, change, _signing(publication.key))
    told += [republished(head)] if head and head.withdrawn else []
    findings = in_reading_order([*made.findings, *told])
    size = sum(len(data) for data in change.files.values())
    return Published(record.slug, record.version, stored, len(change.files), size, findings)


def _made(library: Library, path: Path, publication: Publication) -> Made:
    """The brief as it would be published. Raises BriefError with every reason not to publish it."""
    reading = read(library, path)
    said = tuple(_may_not_be_published(library.workspace, reading, publication))
    try:
        made = make(library, path, Wanted())
    except BriefError as error:
        _refuse([*error.diagnostics, *said])
        raise
    _refuse([*made.findings, *said])
    return made


def _signing(key: Path | None) -> Sign | None:
    return (lambda statement: signature_by(key, statement)) if key else None


def inputs_before(library: Library, path: Path) -> dict[str, bytes]:
    """What the brief would be made of; empty if it cannot be made at all."""
    reading = read(library, path)
    if reading.is_broken:
        return {}
    return inputs_of(library.workspace, path, reading, compose(library, reading))


def _refuse(found: Iterable[Diagnostic]) -> None:
    """Raise BriefError with the errors and warnings among the findings, if there are any."""
    graded = (as_grave_for(each, Purpose.PUBLICATION) for each in found)
    findings = in_reading_order(each for each in graded if each.severity is not Severity.NOTE)
    refuse(findings)


# --- what may not be published ----------------------------------------------------------


def _may_not_be_published(
    workspace: Workspace, reading: Reading, publication: Publication
) -> Iterator[Diagnostic]:
    brief = reading.evidence.brief
    front, places = brief.front, brief.places
    if not front.number:
        hint = 'give the brief a number of its own: number: "PB-2026-01"'
        message = "a brief without a number cannot be published"
        yield diagnose(
            codes.NO_IDENTITY, message, places.get("title", Span.at(brief.file)), hint=hint
        )
    if not (front.publisher or workspace.settings.publisher):
        hint = 'name it once for the house: publisher = "…" in brief.toml'
        message = "a brief without a publisher cannot be published"
        place = places.get("title", Span.at(brief.file))
        yield diagnose(codes.NO_IDENTITY, message, place, hint=hint)
    if rank(front.version) < rank("1"):
        hint = 'a first publication is version: "1.0"'
        message = f"version {front.version or '(none)'} is that of a draft"
        place = places.get("version", Span.at(brief.file))
        yield diagnose(codes.DRAFT_TO_PUBLISH, message, place, hint=hint)
    for caveat in caveats(reading):
        if caveat.unresolved and not {caveat.name, "all"} & set(publication.acknowledged):
            message = f"the caveat `{caveat.name}` is unresolved"
            hint = f"resolve it, or say that you know of it: --acknowledge {caveat.name}"
            yield diagnose(codes.UNACKNOWLEDGED_CAVEAT, message, caveat.span, hint=hint)


def _not_read_back(made: Made) -> Iterator[Diagnostic]:
    """Check each finished file by reading it back, as its readers will."""
    from generator.proof.read_back import not_read_back

    source = made.reading.evidence.brief.file
    for rendition in made.renditions:
        yield from not_read_back(
            rendition.data, rendition.file_name, source, made.composed.document
        )


def changed_meanwhile(
    before: Mapping[str, bytes], after: Mapping[str, bytes]
) -> Iterator[Diagnostic]:
    """Each file that somebody wrote while the brief was built: it is not what was checked."""
    for path in sorted(before.keys() | after.keys()):
        if before.get(path) != after.get(path):
            message = f"{path} changed while the brief was built"
            hint = "publish again when nobody is writing to it"
            yield diagnose(codes.CHANGED_MEANWHILE, message, Span.at(path), hint=hint)


def _object(archive: Archive, workspace: Workspace, made: Made) -> tuple[str, Held | None]:
    """The id of the brief, as at its first publication, and its latest version there."""
    brief = made.reading.evidence.brief
    front = brief.front
    names = front.publisher or workspace.settings.publisher, front.number
    fresh = urn(*names)
    ours = (fresh, former_urn(*names))
    known = latest_of(archive, brief.slug, ours) if archive.ocfl.is_dir() else ()
    # An import may have brought another house's brief of the same name.
    near = sorted(known, key=lambda it: (it.identifier not in ours, it.number != front.number))
    own = next((entry for entry in near if entry.slug == brief.slug), None)
    taken = next((entry for entry in known if entry.identifier in ours), None)
    place = brief.places.get("number", Span.at(brief.file))
    if own is not None and own.number != front.number:
        message = f"this brief was published as {own.number}: its number is frozen"
        hint = f'bring back number: "{own.number}", or make a new brief'
        raise refusal(codes.NUMBER_TAKEN, message, place, hint=hint)
    if own is None and taken is not None:
        message = f"{front.number} is published already, as `{taken.slug}`"
        hint = "take a number of its own"
        raise refusal(codes.NUMBER_TAKEN, message, place, hint=hint)
    identifier = own.identifier if own else fresh
    inventory = read_head(archive, identifier)
    return identifier, Held(archive, inventory, inventory.head) if inventory else None


def _holds_already(head: Held, files: Mapping[str, bytes]) -> bool:
    own = set(head.paths) - DESCRIPTIONS - {NOTICE}
    return own == files.keys() and all(head.read(path) == data for path, data in files.items())


def _amendment(
    archive: Archive,
    head: Held | None,
    made: Made,
    files: Mapping[str, bytes],
    publication: Publication,
) -> str:
    """How this version amends the last. Raises BriefError if nothing changed, or it is not said."""
    if head is None:
        return "first"
    brief = made.reading.evidence.brief
    if not head.withdrawn and _holds_already(head, files):
        message = f"nothing has changed since {head.name}"
        hint = "there is nothing to publish"
        raise refusal(codes.NOTHING_CHANGED, message, Span.at(brief.file), hint=hint)
    last = str(head.record.get("version", ""))
    if rank(brief.front.version) <= rank(last):
        message = f"version {brief.front.version} does not rise above {last}, which is published"
        place = brief.places.get("version", Span.at(brief.file))
        hint = "raise `version` in the front matter"
        raise refusal(codes.VERSION_NOT_RISEN, message, place, hint=hint)
    if not publication.amendment:
        message = f"{head.name} is published: say how much this version amends"
        hint = "--amendment minor where no judgement changes, else --amendment significant"
        raise refusal(codes.AMENDMENT_UNSAID, message, Span.at(archive.shown), hint=hint)
    return publication.amendment

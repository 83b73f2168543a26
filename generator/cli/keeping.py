"""Looking after what was published: audit, export, import, sign, withdraw, remove."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.findings import in_workspace, show
from generator.cli.opening import (
    AUTHOR,
    BRIEF,
    DATE,
    VERSION,
    one_line,
    person,
    settled,
    when,
)
from generator.cli.terminal import with_progress
from generator.diagnostics import BriefError
from generator.language.counting import counted

if TYPE_CHECKING:
    from generator.archive.audit import Audit
    from generator.archive.places import Archive

_REASON = Annotated[
    str, typer.Option("--message", "-m", metavar="REASON", help="Why, in one line.")
]


def archive_withdraw(
    brief: BRIEF,
    message: _REASON,
    author: AUTHOR = None,
    date: DATE = None,
) -> None:
    """Withdraw a brief: store a new version with a notice. Earlier versions stay as they were.

    To bring the brief back, publish it again with a higher version number.

    Example: `brief archive withdraw military -m "The source was retracted"`
    """
    from generator.archive.catalogue import held
    from generator.archive.withdrawal import Reason, withdraw

    reason = Reason(one_line(message, "say why"), when(date), person(author))
    with in_workspace() as workspace:
        archive = settled(workspace)
        stored, told = withdraw(archive, brief, reason)
        show(told, workspace.root)
        name = held(archive, brief).name
    typer.echo(f"{name}  withdrawn, sha512 {stored.digest[:16]}…")
    before = stored.number - 1
    typer.echo("v1 stays as it was" if before == 1 else f"v1–v{before} stay as they were")


def archive_remove(
    brief: BRIEF,
    message: _REASON,
    author: AUTHOR = None,
    date: DATE = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
) -> None:
    """Remove a brief with all its versions, for good. A line of the ledger says that it was done.

    For what the law says must go. To say that a brief no longer holds, withdraw it: then all of
    its versions stay.

    Example: `brief archive remove military -m "Order of the court of 2 May, 12 C 34/26"`
    """
    from generator.archive.catalogue import held
    from generator.archive.withdrawal import Reason, remove

    reason = Reason(one_line(message, "say why"), when(date), person(author))
    with in_workspace() as workspace:
        archive = settled(workspace)
        found = held(archive, brief)
        name, versions = found.name.partition("@")[0], counted(found.number, "version")
        if not yes:
            _confirm(name, versions)
        _, told = remove(archive, found.inventory.id, reason)
        show(told, workspace.root)
    typer.echo(f"{name}  {versions} removed; log/ledger.jsonl says so")
    typer.echo("what was exported or copied elsewhere is still there, and so is the brief itself")


def _confirm(name: str, versions: str) -> None:
    """Have a person type the name of a brief; exit status 2 where there is none, 1 for another."""
    if not sys.stdin.isatty():
        typer.echo(f"{versions} of {name} would be gone for good: say --yes", err=True)
        raise typer.Exit(2)
    typer.echo(f"{versions} of {name} will be gone for good. Type its name to go on: ", nl=False)
    if sys.stdin.readline().strip() != name:
        typer.echo("nothing was removed", err=True)
        raise typer.Exit(1)


def archive_sign(
    version: VERSION,
    key: Annotated[
        Path,
        typer.Argument(
            metavar="KEY", help="A private SSH key, or a public one if ssh-agent has the private."
        ),
    ],
) -> None:
    """Sign a version with an SSH key.

    `ssh-keygen` signs the digest of the version's inventory; no network is needed. The signature
    is stored beside the storage root. `brief archive audit --allowed-signers FILE` checks it.

    Example: `brief archive sign military@v1 ~/.ssh/id_ed25519`
    """
    from generator.archive.catalogue import held
    from generator.archive.signing import sign_version

    with in_workspace() as workspace:
        found = held(settled(workspace), version)
        signer, place = sign_version(found, key)
        typer.echo(f"{found.name}  signed by {signer}")
        typer.echo(f"    {workspace.shown(place)}")


def export(
    version: VERSION,
    target: Annotated[
        Path, typer.Argument(metavar="FILE|DIR", help="A new .zip or .tar, or a new folder.")
    ],
    profile: Annotated[
        str,
        typer.Option(metavar="archivematica|saf", help="Arrange the files for this repository."),
    ] = "",
) -> None:
    """Write a bag (BagIt 1.0) to pass on: a brief with all its versions, or the files of one.

    BRIEF alone gives all versions with their signatures; `brief archive import` takes them in
    elsewhere. BRIEF@VERSION gives the files of that version. With a profile, BRIEF gives the files
    of the latest version: `archivematica` adds metadata/metadata.csv; `saf` adds the files
    dublin_core.xml and contents of DSpace's Simple Archive Format.

    Examples: `brief archive export military military.zip` ·
    `brief archive export military@v1 military --profile archivematica`
    """
    from generator.archive.catalogue import held
    from generator.archive.exporting import PROFILES, export_object, export_version
    from generator.archive.withdrawal import told

    if profile not in PROFILES:
        known = " or ".join(name for name in PROFILES if name)
        raise typer.BadParameter(
            f"no profile {profile!r}: this can be {known}", param_hint="--profile"
        )
    if target.suffix.lower() in {".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar"}:
        raise typer.BadParameter("a bag can be packed as .zip or .tar", param_hint="FILE|DIR")
    shown = target.as_posix()
    with in_workspace() as workspace:
        found = held(settled(workspace), version)
        show(told(found), workspace.root)
        if "@" in version or profile:
            bag, what = export_version(found, target, shown, profile), found.name
        else:
            bag, what = export_object(found, target, shown), f"{version} with all its versions"
    typer.echo(f"{what}: {counted(len(bag.payload), 'file')}, {bag.size / 1e6:.1f} MB in {shown}")


def archive_import(
    package: Annotated[
        Path,
        typer.Argument(metavar="PATH", help="A bag or an OCFL object: a folder, .zip or .tar."),
    ],
) -> None:
    """Take in a brief with all its versions from another archive.

    Every byte and every rule of OCFL is checked first. If the brief is here already, only newer
    versions are added, and only if the earlier ones are the same. No published version ever
    changes.

    Example: `brief archive import military.zip`
    """
    from generator.archive.catalogue import held
    from generator.archive.importing import import_package
    from generator.archive.withdrawal import told

    with in_workspace() as workspace:
        archive = settled(workspace)
        done = import_package(archive, package, package.as_posix())
        recovered = (done.recovered.told(archive.shown),) if done.recovered else ()
        found = held(archive, done.identifier)
        show((*recovered, *told(found)), workspace.root)
    first = done.head - done.new + 1
    numbers = f"v{first} is" if done.new == 1 else f"v{first}–v{done.head} are"
    came = f"{numbers} new here" if done.new else "nothing new: it is all here"
    signatures = f", signatures: {done.signatures}" if done.signatures else ""
    typer.echo(f"{found.name}  {came}{signatures}")


def archive_audit(
    briefs: Annotated[
        list[str] | None, typer.Argument(help="The briefs; without any, all.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Check everything.")] = False,
    sample: Annotated[
        int, typer.Option(metavar="N", min=0, help="Check N briefs only, others each time.")
    ] = 0,
    allowed_signers: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            exists=True,
            dir_okay=False,
            help="Check the signatures, too. FILE lists who may sign.",
        ),
    ] = None,
    begin_ledger: Annotated[
        bool,
        typer.Option("--begin-ledger", help="First begin the ledger, with what is there now."),
    ] = False,
) -> None:
    """Check that nothing in the archive is damaged: every byte, and every rule of OCFL 1.1.

    For a damaged file you see the digest that it should have and the one that it has. The result
    is added to the log beside the storage root.

    The ledger says what the archive should hold. If it was lost, bring it back from a copy. If
    there is no copy, --begin-ledger begins another one.

    FILE has a line for each signer, as in ssh-keygen(1): `desk@example.org ssh-ed25519 AAAA…`

    Exit status: 0 sound, 1 damaged, 2 could not run.

    Examples: `brief archive audit` · `brief archive audit --sample 100` ·
    `brief archive audit --allowed-signers signers`
    """
    from generator.archive import audit as auditing
    from generator.archive.catalogue import find, index_of
    from generator.archive.clock import moment
    from generator.archive.ledger import is_missing
    from generator.archive.signatures import SignatureOutcome

    if everything + bool(sample) + bool(briefs) > 1:
        raise typer.BadParameter("name briefs, or use --all, or use --sample N")
    with in_workspace(2) as workspace:
        archive = settled(workspace)
        with index_of(archive):
            pass
        if begin_ledger:
            if not is_missing(archive):
                raise typer.BadParameter("this archive has its ledger", param_hint="--begin-ledger")
            auditing.begin_ledger(archive)
        folders = auditing.choose(archive, [find(archive, name) for name in briefs or ()], sample)
        each = with_progress(folders, len(folders), "Auditing")
        result = auditing.audit(archive, each, allowed_signers=allowed_signers)
        show([finding.diagnostic(archive) for finding in result.findings], workspace.root)
        failed = [
            found for found in result.signatures if found.outcome is not SignatureOutcome.GOOD
        ]
        show([found.diagnostic(archive) for found in failed], workspace.root)
        errors = sum(finding.fault.code.is_error for finding in result.findings)
        warnings = len(result.findings) - errors
        told = f"{counted(result.objects, 'object')}, {result.size / 1e6:,.1f} MB"
        typer.echo(f"{told}: {counted(errors, 'error')}, {counted(warnings, 'warning')}")
        _tell_signatures(archive, folders, result)
        try:
            auditing.write_log(archive, result, when=moment(None))
        except BriefError as error:  # the audit was made all the same, as on a protected disk
            show(error.diagnostics, workspace.root)
    raise typer.Exit(0 if result.sound else 1)


def _tell_signatures(archive: Archive, folders: Iterable[Path], result: Audit) -> None:
    """Print how many signatures are valid or, if they were not checked, how many there are."""
    from generator.archive.signatures import SignatureOutcome

    counts = Counter(checked.outcome for checked in result.signatures)
    if counts:
        told = ", ".join(f"{counts[outcome]} {outcome}" for outcome in SignatureOutcome)
        typer.echo(f"signatures: {told}")
        return
    below = (archive.signatures / folder.relative_to(archive.ocfl) for folder in folders)
    left = sum(1 for folder in below for _ in folder.glob("*.sig"))
    if left:
        typer.echo(f"signatures: {left} not checked; --allowed-signers FILE checks them")

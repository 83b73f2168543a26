"""`brief verify`: check a file that somebody was handed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from msgspec import to_builtins

from generator.cli.findings import form_option, telling_refusals
from generator.cli.terminal import json_text
from generator.cli.verdict import tell

if TYPE_CHECKING:
    from generator.actions.verify import Verified
    from generator.archive.signatures import CheckedSignature as Signature
    from generator.proof.origin import Origin


def verify_command(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Word files, PDFs and HTML pages.")
    ],
    in_archive: Annotated[
        bool,
        typer.Option("--archive", help="Also compare them with what was published here."),
    ] = False,
    folder: Annotated[
        Path | None,
        typer.Option(
            "--archive-dir", metavar="DIR", help="Also compare them with the archive in DIR."
        ),
    ] = None,
    allowed_signers: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            exists=True,
            dir_okay=False,
            help="Also check who signed it. FILE lists who may sign.",
        ),
    ] = None,
    form: Annotated[str, form_option("human", "json")] = "human",
) -> None:
    """Check whether the words of a finished file were changed.

    A finished file carries a record of its words, notes and quotations. "Self-consistent" means
    that they are still the same. The report lists what was compared, and what was not. Only the
    archive knows whether this is the file that was published: use --archive.

    --allowed-signers takes a file with a line for each signer, as in ssh-keygen(1):
    `desk@example.org ssh-ed25519 AAAA…`. Only the published file itself can have a signature.

    Exit status: 0 nothing differs, 1 something differs or was added, 2 a file cannot be checked.

    Examples: `brief verify military.pdf` · `brief verify military.docx --archive` ·
    `brief verify military.pdf --allowed-signers signers`
    """
    from generator.actions.verify import verify

    with telling_refusals(Path(), 2):
        archive = _archive(folder) if in_archive or folder or allowed_signers else None
    checked = [verify(file, archive=archive, allowed_signers=allowed_signers) for file in files]
    if form == "json":
        told = {"files": [_verdict_row(one) for one in checked]}
        typer.echo(json_text(told))
    else:
        for one in checked:
            tell(one)
    raise typer.Exit(max(map(_status, checked)))


def _archive(folder: Path | None) -> Path:
    from generator.workspace.finding import find_workspace

    if folder and not (folder / "ocfl").is_dir():
        message = f"no archive is in {folder}: name the folder that holds ocfl/"
        raise typer.BadParameter(message, param_hint="--archive-dir")
    return folder or find_workspace(Path()).archive


def _status(one: Verified) -> int:
    """The exit status: 2 if a file cannot be checked, 1 if it fails a test that was asked for."""
    if one.state == "unreadable":
        return 2
    return 0 if one.holds else 1


# --- for programs -------------------------------------------------------------------------


def _verdict_row(one: Verified) -> dict[str, Any]:
    from generator.proof.beside import compared_with

    verdict, origin = one.verdict, one.origin
    return {
        "file": one.file,
        "state": one.state,
        "kind": verdict.kind if verdict else None,
        "brief": dict(verdict.manifest.brief) if verdict else None,
        "saved_again": verdict.saved_again if verdict else None,
        "tracked_changes": verdict.tracked if verdict else None,
        "differences": [to_builtins(each) for each in one.differences],
        "findings": [
            {"code": found.code, "message": found.message, "hint": found.hint}
            for found in one.findings
        ],
        "compared": list(compared_with(verdict.manifest)) if verdict else [],
        "beside": [
            {"what": each.what, "usual": each.usual, "said": each.said} for each in one.beside
        ],
        "archive": _origin_row(origin, one.signatures) if one.asked else None,
    }


def _origin_row(origin: Origin | None, signatures: tuple[Signature, ...] | None) -> dict[str, Any]:
    if origin is None:
        return {"known": False}
    return {
        "known": True,
        "version": origin.name,
        "label": origin.version.label,
        "published": origin.version.created,
        "authentic": origin.exact,
        "later": [f"{one.slug}@v{one.version}" for one in origin.later],
        "withdrawn": origin.withdrawn,
        "signatures": None
        if signatures is None
        else [
            {"outcome": each.outcome, "signer": each.fingerprint, "principal": each.principal}
            for each in signatures
        ],
    }

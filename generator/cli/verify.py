"""`brief verify`: check a file that somebody was handed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from msgspec import to_builtins

from generator.cli.findings import show
from generator.cli.terminal import bold
from generator.diagnostics import BriefError
from generator.language.counting import counted

if TYPE_CHECKING:
    from generator.actions.verify import Verified
    from generator.archive.signatures import CheckedSignature as Signature
    from generator.proof.origin import Origin
    from generator.proof.verify import Bearing, Mismatch

_FORMS = ("human", "json")


def verify_command(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Word files and PDFs.")],
    in_archive: Annotated[
        bool,
        typer.Option("--archive", help="Also hold them against what was published here."),
    ] = False,
    folder: Annotated[
        Path | None,
        typer.Option("--archive-dir", metavar="DIR", help="The same with the archive in DIR."),
    ] = None,
    allowed_signers: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            exists=True,
            dir_okay=False,
            help="Also check who signed the version that was published.",
        ),
    ] = None,
    form: Annotated[
        str, typer.Option("--format", metavar="FORM", help="human, or json for programs.")
    ] = "human",
) -> None:
    """Check whether finished files still say what they carry, from the files alone.

    Self-consistent: the words, the notes and the quotations are those that the file was made
    with. Whether it is the file that was published takes --archive.
    Exit status: 0 nothing differs, 1 something does, 2 a file cannot be checked.

    FILE lists who may sign, as ssh-keygen(1) has it: `desk@example.org ssh-ed25519 AAAA…`

    Examples: `brief verify military.pdf` · `brief verify military.docx --archive` ·
    `brief verify military.pdf --allowed-signers signers`
    """
    from generator.actions.verify import verify

    if form not in _FORMS:
        typer.echo(f"no format `{form}`: this can be {', '.join(_FORMS)}", err=True)
        raise typer.Exit(2)
    try:
        archive = _archive(folder) if in_archive or folder or allowed_signers else None
    except BriefError as error:
        show(error.diagnostics, Path())
        raise typer.Exit(2) from None
    checked = [verify(file, archive=archive, allowed_signers=allowed_signers) for file in files]
    if form == "json":
        told = {"files": [_row(one) for one in checked]}
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for one in checked:
            _tell(one)
    raise typer.Exit(max(map(_status, checked)))


def _archive(folder: Path | None) -> Path:
    from generator.workspace.finding import find_workspace

    return folder or find_workspace(Path()).archive


def _status(one: Verified) -> int:
    """2 for a file that cannot be checked, 1 for one that is not all that was asked for."""
    if one.state == "unreadable":
        return 2
    return 0 if one.holds else 1


# --- for people ---------------------------------------------------------------------------


def _tell(one: Verified) -> None:
    show(one.findings, Path())
    typer.echo(bold(f"{one.file}: {_headline(one)}"))
    for line in (*_known(one), *_told(one.differences), *_closing(one)):
        typer.echo(line)


def _headline(one: Verified) -> str:
    origin, verdict = one.origin, one.verdict
    if origin and origin.exact:
        return f"authentic: the published bytes of {origin.name}"
    if verdict is None:
        return "not checked"
    if origin and not one.differences and not one.findings:
        return f"content unchanged, file re-saved: the words are those of {origin.name}"
    if origin and one.differences:
        label = verdict.manifest.brief.get("version")
        other = "" if label == origin.version.label else f"; no version {label} was published"
        return f"differs from {origin.name}{other}"
    if one.asked and not one.differences and not one.findings:
        return "self-consistent, but not in this archive"
    if one.differences:
        return "differs from what it carries"
    if one.findings:
        return "its manifest does not hold"
    return "content unchanged, file re-saved" if verdict.saved_again else "self-consistent"


def _known(one: Verified) -> Iterator[str]:
    """What the file says that it is, and what the archive knows of that."""
    if one.verdict and one.state == "consistent" and not one.asked:
        yield from _lines(
            "words, notes and quotations are those that it was made with; whether it is the file "
            "that was published, --archive says"
        )
    if one.verdict:
        brief, notes = one.verdict.manifest.brief, len(one.verdict.manifest.notes)
        number = " · ".join(filter(None, (brief.get("identifier"), brief.get("title"))))
        version = (
            f"version {brief.get('version')} of {brief.get('issued')}, {counted(notes, 'note')}"
        )
        yield from _lines(f"{number} · {version}")
        allowed = one.verdict.manifest.allowed
        if allowed:
            codes = ", ".join(sorted(set(allowed)))
            yield from _lines(f"built although these were found: {codes} (see docs/codes.md)")
        if one.verdict.tracked:
            yield from _lines("it holds tracked changes, which are read as if accepted")
    if one.origin:
        said = one.origin.version
        day = said.created[:10]
        yield from _lines(f"{one.origin.name} was published on {day}: {said.message}")
        for later in one.origin.later:
            withdrawn = later.amendment == "withdrawal"
            kind = "withdrawn" if withdrawn else f"{later.amendment} amendment"
            name = f"{later.slug}@v{later.version}, version {later.label}"
            yield from _lines(f"since then: {name} ({kind}): {later.message}")
        yield from _signers(one.signatures, one.origin.name)


def _signers(signatures: tuple[Signature, ...] | None, name: str) -> Iterator[str]:
    """Who signed the version, where that was asked."""
    if signatures == ():
        yield from _lines(f"{name} is not signed")
    for each in signatures or ():
        match each.outcome.value:
            case "good":
                yield from _lines(f"{name} is signed by {each.principal}, {each.fingerprint}")
            case _:
                yield from _lines(f"{each.outcome} signature of {name}: {each.note}")


def _told(differences: Iterable[Mismatch]) -> Iterator[str]:
    from generator.cli.word_diff import indented, word_diff

    for each in differences:
        yield ""
        yield f"  {each.place}"
        if each.said:
            yield from indented([each.said])
        else:
            yield from indented([word_diff(each.lead, each.before, each.after, each.rest)])
        for quoted in each.quoted:
            yield from indented([f"in a quotation: ¶{quoted.paragraph} reads “{quoted.excerpt}”"])
        if each.kind == "words":
            yield from indented([_bearing(each.notes)])


def _bearing(notes: Iterable[Bearing]) -> str:
    """The notes that the words bear on, with what each cites."""
    several = [
        f"note {note.note} ({'; '.join(note.citations) or 'the author’s own'})" for note in notes
    ]
    return f"bears on {', '.join(several)}" if several else "no note rests on this sentence"


def _closing(one: Verified) -> Iterator[str]:
    count = len(one.differences)
    if not count:
        return
    notes = sorted({note.note for each in one.differences for note in each.notes})
    bears = f"; notes to read again: {', '.join(map(str, notes))}" if notes else ""
    yield ""
    yield f"  {counted(count, 'difference')}{bears}"


def _lines(text: str) -> Iterator[str]:
    from generator.cli.word_diff import indented

    yield from indented([text], "  ")


# --- for programs -------------------------------------------------------------------------


def _row(one: Verified) -> dict[str, Any]:
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

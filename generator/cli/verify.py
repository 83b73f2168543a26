"""`brief verify`: check a file that somebody was handed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from msgspec import to_builtins

from generator.cli.findings import form_option, show, telling_refusals
from generator.cli.terminal import bold, json_text, printable
from generator.language.counting import counted

if TYPE_CHECKING:
    from generator.actions.verify import Verified
    from generator.archive.signatures import CheckedSignature as Signature
    from generator.proof.beside import Beside
    from generator.proof.mismatch import Bearing, Mismatch
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


# --- for people -------------------------------------------------------------------------


def tell(one: Verified) -> None:
    """Print the verdict on a file, with what was compared and what was not."""
    show(one.findings, Path())
    typer.echo(bold(f"{one.file}: {_headline(one)}"))
    for line in (*_known(one), *_told_differences(one.differences), *_closing(one), *_scope(one)):
        typer.echo(line)


def _headline(one: Verified) -> str:
    origin, verdict = one.origin, one.verdict
    if origin and origin.exact:
        return f"authentic: the published bytes of {origin.name}"
    if verdict is None:
        return "not checked"
    if one.strange and not one.differences and not one.findings:
        whose = f"those of {origin.name}" if origin else "those that it carries"
        return f"its words are {whose}, but it holds what no brief has"
    if origin and not one.differences and not one.findings:
        return f"words unchanged, file re-saved: they are those of {origin.name}"
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
    return "words unchanged, file re-saved" if verdict.saved_again else "self-consistent"


def _known(one: Verified) -> Iterator[str]:
    """What the file says about itself, and what the archive knows about it."""
    if one.verdict and one.state == "consistent" and not one.asked:
        yield from _indented_lines("--archive says whether it is the file that was published")
    if one.verdict:
        brief, notes = one.verdict.manifest.brief, len(one.verdict.manifest.notes)
        number = " · ".join(filter(None, (brief.get("identifier"), brief.get("title"))))
        version = (
            f"version {brief.get('version')} of {brief.get('issued')}, {counted(notes, 'note')}"
        )
        yield from _indented_lines(f"{number} · {version}")
        allowed = one.verdict.manifest.allowed
        if allowed:
            codes = ", ".join(sorted(set(allowed)))
            yield from _indented_lines(
                f"built although these were found: {codes} (see `brief docs codes`)"
            )
        if one.verdict.tracked:
            yield from _indented_lines("it holds tracked changes, which are read as if accepted")
    if one.origin:
        said = one.origin.version
        day = said.created[:10]
        yield from _indented_lines(f"{one.origin.name} was published on {day}: {said.message}")
        for later in one.origin.later:
            withdrawn = later.amendment == "withdrawal"
            kind = "withdrawn" if withdrawn else f"{later.amendment} amendment"
            name = f"{later.slug}@v{later.version}, version {later.label}"
            yield from _indented_lines(f"since then: {name} ({kind}): {later.message}")
        yield from _signers(one.signatures, one.origin)


def _signers(signatures: tuple[Signature, ...] | None, origin: Origin) -> Iterator[str]:
    """Who signed the file, if the user asked for it."""
    name = origin.name
    if signatures == () and not origin.exact:
        yield from _indented_lines(
            f"no signature is over this file: it is not the published one of {name}"
        )
    elif signatures == ():
        yield from _indented_lines(f"{name} is not signed")
    for each in signatures or ():
        match each.outcome.value:
            case "good":
                yield from _indented_lines(
                    f"{name} is signed by {each.principal}, {each.fingerprint}"
                )
            case _:
                yield from _indented_lines(f"{each.outcome} signature of {name}: {each.note}")


def _told_differences(differences: Iterable[Mismatch]) -> Iterator[str]:
    from generator.cli.terminal import indented, word_diff

    for each in differences:
        yield ""
        yield f"  {printable(each.place)}"
        if each.said:
            yield from indented([printable(each.said)])
        else:
            yield from indented([word_diff(each.lead, each.before, each.after, each.rest)])
        for quoted in each.quoted:
            yield from indented([f"in a quotation: ¶{quoted.paragraph} reads “{quoted.excerpt}”"])
        if each.kind == "words":
            yield from indented([_bearing(each.notes)])


def _bearing(notes: Iterable[Bearing]) -> str:
    """The notes that the words belong to, with what each note cites."""
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


def _scope(one: Verified) -> Iterator[str]:
    """What was compared, and what readers must look at for themselves."""
    from generator.proof.beside import compared_with

    if one.verdict is None or one.authentic:
        return
    yield ""
    for each in one.strange:
        yield from _indented_lines(f"! no brief has this, and nobody compared it: {_saying(each)}")
    yield from _indented_lines(f"compared: {'; '.join(compared_with(one.verdict.manifest))}")
    if one.verdict.usual:
        yield from _indented_lines(f"not compared: {'; '.join(map(_saying, one.verdict.usual))}")


def _saying(beside: Beside) -> str:
    said = f" (“{printable(beside.said)}”)" if beside.said else ""
    return f"{printable(beside.what)}{said}"


def _indented_lines(text: str) -> Iterator[str]:
    from generator.cli.terminal import indented

    yield from indented([text], "  ")

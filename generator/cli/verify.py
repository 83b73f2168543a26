"""`brief verify`: check a file that somebody was handed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from msgspec import Struct, to_builtins

from generator.cli.findings import show
from generator.cli.terminal import bold
from generator.diagnostics import BriefError, Diagnostic, codes
from generator.language.counting import counted

if TYPE_CHECKING:
    from generator.archive.places import Archive
    from generator.archive.signatures import CheckedSignature as Signature
    from generator.proof.origin import Origin
    from generator.proof.verify import Bearing, Mismatch, Verdict

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
    if form not in _FORMS:
        typer.echo(f"no format `{form}`: this can be {', '.join(_FORMS)}", err=True)
        raise typer.Exit(2)
    try:
        archive = _archive(folder) if in_archive or folder or allowed_signers else None
    except BriefError as error:
        show(error.diagnostics, Path())
        raise typer.Exit(2) from None
    checked = [_checked(file, archive, allowed_signers) for file in files]
    if form == "json":
        told = {"files": [_verdict_row(one) for one in checked]}
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for one in checked:
            _tell(one)
    raise typer.Exit(max(one.ending for one in checked))


def _archive(folder: Path | None) -> Archive:
    from generator.actions.archives import archive_of
    from generator.archive.places import Archive
    from generator.workspace.finding import find_workspace

    return Archive(folder, folder.as_posix()) if folder else archive_of(find_workspace(Path()))


class _Checked(Struct, frozen=True):
    """What there is to say of a file; no verdict where it cannot be checked.

    `origin` is None where the archive was not asked, or does not know it; `signatures` where
    nobody asked who signed it, or there is no origin.
    """

    file: str
    verdict: Verdict | None
    origin: Origin | None
    findings: tuple[Diagnostic, ...]
    asked: bool
    signatures: tuple[Signature, ...] | None = None

    @property
    def differences(self) -> tuple[Mismatch, ...]:
        """Those from what was published, where that is known; else from what the file carries."""
        if self.origin and not self.origin.exact:
            return self.origin.differences
        return self.verdict.differences if self.verdict else ()

    @property
    def status(self) -> int:
        if self.verdict is None and not (self.origin and self.origin.exact):
            return 2
        if self.asked and not self.origin:
            return 1
        return 1 if self.differences or self.findings else 0

    @property
    def ending(self) -> int:
        """The status, and 1 where somebody asked for a good signature and there is none."""
        from generator.proof.signed import hold

        return self.status if self.signatures is None or hold(self.signatures) else self.status or 1

    @property
    def state(self) -> str:
        return ("consistent", "differs", "unreadable")[self.status]


def _checked(path: Path, archive: Archive | None, allowed_signers: Path | None) -> _Checked:
    from generator.proof.origin import origin_of
    from generator.proof.signed import checked_signatures
    from generator.proof.verify import verify_bytes as run

    file = path.as_posix()
    verdict, origin, signatures = None, None, None
    findings: tuple[Diagnostic, ...] = ()
    try:
        data = _read(path)
        if archive:
            origin = origin_of(data, file, archive)
        if archive and origin and allowed_signers:
            signatures = checked_signatures(origin, archive, allowed_signers)
        verdict = run(data, file)
        findings = verdict.findings
    except BriefError as error:
        # What was published without a manifest is known by its bytes all the same.
        findings = () if origin and origin.exact else error.diagnostics
    return _Checked(file, verdict, origin, findings, archive is not None, signatures)


def _read(path: Path) -> bytes:
    from generator.proof.finished import cannot

    try:
        return path.read_bytes()
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        hint = "see that the path is right, seen from the folder you are in"
        raise cannot(codes.UNREADABLE_FILE, path.as_posix(), message, hint) from None


# --- for people ---------------------------------------------------------------------------


def _tell(one: _Checked) -> None:
    show(one.findings, Path())
    typer.echo(bold(f"{one.file}: {_headline(one)}"))
    for line in (*_known(one), *_told(one.differences), *_closing(one)):
        typer.echo(line)


def _headline(one: _Checked) -> str:
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


def _known(one: _Checked) -> Iterator[str]:
    """What the file says that it is, and what the archive knows of that."""
    if one.verdict and not one.status and not one.asked:
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


def _closing(one: _Checked) -> Iterator[str]:
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


def _verdict_row(one: _Checked) -> dict[str, Any]:
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

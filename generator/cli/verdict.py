"""What `brief verify` tells a person of a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from msgspec import Struct

from generator.cli.findings import show
from generator.cli.terminal import bold
from generator.diagnostics import Diagnostic

if TYPE_CHECKING:
    from generator.archive.signatures import Checked as Signature
    from generator.proof.beside import Beside
    from generator.proof.origin import Origin
    from generator.proof.verify import Bearing, Difference, Verdict


class Checked(Struct, frozen=True):
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
    def differences(self) -> tuple[Difference, ...]:
        """Those from what was published, where that is known; else from what the file carries."""
        if self.origin and not self.origin.exact:
            return self.origin.differences
        return self.verdict.differences if self.verdict else ()

    @property
    def authentic(self) -> bool:
        return self.origin is not None and self.origin.exact

    @property
    def beside(self) -> tuple[Beside, ...]:
        """All that the file holds and that was held against nothing."""
        return (*self.verdict.usual, *self.verdict.strange) if self.verdict else ()

    @property
    def strange(self) -> tuple[Beside, ...]:
        """What no brief has; the published bytes were compared whole."""
        return self.verdict.strange if self.verdict and not self.authentic else ()

    @property
    def status(self) -> int:
        if self.verdict is None and not self.authentic:
            return 2
        if self.asked and not self.origin:
            return 1
        return 1 if self.differences or self.findings or self.strange else 0

    @property
    def ending(self) -> int:
        """The status, and 1 where somebody asked for a good signature and there is none."""
        from generator.proof.signed import hold

        return self.status if self.signatures is None or hold(self.signatures) else self.status or 1

    @property
    def state(self) -> str:
        unknown = self.asked and not self.origin
        if self.strange and not (self.differences or self.findings or unknown):
            return "unproved"
        return ("consistent", "differs", "unreadable")[self.status]


def tell(one: Checked) -> None:
    """Print the verdict on a file, what it rests on and what it does not."""
    show(one.findings, Path())
    typer.echo(bold(f"{one.file}: {_headline(one)}"))
    for line in (*_known(one), *_told(one.differences), *_closing(one), *_scope(one)):
        typer.echo(line)


def _headline(one: Checked) -> str:
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


def _known(one: Checked) -> Iterator[str]:
    """What the file says that it is, and what the archive knows of that."""
    if one.verdict and not one.status and not one.asked:
        yield from _lines("whether it is the file that was published, --archive says")
    if one.verdict:
        brief, notes = one.verdict.manifest.brief, len(one.verdict.manifest.notes)
        number = " · ".join(filter(None, (brief.get("identifier"), brief.get("title"))))
        version = f"version {brief.get('version')} of {brief.get('issued')}, {notes} notes"
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
        yield from _signers(one.signatures, one.origin)


def _signers(signatures: tuple[Signature, ...] | None, origin: Origin) -> Iterator[str]:
    """Who signed the file, where that was asked."""
    name = origin.name
    if signatures == () and not origin.exact:
        yield from _lines(f"no signature is over this file: it is not the published one of {name}")
    elif signatures == ():
        yield from _lines(f"{name} is not signed")
    for each in signatures or ():
        match each.outcome.value:
            case "good":
                yield from _lines(f"{name} is signed by {each.principal}, {each.fingerprint}")
            case _:
                yield from _lines(f"{each.outcome} signature of {name}: {each.note}")


def _told(differences: Iterable[Difference]) -> Iterator[str]:
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


def _closing(one: Checked) -> Iterator[str]:
    count = len(one.differences)
    if not count:
        return
    notes = sorted({note.note for each in one.differences for note in each.notes})
    bears = f"; notes to read again: {', '.join(map(str, notes))}" if notes else ""
    yield ""
    yield f"  {count} difference{'s' if count != 1 else ''}{bears}"


def _scope(one: Checked) -> Iterator[str]:
    """What the verdict rests on, and what a reader has to look at with his own eyes."""
    from generator.proof.beside import COMPARED

    if one.verdict is None or one.authentic:
        return
    yield ""
    for each in one.strange:
        yield from _lines(f"! no brief has this, and nobody compared it: {_saying(each)}")
    yield from _lines(f"compared: {'; '.join(COMPARED)}")
    yield from _lines(f"not compared: {'; '.join(map(_saying, one.verdict.usual))}")


def _saying(beside: Beside) -> str:
    said = f" (“{_UNPRINTABLE.sub(_REPLACED, beside.said)}”)" if beside.said else ""
    return f"{_UNPRINTABLE.sub(_REPLACED, beside.what)}{said}"


_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_REPLACED = "\N{REPLACEMENT CHARACTER}"


def _lines(text: str) -> Iterator[str]:
    from generator.cli.word_diff import indented

    yield from indented([text], "  ")

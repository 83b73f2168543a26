"""What the preview's own pages are told, as values that become JSON."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from generator.actions.theme_tokens import ThemeToken, theme_tokens
from generator.config.files import SOURCE, read_of_workspace
from generator.diagnostics import BriefError, Diagnostic, Severity, Span
from generator.diagnostics.gathering import without_consequences
from generator.images.sheets import SheetImage
from generator.pipeline.library import Library
from generator.serving.viewing import Sight
from generator.workspace.workspace import Workspace


class QuotedLine(Struct, frozen=True):
    """A line of a file: what stands before the words that are meant, these, and what follows."""

    before: str
    words: str
    after: str


class ToldFinding(Struct, frozen=True):
    """A finding with the line it is about, if its file can be read."""

    code: str
    severity: Severity
    message: str
    hint: str | None
    file: str
    line: int
    column: int
    quoted: QuotedLine | None
    answered: str | None  # by whom, and why the text is right as it stands


class ToldSight(Struct, frozen=True):
    """What is shown of a brief. `page` names what can be fetched; it may be of an earlier text."""

    revision: int
    slug: str
    title: str
    number: str
    template: str
    page: str
    is_current: bool
    sheets: tuple[SheetImage, ...]
    found: tuple[ToldFinding, ...]


class ToldTheme(Struct, frozen=True):
    """The tokens of a theme; and why it has none, or why one was not written."""

    tokens: tuple[ThemeToken, ...] = ()
    refused: tuple[ToldFinding, ...] = ()


class ToldWorkspace(Struct, frozen=True):
    """What a workspace has."""

    revision: int
    name: str
    briefs: tuple[str, ...]
    templates: tuple[str, ...]


def told_sight(sight: Sight, slug: str, workspace: Workspace) -> ToldSight:
    """A sight with its findings: errors first, and without what only follows from them."""
    preview = sight.preview
    ranks = list(Severity)
    found = without_consequences(preview.found)
    return ToldSight(
        revision=sight.revision,
        slug=slug,
        title=preview.title,
        number=preview.number,
        template=preview.template,
        page=sight.digest,
        is_current=sight.is_current,
        sheets=sight.sheets,
        found=tuple(
            sorted(_told_findings(found, workspace), key=lambda one: ranks.index(one.severity))
        ),
    )


def told_theme(library: Library, name: str, refused: tuple[Diagnostic, ...] = ()) -> ToldTheme:
    """The theme of a template as it is now, and what was refused."""
    try:
        tokens = theme_tokens(library, name)
    except BriefError as error:
        tokens, refused = (), error.diagnostics
    return ToldTheme(tokens, tuple(_told_findings(refused, library.workspace)))


def _told_findings(found: tuple[Diagnostic, ...], workspace: Workspace) -> Iterator[ToldFinding]:
    lines: dict[str, list[str]] = {}
    for one in found:
        file, start = one.span.file, one.span.start
        if file not in lines:
            lines[file] = _lines_of(workspace, file)
        yield ToldFinding(
            code=one.code,
            severity=one.severity,
            message=one.message,
            hint=one.hint,
            file=file,
            line=start.line,
            column=start.column,
            quoted=_quoted(one.span, lines[file]),
            answered=f"{one.answer.by}: {one.answer.reason}" if one.answer else None,
        )


def _lines_of(workspace: Workspace, file: str) -> list[str]:
    try:
        data = read_of_workspace(workspace.root / file, SOURCE)
    except OSError:  # which may be the very finding
        return []
    return data.decode("utf-8-sig", errors="replace").splitlines()


_AROUND = 60  # characters before the words, and behind them
_MOST_WORDS = 160


def _quoted(span: Span, lines: list[str]) -> QuotedLine | None:
    """The words of a place and what stands around them; None for a file as a whole."""
    if span == Span.at(span.file) or span.start.line > len(lines):
        return None
    line = lines[span.start.line - 1]
    start = min(span.start.column - 1, len(line))
    end = span.end.column - 1 if span.end.line == span.start.line else len(line)
    end = max(start, min(end, start + _MOST_WORDS))
    before, after = line[:start], line[end:]
    return QuotedLine(
        before if len(before) <= _AROUND else f"…{before[-_AROUND:]}",
        line[start:end],
        after if len(after) <= _AROUND else f"{after[:_AROUND]}…",
    )

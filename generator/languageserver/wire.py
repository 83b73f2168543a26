"""Our values as the protocol has them (Language Server Protocol 3.17)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lsprotocol import types as lsp

from generator.diagnostics import Diagnostic, Fix, Position, Severity, Span
from generator.languageserver.cited_from import FoundPlace
from generator.languageserver.editor_text import EditorText
from generator.languageserver.proposing import Proposal, ProposedKind
from generator.languageserver.renaming import Renaming
from generator.languageserver.session import Session
from generator.languageserver.symbols import Symbol, SymbolKind

_SEVERITIES = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.NOTE: lsp.DiagnosticSeverity.Information,
}
_KINDS: Mapping[ProposedKind, lsp.CompletionItemKind] = {
    "source": lsp.CompletionItemKind.Reference,
    "record": lsp.CompletionItemKind.Reference,
    "place": lsp.CompletionItemKind.Text,
    "class": lsp.CompletionItemKind.Class,
    "field": lsp.CompletionItemKind.Property,
    "value": lsp.CompletionItemKind.Value,
}
_SYMBOLS: Mapping[SymbolKind, lsp.SymbolKind] = {
    "heading": lsp.SymbolKind.String,  # as Markdown's headings mostly are
    "part": lsp.SymbolKind.Namespace,
    "point": lsp.SymbolKind.Key,
}


def position_of(text: EditorText, at: lsp.Position) -> Position:
    """A position of the protocol as ours."""
    return text.position(at.line, at.character)


def range_of(text: EditorText, span: Span) -> lsp.Range:
    """A span as the editor counts it."""
    return lsp.Range(
        lsp.Position(*text.place(span.start)), lsp.Position(*text.place(max(span.start, span.end)))
    )


def diagnostic(text: EditorText, found: Diagnostic) -> lsp.Diagnostic:
    """A finding; one that is answered is a hint, with the answer."""
    said = [found.message, found.hint]
    if found.answer:
        said = [found.message, f"answered by {found.answer.by}: {found.answer.reason}"]
    return lsp.Diagnostic(
        range=range_of(text, found.span),
        message="\n".join(filter(None, said)),
        severity=lsp.DiagnosticSeverity.Hint if found.answer else _SEVERITIES[found.severity],
        code=found.code,
        source="brief",
    )


def completion(text: EditorText, proposed: Iterable[Proposal]) -> lsp.CompletionList:
    """Proposals in their order, which the editor keeps: they are chosen here at each key."""
    return lsp.CompletionList(
        is_incomplete=True,
        items=[_completion_item(text, number, each) for number, each in enumerate(proposed)],
    )


def _completion_item(text: EditorText, number: int, proposed: Proposal) -> lsp.CompletionItem:
    span = proposed.span
    typed = text.lines[span.start.line - 1][span.start.column - 1 : span.end.column - 1]
    return lsp.CompletionItem(
        label=proposed.label,
        kind=_KINDS[proposed.kind],
        detail=proposed.detail or None,
        # On every line, where `detail` is mostly shown for the chosen one alone.
        label_details=lsp.CompletionItemLabelDetails(description=proposed.detail or None),
        documentation=proposed.more or None,
        sort_text=f"{number:04}",
        # Editors show what is like the words typed; ours may be like them by stems alone.
        filter_text=typed or proposed.label,
        text_edit=lsp.TextEdit(range_of(text, span), proposed.replacement),
    )


def location(session: Session, found: FoundPlace) -> lsp.Location:
    """A place in a file, which may be open or not."""
    return lsp.Location(found.path.as_uri(), range_of(session.text(found.path), found.span))


def symbol(text: EditorText, found: Symbol) -> lsp.DocumentSymbol:
    """A part of a brief with its parts."""
    return lsp.DocumentSymbol(
        name=found.name,
        kind=_SYMBOLS[found.kind],
        range=range_of(text, found.span),
        selection_range=range_of(text, found.named),
        children=[symbol(text, each) for each in found.children],
    )


def edits(text: EditorText, fixes: Iterable[Fix]) -> list[lsp.TextEdit]:
    """Changes of a text."""
    return [lsp.TextEdit(range_of(text, fix.span), fix.replacement) for fix in fixes]


def quick_fixes(
    text: EditorText, uri: str, found: Iterable[Diagnostic], asked: lsp.Range
) -> Iterator[lsp.CodeAction]:
    """The changes that findings on the lines asked about have, and those that a person may make."""
    for each in found:
        where = range_of(text, each.span)
        if where.start.line > asked.end.line or where.end.line < asked.start.line:
            continue
        for number, fix in enumerate(filter(None, (each.fix, *each.offers))):
            if fix.span.file != each.span.file:
                continue
            yield lsp.CodeAction(
                title=f"{each.code}: {_fix_title(fix)}",
                kind=lsp.CodeActionKind.QuickFix,
                diagnostics=[diagnostic(text, each)],
                is_preferred=number == 0 and each.fix is not None,
                edit=lsp.WorkspaceEdit(changes={uri: edits(text, [fix])}),
            )


def _fix_title(fix: Fix) -> str:
    words = " ".join(fix.replacement.split())
    return f"write “{words}”" if words else "remove this"


def workspace_edit(session: Session, found: Renaming) -> lsp.WorkspaceEdit:
    """A renaming as one change of many files, the folder last: its files are changed before."""
    changes: list[lsp.TextDocumentEdit | lsp.RenameFile] = [
        lsp.TextDocumentEdit(
            lsp.OptionalVersionedTextDocumentIdentifier(uri=path.as_uri(), version=None),
            edits(session.text(path), fixes),
        )
        for path, fixes in found.fixes.items()
    ]
    if found.folder:
        old, new = found.folder
        changes.append(lsp.RenameFile(old_uri=old.as_uri(), new_uri=new.as_uri()))
    return lsp.WorkspaceEdit(document_changes=changes)

"""The server: what an editor asks by the Language Server Protocol 3.17, and what it is told.

A fault of ours ends one answer and never the server: pygls tells the editor of it. Standard output
belongs to the protocol.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from lsprotocol import types as lsp
from msgspec import Struct
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from generator.diagnostics import BriefError, Diagnostic, in_reading_order
from generator.languageserver import wire
from generator.languageserver.cited_from import CitedThing, cited_at, cited_from, words_cited
from generator.languageserver.editor_text import EditorText
from generator.languageserver.proposing import proposals_at
from generator.languageserver.renaming import citers, renaming
from generator.languageserver.session import Session
from generator.languageserver.symbols import symbols
from generator.pipeline.library import Library
from generator.pipeline.reading import Reading
from generator.seeds.proofs import Proofs
from generator.version import __version__

WAIT = 0.12
"""Seconds without a key or a save before a text is checked."""


class EditorServer(LanguageServer):
    """The server of one editor: what it has open, and what was found there."""

    def __init__(self, proofs: Proofs) -> None:
        # The whole text at each change: then lines are counted by our own rules alone.
        kind = lsp.TextDocumentSyncKind.Full
        super().__init__("brief", __version__, text_document_sync_kind=kind)
        self.session = Session(proofs)
        self.uris: dict[Path, str] = {}  # of open texts, as the editor spells them
        self.found: dict[Path, Mapping[Path, Sequence[Diagnostic]]] = {}
        self.waiting: dict[Path, asyncio.TimerHandle] = {}
        for name, handler, options in _FEATURES:
            self.feature(name, options)(handler)


def serve_editor(proofs: Proofs) -> None:
    """Serve the editor at the other end of standard input and output till it says goodbye."""
    EditorServer(proofs).start_io()


def _path_of(uri: str) -> Path:
    path, given = to_fs_path(uri) or uri, uri.removeprefix("file:///")
    if path[1:2] == ":" and path[0] == given[:1].lower():
        path = given[0] + path[1:]  # pygls writes a drive small, however the editor spells it
    return Path(path)


# --- texts ------------------------------------------------------------------------------


def _initialized(ls: EditorServer, _: lsp.InitializedParams) -> None:
    """Ask to be told of changes on disk, where the editor can do that."""
    files = ls.client_capabilities.workspace and (
        ls.client_capabilities.workspace.did_change_watched_files
    )
    if files and files.dynamic_registration:
        patterns = ("**/*.{md,toml,yaml,json,bib,ris}", "seeds/**", "templates/**")
        options = lsp.DidChangeWatchedFilesRegistrationOptions(
            watchers=[lsp.FileSystemWatcher(glob_pattern=pattern) for pattern in patterns]
        )
        watch = lsp.Registration("files", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        ls.client_register_capability(lsp.RegistrationParams([watch]))


def _text_opened(ls: EditorServer, params: lsp.DidOpenTextDocumentParams) -> None:
    ls.session.unit = lsp.PositionEncodingKind(ls.workspace.position_encoding).value
    document = params.text_document
    path = _path_of(document.uri)
    ls.uris[path] = document.uri
    ls.session.take_text(path, document.text)
    _publish(ls, path)


def _text_changed(ls: EditorServer, params: lsp.DidChangeTextDocumentParams) -> None:
    """Take the new text at once, and check it a little later."""
    path = _path_of(params.text_document.uri)
    ls.session.take_text(path, ls.workspace.get_text_document(params.text_document.uri).source)
    _publish_soon(ls, path)


def _text_closed(ls: EditorServer, params: lsp.DidCloseTextDocumentParams) -> None:
    path = _path_of(params.text_document.uri)
    if path in ls.waiting:
        ls.waiting.pop(path).cancel()
    ls.session.close(path)
    _tell(ls, path, {})
    ls.uris.pop(path, None)


def _files_changed(
    ls: EditorServer, _: lsp.DidSaveTextDocumentParams | lsp.DidChangeWatchedFilesParams
) -> None:
    """Read anew what briefs share, and check all that is open.

    Many editors tell of a save in two ways, and of several files one by one.
    """
    ls.session.forget()
    for path in ls.session.texts:
        _publish_soon(ls, path)


# --- findings ---------------------------------------------------------------------------


def _publish_soon(ls: EditorServer, path: Path) -> None:
    """Check a brief when nothing else has been told of it for a while."""
    if path in ls.waiting:
        ls.waiting[path].cancel()
    ls.waiting[path] = asyncio.get_running_loop().call_later(WAIT, _publish, ls, path)


def _publish(ls: EditorServer, path: Path) -> None:
    """Check a brief as it stands in the editor, and show what is found."""
    ls.waiting.pop(path, None)
    if ls.session.is_brief(path):
        _tell(ls, path, ls.session.found(path))


def _tell(ls: EditorServer, path: Path, found: Mapping[Path, Sequence[Diagnostic]]) -> None:
    """Show the findings of a brief, each in its file, beside those of other briefs there."""
    before = ls.found.pop(path, {})
    if found:
        ls.found[path] = found
    for file in dict.fromkeys((*found, *before)):
        text = ls.session.text(file)
        every = (each for held in ls.found.values() for each in held.get(file, ()))
        told = [wire.diagnostic(text, each) for each in in_reading_order(every)]
        params = lsp.PublishDiagnosticsParams(ls.uris.get(file) or file.as_uri(), told)
        ls.text_document_publish_diagnostics(params)


def _code_actions(ls: EditorServer, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    uri = params.text_document.uri
    path = _path_of(uri)
    text = ls.session.text(path)
    return [*wire.quick_fixes(text, uri, ls.session.found(path).get(path, ()), params.range)]


# --- what stands at the cursor ----------------------------------------------------------


def _complete(ls: EditorServer, params: lsp.CompletionParams) -> lsp.CompletionList | None:
    path = _path_of(params.text_document.uri)
    reading, library = ls.session.last_reading(path), ls.session.library(path)
    if reading is None or library is None:
        return None
    text = ls.session.text(path)
    at = wire.position_of(text, params.position)
    return wire.completion(text, proposals_at(text, at, library, reading))


def _hover(ls: EditorServer, params: lsp.HoverParams) -> lsp.Hover | None:
    found = _cited_where(ls, params.text_document.uri, params.position)
    words = words_cited(found.cited, found.reading.evidence) if found else ""
    if not found or not words:
        return None
    content = lsp.MarkupContent(lsp.MarkupKind.Markdown, words)
    return lsp.Hover(content, wire.range_of(found.text, found.cited.span))


def _definition(ls: EditorServer, params: lsp.DefinitionParams) -> list[lsp.Location]:
    found = _cited_where(ls, params.text_document.uri, params.position)
    places = cited_from(found.cited, found.library, ls.session) if found else ()
    return [wire.location(ls.session, place) for place in places]


def _references(ls: EditorServer, params: lsp.ReferenceParams) -> list[lsp.Location]:
    found = _cited_where(ls, params.text_document.uri, params.position)
    places = citers(found.cited, found.library, ls.session) if found else ()
    return [wire.location(ls.session, place) for place in places]


def _symbols(ls: EditorServer, params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
    path = _path_of(params.text_document.uri)
    text, reading = ls.session.text(path), ls.session.reading(path)
    return [wire.symbol(text, each) for each in symbols(reading.evidence.brief)] if reading else []


# --- renaming ---------------------------------------------------------------------------


def _prepare_rename(
    ls: EditorServer, params: lsp.PrepareRenameParams
) -> lsp.PrepareRenamePlaceholder | None:
    found = _cited_where(ls, params.text_document.uri, params.position)
    if found is None:
        return None
    return lsp.PrepareRenamePlaceholder(
        range=wire.range_of(found.text, found.cited.key_span), placeholder=found.cited.key
    )


def _rename(ls: EditorServer, params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
    found = _cited_where(ls, params.text_document.uri, params.position)
    if found is None:
        return None
    try:
        renamed = renaming(found.cited, params.new_name, found.library, ls.session)
    except BriefError as error:
        raise _refusal("; ".join(_refusal_words(each) for each in error.diagnostics)) from None
    if renamed.folder and not _renames_files(ls):
        old, new = (folder.name for folder in renamed.folder)
        raise _refusal(f"this editor renames no folders: rename seeds/{old} to seeds/{new} by hand")
    return wire.workspace_edit(ls.session, renamed)


def _refusal_words(finding: Diagnostic) -> str:
    return f"{finding.message}: {finding.hint}" if finding.hint else finding.message


def _refusal(message: str) -> JsonRpcException:
    return JsonRpcException(message, lsp.LSPErrorCodes.RequestFailed.value)


def _renames_files(ls: EditorServer) -> bool:
    workspace = ls.client_capabilities.workspace
    edit = workspace.workspace_edit if workspace else None
    return lsp.ResourceOperationKind.Rename in ((edit and edit.resource_operations) or ())


# --- the cursor -------------------------------------------------------------------------


class _CitedHere(Struct, frozen=True):
    """What a brief cites where the cursor stands, and what has been read to know it."""

    cited: CitedThing
    text: EditorText
    reading: Reading
    library: Library


def _cited_where(ls: EditorServer, uri: str, position: lsp.Position) -> _CitedHere | None:
    path = _path_of(uri)
    reading, library = ls.session.reading(path), ls.session.library(path)
    if reading is None or library is None:
        return None
    text = ls.session.text(path)
    cited = cited_at(reading.evidence.brief, wire.position_of(text, position))
    return _CitedHere(cited, text, reading, library) if cited else None


_COMPLETION = lsp.CompletionOptions(trigger_characters=["@", "¶", ",", " ", "[", ".", ":", "-"])
_QUICK = lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix])
_RENAME = lsp.RenameOptions(prepare_provider=True)
_SAVE = lsp.SaveOptions(include_text=False)
_FEATURES: tuple[tuple[str, Callable[..., object], object], ...] = (
    (lsp.INITIALIZED, _initialized, None),
    (lsp.TEXT_DOCUMENT_DID_OPEN, _text_opened, None),
    (lsp.TEXT_DOCUMENT_DID_CHANGE, _text_changed, None),
    (lsp.TEXT_DOCUMENT_DID_CLOSE, _text_closed, None),
    (lsp.TEXT_DOCUMENT_DID_SAVE, _files_changed, _SAVE),
    (lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, _files_changed, None),
    (lsp.TEXT_DOCUMENT_COMPLETION, _complete, _COMPLETION),
    (lsp.TEXT_DOCUMENT_HOVER, _hover, None),
    (lsp.TEXT_DOCUMENT_DEFINITION, _definition, None),
    (lsp.TEXT_DOCUMENT_REFERENCES, _references, None),
    (lsp.TEXT_DOCUMENT_CODE_ACTION, _code_actions, _QUICK),
    (lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL, _symbols, None),
    (lsp.TEXT_DOCUMENT_PREPARE_RENAME, _prepare_rename, None),
    (lsp.TEXT_DOCUMENT_RENAME, _rename, _RENAME),
)
"""What the server answers. **A new feature** is a function and a row."""

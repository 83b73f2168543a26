"""A page of the web, fetched once: it becomes a seed, or is saved beside a record."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import date
from urllib.parse import unquote

from msgspec import Struct

from generator.config.files import RECORDS, stands
from generator.config.text import read_bytes
from generator.diagnostics import Span, codes, refusal, refuse
from generator.diagnostics.nearest import did_you_mean
from generator.document.file_data import FileData
from generator.fetching.faults import SAVE
from generator.fetching.fetch import FetchedPage, fetch_page
from generator.fetching.pages import page_address
from generator.seeds.importing import Agrees, ImportedSeed, take_in
from generator.seeds.incoming import IncomingSource
from generator.seeds.records import Record
from generator.seeds.saved_pages import can_be_saved, saved_page, with_values
from generator.seeds.shelf import read_shelf
from generator.seeds.store import check_new_key, key_for
from generator.workspace.storing import FileChange, change_all
from generator.workspace.workspace import Workspace


def import_page(
    workspace: Workspace,
    address: str,
    *,
    key: str,
    at: str,
    encoding: str | None = None,
    agrees: Agrees = lambda _: False,
) -> ImportedSeed:
    """Fetch the page at an address, and import it as a seed with a record of how it came.

    `at` is the present time (RFC 3339, UTC): the day of access of the source, and the only part of
    a seed that a clock says. `agrees` is asked as by `take_in`. Raises BriefError if the house does
    not allow it, if the page does not come, and for what an import finds.
    """
    check_new_key(key, address)
    page = page_at(workspace, address, at)
    incoming = IncomingSource(
        page.data,
        page.url,
        charset=page.charset,
        url=page.url,
        accessed=date.fromisoformat(at[:10]),
        captured=page.captured,
        capture=page.capture,
    )
    return take_in(incoming, workspace.seeds, key=key, encoding=encoding, agrees=agrees)


def page_at(workspace: Workspace, address: str, at: str) -> FetchedPage:
    """The page at an address, if the house allows that pages are fetched. Raises BriefError."""
    if not workspace.settings.fetch:
        message = "this house fetches no pages: brief.toml says `fetch = false`"
        raise refusal(codes.NOT_TO_BE_FETCHED, message, workspace.place("fetch"), hint=SAVE)
    return fetch_page(address, at=at)


def key_for_page(address: str) -> str:
    """A key from the address of a page: its last name, or its host where that says nothing.

    Raises BriefError for what is no address of a page.
    """
    page = page_address(address)
    last = unquote(page.target.partition("?")[0].rstrip("/").rpartition("/")[2])
    key = key_for(re.sub(r"\.[A-Za-z]{2,5}$", "", last))
    if re.search(r"[a-z]", key) is None:
        key = key_for(f"{page.host.removeprefix('www.')}-{key}")
    return key


# --- the page of a record ---------------------------------------------------------------


class Snapshot(Struct, frozen=True):
    """A saved page. `values` is what its record says of it; `noted` whether it says so already."""

    file: str
    url: str
    size: int
    values: Mapping[str, str]
    noted: bool


def snapshot(workspace: Workspace, name: str, *, at: str) -> Snapshot:
    """Fetch the page of a record, and save it; `at` is the present time (RFC 3339, UTC).

    `accessed` and `digest` are written into records.yaml where whole lines can be added to the
    record. Either everything is written or nothing. Raises BriefError if there is no such record,
    it has no address, its page is saved already, or does not come.
    """
    records = workspace.shown(workspace.records)
    record = _record_named(workspace, name, records)
    place = saved_page(workspace.seeds, name)
    file = workspace.shown(place)
    if stands(place):
        hint = "move the file away to save the page as it stands now"
        message = f"the page of {name} is saved already"
        raise refusal(codes.ALREADY_THERE, message, Span.at(file), hint=hint)
    page = page_at(workspace, record.url, at)
    digest = hashlib.sha256(page.capture).hexdigest()
    values = {"accessed": at[:10], "digest": digest}
    changes = [FileChange(file, place, None, FileData(page.capture))]
    if noted := _noted(workspace, name, records, values):
        changes.append(noted)
    change_all(changes)
    return Snapshot(file, page.url, len(page.capture), values, noted is not None)


def _record_named(workspace: Workspace, name: str, file: str) -> Record:
    shelf = read_shelf(workspace.records, file)
    refuse(fault for fault in shelf.faults if fault.is_error)
    records = {own: held.record for own, held in shelf.own.items() if held.record}
    if name not in records:
        hint = did_you_mean(name, records, "write it there first")
        raise refusal(codes.BAD_RECORDS, f"no record `{name}`", Span.at(file), hint=hint)
    if not records[name].url:
        hint = f"add its address below `{name}:`, as in `url: https://…`"
        message = f"`{name}` has no `url`, so there is no page to save"
        raise refusal(codes.BAD_RECORDS, message, Span.at(file), hint=hint)
    if not can_be_saved(name):
        message = f"no file can be called `{name}` everywhere"
        hint = "give the record a name of letters and digits: R4"
        raise refusal(codes.BAD_RECORDS, message, Span.at(file), hint=hint)
    return records[name]


def _noted(
    workspace: Workspace, name: str, file: str, values: Mapping[str, str]
) -> FileChange | None:
    """The change of records.yaml; None where only a person can make it."""
    before = read_bytes(workspace.records, file, RECORDS, code=codes.BAD_RECORDS)
    after = with_values(before.decode(), file, name, values)
    if after is None:
        return None
    return FileChange(file, workspace.records, FileData(before), FileData(after.encode()))

"""`brief seed snapshot R4`: the page of a record, saved as it stands on this day."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from msgspec import Struct

from generator.actions.import_page import page_at
from generator.config.files import RECORDS, stands
from generator.config.text import read_bytes
from generator.diagnostics import Span, codes, refusal, refuse
from generator.diagnostics.nearest import did_you_mean
from generator.document.file_data import FileData
from generator.seeds.records import Record
from generator.seeds.saved_pages import can_be_saved, saved_page, with_values
from generator.seeds.shelf import read_shelf
from generator.workspace.changing import FileChange, change_all
from generator.workspace.workspace import Workspace


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

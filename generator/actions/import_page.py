"""`brief seed import https://…`: a page of the web, fetched once, becomes a seed."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import unquote

from generator.diagnostics import codes, refusal
from generator.fetching.faults import SAVE
from generator.fetching.fetch import FetchedPage, fetch_page
from generator.fetching.pages import page_address
from generator.seeds.importing import Agrees, ImportedSeed, take_in
from generator.seeds.incoming import IncomingSource
from generator.seeds.store import check_new_key, key_for
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

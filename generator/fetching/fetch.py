"""The address of a page → the page, and a record of how it came."""

from __future__ import annotations

import re
import time
import zlib
from collections.abc import Iterator
from datetime import UTC, date
from email.message import Message
from email.utils import parsedate_to_datetime
from http.client import HTTPException

from msgspec import Struct

from generator.diagnostics import BriefError
from generator.fetching.faults import (
    answered_otherwise,
    not_fetched,
    not_to_be_fetched,
    on_the_way,
)
from generator.fetching.hosts import is_public, looked_up
from generator.fetching.pages import PageAddress, moved_to, page_address
from generator.fetching.warc import warc_bytes
from generator.fetching.wire import Exchange, TooManyBytesError, exchange, left


class FetchLimits(Struct, frozen=True):
    """How much one page may ask for, with all that leads to it."""

    size: int = 20 << 20  # bytes, as sent and unpacked
    seconds: float = 30.0
    moves: int = 5  # from one address to another


class FetchedPage(Struct, frozen=True):
    """A page as it came. `captured` is the day that an archive of the web gives for it."""

    url: str  # where it was found in the end
    data: bytes
    charset: str  # as its server names it; empty if it names none, or the page is no text
    captured: date | None
    capture: bytes  # WARC 1.1: each request and each answer


def fetch_page(address: str, *, at: str, limits: FetchLimits = FetchLimits()) -> FetchedPage:  # noqa: B008
    """Fetch a page, once. `at` is the time that its record names (RFC 3339, UTC).

    Only computers of the public net are asked, for http and https, and no script is run, no cookie
    kept. Raises BriefError for an address that is not to be fetched, and for a page that does not
    come whole.
    """
    exchanges = tuple(_exchanges(page_address(address), limits))
    found = exchanges[-1]
    if found.status != 200:
        raise answered_otherwise(found.status, found.page.host, str(found.page))
    return FetchedPage(
        str(found.page),
        _unpacked(found, limits),
        _charset(found),
        _captured(found),
        warc_bytes(exchanges, at),
    )


def _refuse_proxy(page: PageAddress) -> None:
    """Raise BriefError where a house sends all that leaves it through a computer of its own."""
    from urllib.request import getproxies, proxy_bypass

    proxies = getproxies()
    name = next((name for name in (page.scheme, "all") if proxies.get(name)), None)
    if name is not None and not proxy_bypass(page.host):
        message = f"the way to the net is through a proxy here (`{name}_proxy`), and none is used"
        raise not_to_be_fetched(str(page), message)


_MOVED = {301, 302, 303, 307, 308}  # RFC 9110, 15.4


def _exchanges(page: PageAddress, limits: FetchLimits) -> Iterator[Exchange]:
    """The answers at an address and at those that it leads to; the last one is no further move."""
    until, size = time.monotonic() + limits.seconds, limits.size
    for _ in range(limits.moves + 1):
        done = _asked(page, limits, until, size)
        yield done
        if done.status not in _MOVED or "location" not in done.headers:
            return
        size -= len(done.head) + len(done.body)
        page = moved_to(done.headers["location"], page)
    message = f"its server sends on and on, more than {limits.moves} times"
    raise not_fetched(str(page), message)


def _asked(page: PageAddress, limits: FetchLimits, until: float, size: int) -> Exchange:
    _refuse_proxy(page)
    try:
        peers = looked_up(page.host, page.port, left(until))
        inside = [peer for peer in peers if not is_public(peer)]
        if inside:
            leads = "is" if inside[0] == page.host else f"leads to {inside[0]},"
            message = f"{page.host} {leads} not an address of the public net"
            raise not_to_be_fetched(str(page), message)
        return exchange(page, peers, until, size)
    except TooManyBytesError:
        raise _too_large(page, limits) from None
    except (OSError, HTTPException) as error:
        raise on_the_way(error, page.host, str(page), limits.seconds) from None


def _too_large(page: PageAddress, limits: FetchLimits) -> BriefError:
    return not_fetched(str(page), f"it has more than {limits.size >> 20} MiB")


# --- the answer -------------------------------------------------------------------------


def _unpacked(found: Exchange, limits: FetchLimits) -> bytes:
    """The bytes of the page. Some servers pack them although they were asked not to."""
    packing = found.headers.get("content-encoding", "identity").strip().lower()
    if packing == "identity":
        return found.body
    if packing not in {"gzip", "x-gzip"}:
        named = re.sub(r"[^a-z0-9-]+", " ", packing)[:20]  # it may hold what a terminal obeys
        message = f"{found.page.host} sends it packed as `{named}`, though asked not to"
        raise not_fetched(str(found.page), message)
    unpacking = zlib.decompressobj(wbits=31)  # gzip
    try:
        data = unpacking.decompress(found.body, limits.size + 1)
    except zlib.error:
        raise not_fetched(str(found.page), "it is packed, and the packing is damaged") from None
    if len(data) > limits.size:
        raise _too_large(found.page, limits)
    if not unpacking.eof:
        raise not_fetched(str(found.page), "it broke off before the page was complete")
    return data


def _charset(found: Exchange) -> str:
    media = Message()
    media["content-type"] = found.headers.get("content-type", "")
    is_text = media.get_content_maintype() == "text" or media.get_content_subtype().endswith("xml")
    return (media.get_content_charset() or "") if is_text else ""


def _captured(found: Exchange) -> date | None:
    """The day on which an archive kept the page, as it says itself (RFC 7089, 2.1.1)."""
    try:
        return parsedate_to_datetime(found.headers["memento-datetime"]).astimezone(UTC).date()
    except (KeyError, ValueError):
        return None

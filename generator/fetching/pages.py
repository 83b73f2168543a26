"""The address of a page: what is asked for at it, and at which host."""

from __future__ import annotations

from urllib.parse import quote, urljoin, urlsplit

from msgspec import Struct

from generator.config.addresses import PAGE_HINT, is_web_address
from generator.diagnostics import BriefError
from generator.fetching.faults import SAVE, not_fetched, not_to_be_fetched


class PageAddress(Struct, frozen=True):
    """The address of a page (RFC 3986), all of it ASCII and without a fragment."""

    scheme: str  # "http" or "https"
    host: str
    port: int
    target: str  # the path and the query, as a request names them

    @property
    def authority(self) -> str:
        """The host, and the port if it is not that of the scheme."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.target}"


_PORTS = {"http": 80, "https": 443}
_KEPT = "".join({*map(chr, range(0x21, 0x7F))} - set('"<>\\'))  # as it is written, `%20` too


def page_address(written: str) -> PageAddress:
    """The address of a page, from how a person or a server writes it. Raises BriefError."""
    try:
        parts = urlsplit(written)
        port = parts.port
    except ValueError:
        raise _no_address(written, PAGE_HINT) from None
    if "@" in parts.netloc:
        hint = f"leave out what stands before the @; or {SAVE}"
        raise _no_address(written, hint)
    if not is_web_address(written) or port == 0:
        raise _no_address(written, PAGE_HINT)
    scheme = parts.scheme.lower()
    query = f"?{parts.query}" if parts.query else ""
    target = quote((parts.path or "/") + query, safe=_KEPT)
    return PageAddress(scheme, _host(parts.hostname or "", written), port or _PORTS[scheme], target)


def _no_address(written: str, hint: str) -> BriefError:
    return not_to_be_fetched(written, f"`{written}` is not the plain address of a page", hint)


def _host(name: str, written: str) -> str:
    """A host in ASCII (RFC 3490). The two rules for names disagree on these letters."""
    if any(letter in name for letter in "ßẞς"):
        hint = "write the host as it begins with xn--, or save the page and import the file"
        raise not_to_be_fetched(
            written, f"`{name}` means two hosts, by an old rule and a new", hint
        )
    try:
        return name.rstrip(".").encode("idna").decode("ascii")
    except UnicodeError:
        hint = "copy the address from the browser's address bar"
        raise not_fetched(written, f"no computer can be called `{name}`", hint) from None


def moved_to(location: str, base: PageAddress) -> PageAddress:
    """Where a server says that a page is, by the words of its header. Raises BriefError."""
    raw = location.strip().encode("latin-1")  # a header's bytes, whatever they are
    written = quote(raw, safe=_KEPT)
    try:
        return page_address(urljoin(str(base), written))
    except ValueError:
        raise _no_address(written, SAVE) from None

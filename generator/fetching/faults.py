"""What is said of a page that cannot be fetched, and what to do instead."""

from __future__ import annotations

import errno
import http.client
import socket
import ssl

from generator.diagnostics import BriefError, Span, codes, refusal

SAVE = "save the page from your browser, and import the file"


def not_to_be_fetched(address: str, message: str, hint: str = SAVE) -> BriefError:
    """The error for an address that is not asked at all."""
    return refusal(codes.NOT_TO_BE_FETCHED, message, Span.at(address), hint=hint)


def not_fetched(address: str, message: str, hint: str = SAVE) -> BriefError:
    """The error for a page that was asked for, and did not come."""
    return refusal(codes.NOT_FETCHED, message, Span.at(address), hint=hint)


# --- what happened on the way -----------------------------------------------------------

_NO_NAME = {getattr(socket, name) for name in ("EAI_NONAME", "EAI_NODATA") if hasattr(socket, name)}
_NO_WAY = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN}
_CONNECT = "connect this computer to the internet, or save the page elsewhere and import the file"
_NAMED = "copy the address from the browser's address bar, and see that there is a network"
_PROVED = f"is this the right address? If the browser opens it without a warning, {SAVE}"
_AGAIN = f"try again later, or {SAVE}"


def on_the_way(
    error: OSError | http.client.HTTPException, host: str, address: str, seconds: float
) -> BriefError:
    """The error for a connection that was not made within so many seconds, or broke."""
    return not_fetched(address, *_said_of(error, host, seconds))


def _said_of(
    error: OSError | http.client.HTTPException, host: str, seconds: float
) -> tuple[str, str]:
    match error:
        case socket.gaierror() if error.errno in _NO_NAME:
            return f"no computer of the net is called {host}", _NAMED
        case socket.gaierror():
            return f"there is no network: {host} could not be looked up", _CONNECT
        case ssl.SSLCertVerificationError():
            return f"{host} does not prove who it is: {error.verify_message}", _PROVED
        case TimeoutError():
            return f"it took longer than {seconds:g} seconds", _AGAIN
        case OSError() if error.errno in _NO_WAY:
            return f"there is no way to {host} from here", _CONNECT
        case http.client.IncompleteRead() | ssl.SSLEOFError() | ConnectionResetError():
            return f"{host} broke off before the page was complete", _AGAIN
        case ssl.SSLError():
            return f"no secure connection can be made to {host} ({error.reason})", SAVE
        case OSError():
            return f"{host} cannot be reached: {error.strerror or error}", _AGAIN
        case _:
            return f"what {host} sends is no answer of a web server", SAVE


# --- what the server said ---------------------------------------------------------------

_LOCKED = f"open it in your browser, where you are known; {SAVE}"
_GONE = (
    "copy the address from the browser's address bar; of a page that is gone, web.archive.org "
    "may have a copy: import that by its address"
)
_SAID = {
    401: ("asks for a name and a password", _LOCKED),
    402: ("asks for a payment", _LOCKED),
    403: ("does not give it to programs, or not to everybody", _LOCKED),
    404: ("has no such page", _GONE),
    410: ("says that the page is gone", _GONE),
    429: ("is asked too often", _AGAIN),
    451: ("may not show it, for legal reasons", _GONE),
}


def answered_otherwise(status: int, host: str, address: str) -> BriefError:
    """The error for an answer that is no page, by its status (RFC 9110, 15)."""
    said, hint = _SAID.get(status) or _said_of_class(status)
    return not_fetched(address, f"{host} {said} (HTTP {status})", hint)


def _said_of_class(status: int) -> tuple[str, str]:
    if status < 400:
        return "answers with no page", SAVE
    return ("refuses the request", SAVE) if status < 500 else ("has a fault of its own", _AGAIN)

"""Who may ask what of the preview: pages that it made itself, in a browser on this computer.

Other pages in the same browser can send requests here, too, and other users of the computer can
reach the port. A request is answered only if all of it is as our own pages make it.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_HEADERS = 16_384
"""Bytes of the headers and the address; HTTP's reader takes more if they come in one piece."""

_MOST_BODY = 4_096  # bytes

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


class Refused(Struct, frozen=True):
    """Why a request is not answered: the status of HTTP (RFC 9110), and the reason in words."""

    status: int
    reason: str


class Guard(Struct, frozen=True):
    """Lets through to `app` what may be asked at a `port` by who knows the `token`."""

    app: ASGIApp
    port: int
    token: str

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refused = _refusal_of(scope, self.port, self.token)
        app: ASGIApp = self.app
        if refused is not None:
            app = PlainTextResponse(f"{refused.reason}\n", refused.status)
        await app(scope, receive, _with_headers(send))


def _refusal_of(scope: Mapping[str, Any], port: int, token: str) -> Refused | None:
    """Why a request (in the form of ASGI) is refused; None if it is answered."""
    raw = scope["headers"]
    path = bytes(scope.get("raw_path") or b"") + bytes(scope.get("query_string") or b"")
    if sum(len(name) + len(value) for name, value in raw) + len(path) > MOST_HEADERS:
        return Refused(431, "the headers are too large")
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in raw}
    if len(headers) != len(raw):  # which of the two another reader would take is not known
        return Refused(400, "a header stands twice")
    # A name that somebody else's server has given to this address is not ours (DNS rebinding).
    host = headers.get("host", "")
    if host not in (f"127.0.0.1:{port}", f"localhost:{port}"):
        return Refused(403, "not our host")
    if headers.get("origin", f"http://{host}") != f"http://{host}":
        return Refused(403, "not our page")
    if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
        return Refused(403, "not our page")
    if not _knows(scope["path"], token):
        return Refused(403, "not our address: take the one that `brief serve` printed")
    return _refused_method(scope["method"], headers)


def _knows(path: str, token: str) -> bool:
    _, _, rest = path.partition("/")
    return secrets.compare_digest(rest.partition("/")[0].encode(), token.encode())


def _refused_method(method: str, headers: Mapping[str, str]) -> Refused | None:
    """Reading has no body; writing is a small piece of JSON from a page that says it is ours."""
    size = headers.get("content-length", "0")
    if method in ("GET", "HEAD"):
        if size != "0" or "transfer-encoding" in headers:
            return Refused(400, "no body is read")
        return None
    if method != "POST":
        return Refused(405, "only GET, HEAD and POST")
    if "origin" not in headers or headers.get("content-type") != "application/json":
        return Refused(403, "not our page")
    if not size.isdecimal() or "transfer-encoding" in headers:
        return Refused(411, "say how long it is")
    return Refused(413, "too long") if int(size) > _MOST_BODY else None


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = {name.lower() for name, _ in message["headers"]}
            added = [
                (name.encode(), value.encode())
                for name, value in _HEADERS.items()
                if name.encode() not in own
            ]
            message = {**message, "headers": [*message["headers"], *added]}
        await send(message)

    return sent

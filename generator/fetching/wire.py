"""One request to one computer, and all that comes back, as it comes."""

from __future__ import annotations

import io
import re
import socket
import ssl
import time
from collections.abc import Mapping
from http.client import HTTPException, HTTPResponse
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.fetching.pages import PageAddress
from generator.version import __version__

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class Exchange(Struct, frozen=True):
    """A request and its answer. `body` is as it was sent, but in one piece (RFC 9112, 7.1)."""

    page: PageAddress
    peer: str  # the numeric address of the computer that answered
    request: bytes
    status: int
    head: bytes  # of the answer, with the empty line behind it
    headers: Mapping[str, str]  # of the answer, by their names in small letters
    body: bytes


class TooManyBytesError(Exception):
    """More bytes than may come."""


class _Received(io.RawIOBase):
    """What comes over a connection, kept as it came: until a time, and up to a size."""

    def __init__(self, connection: socket.socket, until: float, most: int) -> None:
        self._connection, self._until, self._most = connection, until, most
        self.data = bytearray()

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return len(self.data)

    def readinto(self, buffer: WriteableBuffer) -> int:
        self._connection.settimeout(left(self._until))
        count = self._connection.recv_into(buffer)
        self.data += memoryview(buffer)[:count]
        if len(self.data) > self._most:
            raise TooManyBytesError
        return count

    def makefile(self, _: str) -> io.BufferedReader[_Received]:
        """What `HTTPResponse` asks a socket for."""
        self.reader = io.BufferedReader(self)
        return self.reader


def left(until: float) -> float:
    """The seconds to a time of the monotonic clock. Raises TimeoutError where it is past."""
    seconds = until - time.monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds


def exchange(page: PageAddress, peers: tuple[str, ...], until: float, most: int) -> Exchange:
    """Ask for a page at the first of some numeric addresses that takes the connection.

    The name of the host is not looked up again, so nobody can lead it elsewhere meanwhile; over
    https the host must prove by its certificate that it has this name. `until` is a time of the
    monotonic clock, `most` the bytes that may come. Raises OSError, HTTPException and
    TooManyBytesError.
    """
    request = _request(page)
    peer, opened = _connected(page, peers, until)
    with opened as connection:
        connection.settimeout(left(until))
        connection.sendall(request)
        received = _Received(connection, until, most)
        # It reads from the connection what it needs: the rest of a socket it never asks for.
        # Closed before what it reads from is: Python 3.13 complains of the other order.
        with HTTPResponse(received, method="GET") as answer:  # type: ignore[arg-type]
            answer.begin()
            head = bytes(received.data[: received.reader.tell()])
            body = answer.read()
    headers = {name.lower(): value for name, value in reversed(answer.getheaders())}
    if "transfer-encoding" in headers and not answer.chunked:
        raise HTTPException  # in pieces of a kind that is unknown here
    return Exchange(page, peer, request, answer.status, _last_head(head), headers, body)


def _request(page: PageAddress) -> bytes:
    """A request (RFC 9112) for the page as it is: not packed, and nothing about who asks."""
    lines = (
        f"GET {page.target} HTTP/1.1",
        f"Host: {page.authority}",
        f"User-Agent: brief/{__version__} (one page, for one reader)",
        "Accept: */*",
        "Accept-Encoding: identity",
        "Connection: close",
    )
    return "\r\n".join((*lines, "", "")).encode("ascii")


def _connected(
    page: PageAddress, peers: tuple[str, ...], until: float
) -> tuple[str, socket.socket]:
    *others, last = peers
    for peer in others:
        try:
            return peer, _opened(page, peer, until, min(_PATIENCE, left(until)))
        except ssl.SSLError:
            raise
        except OSError:  # as where a host has an IPv6 address, and this computer has none
            continue
    return last, _opened(page, last, until, left(until))


_PATIENCE = 10.0  # seconds for one address, so that the next one has some left


def _opened(page: PageAddress, peer: str, until: float, seconds: float) -> socket.socket:
    connection = socket.create_connection((peer, page.port), seconds)
    if page.scheme == "http":
        return connection
    try:
        connection.settimeout(left(until))
        return ssl.create_default_context().wrap_socket(
            connection, server_hostname=page.host, suppress_ragged_eofs=False
        )
    except BaseException:
        connection.close()
        raise


def _last_head(head: bytes) -> bytes:
    """The head of the answer itself, without those that say that it will come (1xx)."""
    return re.split(rb"(?<=\n)\r?\n(?=HTTP/)", head)[-1]

"""A web of the tests' own: servers on this machine, and names that lead to them.

Only what is outside the product is replaced: the look-up of names, and the last step of a
connection, from an address of the public net to a port of this machine.
"""

from __future__ import annotations

import contextlib
import errno
import socket
import socketserver
import ssl
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence

import pytest

PUBLIC = "93.184.216.34"
OTHER = "2606:2800:21f:cb07:6820:80da:af6b:8b2c"

Answer = bytes | Callable[[socket.socket], None]


_LOOK_UP, _CONNECT, _CONNECT_ANY = (
    socket.getaddrinfo,
    socket.create_connection,
    socket.socket.connect,
)


def cut_off(*asked: object, **_: object) -> None:
    """In place of what begins to use the network, while it is cut off."""
    raise AssertionError(f"the network is used: {asked}")


@contextlib.contextmanager
def no_network() -> Iterator[None]:
    """No connection but to a process of one's own, whose place is a file, or inside of this one."""

    def connect(own: socket.socket, place: object) -> None:
        if own.family != getattr(socket, "AF_UNIX", None) and not _is_pair(place):
            cut_off(own, place)
        _CONNECT_ANY(own, place)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", cut_off)
        patch.setattr(socket, "create_connection", cut_off)
        patch.setattr(socket.socket, "connect", connect)
        yield


def _is_pair(place: object) -> bool:
    """Whether it may be the other end of a pair of sockets, which Windows makes by loopback."""
    return sys.platform == "win32" and isinstance(place, tuple) and place[0] == "127.0.0.1"


@contextlib.contextmanager
def loopback_alone() -> Iterator[None]:
    """Programs of the tests may connect to this computer, and to no other."""

    def checked(place: tuple[str, int]) -> None:
        assert place[0].startswith("127."), f"the network is used: {place}"

    def look_up(host: str, *rest: object, **more: object) -> list[object]:
        checked((host, 0))
        return _LOOK_UP(host, *rest, **more)

    def connect(own: socket.socket, place: tuple[str, int]) -> None:
        checked(place)
        _CONNECT_ANY(own, place)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", look_up)
        patch.setattr(socket, "create_connection", _CONNECT)
        patch.setattr(socket.socket, "connect", connect)
        yield


class Web:
    """Names with their addresses, and pages by host and path; `asked` is every request head."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.names: dict[str, Sequence[str] | OSError] = {}
        self.pages: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.looked_up: list[str] = []
        self.reached: list[str] = []
        self._patch = patch
        self.port = 0

    def name(self, host: str, *addresses: str) -> None:
        self.names[host] = addresses or (PUBLIC,)

    def page(self, address: str, answer: Answer) -> None:
        """What stands at "harbour.example/dredging"; the host gets an address."""
        self.names.setdefault(address.partition("/")[0].partition(":")[0], (PUBLIC,))
        self.pages[address] = answer

    # --- in place of the net ---

    def look_up(self, host: str, port: int, *rest: object, **more: object) -> list[object]:
        if host not in self.names:
            return _LOOK_UP(host, port, *rest, **more)
        self.looked_up.append(host)
        found = self.names[host]
        if isinstance(found, OSError):
            raise found
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in found]

    def connect(self, place: tuple[str, int], timeout: float) -> socket.socket:
        self.reached.append(place[0])
        if place[0] != PUBLIC:
            raise OSError(errno.ENETUNREACH, "Network is unreachable")
        return _CONNECT(("127.0.0.1", self.port), timeout)

    @contextlib.contextmanager
    def served(self, tls: ssl.SSLContext | None = None) -> Iterator[None]:
        web = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                with contextlib.suppress(OSError):
                    if tls is None:
                        web.answer(self.request)
                        return
                    with tls.wrap_socket(self.request, server_side=True) as secured:
                        web.answer(secured)

        with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
            server.daemon_threads = True
            self.port = server.server_address[1]
            threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
            with self._patch.context() as patch:
                patch.setattr(socket, "getaddrinfo", self.look_up)
                patch.setattr(socket, "create_connection", self.connect)
                patch.setattr(socket.socket, "connect", _CONNECT_ANY)
                yield
            server.shutdown()

    def answer(self, connection: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            received = connection.recv(4096)
            if not received:
                return
            head += received
            if not head.startswith(b"GET "[: len(head)]):
                connection.sendall(status(400, "Bad Request"))
                return
        asked = head.decode()
        self.asked.append(asked)
        path = asked.split(" ", 2)[1]
        host = asked.partition("Host: ")[2].split("\r\n", 1)[0]
        answer = self.pages.get(host + path, status(404, "Not Found"))
        if callable(answer):
            answer(connection)
        else:
            connection.sendall(answer)
        with contextlib.suppress(OSError):
            if isinstance(connection, ssl.SSLSocket):
                connection.unwrap()
            else:
                connection.shutdown(socket.SHUT_WR)


# --- answers ----------------------------------------------------------------------------


def text(body: str | bytes, *headers: str, media_type: str = "text/plain; charset=utf-8") -> bytes:
    data = body.encode() if isinstance(body, str) else body
    head = ("HTTP/1.1 200 OK", f"Content-Type: {media_type}", f"Content-Length: {len(data)}")
    return "\r\n".join((*head, *headers, "", "")).encode() + data


def status(number: int, reason: str) -> bytes:
    return f"HTTP/1.1 {number} {reason}\r\nContent-Length: 0\r\n\r\n".encode()


def moved(where: str, number: int = 302) -> bytes:
    head = f"HTTP/1.1 {number} Moved\r\nLocation: {where}\r\nContent-Length: 6\r\n\r\nMoved\n"
    return head.encode()


def dripping(start: bytes, drop: bytes, pause: float) -> Callable[[socket.socket], None]:
    """A server that sends a drop again and again, and never comes to an end."""

    def answer(connection: socket.socket) -> None:
        connection.sendall(start)
        while True:
            time.sleep(pause)
            connection.sendall(drop)

    return answer

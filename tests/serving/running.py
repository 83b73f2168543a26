"""The preview in a thread of its own, and what a program can send to it."""

from __future__ import annotations

import http.client
import json
import queue
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct

from generator.pipeline.library import Library
from generator.serving.serve import serve
from generator.workspace.finding import find_workspace
from tests.fetching.web import loopback_alone


class Answer(Struct):
    status: int
    body: bytes
    headers: dict[str, str]

    @property
    def value(self) -> Any:
        return json.loads(self.body)


class Running(Struct):
    """A preview: its address, and its workspace."""

    address: str
    root: Path

    @property
    def host(self) -> str:
        return urlsplit(self.address).netloc

    @property
    def token(self) -> str:
        return urlsplit(self.address).path.strip("/")

    def get(self, path: str = "", **headers: str) -> Answer:
        return self.ask("GET", f"/{self.token}/{path}", headers)

    def post(self, path: str, value: object, **headers: str) -> Answer:
        own = {"origin": f"http://{self.host}", "content-type": "application/json"}
        return self.ask("POST", f"/{self.token}/{path}", own | headers, json.dumps(value).encode())

    def ask(
        self, method: str, path: str, headers: dict[str, str], body: bytes | None = None
    ) -> Answer:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection(self.host, timeout=20)
        connection.request(method, path, body=body, headers=named)
        answer = connection.getresponse()
        found = Answer(answer.status, answer.read(), {k.lower(): v for k, v in answer.getheaders()})
        connection.close()
        return found

    @contextmanager
    def stream(self, path: str) -> Iterator[http.client.HTTPResponse]:
        connection = http.client.HTTPConnection(self.host, timeout=20)
        connection.request("GET", f"/{self.token}/{path}")
        yield connection.getresponse()
        connection.close()

    def send(self, request: bytes) -> bytes:
        """Bytes as they are: what no decent client would send."""
        name, _, port = self.host.partition(":")
        with socket.create_connection((name, int(port)), timeout=20) as connection:
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: connection.recv(65_536), b""))


@contextmanager
def running(root: Path) -> Iterator[Running]:
    """`brief serve` in a thread; it ends with the block."""
    told: queue.Queue[str] = queue.Queue()
    stopped = threading.Event()
    thread = threading.Thread(
        target=serve,
        args=(Library(find_workspace(root)),),
        kwargs={"ready": told.put, "stopped": stopped},
    )
    thread.start()
    try:
        address = told.get(timeout=30)
        with loopback_alone():
            yield Running(address, root)
    finally:
        stopped.set()
        thread.join(timeout=20)
    assert not thread.is_alive()

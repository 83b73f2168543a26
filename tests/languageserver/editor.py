"""An editor that talks to `brief lsp` as editors do: JSON-RPC on standard input and output."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from queue import Queue
from typing import Any

REPOSITORY = Path(__file__).parent.parent.parent
WAIT = 60  # seconds before a silent server counts as dead: a busy machine is slow
SOUND: dict[str, Any] = {
    "workspace": {
        "workspaceEdit": {"documentChanges": True, "resourceOperations": ["rename"]},
    }
}


class Editor:
    """A server at work, and what it has told without being asked."""

    def __init__(
        self, root: Path, capabilities: dict[str, Any] | None = None, encoding: str = "utf-16"
    ) -> None:
        self.server = subprocess.Popen(
            [sys.executable, "-m", "generator", "lsp"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        )
        self.unit = encoding
        self.numbers = itertools.count(1)
        self.versions = itertools.count(1)
        self.heard: Queue[dict[str, Any] | None] = Queue()
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()
        self.capabilities = self.ask(
            "initialize",
            processId=None,
            rootUri=root.as_uri(),
            capabilities=SOUND
            | (capabilities or {})
            | {"general": {"positionEncodings": [encoding]}},
        )["capabilities"]
        self.tell("initialized")

    # --- the wire -----------------------------------------------------------------------

    def _listen(self) -> None:
        assert self.server.stdout
        while header := self.server.stdout.readline():
            if header.lower().startswith(b"content-length:"):
                size = int(header.split(b":")[1])
                while self.server.stdout.readline().strip():
                    pass
                self.heard.put(json.loads(self.server.stdout.read(size)))
        self.heard.put(None)

    def send(self, message: dict[str, Any]) -> None:
        self.send_bytes(json.dumps({"jsonrpc": "2.0"} | message).encode())

    def send_bytes(self, body: bytes) -> None:
        assert self.server.stdin
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.server.stdin.flush()

    def tell(self, method: str, **params: Any) -> None:
        self.send({"method": method, "params": params})

    def ask(self, method: str, **params: Any) -> Any:
        """The answer to a request; the error if it is refused."""
        number = next(self.numbers)
        self.send({"id": number, "method": method, "params": params})
        answer = self.hear(lambda it: it.get("id") == number and "method" not in it)
        return answer["error"] if "error" in answer else answer["result"]

    def hear(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        while True:
            message = self.heard.get(timeout=WAIT)
            assert message is not None, "the server has ended"
            if wanted(message):
                return message

    def found(self, path: Path) -> list[dict[str, Any]]:
        """The next findings that the server tells of a file."""
        uri = path.as_uri()
        told = self.hear(lambda it: it.get("params", {}).get("uri") == uri)
        assert told["method"] == "textDocument/publishDiagnostics"
        return told["params"]["diagnostics"]

    # --- what a person does -------------------------------------------------------------

    def open(self, path: Path, text: str | None = None) -> list[dict[str, Any]]:
        said = path.read_text(encoding="utf-8") if text is None else text
        document = {"uri": path.as_uri(), "languageId": "markdown", "version": 0, "text": said}
        self.tell("textDocument/didOpen", textDocument=document)
        return self.found(path)

    def type(self, path: Path, text: str) -> list[dict[str, Any]]:
        self.change(path, text)
        return self.found(path)

    def change(self, path: Path, text: str) -> None:
        document = {"uri": path.as_uri(), "version": next(self.versions)}
        self.tell("textDocument/didChange", textDocument=document, contentChanges=[{"text": text}])

    def close(self, path: Path) -> None:
        self.tell("textDocument/didClose", textDocument={"uri": path.as_uri()})

    def at(self, method: str, path: Path, line: int, character: int, **more: Any) -> Any:
        place = {"line": line, "character": character}
        document = {"uri": path.as_uri()}
        return self.ask(f"textDocument/{method}", textDocument=document, position=place, **more)

    def units(self, words: str) -> int:
        """The length of words as this editor counts them."""
        return (
            len(words.encode({"utf-16": "utf-16-le", "utf-32": "utf-32-le"}[self.unit]))
            // ({"utf-16": 2, "utf-32": 4}[self.unit])
        )

    def stop(self) -> int:
        self.ask("shutdown")
        self.tell("exit")
        return self.ended()

    def ended(self) -> int:
        """The status of a server that is about to end."""
        assert self.server.stdin
        assert self.server.stdout
        status = self.server.wait(WAIT)
        self.listener.join(WAIT)
        self.server.stdin.close()
        self.server.stdout.close()
        return status


def applied(text: str, edits: list[dict[str, Any]]) -> str:
    """A text in the BMP with changes made, as an editor makes them."""
    lines = text.split("\n")
    for edit in sorted(edits, key=lambda e: tuple(e["range"]["start"].values()), reverse=True):
        start, end = edit["range"]["start"], edit["range"]["end"]
        before = lines[start["line"]][: start["character"]]
        behind = lines[end["line"]][end["character"] :]
        lines[start["line"] : end["line"] + 1] = (before + edit["newText"] + behind).split("\n")
    return "\n".join(lines)

"""Measure what somebody waits for at a screen: `python benchmarks/screen.py [--quick]`.

Prints a Markdown table of medians. A web page is written in CPU time, by a process that has written
others; all else is by the clock, from a key or a save to the answer, on this machine. Needs the
packages of `preview` and `editor`. The browser's own time is in its tests (`-m program`).
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

REPOSITORY = Path(__file__).parent.parent
BRIEF = "military"
_BRIEF = (sys.executable, "-m", "generator")
_LEAD = "A single, undated opinion piece"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="fewer rounds")
    rounds = 7 if parser.parse_args().quick else 25
    os.environ["PYTHONPATH"] = str(REPOSITORY)
    sys.path.insert(0, str(REPOSITORY))
    with tempfile.TemporaryDirectory() as name:
        root = _workspace(Path(name) / "desk")
        page = _page(root, rounds)
        lines = [
            f"| a web page, warm, CPU ms | {page.cpu * 1000:.1f} | 8 |",
            f"| its size, kB | {page.size / 1000:.0f} | 120 |",
            _line("first answer of `brief serve`", _first_answers(root, min(rounds, 9)), 600),
            _line("save → web page", _saves(root, "screen", rounds), 150),
            _line("save → page of the PDF", _saves(root, "paper", rounds), 300),
            _line("key → findings in an editor, beyond the wait", _keys(root, rounds), 60),
        ]
    print("| what | median | budget |\n|:--|--:|--:|\n" + "\n".join(lines))


def _line(what: str, seconds: list[float], budget: int) -> str:
    return f"| {what}, ms | {statistics.median(seconds) * 1000:.0f} | {budget} |"


def _workspace(root: Path) -> Path:
    """A copy of the repository's workspace, which may be changed."""
    for name in ("briefs", "seeds", "templates"):
        shutil.copytree(REPOSITORY / name, root / name)
    for name in ("brief.toml", "records.yaml"):
        shutil.copy(REPOSITORY / name, root / name)
    return root


# --- a web page --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Page:
    """What the writer of HTML takes for one more brief, in CPU seconds, and its bytes."""

    cpu: float
    size: int


def _page(root: Path, rounds: int) -> Page:
    from generator import Library, find_workspace
    from generator.pipeline.making import Wanted, make
    from generator.pipeline.stopwatch import Stopwatch

    library = Library(find_workspace(root))
    took, size = [], 0
    for _ in range(rounds):
        watch = Stopwatch(clock=time.process_time)
        made = make(library, root / "briefs" / f"{BRIEF}.md", Wanted(formats=("html",)), watch)
        took.append(watch.seconds["write html"])
        size = len(made.renditions[0].data)
    return Page(statistics.median(took), size)


# --- the preview -------------------------------------------------------------------------


class Client:
    """A browser's side of the preview: one connection for what is asked, one for what is told."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.path = parts.path
        self.asking = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        self.told = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)

    def get(self, path: str) -> bytes:
        self.asking.request("GET", self.path + path)
        answer = self.asking.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: status {answer.status}")
        return body

    def listen(self) -> Iterator[int]:
        """The numbers of revisions, as they are told."""
        self.told.request("GET", self.path + "events")
        stream = self.told.getresponse()
        while line := stream.readline():
            if line.startswith(b"data: "):
                yield int(line[6:])


@contextmanager
def _served(root: Path) -> Iterator[str]:
    server = subprocess.Popen(
        (*_BRIEF, "serve"),
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )
    assert server.stdout
    try:
        yield server.stdout.readline().strip()
    finally:
        server.kill()
        server.wait()
        server.stdout.close()


def _first_answers(root: Path, rounds: int) -> list[float]:
    """Seconds from the command to the list of briefs."""
    took = []
    for _ in range(rounds):
        began = time.perf_counter()
        with _served(root) as address:
            Client(address).get("told/workspace")
            took.append(time.perf_counter() - began)
    return took


def _saves(root: Path, view: str, rounds: int) -> list[float]:
    """Seconds from a save of the brief to its new page, or to the image of its first sheet."""
    brief = root / "briefs" / f"{BRIEF}.md"
    text = brief.read_text(encoding="utf-8")
    took = []
    with _served(root) as address:
        client = Client(address)
        told = client.listen()
        revision = next(told)
        _shown(client, view)
        for number in range(rounds):
            began = time.perf_counter()
            brief.write_text(text.replace(_LEAD, f"In round {number}, one piece", 1), "utf-8")
            while (heard := next(told)) == revision:
                continue
            revision = heard
            _shown(client, view)
            took.append(time.perf_counter() - began)
    brief.write_text(text, encoding="utf-8")
    return took


def _shown(client: Client, view: str) -> None:
    sight = json.loads(client.get(f"told/brief/{BRIEF}?view={view}"))
    if not sight["is_current"]:
        raise RuntimeError(f"the brief is not shown: {sight['found'][:1]}")
    client.get(
        f"page/{sight['page']}" if view == "screen" else f"sheet/{sight['sheets'][0]['digest']}"
    )


# --- the editor --------------------------------------------------------------------------


def _keys(root: Path, rounds: int) -> list[float]:
    """Seconds from a change of the text to its findings, without the wait for another key."""
    from generator.languageserver.server import WAIT
    from tests.languageserver.editor import Editor

    brief = root / "briefs" / f"{BRIEF}.md"
    text = brief.read_text(encoding="utf-8")
    editor, took = Editor(root), []
    try:
        editor.open(brief)
        for number in range(rounds):
            typed = text.replace(_LEAD, f"In round {number}, one piece", 1)
            took.append(_seconds(lambda typed=typed: editor.type(brief, typed)) - WAIT)
    finally:
        editor.server.kill()
        editor.server.wait()
    return took


def _seconds(done: Callable[[], object]) -> float:
    began = time.perf_counter()
    done()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()

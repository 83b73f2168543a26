"""What a person sees on a screen, drawn for `draw.py`: a browser, a terminal, an editor.

Needs Debian's `chromium` and Playwright for what a browser shows.
"""

from __future__ import annotations

import html
import re
import shutil
import tempfile
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.languageserver.proposing import Proposal

_SIZE = {"width": 1280, "height": 860}
_NOTE = 11  # the one that is open: a judgement, with several sources
_CHROMIUM = Path("/usr/lib/chromium/chromium")  # Debian's; its wrapper prints a warning


def screenshot(page: bytes) -> bytes:
    """A page of HTML as Chromium shows it with a note open, as PNG."""
    from playwright.sync_api import sync_playwright

    browser_file = str(_CHROMIUM) if _CHROMIUM.is_file() else shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as engine:
        source = Path(folder) / "brief.html"
        source.write_bytes(page)
        browser = engine.chromium.launch(executable_path=browser_file, args=["--no-sandbox"])
        screen = browser.new_page(viewport=_SIZE)
        screen.goto(source.as_uri())
        screen.locator("a[role=doc-noteref]").nth(_NOTE - 1).click()
        screen.wait_for_timeout(300)  # milliseconds, until the page has come to rest
        drawn: bytes = screen.screenshot()
        browser.close()
    return drawn


def proposed(brief: Path, below: str, typed: str) -> list[Proposal]:
    """What the language server offers behind a line that is typed below a line of a brief."""
    from generator.diagnostics import Position
    from generator.languageserver.proposing import proposals_at
    from generator.languageserver.session import Session

    session = Session()
    lines = brief.read_text(encoding="utf-8").split("\n")
    place = lines.index(below) + 2
    session.take_text(brief, "\n".join([*lines[:place], typed, "", *lines[place:]]))
    library, reading = session.library(brief), session.reading(brief)
    assert library, "the brief lies in no workspace"
    assert reading, "the brief cannot be read"
    cursor = Position(place + 1, len(typed) + 1)
    return list(proposals_at(session.text(brief), cursor, library, reading))


# --- letters on a ground ----------------------------------------------------------------

_LETTER = 7.85  # pixels that each takes of a line
_INK = {"error": "#d1242f", "warning": "#9a6700", "note": "#0969da"}
_FACES = "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace"


def terminal_svg(command: str, said: str) -> str:
    """A command and what it says."""
    high, edge = 18, 16  # pixels, as all below
    lines = [f"$ {command}", "", *said.split("\n")]
    height = edge * 2 + high * len(lines)
    width = int(edge * 2 + _LETTER * max(map(len, lines)))
    drawn = [
        _text(edge, edge + high * (place + 0.75), line, _look(line))
        for place, line in enumerate(lines)
    ]
    return _framed(width, height, "A check that finds an altered quotation", drawn)


def _look(line: str) -> str:
    """How a line is set: a finding's first in the colour of how grave it is."""
    head = re.match(r"(error|warning|note)\[", line)
    carets = re.fullmatch(r"\s*\|\s*\^+", line)
    if head or carets:
        ink = _INK[head[1] if head else "error"]
        return f' fill="{ink}" font-weight="bold"'
    return ' font-weight="bold"' if line.startswith("$") else ""


def completion_svg(typed: str, offered: list[Proposal]) -> str:
    """A line that is typed, the list below its cursor, and what the first of the list says."""
    width, high, edge = 880, 22, 20
    top, shown = edge + high * 1.6, offered[:5]
    said = textwrap.wrap(shown[0].more, 100)
    foot = top + high * len(shown)
    height = int(foot + high * (len(said) + 1.4))
    look = 'rx="4" fill="#ffffff" stroke="#d0d7de"'
    drawn = [
        _text(edge, edge + high * 0.6, typed),
        _box(edge + _LETTER * len(typed) + 1, edge - 2, 2, high - 4, 'fill="#0969da"'),
        _box(edge, top - 4, width - 2 * edge, height - top - 8, look),
        _box(edge + 1, top - 3, width - 2 * edge - 2, high, 'fill="#ddf4ff"'),
    ]
    for place, each in enumerate(shown):
        chosen = "" if place else ' font-weight="bold"'
        drawn.append(_text(edge + 10, top + high * (place + 0.6), each.label, chosen))
    for place, line in enumerate(said):
        drawn.append(_text(edge + 10, foot + high * (place + 1.2), line, ' fill="#57606a"'))
    label = "Words of a source are typed, and the paragraph that says them is offered"
    return _framed(width, height, label, drawn)


def _framed(width: int, height: int, label: str, drawn: list[str]) -> str:
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    parts = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{label}">',
        f'<rect width="{width}" height="{height}" rx="6" fill="#f6f8fa"/>',
        f'<g font-family="{_FACES}" font-size="13" fill="#1f2328" xml:space="preserve">',
        *drawn,
        "</g>",
        "</svg>",
    )
    return "".join(f"{part}\n" for part in parts)


def _box(x: float, y: float, width: float, height: float, look: str) -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" {look}/>'


def _text(x: float, y: float, words: str, look: str = "") -> str:
    return f'<text x="{x:g}" y="{y:g}"{look}>{html.escape(words)}</text>'

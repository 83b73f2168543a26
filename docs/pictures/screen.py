"""What the README shows of a screen: a brief beside its source, and a citation that is completed.

`reader.png` is the HTML page of a brief with a note open, as Chromium shows it; `completion.svg`
is what `brief lsp` answers while the words of a source are typed. `draw.py` writes both. Needs
Debian's `chromium` and Playwright.
"""

from __future__ import annotations

import hashlib
import html
import shutil
import struct
import sys
import tempfile
import zlib
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[2]
SLUG = "military"
MADE_FROM = "Made-From"
"""The keyword of the PNG's text chunk that holds the SHA-256 of the page."""

_SIZE = {"width": 1280, "height": 860}
_NOTE = 11  # the one that is open: a judgement, with several sources
_CHROMIUM = Path("/usr/lib/chromium/chromium")  # Debian's; its wrapper prints a warning

TYPED = "Exercises and sales of arms are named as a possibility [@ulislam-summit, arms sal"
"""The line that somebody is writing, up to the cursor."""

_UNDER = "## What it would mean"


def page_bytes() -> bytes:
    """The HTML page of the brief as it is built today."""
    from generator import build

    path = REPOSITORY / f"briefs/{SLUG}.md"
    with tempfile.TemporaryDirectory() as folder:
        return build(path, formats=("html",), output=folder).files[0][0].read_bytes()


def reader_png(page: bytes) -> bytes:
    """The page with a note open, as a PNG that says which page it was drawn from."""
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
    digest = hashlib.sha256(page).hexdigest()
    return _with_text(drawn, f"{MADE_FROM}\0{digest}".encode())


def _with_text(png: bytes, said: bytes) -> bytes:
    """A PNG with a text chunk behind its header (PNG, 11.3.3)."""
    checked = b"tEXt" + said
    chunk = struct.pack(">I", len(said)) + checked + struct.pack(">I", zlib.crc32(checked))
    header = 8 + 25  # the signature, and the chunk IHDR
    return png[:header] + chunk + png[header:]


def completed() -> list[dict[str, Any]]:
    """What the language server offers for the line that is being typed."""
    from tests.languageserver.editor import Editor

    path = REPOSITORY / f"briefs/{SLUG}.md"
    lines = path.read_text(encoding="utf-8").split("\n")
    place = lines.index(_UNDER) + 2
    editor = Editor(REPOSITORY)
    editor.open(path, "\n".join([*lines[:place], TYPED, "", *lines[place:]]))
    offered = editor.at("completion", path, place, len(TYPED))
    editor.stop()
    items: list[dict[str, Any]] = offered["items"] if isinstance(offered, dict) else offered
    return items


_LINE, _LETTER, _EDGE = 22, 7.85, 20  # pixels
_ROWS = 5
_WIDTH = 880


def completion_svg(items: list[dict[str, Any]]) -> str:
    """The line, the list below its cursor, and what the first of the list says."""
    cursor = _EDGE + _LETTER * len(TYPED)
    shown = items[:_ROWS]
    top = _EDGE + _LINE * 1.6
    rows = "\n".join(_row(place, item, top) for place, item in enumerate(shown))
    foot = top + _LINE * len(shown)
    said = _wrapped(str(shown[0].get("documentation", "")), 100) if shown else []
    words = "\n".join(
        f'<text x="{_EDGE + 10}" y="{foot + _LINE * (place + 1.2):g}" fill="#57606a">'
        f"{html.escape(line)}</text>"
        for place, line in enumerate(said)
    )
    height = int(foot + _LINE * (len(said) + 1.4))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
        f'width="{_WIDTH}" height="{height}" role="img" '
        'aria-label="Words of a source are typed, and the paragraph that says them is offered">\n'
        f'<rect width="{_WIDTH}" height="{height}" rx="6" fill="#f6f8fa"/>\n'
        '<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" '
        'font-size="13" fill="#1f2328" xml:space="preserve">\n'
        f'<text x="{_EDGE}" y="{_EDGE + _LINE * 0.6:g}">{html.escape(TYPED)}</text>\n'
        f'<rect x="{cursor + 1:g}" y="{_EDGE - 2}" width="2" height="{_LINE - 4}" '
        'fill="#0969da"/>\n'
        f'<rect x="{_EDGE}" y="{top - 4:g}" width="{_WIDTH - 2 * _EDGE}" '
        f'height="{height - top - 8:g}" rx="4" fill="#ffffff" stroke="#d0d7de"/>\n'
        f"{rows}\n{words}\n</g>\n</svg>\n"
    )


def _row(place: int, item: dict[str, Any], top: float) -> str:
    y = top + _LINE * place
    ground = (
        f'<rect x="{_EDGE + 1}" y="{y - 3:g}" width="{_WIDTH - 2 * _EDGE - 2}" '
        f'height="{_LINE}" fill="#ddf4ff"/>\n'
        if place == 0
        else ""
    )
    weight = ' font-weight="bold"' if place == 0 else ""
    return (
        f'{ground}<text x="{_EDGE + 10}" y="{y + _LINE * 0.6:g}"{weight}>'
        f"{html.escape(item['label'])}</text>"
    )


def _wrapped(words: str, columns: int) -> list[str]:
    import textwrap

    return textwrap.wrap(words, columns)


def main() -> None:
    sys.path.insert(0, str(REPOSITORY))
    here = Path(__file__).parent
    (here / "reader.png").write_bytes(reader_png(page_bytes()))
    drawn = completion_svg(completed())
    (here / "completion.svg").write_text(drawn, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

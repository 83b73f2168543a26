"""Draw the pictures that the README and docs/templates.md show, from what the program makes today.

    .venv/bin/python docs/pictures/draw.py

`page.png` is the first page of a brief, `looks.png` that page in each of the shipped looks,
`check.svg` a check of that brief with a word of a quotation changed. Each says what it was drawn
from, and a test asks whether that is still so. `changes.png` is the first page of what has changed
in that brief since somebody else wrote it. `reader.png` is the brief on a screen, `completion.svg`
what an editor offers in it. How a screen is drawn is in `screen.py`, how `life-1.svg` to
`life-5.svg` are in `life.py`, and how the pictures of the guide to templates are in `guide.py`.
Needs `pdftoppm` (Debian's poppler-utils), `chromium` and Playwright.
"""

from __future__ import annotations

import hashlib
import runpy
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]
SLUG = "military"
BRIEF = REPOSITORY / f"briefs/{SLUG}.md"
LOOKS = ("policy-brief", "in-focus", "memo")
DOTS_PER_INCH, DOTS_SIDE_BY_SIDE = 80, 56
MADE_FROM = "Made-From"
"""The keyword of the PNG's text chunk with the SHA-256 of the files that it was drawn from."""

WRITTEN, CHANGED = "a growing military axis", "a growing naval axis"
_TILE = (
    "- **11 states** Their monitoring team claims deliveries of shells, missiles and artillery"
    " [@R13].\n"
)
_DELIVERIES = (
    " Deliveries of arms and of technology are claimed by others and admitted by neither"
    " [@R13; @R14]."
)
EARLIER = (
    ("argues that Russia is a ready supplier", "argues that Russia may become a supplier"),
    ("conventional arms [@ulislam-summit, ¶2].", "arms [@ulislam-summit, ¶2]. Neither says so."),
    (_DELIVERIES, ""),
    ("are *likely* to go on", "are *very likely* to go on"),
    (_TILE, ""),
    ("by 31 January 2027", "by 30 June 2027"),
)
"""What stands in the brief, and what stood there before somebody changed it."""
BELOW = "## What it would mean"
TYPED = "Exercises and sales of arms are named as a possibility [@ulislam-summit, arms sal"
"""A line that somebody writes below a heading of the brief, up to the cursor."""
_COLUMNS = 100
_BETWEEN, _GREY = 12, b"\xd0\xd7\xde"  # pixels beside a page, and their colour


def built_bytes(form: str = "pdf", look: str = LOOKS[0]) -> bytes:
    """The file of a format of the brief as it is built today."""
    from generator import build

    with tempfile.TemporaryDirectory() as folder:
        built = build(BRIEF, formats=(form,), output=folder, template=look)
        return built.files[0][0].read_bytes()


def changes_bytes() -> bytes:
    """The PDF of what has changed in the brief since it was as `EARLIER` has it."""
    from generator import Library, find_workspace
    from generator.actions.show_changes import changes_file, show_changes

    text = BRIEF.read_text(encoding="utf-8")
    for now, before in EARLIER:
        text = text.replace(now, before, 1)
    with tempfile.TemporaryDirectory() as folder:
        earlier = Path(folder) / f"{SLUG}.md"
        earlier.write_text(text, encoding="utf-8", newline="\n")
        library = Library(find_workspace(REPOSITORY))
        return changes_file(show_changes(library, str(earlier), SLUG, author="Ada Byron"), "pdf")


def check_words() -> str:
    """What `brief check` says of the brief with a word of a quotation changed."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("brief.toml", "records.yaml", "seeds", "briefs", "templates"):
            source, target = REPOSITORY / name, Path(folder) / name
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("fonts"))
            else:
                shutil.copy(source, target)
        brief = Path(folder) / f"briefs/{SLUG}.md"
        text = brief.read_text(encoding="utf-8")
        brief.write_text(text.replace(WRITTEN, CHANGED, 1), encoding="utf-8", newline="\n")
        command = [sys.executable, "-m", "generator", "check", SLUG]
        environment = {"PYTHONPATH": str(REPOSITORY), "COLUMNS": str(_COLUMNS), "NO_COLOR": "1"}
        run = subprocess.run(
            command,
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            encoding="utf-8",
        )
        findings = run.stdout.split("\n\n")
        return next(shown for shown in findings if shown.startswith("error")).rstrip()


def check_svg() -> str:
    """The check of the brief and what it says, as a terminal shows them."""
    drawn: str = _beside("screen.py")["terminal_svg"](f"brief check {SLUG}", check_words())
    return drawn


def page_png(pdf: bytes) -> bytes:
    """The first page as a PNG that says which PDF it was drawn from."""
    return side_by_side([pdf], DOTS_PER_INCH, between=0)


def side_by_side(pdfs: list[bytes], dots_per_inch: int, *, between: int = _BETWEEN) -> bytes:
    """The first page of each PDF in one PNG, which says what it was drawn from."""
    from generator.images.rendering import png_bytes

    pages = [_first_page(pdf, dots_per_inch) for pdf in pdfs]
    height = len(pages[0])
    edge = _GREY * between
    rows = [edge + b"".join(page[place] + edge for page in pages) for place in range(height)]
    width = len(rows[0]) // 3
    blank = [_GREY * width] * between
    size = width, height + 2 * between
    drawn = png_bytes([*blank, *rows, *blank], size, opaque=True)
    return _saying_what_for(drawn, b"".join(pdfs))


def _first_page(pdf: bytes, dots_per_inch: int) -> list[bytes]:
    """The rows of the first page, three bytes a pixel."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "brief.pdf", Path(folder) / "page"
        source.write_bytes(pdf)
        first = ["-f", "1", "-l", "1", "-singlefile", "-r", str(dots_per_inch)]
        subprocess.run(["pdftoppm", *first, str(source), str(target)], check=True)
        _, size, _, pixels = target.with_suffix(".ppm").read_bytes().split(b"\n", 3)
    width = 3 * int(size.split()[0])
    return [pixels[start : start + width] for start in range(0, len(pixels), width)]


def _saying_what_for(png: bytes, drawn_from: bytes) -> bytes:
    """A PNG with a text chunk behind its header (PNG, 11.3.3) that says what it was drawn from."""
    said = f"{MADE_FROM}\0{hashlib.sha256(drawn_from).hexdigest()}".encode()
    chunk = struct.pack(">I", len(said)) + b"tEXt" + said
    chunk += struct.pack(">I", zlib.crc32(b"tEXt" + said))
    header = 8 + 25  # the signature, and the chunk IHDR
    return png[:header] + chunk + png[header:]


def reader_png(page: bytes) -> bytes:
    """A page of HTML with a note open, as a PNG that says what it was drawn from."""
    return _saying_what_for(_beside("screen.py")["screenshot"](page), page)


def completion_svg() -> str:
    """What an editor offers for the line that somebody types in the brief."""
    screen = _beside("screen.py")
    drawn: str = screen["completion_svg"](TYPED, screen["proposed"](BRIEF, BELOW, TYPED))
    return drawn


def _beside(name: str) -> dict[str, Any]:
    """What another script in this folder defines."""
    return runpy.run_path(str(HERE / name))


def _write(name: str, drawn: bytes | str) -> None:
    (HERE / name).write_bytes(drawn.encode() if isinstance(drawn, str) else drawn)


def main() -> None:
    sys.path.insert(0, str(REPOSITORY))
    pdfs = [built_bytes("pdf", look) for look in LOOKS]
    _write("page.png", page_png(pdfs[0]))
    _write("looks.png", side_by_side(pdfs, DOTS_SIDE_BY_SIDE))
    _write("changes.png", page_png(changes_bytes()))
    _write("check.svg", check_svg())
    _write("reader.png", reader_png(built_bytes("html")))
    _write("completion.svg", completion_svg())
    scenes = _beside("life.py")
    for number, scene in enumerate(scenes["SCENES"], 1):
        _write(f"life-{number}.svg", scenes["life_svg"](scene))
    _beside("guide.py")["write_pictures"]()


if __name__ == "__main__":
    main()

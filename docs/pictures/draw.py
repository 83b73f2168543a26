"""Draw the pictures that the README and docs/templates.md show, from what the program makes today.

    .venv/bin/python docs/pictures/draw.py

`page.png` is the first page of a brief, `looks.png` that page in each of the shipped looks,
`check.svg` a check of that brief with a word of a quotation changed. Each says what it was drawn
from, and a test asks whether that is still so. `changes.png` is the first page of what has changed
in that brief since somebody else wrote it. `life-1.svg` to `life-5.svg` are those of `life.py`,
`reader.png` and `completion.svg` those of `screen.py`. Needs `pdftoppm` (Debian's poppler-utils).
"""

from __future__ import annotations

import hashlib
import html
import re
import runpy
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]
SLUG = "military"
LOOKS = ("policy-brief", "in-focus", "memo")
DOTS_PER_INCH, DOTS_SIDE_BY_SIDE = 80, 56
MADE_FROM = "Made-From"
"""The keyword of the PNG's text chunk that holds the SHA-256 of the PDFs, one after the other."""

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
_COLUMNS = 100
_LINE, _LETTER, _EDGE = 18, 7.85, 16  # of the drawn terminal, in pixels
_BETWEEN, _GREY = 12, b"\xd0\xd7\xde"  # pixels beside a page, and their colour
_INK = {"error": "#d1242f", "warning": "#9a6700", "note": "#0969da"}


def pdf_bytes(look: str = LOOKS[0]) -> bytes:
    """The PDF of the brief as it is built today."""
    from generator import build

    path = REPOSITORY / f"briefs/{SLUG}.md"
    with tempfile.TemporaryDirectory() as folder:
        built = build(path, formats=("pdf",), output=folder, template=look)
        return built.files[0][0].read_bytes()


def changes_bytes() -> bytes:
    """The PDF of what has changed in the brief since it was as `EARLIER` has it."""
    from generator import Library, find_workspace
    from generator.actions.show_changes import changes_file, show_changes

    text = (REPOSITORY / f"briefs/{SLUG}.md").read_text(encoding="utf-8")
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


def terminal_svg(words: str) -> str:
    """The command and what it prints, drawn as a terminal shows them."""
    lines = [f"$ brief check {SLUG}", "", *words.split("\n")]
    height = _EDGE * 2 + _LINE * len(lines)
    width = int(_EDGE * 2 + _LETTER * max(map(len, lines)))
    drawn = "\n".join(
        f'<text x="{_EDGE}" y="{_EDGE + _LINE * (place + 0.75):g}"{_look(line)}>'
        f"{html.escape(line)}</text>"
        for place, line in enumerate(lines)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" aria-label="A check that finds an altered quotation">\n'
        f'<rect width="{width}" height="{height}" rx="6" fill="#f6f8fa"/>\n'
        '<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" '
        f'font-size="13" fill="#1f2328" xml:space="preserve">\n{drawn}\n</g>\n</svg>\n'
    )


def _look(line: str) -> str:
    """How a line is set: a finding's first in the colour of how grave it is."""
    head = re.match(r"(error|warning|note)\[", line)
    carets = re.fullmatch(r"\s*\|\s*\^+", line)
    if head or carets:
        ink = _INK[head[1] if head else "error"]
        return f' fill="{ink}" font-weight="bold"'
    return ' font-weight="bold"' if line.startswith("$") else ""


def page_png(pdf: bytes) -> bytes:
    """The first page as a PNG that says which PDF it was drawn from."""
    return side_by_side([pdf], DOTS_PER_INCH, between=0)


def side_by_side(pdfs: list[bytes], dots_per_inch: int, *, between: int = _BETWEEN) -> bytes:
    """The first page of each PDF in one PNG, which says what it was drawn from."""
    pages = [_first_page(pdf, dots_per_inch) for pdf in pdfs]
    height = len(pages[0])
    edge = _GREY * between
    rows = [edge + b"".join(page[place] + edge for page in pages) for place in range(height)]
    blank = [_GREY * (len(rows[0]) // 3)] * between
    digest = hashlib.sha256(b"".join(pdfs)).hexdigest()
    return _png([*blank, *rows, *blank], f"{MADE_FROM}\0{digest}".encode())


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


def _png(rows: list[bytes], said: bytes) -> bytes:
    """A PNG of rows of RGB pixels with a text chunk (PNG, 11.2 and 11.3)."""
    header = struct.pack(">IIBBBBB", len(rows[0]) // 3, len(rows), 8, 2, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    chunks = ((b"IHDR", header), (b"tEXt", said), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )


def main() -> None:
    sys.path.insert(0, str(REPOSITORY))
    pdfs = [pdf_bytes(look) for look in LOOKS]
    (HERE / "page.png").write_bytes(page_png(pdfs[0]))
    (HERE / "looks.png").write_bytes(side_by_side(pdfs, DOTS_SIDE_BY_SIDE))
    (HERE / "changes.png").write_bytes(page_png(changes_bytes()))
    (HERE / "check.svg").write_text(terminal_svg(check_words()), encoding="utf-8", newline="\n")
    scenes = runpy.run_path(str(HERE / "life.py"))
    for number, scene in enumerate(scenes["SCENES"], 1):
        drawn = scenes["life_svg"](scene)
        (HERE / f"life-{number}.svg").write_text(drawn, encoding="utf-8", newline="\n")
    runpy.run_path(str(HERE / "screen.py"))["main"]()


if __name__ == "__main__":
    main()

"""Draw the pictures of docs/templates.md: what each of its examples makes of a brief.

    .venv/bin/python docs/pictures/guide.py

The examples are read from the guide and done as it says, by `tests/guide.py`. Those of the house
are done one after the other, so that it grows from picture to picture; each other one alone. The
brief is `guide/crossing.md`, and its source that of the specimens. `VIEWS` says what of its pages a
picture shows. Each picture says which PDFs it was drawn from, and a test asks whether that is still
so. `draw.py` draws these with all others. Needs Pillow, which comes with ReportLab.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

REPOSITORY = Path(__file__).parents[2]
sys.path.insert(0, str(REPOSITORY))

from tests.guide import EXAMPLES, HOUSE, MATERIAL, OTHERS, PARENT, STEPS, do, pictures  # noqa: E402

if TYPE_CHECKING:
    from PIL.Image import Image

MADE_FROM = "Made-From"
"""The keyword of the PNG's text chunk with the SHA-256 of the PDFs that it was drawn from."""
DRAWN = {"logo": 72, "jan": 72}
"""Files of examples that are drawings, and how high they are as PNG, in points."""

_SPECIMEN = REPOSITORY / "generator/templates/specimen"
_SETTINGS = f"""\
format = 2
publisher = "Harbour Institute"
template = "{PARENT}"
language = "en-GB"
scale = "icd203"
"""


class View(NamedTuple):
    """What a picture shows: whole pages, or a strip of one.

    A strip begins a little above the first of some words, or at the head of page 1, and is so many
    points high; it goes `across` from one share of the sheet's width to another. `was` are the
    words that it begins with before the example is done: such a picture has both strips, side by
    side, or the later one below if they are `stacked`.
    """

    height: float = 0.0
    words: str = ""
    was: str | None = None
    across: tuple[float, float] = (0.0, 1.0)
    stacked: bool = False
    pages: int = 0
    brief: str = "crossing"


VIEWS: Mapping[str, View] = {
    "house": View(pages=3),
    "start": View(pages=3),
    "colours": View(330, was=""),
    "font": View(120, was="", across=(0.06, 0.7)),
    "sheet": View(pages=1, was=""),
    "words": View(150, "In short", was="Key points", stacked=True),
    "house-logo": View(66, was="", across=(0.04, 0.42)),
    "numbers": View(250, "In short", was="In short", across=(0.06, 0.64)),
    "tables": View(140, "Table 1."),
    "pull": View(120, "The steering"),
    "footer": View(80, "12 Long Street"),
    "author": View(155, "About the author"),
    "cover": View(pages=2),
    "word-file": View(pages=1, was=""),
    "order": View(180, "Decision sought", was="Decision sought", across=(0.06, 0.64)),
    "columns": View(pages=1, was=""),
    "key-points": View(300, "The older of the two"),
    "masthead": View(210),
    "value": View(130, across=(0.04, 0.66)),
    "authors": View(150, "Recommendations"),
    "contents": View(170, "Contents"),
    "notes": View(80, "References"),
    "language": View(190, "Kernaussagen", brief="ueberfahrt"),
}
"""What each picture of the guide shows."""

_WIDE, _GAP = 696, 12  # pixels of all strips or pages, and round each
_PAGE = 280  # pixels that a page is wide at most
_GROUND = "#d0d7de"
_COLOURS, _ROUNDS = 40, 2  # and how often they are drawn nearer to what they stand for
_ABOVE = 14  # points above the words that a strip begins with


# --- the briefs -------------------------------------------------------------------------


def names_of(picture: str) -> tuple[str, ...]:
    """The examples that are done for a picture, by name."""
    house = list(HOUSE)
    if picture == "house":
        return tuple(house)
    name = next(name for name, text in {**STEPS, **OTHERS}.items() if _shows(text, picture))
    if name in HOUSE:
        return tuple(house[: house.index(name) + 1])
    return (name,) if name in EXAMPLES else ()


def _shows(text: str, picture: str) -> bool:
    return picture in [shown.name for shown in pictures(text)]


def pdfs_of(picture: str) -> list[bytes]:
    """The PDFs that a picture is drawn from: before its example, if it shows that, and after it."""
    names, view = names_of(picture), VIEWS[picture]
    after = _letterhead_pdf() if picture == "word-file" else _pdf(names, view.brief)
    return [after] if view.was is None else [_pdf(names[:-1], view.brief), after]


@cache
def _pdf(names: Sequence[str], slug: str) -> bytes:
    """A brief in a template in which examples are done."""
    with tempfile.TemporaryDirectory() as folder:
        brief = _workspace(Path(folder), slug)
        do([EXAMPLES[name] for name in names], Path(folder), brief)
        return _built(brief)


def _letterhead_pdf() -> bytes:
    """The brief in a template that a house's Word file makes."""
    from generator import Library, find_workspace
    from generator.actions.template_import import import_template
    from tests.houses.word_files import linked_dotx

    with tempfile.TemporaryDirectory() as folder:
        brief = _workspace(Path(folder), VIEWS["word-file"].brief)
        letterhead = Path(folder) / "letterhead.dotx"
        letterhead.write_bytes(linked_dotx())
        import_template(Library(find_workspace(brief)), letterhead, name="our-house")
        return _built(brief)


def _workspace(root: Path, slug: str) -> Path:
    """A workspace with a brief; return its file."""
    (root / "brief.toml").write_text(_SETTINGS, encoding="utf-8", newline="\n")
    shutil.copytree(_SPECIMEN / "seeds", root / "seeds")
    shutil.copy(_SPECIMEN / "records.yaml", root)
    (root / "briefs").mkdir()
    return Path(shutil.copy(MATERIAL / f"{slug}.md", root / "briefs"))


def _built(brief: Path) -> bytes:
    from generator import build

    built = build(brief, formats=("pdf",), output=brief.parent, template="our-house")
    return built.files[0][0].read_bytes()


# --- the pictures -----------------------------------------------------------------------


def drawn(picture: str) -> bytes:
    """A picture as PNG, which says what it was drawn from."""
    from PIL.Image import Dither
    from PIL.PngImagePlugin import PngInfo

    view, pdfs = VIEWS[picture], pdfs_of(picture)
    begins = [view.words] if view.was is None else [view.was, view.words]
    wide = _wide(view, len(pdfs))
    parts = [
        part
        for pdf, words in zip(pdfs, begins, strict=True)
        for part in _parts(pdf, view, words, wide)
    ]
    said, held = PngInfo(), BytesIO()
    said.add_text(MADE_FROM, sha256(b"".join(pdfs)).hexdigest())
    sheet = _sheet(parts, stacked=view.stacked)
    sheet.quantize(_COLOURS, kmeans=_ROUNDS, dither=Dither.NONE).save(
        held, "PNG", optimize=True, pnginfo=said
    )
    return held.getvalue()


def _wide(view: View, beside: int) -> int:
    """How many pixels wide each page or strip of so many PDFs is."""
    count = 1 if view.stacked else beside * (view.pages or 1)
    wide = (_WIDE - _GAP * (count - 1)) // count
    return min(wide, _PAGE) if view.pages else wide


def _parts(pdf: bytes, view: View, words: str, wide: int) -> Iterator[Image]:
    """The pages of a PDF that a picture shows, or the strip of one."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in list(document)[: view.pages]:
            yield page.render(scale=wide / page.get_width()).to_pil()
        if not view.pages:
            yield _strip(*_place(document, words), view, wide)
    finally:
        document.close()


def _strip(page: Any, top: float, view: View, wide: int) -> Image:
    """What a view shows of a page, from so many points below its head."""
    left, right = (share * page.get_width() for share in view.across)
    scale = wide / (right - left)
    bottom = min(top + view.height, page.get_height())
    edges = tuple(round(edge * scale) for edge in (left, top, right, bottom))
    drawn: Image = page.render(scale=scale).to_pil().crop(edges)
    return drawn


def _place(document: Any, words: str) -> tuple[Any, float]:
    """The page of the first of some words, and how far below its head a strip begins."""
    if not words:
        return document[0], 0.0
    for page in document:
        text = page.get_textpage()
        if found := text.search(words, match_case=True).get_next():
            _, _, _, top = text.get_charbox(found[0])
            return page, max(0.0, page.get_height() - top - _ABOVE)
    raise LookupError(words)


def _sheet(parts: Sequence[Image], *, stacked: bool) -> Image:
    """Parts side by side, or one below the other, with a ground between and round them."""
    from PIL import Image

    widths, heights = [part.width + _GAP for part in parts], [part.height + _GAP for part in parts]
    size = (max(widths), sum(heights)) if stacked else (sum(widths), max(heights))
    sheet = Image.new("RGB", (size[0] + _GAP, size[1] + _GAP), _GROUND)
    left = top = _GAP
    for part in parts:
        sheet.paste(part, (left, top))
        left, top = (left, top + part.height + _GAP) if stacked else (left + part.width + _GAP, top)
    return sheet


def material(name: str) -> bytes:
    """A drawing that an example takes, as PNG."""
    from generator.images.rendering import bitmap_of
    from generator.images.svg import read_svg

    drawing = read_svg((MATERIAL / f"{name}.svg").read_bytes())
    return bitmap_of(drawing, DRAWN[name]).data


def write_pictures() -> None:
    for name in DRAWN:
        (MATERIAL / f"{name}.png").write_bytes(material(name))
    for name in VIEWS:
        (MATERIAL / f"{name}.png").write_bytes(drawn(name))


if __name__ == "__main__":
    write_pictures()

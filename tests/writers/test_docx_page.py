"""A Word file as LibreOffice shows it, beside the PDF of the same page: where things stand."""

from __future__ import annotations

from itertools import cycle, product

import pypdfium2
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from msgspec.structs import replace

from generator.document import Document
from generator.manifest.writing import manifest
from generator.proof.verify import verify_bytes
from generator.typesetting import typeset
from generator.writers.docx import write_docx
from generator.writers.pdf import write_pdf
from tests.conftest import examples
from tests.projections import W, WordFile, docx_words
from tests.strategies import documents, some_pages
from tests.writers.docx_shapes import of_new_shapes
from tests.writers.sided import GOLD, NAVY, sided_document, sided_theme

pytestmark = pytest.mark.slow

NEAR = 6.0  # points
TITLE = "What the flooded harbour"
HEADINGS = ("Key points", "What the port lists", "What each side would do")
BESIDE = (
    "41 km",
    "3 of 9",
    "pumping stations had",
    "Drafted by",
    "the road can be",
    "at night alone”",
)
ACROSS = ("Table 1", "Night closure")


class PageOne:
    """The first page of a PDF: where words begin, and how far grounds across the sheet reach."""

    def __init__(self, data: bytes) -> None:
        self._page = pypdfium2.PdfDocument(data)[0]
        self._text = self._page.get_textpage()

    def place(self, words: str) -> tuple[float, float]:
        """From the left edge and from the top, in points, of the first letter."""
        found = self._text.search(words, match_case=True).get_next()
        assert found is not None, words
        left, _, _, top = self._text.get_charbox(found[0], loose=False)
        return left, self._page.get_height() - top

    def grounds(self) -> dict[str, float]:
        """The lower edges of all that is as wide as the sheet, from the top, by colour."""
        width, height = self._page.get_size()
        found = {}
        for one in self._page.get_objects():
            left, bottom, right, _ = one.get_bounds()
            if one.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH and right - left > width - 2:
                found[_filled(one)] = height - bottom
        return found


def _filled(path) -> str:
    red, green, blue, _ = (pypdfium2.raw.c_uint() for _ in range(4))
    pypdfium2.raw.FPDFPageObj_GetFillColor(path, red, green, blue, _)
    return f"#{red.value:02x}{green.value:02x}{blue.value:02x}"


@pytest.mark.parametrize("edge", ["right", "left"])
def test_band_title_headings_and_side_column_stand_where_they_do_in_the_pdf(
    edge, office, theme, tmp_path, record_property
):
    dressed, tree = sided_theme(theme, edge), sided_document()
    path = tmp_path / "page.docx"
    path.write_bytes(write_docx(tree, dressed))

    (shown,) = office.save_again([path], tmp_path / "saved", "pdf")

    ours = PageOne(write_pdf(tree, typeset(tree, dressed)))
    theirs = PageOne(shown.read_bytes())
    off = {}
    for words in (TITLE, *HEADINGS, *BESIDE, *ACROSS):
        (x, y), (left, down) = ours.place(words), theirs.place(words)
        off[words] = max(abs(x - left), abs(y - down))
    for color in (NAVY, GOLD):
        off[color] = abs(ours.grounds()[color] - theirs.grounds()[color])
    record_property("counted", f"Word beside PDF, {edge}: at most {max(off.values()):.1f} points")
    assert {words: points for words, points in off.items() if points > NEAR} == {}


def band_places(data: bytes) -> list[float]:
    """How far the shapes of a band are below the paragraph that they hang on, in points."""
    shapes = WordFile(data).body.iter("{*}anchor")
    return sorted(int(one.findtext("{*}positionV/{*}posOffset")) / 12700 for one in shapes)


def test_a_page_of_regions_survives_libreoffice(office, theme, tmp_path):
    tree = sided_document()
    attached = manifest(tree, {"brief": "0" * 64})
    ours = write_docx(tree, sided_theme(theme), attachments=[attached])
    path = tmp_path / "page.docx"
    path.write_bytes(ours)

    (saved,) = office.save_again([path], tmp_path / "saved", "docx")

    theirs = saved.read_bytes()
    assert docx_words(theirs) == docx_words(ours)
    assert band_places(theirs) == pytest.approx(band_places(ours), abs=0.1)
    assert len(WordFile(theirs).notes) == len(tree.notes)
    assert len(list(WordFile(theirs).body.iter(f"{W}framePr"))) >= len(tree.blocks[1].blocks)
    assert verify_bytes(theirs, "page.docx").differences == ()


def test_the_validator_finds_nothing_in_any_page_of_regions(complaints, theme, record_property):
    looks = [replace(sided_theme(theme, edge), embed_fonts=False) for edge in ("right", "left")]
    looks.append(replace(looks[0], page=replace(looks[0].page, columns=2)))
    trees: list[Document] = [sided_document()]

    @seed(0)
    @settings(
        max_examples=examples(30),
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
        database=None,
    )
    @given(tree=documents())
    def gather(tree: Document) -> None:
        trees.append(tree)

    gather()
    pages = [*product(trees[:1], looks), *zip(trees[1:], cycle(looks), strict=False)]
    files = {
        f"page {number}": write_docx(tree, look, page_of=some_pages(tree))
        for number, (tree, look) in enumerate(pages)
    }
    unlike = of_new_shapes(files)

    faults = {name: found for name, data in unlike.items() if (found := complaints(data))}

    told = f"openxml-audit: {len(files)} pages of regions, {len(unlike)} unlike any before"
    record_property("counted", told)
    assert faults == {}

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from tests.seeds.pdf_files import drawn
from tests.seeds.test_pdf import dropped, reading, texts

SYMBOLS = ("A", "/79/9-S", "/2025/76")


def lettered(canvas: Canvas, lines: list[tuple[float, float, float, str]]) -> None:
    for x, y, size, text in lines:
        canvas.setFont("Times-Roman", size)
        canvas.drawString(x, y, text)


def first_page(canvas: Canvas, _: int) -> None:
    lettered(
        canvas,
        [
            (50, 560, 12, "United Nations"),
            (290, 560, 16, SYMBOLS[0]),
            (302, 560, 9, SYMBOLS[1]),
            (338, 560, 9, SYMBOLS[2]),
            (50, 540, 16, "General Assembly"),
            (50, 522, 16, "Security Council"),
            (270, 540, 9, "Distr.: General"),
            (270, 529, 9, "4 February 2025"),
            (270, 510, 9, "Original: English"),
            (50, 460, 9, "General Assembly"),
            (230, 460, 9, "Security Council"),
            (50, 449, 9, "Seventy-ninth session"),
            (230, 449, 9, "Eightieth year"),
            (50, 400, 12, "Letter of the harbour to the Assembly"),
            (50, 370, 9, "The ferry to Oosterlund has not left on a Monday since its company sold"),
            (
                50,
                359,
                9,
                "the second ship, and nobody on the island has been told about it by the United",
            ),
            (50, 30, 9, "25-01736 (E)"),
        ],
    )


def second_page(canvas: Canvas, _: int) -> None:
    lettered(
        canvas,
        [
            (50, 560, 8, "".join(SYMBOLS[:2])),
            (50, 552, 8, f"S{SYMBOLS[2]}"),
            (50, 530, 9, "Nations or by the county, which pays half of the wages of its crew."),
            (330, 30, 7, "25-01736"),
        ],
    )


def test_a_masthead_says_of_which_day_and_by_whom_a_document_of_the_united_nations_is():
    found = reading(drawn(first_page, second_page)).cleaned

    assert found.title == "Letter of the harbour to the Assembly"
    assert (found.publisher, found.published) == ("United Nations", "2025-02-04")


def test_what_repeats_a_masthead_on_another_page_cuts_no_paragraph():
    (paragraph,) = texts(drawn(first_page, second_page))

    assert "by the United Nations or by the county" in paragraph
    aside = dropped(drawn(first_page, second_page))
    assert {aside[one] for one in ("A/79/9-S", "S/2025/76", "25-01736", "25-01736 (E)")} == {
        "running head"
    }
    assert aside["Eightieth year"] == "before the body"

"""A redline as a PDF: each change is drawn, and tagged for those who do not see it."""

from __future__ import annotations

import pikepdf

from generator.document import Changed, Document, Meta, Note, NoteMark, Paragraph, Strong, Text
from generator.redlining import redline
from generator.typesetting import typeset
from generator.typesetting.placed import Page
from generator.writers.pdf import write_pdf
from tests.writers.pdf_reading import kinds, marked_words, opened, structure


def document(*runs, notes=()) -> Document:
    blocks = tuple(Paragraph(run) for run in runs)
    return Document("Changes", "en-GB", Meta(changed_by="Ada Byron"), blocks, notes)


SENTENCE = (
    Text("Exports "),
    Changed((Text("fell"),), "deleted"),
    Changed((Text("rose"),), "inserted"),
    Text(" in 2025."),
)


def elements(pdf: pikepdf.Pdf, kind: str) -> list[pikepdf.Object]:
    return [one for one in structure(pdf) if one.get("/S") == f"/{kind}"]


def test_words_that_came_and_went_are_tagged_as_such(theme):
    doc = document(SENTENCE)
    data = write_pdf(doc, typeset(doc, theme))
    assert {"/Ins", "/Del"} <= set(kinds(opened(data)))
    pdf = opened(data)
    roles = pdf.Root.StructTreeRoot.RoleMap
    assert (str(roles.Ins), str(roles.Del)) == ("/Span", "/Span")
    (new,), (gone,) = elements(pdf, "Ins"), elements(pdf, "Del")
    assert new.A.TextDecorationType == "/Underline"
    assert gone.A.TextDecorationType == "/LineThrough"


def lines_of(page: Page, color: str) -> list[tuple[float, float]]:
    """Where the thin lines of a colour are, from the baseline of their line."""
    grounds = (ground for placed in page.lines for ground in placed.line.grounds)
    return [(one.below, one.above) for one in grounds if one.color == color]


def color_of(page: Page, word: str) -> str:
    runs = (run for placed in page.lines for run in placed.line.runs)
    return next(run.color for run in runs if word in "".join(w.text for w in run.words))


def test_new_words_have_a_line_under_them_and_those_gone_one_through_them(theme):
    doc = document(SENTENCE)
    (page,) = typeset(doc, theme).pages
    gone, new = color_of(page, "fell"), color_of(page, "rose")
    assert len({gone, new, color_of(page, "Exports")}) == 3
    ((_, through),), ((_, under),) = lines_of(page, gone), lines_of(page, new)
    assert under < 0 < through


def test_a_move_has_a_colour_of_its_own(theme):
    away, here = (
        (Changed((Text("Words that moved"),), how, move=1),) for how in ("deleted", "inserted")
    )
    doc = document(away, (Text("Between"),), here)
    (page,) = typeset(doc, theme).pages
    assert color_of(page, "Words") not in {color_of(page, "Between"), "#b3261e", "#1b6b3a"}
    assert len(lines_of(page, color_of(page, "Words"))) == 2


def test_words_on_a_ground_of_their_own_keep_its_colour(theme):
    assert "reported" in theme.styles
    doc = document((Changed((Strong((Text("Reported"),), "reported"),), "deleted"),))
    (page,) = typeset(doc, theme).pages
    assert color_of(page, "Reported") == theme.style("reported").color


def test_a_note_that_is_gone_shows_the_number_that_it_had(theme):
    run = (Text("Said."), NoteMark(1, "mark-1"), Changed((NoteMark(2, "was-mark-4"),), "deleted"))
    notes = (
        Note(1, (Paragraph((Text("Kept."),)),), "note-1"),
        Note(2, (Paragraph((Changed((Text("Gone."),), "deleted"),)),), "was-note-4", shown=4),
    )
    doc = document(run, notes=notes)
    data = write_pdf(doc, typeset(doc, theme))
    said = list(marked_words(opened(data)).values())
    assert said.count("4") == 2
    assert "2" not in said


def test_a_line_may_end_between_a_chip_that_is_gone_and_the_one_in_its_place(theme):
    before, after = (
        Document("Chips", "en-GB", Meta(), (Paragraph((Strong((Text(word),), "reported"),)),))
        for word in ("Reported " * 10, "Judgement " * 9)
    )
    pages = typeset(redline(before, after), theme)
    assert len(pages.pages[0].lines) == 2
    assert not any(placed.line.torn for placed in pages.pages[0].lines)

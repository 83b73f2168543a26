"""Matter that is longer than its place: no page is nearly empty, no word is lost."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from generator.document import (
    Block,
    Box,
    Document,
    Figure,
    Heading,
    Note,
    NoteMark,
    NumberedList,
    Paragraph,
    Text,
)
from generator.theme.running_heads import RunningHead
from generator.typesetting import Pages, typeset
from tests.samples import image
from tests.typesetting.reading import (
    document,
    inlines,
    line_words,
    note,
    text,
    words_in_order,
)
from tests.typesetting.test_side import SIDE, THEME, aside, left
from tests.work import counted_calls

LONG = 0.5  # of a page: what a page before the last holds at least
NOTED = replace(THEME, notes=replace(THEME.notes, region="full", columns=2))


def words(count: int, seed: int = 0) -> str:
    kinds = ("harbour", "office", "counts", "ships", "by", "day", "night", "and", "tide")
    return " ".join(kinds[(seed + place * place) % len(kinds)] for place in range(count)) + "."


def noted(*lengths: int, prose: int = 250) -> Document:
    """A heading, a line with so many notes of so many words each, and some prose behind it."""
    marks = [NoteMark(number, f"mark-{number}") for number, _ in enumerate(lengths, 1)]
    notes = tuple(note(number, words(count, number)) for number, count in enumerate(lengths, 1))
    claim = Paragraph(inlines("Claim", *marks))
    return document(heading("Notes"), claim, text(words(prose)), notes=notes)


def heading(said: str, level: int = 2) -> Heading:
    return Heading(level, (Text(said),), "name")


def filled(pages: Pages) -> list[float]:
    """How full each page is but the last."""
    return [page.filled for page in pages.pages[:-1]]


def assert_sensible(pages: Pages, tree: Document) -> None:
    """Each page but the last is half full, nothing is off the sheet, every word is read once."""
    assert min(filled(pages), default=1.0) >= LONG
    sheet = THEME.page
    lows = [one.y for page in pages.pages for one in page.lines]
    assert min(lows) >= sheet.bottom
    assert max(lows) <= sheet.height - sheet.top
    said = words_in_order(pages)
    assert said.count("harbour") == _count(tree, "harbour")


def _count(tree: Document, word: str) -> int:
    return sum(str(part).count(word) for part in (*tree.blocks, *tree.notes))


@pytest.mark.parametrize(
    "lengths",
    [(2400,), (2400, 3), (1500, 1500), (3, 2400), (700, 700, 700, 700), (5200, 40), (900, 20)],
    ids=str,
)
@pytest.mark.parametrize("theme", [THEME, NOTED], ids=["one column", "two columns"])
def test_notes_that_no_page_holds_go_on_over_the_next_ones(lengths, theme):
    tree = noted(*lengths)

    pages = typeset(tree, theme)

    assert_sensible(pages, tree)


def test_the_text_goes_on_beside_notes_that_go_on():
    pages = typeset(noted(1500, 1500, prose=600), NOTED)

    sizes = [{run.size for one in page.lines for run in one.line.runs} for page in pages.pages[1:3]]
    assert all(len(each) > 1 for each in sizes)  # of the text, and of notes


def test_a_note_begins_on_the_page_of_its_mark_where_a_page_can_hold_it():
    tree = noted(60, 60, 60)

    pages = typeset(tree, NOTED)

    anchors = [pages.places[f"note-{number}"].page for number in (1, 2, 3)]
    assert anchors == [1, 1, 1]


@pytest.mark.slow
def test_three_hundred_notes_in_one_paragraph_fill_page_after_page():
    parts: list[object] = []
    notes: list[Note] = []
    for number in range(1, 301):
        parts += [words(7, number), NoteMark(number, f"mark-{number}")]
        notes.append(note(number, words(18, number)))
    tree = document(Paragraph(inlines(*parts)), notes=tuple(notes))

    pages = typeset(tree, NOTED)

    assert_sensible(pages, tree)


CAPTION = inlines(words(300))
PICTURE = Figure(image(30, 20), "image/png", 300, 200, "Ships", CAPTION, "Figure 1", "fig-1")
MATTER: dict[str, list[Block]] = {
    "a title of 300 words": [heading(words(300), 1), text(words(60))],
    "a heading of 300 words": [text(words(60)), heading(words(300)), text(words(60))],
    "a caption of 300 words": [text(words(60)), PICTURE, text(words(60))],
    "a box of 3,000 words in one paragraph": [Box("plain", (text(words(3000)),)), text(words(60))],
    "a box of forty paragraphs": [
        text(words(200)),
        Box("plain", tuple(text(words(60, place)) for place in range(40))),
    ],
    "a box whose title has 300 words": [
        text(words(60)),
        Box("plain", (text(words(60)),), inlines(words(300))),
    ],
    "a key point of 600 words": [
        NumberedList(((text(words(600)),), (text(words(60)),)), role="key-point"),
        text(words(200)),
    ],
    "a paragraph of 3,000 words": [text(words(3000))],
}


@pytest.mark.parametrize("name", MATTER)
def test_what_is_very_long_fills_its_pages(name):
    tree = document(*MATTER[name])

    assert_sensible(typeset(tree, THEME), tree)


@pytest.mark.parametrize("count", [12, 45, 120])
def test_an_aside_that_no_page_holds_goes_on_beside_the_lines_behind_it(count):
    masthead = Box("band", (heading("Ships", 1),))
    figures = aside(*(words(8, place) for place in range(count)))
    tree = document(masthead, figures, text(words(900)), text(words(300)))

    pages = typeset(tree, THEME)

    sheet = THEME.page
    assert all(one.y >= sheet.bottom for page in pages.pages for one in page.lines)
    assert [left(one) >= SIDE for one in pages.pages[0].lines].count(True) > 5
    assert any(left(one) < SIDE and one.y < 690 for one in pages.pages[0].lines)
    assert words_in_order(pages).count("harbour") == _count(tree, "harbour")


def test_a_title_of_twice_the_words_is_cut_for_the_heads_with_twice_the_work():
    def work(count: int) -> int:
        tree = replace(document(text("One.")), title=words(count))
        fields = {"title": tree.title}
        tree = replace(tree, meta=replace(tree.meta, fields=fields))
        with counted_calls() as calls:
            pages = typeset(tree, replace(THEME, first_header=RunningHead(left="{title}")))
        heads = [line_words(one.line) for one in pages.pages[0].running]
        assert any(head.startswith("harbour") and head.endswith("…") for head in heads)
        return calls()

    work(100)  # words and fonts that the process then knows

    assert work(2000) < 2.2 * work(1000)

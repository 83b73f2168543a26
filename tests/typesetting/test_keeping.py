"""Words that were set for one document are set already for the next that has them."""

from msgspec.structs import replace

from generator.document import NoteMark
from generator.typesetting import typeset
from generator.typesetting.placed import Pages
from generator.typesetting.setting import Kept
from tests.typesetting.reading import document, inlines, line_with, note, pages_as_text, text
from tests.typesetting.reading import words_in_order as read_aloud
from tests.typesetting.sample import sample_theme

THEME = sample_theme()
COMMON = "What both documents say of the source."


def marked(before: str, said: str) -> Pages:
    """A document whose second paragraph marks its only note."""
    words = inlines(COMMON, NoteMark(1, "mark-1"))
    first, noted = text(before), replace(text(""), children=words)
    return typeset(document(first, noted, notes=(note(1, said),)), THEME)


def described(pages: Pages) -> list[str]:
    return [link.words for _, link in line_with(pages.pages[0], COMMON).links]


def test_the_same_words_in_another_document_have_the_same_lines_and_leaves_of_their_own():
    one, other = marked("One.", "said"), marked("Another.", "said")

    here, there = (line_with(pages.pages[0], COMMON) for pages in (one, other))
    assert here.line is there.line
    assert here.leaf_of(here.line.runs[0]) is not there.leaf_of(there.line.runs[0])
    assert read_aloud(one).replace("One.", "Another.") == read_aloud(other)


def test_a_mark_is_described_by_the_note_of_its_own_document():
    assert described(marked("One.", "Ul Islam, paragraph 2")) == ["1. Ul Islam, paragraph 2"]
    assert described(marked("One.", "Ul Islam, paragraph 6")) == ["1. Ul Islam, paragraph 6"]


def test_words_whose_note_is_shown_by_another_number_are_set_again():
    words = inlines(COMMON, NoteMark(1, "mark-1"))
    noted = replace(text(""), children=words)
    for shown, mark in ((0, "1"), (7, "7")):
        pages = typeset(document(noted, notes=(replace(note(1, "said"), shown=shown),)), THEME)
        runs = line_with(pages.pages[0], COMMON).line.runs
        assert "".join(word.text for run in runs for word in run.words).endswith(mark)


def test_what_was_set_before_changes_nothing():
    fresh = pages_as_text(marked("A document by itself.", "said"))
    for number in range(3):
        marked(f"Document {number}.", "said otherwise")

    assert pages_as_text(marked("A document by itself.", "said")) == fresh


def test_what_nobody_asks_for_again_is_forgotten():
    kept = Kept()

    for number in range(3_000):
        kept.keep(number, "new")
        assert kept.find(0) == "new"

    assert kept.find(1) is None
    assert kept.find(2_999) == "new"

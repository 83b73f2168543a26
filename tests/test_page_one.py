"""Page 1 of each shipped brief in each shipped look, as it is set."""

from __future__ import annotations

from itertools import product
from statistics import mean

import pytest

from generator import Library, find_workspace
from generator.actions.build import build
from generator.document import Aside, Block, Box, NumberedList, Paragraph
from generator.document.walking import plain_text
from generator.pipeline.composing import compose
from generator.pipeline.reading import read
from generator.theme.regions import region_measure
from generator.theme.theme import Theme
from generator.typesetting import Pages, typeset
from generator.typesetting.placed import Line, Page
from tests.conftest import REPOSITORY
from tests.typesetting.reading import line_words

BRIEFS = ("economic", "military", "sanctions", "summit")
LOOKS = ("policy-brief", "in-focus", "memo")


@pytest.fixture(scope="module")
def library():
    return Library(find_workspace(REPOSITORY))


def paged(library: Library, slug: str, look: str) -> tuple[tuple[Block, ...], Pages, Theme]:
    """The blocks of a brief, its pages and its theme."""
    reading = read(library, REPOSITORY / f"briefs/{slug}.md", template=look)
    composed = compose(library, reading)
    return composed.document.blocks, typeset(composed.document, composed.theme), composed.theme


@pytest.fixture(scope="module", params=product(BRIEFS, LOOKS), ids="-".join)
def set_pages(request, library):
    return paged(library, *request.param)


def said_on(page: Page) -> str:
    """The words of a page without the marks of notes, run together as lines may divide them."""
    runs = (run for placed in page.lines for run in placed.line.runs if not run.rise)
    return run_together("".join(word.text for run in runs for word in run.words))


def run_together(words: str) -> str:
    return "".join(words.replace("\u00ad", "").split()).casefold()


def words_of(blocks: tuple[Block, ...]) -> list[str]:
    """The words of each paragraph; the marks of notes are none."""
    said: list[str] = []
    for block in blocks:
        match block:
            case Paragraph(children):
                said.append(plain_text(children))
            case Box(_, inner) | Aside(_, inner):
                said += words_of(inner)
            case NumberedList(items):
                said += [words for item in items for words in words_of(item)]
    return said


def of_page_one(blocks: tuple[Block, ...]) -> dict[str, tuple[Block, ...]]:
    """What page 1 is to hold, by what it is."""
    roles = {"lead": "summary", "caveat-brief": "caveats in brief", "key-point": "key points"}
    roles["decision"] = "decision"
    found: dict[str, tuple[Block, ...]] = {}
    for block in blocks:
        name = roles.get(getattr(block, "role", ""))
        if name:
            found[name] = (*found.get(name, ()), block)
    return found


def test_summary_caveats_key_points_and_decision_stand_on_page_1(set_pages):
    blocks, pages, _ = set_pages
    wanted = of_page_one(blocks)
    first = said_on(pages.pages[0])

    assert set(wanted) == {"summary", "caveats in brief", "key points", "decision"}
    missing = {
        name: words
        for name, part in wanted.items()
        for words in words_of(part)
        if run_together(words) not in first
    }
    assert missing == {}


def test_a_caveat_takes_two_lines_of_page_1_at_most(set_pages):
    _, pages, _ = set_pages

    assert [str(one.code) for one in pages.found if one.code == "L019"] == []


def lines_of_text(pages: Pages, theme: Theme) -> list[str]:
    """The lines of running text in the main column that no end of a paragraph makes shorter."""
    _, width = region_measure("main", theme)
    size = theme.style("body").size
    lines = (placed.line for page in pages.pages for placed in page.lines if placed.line.runs)
    return [
        line_words(line).strip()
        for line in lines
        if line.runs[0].size == size and line.runs[0].x == 0 and reach(line) > 0.85 * width
    ]


def reach(line: Line) -> float:
    """Where the words of a line end."""
    run = line.runs[-1]
    return run.x + sum(word.width for word in run.words) * run.size


@pytest.mark.slow
def test_lines_of_the_main_column_hold_65_to_75_characters(library):
    """Those of the look of one column; two are narrower."""
    lines = [
        line
        for slug in BRIEFS
        for _, pages, theme in [paged(library, slug, "policy-brief")]
        for line in lines_of_text(pages, theme)
    ]

    assert len(lines) > 50
    assert 65 <= mean(map(len, lines)) <= 75


@pytest.mark.slow
@pytest.mark.parametrize("slug", BRIEFS)
def test_each_brief_builds_as_a_memo_in_word_and_pdf_without_a_finding(slug, tmp_path):
    built = build(REPOSITORY / f"briefs/{slug}.md", template="memo", output=tmp_path)

    assert sorted(path.suffix for path, _ in built.files) == [".docx", ".pdf"]
    assert [str(one.code) for one in built.findings if one.code.startswith(("L", "W"))] == []

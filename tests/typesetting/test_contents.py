"""Tables of contents: what they list, where their entries lead, and how their lines are set."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from generator.document import (
    Block,
    Box,
    Contents,
    Emphasis,
    Foreign,
    Heading,
    LineBreak,
    Link,
    NoteMark,
    Strong,
    Text,
)
from generator.document.sections import contents_entries, has_contents
from generator.document.walking import plain_text
from generator.typesetting import Pages, typeset
from generator.typesetting.areas import run_width
from generator.typesetting.placed import PlacedLine, StructureElement
from tests.typesetting.reading import document, elements, inlines, line_words, note, text
from tests.typesetting.sample import prose, sample_theme

THEME = sample_theme()
LONG = "What each side would have to supply if the exchange that the article describes " * 2


def heading(level: int, words: str) -> Heading:
    return Heading(level, inlines(words), words.casefold().replace(" ", "-"))


def chapters(count: int, paragraphs: int = 3) -> list[Block]:
    """Sections, each with a section of its own, under a table of contents."""
    blocks: list[Block] = [Contents("Contents", 2)]
    for number in range(count):
        said = [text(prose(number + place)) for place in range(paragraphs)]
        blocks += [heading(2, f"Chapter {number}"), *said]
        blocks += [heading(3, f"Part {number}"), text(prose(number))]
    return blocks


def entries(pages: Pages) -> list[tuple[PlacedLine, int]]:
    """The line of each entry that ends with a page number, and that number."""
    return [
        (one, int(line_words(one.line).split()[-1].lstrip(".")))
        for page in pages.pages
        for one in page.lines
        if any(target.startswith(("#chapter", "#part")) for target in targets(one))
    ]


def targets(line: PlacedLine) -> list[str]:
    return [link.target for _, link in line.links]


def test_an_entry_that_is_a_chip_leads_to_its_heading():
    chip = Heading(2, (Strong((Text("Reported"),), "reported"),), "chapter-chip")

    ((line, number),) = entries(typeset(document(Contents("Contents", 1), chip, text("x")), THEME))

    assert (targets(line)[0], number) == ("#chapter-chip", 1)


def test_each_entry_leads_to_its_heading_and_names_its_page():
    pages = typeset(document(*chapters(12)), THEME)

    listed = {targets(one)[0][1:]: number for one, number in entries(pages)}

    headings = [f"{kind}-{number}" for number in range(12) for kind in ("chapter", "part")]
    assert list(listed) == headings
    assert listed == {anchor: pages.page_of[anchor] for anchor in headings}
    assert listed["part-11"] > 4


@pytest.mark.slow
def test_a_table_of_contents_that_fills_pages_counts_its_own_pages():
    pages = typeset(document(*chapters(80, 0)), THEME)

    assert pages.page_of["chapter-0"] > 3
    assert all(number == pages.page_of[targets(one)[0][1:]]
               for one, number in entries(pages))  # fmt: skip
    assert max(number for _, number in entries(pages)) > 9


def test_page_numbers_end_at_the_edge_of_the_text_and_leaders_stand_in_rows():
    pages = typeset(document(*chapters(12)), THEME)

    edge = THEME.page.left + THEME.page.text_width
    grid = set()
    for one, _ in entries(pages):
        *_, leader, number = one.line.runs
        assert one.x + number.x + run_width(number) == pytest.approx(edge)
        dot = leader.tracking + leader.words[0].width * leader.size
        grid.add(round((edge - one.x - leader.x) / dot, 3) % 1)
    assert grid <= {0, 1}


def test_a_leader_is_seen_and_not_read():
    pages = typeset(document(*chapters(1)), THEME)

    found = entries(pages)
    assert found
    for one, _ in found:
        *words, space, leader, number = one.line.runs
        assert one.leaf_of(leader) is None
        assert {word.text for word in leader.words} == {"."}
        assert space.words[0].is_space
        assert one.leaf_of(number) is one.leaf_of(space) is one.leaf_of(words[-1])


def test_a_theme_may_do_without_leaders():
    bare = replace(THEME, contents=replace(THEME.contents, leader="none"))

    pages = typeset(document(*chapters(1)), bare)

    assert entries(pages)
    assert all(one.leaf_of(run) for one, _ in entries(pages) for run in one.line.runs)


def outline(element: StructureElement) -> list:
    """The kinds of the elements below an element, without those that hold words."""
    return [
        (kid.kind, outline(kid)) if outline(kid) else kid.kind
        for kid in element.kids
        if isinstance(kid, StructureElement)
    ]


def test_entries_nest_as_their_headings_do():
    blocks = [Contents("Contents", 3)]
    blocks += [heading(level, f"Number {place}") for place, level in enumerate((3, 2, 4, 3, 2))]

    pages = typeset(document(*blocks), THEME)

    [top, *_] = elements(pages.structure, "TOC")
    leaf = ("TOCI", [("Reference", ["Link"])])
    reference = leaf[1][0]
    # The first heading is deeper than the next: nothing stands above it.
    assert outline(top) == [
        "Caption",
        leaf,
        ("TOCI", [reference, ("TOC", [leaf, leaf])]),
        leaf,
    ]


def test_an_entry_of_two_lines_leaves_the_numbers_free():
    blocks = [Contents("", 1), Heading(2, inlines(LONG), "chapter-long"), text(prose(1))]

    pages = typeset(document(*blocks), THEME)

    one, two = [line for line in pages.pages[0].lines if line.line.links]
    room = THEME.page.text_width - THEME.contents.numbers
    assert all(run_width(run) + run.x <= room + 4 for run in one.line.runs)
    assert line_words(two.line).endswith("1")
    assert not line_words(one.line).endswith("1")


@pytest.mark.slow
def test_a_table_of_contents_stays_on_one_page_with_its_title():
    for count in range(30, 50, 4):
        pages = typeset(document(*(text(prose(0, 1)) for _ in range(count)), *chapters(8)), THEME)

        holding = [
            number
            for number, page in enumerate(pages.pages, 1)
            if any("#chapter-0" in targets(one) for one in page.lines)
        ]
        last = [
            number
            for number, page in enumerate(pages.pages, 1)
            if any("#part-7" in targets(one) for one in page.lines)
        ]
        assert holding == last


def test_only_headings_that_open_a_section_are_listed_as_deep_as_asked():
    inside = Box("plain", (heading(2, "In a box"),))
    blocks = (
        heading(1, "Title"),
        heading(2, "One"),
        heading(3, "Two"),
        inside,
        heading(4, "Three"),
    )

    for depth, names in ((1, ["One"]), (2, ["One", "Two"]), (3, ["One", "Two", "Three"])):
        listed = contents_entries(Contents("", depth), blocks)
        assert [plain_text(entry.children) for entry in listed] == names


def test_an_entry_repeats_the_words_of_its_heading_without_marks_and_links():
    children = (
        Text("Of "),
        Link((Emphasis((Text("one"),)),), "#x"),
        NoteMark(1, "mark-1"),
        LineBreak(),
        Foreign((Text("два"),), "ru"),
    )
    blocks = (Contents("", 1), Heading(2, children, "chapter-x"))

    [entry] = contents_entries(Contents("", 1), blocks)
    pages = typeset(document(*blocks, notes=(note(1, "Said."),)), THEME)

    assert entry.children == (
        Text("Of "), Emphasis((Text("one"),)), Text(" "), Foreign((Text("два"),), "ru"),
    )  # fmt: skip
    assert [one.line.notes for one, _ in entries(pages)] == [()]
    assert [span.language for span in elements(pages.structure, "Span")] == ["ru", "ru"]


def test_numbered_sections_are_listed_with_their_numbers():
    pages = typeset(document(*chapters(2)), replace(THEME, number_headings=True))

    words = [line_words(one.line) for one, _ in entries(pages)]
    assert [line.split("\u2002")[0] for line in words] == ["1", "1.1", "2", "2.1"]


def test_without_headings_there_is_no_table_of_contents():
    pages = typeset(document(Contents("Contents", 2), text("Words.")), THEME)

    assert [line_words(one.line) for one in pages.pages[0].lines] == ["Words."]
    assert elements(pages.structure, "TOC") == []


@pytest.mark.parametrize("region", ["main", "full"])
def test_a_table_of_contents_may_ask_for_all_columns(region):
    theme = sample_theme("in-focus")
    theme = replace(theme, contents=replace(theme.contents, region=region))

    pages = typeset(document(*chapters(2)), theme)

    one, _ = entries(pages)[0]
    reach = one.line.links[0].right
    width = theme.page.text_width if region == "full" else theme.page.column_width
    assert reach == pytest.approx(width)


def test_it_is_found_wherever_it_stands():
    assert has_contents(document(Box("plain", (Contents(),))))
    assert not has_contents(document(Box("plain", (text("x"),))))

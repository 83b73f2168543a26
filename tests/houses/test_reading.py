"""What a house's Word file says, and what of it is never taken."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from generator import BriefError
from generator.houses.house import House
from generator.houses.packing import packed_house
from generator.houses.reading import house_budget, read_house
from generator.houses.roles import is_titled, numbered_headings, worn_styles
from tests.houses import word_files
from tests.houses.word_files import HouseFile, relation, style, zipped


def read(data: bytes) -> House:
    return read_house(data, house_budget("house.docx"))


@pytest.fixture(scope="module")
def linked():
    return read(word_files.linked_dotx())


@pytest.fixture(scope="module")
def letterhead():
    return read(word_files.vml_letterhead())


@pytest.fixture(scope="module")
def report():
    return read(word_files.with_cover())


def refused(data: bytes) -> tuple[str, str]:
    with pytest.raises(BriefError) as told:
        read(data)
    (finding,) = told.value.diagnostics
    return finding.code, finding.message


# --- styles -------------------------------------------------------------------------------


def test_a_style_has_what_those_it_is_based_on_and_the_defaults_say(linked):
    look = linked.style("paragraph", "heading 2").look

    assert (look.font, look.size) == ("Calibri Light", 13.0)
    assert look.keep_with_next
    assert (look.before, look.line) == (12.0, ("auto", 259 / 240))


def test_a_colour_of_the_document_theme_is_shaded_as_word_shades_it(linked):
    # Word itself writes 2F5496 beside the names of such a colour: 4472C4, darker by a quarter.
    assert linked.style("paragraph", "heading 1").look.color == "#2f5496"
    assert linked.style("paragraph", "subtitle").look.color == "#5a5a5a"


def test_a_style_that_is_based_on_itself_ends_where_it_meets_itself():
    ring = style("heading 1", "A", base="B", letters='<w:sz w:val="40"/>') + style(
        "B", "B", base="A", letters="<w:b/>"
    )

    look = read(HouseFile(ring).data()).style("paragraph", "heading 1").look

    assert (look.size, look.bold) == (20.0, True)


def test_of_two_styles_that_a_name_may_mean_the_text_wears_the_right_one():
    styles = style("Body Text", "BodyText") + style("Textkörper", "T", letters="<w:i/>")
    body = '<w:p><w:pPr><w:pStyle w:val="T"/></w:pPr></w:p>'

    house = read(HouseFile(styles, body=body).data())

    assert house.style("paragraph", "body text").name == "Textkörper"
    assert read(packed_house(house)).named == house.named


def test_styles_are_known_by_alias_and_by_identifier_among_hundreds():
    house = read(word_files.of_many_styles())

    assert len(house.styles) > 800
    worn = worn_styles(house)
    assert {role: one.name for role, one in worn.items()} == {
        "body": "Running",
        "heading1": "Chapter",
    }


def test_a_title_in_white_for_a_cover_is_not_taken(report):
    assert "heading1" not in worn_styles(report)
    assert worn_styles(report)["heading2"].name == "heading 1"


def heading_in_list(levels: str) -> House:
    """A house whose headings 1 stand in a list of these levels."""
    listed = '<w:numPr><w:numId w:val="4"/></w:numPr>'
    file = HouseFile(
        style("Normal", "Normal", default=True)
        + style("heading 1", "Heading1", paragraph=listed)
        + style("heading 2", "Heading2", base="Heading1", paragraph=_SECOND),
        numbering=f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
        '<w:num w:numId="4"><w:abstractNumId w:val="1"/></w:num>',
    )
    return read(file.data())


_SECOND = '<w:numPr><w:ilvl w:val="1"/></w:numPr>'


def level(number: int, form: str, marks: str) -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:numFmt w:val="{form}"/><w:lvlText w:val="{marks}"/></w:lvl>'
    )


def test_a_list_that_shows_nothing_numbers_no_headings():
    silent = level(0, "none", "") + level(1, "none", "%1")

    house = heading_in_list(silent)

    assert numbered_headings(house) == {}
    assert not is_titled(house)


def test_headings_are_numbered_at_the_levels_of_a_list_that_show_numbers():
    house = heading_in_list(level(0, "none", "") + level(1, "decimal", "%2."))

    assert house.style("paragraph", "heading 1").look.numbering is None
    assert house.style("paragraph", "heading 2").look.numbering == (20_001, 1)


def test_a_heading_that_a_house_has_no_style_for_goes_on_in_its_list():
    numbers = (level(0, "decimal", "%1"), level(1, "decimal", "%1.%2"), level(2, "bullet", "–"))

    assert numbered_headings(heading_in_list("".join(numbers))) == {
        "heading2": (20_001, 0),
        "heading3": (20_001, 1),
        "heading4": (20_001, 2),
    }


# --- pages --------------------------------------------------------------------------------


def test_the_page_set_up_is_that_of_the_body_and_not_of_the_cover(report):
    page = report.page

    assert (page.width, page.height) == (595.0, 842.0)
    assert (page.top, page.right, page.bottom, page.left) == (85.0, 90.0, 80.0, 110.0)


def test_the_columns_are_those_of_the_section_with_the_most_paragraphs():
    columns = '<w:cols w:num="{}" w:space="300"/>'
    text = f"<w:p><w:pPr><w:sectPr>{columns.format(2)}</w:sectPr></w:pPr></w:p>"
    page = '<w:pgSz w:w="11900" w:h="16840"/><w:pgMar w:top="1000"/>'
    annex = HouseFile(style("Normal", "Normal"), "<w:p/>" * 3 + text, page + columns.format(1))

    assert read(annex.data()).page.columns == 2


def test_the_first_page_has_the_head_of_the_cover_and_the_others_that_of_the_body(report):
    first, others = report.head("header", "first"), report.head("header", "default")

    assert (first.picture.width, first.picture.height) == (120.0, 36.0)
    assert others.picture is None
    assert others.lines == (("", "", "{title} | {page_number}"),)
    assert report.head("footer", "default") is None


def test_fields_become_what_a_brief_says_and_braces_are_joined_over_runs(linked):
    assert linked.head("header", "default").lines == (("Alder Policy Studio", "", "{title}"),)
    assert linked.head("footer", "default").lines == (
        ("{date}", "", "Page {page_number} of {page_count}"),
    )
    assert "DATE" not in linked.head("footer", "default").markup
    assert "> PAGE <" in linked.head("footer", "default").markup


def test_an_old_drawing_in_a_table_is_the_logo_and_its_cells_are_places(letterhead):
    head = letterhead.head("header", "first")

    assert head.lines == (("", "", "Quayside 4 · Fernport"),)
    assert (head.picture.part, head.picture.width) == ("word/media/image1.png", 96.0)
    assert letterhead.head("header", "default") is None
    assert letterhead.head("footer", "default").lines == (("{marking} {page_number}", "", ""),)


def test_a_table_style_says_its_lines_grounds_and_the_words_of_its_header(report):
    table = report.table

    assert (table.name, table.header_fill, table.banding) == ("House Table", "#008c95", "#cce8e9")
    assert (table.head.weight, table.header.bold, table.header.color) == (1.5, True, "#ffffff")


def footed(markup: str, *, stops: str = "") -> tuple[tuple[str, str, str], ...]:
    """The lines of a footer of these runs, in a style with these tab stops."""
    footer = style("footer", "Footer", paragraph=f"<w:tabs>{stops}</w:tabs>")
    file = HouseFile(
        style("Normal", "Normal", default=True) + footer,
        section='<w:footerReference w:type="default" r:id="footer1"/>',
        heads={"footer1": (word_files.line("Footer", markup), "")},
    )
    return read(file.data()).head("footer", "default").lines


def test_words_behind_a_tab_stand_where_its_stop_is():
    address, day = word_files.words("12 Long Street"), word_files.words("{date}")
    right = '<w:tab w:val="right" w:pos="9000"/>'
    both = f'<w:tab w:val="center" w:pos="4500"/>{right}'
    near = f'<w:tab w:val="left" w:pos="2000"/>{right}'

    assert footed(address + word_files.TAB + day, stops=right) == (
        ("12 Long Street", "", "{date}"),
    )
    assert footed(address + word_files.TAB + day, stops=both) == (("12 Long Street", "{date}", ""),)
    assert footed(address + word_files.TAB + day, stops=near) == (
        ("12 Long Street {date}", "", ""),
    )
    # As Word has it: half an inch further, and to the stop that the words have not passed.
    assert footed(address + word_files.TAB + day) == (("12 Long Street {date}", "", ""),)
    long = word_files.words("12 Long Street, Boston, MA 02110, telephone 617 555 0100")
    assert footed(long + word_files.TAB + day, stops=both)[0][2] == "{date}"


def test_a_tab_that_names_its_alignment_leads_there():
    tab = '<w:r><w:ptab w:relativeTo="margin" w:alignment="right" w:leader="none"/></w:r>'

    assert footed(word_files.words("Left") + tab + word_files.words("Right")) == (
        ("Left", "", "Right"),
    )


# --- what is not taken --------------------------------------------------------------------


def test_what_could_act_is_left_out_and_told(letterhead):
    assert letterhead.untaken == (
        "macros were left out",
        "embedded objects were left out",
        "a link to what lies outside it (image) was left out",
        "the field DDEAUTO in the header of the first page was left out",
    )
    packed = packed_house(letterhead)
    assert b"vbaProject" not in packed
    assert b"stale" not in packed
    assert b"attachedTemplate" not in packed


@pytest.mark.parametrize(
    "make", [word_files.linked_dotx, word_files.vml_letterhead, word_files.with_cover]
)
def test_what_was_taken_is_a_word_file_that_says_the_same(make):
    house = read(make())

    again = read(packed_house(house))

    assert again.untaken == ()
    assert again.page == house.page
    assert again.heads == house.heads
    assert again.table == house.table
    assert worn_styles(again) == worn_styles(house)
    assert again.parts.keys() == house.parts.keys()


def test_a_file_without_styles_is_refused():
    code, message = refused(HouseFile("").data())

    assert code == "B041"
    assert "has no styles" in message


def test_a_document_type_is_refused():
    with zipfile.ZipFile(io.BytesIO(word_files.linked_dotx())) as file:
        members = {name: file.read(name) for name in file.namelist()}
    members["word/styles.xml"] = b"<!DOCTYPE w [<!ENTITY a 'b'>]>" + members["word/styles.xml"]

    code, message = refused(zipped(members))

    assert code == "V002"
    assert "document type" in message


def test_what_unpacks_to_too_much_is_refused():
    name = b"word/media/a.png"
    data = HouseFile(style("Normal", "Normal"), more={name.decode(): b"small"}).data()
    said = data.rfind(name) - 46 + 24  # the size that the directory of the zip file gives it

    bomb = data[:said] + struct.pack("<I", 500_000_000) + data[said + 4 :]

    assert refused(bomb)[0] == "V004"


def test_a_part_that_is_something_else_than_it_is_said_to_be_is_none():
    words = "<w:p/>"
    file = HouseFile(
        style("Normal", "Normal"),
        theme=f'<p xmlns:w="{word_files.OPEN}/wordprocessingml/2006/main">{words}</p>',
    )

    house = read(file.data())

    assert house.colors == {}
    assert "word/theme/theme1.xml" not in house.parts


def test_what_is_no_word_file_is_refused():
    assert refused(b"{\\rtf1 words}")[0] == "V002"
    assert refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 locked")[0] == "V003"


def test_a_picture_that_lies_outside_is_no_logo():
    head = f"<w:p>{word_files.drawing('rIdX', 90, 30)}</w:p>"
    outside = relation("rIdX", "image", "https://example.org/logo.png", outside=True)
    file = HouseFile(
        style("Normal", "Normal"),
        section='<w:headerReference w:type="default" r:id="header1"/>',
        heads={"header1": (head, outside)},
    )

    house = read(file.data())

    assert house.head("header", "default").picture is None
    assert "https://example.org" not in house.head("header", "default").markup
    assert any("outside" in one for one in house.untaken)

"""A page of regions in Word: indents, frames at the side, a masthead, chips, head places."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from generator.diagnostics import Severity
from generator.document import (
    Aside,
    Block,
    Box,
    BulletList,
    Figure,
    Heading,
    NumberedList,
    PageBreak,
    Paragraph,
    Remark,
    Strong,
    Table,
    Text,
)
from generator.document.walking import plain_text
from generator.images.bitmaps import ImageFile
from generator.images.svg import read_svg
from generator.theme.running_heads import RunningHead
from generator.theme.theme import Logo, Rule, SectionStyle
from generator.typesetting import typeset
from generator.typesetting.areas import run_width
from generator.typesetting.measures import Measures
from generator.writers.docx import write_docx
from tests.conftest import REPOSITORY, examples
from tests.projections import W, WordFile, document_words, docx_words, run_words
from tests.samples import image, words
from tests.strategies import documents, some_pages
from tests.writers.docx_accessibility import barriers
from tests.writers.docx_rules import findings
from tests.writers.sided import sided_document, sided_theme

MAIN, SIDE = 158 * 20, 136 * 20  # twentieths of a point: side column and gap; side column


@pytest.fixture(scope="module")
def sided(theme):
    return replace(sided_theme(theme), embed_fonts=False)


def document(*blocks: Block, front: bool = False):
    """The sample's front matter around other blocks, or behind its masthead."""
    whole = sided_document()
    masthead = whole.blocks[:1] if front else ()
    return replace(whole, blocks=(*masthead, *blocks), notes=())


def says(text: str, role: str = "body") -> Paragraph:
    return Paragraph(words(text), role)


def file_of(theme, *blocks: Block, front: bool = False) -> WordFile:
    return WordFile(write_docx(document(*blocks, front=front), theme))


def paragraph(file: WordFile, start: str):
    """The first paragraph of the body whose words begin so."""
    return next(one for one in file.body.iter(f"{W}p") if text_of(one).startswith(start))


def text_of(element) -> str:
    return "".join(run_words(run) for run in element.iter(f"{W}r")).strip()


def style(file: WordFile, name: str):
    styles = file.parts["word/styles.xml"].iter(f"{W}style")
    return next(one for one in styles if one.find(f"{W}name").get(f"{W}val") == name)


def indents(element) -> tuple[int, int] | None:
    found = element.find(f"{W}pPr/{W}ind")
    if found is None:
        return None
    return int(found.get(f"{W}left", 0)), int(found.get(f"{W}right", 0))


def frame(element) -> dict[str, str] | None:
    found = element.find(f"{W}pPr/{W}framePr")
    return None if found is None else {k.removeprefix(W): v for k, v in found.attrib.items()}


def opens_page(element) -> bool:
    return element.find(f"{W}pPr/{W}pageBreakBefore") is not None


def table_width(file: WordFile) -> int:
    return int(file.body.find(f"{W}tbl/{W}tblPr/{W}tblW").get(f"{W}w"))


# --- the whole ------------------------------------------------------------------------------


@pytest.mark.parametrize("edge", ["left", "right"])
def test_a_page_of_regions_breaks_no_rule_and_has_no_barrier(edge, theme):
    data = write_docx(sided_document(), replace(sided_theme(theme, edge), embed_fonts=False))

    assert findings(data) == []
    assert barriers(data) == []
    assert docx_words(data) == document_words(sided_document())


@pytest.mark.parametrize("columns", [1, 2])
@settings(max_examples=examples(25), deadline=None, suppress_health_check=list(HealthCheck))
@given(tree=documents())
def test_every_word_of_any_document_stands_on_a_page_of_regions_in_order(columns, tree, sided):
    look = replace(sided, page=replace(sided.page, columns=columns))

    data = write_docx(tree, look, page_of=some_pages(tree))

    assert docx_words(data) == document_words(tree)
    assert findings(data) == []


def test_nothing_stands_in_a_text_box_or_a_layout_table(sided):
    file = WordFile(write_docx(sided_document(), sided))

    assert not [one for story in file.stories for one in story.iter("{*}txbxContent")]
    assert [text_of(one)[:4] for one in file.body.iter(f"{W}tbl")] == ["Side"]


def test_the_same_page_gives_the_same_bytes(sided):
    assert write_docx(sided_document(), sided) == write_docx(sided_document(), sided)


# --- the main column ------------------------------------------------------------------------


@pytest.mark.parametrize(("edge", "expected"), [("right", (0, MAIN)), ("left", (MAIN, 0))])
def test_styles_of_the_main_column_are_set_in_by_the_column_beside_it(edge, expected, theme):
    file = file_of(sided_theme(theme, edge), says("x"))

    for name in ("Body Text", "heading 2", "Lead", "List Continue", "footnote text"):
        left, right = indents(style(file, name)) or (0, 0)
        hung = {"List Continue": 18 * 20, "footnote text": 14 * 20}.get(name, 0)
        assert (left - hung, right) == expected, name
    for name in ("header", "footer", "Table Cell"):
        assert indents(style(file, name)) is None
    section = file.body.find(f"{W}sectPr/{W}pgMar")
    assert section.get(f"{W}left") == "1080"


def test_a_page_without_a_side_column_is_set_in_by_nothing(theme):
    file = file_of(theme, Aside("glance", (says("beside"),)), says("x"))

    assert indents(style(file, "Body Text")) is None
    assert frame(paragraph(file, "beside")) is None


def test_bullets_begin_where_the_main_column_does(theme):
    file = file_of(sided_theme(theme, "left"), says("x"))

    level = file.parts["word/numbering.xml"].find(f"{W}abstractNum/{W}lvl/{W}pPr/{W}ind")
    assert level.get(f"{W}left") == str(MAIN + 18 * 20)


def test_a_table_across_the_page_takes_its_width_and_one_in_the_column_that(sided):
    narrow = replace(sided, tables=replace(sided.tables, region="main"))

    def grid(theme) -> int:
        table = next(WordFile(write_docx(sided_document(), theme)).body.iter(f"{W}tbl"))
        return round(sum(int(one.get(f"{W}w")) for one in table.iter(f"{W}gridCol")) / 20)

    assert (grid(sided), grid(narrow)) == (488, 330)


def test_a_section_in_columns_is_a_section_of_word_without_indents(sided):
    arranged = replace(sided, sections={"annex": SectionStyle(columns=2)})
    annex = Heading(2, (Text("Annex"),), "annex", "annex")

    file = WordFile(write_docx(document(says("before"), annex, says("inside")), arranged))

    columns = [one.get(f"{W}num") for one in file.body.iter(f"{W}cols")]
    assert columns == [None, "2"]
    assert indents(paragraph(file, "inside")) == (0, 0)


def test_tables_of_a_section_have_its_type_in_word(sided):
    arranged = replace(sided, sections={"annex": SectionStyle(table_size=7)})
    row = ((Text("Points"),), (Text("Notes"),))
    table = Table(row, (row,), ("left", "left"))
    annex = Heading(2, (Text("Annex"),), "annex", "annex")

    file = WordFile(write_docx(document(table, annex, replace(table, label="")), arranged))

    worn = [one.get(f"{W}val") for one in file.body.iter(f"{W}pStyle")]
    cells = [style for style in worn if style.startswith("Table")]
    assert (
        cells
        == ["TableHeader"] * 2 + ["TableCell"] * 2 + ["TableHeaderAt14"] * 2 + ["TableCellAt14"] * 2
    )


def test_a_section_may_begin_a_page_in_word(sided):
    arranged = replace(sided, sections={"annex": SectionStyle(new_page=True)})
    annex = Heading(2, (Text("Annex"),), "annex", "annex")

    file = WordFile(write_docx(document(says("before"), annex, says("inside")), arranged))

    begun = [one.find(f"{W}pPr/{W}pageBreakBefore") is not None for one in file.body.iter(f"{W}p")]
    assert begun == [False, True, False]
    assert len(list(file.body.iter(f"{W}sectPr"))) == 1


# --- at the side ----------------------------------------------------------------------------


@pytest.mark.parametrize(("edge", "x"), [("right", 406), ("left", 54)])
def test_an_aside_stands_in_a_frame_and_before_the_block_behind_it(edge, x, theme):
    dressed = sided_theme(theme, edge)
    file = file_of(dressed, Aside("glance", (says("beside", "tile"),)), says("behind"))

    told = [text_of(one) for one in file.body.iter(f"{W}p")]
    assert told == ["beside", "behind"]
    assert frame(paragraph(file, "beside")) == {
        "w": str(SIDE), "hSpace": "0", "wrap": "around", "vAnchor": "text",
        "hAnchor": "page", "x": str(round(20 * (x if edge == "left" else 406))), "y": "1",
    }  # fmt: skip


def test_all_paragraphs_of_a_frame_are_of_one_style_and_no_style_is_framed(sided):
    file = WordFile(write_docx(sided_document(), sided))

    glance = [
        one.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
        for one in file.body.iter(f"{W}p")
        if (frame(one) or {}).get("y") == "1" and text_of(one)
    ]
    assert set(glance) == {"MarginInGlance", "MarginInPull"}
    assert not list(file.parts["word/styles.xml"].iter(f"{W}framePr"))
    assert not [one for one in file.body.iter(f"{W}p") if one.find(f"{W}pPr/{W}pBdr") is not None]


def test_the_words_of_a_frame_look_as_their_roles_do(sided):
    file = file_of(sided, Aside("glance", (says("41 km", "figure-number"),)), says("x"))

    (run,) = paragraph(file, "41 km").iter(f"{W}r")
    letters = style(file, "Figure Number Char")
    assert run.find(f"{W}rPr/{W}rStyle").get(f"{W}val") == letters.get(f"{W}styleId")
    assert letters.find(f"{W}rPr/{W}sz").get(f"{W}val") == "46"
    assert letters.find(f"{W}link").get(f"{W}val") == "FigureNumber"
    assert style(file, "Figure Number").find(f"{W}link").get(f"{W}val") == "FigureNumberChar"


def test_a_rule_above_words_in_a_frame_is_a_line_of_ground(sided):
    file = file_of(sided, Aside("glance", (says("41 km", "figure-number"),)), says("x"))

    rule = paragraph(file, "41 km").getprevious()
    assert text_of(rule) == ""
    assert frame(rule) == frame(paragraph(file, "41 km"))
    assert rule.find(f"{W}pPr/{W}shd").get(f"{W}fill") == "C3CAD2"
    assert rule.find(f"{W}pPr/{W}spacing").get(f"{W}line") == "12"


def test_asides_that_meet_stand_one_below_the_other_as_in_a_pdf(sided):
    whole = sided_document()
    file = WordFile(write_docx(whole, sided))

    about = frame(paragraph(file, "About this brief"))
    first, second = Measures(whole, sided).stacked(whole.blocks[1:3], "side")
    assert first.top == 0.0
    assert second.top == first.foot + 10
    assert int(about["y"]) == round(20 * second.top)


def test_an_aside_stands_below_one_that_reaches_past_the_words_between_them(sided):
    high = Aside("about", tuple(says(f"Line {number} of it.", "tile") for number in range(6)))
    low = Aside("about", (says("Below it.", "tile"),))

    def down(between: str) -> int:
        file = file_of(sided, high, says(between), low, says("behind"))
        return int(frame(paragraph(file, "Below it"))["y"])

    reach = Measures(document(high, low), sided).stacked((high, low), "side")[1].top
    assert down("One line.") == pytest.approx(20 * (reach - 24.2), abs=20)
    assert down("Many lines. " * 60) == 1


HIGH = Aside("about", tuple(says(f"Line {number} of it.", "tile") for number in range(6)))


def test_a_band_begins_below_an_aside_that_reaches_past_the_words_beside_it(sided):
    band = replace(sided.boxes["about"], region="full", bleed=True, fill="#112233")
    across = replace(sided, boxes={**sided.boxes, "wide": band})

    def above(between: str) -> int:
        file = file_of(across, HIGH, says(between), Box("wide", (says("across"),)))
        spacing = paragraph(file, "across").find(f"{W}pPr/{W}spacing")
        return 0 if spacing is None else int(spacing.get(f"{W}before", "0"))

    assert above("One line.") > 60 * 20
    assert above("Many lines. " * 60) == 0


@pytest.mark.parametrize("between", ["One line.", ""])
def test_a_table_across_stands_in_the_main_column_where_an_aside_is_beside_it(between, sided):
    table = Table((words("a"), words("b")), ((words("c"), words("d")),), ("left", "left"))
    before = [says(between)] if between else []

    beside = file_of(sided, HIGH, *before, table)
    below = file_of(sided, HIGH, says("Many lines. " * 60), table)

    assert table_width(below) - table_width(beside) == pytest.approx(MAIN, abs=2)
    assert frame(paragraph(beside, "Line 1"))["wrap"] == "around"


def test_a_frame_stands_beside_the_first_line_of_a_heading_and_not_above_it(sided):
    blocks = (says("above"), Aside("glance", (says("beside"),)), Heading(2, words("Behind"), "b"))

    file = file_of(sided, *blocks)

    assert frame(paragraph(file, "beside"))["y"] == str((17 - 10) * 20)


def test_no_words_stand_beside_a_frame_before_what_goes_across_the_page(sided):
    behind = replace(sided, boxes={**sided.boxes, "wide": replace(sided.boxes["about"],
                                                                 region="full")})  # fmt: skip
    file = file_of(behind, Aside("glance", (says("beside"),)), Box("wide", (says("across"),)))

    assert frame(paragraph(file, "beside"))["wrap"] == "notBeside"
    assert indents(paragraph(file, "across")) != (0, MAIN)


@pytest.mark.parametrize("lines", [14, 40])
def test_a_page_begins_with_what_stands_at_the_side_in_a_frame_or_not(lines, sided):
    figures = Aside("glance", tuple(says(f"ships {number} " * 8) for number in range(lines)))
    file = file_of(sided, says("cover"), PageBreak(), figures, says("text"))

    (opening,) = [one for one in file.body.iter(f"{W}p") if opens_page(one)]
    in_frame = frame(paragraph(file, "ships 1")) is not None
    assert in_frame == (lines == 14)
    assert text_of(opening).startswith("text" if in_frame else "ships 0")


def test_a_frame_hangs_on_a_paragraph_where_a_table_or_nothing_follows(sided):
    table = Table((words("a"), words("b")), ((words("c"), words("d")),), ("left", "left"))
    aside = Aside("glance", (says("beside"),))

    for blocks in ((aside, table), (aside,)):
        following = paragraph(file_of(sided, *blocks), "beside").getnext()
        assert following.tag == f"{W}p"
        assert frame(following) is None


def test_an_aside_with_a_table_stands_in_the_main_column(sided):
    table = Table((words("a"), words("b")), ((words("c"), words("d")),), ("left", "left"))
    file = file_of(sided, Aside("glance", (says("beside"), table)), says("x"))

    assert frame(paragraph(file, "beside")) is None
    assert indents(paragraph(file, "beside")) == (0, MAIN)


def test_an_aside_that_is_too_high_for_a_page_stands_in_the_main_column(sided):
    figures = Aside("glance", tuple(says(f"ships {number} " * 8) for number in range(40)))
    file = file_of(sided, figures, says("x"), Aside("glance", (says("beside"),)), says("y"))

    assert frame(paragraph(file, "ships 1")) is None
    assert indents(paragraph(file, "ships 1")) == (0, MAIN)
    assert frame(paragraph(file, "beside")) is not None


def test_of_asides_that_are_too_high_together_the_first_stay_at_the_side(sided):
    authors = Aside("glance", tuple(says(f"author {number} " * 8) for number in range(22)))
    file = file_of(sided, Aside("glance", (says("figures"),)), authors, says("x"))

    assert frame(paragraph(file, "figures")) is not None
    assert frame(paragraph(file, "author 1")) is None


def test_what_has_no_room_below_others_at_the_side_stands_in_the_main_column(sided):
    figures = Aside("glance", tuple(says(f"ships {number} " * 8) for number in range(14)))
    pull = Aside("glance", tuple(says("said at length " * 9) for _ in range(2)))

    def stands_at_the_side(*before: Block) -> bool:
        file = file_of(sided, *before, figures, says("text"), pull, says("more"))
        return frame(paragraph(file, "said")) is not None

    assert not stands_at_the_side(says("cover"), PageBreak())
    assert stands_at_the_side(says("cover"))


def test_a_note_marked_at_the_side_keeps_its_reference_behind_the_frame(sided):
    file = WordFile(write_docx(sided_document(), sided))

    tile = paragraph(file, "of the harbour road")
    assert not list(tile.iter(f"{W}footnoteReference"))
    (field,) = tile.iter(f"{W}instrText")
    kept = [one for one in file.body.iter(f"{W}p") if list(one.iter(f"{W}footnoteReference"))]
    behind = kept[0]
    assert frame(behind) is None
    assert text_of(behind) == ""
    assert indents(behind)[0] < -54 * 20  # off the sheet
    assert behind.find(f"{W}bookmarkStart").get(f"{W}name") == field.text.split()[1]
    ids = [one.get(f"{W}id") for one in file.body.iter(f"{W}footnoteReference")]
    assert ids == ["1", "2"]


def test_a_page_begins_with_the_frame_of_a_note_marked_at_the_side(sided):
    whole = sided_document()
    place = next(i for i, block in enumerate(whole.blocks) if isinstance(block, Aside))
    blocks = (*whole.blocks[:place], PageBreak(), *whole.blocks[place:])
    file = WordFile(write_docx(replace(whole, blocks=blocks), sided))

    begun = [
        one for one in file.body.iter(f"{W}p") if one.find(f"{W}pPr/{W}pageBreakBefore") is not None
    ]

    (hung_on,) = begun
    assert list(hung_on.iter(f"{W}footnoteReference"))
    assert frame(hung_on.getprevious()) is not None


def test_a_list_at_the_side_keeps_its_bullets_and_a_heading_its_level(sided):
    blocks = (Heading(2, words("Dates"), "d"), BulletList(((says("a"),), (says("b"),))))
    file = file_of(sided, Aside("glance", blocks), says("x"))

    assert paragraph(file, "Dates").find(f"{W}pPr/{W}outlineLvl").get(f"{W}val") == "1"
    for item in ("a", "b"):
        found = paragraph(file, item)
        assert found.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val") == "1"
        assert frame(found) is not None


def test_a_comment_on_words_at_the_side_is_kept_behind_the_frame(sided):
    remark = Remark("Is this so?", Severity.WARNING)
    beside = Aside("glance", (Paragraph((Text("beside"), remark), "tile"),))
    file = file_of(sided, beside, says("x"))

    assert not list(paragraph(file, "beside").iter(f"{W}commentReference"))
    assert list(paragraph(file, "beside").getnext().iter(f"{W}commentReference"))
    assert [words for words, _ in file.comments] == ["warning Is this so?"]


# --- the masthead ---------------------------------------------------------------------------


def test_the_ground_of_a_set_in_paragraph_at_the_side_begins_with_that_of_the_others(sided):
    item = NumberedList(((says("a"), says("Further words.")),))
    file = file_of(sided, Aside("about", (item,)), says("x"))

    further = paragraph(file, "Further").find(f"{W}pPr/{W}ind")
    assert int(further.get(f"{W}left")) == int(further.get(f"{W}hanging")) > 0


def first_header(file: WordFile):
    names = [one.get("Target") for one in file.parts["word/_rels/document.xml.rels"]
             if one.get("Id") == first_reference(file)]  # fmt: skip
    return file.parts[f"word/{names[0]}"]


def first_reference(file: WordFile) -> str:
    references = file.body.iter(f"{W}headerReference")
    (found,) = (one for one in references if one.get(f"{W}type") == "first")
    return next(value for key, value in found.attrib.items() if key.endswith("}id"))


def points(element, name: str) -> float:
    return int(element.get(name)) / 12700


def test_the_ground_of_the_masthead_goes_down_with_its_last_line(sided):
    whole = sided_document()
    file = WordFile(write_docx(whole, sided))
    fills = {one.color: one for one in typeset(whole, sided).pages[0].fills if one.width > 590}

    (head,) = first_header(file).iter("{*}anchor")
    last = paragraph(file, "Repairs")
    ground, strip = last.getnext().iter("{*}anchor")

    assert [one.get("behindDoc") for one in (head, ground, strip)] == ["1"] * 3
    assert [one.find("{*}positionV").get("relativeFrom") for one in (head, ground, strip)] == [
        "page",
        "paragraph",
        "paragraph",
    ]
    assert down(head) == 0
    foot = 841.89 - fills["#e2a33b"].y - fills["#e2a33b"].height
    reach = points(ground.find("{*}extent"), "cy")
    assert reach == pytest.approx(foot - sided.page.top, abs=0.1)  # to below the running head
    assert down(ground) + reach == pytest.approx(down(strip))
    look = sided.box("masthead")
    assert down(strip) == pytest.approx(sided.style("subtitle").after + look.padding_bottom)
    assert points(strip.find("{*}extent"), "cy") == pytest.approx(4)
    assert points(ground.find("{*}extent"), "cx") == pytest.approx(595.28, abs=0.1)
    # The words stay on the ground where they take a line more.
    assert points(head.find("{*}extent"), "cy") > sided.page.top + sided.style("heading1").leading


def down(shape) -> float:
    return int(shape.findtext("{*}positionV/{*}posOffset")) / 12700


def test_a_strip_above_the_masthead_is_at_the_head_of_the_sheet_as_in_the_pdf(sided):
    look = replace(sided.box("masthead"), above=Rule(9, "#1c4240"), below=Rule())
    theme = replace(sided, boxes={**sided.boxes, "masthead": look})
    whole = sided_document()
    fills = {one.color: one for one in typeset(whole, theme).pages[0].fills if one.width > 590}

    band, strip = first_header(WordFile(write_docx(whole, theme))).iter("{*}anchor")

    assert fills["#1c4240"].y == pytest.approx(841.89 - 9)
    assert (down(band), down(strip)) == (0, 0)
    assert points(strip.find("{*}extent"), "cy") == pytest.approx(9)


def test_the_masthead_is_said_to_be_decoration(sided):
    file = WordFile(write_docx(sided_document(), sided))
    shapes = [one for part in (first_header(file), file.body) for one in part.iter("{*}anchor")]

    assert len(shapes) == 3
    assert [len(list(one.iter("{*}decorative"))) for one in shapes] == [1] * 3
    assert {one.find("{*}docPr").get("descr") for one in shapes} == {""}


def test_title_and_head_have_the_ground_themselves_where_no_headers_are_shown(sided):
    file = WordFile(write_docx(sided_document(), sided))

    title = paragraph(file, "What the flooded")
    own = title.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
    dress = next(one for one in file.parts["word/styles.xml"] if one.get(f"{W}styleId") == own)
    head = first_header(file).find(f"{W}p")
    assert dress.find(f"{W}pPr/{W}shd").get(f"{W}fill") == "12355B"
    assert head.find(f"{W}pPr/{W}shd").get(f"{W}fill") == "12355B"


def test_the_title_of_a_masthead_breaks_where_that_of_the_pdf_does(sided):
    whole = sided_document()
    file = WordFile(write_docx(whole, sided))
    lines = [
        "".join(word.text for run in one.line.runs for word in run.words)
        for one in typeset(whole, sided).pages[0].lines[:2]
    ]

    _, right = indents(paragraph(file, "What the flooded"))

    assert "".join(lines).split() == plain_text(whole.blocks[0].blocks[0].children).split()
    assert 150 < right / 20 < 250  # of 488 points: neither line is much longer than the other


def test_the_title_of_a_masthead_may_be_set_a_little_wider_than_in_the_pdf(sided):
    whole = sided_document()
    lines = [one.line.runs for one in typeset(whole, sided).pages[0].lines[:2]]
    ends = [runs[-1].x + run_width(runs[-1]) for runs in lines]
    word = lines[1][0].words[0].width * lines[1][0].size

    _, room = Measures(whole, sided).masthead(whole.blocks[0])

    assert max(ends) + 5 < room < ends[0] + word - 5


def test_a_higher_masthead_has_a_higher_ground(sided):
    def height(title: str) -> float:
        box = Box("masthead", (Heading(1, words(title), "top"),))
        file = WordFile(write_docx(replace(document(box), title=title), sided))
        return points(next(first_header(file).iter("{*}extent")), "cy")

    assert height("Roads " * 16) - height("Roads") == pytest.approx(2 * 28.5)


def test_a_picture_in_a_masthead_is_shown_whole(sided):
    picture = Figure(image(60, 30), "image/png", 60, 30, "A badge", share=0.2)
    box = Box("masthead", (picture, Heading(1, words("Roads"), "top")))
    file = WordFile(write_docx(replace(document(box), title="Roads"), sided))

    holder = next(one for one in file.body.iter(f"{W}p") if list(one.iter("{*}inline")))
    name = holder.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
    look = next(one for one in file.parts["word/styles.xml"] if one.get(f"{W}styleId") == name)
    spacing = look.find(f"{W}pPr/{W}spacing")
    assert spacing.get(f"{W}lineRule") == "auto"


def test_a_box_that_bleeds_inside_the_text_has_its_ground_alone(sided):
    file = file_of(sided, says("first"), Box("masthead", (says("band"),)))

    heads = "".join(text for text in map(text_of, file.heads.values()))
    assert "Harbour Desk" in heads
    assert not [one for part in file.heads.values() for one in part.iter("{*}anchor")]
    own = paragraph(file, "band").find(f"{W}pPr/{W}pStyle").get(f"{W}val")
    dress = next(one for one in file.parts["word/styles.xml"] if one.get(f"{W}styleId") == own)
    assert dress.find(f"{W}pPr/{W}shd").get(f"{W}fill") == "12355B"


# --- chips ----------------------------------------------------------------------------------


def test_a_chip_is_words_on_a_ground_that_no_line_end_divides(sided):
    chip = Strong((Text("Judgement · low confidence"),), "judgement")
    file = file_of(sided, Paragraph((chip, Text(" So it is."))))

    run = next(paragraph(file, "Judgement").iter(f"{W}r"))
    assert run_words(run) == "\u2002Judgement\u00a0·\u00a0low\u00a0confidence\u2002"
    letters = style(file, "Judgement Char")
    assert run.find(f"{W}rPr/{W}rStyle").get(f"{W}val") == letters.get(f"{W}styleId")
    assert letters.find(f"{W}rPr/{W}shd").get(f"{W}fill") == "F8E9E4"
    assert letters.find(f"{W}rPr/{W}color").get(f"{W}val") == "7A2A17"


def test_a_chip_of_a_role_that_the_theme_does_not_dress_is_bold_words(sided):
    chip = Strong((Text("Reported"),), "unheard-of")
    file = file_of(sided, Paragraph((chip, Text(" So it is."))))

    run = next(paragraph(file, "Reported").iter(f"{W}r"))
    assert run_words(run) == "Reported"
    assert run.find(f"{W}rPr/{W}rStyle").get(f"{W}val") == "Strong"


def test_numbers_of_key_points_wear_a_style_of_their_own_and_no_stop(sided):
    number = replace(sided.style("figure-number"), size=17, leading=17)
    bare = {role: look for role, look in sided.styles.items() if role != "key-point-number"}
    plain = replace(sided, styles=bare)
    dressed = replace(sided, styles={**bare, "key-point-number": number})

    def level(theme):
        file = WordFile(write_docx(sided_document(), theme))
        numbering = file.parts["word/numbering.xml"]
        used = paragraph(file, "Reported").find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val")
        instance = next(one for one in numbering.iter(f"{W}num") if one.get(f"{W}numId") == used)
        definition = instance.find(f"{W}abstractNumId").get(f"{W}val")
        return next(
            one.find(f"{W}lvl")
            for one in numbering.iter(f"{W}abstractNum")
            if one.get(f"{W}abstractNumId") == definition
        )

    assert level(plain).find(f"{W}lvlText").get(f"{W}val") == "%1."
    assert level(dressed).find(f"{W}lvlText").get(f"{W}val") == "%1"
    assert level(dressed).find(f"{W}rPr/{W}sz").get(f"{W}val") == "34"


# --- running heads --------------------------------------------------------------------------


def test_a_place_of_a_head_wears_its_own_style(sided):
    header = first_header(WordFile(write_docx(sided_document(), sided)))

    worn = {
        run_words(run): run.find(f"{W}rPr/{W}rStyle").get(f"{W}val")
        for run in header.iter(f"{W}r")
        if run_words(run).strip()
    }
    assert worn == {"Harbour Desk": "MastChar", "Policy brief": "IssueChar", " · ": "IssueChar",
                    "HD-7": "IssueChar"}  # fmt: skip
    spacing = header.find(f"{W}p/{W}pPr/{W}spacing")
    assert (spacing.get(f"{W}line"), spacing.get(f"{W}lineRule")) == ("280", "exact")


def test_a_head_all_of_whose_places_have_their_own_styles_has_no_rule(sided):
    def dress(head: RunningHead) -> str | None:
        file = WordFile(write_docx(sided_document(), replace(sided, first_header=head)))
        found = first_header(file).find(f"{W}p/{W}pPr/{W}pStyle")
        return None if found is None else found.get(f"{W}val")

    assert dress(RunningHead("{publisher}", "", "{number}", "mast", None, "issue")) is None
    assert dress(RunningHead("{publisher}", "", "{number}", "mast")) == "Header"


LOGO = Logo(Path("logo.png"), 28.0, ImageFile(image(60, 30), "image/png", 60, 30))


def test_the_logo_is_a_picture_in_the_head_with_words_for_it(sided):
    heads = RunningHead("{logo} {publisher}", left_style="mast")
    headed = replace(sided, first_header=heads, logo=LOGO)

    data = write_docx(sided_document(), headed)

    file = WordFile(data)
    header = first_header(file)
    picture = next(header.iter("{*}inline"))
    assert points(picture.find("{*}extent"), "cy") == pytest.approx(28)
    assert points(picture.find("{*}extent"), "cx") == pytest.approx(56)
    assert picture.find("{*}docPr").get("descr") == "Harbour Desk"
    assert header.find(f"{W}p/{W}pPr/{W}spacing").get(f"{W}lineRule") == "atLeast"
    assert header.find(f"{W}p/{W}pPr/{W}textAlignment").get(f"{W}val") == "center"
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.read("word/media/image1.png") == LOGO.image.data
    assert (findings(data), barriers(data)) == ([], [])


@pytest.mark.parametrize(
    ("left", "publisher", "said"),
    [
        ("{logo} {publisher}", "The Institute for the Study of Harbours " * 3, "The Institute"),
        ("{publisher} {logo}", "The Institute for the Study of Harbours " * 3, "The Institute"),
        ("{logo} {publisher}", "Institute" * 20, ""),
    ],
)
def test_a_logo_stays_where_the_words_beside_it_are_cut(left, publisher, said, sided):
    whole = sided_document()
    fields = {**whole.meta.fields, "publisher": publisher.strip()}
    named = replace(whole, meta=replace(whole.meta, fields=fields))
    headed = replace(sided, first_header=RunningHead(left), logo=LOGO)

    head = first_header(WordFile(write_docx(named, headed)))

    words = text_of(head)
    assert words.startswith(said)
    assert words.endswith("…" if said else "")
    assert len(words) < len(publisher)
    assert len(list(head.iter("{*}pic"))) == 1


def test_a_long_series_leaves_the_publisher_its_name(sided):
    whole = sided_document()
    fields = {**whole.meta.fields, "series": "Papers of a series " * 9, "number": "PB-1"}
    named = replace(whole, meta=replace(whole.meta, fields=fields))
    head = RunningHead("{logo} {publisher}", right="{series} · {number}")
    headed = replace(sided, first_header=head, logo=LOGO)

    words = text_of(first_header(WordFile(write_docx(named, headed))))

    assert words.startswith("Harbour Desk\tPapers of a")
    assert words.endswith("… · PB-1")


def test_a_logo_that_is_a_drawing_is_shown_as_an_image_that_word_knows(sided):
    drawing = read_svg((REPOSITORY / "templates/policy-brief/logo.svg").read_bytes())
    logo = Logo(Path("logo.svg"), 26.0, drawing)
    headed = replace(sided, first_header=RunningHead("{logo}"), header=RunningHead("{logo}"),
                     logo=logo)  # fmt: skip

    data = write_docx(sided_document(), headed)

    extents = [one.find("{*}extent") for one in first_header(WordFile(data)).iter("{*}inline")]
    assert [round(points(one, "cx"), 1) for one in extents] == [20.0]
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        (name,) = [one for one in package.namelist() if "media" in one]  # kept once
        assert package.read(name).startswith(b"\x89PNG")
    assert findings(data) == []
    assert write_docx(sided_document(), headed) == data


def test_heads_with_and_without_a_logo_stand_on_the_line_of_the_theme(sided):
    heads = {"first_header": RunningHead("{logo}"), "header": RunningHead("{publisher}")}
    headed = replace(sided, logo=LOGO, **heads)
    file = WordFile(write_docx(sided_document(), headed))

    distance = int(file.body.find(f"{W}sectPr/{W}pgMar").get(f"{W}header")) / 20
    other = next(one for one in file.heads.values() if text_of(one) == "Harbour Desk"
                 and one.tag.endswith("hdr"))  # fmt: skip
    before = int(other.find(f"{W}p/{W}pPr/{W}spacing").get(f"{W}before")) / 20
    assert distance == pytest.approx(40 - (28 + 0.66 * 8.4) / 2, abs=0.1)
    assert distance + before + 0.8 * 11 == pytest.approx(40, abs=0.1)


def test_a_place_that_shows_a_logo_alone_is_left_out_without_one(sided):
    headed = replace(sided, logo=None, first_header=RunningHead("{logo} · {publisher}"))

    assert text_of(first_header(WordFile(write_docx(sided_document(), headed)))) == "Harbour Desk"


@pytest.mark.slow
@pytest.mark.parametrize(("region", "width"), [("main", 158), ("full", 0)])
def test_notes_stand_in_their_region_and_its_columns(region, width, sided, complaints):
    look = replace(sided, notes=replace(sided.notes, region=region, columns=2))
    data = write_docx(sided_document(), look)

    file = WordFile(data)
    _, right = indents(style(file, "footnote text"))
    assert right == width * 20
    found = [one.get(one.keys()[0]) for one in file.body.iter("{*}footnoteColumns")]
    assert found == (["2"] if region == "full" else [])  # Word divides the whole text
    assert complaints(data) == []

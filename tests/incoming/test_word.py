"""What is read of a Word file: paragraphs and their styles, runs, notes, fields, tables, boxes."""

from __future__ import annotations

import pytest

from generator.diagnostics import BriefError
from generator.incoming.file import (
    CAPITALS,
    COLOURED,
    HIGHLIGHTED,
    OTHER_FONT,
    OTHER_SIZE,
    SET_OTHERWISE,
    STRUCK,
    UNDERLINED,
    CellPlace,
    IncomingMark,
    IncomingPicture,
    IncomingReference,
    IncomingRun,
    IncomingSheet,
)
from generator.opening.list_numbers import ListPlace
from tests.incoming.word_files import (
    NUMBERING,
    STYLES,
    bookmark,
    cell,
    complex_field,
    only,
    p,
    r,
    reference,
    row,
    runs,
    table,
    texts,
    word,
)


def numbered(list_name: int, depth: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_name}"/></w:numPr>'


def test_words_with_a_line_through_them_are_struck():
    body = p(r("so ") + r("n", "<w:strike/>") + r("o", "<w:b/><w:dstrike/>") + r(" more"))
    body += p(r("kept", '<w:strike w:val="0"/>'))

    assert [[*one.by_hand] for one in word(body).paragraphs] == [[("no", (STRUCK,))], []]


@pytest.mark.parametrize(
    ("given", "look"),
    [
        ('<w:u w:val="single"/>', UNDERLINED),
        ('<w:highlight w:val="yellow"/>', HIGHLIGHTED),
        ('<w:shd w:val="clear" w:fill="FFFF00"/>', HIGHLIGHTED),
        ('<w:color w:val="C00000"/>', COLOURED),
        ("<w:smallCaps/>", CAPITALS),
        ('<w:rFonts w:ascii="Papyrus"/>', OTHER_FONT),
        ('<w:sz w:val="40"/>', OTHER_SIZE),
        ("<w:whatever/>", SET_OTHERWISE),
    ],
)
def test_a_look_that_markdown_has_not_is_named_whatever_it_is(given, look):
    assert [*only(word(p(r("so ") + r("red", given)))).by_hand] == [("red", (look,))]


@pytest.mark.parametrize(
    "given",
    [
        '<w:u w:val="none"/>',
        '<w:color w:val="auto"/>',
        '<w:shd w:val="clear" w:fill="auto"/>',
        '<w:rFonts w:hint="eastAsia"/>',
        '<w:b/><w:i/><w:lang w:val="en-GB"/><w:noProof/><w:kern w:val="0"/>',
    ],
)
def test_what_word_puts_in_by_itself_is_no_look(given):
    assert [*only(word(p(r("so ") + r("red", given)))).by_hand] == []


def test_a_running_head_has_its_words_without_the_numbers_of_pages():
    page = complex_field("PAGE", r("3")) + r(" of ") + '<w:fldSimple w:instr=" NUMPAGES "/>'
    read = word(p(r("a")), header=f"{p(r('Our Desk'))}{p(r('Page '), page)}")

    assert [one.text for one in read.heads] == ["Our Desk", "Page  of "]
    assert texts(read) == ["a"]


def test_the_number_of_a_page_in_the_text_repeats_another_place():
    assert [*map(type, only(word(p(r("See "), complex_field("PAGE", r("3"))))).pieces)] == [
        IncomingRun,
        IncomingReference,
    ]


def test_a_new_page_in_a_paragraph_parts_its_words():
    assert only(word(p(r("one") + '<w:r><w:br w:type="page"/></w:r>' + r("two")))).text == "one two"


# --- styles -------------------------------------------------------------------------------


def test_a_style_has_its_english_name_whatever_its_identifier():
    heading = only(word(p(r("Aims"), style="Overskrift1"), styles=STYLES))

    assert (heading.style, heading.level, heading.text) == ("heading 1", 1, "Aims")


def test_a_style_of_a_house_is_a_heading_if_it_is_based_on_one():
    chapter = only(word(p(r("Aims"), style="Chapter"), styles=STYLES))

    assert (chapter.style, chapter.based_on, chapter.level) == ("our chapter", ("heading 1",), 1)


def test_an_outline_level_of_its_own_makes_a_heading_or_unmakes_it():
    body = p(r("A"), more='<w:outlineLvl w:val="2"/>') + p(
        r("B"), style="Overskrift1", more='<w:outlineLvl w:val="9"/>'
    )

    assert [one.level for one in word(body, styles=STYLES).paragraphs] == [3, 0]


def test_a_style_that_is_nowhere_described_keeps_its_identifier():
    assert only(word(p(r("A"), style="Lede"))).style == "lede"


def test_bold_and_italic_count_where_they_differ_from_the_paragraph():
    body = p(
        r("loud", "<w:b/>"), r("still", '<w:b w:val="0"/>'), r("so", "<w:i/>"),
        style="Overskrift1",
    )  # fmt: skip

    found = runs(only(word(body, styles=STYLES)))

    assert found == [
        IncomingRun("loud"), IncomingRun("still", bold=True), IncomingRun("so", italic=True),
    ]  # fmt: skip


def test_emphasis_inside_an_italic_quotation_is_set_upright():
    body = p(r("said "), r("never", '<w:rStyle w:val="Uth"/>'), style="Sitat")

    assert runs(only(word(body, styles=STYLES)))[1] == IncomingRun(
        "never", italic=True, style="emphasis"
    )


def test_runs_of_one_look_are_one_run():
    body = p(r("to"), r("gether"), r("2", '<w:vertAlign w:val="superscript"/>'))

    assert runs(only(word(body))) == [
        IncomingRun("together"), IncomingRun("2", shift="superscript"),
    ]  # fmt: skip


@pytest.mark.parametrize("look", ["<w:vanish/>", '<w:rStyle w:val="Bort"/>'])
def test_hidden_words_are_set_apart(look):
    paragraph = only(word(p(r("seen"), r("unseen", look)), styles=STYLES))

    assert (paragraph.text, paragraph.hidden) == ("seen", ("unseen",))


def test_signs_are_characters():
    signs = "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:noBreakHyphen/><w:softHyphen/></w:r>"
    symbol = '<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>'

    assert texts(word(p(signs, symbol))) == ["a\tb\n\u2011\u00adα"]


# --- lists --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("font", "code", "sign"),
    [("Wingdings", "F0E0", "→"), ("Wingdings", "004A", "☺"), ("Symbol", "F0AE", "→")],
)
def test_a_sign_of_a_font_is_the_one_that_every_font_has(font, code, sign):
    body = p(f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>')

    assert texts(word(body)) == [sign]


def test_a_sign_that_only_its_font_has_is_told_as_one():
    body = p(r("a"), '<w:r><w:sym w:font="Webdings" w:char="F041"/></w:r>', r("b"))

    (sign,) = (one for one in only(word(body)).pieces if isinstance(one, IncomingPicture))

    assert (texts(word(body)), sign.called, sign.name) == (
        ["ab"], "a sign of the font", "Webdings",
    )  # fmt: skip


def test_a_large_first_letter_is_one_of_its_paragraph():
    frame = '<w:framePr w:dropCap="drop" w:lines="3"/>'
    body = p(r("T"), style="Sitat", more=frame) + p(r("he end."), style="Overskrift1")

    paragraph = only(word(body, styles=STYLES))

    assert (paragraph.text, paragraph.style, paragraph.in_box) == ("The end.", "heading 1", False)


def test_what_a_hand_gives_to_a_paragraph_as_a_whole_is_known():
    centred = p(r("a"), more='<w:jc w:val="center"/>', style="Sitat")
    new_page = p(r("b"), '<w:r><w:br w:type="page"/></w:r>')
    sheet = '<w:sectPr><w:pgSz w:w="200" w:h="400"/><w:pgMar w:left="20" w:right="40"/></w:sectPr>'

    file = word(centred + new_page + p(r("c")) + sheet, styles=STYLES)

    assert [one.setting and one.setting.align for one in file.paragraphs] == ["center", None, None]
    assert [one.new_page for one in file.paragraphs] == [False, True, False]
    assert file.sheets == {IncomingSheet(10, 20, 1, 2)}


def test_a_cell_has_the_ground_of_its_row_or_one_of_its_own():
    parts = "".join(
        f'<w:tblStylePr w:type="{kind}"><w:tcPr><w:shd w:fill="{ground}"/></w:tcPr></w:tblStylePr>'
        for kind, ground in (("firstRow", "111111"), ("band1Horz", "222222"))
    )
    style = f'<w:style w:type="table" w:styleId="Grey">{parts}</w:style>'
    own = '<w:tc><w:tcPr><w:shd w:fill="FF0000"/></w:tcPr>' + p(r("d")) + "</w:tc>"
    rows = row(cell(p(r("a")))), row(cell(p(r("b")))), row(cell(p(r("c"))) + own)
    look = '<w:tblPr><w:tblStyle w:val="Grey"/><w:tblLook w:val="0020"/></w:tblPr>'

    file = word(f"<w:tbl>{look}{''.join(rows)}</w:tbl>", styles=style)

    assert [(one.setting and one.setting.ground, one.cell.ground) for one in file.paragraphs] == [
        ("#111111", "#111111"), ("#222222", "#222222"), (None, None), ("#ff0000", None),
    ]  # fmt: skip


def test_an_item_is_known_by_its_style_or_by_itself():
    body = (
        p(r("a"), style="Punkt")
        + p(r("b"), more=numbered(2, 0))
        + p(r("c"), more=numbered(2, 1))
        + p(r("d"), more=numbered(2, 0))
        + p(r("e"), style="Punkt", more=numbered(0, 0))
    )

    items = [one.item for one in word(body, styles=STYLES, numbering=NUMBERING).paragraphs]

    assert items == [
        ListPlace("1", 0, False),
        ListPlace("2", 0, True, "1."),
        ListPlace("2", 1, True, "a)"),
        ListPlace("2", 0, True, "2."),
        None,
    ]


def test_a_numbered_heading_is_no_item():
    body = p(r("A"), style="Overskrift1", more=numbered(2, 0))

    heading = only(word(body, styles=STYLES, numbering=NUMBERING))

    assert (heading.level, heading.item) == (1, None)


# --- tables -------------------------------------------------------------------------------


def test_each_paragraph_of_a_table_knows_its_cell():
    inner = table(row(cell(p(r("deep")))))
    wide = cell(p(r("wide")), more='<w:gridSpan w:val="2"/>')
    goes_on = cell(p(), more="<w:vMerge/>")
    rows = row(wide, cell(p(r("c")))), row(cell(p(r("d")), inner, p()), goes_on)
    body = table(*rows) + p(r("after"))

    found = [(one.text, one.cell) for one in word(body).paragraphs]

    assert found == [
        ("wide", CellPlace(0, 0, 0, columns=2)),
        ("c", CellPlace(0, 0, 2)),
        ("d", CellPlace(0, 1, 0)),
        ("deep", CellPlace(1, 0, 0)),
        ("", CellPlace(0, 1, 0)),
        ("", CellPlace(0, 1, 1, goes_on=True)),
        ("after", None),
    ]


def test_where_the_words_of_a_cell_stand_is_read():
    body = table(row(cell(p(r("12"), more='<w:jc w:val="right"/>'))))

    assert only(word(body)).alignment == "right"


# --- notes --------------------------------------------------------------------------------

NOTES = f"""<w:footnote w:id="2">{p(r("First."))}{p(r("More."))}</w:footnote>
<w:footnote w:id="5">{p(r("Second."))}</w:footnote>"""


def test_a_mark_leads_to_its_note_and_knows_the_bookmarks_around_it():
    body = p(r("So"), bookmark("b_mark_1", reference(5)), r(", and so"), reference(2))

    file = word(body, footnotes=NOTES)

    assert only(file).pieces == (
        IncomingRun("So"),
        IncomingMark("footnote-5", ("b_mark_1",), shown="1"),
        IncomingRun(", and so"),
        IncomingMark("footnote-2", shown="2"),
    )
    assert {key: [one.text for one in said] for key, said in file.notes.items()} == {
        "footnote-5": ["Second."], "footnote-2": ["First.", "More."],
    }  # fmt: skip


def test_notes_at_the_end_are_notes():
    file = word(
        p(reference(2, "endnote")),
        endnotes=f'<w:endnote w:id="2">{p(r("Far."))}</w:endnote>',
    )

    assert [one.text for one in file.notes["endnote-2"]] == ["Far."]


def test_a_mark_that_somebody_typed_is_no_word():
    file = word(p(r("So"), reference(2, more=' w:customMarkFollows="1"', rest="<w:t>*</w:t>")))

    assert texts(file) == ["So"]
    assert file.notes == {"footnote-2": ()}


def test_a_field_that_shows_a_mark_again_leads_to_the_same_note():
    again = complex_field(" NOTEREF b_mark_1 \\f \\h ", r("1"))
    body = p(again) + p(r("So"), bookmark("b_mark_1", reference(5)))

    mark = word(body, footnotes=NOTES).paragraphs[0].pieces

    assert mark == (IncomingMark("footnote-5", shown="1", repeated=True, target="b_mark_1"),)


def test_the_thin_space_that_parts_a_mark_from_a_power_is_no_word():
    assert only(word(p(r("m²"), r("\u2009"), reference(2)))).text == "m²"


# --- fields and links ---------------------------------------------------------------------


def test_a_field_that_repeats_another_place_is_a_reference():
    body = p(r("see "), complex_field(" REF tab_1 \\h ", r("Table "), r("1")), r("."))

    assert only(word(body)).pieces == (
        IncomingRun("see "), IncomingReference("Table 1", "tab_1"), IncomingRun("."),
    )  # fmt: skip


def test_a_reference_that_goes_on_in_another_paragraph_is_two():
    begin, end = complex_field(" REF all ", "|").split("|")

    file = word(p(r("a "), begin, r("one")) + p(r("two"), end))

    assert [one.pieces[-1] for one in file.paragraphs] == [
        IncomingReference("one", "all"), IncomingReference("two", "all"),
    ]  # fmt: skip


def test_a_field_with_a_field_in_its_code_says_its_result_alone():
    begin, rest = complex_field(" IF ", r("yes")).split("</w:instrText></w:r>")
    asked = f"{begin}</w:instrText></w:r>{complex_field(' PAGE ', r('9'))}{rest}"
    day = f'<w:fldSimple w:instr="DATE">{r(" May")}</w:fldSimple>'

    assert texts(word(p(asked, day))) == ["yes May"]


@pytest.mark.parametrize(
    ("linked", "link"),
    [
        (f'<w:hyperlink r:id="out">{r("x")}</w:hyperlink>', "https://example.org/a"),
        (f'<w:hyperlink r:id="out" w:anchor="b">{r("x")}</w:hyperlink>', "https://example.org/a#b"),
        (f'<w:hyperlink w:anchor="place">{r("x")}</w:hyperlink>', "#place"),
        (complex_field(' HYPERLINK "https://example.org/" \\l "c" ', r("x")), "https://example.org/#c"),
        (complex_field(' HYPERLINK \\l "place" ', r("x")), "#place"),
    ],
    ids=["address", "address and place", "place", "field", "field to a place"],
)  # fmt: skip
def test_a_link_knows_where_it_leads(linked, link):
    body = p(linked, r(" on"))

    assert runs(only(word(body, links={"out": "https://example.org/a"}))) == [
        IncomingRun("x", link=link), IncomingRun(" on"),
    ]  # fmt: skip


def test_a_field_that_does_not_end_is_damage():
    with pytest.raises(BriefError) as caught:
        word(p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', r("lost")))

    assert caught.value.diagnostics[0].code == "V002"


def test_a_field_that_ends_in_hidden_words_has_ended():
    end = '<w:fldChar w:fldCharType="end"/>'
    shown = complex_field(" DATE ", r("May")).replace(end, f"<w:rPr><w:vanish/></w:rPr>{end}")

    assert texts(word(p(shown, r(" is near")))) == ["May is near"]


@pytest.mark.parametrize("kind", ["TOC \\o", "toc \\o", "INDEX \\c 2", "TOA \\h"])
def test_the_lines_of_a_table_of_contents_are_marked(kind):
    begin, end = complex_field(f" {kind} ", "|").split("|")

    file = word(p(begin, r("Aims 3")) + p(end) + p(r("Aims")))

    assert [one.in_contents for one in file.paragraphs] == [True, True, False]


def test_how_a_word_is_spoken_is_told_and_no_word():
    spoken = f"<w:ruby><w:rt>{r('わらじ')}</w:rt><w:rubyBase>{r('草鞋')}</w:rubyBase></w:ruby>"

    paragraph = only(word(p(f"<w:r>{spoken}</w:r>")))

    assert paragraph.text == "草鞋"
    assert IncomingPicture("ruby", words="わらじ") in paragraph.pieces


# --- what stands beside the text ----------------------------------------------------------


def test_a_text_box_has_paragraphs_of_its_own_once():
    box = f"<w:txbxContent>{p(r('aside'))}</w:txbxContent>"
    drawn = (
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )

    file = word(p(r("a"), f"<w:r>{drawn}</w:r>", r("b")))

    assert [(one.text, one.in_box) for one in file.paragraphs] == [("aside", True), ("ab", False)]
    assert file.paragraphs[1].pieces == (IncomingRun("ab"),)


def test_a_frame_stands_beside_the_text():
    assert only(word(p(r("a"), more="<w:framePr/>"))).in_box


def test_a_picture_has_its_name_and_what_is_said_in_its_place():
    drawn = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" descr="A&#10;&#10;map"/>'
        '<a:blip r:embed="pic"/></wp:inline></w:drawing></w:r>'
    )

    assert only(word(p(drawn), links={"pic": "media/image7.png"})).pieces == (
        IncomingPicture("picture", "image7.png", "A map"),
    )


def test_a_shape_without_words_is_a_drawing():
    drawn = '<w:r><w:drawing><wp:inline><wp:docPr id="1"/></wp:inline></w:drawing></w:r>'

    assert only(word(p(drawn))).pieces == (IncomingPicture("drawing"),)


def test_a_formula_is_told_with_its_letters():
    formula = "<m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath>"

    assert only(word(p(r("so "), formula))).pieces[1] == IncomingPicture("formula", words="E=mc")


def test_another_file_that_is_drawn_in_is_told():
    assert only(word('<w:altChunk r:id="x"/>')).pieces == (IncomingPicture("file"),)


def test_words_in_a_content_control_know_its_tag():
    tag = '<w:sdtPr><w:tag w:val="title"/></w:sdtPr>'
    control = f"<w:sdt>{tag}<w:sdtContent>{p(r('T'))}</w:sdtContent></w:sdt>"

    assert runs(only(word(control))) == [IncomingRun("T", control="title")]


def test_what_word_says_in_an_empty_content_control_is_no_word():
    prompt = f"<w:sdtContent>{r('Click or tap here to enter text.')}</w:sdtContent>"
    control = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>{prompt}</w:sdt>"

    assert runs(only(word(p(r("Version") + control)))) == [IncomingRun("Version")]


# --- places -------------------------------------------------------------------------------


def test_bookmarks_belong_to_the_paragraph_in_which_they_begin():
    body = (
        '<w:bookmarkStart w:id="8" w:name="section"/>'
        + p(bookmark("_b_p00000001", r("a")))
        + '<w:bookmarkEnd w:id="8"/>'
        + p(r("b"))
    )

    assert [one.bookmarks for one in word(body).paragraphs] == [("section", "_b_p00000001"), ()]


def test_a_paragraph_has_the_number_that_word_gives_it():
    body = '<w:p w14:paraId="0000000A"><w:r><w:t>a</w:t></w:r></w:p>'

    assert only(word(body)).para_id == "0000000a"


def test_the_properties_of_a_file_are_read():
    core = (
        '<c:coreProperties xmlns:c="urn:c" xmlns:dc="urn:dc"><dc:title>Aims</dc:title>'
        "<dc:creator/></c:coreProperties>"
    )

    assert word(p(r("a")), core=core).properties == {"title": "Aims"}

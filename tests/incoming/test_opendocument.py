"""What is read of an OpenDocument text, written by hand as one flat file."""

from __future__ import annotations

import io
import zipfile

import pytest
from msgspec.structs import replace

from generator.diagnostics import BriefError
from generator.houses.house import HouseLine, HouseLook
from generator.incoming.file import (
    COLOURED,
    HIGHLIGHTED,
    OTHER_SIZE,
    UNDERLINED,
    CellPlace,
    IncomingComment,
    IncomingFile,
    IncomingMark,
    IncomingParagraph,
    IncomingPicture,
    IncomingReference,
    IncomingRun,
    IncomingSheet,
    TrackedChange,
)
from generator.incoming.opendocument import read_incoming_odt
from generator.opening.list_numbers import ListPlace
from generator.opening.opendocument_styles import NAMESPACES
from generator.proof.needs import handed_budget
from tests.incoming.word_files import only, runs, texts

SPACES = NAMESPACES | {
    "xlink": "http://www.w3.org/1999/xlink",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "field": "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
}
PLAIN_SETTING = HouseLook(before=0.0, after=0.0, left=0.0, right=0.0, first=0.0)
STYLES = """<office:styles>
<style:style style:family="paragraph" style:name="Heading_20_1" style:display-name="Heading 1">
  <style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:family="paragraph" style:name="Quotations"/>
<style:style style:family="text" style:name="Strong_20_Emphasis"
  style:display-name="Strong Emphasis"><style:text-properties fo:font-weight="bold"/></style:style>
<text:list-style style:name="Ten"><text:list-level-style-number text:level="1"
  style:num-format="1" style:num-suffix="."/><text:list-level-style-bullet text:level="2"/>
</text:list-style></office:styles><office:automatic-styles>
<style:style style:family="paragraph" style:name="P1" style:parent-style-name="Heading_20_1">
  <style:paragraph-properties fo:text-align="center"/></style:style>
<style:style style:family="paragraph" style:name="P2" style:parent-style-name="Heading_20_1">
  <style:text-properties fo:font-style="italic"/></style:style>
<style:style style:family="text" style:name="T1"><style:text-properties fo:font-style="italic"/>
</style:style><style:style style:family="text" style:name="T2">
  <style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:family="text" style:name="T3"><style:text-properties text:display="none"/>
</style:style><style:style style:family="text" style:name="T4">
  <style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:family="paragraph" style:name="P3" style:parent-style-name="Standard">
  <style:text-properties style:text-line-through-style="solid"/></style:style>
</office:automatic-styles>"""


def text(
    body: str, *, rejected: bool = False, meta: str = "", styles: str = STYLES
) -> IncomingFile:
    spaces = " ".join(f'xmlns:{name}="{uri}"' for name, uri in SPACES.items())
    flat = (
        f"<office:document {spaces}><office:meta>{meta}</office:meta>{styles}"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    )
    return read_incoming_odt(flat.encode(), handed_budget("x.fodt"), rejected=rejected)


def p(content: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{content}</text:p>'


def test_a_heading_has_its_level_and_the_name_that_word_has_for_its_style():
    heading = only(text('<text:h text:style-name="P1" text:outline-level="2">Aims</text:h>'))

    assert (heading.text, heading.level, heading.style) == ("Aims", 2, "heading 1")
    assert heading.alignment == "center"
    assert [only(text(p("a", name))).style for name in ("Standard", "Quotations")] == [
        "normal", "quote",
    ]  # fmt: skip


def test_words_look_as_their_spans_say():
    body = p(
        'a <text:span text:style-name="T1">b<text:span text:style-name="Strong_20_Emphasis">c'
        '</text:span></text:span><text:span text:style-name="T2">2</text:span>'
    )

    assert runs(only(text(body))) == [
        IncomingRun("a "), IncomingRun("b", italic=True),
        IncomingRun("c", bold=True, italic=True, style="strong"),
        IncomingRun("2", shift="superscript"),
    ]  # fmt: skip


def test_words_with_a_line_through_them_are_struck():
    body = p('so <text:span text:style-name="T4">no</text:span> more') + p("none of it", "P3")

    struck = [[words for words, looks in one.by_hand] for one in text(body).paragraphs]
    assert struck == [["no"], ["none of it"]]


@pytest.mark.parametrize(
    ("given", "look"),
    [
        ('style:text-underline-style="solid"', UNDERLINED),
        ('fo:background-color="#ffff00"', HIGHLIGHTED),
        ('fo:color="#c00000"', COLOURED),
        ('fo:font-size="20pt"', OTHER_SIZE),
    ],
)
def test_a_look_that_markdown_has_not_is_named(given, look):
    body = p('so <text:span text:style-name="T4">red</text:span> more')
    line = 'style:text-line-through-style="solid"'

    assert [*only(text(body, styles=STYLES.replace(line, given))).by_hand] == [("red", (look,))]


def test_what_a_hand_has_given_to_a_whole_paragraph_is_emphasis():
    assert runs(only(text(p("a", "P2")))) == [IncomingRun("a", italic=True)]


def test_an_automatic_style_of_a_header_is_none_of_the_text():
    spaces = " ".join(f'xmlns:{name}="{uri}"' for name, uri in SPACES.items())
    style = (
        '<office:automatic-styles><style:style style:family="paragraph" style:name="P1"'
        ' style:parent-style-name="{}"/></office:automatic-styles>'
    )
    body = f"<office:body><office:text>{p('a', 'P1')}</office:text></office:body>"
    names = '<style:style style:family="paragraph" style:name="{}"/>'
    named = "".join(map(names.format, ("Header", "Quotations")))
    parts = {
        "content.xml": ("content", style.format("Quotations") + body),
        "styles.xml": ("styles", f"<office:styles>{named}</office:styles>{style.format('Header')}"),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, (kind, inner) in parts.items():
            tag = f"office:document-{kind}"
            package.writestr(name, f"<{tag} {spaces}>{inner}</{tag}>")

    file = read_incoming_odt(made.getvalue(), handed_budget("x.odt"))

    assert only(file).style == "quote"


def test_a_running_head_has_its_words_without_the_numbers_of_pages():
    head = p("Our Desk, page <text:page-number>3</text:page-number>")
    page = f"<style:master-page><style:header>{head}</style:header></style:master-page>"
    read = text(p("a"), styles=f"{STYLES}<office:master-styles>{page}</office:master-styles>")

    assert [one.text for one in read.heads] == ["Our Desk, page "]
    assert texts(read) == ["a"]


def test_hidden_words_are_set_apart():
    hidden = '<text:section text:display="none">' + p("d") + "</text:section>"

    read = text(p('a<text:span text:style-name="T3">b</text:span>c') + hidden)

    assert [(one.text, one.hidden) for one in read.paragraphs] == [("ac", ("b",)), ("", ("d",))]


def test_signs_are_characters():
    assert texts(text(p('a<text:s text:c="2"/>b<text:tab/>c<text:line-break/>d'))) == ["a  b\tc\nd"]


def test_items_know_their_lists():
    body = (
        '<text:list text:style-name="Ten"><text:list-item>' + p("a") + p("still a")
        + "<text:list><text:list-item>" + p("b") + "</text:list-item></text:list></text:list-item>"
        + "<text:list-item>" + p("c") + "</text:list-item></text:list>" + p("d")
    )  # fmt: skip

    assert [one.item for one in text(body).paragraphs] == [
        ListPlace("Ten-0", 0, True, "1."),
        ListPlace("Ten-0", 0, True, goes_on=True),
        ListPlace("Ten-0", 1, False),
        ListPlace("Ten-0", 0, True, "2."),
        None,
    ]


def test_each_paragraph_of_a_table_knows_its_cell():
    cell, covered = "<table:table-cell{}>{}</table:table-cell>", "<table:covered-table-cell/>"
    spanned = cell.format(' table:number-columns-spanned="2"', p("wide"))
    rows = (spanned + covered + cell.format("", p("c")), cell.format("", p("d")))
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)

    found = [one.cell for one in text(f"<table:table>{body}</table:table>").paragraphs]

    assert found == [CellPlace(0, 0, 0, columns=2), CellPlace(0, 0, 2), CellPlace(0, 1, 0)]


def test_a_cell_has_its_ground_and_the_widths_of_all_columns():
    styles = STYLES.replace(
        "</office:automatic-styles>",
        """<style:style style:family="table-cell" style:name="A1"><style:table-cell-properties
        fo:background-color="#ff0000"/></style:style><style:style style:family="table-column"
        style:name="A"><style:table-column-properties style:column-width="1in"/></style:style>
        </office:automatic-styles>""",
    )
    columns = '<table:table-column table:style-name="A" table:number-columns-repeated="2"/>'
    cell = f'<table:table-cell table:style-name="A1">{p("a")}</table:table-cell>'
    body = f"<table:table>{columns}<table:table-row>{cell}</table:table-row></table:table>"

    (one,) = text(body, styles=styles).paragraphs

    assert (one.setting.ground, one.cell.widths) == ("#ff0000", (72.0, 72.0))


NOTE = (
    '<text:note text:id="ftn1" text:note-class="footnote"><text:note-citation>1'
    "</text:note-citation><text:note-body>" + p("Why.") + "</text:note-body></text:note>"
)


def test_a_mark_leads_to_its_note_and_knows_the_bookmark_around_it_or_before_it():
    start, end = (f'<text:bookmark-{edge} text:name="b_mark_1"/>' for edge in ("start", "end"))
    around = f"{start}{NOTE}{end}"
    before = f'<text:bookmark text:name="b_mark_1 Copy 3"/>{NOTE}'

    for marked in (around, before):
        file = text(p(f"So{marked}."))
        mark = IncomingMark("footnote-ftn1", ("b_mark_1",), shown="1")
        assert only(file).pieces == (IncomingRun("So"), mark, IncomingRun("."))
        assert [one.text for one in file.notes["footnote-ftn1"]] == ["Why."]


def test_a_field_of_word_that_repeats_a_mark_is_one():
    again = (
        '<field:fieldmark-start field:type="x.UNHANDLED"><field:param'
        ' field:name="vnd.oasis.opendocument.field.code" field:value="NOTEREF m \\f"/>'
        "</field:fieldmark-start><field:fieldmark-separator/>1<field:fieldmark-end/>"
    )
    file = text(p(again) + p(f'<text:bookmark text:name="m"/>{NOTE}'))

    assert file.paragraphs[0].pieces == (
        IncomingMark("footnote-ftn1", shown="1", repeated=True, target="m"),
    )


def test_links_and_references_know_where_they_lead():
    link = '<text:a xlink:href="https://example.org/">there</text:a>'
    reference = '<text:sequence-ref text:ref-name="t1">Table 1</text:sequence-ref>'

    assert only(text(p(f"{link} and {reference}"))).pieces == (
        IncomingRun("there", link="https://example.org/"),
        IncomingRun(" and "),
        IncomingReference("Table 1", "t1"),
    )


def test_text_boxes_come_in_the_order_of_their_layers():
    box = '<draw:frame draw:z-index="{}"><draw:text-box>{}</draw:text-box></draw:frame>'

    file = text(p(box.format(2, p("second")) + box.format(1, p("first")) + "body"))

    assert [(one.text, one.in_box) for one in file.paragraphs] == [
        ("first", True), ("second", True), ("body", False),
    ]  # fmt: skip


def test_a_picture_has_its_name_and_what_is_said_in_its_place():
    image = '<draw:image xlink:href="Pictures/a.png"/><svg:desc>A map</svg:desc>'
    frame = f"<draw:frame>{image}</draw:frame>"

    assert only(text(p(frame))).pieces == (IncomingPicture("picture", "a.png", "A map"),)


def test_a_picture_with_an_empty_paragraph_is_no_text_box():
    image = '<draw:image xlink:href="Pictures/a.png"><text:p/></draw:image>'

    found = only(text(p(f"a<draw:frame>{image}</draw:frame>")))

    assert found.pieces[1:] == (IncomingPicture("picture", "a.png"),)


def test_a_shape_with_an_empty_paragraph_is_one_drawing_under_its_own_name():
    geometry = '<text:p/><draw:enhanced-geometry draw:type="rectangle"/>'
    shape = f'<draw:custom-shape draw:name="Band 2">{geometry}</draw:custom-shape>'

    found = only(text(p(f"a{shape}")))

    assert found.pieces[1:] == (IncomingPicture("drawing", "Band 2"),)


def test_the_lines_of_a_table_of_contents_are_marked():
    lines = f"<text:index-body>{p('Aims 3')}</text:index-body>"
    index = f"<text:table-of-content>{lines}</text:table-of-content>"

    assert [one.in_contents for one in text(index + p("Aims")).paragraphs] == [True, False]


def test_a_comment_knows_its_place_and_the_words_that_it_is_on():
    body = p(
        'Grain <office:annotation office:name="c1" loext:resolved="true"><dc:creator>Bo'
        "</dc:creator><text:p>Which?</text:p></office:annotation>exports"
        '<office:annotation-end office:name="c1"/> fell.'
    )

    assert text(p("One.") + body).comments == (
        IncomingComment("Bo", "Which?", 1, 13, on="exports", is_done=True),
    )


# --- tracked changes ----------------------------------------------------------------------


def region(key: str, kind: str, deleted: str = "") -> str:
    info = "<office:change-info><dc:creator>Ada</dc:creator></office:change-info>"
    change = f"<text:{kind}>{info}{deleted}</text:{kind}>"
    return f'<text:changed-region xml:id="{key}">{change}</text:changed-region>'


def tracked(*regions: str) -> str:
    return f"<text:tracked-changes>{''.join(regions)}</text:tracked-changes>"


def put_in(key: str, words: str) -> str:
    edges = (f'<text:change-{edge} text:change-id="{key}"/>' for edge in ("start", "end"))
    return words.join(edges)


def both(body: str) -> tuple[list[str], list[str]]:
    return texts(text(body)), texts(text(body, rejected=True))


def test_words_put_in_and_taken_out():
    changes = tracked(region("i", "insertion"), region("d", "deletion", p("old")))
    body = changes + p(f'The <text:change text:change-id="d"/>{put_in("i", "new")} rule')

    assert both(body) == (["The new rule"], ["The old rule"])
    assert text(body).tracked == (
        TrackedChange("deletion", "Ada", "old", 0), TrackedChange("insertion", "Ada", "new", 0),
    )  # fmt: skip


def test_paragraphs_put_in_and_taken_out():
    taken = tracked(region("d", "deletion", p("a b") + p("c")))
    added = tracked(region("i", "insertion"))
    start, end = put_in("i", "|").split("|")

    assert both(taken + p('x <text:change text:change-id="d"/> y')) == (
        ["x  y"], ["x a b", "c y"],
    )  # fmt: skip
    assert both(added + p(f"x {start}a") + p(f"b{end} y")) == (["x a", "b y"], ["x  y"])


@pytest.mark.parametrize(
    "inside",
    [
        '<text:bookmark-ref text:ref-name="b">Table 1</text:bookmark-ref>',
        '<draw:frame><draw:image xlink:href="Pictures/a.png"/></draw:frame>',
    ],
    ids=["reference", "picture"],
)
def test_what_was_put_in_and_is_no_word_is_not_there_once_that_is_rejected(inside):
    body = tracked(region("i", "insertion")) + p(f"So{put_in('i', inside)}.")

    assert only(text(body, rejected=True)).pieces == (IncomingRun("So."),)


def test_a_hidden_paragraph_hides_no_other_one_of_its_section():
    hidden = '<text:hidden-paragraph text:is-hidden="true"/>'

    file = text(f"<text:section>{p('Seen.')}{p(f'Unseen.{hidden}')}</text:section>")

    assert texts(file)[:1] == ["Seen."]


@pytest.mark.parametrize("kind", ["object-index", "user-index"])
def test_each_index_is_one(kind):
    file = text(f"<text:{kind}><text:index-body>{p('Boats 3')}</text:index-body></text:{kind}>")

    assert only(file).in_contents


def test_a_note_that_was_put_in_is_not_there_once_that_is_rejected():
    body = tracked(region("i", "insertion")) + p(f"So{put_in('i', NOTE)}.")

    assert [*text(body).notes] == ["footnote-ftn1"]
    assert text(body, rejected=True).notes == {}


def test_the_properties_of_a_text_are_read():
    meta = '<dc:title>Aims</dc:title><meta:user-defined meta:name="version">2</meta:user-defined>'

    assert text(p("a"), meta=meta).properties == {"title": "Aims", "version": "2"}


def test_a_text_made_of_a_word_file_names_its_template_and_its_number_still():
    meta = (
        '<meta:template xlink:type="simple" xlink:title="memo" xlink:href=""/>'
        '<meta:user-defined meta:name="OOXMLCorePropertyIdentifier">PB-9</meta:user-defined>'
    )

    assert text(p("a"), meta=meta).properties == {"template": "memo", "identifier": "PB-9"}


def test_the_pages_that_a_text_begins_are_read():
    styles = """<office:automatic-styles><style:page-layout style:name="L">
    <style:page-layout-properties fo:page-width="4in" fo:page-height="2in"
    fo:margin-left="1in" fo:margin-right="36pt"/>
    </style:page-layout></office:automatic-styles><office:master-styles>
    <style:master-page style:name="Standard" style:page-layout-name="L"/></office:master-styles>"""

    assert text(p("a"), styles=styles).sheets == {IncomingSheet(288, 144, 72, 36)}


def test_a_table_of_numbers_is_no_text():
    flat = (
        f'<office:document xmlns:office="{NAMESPACES["office"]}"><office:body/></office:document>'
    )

    with pytest.raises(BriefError) as caught:
        read_incoming_odt(flat.encode(), handed_budget("x.fodt"))

    assert "no text" in caught.value.diagnostics[0].message


def test_an_empty_paragraph_is_read():
    assert text(p("")).paragraphs == (IncomingParagraph(style="normal", setting=PLAIN_SETTING),)


def test_what_a_paragraph_looks_like_as_a_whole_is_known():
    styles = STYLES.replace(
        "</office:automatic-styles>",
        """<style:style style:family="paragraph" style:name="P4" style:parent-style-name="P1">
        <style:paragraph-properties fo:margin-left="1in" fo:break-before="page"
        fo:line-height="200%" fo:border-top="0.5pt solid #000000"/>
        <style:text-properties fo:font-size="12pt"/></style:style></office:automatic-styles>""",
    )

    (paragraph,) = text(p("a", style="P4"), styles=styles).paragraphs

    assert paragraph.new_page
    assert paragraph.setting == replace(
        PLAIN_SETTING, align="center", left=72.0, line=("auto", 2.0), size=12.0,
        above=HouseLine(0.5, "#000000"),
    )  # fmt: skip


def test_how_a_word_is_spoken_is_told_and_no_word():
    spoken = "<text:ruby-base>草鞋</text:ruby-base><text:ruby-text>わらじ</text:ruby-text>"

    paragraph = only(text(f"<text:p><text:ruby>{spoken}</text:ruby></text:p>"))

    assert paragraph.text == "草鞋"
    assert IncomingPicture("ruby", words="わらじ") in paragraph.pieces

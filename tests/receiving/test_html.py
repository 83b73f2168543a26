"""What is read of web pages: plain ones, and those that Google Docs and Word save."""

from __future__ import annotations

import io
import zipfile

import pytest

from generator.diagnostics import BriefError
from generator.incoming.file import (
    STRUCK,
    CellPlace,
    IncomingComment,
    IncomingFile,
    IncomingMark,
    IncomingPicture,
    IncomingRun,
)
from generator.incoming.needs import incoming_budget
from generator.opening.list_numbers import ListPlace
from generator.receiving.formats import read_incoming
from tests.incoming.word_files import only, runs, texts


def page(body: str, head: str = "", *, rejected: bool = False) -> IncomingFile:
    text = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    return read_incoming(text.encode(), incoming_budget("x.html"), rejected=rejected)


def test_headings_and_paragraphs_are_told_by_their_tags():
    file = page("<h1>Aims</h1><p>One\n two.<p>Three.<h3>More</h3>loose")

    assert [(one.text, one.level, one.style) for one in file.paragraphs] == [
        ("Aims", 1, "heading 1"), ("One two.", 0, ""), ("Three.", 0, ""),
        ("More", 3, "heading 3"), ("loose", 0, ""),
    ]  # fmt: skip


def test_words_look_as_tags_sheets_and_attributes_say():
    sheet = "<style>.c1{font-weight:700}.c2 {font-style: italic} p.x{color:red}</style>"
    body = (
        "<p>a <b>b</b><span class='c1 c2'>c</span><span style='vertical-align:super'>2</span>"
        "<sub>3</sub></p>"
    )

    assert runs(only(page(body, sheet))) == [
        IncomingRun("a "), IncomingRun("b", bold=True), IncomingRun("c", bold=True, italic=True),
        IncomingRun("2", shift="superscript"), IncomingRun("3", shift="subscript"),
    ]  # fmt: skip


def test_bold_in_a_heading_is_no_emphasis():
    assert runs(only(page("<h2>Aims <span style='font-weight:700'>now</span></h2>"))) == [
        IncomingRun("Aims now")
    ]


def test_links_lead_where_they_led_before_google_wrote_them():
    body = '<p><a href="https://www.google.com/url?q=https://example.org/a&amp;sa=D">x</a></p>'

    assert runs(only(page(body))) == [IncomingRun("x", link="https://example.org/a")]


@pytest.mark.parametrize(
    "struck", ["<s>no</s>", "<strike>no</strike>", "<b style='text-decoration:line-through'>no</b>"]
)
def test_words_with_a_line_through_them_are_struck(struck):
    paragraph = only(page(f"<p>so {struck} more</p>"))

    assert (paragraph.text, [*paragraph.by_hand]) == ("so no more", [("no", (STRUCK,))])


def test_items_stand_in_their_lists():
    body = (
        "<ul><li>a<ol start=3><li>b<li>c</ol><li><p>d</p><p>still d</p></ul><p>e</p>"
        "<ol><li>f</li></ol>"
    )

    items = [one.item for one in page(body).paragraphs]

    assert [(one and (one.depth, one.is_numbered, one.label, one.goes_on)) for one in items] == [
        (0, False, "", False), (1, True, "3.", False), (1, True, "4.", False),
        (0, False, "", False), (0, False, "", True), None, (0, True, "1.", False),
    ]  # fmt: skip
    assert items[0].name == items[1].name != items[-1].name


def test_lists_of_google_docs_know_their_level_by_their_class():
    body = (
        '<ul class="c3 lst-kix_ab-0 start"><li>a</li></ul><ul class="lst-kix_ab-1"><li>b</li></ul>'
    )

    assert [one.item for one in page(body).paragraphs] == [
        ListPlace("lst-kix_ab", 0, False), ListPlace("lst-kix_ab", 1, False),
    ]  # fmt: skip


@pytest.mark.parametrize(("label", "numbered"), [("1.", True), ("·", False), ("o", False)])
def test_items_of_word_are_paragraphs_with_their_label_before_them(label, numbered):
    body = (
        "<p class=MsoListParagraph style='text-indent:-.25in;mso-list:l0 level2 lfo1'>"
        f"<![if !supportLists]><span style='mso-list:Ignore'>{label}<span>&nbsp; </span></span>"
        "<![endif]>a</p>"
    )
    item = only(page(body))

    assert item.text == "a"
    assert item.item == ListPlace("l0", 1, numbered, "1." if numbered else "")


def test_cells_stand_where_browsers_put_them():
    body = "<table><tr><th rowspan=2>a<th colspan=2>b<tr><td align=right>c<td></table><p>after</p>"

    assert [(one.text, one.cell, one.alignment) for one in page(body).paragraphs] == [
        ("a", CellPlace(0, 0, 0), ""),
        ("b", CellPlace(0, 0, 1, columns=2), ""),
        ("c", CellPlace(0, 1, 1), "right"),
        ("", CellPlace(0, 1, 2), ""),
        ("after", None, ""),
    ]


def test_quotations_and_titles_have_the_styles_that_word_has():
    body = '<p class="c5 title">T</p><blockquote><p>q</p></blockquote><p class=MsoQuote>r</p>'

    assert [one.style for one in page(body).paragraphs] == ["title", "quote", "quote"]


def test_the_title_and_the_author_are_those_of_the_head():
    head = '<title> Grain &amp; ports</title><meta name="author" content="Ada Lund">'

    assert page("<p>a", head).properties == {"title": "Grain & ports", "creator": "Ada Lund"}


def test_what_is_not_seen_is_not_read():
    body = "<script>x</script><p style='display:none'>y</p><p>a<br>b</p><!-- z -->"

    assert texts(page(body)) == ["a\nb"]


def test_what_is_marked_as_put_in_or_taken_out_is_settled():
    body = "<p>The <del>old</del><ins>new</ins> rule</p>"

    assert texts(page(body)) == ["The new rule"]
    assert texts(page(body, rejected=True)) == ["The old rule"]


def test_a_picture_has_its_name_and_what_is_said_in_its_place():
    assert only(page('<p><img src="images/a.png?x=1" alt="A map"></p>')).pieces == (
        IncomingPicture("picture", "a.png", "A map"),
    )


GOOGLE = (
    '<p>So<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup>.</p><p>Then.</p><hr>'
    '<div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span> Why.</span></p><p>More.</p></div>'
)
WORD = (
    "<p>So<a href='#_ftn1' name='_ftnref1'><span class=MsoFootnoteReference>[1]</span></a>.</p>"
    "<p>Then.</p><div><hr><div id=ftn1><p class=MsoFootnoteText><a href='#_ftnref1' name='_ftn1'>"
    "[1]</a> Why.</p><p>More.</p></div></div>"
)
PLAIN = (
    '<p>So<a href="#fn1" id="r1"><sup>1</sup></a>.</p><p>Then.</p><section><ol><li id="fn1">'
    '<p> Why.</p><p>More.<a href="#r1">↩</a></p></li></ol></section>'
)


@pytest.mark.parametrize("body", [GOOGLE, WORD, PLAIN], ids=["Google Docs", "Word", "plain"])
def test_a_link_to_a_paragraph_that_leads_back_is_the_mark_of_a_note(body):
    file = page(body)

    assert texts(file) == ["So.", "Then."]
    (mark,) = file.paragraphs[0].marks
    assert mark.shown == "1"
    assert [one.text for one in file.notes[mark.note]] == [" Why.", "More."]


def test_a_link_that_leads_nowhere_back_is_a_link():
    file = page('<p>See <a href="#b">below</a>.</p><p id="b">Here.</p>')

    assert texts(file) == ["See below.", "Here."]
    assert not any(isinstance(piece, IncomingMark) for piece in file.paragraphs[0].pieces)


def test_a_comment_of_google_docs_stands_at_its_place():
    body = (
        '<p>Grain<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup> fell.</p>'
        '<div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Which?</span></p></div>'
    )

    file = page(body)

    assert texts(file) == ["Grain fell."]
    assert file.comments == (IncomingComment("", "Which?", 0, 5),)


def test_a_page_that_google_docs_has_zipped_is_read():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("Grain.html", "<html><body><p>It fell.</p></body></html>")
        package.writestr("images/image1.png", b"x")

    assert texts(read_incoming(made.getvalue(), incoming_budget("x.zip"))) == ["It fell."]


def test_a_page_in_an_encoding_that_is_not_certain_is_refused():
    text = "<html><body><p>Die Gr\xf6\xdfe, \xe4hnlich.</p></body></html>".encode("cp1250")

    with pytest.raises(BriefError) as caught:
        read_incoming(text, incoming_budget("x.html"))

    assert caught.value.diagnostics[0].code == "B041"


def test_hundreds_of_elements_in_each_other_are_refused():
    with pytest.raises(BriefError) as caught:
        page("<div>" * 600)

    assert caught.value.diagnostics[0].code == "V002"

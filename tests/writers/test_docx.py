from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from generator.diagnostics import Severity
from generator.document import (
    Attachment,
    Block,
    Box,
    BulletList,
    Contents,
    CrossReference,
    Document,
    Emphasis,
    Figure,
    Foreign,
    Heading,
    Inline,
    Link,
    Meta,
    Note,
    NoteMark,
    NumberedList,
    Paragraph,
    Remark,
    Strong,
    Subscript,
    Superscript,
    Table,
    Term,
    Text,
)
from generator.document.markings import Marking, MarkingLook, marking_of
from generator.document.walking import plain_text
from generator.manifest.bookmarks import unprefixed
from generator.manifest.writing import manifest
from generator.theme.running_heads import RunningHead
from generator.theme.theme import BoxStyle, Theme
from generator.writers.docx import write_docx
from generator.writers.docx.custom_xml import FIELDS
from tests.conftest import examples
from tests.projections import (
    R,
    W,
    WordFile,
    document_words,
    docx_as_text,
    docx_attachments,
    docx_words,
    run_words,
)
from tests.proof.editing import with_part
from tests.samples import brief, draft, image
from tests.strategies import documents, some_pages
from tests.writers.docx_rules import findings

REPOSITORY = Path(__file__).parents[2]


def says(text: str, *more: Inline, role: str = "body", anchor: str | None = None) -> Paragraph:
    return Paragraph((Text(text), *more), role, anchor)


W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


def document(*blocks: Block, notes: tuple[Note, ...] = (), meta: Meta | None = None) -> Document:
    return Document("Title", "en-GB", meta or Meta(), blocks, notes)


def note(number: int) -> Note:
    return Note(number, (says(f"evidence {number}", role="note"),), f"note-{number}")


# --- the whole ---------------------------------------------------------------------------


def test_a_brief_becomes_styled_paragraphs_with_native_notes(golden, theme):
    golden("brief.docx.txt", docx_as_text(write_docx(brief(), theme)))


@pytest.mark.slow
@settings(max_examples=examples(60), suppress_health_check=list(HealthCheck))
@given(tree=documents(with_endnotes=True))
def test_every_word_of_any_document_stands_in_the_file_in_order(tree, theme):
    assert docx_words(write_docx(tree, theme, page_of=some_pages(tree))) == document_words(tree)


@pytest.mark.slow
@settings(max_examples=examples(60), suppress_health_check=list(HealthCheck))
@given(tree=documents(with_endnotes=True))
def test_no_rule_that_schemas_leave_out_is_broken_by_any_document(tree, theme):
    assert findings(write_docx(tree, theme, page_of=some_pages(tree))) == []


def test_the_same_document_gives_the_same_bytes(theme):
    assert write_docx(brief(), theme) == write_docx(brief(), theme)


@pytest.mark.slow
def test_the_bytes_depend_on_no_clock_hash_seed_or_folder(tmp_path):
    script = (
        "import hashlib, pathlib, runpy, sys\n"
        "from generator.theme.toml import read_theme\n"
        "from generator.writers.docx import write_docx\n"
        "root = pathlib.Path(sys.argv[1])\n"
        "theme = read_theme([(root / 'templates/policy-brief/theme.toml', 'theme.toml')],"
        " fonts=root / 'templates/fonts').theme\n"
        "brief = runpy.run_path(str(root / 'tests/samples.py'))['brief']()\n"
        "print(hashlib.sha256(write_docx(brief, theme)).hexdigest())\n"
    )

    def digest(folder: Path, **environment: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", script, str(REPOSITORY)],
            cwd=folder,
            env=os.environ | {"PYTHONPATH": str(REPOSITORY)} | environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    here = digest(REPOSITORY, PYTHONHASHSEED="1", TZ="Asia/Seoul", LC_ALL="C")
    there = digest(tmp_path, PYTHONHASHSEED="2", TZ="America/Lima")

    assert here == there


@pytest.mark.slow
def test_the_shaper_is_not_loaded_for_a_word_file():
    script = "import sys, generator.writers.docx; print('uharfbuzz' in sys.modules)"
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY)}

    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )

    assert done.stdout == "False\n"


def test_a_brief_of_four_pages_and_thirty_notes_stays_small(theme):
    assert len(write_docx(brief(), theme)) < 60_000


# --- notes -------------------------------------------------------------------------------


def test_native_footnotes_are_the_notes_in_number_and_order(theme):
    tree = brief()

    file = WordFile(write_docx(tree, theme))

    marks = [mark.get(f"{W}id") for mark in file.body.iter(f"{W}footnoteReference")]
    assert marks == [str(one.number) for one in tree.notes]
    assert [one.get(f"{W}id") for one in file.notes] == marks


def test_a_note_leads_to_the_paragraph_of_its_source_and_that_back_to_the_mark(theme):
    file = WordFile(write_docx(brief(), theme))

    from_note = next(file.notes[0].iter(f"{W}hyperlink")).get(f"{W}anchor")
    source = next(
        paragraph
        for paragraph in file.body.iter(f"{W}p")
        for mark in paragraph.iter(f"{W}bookmarkStart")
        if mark.get(f"{W}name") == from_note
    )
    links = source.getnext().iter(f"{W}hyperlink")
    back = [unprefixed(link.get(f"{W}anchor", "")) for link in links]
    assert unprefixed(from_note) == "src_ulislam_summit_2"
    assert "mark_1" in back


def test_the_second_mark_of_a_note_is_a_field_that_repeats_its_number(theme):
    tree = document(
        says("first", NoteMark(1, "mark-1"), NoteMark(1, "mark-1-again")), notes=(note(1),)
    )

    data = write_docx(tree, theme)

    assert "first{mark_1}[1]\u2009{mark_1_again}‹NOTEREF mark_1 \\f \\h›1" in docx_as_text(data)
    assert findings(data) == []


def test_a_link_to_a_note_or_to_its_mark_counts_the_number_anew(theme):
    to_note = Link((Text("as in note "), Text("1"), Text(", too")), "#note-1")
    to_mark = Link((Text("1"),), "#mark-1-again")
    second = Note(2, (says("See ", to_note, Text(".")),), "note-2")
    marks = (NoteMark(1, "mark-1"), NoteMark(1, "mark-1-again"), NoteMark(2, "mark-2"))
    tree = document(says("first", *marks), says("In ", to_mark), notes=(note(1), second))

    data = write_docx(tree, theme)

    shown = docx_as_text(data)
    assert "See <note_1>as in note ‹NOTEREF mark_1›1, too." in shown
    assert "In <mark_1_again>‹NOTEREF mark_1›1" in shown
    assert findings(data) == []


def test_a_link_to_a_note_whose_mark_is_yet_to_come_keeps_its_words(theme):
    to_note = Link((Text("note "), Text("1")), "#note-1")
    tree = document(says("See ", to_note), says("first", NoteMark(1, "m-1")), notes=(note(1),))

    assert "See <note_1>note 1\n" in docx_as_text(write_docx(tree, theme))


def test_a_mark_is_raised_and_the_number_of_its_note_stands_on_the_line(theme):
    file = WordFile(write_docx(brief(), theme))

    styles = {one.get(f"{W}styleId"): one for one in file.parts["word/styles.xml"]}
    wearing = {
        tag: styles[run.find(f"{W}rPr/{W}rStyle").get(f"{W}val")]
        for tag in ("footnoteReference", "footnoteRef")
        for story in (file.body, file.footnotes)
        for run in story.iterfind(f".//{W}{tag}/..")
    }
    raised = {tag: style.find(f"{W}rPr/{W}vertAlign") is not None for tag, style in wearing.items()}
    assert raised == {"footnoteReference": True, "footnoteRef": False}


def test_raised_and_lowered_words_are_formatted_so_that_word_users_can_change_them(theme):
    words = (Text("10"), Superscript((Text("−6"),)), Text(" m H"), Subscript((Text("2"),)))

    data = write_docx(document(Paragraph(words)), theme)

    runs = [one.getparent().getparent() for one in WordFile(data).body.iter(f"{W}vertAlign")]
    assert [run.findtext(f"{W}t") for run in runs] == ["−6", "2"]
    assert [run_words(run) for run in runs] == ["⁻⁶", "₂"]
    assert findings(data) == []


def test_a_note_behind_a_power_does_not_read_as_part_of_it(theme):
    power = Superscript((Text("2"),))
    for words in ((power,), (Emphasis((Text("m"), power)),)):
        tree = document(Paragraph((*words, NoteMark(1, "mark-1"))), notes=(note(1),))

        shown = docx_as_text(write_docx(tree, theme)).replace("*", "")
        assert "²\u2009{mark_1}[1]" in shown


def test_a_note_that_no_mark_leads_to_is_refused(theme):
    with pytest.raises(ValueError, match="no mark leads to note 2"):
        write_docx(document(says("a", NoteMark(1, "m")), notes=(note(1), note(2))), theme)


def test_marks_in_tables_and_titles_are_notes_like_any_other(theme):
    table = Table(((NoteMark(2, "m2"),),), (((NoteMark(3, "m3"),),),), ("left",))
    box = Box("summary", (table,), (Text("Title"), NoteMark(1, "m1")))

    file = WordFile(write_docx(document(box, notes=(note(1), note(2), note(3))), theme))

    marks = [mark.get(f"{W}id") for mark in file.body.iter(f"{W}footnoteReference")]
    assert marks == ["1", "2", "3"]


# --- lists -------------------------------------------------------------------------------


def test_every_numbered_list_begins_at_its_own_start(theme):
    lists = NumberedList(((says("a"),), (says("b"),))), NumberedList(((says("c"),),), start=7)

    file = WordFile(write_docx(document(*lists), theme))

    used = [one.get(f"{W}val") for one in file.body.iter(f"{W}numId")]
    starts = {
        one.get(f"{W}numId"): start.get(f"{W}val")
        for one in file.parts["word/numbering.xml"].iter(f"{W}num")
        for start in one.iter(f"{W}startOverride")
    }
    assert used == ["4", "4", "5"]
    assert starts == {"4": "1", "5": "7"}


def test_levels_of_lists_differ_as_in_a_pdf(theme):
    lists = replace(theme.lists, bullet=("•", "–", "▪"))
    inner = NumberedList(((says("c"), NumberedList(((says("d"),),))),))
    tree = document(BulletList(((says("a"), BulletList(((says("b"), inner),))),)))

    file = WordFile(write_docx(tree, replace(theme, lists=lists)))

    assert counted_levels(file) == [("bullet", "•"), ("bullet", "–"), ("decimal", "%3."),
                                    ("lowerLetter", "%4.")]  # fmt: skip


def counted_levels(file: WordFile) -> list[tuple[str, str]]:
    """How each paragraph of a list is counted, and what stands before it: `%1` is its number."""
    part, styles = file.parts["word/numbering.xml"], file.parts["word/styles.xml"]
    numbers = {one.get(f"{W}numId"): one.find(f"{W}abstractNumId") for one in part.iter(f"{W}num")}
    schemes = {one.get(f"{W}abstractNumId"): one for one in part.iter(f"{W}abstractNum")}
    worn = {one.get(f"{W}styleId"): one for one in styles}
    found = []
    for paragraph in file.body.iter(f"{W}p"):
        style = worn[paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")]
        own = paragraph.find(f"{W}pPr/{W}numPr")
        place = own if own is not None else style.find(f"{W}pPr/{W}numPr")
        number = numbers[place.find(f"{W}numId").get(f"{W}val")].get(f"{W}val")
        at = place.find(f"{W}ilvl")
        level = schemes[number][1 + (0 if at is None else int(at.get(f"{W}val")))]
        ways = (level.find(f"{W}{name}").get(f"{W}val") for name in ("numFmt", "lvlText"))
        found.append(tuple(ways))
    return found


def test_lists_of_more_levels_than_word_has_stay_on_the_deepest_of_its_own(theme):
    inner = says("x")
    for _ in range(6):
        inner = NumberedList(((says("x"), BulletList(((inner,),))),))

    assert findings(write_docx(document(inner), theme)) == []


def test_no_list_of_the_document_is_counted_with_the_style_that_users_apply(theme):
    inner = NumberedList(((says("b"),),))
    tree = document(NumberedList(((says("a"), inner),)), NumberedList(((says("c"),),), start=4))

    file = WordFile(write_docx(tree, theme))

    part = file.parts["word/numbering.xml"]
    schemes = {
        one.get(f"{W}numId"): one.find(f"{W}abstractNumId").get(f"{W}val")
        for one in part.iter(f"{W}num")
    }
    styles = file.parts["word/styles.xml"].iter(f"{W}style")
    applied = {
        schemes[one.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val")]
        for one in styles
        if one.get(f"{W}styleId").startswith("ListNumber")
    }
    used = {schemes[one.get(f"{W}val")] for one in file.body.iter(f"{W}numId")}
    assert len(applied) == 1
    assert applied.isdisjoint(used)


@pytest.mark.slow
def test_list_number_applied_anew_starts_at_one(office, theme, tmp_path):
    tree = document(NumberedList(((says("first"),), (says("second"),))), says("anew"))
    path = tmp_path / "anew.docx"
    applied = '<w:pStyle w:val="ListNumber"/>'

    def with_style(text: str) -> str:
        before, _, after = text.rpartition("<w:pStyle")
        return before + applied + after[after.index("/>") + 2 :]

    path.write_bytes(with_part(write_docx(tree, theme), "word/document.xml", with_style))
    (shown,) = office.save_again([path], tmp_path / "saved", "txt")

    lines = shown.read_text(encoding="utf-8-sig").splitlines()
    assert [line.strip() for line in lines if line.strip()] == ["1. first", "2. second", "1. anew"]


def test_a_list_in_a_list_is_one_level_deeper_and_keeps_its_style(theme):
    inner = BulletList(((says("inner"), says("more")),))
    tree = document(BulletList(((says("outer"), inner),)))

    text = docx_as_text(write_docx(tree, theme))

    assert text.splitlines()[:3] == [
        "List Bullet | outer",
        "List Bullet 2 | inner",
        "List Continue 2 | more",
    ]


# --- links and languages -----------------------------------------------------------------


def test_an_address_is_a_link_out_of_the_file(theme):
    target = "https://example.org/a b?x=1&y=ж#part"

    file = WordFile(write_docx(document(Paragraph((Link((Text("a"),), target),))), theme))

    link = next(file.body.iter(f"{W}hyperlink"))
    relationships = {one.get("Id"): one for one in file.parts["word/_rels/document.xml.rels"]}
    found = relationships[link.get(f"{R}id")]
    assert found.get("Target") == "https://example.org/a%20b?x=1&y=%D0%B6#part"
    assert found.get("TargetMode") == "External"


def test_links_are_underlined_by_their_style_and_not_in_paragraphs_that_want_none(theme):
    styles = {
        **theme.styles,
        "link": replace(theme.style("link"), underline=True),
        "small": replace(theme.style("small"), plain_links=True),
    }
    links = [
        Paragraph((Link((Text("linked"),), "https://example.org"),), role)
        for role in ("body", "small")
    ]

    file = WordFile(write_docx(document(*links), replace(theme, styles=styles)))

    worn = [
        one.find(f"{W}r/{W}rPr/{W}rStyle").get(f"{W}val") for one in file.body.iter(f"{W}hyperlink")
    ]
    dress = {one.get(f"{W}styleId"): one for one in file.parts["word/styles.xml"]}
    lines = [dress[style].find(f"{W}rPr/{W}u").get(f"{W}val") for style in worn]
    assert worn == ["Hyperlink", "PlainLink"]
    assert lines == ["single", "none"]


def test_word_hyphenates_no_address_and_the_words_beside_it_as_ever(theme):
    shown = Link((Text("en.example.org/grain"),), "https://en.example.org/grain-export")
    part = Link((Text("the report at /grain-export"),), "https://en.example.org/grain-export")
    whole = Text("proceedings at www.exam\u00adple.org, or (desk@example.org) and ")
    tree = document(Paragraph((whole, shown, Text(" or "), part)))

    runs = list(WordFile(write_docx(tree, theme)).body.iter(f"{W}r"))

    never = [run_words(run) for run in runs if run.find(f"{W}rPr/{W}noProof") is not None]
    assert never == [
        "www.example.org,",
        "(desk@example.org)",
        "en.example.org/grain",
        "/grain-export",
    ]
    said = plain_text(tree.blocks[0].children).replace("\u00ad", "")
    assert "".join(map(run_words, runs)) == said


def test_a_link_to_a_place_that_is_not_there_leaves_its_words(theme):
    tree = document(Paragraph((Link((Text("words"),), "#nowhere"),)))

    assert docx_as_text(write_docx(tree, theme)).startswith("Body Text | words\n")


def test_a_cross_reference_repeats_the_label_of_its_table(theme):
    table = Table(((Text("a"),),), (), ("left",), (Text("What"),), "Table 1", "tbl-a")
    tree = document(Paragraph((CrossReference("Table 1", "tbl-a"),)), table)

    lines = docx_as_text(write_docx(tree, theme)).splitlines()

    assert lines[0] == "Body Text | ‹REF tbl_a \\h \\* MERGEFORMAT›Table 1"
    assert lines[1] == "caption | {tbl_a}Table ‹SEQ Table \\* ARABIC›1. What"


@pytest.mark.parametrize(
    ("tag", "attribute"), [("ru", "val"), ("ko-KP", "eastAsia"), ("ar", "bidi"), ("ko-Latn", "val")]
)
def test_foreign_words_carry_their_language_where_word_looks_for_it(tag, attribute, theme):
    tree = document(Paragraph((Foreign((Text("words"),), tag),)))

    file = WordFile(write_docx(tree, theme))

    language = next(file.body.iter(f"{W}lang"))
    assert language.get(f"{W}{attribute}") == tag
    assert (next(file.body.iter(f"{W}rtl"), None) is not None) == (tag == "ar")


# --- drafts ------------------------------------------------------------------------------


@pytest.mark.slow
def test_what_people_say_is_a_comment_of_theirs_with_the_replies_to_it(theme, complaints):
    said = Remark("Is this & that so?", Severity.NOTE, "Ann Archer", (("Bo Baker", "Yes."),))
    words = (Text("It fell"), said, Remark("C014: a number", Severity.WARNING), Text("."))
    data = write_docx(document(Paragraph(words)), theme)

    file = WordFile(data)
    comments = list(file.parts["word/comments.xml"])
    assert file.comments == [
        ("Is this & that so?", "It fell"),
        ("Yes.", "It fell"),
        ("warning C014: a number", "It fell"),
    ]
    by = [(one.get(f"{W}author"), one.get(f"{W}initials")) for one in comments]
    assert by == [("Ann Archer", "AA"), ("Bo Baker", "BB"), ("brief check", "bc")]
    hung = [dict(one.attrib) for one in file.parts["word/commentsExtended.xml"]]
    parents = [one.get(f"{W15}paraIdParent") for one in hung]
    assert parents == [None, hung[0][f"{W15}paraId"], None]
    ids = [one.find(f"{W}p").get(f"{W14}paraId") for one in comments]
    assert ids == [one[f"{W15}paraId"] for one in hung]
    assert complaints(data) == []


def test_each_remark_of_a_draft_is_a_comment_on_the_words_before_it(theme):
    tree, remarks = draft()

    file = WordFile(write_docx(tree, theme))

    assert file.comments == remarks
    assert len(remarks) == 3
    said = {tuple(one.attrib.values())[1:] for one in file.parts["word/comments.xml"]}
    assert said == {("brief check", "bc", "2026-11-22T00:00:00Z")}


def test_a_draft_says_so_across_each_page_and_a_finished_brief_on_none(theme):
    def across(data: bytes) -> list[str]:
        heads = WordFile(data).heads
        return [one.get("string") for head in heads.values() for one in head.iter("{*}textpath")]

    drafted, finished = write_docx(draft()[0], theme), write_docx(brief(), theme)

    assert [word for word in across(drafted) if word] == ["DRAFT", "DRAFT"]
    assert across(finished) == []
    assert "word/comments.xml" not in WordFile(finished).names


# --- content controls --------------------------------------------------------------------


def test_values_of_the_front_matter_stand_in_controls_bound_to_a_part_of_their_own(theme):
    file = WordFile(write_docx(brief(), theme))

    bound = [
        (control.find(f"{W}sdtPr/{W}tag").get(f"{W}val"), "".join(control.itertext()))
        for control in file.body.iter(f"{W}sdt")
        if control.find(f"{W}sdtPr/{W}dataBinding") is not None
    ]
    values = {etree.QName(one).localname: one.text for one in file.data[FIELDS]}
    assert [name for name, _ in bound] == ["number", "version", "date"]
    assert dict(bound) | {"title": brief().title} == values


def test_a_heading_is_plain_text_and_its_title_is_bound_elsewhere(theme):
    title = Text("Ferries", field_name="title")
    heading = Heading(1, (Text("On "), Emphasis((title,))), "title")
    file = WordFile(write_docx(document(heading, says("", title)), theme))

    shown = [list(one.iter(f"{W}sdt")) for one in file.body.iter(f"{W}p")]
    assert [len(controls) for controls in shown] == [0, 1]


def test_a_running_head_follows_the_title_and_leaves_what_it_words_otherwise(theme):
    file = WordFile(write_docx(brief(), theme))

    tags = {tag.get(f"{W}val") for head in file.heads.values() for tag in head.iter(f"{W}tag")}
    assert tags == {"title", "number"}  # its version reads "Version 1.0"


def test_each_key_point_has_a_bookmark_and_a_style_of_its_own_and_is_plain_text(theme):
    file = WordFile(write_docx(brief(), theme))

    points = {
        name: paragraph
        for paragraph in file.body.iter(f"{W}p")
        for mark in paragraph.iter(f"{W}bookmarkStart")
        if (name := unprefixed(mark.get(f"{W}name", ""))).startswith("key_point_")
    }
    assert list(points) == ["key_point_1", "key_point_2", "key_point_3"]
    styles = [one.find(f"{W}pPr/{W}pStyle").get(f"{W}val") for one in points.values()]
    assert styles == ["KeyPoint"] * 3
    assert all(one.find(f".//{W}sdt") is None for one in points.values())


def test_a_key_point_is_a_numbered_item_whoever_applies_the_style(theme):
    sheet = WordFile(write_docx(brief(), theme)).parts["word/styles.xml"]

    (style,) = [one for one in sheet if one.get(f"{W}styleId") == "KeyPoint"]
    assert style.find(f"{W}name").get(f"{W}val") == "Key Point"
    assert style.find(f"{W}basedOn").get(f"{W}val") == "ListNumber"


def test_a_paragraph_that_goes_on_in_a_key_point_has_no_number(theme):
    point = (says("One", role="key-point"), says("and more", role="key-point"))
    tree = document(NumberedList((point,), role="key-point"))

    text = docx_as_text(write_docx(tree, theme))

    assert "Key Point | (list 4, level 0) {key_point_1}One" in text
    assert "Key Point | (list 0, level 0) and more" in text


# --- files that travel in it -------------------------------------------------------------


@given(data=st.one_of(st.binary(), st.text().map(str.encode)), name=st.text(min_size=1))
def test_an_attachment_comes_back_to_the_byte(data, name, theme):
    attachment = Attachment(name, "application/octet-stream", "Data", data)

    file = write_docx(document(says("x")), theme, attachments=[attachment])

    assert list(docx_attachments(file).values()) == [data]


def test_a_manifest_stands_in_a_part_of_its_own_as_text_that_can_be_read(theme):
    tree = brief()
    attached = manifest(tree, {"brief": "0" * 64})

    file = WordFile(write_docx(tree, theme, attachments=[attached]))

    part = file.data["manifest.json"]
    assert part.text.startswith('{"allowed":[],"attachments":[],"brief":{"authors":["Policy')
    assert dict(part.attrib) == {
        "name": "manifest.json",
        "mediaType": "application/json",
        "relationship": "Data",
        "encoding": "text",
    }
    about = file.parts["customXml/itemProps2.xml"]
    assert re.fullmatch(r"\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}", about.values()[0])


# --- words that Word cannot hold ---------------------------------------------------------


def test_signs_that_xml_cannot_hold_are_shown_as_replaced(theme):
    data = write_docx(document(says("a\x00b\x1fc\ufffed\ud800e f\tg\nh & <i>")), theme)

    assert docx_words(data) == ["a�b�c�d�e", "f", "g", "h", "&", "<i>"]


def test_hyphens_that_bind_or_hide_are_words_own(theme):
    file = WordFile(write_docx(document(says("co\u00adoperate non\u2011binding")), theme))

    run = next(file.body.iter(f"{W}r"))
    assert [child.tag.removeprefix(W) for child in run] == [
        "t", "softHyphen", "t", "noBreakHyphen", "t",
    ]  # fmt: skip


# --- what stands around the words --------------------------------------------------------


def test_the_file_says_who_wrote_what_when_and_in_which_language(theme):
    meta = Meta(authors=("A", "B"), issued=date(2026, 11, 22), subject="S", keywords=("k", "l"))
    tree = replace(document(says("x"), meta=meta), title="T & U", language="fr-FR")

    core = WordFile(write_docx(tree, theme)).parts["docProps/core.xml"]

    said = {child.tag.partition("}")[2]: child.text for child in core}
    assert said == {
        "title": "T & U",
        "subject": "S",
        "creator": "A; B",
        "keywords": "k, l",
        "lastModifiedBy": "A; B",
        "revision": "1",
        "language": "fr-FR",
        "created": "2026-11-22T00:00:00Z",
        "modified": "2026-11-22T00:00:00Z",
    }


def test_a_doi_and_a_licence_are_properties_of_the_file(theme):
    meta = Meta(identifier="PB-1", doi="10.5281/zenodo.1", licence="Ours & theirs")
    plain = WordFile(write_docx(document(says("x")), theme))

    file = WordFile(write_docx(document(says("x"), meta=meta), theme))

    core = {one.tag.partition("}")[2]: one.text for one in file.parts["docProps/core.xml"]}
    custom = {one.get("name"): one[0].text for one in file.parts["docProps/custom.xml"]}
    assert core["identifier"] == "doi:10.5281/zenodo.1"
    assert custom == {"Licence": "Ours & theirs", "DOI": "10.5281/zenodo.1"}
    assert "docProps/custom.xml" not in plain.parts


def test_the_marking_and_that_it_is_a_draft_are_properties_of_the_file(theme):
    meta = Meta(fields={"marking": "TLP:CLEAR"}, draft="Draft")

    file = WordFile(write_docx(document(says("x"), meta=meta), theme))

    core = {one.tag.partition("}")[2]: one.text for one in file.parts["docProps/core.xml"]}
    custom = {one.get("name"): one[0].text for one in file.parts["docProps/custom.xml"]}
    assert (core["contentStatus"], custom) == ("Draft", {"Marking": "TLP:CLEAR"})


def test_the_file_says_what_made_it_in_which_look_and_for_whom(theme):
    file = WordFile(write_docx(document(says("x"), meta=Meta(publisher="Desk & Co")), theme))

    said = {one.tag.partition("}")[2]: one.text for one in file.parts["docProps/app.xml"]}
    assert said == {"Template": theme.name, "Application": "brief", "Company": "Desk & Co"}


def test_running_heads_hold_the_fields_and_count_pages(theme):
    fields = {"title": "A title", "publisher": "Desk", "number": "", "version": "1.0"}
    meta = Meta(page_label="Page {page} of {pages}", fields={**fields, "marking": "CLEAR"})

    lines = docx_as_text(write_docx(document(says("x"), meta=meta), theme)).splitlines()

    page = "Page ‹PAGE›1 of ‹NUMPAGES›1"
    assert [line for line in lines if ": " in line] == [
        "header1: header | ⟦title⟧A title⇥CLEAR",
        f"footer2: footer | Desk · ⟦version⟧1.0⇥{page}",
        f"footer3: footer | Desk⇥CLEAR⇥{page}",
    ]


def test_a_running_head_may_have_several_lines(theme):
    headed = replace(
        theme,
        header=RunningHead("{title}\nAbove the text"),
        footer=RunningHead("Below the text\n{number}\n12 Long Street", right="{page}"),
        first_footer=RunningHead("One line"),
    )
    meta = Meta(page_label="{page}", fields={"title": "A title", "number": ""})
    data = write_docx(document(says("x"), meta=meta), headed)

    lines = [line for line in docx_as_text(data).splitlines() if ": " in line]
    assert lines[:4] == [
        "header1: header | ⟦title⟧A title",
        "header1: header | Above the text",
        "footer2: footer | Below the text⇥‹PAGE›1",
        "footer2: footer | 12 Long Street",
    ]
    spacing = WordFile(data).heads["footer3"].find(f".//{W}spacing")
    assert float(spacing.get(f"{W}after")) == 20 * theme.style("footer").leading


def test_a_header_without_words_draws_no_rule(theme):
    bare = replace(theme, header=RunningHead(), footer=RunningHead(right="{page}"))

    file = WordFile(write_docx(document(says("x")), bare))

    assert [name.rstrip("1234567890") for name in file.heads] == ["footer", "footer"]


def test_a_title_too_long_for_the_header_is_cut_behind_a_word(theme):
    meta = Meta(fields={"title": "wide words " * 30, "marking": "TLP:CLEAR"})

    lines = docx_as_text(write_docx(document(says("x"), meta=meta), theme)).splitlines()

    header = next(line for line in lines if line.startswith("header1"))
    assert header.endswith("…⇥TLP:CLEAR")
    assert len(header) < 150


@pytest.mark.parametrize(
    ("words", "color"), [("TLP:CLEAR", "FFFFFF"), ("TLP:AMBER+STRICT", "FFC000")]
)
def test_a_marking_of_the_traffic_light_protocol_looks_as_it_must_on_every_page(
    words, color, theme
):
    tree = brief()
    fields = {**tree.meta.fields, "marking": words}
    meta = replace(tree.meta, marking=marking_of(words, {}), fields=fields)

    file = WordFile(write_docx(replace(tree, meta=meta), theme))

    assert len(file.heads) == 4  # header and footer, of page 1 and of the others
    for head in file.heads.values():
        shown = ["".join(run.itertext()).strip() for run in head.iter(f"{W}r")]
        assert shown[-1] == words
        assert shown.count(words) == 1
        assert next(reversed(list(head.iter(f"{W}rStyle")))).get(f"{W}val") == "Marking"
    style = next(
        one
        for one in file.parts["word/styles.xml"].iter(f"{W}style")
        if one.get(f"{W}styleId") == "Marking"
    )
    look = {one.tag.removeprefix(W): one for one in style.find(f"{W}rPr")}
    assert look["color"].get(f"{W}val") == color
    assert look["shd"].get(f"{W}fill") == "000000"
    assert look["sz"].get(f"{W}val") == "24"
    assert "b" in look


@pytest.mark.parametrize(
    ("position", "shown"),
    [
        ("left", "SECRET ⇥Desk · 1.0⇥Page ‹PAGE›1 of ‹NUMPAGES›1"),
        ("center", "Desk · 1.0⇥ SECRET ⇥Page ‹PAGE›1 of ‹NUMPAGES›1"),
        ("right", "Desk · 1.0⇥Page ‹PAGE›1 of ‹NUMPAGES›1⇥ SECRET"),
    ],
)
def test_a_marking_of_the_house_stands_where_its_scheme_wants_it(position, shown, theme):
    look = MarkingLook("#ffffff", "#7a1f2b", position, 10.0)
    fields = {"publisher": "Desk", "number": "", "version": "1.0"}
    meta = Meta(page_label="Page {page} of {pages}", marking=Marking("SECRET", look), fields=fields)

    file = write_docx(document(says("x"), meta=meta), theme)

    words = docx_as_text(file).replace("\u00a0", " ").replace("⟦version⟧", "")
    assert any(shown in line for line in words.splitlines())
    styles = WordFile(file).parts["word/styles.xml"]
    assert "7A1F2B" in [one.get(f"{W}fill") for one in styles.iter(f"{W}shd")]


@pytest.mark.parametrize("position", ["left", "center", "right"])
def test_a_marking_longer_than_a_line_has_lines_of_its_own_outside_the_words(position, theme):
    words = "RELEASABLE TO THE MEMBERS OF THE WORKING GROUP AND THEIR STAFF " * 2
    look = MarkingLook("#ffffff", "#7a1f2b", position, 10.0)
    fields = {"publisher": "Desk", "title": "A title", "version": "1.0"}
    meta = Meta(page_label="Page {page}", marking=Marking(words.strip(), look), fields=fields)

    file = WordFile(write_docx(document(says("x"), meta=meta), theme))

    for name, head in file.heads.items():
        lines = ["".join(p.itertext()).strip("\u00a0") for p in head.iter(f"{W}p")]
        own = lines.index(words.strip())
        assert own == (len(lines) - 1 if name.startswith("footer") else 0)
        paragraph = list(head.iter(f"{W}p"))[own]
        assert paragraph.find(f"{W}pPr/{W}jc").get(f"{W}val") in (position, "start", "end")
    assert sum(len(list(head.iter(f"{W}p"))) for head in file.heads.values()) > len(file.heads)


def test_headings_have_outline_levels_and_words_own_names(theme):
    headings = [Heading(level, (Text("x"),), f"h-{level}") for level in range(1, 7)]

    file = WordFile(write_docx(document(*headings), theme))

    used = [style.get(f"{W}val") for style in file.body.iter(f"{W}pStyle")]
    assert [file.style_names[one] for one in used] == [
        "heading 1", "heading 2", "heading 3", "heading 4", "heading 4", "heading 4",
    ]  # fmt: skip
    levels = {
        style.get(f"{W}styleId"): level.get(f"{W}val")
        for style in file.parts["word/styles.xml"].iter(f"{W}style")
        for level in style.iter(f"{W}outlineLvl")
    }
    assert levels == {"Heading1": "0", "Heading2": "1", "Heading3": "2", "Heading4": "3"}


def test_the_title_of_a_box_has_the_outline_level_below_that_of_its_section(theme):
    said = (says("said"),)
    inner = Box("plain", said, (Text("Inner"),))
    blocks = (
        Heading(2, (Text("Section"),), "h"),
        Box("plain", (*said, inner), (Text("Outer"),)),
        Box("caveat", said, (Text("Another"),)),
        Box("sidebar", said),
        Heading(6, (Text("Deep"),), "deep"),
        Box("decision", said, (Text("Last"),)),
    )

    file = WordFile(write_docx(document(*blocks), theme))

    levels = {
        "".join(map(run_words, one.iter(f"{W}r"))).strip(): level.get(f"{W}val")
        for one in file.body.iter(f"{W}p")
        for level in one.iterfind(f"{W}pPr/{W}outlineLvl")
    }
    assert levels == {"Outer": "2", "Inner": "3", "Another": "2", "Last": "4"}


def test_sections_are_numbered_by_a_list_of_words_own_where_the_theme_asks(theme):
    inner = Box("plain", (Heading(3, (Text("inner"),), "h-inner"),))
    title = Box("masthead", (Heading(1, (Text("title"),), "h-title"),))
    levels = (1, 2, 3, 3, 2)
    headings = [Heading(level, (Text("x"),), f"h-{at}") for at, level in enumerate(levels)]

    data = write_docx(document(title, *headings, inner), replace(theme, number_headings=True))

    file = WordFile(data)
    styles = {one.get(f"{W}styleId"): one for one in file.parts["word/styles.xml"]}
    numbered = {
        name: style.find(f".//{W}numId").get(f"{W}val")
        for name, style in styles.items()
        if str(name).startswith("Heading") and style.find(f".//{W}numId") is not None
    }
    assert numbered == dict.fromkeys(("Heading2", "Heading3", "Heading4"), "3")
    linked = [
        (level.find(f"{W}pStyle").get(f"{W}val"), level.find(f"{W}lvlText").get(f"{W}val"))
        for level in file.parts["word/numbering.xml"].findall(f"{W}abstractNum")[2].iter(f"{W}lvl")
    ]
    assert linked == [
        ("Heading2", "%1\u2002"), ("Heading3", "%1.%2\u2002"), ("Heading4", "%1.%2.%3\u2002"),
    ]  # fmt: skip
    # The one inside has none. A title has none to lose: readers miss the list that a 0 names.
    assert [one.get(f"{W}val") for one in file.body.iter(f"{W}numId")] == ["0"]
    assert findings(data) == []


def test_word_numbers_no_heading_that_has_no_number(theme):
    plain = Heading(2, (Text("Annex"),), "annex", numbered=False)
    headings = (Heading(2, (Text("One"),), "a"), plain, Heading(3, (Text("Source"),), "c"))

    file = WordFile(write_docx(document(*headings), replace(theme, number_headings=True)))

    unnumbered = [one.getparent().getparent().getparent() for one in file.body.iter(f"{W}numId")]
    assert ["".join(map(run_words, one.iter(f"{W}r"))) for one in unnumbered] == ["Annex", "Source"]


def test_what_stands_across_the_page_is_a_section_between_those_in_columns(theme):
    columns = replace(
        theme,
        page=replace(theme.page, columns=2, gutter=20.0),
        boxes={**theme.boxes, "summary": replace(theme.box("summary"), region="full")},
    )
    box = Box("summary", (Table(((Text("a"),),), (((Text("b"),),),), ("left",)),))

    data = write_docx(document(says("one"), box, says("two")), columns)

    sections = list(WordFile(data).body.iter(f"{W}sectPr"))
    said = [
        [
            child.tag.removeprefix(W)
            for child in one
            if child.tag[len(W) :][:3] not in {"pgS", "pgM"}
        ]
        for one in sections
    ]
    heads = ["headerReference", "footerReference"]
    assert [name for name in said[0] if name not in heads] == ["cols", "titlePg"]
    assert said[1:] == [["type", "cols"]] * 2
    assert [one.find(f"{W}type").get(f"{W}val") for one in sections[1:]] == ["continuous"] * 2
    counts = [(one.find(f"{W}cols").get(f"{W}num"), one.find(f"{W}cols").get(f"{W}space"))
              for one in sections]  # fmt: skip
    assert counts == [("2", "400"), (None, None), ("2", "400")]
    assert findings(data) == []


@pytest.mark.parametrize("region", ["main", "full"])
def test_a_figure_and_a_table_of_contents_may_stand_across_the_page(theme, region):
    columns = replace(
        theme,
        page=replace(theme.page, columns=2, gutter=20.0),
        figures=replace(theme.figures, region=region),
        contents=replace(theme.contents, region=region),
    )
    figure = Figure(image(2400, 600), "image/png", 2400, 600, "Bars.", (Text("Caption"),))
    heading = Heading(2, (Text("Section"),), "section")

    data = write_docx(
        document(says("one"), Contents("Contents"), heading, figure, says("two")),
        columns,
        page_of={"section": 1},
    )

    file = WordFile(data)
    width = columns.page.text_width if region == "full" else columns.page.column_width
    assert int(next(file.body.iter("{*}extent")).get("cx")) == pytest.approx(width * 12700, abs=1)
    (stop,) = (
        one
        for one in file.parts["word/styles.xml"].iter(f"{W}tab")
        if one.getparent().getparent().getparent().get(f"{W}styleId") == "TOC2"
    )
    assert int(stop.get(f"{W}pos")) == pytest.approx(width * 20, abs=1)
    assert len(list(file.body.iter(f"{W}sectPr"))) == (
        3 if region == "full" else 1
    )  # the heading goes with it
    assert findings(data) == []


def test_a_figure_takes_the_share_of_its_column_that_is_asked_for(theme):
    figure = Figure(image(2400, 600), "image/png", 2400, 600, "Bars.", share=0.6)

    file = WordFile(write_docx(document(figure), theme))

    (extent,) = file.body.iter("{*}extent")
    wide, high = int(extent.get("cx")), int(extent.get("cy"))
    assert wide == pytest.approx(theme.page.text_width * 0.6 * 12700, abs=1)
    assert high == pytest.approx(wide / 4, abs=1)


def test_every_paragraph_of_a_box_has_the_same_outer_edge(theme):
    inner = NumberedList(((says("a"), says("b"), BulletList(((says("c"),),))),))
    tree = document(Box("caveat", (says("x"), inner, says("quoted", role="source")), (Text("T"),)))

    file = WordFile(write_docx(tree, theme))

    styles = {one.get(f"{W}styleId"): one for one in file.parts["word/styles.xml"]}
    edges = set()
    for paragraph in file.body.iter(f"{W}p"):
        style = styles[paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")]
        assert style.find(f"{W}pPr/{W}pBdr") is not None
        own = paragraph.find(f"{W}pPr/{W}ind")
        indent = style.find(f"{W}pPr/{W}ind") if own is None else own
        left, hanging = (int(indent.get(f"{W}{name}") or 0) for name in ("left", "hanging"))
        edges.add((left - hanging, indent.get(f"{W}right")))
    assert len(edges) == 1


def test_a_box_that_is_held_together_has_no_paragraph_that_a_page_may_divide(theme):
    said = tuple(map(says, ("first", "second", "third")))
    look = replace(theme.box("pull"), region="main", keep_together=True)
    held = replace(theme, boxes={**theme.boxes, "pull": look, "plain": BoxStyle()})

    file = WordFile(write_docx(document(Box("pull", said), Box("plain", said)), held))

    kept = [
        [one.find(f"{W}pPr/{W}{name}") is not None for name in ("keepNext", "keepLines")]
        for one in file.body.iter(f"{W}p")
    ]
    assert kept == [[True, True], [True, True], [False, True], *[[False, False]] * 3]


def test_two_boxes_alike_are_kept_apart(theme):
    boxes = [Box("caveat", (says(word),)) for word in ("first", "second")]

    lines = docx_as_text(write_docx(document(*boxes), theme)).splitlines()

    assert lines[:3] == ["Body Text in Caveat | first", "Gap |", "Body Text in Caveat | second"]


def test_a_style_of_the_theme_may_be_called_like_one_of_words(theme):
    clash = replace(theme, styles={**theme.styles, "body-text": theme.style("lead")})

    data = write_docx(document(says("x"), says("y", role="body-text")), clash)

    assert docx_as_text(data).splitlines()[:2] == ["Body Text | x", "Body Text 2 | y"]
    assert findings(data) == []


def looks_of(tree: Document, theme: Theme, words: str) -> tuple[str | None, bool, bool]:
    """The character style of the run with the words, and whether it is bold or italic by itself."""
    file = WordFile(write_docx(tree, theme))
    (found,) = [one for one in file.body.iter(f"{W}r") if "".join(one.itertext()) == words]
    by_hand = [found.find(f"{W}rPr/{W}{name}") is not None for name in ("b", "i")]
    return _style_of(found), by_hand[0], by_hand[1]


def test_strong_and_emphasised_words_wear_words_own_styles_and_nothing_by_hand(theme):
    tree = document(says("a ", Strong((Text("firm"),)), Text(" "), Emphasis((Text("fine"),))))

    assert looks_of(tree, theme, "firm") == ("Strong", False, False)
    assert looks_of(tree, theme, "fine") == ("Emphasis", False, False)


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (Strong((Emphasis((Text("x"),)),)), ("Strong", False, True)),
        (Emphasis((Strong((Text("x"),)),)), ("Emphasis", True, False)),
        (Emphasis((Link((Text("x"),), "https://example.org"),)), ("Hyperlink", False, True)),
        (Link((Strong((Text("x"),)),), "https://example.org"), ("Hyperlink", True, False)),
        (Strong((Term((Text("x"),)),)), ("Term", True, False)),
    ],
)
def test_words_that_two_styles_would_dress_wear_one_and_the_rest_by_hand(node, expected, theme):
    assert looks_of(document(says("a ", node)), theme, "x") == expected


def test_strong_words_in_a_bold_paragraph_stay_bold(theme):
    bold = replace(theme.style("small"), bold=True, italic=True)
    dressed = replace(theme, styles={**theme.styles, "small": bold})
    firm, fine = Strong((Text("firm"),)), Emphasis((Text("fine"),))

    tree = document(says("a ", firm, Text(" "), fine, role="small"))

    assert looks_of(tree, dressed, "firm") == ("Strong", True, False)
    assert looks_of(tree, dressed, "fine") == ("Emphasis", False, True)


def test_a_term_wears_a_character_style_that_every_file_has(theme):
    linked = Link((Term((Text("“Hook”"),)),), "https://example.org")

    data = write_docx(document(says("the ", Term((Text("“plan”"),)), linked)), theme)
    plain = write_docx(document(says("x")), theme)

    assert WordFile(plain).style_names["Term"] == "Term"
    worn = [run for run in WordFile(data).body.iter(f"{W}r") if _style_of(run) == "Term"]
    assert ["".join(run.itertext()) for run in worn] == ["“plan”"]  # a link keeps its own look
    assert findings(data) == []


def _style_of(run) -> str | None:
    style = run.find(f"{W}rPr/{W}rStyle")
    return None if style is None else style.get(f"{W}val")

"""Edits of a Word file come back as its author would have typed them, to the letter."""

from __future__ import annotations

import contextlib
import copy
import re

import pytest
from lxml import etree

from generator.actions.merge import Merging, merge
from tests.merging.conftest import edited_file
from tests.merging.edited_files import (
    BRIEF,
    NAMES,
    WordFile,
    element,
    said_by,
    text_of,
    w,
)


def after(found: Merging) -> str:
    return found.change.after.decode() if found.change else BRIEF


def told(found: Merging) -> list[str]:
    return [one.told.message for one in found.told]


def becomes(found: Merging, *changes: tuple[str, str]) -> bool:
    """Whether just these changes were made of the brief, and nothing was left to be told."""
    wanted = BRIEF
    for old, new in changes:
        assert wanted.count(old) == 1, old
        wanted = wanted.replace(old, new)
    assert after(found) == wanted
    assert found.is_whole, told(found)
    return True


def test_an_untouched_file_changes_nothing_and_nothing_is_told(merged):
    found = merged(lambda file: None)

    assert found.change is None
    assert found.told == ()


# --- words --------------------------------------------------------------------------------


def test_a_word_is_changed_where_it_stands_and_the_markup_beside_it_stays(merged):
    found = merged(lambda file: file.type("fishermen", "anglers"))

    assert becomes(found, ("is used by fishermen [@harbour", "is used by anglers [@harbour"))


@pytest.mark.slow
def test_typographic_signs_come_back_as_the_author_types_them(merged):
    found = merged(lambda file: file.type("Higher fares", "The board’s “fares” – all…"))

    assert becomes(found, ("- Higher fares", '- The board\'s "fares" -- all…'))


@pytest.mark.slow
def test_low_quotation_marks_stay_a_pair(merged):
    typed = "Höhere „Fares“ und ‚mehr‘"
    found = merged(lambda file: file.type("Higher fares", f"{typed} “now”"))

    assert becomes(found, ("- Higher fares", f'- {typed} "now"'))


def test_signs_that_would_be_markup_are_escaped(merged):
    found = merged(lambda file: file.type("lower the loss", "lower a*b and `c` to _y_"))

    assert becomes(found, ("lower the loss", r"lower a\*b and \`c\` to \_y\_"))


@pytest.mark.slow
def test_a_typed_citation_that_leads_nowhere_leaves_the_words_beside_it_as_they_are(merged):
    typed = "lower, by 2 * 3 crowns [smyth ¶3] so far, the (whole) loss"
    found = merged(lambda file: file.type("lower the loss", typed))

    assert becomes(found, ("lower the loss", typed.replace("*", r"\*")))


@pytest.mark.slow
def test_a_sentence_put_in_behind_a_citation_follows_its_stop(merged):
    def edit(file: WordFile) -> None:
        file.type(" They pay", " They are many. They pay", where="They pay no fees")

    wanted = "fishermen [@harbour, ¶3]. They are many. They pay"
    assert becomes(merged(edit), ("fishermen [@harbour, ¶3]. They pay", wanted))


def test_a_deleted_sentence_takes_its_citation_with_it_and_that_is_said(merged):
    def edit(file: WordFile) -> None:
        paragraph = file.paragraph("The board has asked")
        for mark in file.mark_behind("The board has asked the county for help."):
            paragraph.remove(mark)
        file.type(" The board has asked the county for help", "")
        paragraph.remove([run for run in paragraph if said_by(run) == "."][1])

    found = merged(edit)

    assert becomes(found, (" The board has asked the county for help [@harbour, ¶2 s3].", ""))
    (message,) = told(found)
    assert message.startswith("the citation [@harbour, ¶2 s3] was deleted behind “The board has")


@pytest.mark.slow
def test_a_recorded_insertion_counts_as_made_and_can_be_refused(merged):
    def edit(file: WordFile) -> None:
        run = file.run_of("all year", where="It runs all year")
        added = element("ins", element("r", text_of(" and all night")), id="900", author="Ann")
        run.addnext(added)

    assert becomes(merged(edit), ("It runs all year", "It runs all year and all night"))
    assert merged(edit, reject=True).change is None


@pytest.mark.slow
def test_a_recorded_deletion_counts_as_made_and_can_be_refused(merged):
    def edit(file: WordFile) -> None:
        run = file.run_of(" in 2024", where="carried 41,000")
        gone = element("del", id="901", author="Ben")
        run.addprevious(gone)
        gone.append(run)
        run.find("w:t", NAMES).tag = w("delText")

    assert becomes(merged(edit), ("41,000 cars in 2024 [", "41,000 cars ["))
    assert merged(edit, reject=True).change is None


@pytest.mark.slow
def test_a_word_changed_in_a_quotation_is_stored_and_the_check_raises_it(desk):
    def edit(file: WordFile) -> None:
        file.type("stays open", "stays free", where="Reported")

    path = edited_file(desk, edit, desk / "edited.docx")
    with contextlib.chdir(desk):
        found = merge(path, write=True)

    assert 'the crossing stays free in winter"]{.reported}' in after(found)
    assert "C005" in {finding.code for finding in found.findings}
    assert (desk / "briefs/ferry.md").read_text(encoding="utf-8") == after(found)


@pytest.mark.slow
def test_words_of_a_confidence_stay_in_its_brackets(merged):
    found = merged(lambda file: file.type("no figure", "no figure at all"))

    assert becomes(found, ("which gives no figure.]", "which gives no figure at all.]"))


@pytest.mark.slow
def test_words_at_the_end_of_marked_words_are_marked_too(merged):
    found = merged(lambda file: file.type("31\u00a0March 2027", "31 March 2028"))

    assert becomes(found, ("[by 31 March 2027]{.by}", "[by 31 March 2028]{.by}"))


@pytest.mark.slow
def test_markup_whose_words_are_gone_goes_with_them(merged):
    found = merged(lambda file: file.run_of("old pier").getparent().remove(
        next(r for r in file.paragraph("old pier").iter(w("r")) if said_by(r) == "old pier")
    ))  # fmt: skip

    assert "The  is used" not in after(found)
    assert becomes(found, ("The **old pier** is used", "The  is used".replace("  ", " ")))


@pytest.mark.slow
def test_a_line_end_in_the_markdown_is_a_blank_like_any_other(merged):
    found = merged(lambda file: file.type("says in", "reports in", where="They pay no fees"))

    assert becomes(found, ("Times*\nsays in", "Times*\nreports in"))


def test_what_would_begin_a_block_is_escaped_where_it_begins_a_paragraph(merged):
    def edit(file: WordFile) -> None:
        file.type("Today", "# Today", where="Today the board pays")
        file.type("The engines", "2. The engines")
        file.type("The report names", "~~~ The report names")
        file.type("A grant", "- A grant")

    assert becomes(
        merged(edit),
        ("\nToday", "\n\\# Today"),
        ("\nThe engines", "\n2\\. The engines"),
        ("\nThe report names", "\n\\~~~ The report names"),
        ("\n- A grant", "\n- \\- A grant"),
    )


def test_an_address_is_typed_as_it_is_whether_or_not_word_has_made_a_link_of_it(merged):
    def edit(file: WordFile) -> None:
        relations = file.parts["word/_rels/document.xml.rels"].decode()
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        added = f'<Relationship Id="rIdH" Type="{kind}" Target="https://county.example/"'
        relations = relations.replace("</R", f'{added} TargetMode="External"/></R')
        file.parts["word/_rels/document.xml.rels"] = relations.encode()
        file.type(" Tomorrow", " See https://county.example now. Tomorrow", where="Today the")
        run = file.run_of("https://county.example", where="Today the")
        link = element("hyperlink")
        link.set(_RELATED, "rIdH")
        run.addprevious(link)
        link.append(run)
        file.type("names no creditor", "names no creditor, as https://a.example/b_c says")

    assert becomes(
        merged(edit),
        ("pays. Tomorrow", "pays. See https://county.example now. Tomorrow"),
        ("no creditor.", "no creditor, as https://a.example/b_c says."),
    )


_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

# --- looks --------------------------------------------------------------------------------


def test_words_made_bold_are_put_between_asterisks(merged):
    def edit(file: WordFile) -> None:
        run = file.run_of("creditor", where="names no creditor")
        run.insert(0, element("rPr", element("b")))

    assert becomes(merged(edit), ("names no creditor.", "names no **creditor**."))


@pytest.mark.slow
def test_a_stop_that_is_bold_by_itself_is_no_edit(merged):
    def edit(file: WordFile) -> None:
        run = file.run_of(":", where="County: answer")
        run.insert(0, element("rPr", element("b")))

    assert becomes(merged(edit))


def test_a_paragraph_made_bold_is_bold_with_the_marks_in_it(merged):
    def edit(file: WordFile) -> None:
        for run in file.paragraph("The ferry carried").iter(w("r")):
            if run.find(w("t")) is not None:
                run.insert(0, element("rPr", element("b")))

    assert becomes(
        merged(edit),
        ("\nThe ferry carried", "\n**The ferry carried"),
        ("the bicycles.\n", "the bicycles.**\n"),
    )


@pytest.mark.slow
def test_words_struck_through_by_hand_stay_and_are_told(merged):
    def edit(file: WordFile) -> None:
        run = file.run_of("creditor", where="names no creditor")
        run.insert(0, element("rPr", element("strike")))

    found = merged(edit)

    assert after(found) == BRIEF
    assert told(found) == ["“creditor” is struck through, and stays as it is"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("look", "told_as"),
    [
        (element("highlight", val="yellow"), "highlighted"),
        (element("u", val="single"), "underlined"),
        (element("color", val="C00000"), "coloured"),
        (element("sz", val="40"), "in another size"),
    ],
)
def test_a_look_that_markdown_has_not_is_told(merged, look, told_as):
    def edit(file: WordFile) -> None:
        run = file.run_of("creditor", where="names no creditor")
        run.insert(0, element("rPr", copy.deepcopy(look)))

    found = merged(edit)

    assert found.change is None
    assert told(found) == [f"“creditor” is {told_as}, which is not taken over"]


@pytest.mark.slow
def test_a_look_of_a_word_in_a_note_is_told_where_its_mark_stands(merged):
    def edit(file: WordFile) -> None:
        assert file.notes is not None
        run = next(r for r in file.notes.iter(w("r")) if "timetable" in said_by(r))
        run.insert(0, element("rPr", element("highlight", val="yellow")))

    (one,) = merged(edit).told

    assert one.told.message.endswith("is highlighted, which is not taken over")
    assert one.place.beginning.startswith("The ferry carried")


def test_what_a_hand_gives_to_whole_paragraphs_is_told_in_one_line_each(merged):
    def edit(file: WordFile) -> None:
        for words, given in (
            ("names no creditor", element("jc", val="center")),
            ("Vessel", element("jc", val="center")),
            ("The engines emit", element("ind", left="720")),
            ("The crossing stays", element("shd", val="clear", fill="FFFF00")),
            ("Who pays", element("pageBreakBefore")),
        ):
            file.paragraph(words).find(w("pPr")).append(given)
        file.run_of("is used", where="old pier").addnext(element("r", element("br")))
        page = next(file.body.iter(w("pgSz")))
        page.set(w("w"), page.get(w("h")))

    found = merged(edit)

    assert found.change is None
    assert told(found) == [
        "2 paragraphs are centred, which is not taken over",
        "this paragraph is on another ground, which is not taken over",
        "this paragraph is indented otherwise, which is not taken over",
        "there are pages of another size, or on their side, in the file, which is not taken over",
        "a line was ended by hand, which is not taken over",
        "a new page or column was begun by hand, which is not taken over",
    ]


def test_a_style_that_looks_otherwise_or_is_no_style_of_its_part_is_told_in_one_line(merged):
    def edit(file: WordFile) -> None:
        styles = file.parts["word/styles.xml"].decode()
        before, own = styles.split('w:styleId="Quote"')
        font = '<w:rPr><w:rFonts w:ascii="Arial"/><w:sz w:val="40"/></w:rPr>'
        own = own.replace("</w:style>", f"{font}</w:style>", 1)
        file.parts["word/styles.xml"] = f'{before}w:styleId="Quote"{own}'.encode()
        file.restyle(file.paragraph("The engines emit"), "Lead")

    assert told(merged(edit)) == [
        "this paragraph is in another font and in another size, which is not taken over",
        "this paragraph is in the style “lead”, which is not taken over",
    ]


def test_links_to_places_of_the_file_and_styles_of_words_are_told(merged):
    def edit(file: WordFile) -> None:
        link = element("hyperlink", anchor="_Toc1")
        run = file.run_of("the board", where="Today the board pays")
        run.addprevious(link)
        link.append(run)
        run = file.run_of("creditor", where="names no creditor")
        run.insert(0, element("rPr", element("rStyle", val="Code")))
        link = next(one for one in file.body.iter(w("hyperlink")) if said_by(one) == "the table")
        link.getparent().replace(link, link[0])

    found = merged(edit)

    assert found.change is None
    assert told(found) == [
        "“the board” leads to a place of the file now, which is not taken over",
        "“the table” leads to its place no more, and does so in the Markdown",
        "“creditor” wears the style “code” now, which is not taken over",
    ]


@pytest.mark.slow
def test_a_link_that_leads_to_another_place_of_the_file_is_told_once(merged):
    def edit(file: WordFile) -> None:
        link = next(one for one in file.body.iter(w("hyperlink")) if said_by(one) == "the table")
        link.set(w("anchor"), "_Toc1")

    assert told(merged(edit)) == [
        "“the table” leads to a place of the file now, which is not taken over"
    ]


def test_a_list_that_begins_with_another_number_is_told_once(merged):
    def edit(file: WordFile) -> None:
        number = file.paragraph("Ask for the accounts").find(f".//{w('numId')}").get(w("val"))
        numbering = file.parts["word/numbering.xml"].decode()
        before, own = numbering.split(f'<w:num w:numId="{number}">')
        own = own.replace('startOverride w:val="1"', 'startOverride w:val="4"', 1)
        file.parts["word/numbering.xml"] = f'{before}<w:num w:numId="{number}">{own}'.encode()

    found = merged(edit)

    assert found.change is None
    assert told(found) == ["this item is “4.” in the file, and number 1 here"]


def test_a_word_in_italics_before_others_stands_in_their_asterisks(merged):
    def edit(file: WordFile) -> None:
        words = file.paragraph("to raise fares").iter(w("t"))
        next(one for one in words if one.text == "likely").text = "very likely"

    assert "is *very likely* to raise" in after(merged(edit))


@pytest.mark.slow
def test_a_program_that_dresses_all_words_by_hand_gets_one_line(merged):
    def edit(file: WordFile) -> None:
        for run in file.body.iter(w("r")):
            if run.find(w("rPr")) is None and run.find(w("t")) is not None:
                run.insert(0, element("rPr", element("rFonts", ascii="Arial", hAnsi="Arial")))

    (message,) = told(merged(edit))

    assert message.endswith("more stretches of words are in another font, which is not taken over")


@pytest.mark.slow
def test_hidden_words_count_as_not_there_and_are_told(merged):
    def edit(file: WordFile) -> None:
        run = file.run_of(" Tomorrow the county may.", where="Today the board pays")
        run.insert(0, element("rPr", element("vanish")))

    found = merged(edit)

    assert after(found) == BRIEF.replace(" Tomorrow the county may.", "")
    (message,) = told(found)
    assert message == "“Tomorrow the county may.” is hidden in the file, and counts as not there"


@pytest.mark.slow
def test_words_typed_into_a_running_head_are_told(merged):
    found = merged(lambda file: file.type_in_head("Version 1.0", "Version 1.1"))

    assert found.change is None
    assert told(found) == ["“1.1” stands in a running head of the file, and is not taken over"]


def test_a_running_head_that_was_emptied_is_told(merged):
    def edit(file: WordFile) -> None:
        for name in [one for one in file.parts if one.startswith(("word/header", "word/footer"))]:
            head = etree.fromstring(file.parts[name])
            for words in head.iter(w("t")):
                words.text = ""
            file.parts[name] = etree.tostring(head)

    (message, *_) = told(merged(edit))

    assert message.endswith(" stands in no running head of the file any more, and stays")


@pytest.mark.slow
def test_a_value_of_the_head_that_is_taken_over_may_stand_in_a_running_head(merged):
    def edit(file: WordFile) -> None:
        file.type("What the ferry line costs", "What the ferry costs us")
        file.type_in_head("What the ferry line costs", "What the ferry costs us")

    assert becomes(merged(edit), ('"What the ferry line costs"', '"What the ferry costs us"'))


def test_a_title_in_the_style_of_the_text_is_told_as_what_it_was(merged):
    found = merged(lambda file: file.restyle(file.paragraph("What the ferry line"), "BodyText"))

    assert told(found) == ["this heading is a paragraph now, which its part cannot have"]


@pytest.mark.parametrize("typed", ["Table 1 and the map", "Table 2"])
def test_words_typed_into_a_field_are_told(typed, merged):
    found = merged(lambda file: file.type("Table\u00a01", typed, where="shows what"))

    assert found.change is None
    assert told(found) == [f"“{typed}” stands in a field, which repeats other words"]


def test_a_paragraph_joined_to_a_heading_of_the_template_stays(merged):
    def edit(file: WordFile) -> None:
        heading = file.paragraph("What the sources do not say")
        own = file.paragraph("The report names no creditor")
        heading.extend(child for child in own if child.tag != w("pPr"))
        own.getparent().remove(own)

    found = merged(edit)

    assert found.change is None
    (message,) = told(found)
    assert message.startswith("two paragraphs were joined: the template, a label")


def test_a_note_put_into_words_of_the_template_is_told_with_its_words(merged):
    found = merged(lambda file: file.new_note("Recommendations", "Agreed by nobody yet."))

    assert found.change is None
    (message,) = told(found)
    assert message.startswith("the note “Agreed by nobody yet.” was put in: the template, a label")


def test_words_of_the_template_that_were_moved_are_told(merged):
    def edit(file: WordFile) -> None:
        file.paragraph("Who pays").addnext(file.paragraph("Recommendations"))

    (message,) = told(merged(edit))

    assert message.startswith("“Recommendations” was moved: the template, a label")


@pytest.mark.slow
def test_a_cross_reference_that_is_put_in_is_called_one(merged):
    def edit(file: WordFile) -> None:
        run = file.run_of("Tomorrow", where="Today the board pays")
        shown = element("r", text_of("see below "))
        run.addprevious(element("fldSimple", shown, instr=" REF _Ref1 "))

    (message,) = told(merged(edit))

    assert message.startswith("the file has a cross-reference behind “Today the board pays.”")


def test_a_word_among_italic_ones_that_is_plain_now_parts_them(merged):
    def edit(file: WordFile) -> None:
        run = file.run_of("Island", where="They pay no fees")
        run.remove(run.find(w("rPr")))

    assert becomes(merged(edit), ("*The Island Times*", "*The* Island *Times*"))


@pytest.mark.slow
def test_words_no_longer_italic_lose_their_asterisks(merged):
    def edit(file: WordFile) -> None:
        run = file.run_of("The Island Times")
        for properties in run.findall(w("rPr")):
            run.remove(properties)

    assert becomes(merged(edit), ("*The Island Times*", "The Island Times"))


# --- paragraphs ---------------------------------------------------------------------------


def test_a_new_paragraph_stands_behind_the_one_before_it(merged):
    found = merged(lambda file: file.insert_after("Tomorrow the county may", "Or nobody does."))

    assert becomes(found, ("county may.\n", "county may.\n\nOr nobody does.\n"))


def test_a_deleted_paragraph_leaves_no_hole(merged):
    def edit(file: WordFile) -> None:
        paragraph = file.paragraph("It runs all year")
        paragraph.getparent().remove(paragraph)

    found = merged(edit)

    assert "cost\n\nThe **old pier**" in after(found)
    assert found.is_whole, told(found)
    assert any("[@harbour, ¶1]" in message for message in told(found))


@pytest.mark.slow
def test_a_paragraph_divided_in_two_keeps_what_was_typed(merged):
    def edit(file: WordFile) -> None:
        paragraph = file.paragraph("Today the board pays")
        file.type("Today the board pays. ", "Today the board pays.", where="Today the board")
        second = file.insert_after("Today the board pays", "Tomorrow the county may.")
        file.type("Tomorrow the county may.", "", where="Today the board")
        assert second is not None and paragraph is not None

    assert becomes(merged(edit), ("pays. Tomorrow", "pays.\n\nTomorrow"))


@pytest.mark.slow
def test_two_paragraphs_joined_keep_what_was_typed(merged):
    def edit(file: WordFile) -> None:
        first, second = file.paragraph("It runs all year"), file.paragraph("old pier")
        first.append(element("r", text_of(" ")))
        for child in second:
            if child.tag != w("pPr"):
                first.append(child)
        second.getparent().remove(second)

    assert becomes(merged(edit), ("bicycles.\n\nThe **old", "bicycles. The **old"))


def test_a_moved_section_is_moved_with_all_its_markup(merged):
    def edit(file: WordFile) -> None:
        target = file.paragraph("What would change it")
        for words in ("Who pays", "Today the board pays"):
            target.addprevious(file.paragraph(words))

    section = "## Who pays\n\nToday the board pays. Tomorrow the county may.\n\n"
    found = merged(edit)

    assert becomes(found, (section, ""), ("## What would", f"{section}## What would"))


def test_a_reworded_heading_stays_a_heading(merged):
    found = merged(lambda file: file.type("Who pays", "Who will pay"))

    assert becomes(found, ("## Who pays", "## Who will pay"))


@pytest.mark.slow
def test_a_heading_set_one_level_deeper_gets_another_hash(merged):
    def edit(file: WordFile) -> None:
        file.paragraph("Who pays").find("w:pPr/w:pStyle", NAMES).set(w("val"), "Heading3")

    assert becomes(merged(edit), ("## Who pays", "### Who pays"))


@pytest.mark.slow
def test_a_paragraph_made_a_heading_is_one(merged):
    def edit(file: WordFile) -> None:
        file.restyle(file.paragraph("Today the board pays"), "Heading3")

    assert becomes(merged(edit), ("Today the board", "### Today the board"))


# --- lists and tables ---------------------------------------------------------------------


@pytest.mark.slow
def test_a_deleted_item_leaves_the_list_whole(merged):
    def edit(file: WordFile) -> None:
        paragraph = file.paragraph("Higher fares")
        paragraph.getparent().remove(paragraph)

    assert becomes(merged(edit), ("- Higher fares would lower the loss.\n", ""))


def test_behind_a_first_item_that_was_deleted_the_list_begins_as_before(merged):
    def edit(file: WordFile) -> None:
        paragraph = file.paragraph("Ask for the accounts")
        paragraph.getparent().remove(paragraph)

    found = merged(edit)

    assert "1. [County]{.to}: answer the board" in after(found)
    assert [one.told.kind for one in found.told] == ["citation"]


def test_a_letter_that_stands_for_a_mark_here_is_none_in_a_file(merged):
    def edit(file: WordFile) -> None:
        file.type("Today", "Today \U000f0001\U00100001")

    assert "harbour" not in after(merged(edit)).partition("## Who pays")[2].partition("::: ")[0]


def test_a_changed_note_of_what_stands_beside_the_text_is_told(merged):
    def edit(file: WordFile) -> None:
        begin, run, _ = file.mark_behind("carried 41,000 cars in 2024")
        shown, hidden = (
            copy.deepcopy(begin),
            begin.get(w("name")).replace("_mark_", "_reference_of_mark_"),
        )
        begin.set(w("name"), hidden)  # as a mark in a frame has it, behind a field that shows it
        shown.set(w("id"), "901")
        field = element(
            "fldSimple", element("r", text_of("6")), instr=f" NOTEREF {hidden} \\f \\h "
        )
        for one in (shown, field, element("bookmarkEnd", id="901")):
            begin.addprevious(one)
        number = run.find(w("footnoteReference")).get(w("id"))
        note = next(one for one in file.notes if one.get(w("id")) == number)
        next(note.iter(w("t"))).text = "Somebody said: "

    found = merged(edit)

    assert found.change is None
    (one,) = told(found)
    assert one.endswith("`brief` writes it from [@harbour, ¶1]")


def test_a_new_item_is_an_item_of_the_list(merged):
    found = merged(lambda file: file.insert_after("Higher fares", "So would fewer trips."))

    assert becomes(found, ("the loss.\n", "the loss.\n- So would fewer trips.\n"))


@pytest.mark.slow
def test_a_new_item_of_an_inner_list_is_set_in(merged):
    found = merged(lambda file: file.insert_after("The county pays late", "It always has."))

    assert becomes(found, ("pays late.\n", "pays late.\n  - It always has.\n"))


@pytest.mark.slow
def test_an_item_that_is_numbered_now_keeps_the_items_in_it(merged):
    found = merged(lambda file: file.restyle(file.paragraph("A grant would"), "ListNumber"))

    assert becomes(
        found,
        (
            "- A grant would cover it.\n  - The county",
            "\n1. A grant would cover it.\n   - The county",
        ),
    )


@pytest.mark.slow
def test_a_new_key_point_gets_its_number_and_those_behind_it_theirs(merged):
    found = merged(lambda file: file.insert_after("stays open in winter”.", "Fares rise."))

    assert "2. Fares rise.\n3. The board is *likely*" in after(found)
    assert found.is_whole, told(found)


def test_a_cell_is_changed(merged):
    found = merged(lambda file: file.type("Pontoon", "Pontoon boat"))

    assert becomes(found, ("| Pontoon | none |", "| Pontoon boat | none |"))


@pytest.mark.slow
def test_a_new_row_is_a_row_of_the_table(merged):
    def edit(file: WordFile) -> None:
        row = list(file.rows("Pontoon"))[2]
        made = copy.deepcopy(row)
        for mark in made.iter(w("bookmarkStart"), w("bookmarkEnd")):
            mark.getparent().remove(mark)
        for paragraph in made.iter(w("p")):
            for name in list(paragraph.attrib):
                del paragraph.attrib[name]
        for node, text in zip(made.iter(w("t")), ("Rowing boat", "9 | 8"), strict=True):
            node.text = text
        row.addnext(made)

    assert becomes(merged(edit), ("none |\n| Tug", "none |\n| Rowing boat | 9 \\| 8 |\n| Tug"))


def test_a_new_table_is_a_table_of_the_brief_with_its_first_row_as_header(merged):
    rows = (("Year", "Loss"), ("2023", ""), ("2024", "4 | 5"))

    def edit(file: WordFile) -> None:
        cells = [[element("tc", element("p", element("r", text_of(w)))) for w in r] for r in rows]
        table = element("tbl", *(element("tr", *row) for row in cells))
        file.paragraph("Today the board pays").addnext(table)

    pays = "Today the board pays. Tomorrow the county may.\n"
    made = "| Year | Loss |\n|---|---|\n| 2023 |  |\n| 2024 | 4 \\| 5 |\n"
    assert becomes(merged(edit), (pays, f"{pays}\n{made}"))


@pytest.mark.slow
def test_a_deleted_row_is_gone(merged):
    def edit(file: WordFile) -> None:
        row = list(file.rows("Pontoon"))[2]
        row.getparent().remove(row)

    assert becomes(merged(edit), ("| Pontoon | none |\n", ""))


@pytest.mark.slow
def test_a_second_paragraph_in_a_cell_joins_the_first_for_a_cell_is_one_line(merged):
    found = merged(lambda file: file.insert_after("Pontoon", "in summer"))

    assert becomes(found, ("| Pontoon | none |", "| Pontoon in summer | none |"))


def test_a_table_whose_header_was_deleted_has_an_empty_one_and_its_rows(merged):
    def edit(file: WordFile) -> None:
        header = next(file.rows("Pontoon"))
        header.getparent().remove(header)

    assert becomes(merged(edit), ("| Vessel | Cars |", "|  |  |"))


@pytest.mark.slow
def test_joined_cells_are_told(merged):
    def edit(file: WordFile) -> None:
        row = next(file.paragraph("Pontoon").iterancestors(w("tr")))
        first, second = row.findall(w("tc"))
        row.remove(second)
        first.extend(second.findall(w("p")))
        first.find(w("tcPr")).append(element("gridSpan", val="2"))

    joined = "cells of this row were joined, and stay apart in the Markdown"
    assert told(merged(edit)) == [joined]


@pytest.mark.slow
def test_a_cell_that_was_divided_is_told_once(merged):
    def edit(file: WordFile) -> None:
        for row in file.rows("Pontoon"):
            first = row.find(w("tc"))
            if "Pontoon" in said_by(row):
                style = element("pPr", element("pStyle", val="TableCell"))
                words = element("p", style, element("r", text_of("and a raft")))
                first.addnext(element("tc", words))
            else:
                first.find(w("tcPr")).append(element("gridSpan", val="2"))

    (message,) = told(merged(edit))  # LibreOffice makes two columns of it

    assert message.endswith(" columns, and 2 in the Markdown, without “and a raft”")


@pytest.mark.slow
def test_what_is_no_picture_is_told_with_what_can_be_done_about_it(merged):
    def edit(file: WordFile) -> None:
        formula = etree.fromstring(
            '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"/>'
        )
        file.paragraph("names no creditor").append(formula)
        file.paragraph("Who pays").addprevious(element("altChunk"))

    assert [(one.told.message, one.told.hint) for one in merged(edit).told] == [
        ("another file was put in, and is not taken over", "paste its words in its place"),
        (
            "a formula was put in, and is not taken over",
            "say it in words, or put it in as a picture",
        ),
    ]


@pytest.mark.slow
def test_a_moved_table_takes_its_caption_along(merged):
    def edit(file: WordFile) -> None:
        table = next(file.paragraph("Pontoon").iterancestors(w("tbl")))
        target = file.paragraph("Who pays")
        target.addprevious(file.paragraph("Traffic, as reported"))
        target.addprevious(table)

    table = BRIEF[BRIEF.index("| Vessel") : BRIEF.index("## What would change")]
    found = merged(edit)

    assert becomes(found, (table, ""), ("## Who pays", f"{table}## Who pays"))


# --- notes --------------------------------------------------------------------------------


def test_a_new_footnote_is_defined_at_the_end(merged):
    found = merged(lambda file: file.new_note("Tomorrow", "In the plan."))

    assert (
        after(found)
        == BRIEF.replace("Tomorrow", "Tomorrow[^word-1]") + "\n[^word-1]: In the plan.\n"
    )
    assert found.is_whole, told(found)


def test_numbers_looks_and_paragraphs_of_the_authors_own_footnote_are_changed(merged):
    def edit(file: WordFile) -> None:
        assert file.notes is not None
        words = next(t for t in file.notes.iter(w("t")) if "timetable" in (t.text or ""))
        words.getparent().insert(0, element("rPr", element("b")))
        next(t for t in file.notes.iter(w("t")) if t.text == "2024").text = "2025"
        own = next(one for one in file.notes if "timetable" in said_by(one))
        own.append(element("p", element("r", text_of("It is printed yearly."))))

    found = merged(edit)

    assert becomes(
        found,
        (
            "So says the timetable of *2024*.",
            "**So says the timetable of** *2025*.\n\n    It is printed yearly.",
        ),
    )


@pytest.mark.slow
def test_new_words_of_a_note_before_words_in_italics_leave_no_empty_markup(merged):
    def edit(file: WordFile) -> None:
        assert file.notes is not None
        words = next(t for t in file.notes.iter(w("t")) if "timetable" in (t.text or ""))
        words.text = "In winter"

    assert becomes(merged(edit), ("So says the timetable of *2024*.", "In winter*2024*."))


@pytest.mark.slow
def test_a_changed_note_of_a_citation_changes_nothing_and_is_told(merged):
    def edit(file: WordFile) -> None:
        assert file.notes is not None
        for old, new in (("old pier", "new pier"), ("41,000 cars", "42,000 cars")):
            node = next(t for t in file.notes.iter(w("t")) if old in (t.text or ""))
            node.text = (node.text or "").replace(old, new)

    found = merged(edit)

    assert found.change is None
    assert told(found) == [
        "“41” became “42” in note 5: `brief` writes it from [@harbour, ¶1]",
        "“old” became “new” in note 7: `brief` writes it from [@harbour, ¶3]",
    ]


@pytest.mark.slow
def test_a_word_replaced_throughout_is_told_in_one_line_for_all_that_a_source_writes(merged):
    def edit(file: WordFile) -> None:
        for text in (*file.body.iter(w("t")), *file.notes.iter(w("t"))):
            text.text = (text.text or "").replace("harbour", "haven")

    found = merged(edit)

    (line,) = [one for one in told(found) if "“harbour” became “haven”" in one]
    assert ", in words that the template, a label or a source writes, here and at " in line


@pytest.mark.slow
def test_a_mark_moved_to_another_sentence_takes_its_citation_along(merged):
    def edit(file: WordFile) -> None:
        marks = file.mark_behind("The ferry carried 41,000 cars in 2024.")
        for mark in marks:
            file.paragraph("Today the board pays").append(mark)

    found = merged(edit)

    wanted = BRIEF.replace("cars in 2024 [@harbour, ¶1].", "cars in 2024.")
    wanted = wanted.replace("county may.", "county may [@harbour, ¶1].")
    assert after(found) == wanted
    assert found.is_whole, told(found)


# --- the head, and what is not the author's -----------------------------------------------


@pytest.mark.slow
def test_a_new_title_is_written_into_the_front_matter(merged):
    found = merged(lambda file: file.type("What the ferry line costs", "What “free” costs"))

    assert becomes(found, ('"What the ferry line costs"', '"What \\"free\\" costs"'))


@pytest.mark.slow
def test_a_changed_word_of_the_template_changes_nothing_and_is_told(merged):
    found = merged(lambda file: file.type("Recommendations", "What to do"))

    assert found.change is None
    (message,) = told(found)
    assert message.startswith("“Recommendations” became “What to do”: the template, a label or a")


@pytest.mark.slow
def test_a_deleted_heading_of_the_template_is_told_and_stays(merged):
    def edit(file: WordFile) -> None:
        paragraph = file.paragraph("Recommendations")
        paragraph.getparent().remove(paragraph)

    found = merged(edit)

    assert found.change is None
    assert told(found)[0].startswith("“Recommendations” was deleted: the template")


@pytest.mark.slow
def test_a_citation_typed_behind_marked_words_stands_outside_the_mark(merged):
    found = merged(lambda file: file.type("31\u00a0March 2027", "31 March 2028 [@harbour, ¶3]"))

    wanted = "[by 31 March 2028]{.by} [@harbour, ¶3] [@harbour, ¶2]"
    assert becomes(found, ("[by 31 March 2027]{.by} [@harbour, ¶2]", wanted))


@pytest.mark.slow
def test_a_picture_that_was_pasted_in_is_named_as_not_taken(merged):
    def edit(file: WordFile) -> None:
        drawing = file.picture("harbour.png")
        file.paragraph("Tomorrow the county").append(element("r", drawing))

    found = merged(edit)

    assert found.change is None
    (said,) = told(found)  # LibreOffice makes an image of a drawing
    assert re.fullmatch("a (drawing|picture) `.+` was put in, and is not taken over", said)


@pytest.mark.slow
def test_a_changed_day_is_told_for_it_is_printed_otherwise_than_typed(merged):
    found = merged(lambda file: file.type("20\u00a0November", "21 November", where="Version"))

    assert found.change is None
    assert 'the Markdown has `"2026-11-20"` there' in told(found)[0]


@pytest.mark.slow
def test_a_remark_is_told_or_put_into_the_markdown(merged):
    def edit(file: WordFile) -> None:
        run = file.run_of("county", where="Tomorrow the county")
        run.addprevious(element("commentRangeStart", id="7"))
        reference = element("r", element("commentReference", id="7"))
        run.addnext(reference)
        run.addnext(element("commentRangeEnd", id="7"))
        words = "<w:p><w:r><w:t>Which one?</w:t></w:r></w:p>"
        file.comment(f"<w:comment w:id='7' w:author='Ann'>{words}</w:comment>")

    assert told(merged(edit)) == ["Ann remarks on “county”: Which one?"]
    found = merged(edit, comments=True)
    assert becomes(found, ("county may.", "county may. <!-- Ann on “county”: Which one? -->"))

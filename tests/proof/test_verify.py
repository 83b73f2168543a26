from __future__ import annotations

import io
import zipfile

import pikepdf
import pytest
from msgspec.structs import replace

from generator import build
from generator.diagnostics import BriefError
from generator.document import (
    Document,
    Meta,
    Note,
    NoteMark,
    Paragraph,
    Subscript,
    Superscript,
    Text,
)
from generator.proof.verify import verify_bytes
from tests.archive.workspaces import copy_workspace, edit
from tests.proof.editing import (
    BODY,
    NOTES,
    attachment_part,
    edited,
    pdf_with_page,
    pdf_with_word,
    saved,
    with_manifest,
    with_part,
    written,
)

POWERS = (
    *(Text("Some 10"), Superscript((Text("6"),)), Text(" t of H"), Subscript((Text("2"),))),
    *(Text("O on 5 km"), Superscript((Text("2"),)), NoteMark(1, "mark-1"), Text(".")),
)


def with_powers(form: str, theme, power: str = "6", figure: str = "2") -> bytes:
    """A file that shows a power and a lowered figure, and carries what it should show."""
    note = Note(1, (Paragraph((Text("So it is."),), "note"),), "note-1")
    carried = Document("Powers", "en-GB", Meta(), (Paragraph(POWERS),), (note,))
    children = (POWERS[0], Superscript((Text(power),)), POWERS[2], Subscript((Text(figure),)))
    shown = replace(carried, blocks=(Paragraph((*children, *POWERS[4:])),))
    return written(form, shown, carried, theme)


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_power_and_a_lowered_figure_are_read_back_as_they_were_written(theme, form):
    assert verify_bytes(with_powers(form, theme), form).is_consistent


def test_the_mark_of_a_note_stands_apart_from_a_power_and_from_another_mark(theme):
    with zipfile.ZipFile(io.BytesIO(with_powers("docx", theme))) as package:
        body = package.read(BODY).decode()

    power, mark = body.rindex("superscript"), body.index("<w:footnoteReference")
    assert "\u2009" in body[power:mark]


@pytest.mark.parametrize("form", ["docx", "pdf"])
@pytest.mark.parametrize("changed", [{"power": "9"}, {"power": "−6"}, {"figure": "3"}])
def test_a_changed_power_or_lowered_figure_is_found(theme, form, changed):
    assert not verify_bytes(with_powers(form, theme, **changed), form).is_consistent


@pytest.mark.parametrize("shift", ["superscript", "subscript"])
def test_a_power_that_was_put_on_the_line_is_found(theme, shift):
    data = edited(with_powers("docx", theme), BODY, f'<w:vertAlign w:val="{shift}"/>', "")

    assert not verify_bytes(data, "powers.docx").is_consistent


def only(data: bytes):
    """The one difference that is found in a file."""
    (difference,) = verify_bytes(data, "handed").differences
    return difference


def fault(data: bytes) -> str:
    """The code of the one finding that stands in the way."""
    with pytest.raises(BriefError) as raised:
        verify_bytes(data, "handed")
    (found,) = raised.value.diagnostics
    assert found.hint
    return found.code


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_file_as_it_was_written_is_consistent(military, form):
    verdict = verify_bytes(military[form], f"military.{form}")

    assert verdict.is_consistent
    assert not verdict.saved_again
    assert len(verdict.manifest.notes) == 26


FIRST_PAGE = """\
::: {.glance}
- **19 June 2024** The day that the author gives [@ulislam-summit, ¶1].
:::

::: {.decision}
[Head of unit]{.to}: settle who watches the border, [by 31 January 2027]{.by} [@ulislam-summit, ¶6].
:::

## What stands out

He sees ["a growing military axis"]{.pull} there [@ulislam-summit, ¶2 s4].

"""


@pytest.fixture(scope="module")
def sided(tmp_path_factory) -> dict[str, bytes]:
    """A brief with figures, a decision and a pull quote, by format."""
    folder = copy_workspace(tmp_path_factory.mktemp("sided"))
    edit(folder / "briefs/military.md", "## What each side", f"{FIRST_PAGE}## What each side")
    made = build(folder / "briefs/military.md")
    return {file.suffix[1:]: file.read_bytes() for file, _ in made.files}


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_what_stands_beside_the_text_is_read_back_as_it_was_written(sided, form):
    assert verify_bytes(sided[form], f"military.{form}").is_consistent


def test_a_pull_quote_that_differs_from_its_paragraph_is_a_change(sided):
    def reword(text: str) -> str:
        first = text.index("“a growing military axis”")
        return text[:first] + text[first:].replace("military", "naval", 1)

    found = only(with_part(sided["docx"], BODY, reword))

    assert (found.before, found.after) == ("military", "naval")


def test_a_changed_figure_is_named_with_the_note_on_it(sided):
    def reword(text: str) -> str:
        first = text.index("The day that the author gives")
        return text[:first] + text[first:].replace("author", "record", 1)

    found = only(with_part(sided["docx"], BODY, reword))

    assert (found.before, found.after) == ("author", "record")
    assert [note.note for note in found.notes] == [1]


# --- words of a Word file -----------------------------------------------------------------


def test_a_changed_word_is_named_with_its_place_and_the_notes_on_its_sentence(word_file):
    found = only(edited(word_file, BODY, "quotes no text and names", "quotes no text and cites"))

    assert (found.before, found.after) == ("names", "cites")
    assert found.place == "“What each side would supply”, paragraph 1"
    assert [(note.note, note.citations) for note in found.notes] == [(7, ("@ulislam-summit, ¶2",))]
    assert found.quoted == ()


def test_a_change_in_a_quotation_shows_what_the_source_reads(word_file):
    found = only(edited(word_file, BODY, "“a growing military axis”", "“a growing naval axis”"))

    assert (found.place, found.before, found.after) == ("key point 3", "military", "naval")
    (quoted,) = found.quoted
    assert (quoted.quotation, quoted.paragraph) == ("a growing military axis", "2")
    assert quoted.excerpt.startswith("This mutual agreement underscores a growing military axis")


def test_a_word_put_into_a_quotation_is_a_change_of_it(word_file):
    found = only(
        edited(word_file, BODY, "“a growing military axis”", "“a growing new military axis”")
    )

    assert (found.before, found.after) == ("", "new")
    assert [quoted.note for quoted in found.quoted] == [5]


def test_a_changed_word_of_a_note_names_the_note(word_file):
    found = only(edited(word_file, NOTES, "underscores a growing", "denies a growing"))

    assert (found.place, found.before, found.after) == ("note 7", "underscores", "denies")
    assert [note.note for note in found.notes] == [7]


def test_a_changed_word_of_a_cell_names_the_table(word_file):
    found = only(edited(word_file, BODY, "Conventional weapons and artillery", "Nuclear weapons"))

    assert found.place == "Table 1"
    assert found.before == "Conventional weapons and artillery"


def test_a_changed_paragraph_of_the_source_names_the_notes_that_cite_it(word_file):
    found = only(edited(word_file, BODY, "cannot be overstated", "can be overstated"))

    assert (found.before, found.after) == ("cannot", "can")
    assert {1, 3, 4, 5} <= {note.note for note in found.notes}


def test_how_the_words_are_divided_into_runs_makes_no_difference(word_file):
    cut = '</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t xml:space="preserve">'

    assert verify_bytes(edited(word_file, BODY, "no treaty", f"no tre{cut}aty"), "x").is_consistent


def test_a_tracked_insertion_is_a_change_and_said_to_be_tracked(word_file):
    insertion = (
        '</w:t></w:r><w:ins w:id="900" w:author="A"><w:r><w:t xml:space="preserve">secret </w:t>'
        '</w:r></w:ins><w:r><w:t xml:space="preserve">'
    )
    verdict = verify_bytes(
        edited(word_file, BODY, "names no treaty", f"names no {insertion}treaty"), "x"
    )

    (found,) = verdict.differences
    assert (found.before, found.after, verdict.tracked) == ("", "secret", True)


def test_a_tracked_deletion_and_a_hidden_word_are_gone(word_file):
    around = '</w:t></w:r>{}<w:r><w:t xml:space="preserve">'
    deleted = around.format('<w:del w:id="9"><w:r><w:delText>no </w:delText></w:r></w:del>')
    hidden = around.format("<w:r><w:rPr><w:vanish/></w:rPr><w:t>no </w:t></w:r>")

    for replacement in (deleted, hidden):
        found = only(edited(word_file, BODY, "names no treaty", f"names {replacement}treaty"))
        assert (found.before, found.after) == ("no", "")


def contents(*lines: str) -> str:
    """A table of contents as Word writes it: one field over all of its paragraphs."""
    begin = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText> TOC \\o </w:instrText>'
        '<w:fldChar w:fldCharType="separate"/></w:r>'
    )
    paragraphs = "</w:p><w:p>".join(
        f"<w:r><w:t>{line}</w:t><w:tab/><w:t>3</w:t></w:r>" for line in lines
    )
    end = '</w:p><w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    return f"{begin}{paragraphs}{end}</w:body>"


def test_a_comment_and_a_table_of_contents_are_no_words_of_the_brief(word_file):
    listed = contents("Recommendations", "Another reading")
    listed = listed.replace("</w:p>", '<w:r><w:commentReference w:id="0"/></w:r></w:p>', 1)

    assert verify_bytes(edited(word_file, BODY, "</w:body>", listed), "x").is_consistent


def test_words_passed_off_as_contents_or_as_a_mark_are_found(word_file):
    passed_off = contents("Recommendations", "The source is withdrawn")
    as_mark = (
        '</w:t></w:r><w:fldSimple w:instr=" NOTEREF mark_1 \\f "><w:r><w:t>not </w:t></w:r>'
        '</w:fldSimple><w:r><w:t xml:space="preserve">'
    )

    assert only(edited(word_file, BODY, "</w:body>", passed_off)).after.startswith("The source is")
    assert (
        only(edited(word_file, BODY, "names no treaty", f"names {as_mark}no treaty")).after == "not"
    )


def test_the_mark_of_a_note_may_be_repeated_as_a_field(word_file):
    def repeated(text: str) -> str:
        field = (
            '<w:fldSimple w:instr=" NOTEREF mark_16 \\f "><w:r><w:t>16</w:t></w:r></w:fldSimple>'
        )
        return text.replace(mark(text, 13), mark(text, 13) + field)

    (found,) = verify_bytes(with_part(word_file, BODY, repeated), "x").differences
    assert found.said == "here stands the mark of a note that was not here (16)"


def test_the_strict_dialect_of_word_reads_the_same(word_file):
    transitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    data = edited(edited(word_file, BODY, transitional, strict), NOTES, transitional, strict)

    assert verify_bytes(data, "x").is_consistent


def test_words_in_a_text_box_are_words(word_file):
    box = (
        "<w:p><w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox>"
        "<w:txbxContent><w:p><w:r><w:t>Withdrawn</w:t></w:r></w:p></w:txbxContent></v:textbox>"
        "</v:shape></w:pict></w:r></w:p></w:body>"
    )

    assert only(edited(word_file, BODY, "</w:body>", box)).after == "Withdrawn"


# --- marks of notes -----------------------------------------------------------------------


def mark(text: str, number: int) -> str:
    """The run that holds the reference to a footnote."""
    at = text.index(f'<w:footnoteReference w:id="{number}"/>')
    start = text.rindex("<w:r>", 0, at)
    return text[start : text.index("</w:r>", at) + len("</w:r>")]


def test_a_mark_that_is_gone_is_found_with_what_its_note_said(word_file):
    data = with_part(word_file, BODY, lambda text: text.replace(mark(text, 7), ""))

    words, gone = verify_bytes(data, "x").differences
    assert (words.place, words.after) == ("note 7", "")
    assert gone.said == "the mark of note 7 is gone"
    assert gone.place == "“What each side would supply”, paragraph 1"


def test_a_mark_behind_another_sentence_is_found(word_file):
    def moved(text: str) -> str:
        run = mark(text, 13)
        rest = text.replace(run, "")
        end = "</w:t></w:r>"
        at = rest.index(end, rest.index("holds on either reading")) + len(end)
        return rest[:at] + run + rest[at:]

    found = [one for one in verify_bytes(with_part(word_file, BODY, moved), "x").differences
             if one.kind == "mark"]  # fmt: skip
    assert "the mark of note 13 is gone" in [one.said for one in found]
    assert any("“Another reading”" in one.place for one in found)


# --- PDF ----------------------------------------------------------------------------------


def test_a_word_changed_in_the_content_of_a_page_is_named_with_the_notes(pdf):
    found = only(pdf_with_word(pdf, "deliberate", "delicate"))

    assert (found.before, found.after) == ("deliberate", "delicate")
    assert found.place == "“What the author infers”, paragraph 1"
    assert [note.note for note in found.notes] == [13]
    assert [quoted.quotation for quoted in found.quoted] == ["a deliberate counterweight"]


def test_words_laid_over_a_page_are_found(pdf):
    def stamp(content: bytes) -> bytes:
        name = content[content.index(b"/F") : content.index(b" ", content.index(b"/F"))]
        return content + b"\nBT %s 12 Tf 1 0 0 1 90 90 Tm <0024> Tj ET" % name

    found = only(pdf_with_page(pdf, 2, stamp))
    assert (found.kind, found.place) == ("stray", "page 2, laid over the text")
    assert found.after


def test_a_text_box_of_a_reader_program_is_found(pdf):
    opened = pikepdf.open(io.BytesIO(pdf))
    box = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Contents="Withdrawn", Rect=[9] * 4
    )
    opened.pages[0].Annots.append(opened.make_indirect(box))

    found = only(saved(opened))
    assert (found.kind, found.after) == ("stray", "Withdrawn")
    assert found.place == "page 1, laid over the text"


def test_content_that_no_tag_leads_to_is_found(pdf):
    def untag(content: bytes) -> bytes:
        return content.replace(b"/MCID 3>>", b"/MCID 9999>>", 1)

    found = verify_bytes(pdf_with_page(pdf, 2, untag), "x").differences
    assert {"words", "stray"} <= {one.kind for one in found}


@pytest.mark.slow
def test_a_pdf_that_is_saved_again_says_so_and_stays_consistent(pdf):
    opened = pikepdf.open(io.BytesIO(pdf))

    for options in (
        {},
        {"linearize": True},
        {"qdf": True, "object_stream_mode": pikepdf.ObjectStreamMode.disable},
    ):
        verdict = verify_bytes(saved(opened, **options), "x")
        assert (verdict.is_consistent, verdict.saved_again) == (True, True)


# --- the manifest itself ------------------------------------------------------------------


def test_a_doctored_manifest_does_not_agree_with_itself(word_file):
    def later(manifest) -> None:
        manifest["brief"]["version"] = "2.0"

    (found,) = verify_bytes(with_manifest(word_file, later), "x").findings
    assert found.code == "V006"
    assert "its digest" in found.message


def test_a_manifest_made_to_suit_changed_words_is_found_by_its_quotations(word_file):
    changed = edited(word_file, BODY, "“a growing military axis”", "“a growing naval axis”")

    def suit(manifest) -> None:
        for note in manifest["notes"]:
            note["quotations"] = [q.replace("military", "naval") for q in note["quotations"]]

    messages = [
        one.message for one in verify_bytes(with_manifest(changed, suit, sealed=True), "x").findings
    ]
    assert any("quotes “a growing naval axis”, which no excerpt" in one for one in messages)


def test_passages_without_their_digest_are_found(word_file):
    def reword(manifest) -> None:
        manifest["passages"][0]["text"] = ["Another title"]

    messages = [
        one.message
        for one in verify_bytes(with_manifest(word_file, reword, sealed=True), "x").findings
    ]
    assert len(messages) == 1
    assert "the digest of the body" in messages[0]


def test_a_citation_without_a_digest_is_found(word_file):
    def cite(manifest) -> None:
        manifest["notes"][0]["evidence"][0]["paragraphs"] = ["99"]

    messages = [
        one.message
        for one in verify_bytes(with_manifest(word_file, cite, sealed=True), "x").findings
    ]
    assert any("cites ¶99 of ulislam-summit" in one for one in messages)


def test_markdown_that_was_swapped_is_found(word_file):
    part = attachment_part(word_file, "military.md")
    swapped = edited(word_file, part, "China", "Japan")

    (found,) = verify_bytes(swapped, "x").findings
    assert "military.md" in found.message


@pytest.mark.parametrize("name", ["notes", "passages", "sources", "digest", "brief", "words"])
@pytest.mark.parametrize("value", [[{}], None, 7, "x", [[]], {"a": 1}])
def test_a_manifest_of_another_form_is_no_traceback(word_file, name, value):
    def break_it(manifest) -> None:
        manifest[name] = value

    try:
        assert verify_bytes(with_manifest(word_file, break_it), "x").findings
    except BriefError as error:
        assert [found.code for found in error.diagnostics] == ["V006"]


# --- what cannot be read ------------------------------------------------------------------


def test_a_pdf_with_a_password_is_locked(pdf):
    opened = pikepdf.open(io.BytesIO(pdf))
    encryption = pikepdf.Encryption(owner="o", user="u")

    assert fault(saved(opened, encryption=encryption)) == "V003"


def test_a_pdf_without_tags_says_so(pdf):
    opened = pikepdf.open(io.BytesIO(pdf))
    del opened.Root.StructTreeRoot

    assert fault(saved(opened)) == "V008"


def test_a_pdf_without_attachments_has_no_manifest(pdf):
    opened = pikepdf.open(io.BytesIO(pdf))
    del opened.Root.AF

    assert fault(saved(opened)) == "V005"


def test_tags_that_lead_in_a_circle_are_damage(pdf):
    opened = pikepdf.open(io.BytesIO(pdf))
    top = opened.Root.StructTreeRoot.K
    top.K.append(top)

    assert fault(saved(opened)) == "V002"


def test_a_part_with_a_document_type_is_damage(word_file):
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><w:document'

    assert fault(edited(word_file, BODY, "<w:document", bomb)) == "V002"


def test_elements_without_end_inside_each_other_are_damage(word_file):
    deep = "<w:sdt>" * 20_000 + "</w:sdt>" * 20_000

    assert fault(edited(word_file, BODY, "<w:body>", f"<w:body>{deep}")) == "V002"


def test_a_part_packed_in_another_way_is_damage(word_file):
    made = io.BytesIO(word_file)
    with zipfile.ZipFile(made, "a", zipfile.ZIP_LZMA) as package:
        package.writestr("word/more.xml", "<more/>" * 100)

    assert fault(made.getvalue()) == "V002"


def test_a_zip_file_that_would_blow_up_is_not_unpacked():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr(BODY, b"")
    data = bytearray(made.getvalue())
    at = data.rindex(b"PK\1\2") + 24
    data[at : at + 4] = (3_000_000_000).to_bytes(4, "little")

    assert fault(bytes(data)) == "V004"


def test_the_same_part_twice_is_damage(word_file):
    with pytest.warns(UserWarning, match="Duplicate"):
        made = io.BytesIO(word_file)
        with zipfile.ZipFile(made, "a") as package:
            package.writestr(BODY, b"<other/>")

    assert fault(made.getvalue()) == "V002"

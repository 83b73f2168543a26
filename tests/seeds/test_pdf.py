from __future__ import annotations

import zlib

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from generator.diagnostics import BriefError, Diagnostic
from generator.seeds.originals import READERS
from generator.seeds.readers.kinds import kind_of
from generator.seeds.readers.pdf import (
    lines_of_pdf,
    lines_of_tagged_pdf,
    read_pdf_source,
)
from generator.seeds.reading import SourceReading
from tests.seeds.pdf_files import (
    PARAGRAPHS,
    changed,
    drawn,
    head_and_foot,
    heading,
    printed,
    tagged,
)
from tests.seeds.wholeness import is_without_remainder


def reading(data: bytes) -> SourceReading:
    return read_pdf_source(data, "ferry.pdf", None)


def texts(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in reading(data).cleaned.paragraphs]


def dropped(data: bytes) -> dict[str, str]:
    return {drop.text: drop.reason for drop in reading(data).cleaned.dropped}


def fault(data: bytes) -> Diagnostic:
    with pytest.raises(BriefError) as caught:
        reading(data)
    return caught.value.diagnostics[0]


# --- by their look ----------------------------------------------------------------------


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize(("indent", "gap"), [(12, 0), (0, 8), (12, 4)])
@pytest.mark.parametrize("justified", [False, True])
def test_paragraphs_are_told_apart_by_gaps_or_by_indents(columns, indent, gap, justified):
    data = printed(
        PARAGRAPHS * 3,
        columns=columns,
        indent=indent,
        gap=gap,
        justified=justified,
        furniture=head_and_foot,
    )

    found = texts(data)

    assert found == list(PARAGRAPHS * 3)
    assert is_without_remainder(reading(data))


def test_running_heads_and_page_numbers_are_dropped_and_give_the_pages_their_labels():
    data = printed(PARAGRAPHS * 3, furniture=head_and_foot)

    found = reading(data)

    reasons = {drop.text: drop.reason for drop in found.cleaned.dropped}
    assert reasons == {
        "The Oosterlund Review": "running head",
        "Winter crossings": "running head",
        "41": "page number",
        "42": "page number",
        "43": "page number",
    }
    assert set(found.lines.pages) == {"41", "42", "43"}


def test_words_that_recur_at_the_head_of_the_text_are_of_the_text():
    lines = ("No ferry left on any of the days", "that the harbour had counted in its log.")

    def page(canvas: Canvas, number: int) -> None:
        head_and_foot(canvas, number)
        for row in range(20):
            canvas.drawString(50, 530 - 12 * row, lines[row % 2])

    found = dropped(drawn(page, page, page))

    assert "running head" not in {found.get(line) for line in lines}
    assert found["Winter crossings"] == "running head"


def test_headings_are_dropped_and_the_largest_in_front_is_the_title():
    above = [heading("Winter crossings", 18), heading("What the log says", 13)]

    found = reading(printed(above=above)).cleaned

    assert found.title == "Winter crossings"
    assert [(drop.text, drop.reason, drop.kind) for drop in found.dropped] == [
        ("Winter crossings", "title", "heading"),
        ("What the log says", "heading", "heading"),
    ]
    assert [one.text for one in found.paragraphs] == list(PARAGRAPHS)


def test_the_title_and_the_author_in_the_file_count_only_where_they_are_printed():
    said = {"title": "Microsoft Word - draft7.doc", "author": "Ida Roskam"}
    above = [heading("Winter crossings"), heading("Ida Roskam", 11)]

    found = reading(printed(above=above, **said)).cleaned
    without = reading(printed(above=above[:1], **said)).cleaned

    assert (found.title, found.author) == ("Winter crossings", "Ida Roskam")
    assert (without.title, without.author) == ("Winter crossings", "")


def test_a_day_on_a_line_above_the_text_is_that_of_publication():
    days = [heading("Winter crossings"), heading("4 May 2019", 10)]

    assert reading(printed(above=days)).cleaned.published == "2019-05-04"
    assert reading(printed(above=[*days, heading("5 May 2019", 10)])).cleaned.published == ""


def test_notes_at_the_foot_and_their_marks_are_no_part_of_a_paragraph():
    def page(canvas: Canvas, number: int) -> None:
        canvas.setFont("Times-Roman", 10)
        canvas.drawString(50, 500, "The company keeps a log")
        canvas.setFont("Times-Roman", 6)
        canvas.drawString(50 + 98, 504, "1")
        canvas.setFont("Times-Roman", 10)
        canvas.drawString(50 + 101, 500, ", and the county may read it whenever")
        canvas.drawString(
            50, 488, "it likes. That it has not done so in six years is written there, too."
        )
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(50, 70, "__________________")
        canvas.drawString(
            50, 60, "1 County of Oosterlund, order of 4 May 2019, on the crossing and"
        )
        canvas.drawString(50, 51, "on those who work there.")

    found = reading(drawn(page))

    (paragraph,) = found.cleaned.paragraphs
    assert paragraph.text.startswith("The company keeps a log, and the county may read it whenever")
    assert {drop.reason for drop in found.cleaned.dropped} == {"note mark", "note"}
    assert is_without_remainder(found)


def test_marks_that_hang_beside_their_notes_on_each_page_open_notes():
    notes = ("County of Oosterlund, order.", "Log of the ferry, p. 4.", "Letter to the county.")

    def page(canvas: Canvas, number: int) -> None:
        canvas.setFont("Times-Roman", 10)
        for row in range(4):
            text = f"Nobody in the harbour of town {number}{row} has kept the log of its"
            canvas.drawString(50, 500 - 12 * row, text)
        canvas.drawString(50, 452, "ferry since.")
        canvas.setFont("Times-Roman", 6)
        canvas.drawString(42, 63, str(number))
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(50, 60, notes[number - 1])

    found = dropped(drawn(page, page, page))

    assert {found[note] for note in notes} == {"note"}


def test_an_item_at_the_head_of_a_page_begins_a_paragraph():
    def first(canvas: Canvas, _: int) -> None:
        canvas.drawString(50, 500, "1. The county has asked the company for two things, which are:")

    def second(canvas: Canvas, _: int) -> None:
        canvas.drawString(50, 500, "(a) the log of the ferry, with the days on which it left;")
        canvas.drawString(50, 476, "(b) the names of its crew.")

    assert len(texts(drawn(first, second))) == 3


def rows(*texts: str) -> bytes:
    def page(canvas: Canvas, number: int) -> None:
        canvas.setFont("Times-Roman", 10)
        for count, text in enumerate(texts):
            canvas.drawString(50, 500 - 12 * count, text)

    return drawn(page)


def in_pieces(*rows: str) -> bytes:
    """Rows written in pieces: behind each `|`, the next one begins 1.6 points farther on."""

    def page(canvas: Canvas, number: int) -> None:
        canvas.setFont("Times-Roman", 10)
        for count, row in enumerate(rows):
            x = 50.0
            for piece in row.split("|"):
                canvas.drawString(x, 500 - 12 * count, piece)
                x += canvas.stringWidth(piece, "Times-Roman", 10) + 1.6

    return drawn(page)


GAPS = (
    "The ferry goes alon|g the coast, and the mail goes along with it. In spring the",
    "ship puts in|to a harbour of the next island; the passengers go ashore in two",
    "boats. Those who wish to go into the town are taken there by a wag|on.",
)


def test_a_gap_in_a_word_that_stands_whole_elsewhere_is_no_blank():
    (text,) = texts(in_pieces(*GAPS))

    assert "The ferry goes along the coast" in text


def test_a_gap_stays_a_blank_between_words_and_where_nothing_shows_what_it_is():
    (text,) = texts(in_pieces(*GAPS))

    assert "in to a harbour" in text  # although "into" stands elsewhere
    assert text.endswith("by a wag on.")


def test_an_edition_read_before_keeps_its_blanks():
    lines = READERS["pdf", 1].lines(in_pieces(*GAPS), "", "ferry.pdf")

    assert lines.texts[0].startswith("The ferry goes alon g the coast")


def test_a_hyphen_that_divides_a_word_is_left_out():
    data = rows(
        "The municipality has not signed the agreement, and the neigh-",
        "bouring one has not read it. Both of them have asked their law-",
        "yers what it would cost to wait for another year, or for two.",
    )

    assert (
        "the neighbouring one has not read it. Both of them have asked their lawyers"
        in (texts(data)[0])
    )
    assert is_without_remainder(reading(data))


def test_a_hyphen_of_a_compound_stays():
    data = rows(
        "The long-term cost is unknown, and nobody has asked for the long-",
        "term cost of waiting. The fares in winter are those of the summer-",
        "and autumn months, but the company has not said whether its winter-",
        "and summer timetables will remain as they were in the years 2019-",
        "2020.",
    )

    (text,) = texts(data)
    assert "asked for the long-term cost of waiting" in text
    assert "its winter- and summer timetables" in text
    assert text.endswith("in the years 2019-2020.")


def test_rows_of_a_table_are_kept_as_rows():
    def page(canvas: Canvas, number: int) -> None:
        canvas.setFont("Times-Roman", 10)
        canvas.drawString(50, 520, "The crossings of three winters are counted here, by the log.")
        for row, cells in enumerate((("Winter", "days", "calm"), ("2023", "31", "6"))):
            for column, cell in enumerate(cells):
                canvas.drawString(50 + 90 * column, 490 - 14 * row, cell)

    found = reading(drawn(page)).cleaned

    assert [(one.text, one.kind) for one in found.paragraphs[1:]] == [
        ("Winter days calm", "cell"),
        ("2023 31 6", "cell"),
    ]


def test_items_are_kept_without_their_bullets():
    def page(canvas: Canvas, number: int) -> None:
        canvas.setFont("Times-Roman", 10)
        canvas.drawString(
            50, 520, "Two reasons are in the log, and neither of them is the weather:"
        )
        for row, text in enumerate(("the engine, on twelve days", "the crew, on eight days")):
            canvas.drawString(56, 500 - 14 * row, "\u2022")
            canvas.drawString(68, 500 - 14 * row, text)

    found = reading(drawn(page)).cleaned

    assert [(one.text, one.kind) for one in found.paragraphs[1:]] == [
        ("the engine, on twelve days", "item"),
        ("the crew, on eight days", "item"),
    ]
    assert {drop.reason for drop in found.dropped} == {"bullet"}


def test_a_boundary_at_the_end_of_a_page_is_said_to_be_guessed():
    lines = "The ferry did not leave, and the company would not say why it did not."

    def page(canvas: Canvas, number: int) -> None:
        canvas.setFont("Times-Roman", 10)
        for row in range(12):
            canvas.drawString(50, 500 - 12 * row, lines)

    assert reading(drawn(page, page)).cleaned.guesses == ("boundaries were guessed: 1 block",)


def test_what_is_turned_or_not_painted_is_dropped():
    def page(canvas: Canvas, number: int) -> None:
        canvas.setFont("Times-Roman", 10)
        canvas.drawString(50, 500, "The ferry did not leave, and the company would not say why.")
        canvas.drawString(50, 488, "What nobody sees was not said.", mode=3)
        canvas.drawString(900, 488, "Nor was this.")
        canvas.rotate(90)
        canvas.drawString(100, -20, "Copy for the committee")

    found = dropped(drawn(page))

    assert found == {
        "What nobody sees was not said.": "hidden",
        "Nor was this.": "hidden",
        "Copy for the committee": "turned text",
    }


def test_the_words_of_a_scan_that_was_made_searchable_are_read():
    def page(canvas: Canvas, number: int) -> None:
        canvas.setFont("Times-Roman", 10)
        canvas.drawString(50, 500, "The ferry did not leave, and nobody said why.", mode=3)

    assert texts(drawn(page)) == ["The ferry did not leave, and nobody said why."]


def test_a_page_turned_on_its_side_is_read_as_it_is_shown():
    def page(canvas: Canvas, number: int) -> None:
        canvas.rotate(90)
        canvas.setFont("Times-Roman", 10)
        for row, text in enumerate(
            ("The ferry did not leave on Monday, and the com-", "pany said so.")
        ):
            canvas.drawString(100, -100 - 12 * row, text)

    assert texts(drawn(page)) == ["The ferry did not leave on Monday, and the company said so."]


def test_letters_of_a_size_below_0_are_turned_by_half():
    def page(canvas: Canvas, number: int) -> None:
        canvas.rotate(180)
        canvas.setFont("Times-Roman", -10)
        canvas.drawString(-50, -500, "The ferry did not leave on Monday, and the com-")
        canvas.drawString(-50, -488, "pany said so.")

    assert texts(drawn(page)) == ["The ferry did not leave on Monday, and the company said so."]


def test_every_blank_of_unicode_is_a_space():
    spaces = (
        b"1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <23> <2004> endbfchar"
    )

    def renamed(document: pikepdf.Pdf) -> None:
        fonts = document.pages[0].Resources.Font
        for name in fonts:
            fonts[name].ToUnicode = document.make_stream(b"begincmap %s endcmap" % spaces)

    def page(canvas: Canvas, number: int) -> None:
        canvas.setFont("Times-Roman", 10)
        canvas.drawString(50, 500, "The#ferry did not leave, and nobody said why.")
        canvas.drawString(50, 480, "#")

    words = texts(changed(drawn(page), renamed))

    assert words == ["The ferry did not leave, and nobody said why."]


# --- by their tags ----------------------------------------------------------------------

MAIL = ("The mail came late in every week", "of the winter, and the company", "would not say why.")


@pytest.mark.parametrize(
    ("capital", "rest", "whole"),
    [("T", "he ferry was late.", "The ferry was late."), ("A", "ferry was late.", "A ferry was")],
)
def test_a_drop_capital_goes_to_its_word(capital, rest, whole):
    def enlarged(document: pikepdf.Pdf) -> None:
        page = document.pages[0]
        small, large = b"/F 10 Tf 40 540 Td", b"/F 30 Tf 20 520 Td"
        page.Contents = document.make_stream(page.Contents.read_bytes().replace(small, large))

    data = changed(tagged(("P", (capital, f"{rest} Nobody was there.")), ("P", MAIL)), enlarged)

    assert texts(data)[0].startswith(whole)
    assert is_without_remainder(reading(data))


def test_capitals_that_the_file_prints_apart_from_their_words_are_told():
    def page(canvas: Canvas, number: int) -> None:
        canvas.setFont("Times-Roman", 30)
        canvas.drawString(50, 480, "T")
        canvas.setFont("Times-Roman", 10)
        for row, text in enumerate(PARAGRAPHS[3].split(". ")):
            canvas.drawString(50, 540 - 14 * row, f"{text}.")

    assert "capitals that may begin a word of the text: 1" in reading(drawn(page)).cleaned.guesses


def test_a_tagged_pdf_is_read_in_the_order_of_its_tags():
    first, second = ("P", MAIL), ("P", ("Nobody had asked it to, it said.",))

    def swapped(document: pikepdf.Pdf) -> None:
        kids = document.Root.StructTreeRoot.K
        document.Root.StructTreeRoot.K = pikepdf.Array([kids[1], kids[0]])

    data = changed(tagged(first, second), swapped)

    assert reading(data).read_as.kind == "tagged pdf"
    assert texts(data) == ["Nobody had asked it to, it said.", " ".join(MAIL)]
    assert is_without_remainder(reading(data))


def test_tags_say_what_is_heading_item_cell_quotation_note_or_figure():
    data = tagged(
        ("H1", ("Winter crossings",)),
        ("P", (*MAIL, ("Note", ("1 The log of the company, p. 4.",)))),
        ("L", (("LI", (("Lbl", ("1.",)), ("LBody", ("the engine,",)))),)),
        ("L", (("LI", (("Lbl", ("2.",)), ("LBody", (("P", ("the crew.",)),)))),)),
        ("BlockQuote", (("P", ("“We have no crew.”",)),)),
        ("Table", (("TR", (("TH", ("Days",)), ("TD", ("41",)))),)),
        ("Figure", ("0 10 20",)),
        ("Caption", ("Days without a crossing",)),
        ("Artifact", ("41",)),
    )

    found = reading(data).cleaned

    assert [(one.text, one.kind) for one in found.paragraphs] == [
        (" ".join(MAIL), "text"),
        ("1. the engine,", "item"),
        ("2. the crew.", "item"),
        ("“We have no crew.”", "quote"),
        ("Days 41", "cell"),
    ]
    assert [(drop.text, drop.reason) for drop in found.dropped] == [
        ("Winter crossings", "title"),
        ("1 The log of the company, p. 4.", "note"),
        ("0 10 20", "figure"),
        ("Days without a crossing", "caption"),
        ("41", "outside the tags"),
    ]


def test_lines_of_a_table_of_contents_and_credits_are_dropped():
    data = tagged(
        ("H1", ("Contents",)),
        ("P", ("Winter crossings . . . . . . 4",)),
        ("P", ("The mail 7",)),
        ("H1", ("Winter crossings",)),
        ("P", MAIL),
        ("P", ("Source: the log of the company",)),
    )

    assert texts(data) == [" ".join(MAIL)]
    assert list(dropped(data).values())[1:3] == ["contents", "contents"]
    assert dropped(data)["Source: the log of the company"] == "caption"


def test_roles_of_a_program_are_read_as_those_that_they_stand_for():
    data = tagged(
        ("Heading_1", ("Winter crossings",)), ("Body", MAIL), roles={"Heading_1": "H1", "Body": "P"}
    )

    assert texts(data) == [" ".join(MAIL)]


def test_a_paragraph_over_two_pages_has_the_labels_of_both():
    data = tagged(("P", MAIL[:2]), ("P", MAIL[2:]), pages=2)

    def labelled(document: pikepdf.Pdf) -> None:
        style = pikepdf.Dictionary(S=pikepdf.Name.r, St=4)
        document.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array([0, style]))

    found = reading(changed(data, labelled))

    assert [one.text for one in found.cleaned.paragraphs] == [" ".join(MAIL)]
    assert found.lines.pages == ("iv", "iv", "v")


def test_a_paragraph_that_a_program_tags_as_two_where_a_page_ends_is_one():
    first, full, short = (
        "The mail waits there for days, as no",
        "boat that may carry it to the East",
        "boat",
    )
    rest = ("P", ("Frisian isles has a crew in winter.",))

    def found(last: str) -> list[str]:
        return texts(tagged(("P", MAIL), ("P", (first, last)), rest, ("P", MAIL), pages=2))

    assert found(full)[1:-1] == [f"{first} {full} {rest[1][0]}"]
    assert rest[1][0] in found(short)


def test_tags_that_hold_little_of_the_text_or_cut_it_by_lines_are_left_aside():
    little = tagged(("P", MAIL[:1]), ("Artifact", MAIL * 4))
    by_line = tagged(*(("P", (f"{line} and more of it than there is",)) for line in MAIL * 3))

    assert reading(little).read_as.kind == "pdf"
    assert reading(by_line).read_as.kind == "pdf"


# --- what cannot be read ----------------------------------------------------------------


def picture(canvas: Canvas, number: int) -> None:
    canvas.rect(50, 50, 200, 300)


def test_a_scan_is_refused_with_what_to_do():
    found = fault(drawn(picture, picture))

    assert (found.code, found.message) == (
        "S019",
        "this PDF is a scan: its pages are pictures, without letters",
    )
    assert found.hint == "make its text searchable first (OCR), and import that file"


def test_a_scan_behind_a_cover_with_words_is_refused():
    def cover(canvas: Canvas, number: int) -> None:
        canvas.drawString(
            50, 500, "A library has made this copy for one reader, who may not pass it on."
        )

    found = fault(drawn(cover, picture, picture))

    assert found.message == "this PDF is a scan: 2 of its 3 pages are pictures, without letters"


def test_a_page_without_letters_is_told():
    data = drawn(
        lambda canvas, _: canvas.drawString(50, 500, f"{PARAGRAPHS[2]} It is not."), picture
    )

    assert reading(data).cleaned.guesses == ("pages without letters: 2",)


def locked(user: str, *, extract: bool = True) -> bytes:
    encryption = pikepdf.Encryption(
        owner="winter", user=user, allow=pikepdf.Permissions(extract=extract)
    )
    return changed(printed(), lambda _: None, encryption=encryption)


def test_a_locked_pdf_is_refused():
    assert (fault(locked("summer")).code, fault(locked("summer")).message) == (
        "S017",
        "this PDF is locked with a password",
    )


def test_a_pdf_whose_owner_forbids_copying_is_read_and_says_so():
    found = reading(locked("", extract=False)).cleaned

    assert [one.text for one in found.paragraphs] == list(PARAGRAPHS)
    assert found.guesses == ("its owner forbids copying",)


@pytest.mark.parametrize("kept", [0.2, 0.6, 0.99])
def test_a_pdf_that_was_cut_off_is_refused(kept):
    data = printed()

    assert fault(data[: int(len(data) * kept)]).code == "S016"


def test_a_page_whose_bytes_do_not_fit_their_checksum_is_refused():
    def alter(document: pikepdf.Pdf) -> None:
        page = document.pages[1]
        packed = zlib.compress(page.Contents.read_bytes())
        page.Contents.write(packed[:-1] + b"!", filter=pikepdf.Name.FlateDecode)

    found = fault(changed(printed(PARAGRAPHS * 3), alter))

    assert found.code == "S016"
    assert found.message == "page 2 of this PDF is damaged: its bytes do not fit their checksum"


def forms(*, depth: int, times: int) -> bytes:
    """A page that shows a form that shows a form …, each of them several times."""

    def nested(document: pikepdf.Pdf) -> None:
        content, resources = b"0 0 9 9 re f", pikepdf.Dictionary()
        for _ in range(depth):
            form = pikepdf.Stream(document, content)
            form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
            form.BBox, form.Resources = pikepdf.Array([0, 0, 9, 9]), resources
            resources = pikepdf.Dictionary(
                XObject=pikepdf.Dictionary(X=document.make_indirect(form))
            )
            content = b"/X Do " * times
        page = document.pages[0]
        page.Contents, page.Resources = pikepdf.Stream(document, content), resources

    return changed(drawn(picture), nested)


def test_forms_within_forms_without_end_are_refused():
    assert fault(forms(depth=9, times=9)).code == "S018"
    assert fault(forms(depth=60, times=1)).code == "S018"
    assert fault(forms(depth=3, times=3)).code == "S019"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"/P BMC " * 5_000, "S018"),
        (b"EMC " * 5_000 + b"/P BMC ( EMC ) Tj " * 5_000, "S018"),
        (b"/P BMC EMC " * 5_000, "S019"),
        (b"q " * 1_000_000, "S018"),
        (b"q Q " * 5_000, "S019"),
    ],
)
def test_marks_and_states_within_others_without_end_are_refused(content, code):
    def nest(document: pikepdf.Pdf) -> None:
        half = len(content) // 2
        parts = (content[:half], content[half:])
        streams = [document.make_indirect(pikepdf.Stream(document, part)) for part in parts]
        document.pages[0].Contents = pikepdf.Array(streams)

    assert fault(changed(drawn(picture), nest)).code == code


@pytest.mark.slow
def test_a_page_that_unpacks_to_more_than_any_needs_is_too_large():
    def fill(document: pikepdf.Pdf) -> None:
        document.pages[0].Contents = pikepdf.Stream(document, b" " * 50_000_000)

    assert fault(changed(drawn(picture), fill, compress_streams=True)).code == "S018"


def test_a_tree_of_tags_that_goes_in_circles_is_left_aside():
    def circle(document: pikepdf.Pdf) -> None:
        element = document.Root.StructTreeRoot.K[0]
        element.K = pikepdf.Array([element, element, 0])

    data = changed(tagged(("P", MAIL)), circle)

    assert reading(data).read_as.kind == "pdf"


@given(st.data())
def test_any_damage_is_read_or_refused(data):
    whole = bytearray(tagged(("P", MAIL), ("L", (("LI", (("LBody", MAIL),)),))))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = reading(bytes(whole))
    except BriefError as error:
        assert all(diagnostic.hint for diagnostic in error.diagnostics)
    else:
        assert is_without_remainder(found)


# --- which files are PDFs ---------------------------------------------------------------


def test_a_pdf_is_known_by_its_mark_wherever_that_stands_near_its_begin():
    data = printed()

    assert kind_of(data).called == "a PDF"
    assert kind_of(b"\xef\xbb\xbf\r\n" + data).called == "a PDF"


def test_a_text_about_pdfs_is_none():
    assert (
        kind_of(b"A file that begins with %PDF-1.7 is a PDF, and an obj is in it.").called
        != "a PDF"
    )


# --- the same lines again ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        (printed(PARAGRAPHS * 2, columns=2, furniture=head_and_foot), lines_of_pdf),
        (tagged(("P", MAIL), ("Artifact", ("41",))), lines_of_tagged_pdf),
    ],
)
def test_an_import_and_a_proof_read_the_same_lines(data, lines):
    assert lines(data, "", "ferry.pdf") == reading(data).lines

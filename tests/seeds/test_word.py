"""What is read of a Word file: each line as Word prints it, and which of them are body."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import BriefError, Diagnostic
from generator.opening.xml_part import DEEPEST
from generator.seeds.editions import read_edition
from generator.seeds.readers.kinds import kind_of
from generator.seeds.readers.word import lines_of_word_file
from generator.seeds.reading import SourceReading
from tests.seeds.importing import import_seed
from tests.seeds.office_files import (
    STRICT,
    abstract,
    level,
    listed,
    members,
    number,
    paragraph,
    run,
    style,
    styled,
    word_file,
    zipped,
)
from tests.seeds.wholeness import is_without_remainder

DUES = "The dues at the lock were raised twice within a single year."
NOBODY = "Nobody on the canal had been told why they had to pay more."
STYLES = (
    style("Title", "Title")
    + style("H1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
    + style("Own", "My heading", '<w:basedOn w:val="H1"/>')
    + style("Caption", "caption")
    + style("Quote", "Quote")
    + style("TOC1", "toc 1")
    + style("Secret", "Secret", "<w:rPr><w:vanish/></w:rPr>")
)


def read(data: bytes) -> SourceReading:
    return kind_of(data).read(data, "lock.docx", None)


def kept(data: bytes) -> list[str]:
    return [one.text for one in read(data).cleaned.paragraphs]


def dropped(data: bytes) -> list[tuple[str, str]]:
    return [(one.reason, one.text) for one in read(data).cleaned.dropped]


def lines(body: str, **parts: str) -> list[str]:
    return list(read(word_file(body, **parts)).lines.texts)


def refused(data: bytes) -> Diagnostic:
    with pytest.raises(BriefError) as caught:
        read(data)
    return caught.value.diagnostics[0]


# --- what is body ---------------------------------------------------------------------------


def test_paragraphs_are_kept_and_what_is_set_apart_by_its_style_is_not():
    data = word_file(
        styled("Dues at the lock", "Title")
        + paragraph("By Ada Moor")
        + paragraph("4 May 2019")
        + styled("What was paid", "Own")
        + paragraph(DUES)
        + styled("Figure 1: The lock in winter", "Caption")
        + styled("We paid, and we went on.", "Quote")
        + paragraph("Contact the lock keeper"),
        styles=STYLES,
    )

    found = read(data).cleaned

    assert (found.title, found.author) == ("Dues at the lock", "Ada Moor")
    assert found.published == "2019-05-04"
    assert [(one.kind, one.text) for one in found.paragraphs] == [
        ("text", DUES),
        ("quote", "We paid, and we went on."),
    ]
    assert dropped(data) == [
        ("title", "Dues at the lock"),
        ("by-line", "By Ada Moor"),
        ("date", "4 May 2019"),
        ("heading", "What was paid"),
        ("caption", "Figure 1: The lock in winter"),
        ("after the body", "Contact the lock keeper"),
    ]


def test_a_style_is_what_it_is_called_before_what_it_is_based_on():
    author = '<w:style w:type="paragraph" w:styleId="By"><w:name w:val="Author"/>'
    author += '<w:basedOn w:val="Title"/></w:style>'
    body = styled("Dues at the lock", "Title") + styled("Ada Moor", "By") + paragraph(DUES)

    assert dropped(word_file(body, styles=STYLES + author)) == [
        ("title", "Dues at the lock"),
        ("by-line", "Ada Moor"),
    ]


def test_a_short_line_alone_between_sentences_is_guessed_to_be_a_heading():
    found = read(word_file(paragraph(DUES) + paragraph("Who pays") + paragraph(NOBODY))).cleaned

    assert [one.text for one in found.paragraphs] == [DUES, NOBODY]
    assert found.guesses == ("headings were guessed: 1 line",)


def test_a_row_of_a_table_is_a_paragraph_and_its_cells_are_lines():
    def row(*cells: str) -> str:
        return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"

    table = row(paragraph("Year"), paragraph("Dues")) + row(paragraph("2024"), paragraph("45"))
    layout = row(paragraph(DUES) + paragraph(NOBODY), paragraph("We paid."))

    found = read(word_file(paragraph(DUES) + f"<w:tbl>{table}</w:tbl><w:tbl>{layout}</w:tbl>"))

    assert [(one.kind, one.text, one.first_line) for one in found.cleaned.paragraphs] == [
        ("text", DUES, 1),
        ("cell", "Year Dues", 2),
        ("cell", "2024 45", 4),
        ("text", DUES, 6),
        ("text", NOBODY, 7),
        ("text", "We paid.", 8),
    ]


def test_notes_headers_and_text_boxes_are_lines_of_their_own_and_no_body():
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('They paid.')}</w:txbxContent></w:pict></w:r>"
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    note = f'<w:footnote w:id="2">{paragraph("See the keeper’s book.")}</w:footnote>'
    line = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    data = word_file(
        paragraph(run("The dues were") + mark + run(" raised.") + box),
        footnotes=line + note,
        header=paragraph("Canal papers"),
        footer=paragraph("Page 3"),
    )

    assert kept(data) == ["The dues were raised."]
    assert dropped(data) == [
        ("text box", "They paid."),
        ("note", "See the keeper’s book."),
        ("running head", "Canal papers"),
        ("running head", "Page 3"),
    ]


def test_a_table_of_contents_is_dropped_however_it_is_made():
    gallery = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        f"</w:docPartObj></w:sdtPr><w:sdtContent>{paragraph('1 Dues 3')}</w:sdtContent></w:sdt>"
    )
    begin = '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC \\o</w:instrText>'
    field = f'{begin}<w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    body = (
        gallery
        + paragraph(field + run("2 Locks 4"))
        + paragraph(run("3 Boats 5") + end)
        + styled("4 Rope 6", "TOC1")
        + paragraph(DUES)
    )

    assert kept(word_file(body, styles=STYLES)) == [DUES]
    assert {reason for reason, _ in dropped(word_file(body, styles=STYLES))} == {"contents"}


def test_what_the_properties_say_counts_only_where_the_text_says_it_too():
    core = (
        '<cp:coreProperties xmlns:cp="a" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>Document1</dc:title><dc:creator>Ada Moor</dc:creator></cp:coreProperties>"
    )

    silent = read(word_file(paragraph(DUES), core=core)).cleaned
    saying = read(word_file(paragraph(DUES) + paragraph("— Ada Moor"), core=core)).cleaned

    assert (silent.title, silent.author) == ("", "")
    assert saying.author == "Ada Moor"


def test_one_word_that_the_text_has_too_is_no_author():
    core = (
        '<cp:coreProperties xmlns:cp="a" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:creator>Guidance</dc:creator></cp:coreProperties>"
    )
    body = paragraph(f"Guidance was asked for. {DUES}")

    assert read(word_file(body, core=core)).cleaned.author == ""


@pytest.mark.parametrize(
    ("head", "is_one"),
    [
        ("For all these reasons, the dues must be lowered.", False),
        ("The board gave these reasons for its decision:", False),
        ("What are the reasons of the board for its decision?", True),
        ("The reasons.", True),
        ("The reasons of the board for its decision on the dues", True),
    ],
)
def test_a_sentence_that_is_set_as_a_heading_is_body(head, is_one):
    found = kept(word_file(paragraph(DUES) + styled(head, "H1") + paragraph(DUES), styles=STYLES))

    assert (head in found) is not is_one


@pytest.mark.parametrize(
    "head",
    ["1. Introduction", "Chapter 1", "Neutral Citation Number: [2022] EWHC 7 (QB)", "No. 20-1627"],
)
def test_a_heading_of_a_part_or_a_number_is_no_title(head):
    body = styled(head, "H1") + paragraph(DUES)

    assert read(word_file(body, styles=STYLES)).cleaned.title == ""


# --- the words of a line --------------------------------------------------------------------


def alternatives(required: str) -> str:
    """Words for programs that know something, and other words for the rest."""
    choice = f'<mc:Choice Requires="{required}">{run("new")}</mc:Choice>'
    fallback = f"<mc:Fallback>{run('old')}</mc:Fallback>"
    return f"<mc:AlternateContent>{choice}{fallback}</mc:AlternateContent>"


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        (f"<w:ins>{run('two')}</w:ins><w:del><w:r><w:delText>three</w:delText></w:r></w:del>",
         "two"),
        (f"<w:moveFrom>{run('here')}</w:moveFrom><w:moveTo>{run('there')}</w:moveTo>", "there"),
        (f"<w:hyperlink>{run('a link')}</w:hyperlink>", "a link"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('a control')}</w:sdtContent></w:sdt>", "a control"),
        ("<w:r><w:t>one</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t></w:r>", "one two three"),
        ("<w:r><w:t>long</w:t><w:noBreakHyphen/><w:t>term</w:t></w:r>", "long\u2011term"),
        ("<w:r><w:t>dred</w:t><w:softHyphen/><w:t>g\u00ading</w:t></w:r>", "dredging"),
        ('<w:r><w:sym w:font="Symbol" w:char="F061"/><w:t>5</w:t></w:r>', "α5"),
        ("<m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath>", "x+y"),
        (f'<w:fldSimple w:instr="PAGE">{run("7")}</w:fldSimple>', "7"),
        ("<w:r><w:ruby><w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase></w:ruby></w:r>", "漢"),
        (alternatives("wps"), "new"),
        (alternatives("of2099"), "old"),
        ('<w:r><w:commentReference w:id="1"/></w:r>' + run("said"), "said"),
    ],
    ids=lambda value: value if "<" not in value else "",
)  # fmt: skip
def test_a_line_has_the_words_that_word_prints(inside, words):
    assert lines(paragraph(inside)) == [words]


def test_a_field_shows_its_result_and_a_field_inside_it_too():
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    inner = mark("begin") + "<w:r><w:instrText>REF</w:instrText></w:r>" + mark("separate")
    field = mark("begin") + inner + run("code") + mark("end") + mark("separate") + run("three")

    assert lines(paragraph(run("Only ") + field + mark("end") + run(" locks"))) == [
        "Only three locks"
    ]


def test_hidden_words_are_set_apart_whether_a_run_or_a_style_hides_them():
    body = (
        paragraph(run("Dues rose.") + run(" Not so.", "<w:vanish/>"))
        + styled("All of it.", "Secret")
        + paragraph(run("Some of it.", '<w:vanish w:val="0"/>'), '<w:pStyle w:val="Secret"/>')
    )

    data = word_file(body, styles=STYLES)

    assert kept(data) == ["Dues rose.", "Some of it."]
    assert dropped(data) == [("hidden", "Not so."), ("hidden", "All of it.")]


def test_paragraphs_whose_break_was_deleted_are_one():
    gone = "<w:rPr><w:del/></w:rPr>"

    assert lines(
        paragraph("One half ", gone) + paragraph("and the other.") + paragraph("Next.")
    ) == [
        "One half and the other.",
        "Next.",
    ]


def test_a_drop_capital_goes_to_its_word():
    capital = paragraph("T", '<w:framePr w:dropCap="drop" w:lines="3"/>')

    assert lines(capital + paragraph("he dues were raised.")) == ["The dues were raised."]


def test_a_table_above_the_first_sentence_is_of_the_text():
    table = "<w:tbl>" + _row("Lock", "Dues") + _row("Veenhuis", "two crowns") + "</w:tbl>"

    assert kept(word_file(table + paragraph("Paid by ship") + paragraph(DUES))) == [
        "Lock Dues",
        "Veenhuis two crowns",
        DUES,
    ]


def _row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in cells)}</w:tr>"


def test_an_empty_line_inside_a_paragraph_parts_it():
    assert lines(paragraph("<w:r><w:t>One.</w:t><w:br/><w:br/><w:t>Two.</w:t></w:r>")) == [
        "One.",
        "Two.",
    ]


def test_strict_files_are_read_as_transitional_ones_are():
    data = word_file(paragraph(DUES), namespace=STRICT)

    assert kept(data) == [DUES]


def test_a_mark_that_somebody_typed_for_a_note_is_no_word():
    mark = '<w:r><w:footnoteReference w:id="2" w:customMarkFollows="1"/><w:t>*</w:t></w:r>'
    note = f'<w:footnote w:id="2">{paragraph("See the keeper’s book.")}</w:footnote>'

    assert kept(word_file(paragraph(run("Dues rose.") + mark), footnotes=note)) == ["Dues rose."]


def test_a_note_whose_mark_is_gone_is_not_printed():
    gone = '<w:del><w:r><w:footnoteReference w:id="2"/></w:r></w:del>'
    note = f'<w:footnote w:id="2">{paragraph("See the keeper’s book.")}</w:footnote>'

    assert list(
        read(word_file(paragraph(run("Dues rose.") + gone), footnotes=note)).lines.texts
    ) == ["Dues rose."]


@pytest.mark.parametrize("kind", ["del", "moveFrom"])
def test_an_item_that_is_gone_is_not_counted(kind):
    gone = f"<w:{kind}>{run('Gone.')}</w:{kind}>"
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = paragraph(gone, f"{item}<w:rPr><w:{kind}/></w:rPr>") + listed("Left.")

    assert lines(body, numbering=NUMBERING) == ["1. Left."]


def test_a_cell_that_is_gone_is_not_printed():
    gone = f"<w:tc><w:tcPr><w:cellDel/></w:tcPr>{paragraph('Gone.')}</w:tc>"

    assert lines(f"<w:tbl><w:tr>{gone}<w:tc>{paragraph('Left.')}</w:tc></w:tr></w:tbl>") == [
        "Left."
    ]


# --- numbers --------------------------------------------------------------------------------

RESTARTED = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
OTHER = f'<w:lvlOverride w:ilvl="0">{level(0, "[%1]")}</w:lvlOverride>'
NUMBERING = (
    abstract(0, level(0, "%1."), level(1, "%1.%2"), level(2, "(%3)", "lowerRoman"),
             level(3, "%4)", "lowerLetter"))
    + abstract(1, level(0, "Article %1", "upperRoman"), level(1, "§ %1.%2", inside="<w:isLgl/>"),
               level(2, "%3", "upperLetter", '<w:lvlRestart w:val="1"/>'))
    + abstract(2, level(0, "%1.", inside='<w:pStyle w:val="Clause"/>', start=5),
               level(1, "(%2)", "lowerLetter", '<w:pStyle w:val="Sub"/>'))
    + abstract(3, level(0, "•", "bullet"))
    + abstract(4, level(0, "%1", "decimalZero"), level(1, "%2", "ordinal"))
    + number(1, 0) + number(2, 1) + number(3, 2) + number(4, 3) + number(5, 0, RESTARTED)
    + number(6, 0) + number(7, 4) + number(8, 0, OTHER)
)  # fmt: skip
IN_LIST = '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>'
LISTS = style("Clause", "Clause", IN_LIST) + style("Sub", "Sub", IN_LIST)


def labels(*places: tuple[int, int]) -> list[str]:
    """The numbers of paragraphs in lists, at levels."""
    body = "".join(listed("x", *place) for place in places)
    found = lines(body, numbering=NUMBERING, styles=LISTS)
    return [text.removesuffix("x").strip() for text in found]


@pytest.mark.parametrize(
    ("places", "printed"),
    [
        ([(1, 0), (1, 0), (1, 1), (1, 1), (1, 0), (1, 1)], ["1.", "2.", "2.1", "2.2", "3.", "3.1"]),
        ([(1, 1), (1, 0)], ["1.1", "1."]),
        ([(1, 2), (1, 2), (1, 3), (1, 2), (1, 3)], ["(i)", "(ii)", "a)", "(iii)", "a)"]),
        ([(1, 0), (4, 0), (1, 0)], ["1.", "", "2."]),
        ([(1, 0), (5, 0), (5, 0), (6, 0)], ["1.", "1.", "2.", "3."]),
        ([(2, 0), (2, 1), (2, 2), (2, 1), (2, 2), (2, 0), (2, 2)],
         ["Article I", "§ 1.1", "A", "§ 1.2", "B", "Article II", "A"]),
        ([(7, 0), (7, 1), (7, 1), (7, 1)], ["01", "1st", "2nd", "3rd"]),
        ([(8, 0), (1, 0)], ["[1]", "2."]),
        ([(1, 3)] * 27, [f"{letter})" for letter in [*"abcdefghijklmnopqrstuvwxyz", "aa"]]),
        ([(0, 0), (9, 0), (1, 7)], ["", "", ""]),
    ],
    ids=["levels", "a lower level first", "letters", "bullets", "restarted", "legal", "forms",
         "overridden", "beyond z", "no list"],
)  # fmt: skip
def test_a_list_is_numbered_as_word_prints_it(places, printed):
    assert labels(*places) == printed


def test_a_style_numbers_its_paragraphs_at_the_level_that_names_it():
    outside = paragraph("x", '<w:pStyle w:val="Clause"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    body = "".join(styled("x", name) for name in ("Clause", "Sub", "Sub", "Clause", "Sub"))

    assert lines(body + outside, numbering=NUMBERING, styles=LISTS) == [
        "5. x", "(a) x", "(b) x", "6. x", "(a) x", "x",
    ]  # fmt: skip


def test_paragraphs_are_cited_by_the_numbers_that_word_prints(tmp_path):
    body = "".join(listed(f"{DUES} {count}", 3) for count in range(3))
    source = tmp_path / "lock.docx"
    source.write_bytes(word_file(body, numbering=NUMBERING))

    found = import_seed(source, tmp_path / "seeds", key="lock", file="lock.docx").edition

    assert [one.number for one in found.paragraphs] == ["5", "6", "7"]
    assert found.original == "original.docx"
    assert read_edition(tmp_path / "seeds/lock", file="seeds/lock") == found


@pytest.mark.slow
def test_libreoffice_prints_the_same_numbers(office, tmp_path):
    levels = [(1, 0), (1, 1), (1, 2), (1, 2), (1, 3), (1, 1), (1, 0)]
    places = [*levels, (5, 0), (5, 1), (6, 0), (7, 0), (7, 1), (2, 0), *[(1, 3)] * 28]
    body = "".join(listed(DUES, *place) for place in places)
    source = tmp_path / "lock.docx"
    source.write_bytes(word_file(body, numbering=NUMBERING, styles=LISTS))

    (shown,) = office.save_again([source], tmp_path / "out", "txt:Text")

    text = shown.read_text(encoding="utf-8-sig")
    printed = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    assert list(read(source.read_bytes()).lines.texts) == printed


# --- what cannot be read --------------------------------------------------------------------


OPEN_FIELD = "<w:r><w:fldChar w:fldCharType='begin'/></w:r>"


@pytest.mark.parametrize(
    ("make", "code", "said"),
    [
        (lambda: word_file(paragraph(DUES))[:-60], "S016", "its end is missing"),
        (lambda: zipped({"word/document.xml": "<w:document/>"}), "S016", "it has no main part"),
        (lambda: word_file("<w:p>"), "S016", "word/document.xml is no sound XML"),
        (lambda: word_file("<w:altChunk/>"), "S016", "takes in another file"),
        (lambda: word_file(OPEN_FIELD), "S016", "does not end"),
        (lambda: word_file("<w:sdt>" * 5_000 + "</w:sdt>" * 5_000), "S016", "deeper in each other"),
        (lambda: word_file(paragraph("a" * 20_000_001)), "S018", "letters"),
        (lambda: word_file(" " * 48_000_001), "S018", "bytes of text"),
    ],
    ids=["cut", "no main part", "no XML", "a chunk", "a field", "too deep", "letters", "bytes"],
)  # fmt: skip
def test_a_word_file_that_cannot_be_read_is_told_with_what_to_do(make, code, said):
    found = refused(make())

    assert found.code == code
    assert said in found.message
    assert found.hint


def test_elements_as_deep_as_is_read_are_read():
    room = DEEPEST - 2  # below the document and its body

    assert kept(word_file("<w:p>" * (room - 2) + run(DUES) + "</w:p>" * (room - 2))) == [DUES]


def test_entities_are_not_read():
    main = '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w>&b;</w>'
    data = zipped({**members(word_file("")), "word/document.xml": main})

    assert "a document type w" in refused(data).message


WORDS = st.text(st.sampled_from("ab.<w:p/>&;\u00ad\t 漢"), max_size=12)


@given(st.lists(st.tuples(WORDS, st.integers(0, 9), st.integers(0, 9)), max_size=6))
def test_whatever_is_in_a_word_file_its_lines_are_kept_or_dropped_without_remainder(parts):
    body = "".join(
        listed(words.replace("&", "&amp;").replace("<", "&lt;") or "x", number_id, depth)
        for words, number_id, depth in parts
    )
    data = word_file(body, numbering=NUMBERING)

    found = read(data)

    assert is_without_remainder(found)
    assert lines_of_word_file(data, "", "lock.docx") == found.lines


def test_a_seed_made_of_a_word_file_is_proved_by_it(tmp_path: Path):
    source = tmp_path / "lock.docx"
    source.write_bytes(word_file(paragraph(DUES) + paragraph(NOBODY)))
    import_seed(source, tmp_path / "seeds", key="lock", file="lock.docx")
    original = tmp_path / "seeds/lock/original.docx"
    edition = tmp_path / "seeds/lock/editions/1.json"
    forged = edition.read_text(encoding="utf-8").replace("had been told", "had been asked")
    edition.write_text(forged, encoding="utf-8")

    with pytest.raises(BriefError) as caught:
        read_edition(tmp_path / "seeds/lock", file="seeds/lock")

    assert original.read_bytes() == source.read_bytes()
    assert caught.value.diagnostics[0].code == "S005"

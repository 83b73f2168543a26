"""What is read of an OpenDocument text: each line as it is printed, and which of them are body."""

from __future__ import annotations

import pytest

from generator.diagnostics import BriefError
from generator.seeds.editions import read_edition
from generator.seeds.readers.kinds import kind_of
from generator.seeds.reading import SourceReading
from tests.seeds.importing import import_seed
from tests.seeds.office_files import (
    flat_opendocument,
    listed,
    members,
    opendocument,
    paragraph,
    word_file,
    zipped,
)
from tests.seeds.wholeness import is_without_remainder

DUES = "The dues at the lock were raised twice within a single year."
NOBODY = "Nobody on the canal had been told why they had to pay more."


def p(words: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{words}</text:p>'


def read(data: bytes) -> SourceReading:
    return kind_of(data).read(data, "lock.odt", None)


def lines(body: str, styles: str = "") -> list[str]:
    return list(read(opendocument(body, styles=styles)).lines.texts)


def dropped(data: bytes) -> list[tuple[str, str]]:
    return [(one.reason, one.text) for one in read(data).cleaned.dropped]


# --- what is body ---------------------------------------------------------------------------


def test_paragraphs_are_kept_and_what_is_set_apart_is_not():
    note = f"<text:note><text:note-citation>1</text:note-citation><text:note-body>{p('See it.')}"
    box = f"<draw:frame><draw:text-box>{p('They paid.')}</draw:text-box></draw:frame>"
    contents = f"<text:table-of-content><text:index-body>{p('Dues 3')}</text:index-body>"
    data = opendocument(
        p("Dues at the lock", "Title")
        + p("By Ada Moor")
        + contents
        + "</text:table-of-content>"
        + '<text:h text:outline-level="1">What was paid</text:h>'
        + p(f"The dues{note}</text:note-body></text:note> were raised.{box}")
        + p("The lock in winter", "Figure1")
        + p("We paid, and we went on.", "Quotations"),
        styles='<style:style style:name="Figure1" style:family="paragraph" '
        'style:parent-style-name="Caption"/>'
        '<style:style style:name="Caption" style:family="paragraph"/>',
        around=f"<style:header>{p('Canal papers')}</style:header>"
        f"<style:footer>{p('Page 3')}</style:footer>",
    )

    found = read(data).cleaned

    assert is_without_remainder(read(data))
    assert (found.title, found.author) == ("Dues at the lock", "Ada Moor")
    assert [(one.kind, one.text) for one in found.paragraphs] == [
        ("text", "The dues were raised."),
        ("quote", "We paid, and we went on."),
    ]
    assert dropped(data) == [
        ("title", "Dues at the lock"),
        ("by-line", "By Ada Moor"),
        ("contents", "Dues 3"),
        ("heading", "What was paid"),
        ("text box", "They paid."),
        ("caption", "The lock in winter"),
        ("note", "See it."),
        ("running head", "Canal papers"),
        ("running head", "Page 3"),
    ]


def test_a_row_of_a_table_is_a_paragraph():
    def row(*cells: str) -> str:
        inside = "".join(f"<table:table-cell>{p(cell)}</table:table-cell>" for cell in cells)
        return f"<table:table-row>{inside}</table:table-row>"

    table = f"<table:table>{row('Year', 'Dues')}{row('2024', '45')}</table:table>"

    assert [(one.kind, one.text) for one in read(opendocument(table)).cleaned.paragraphs] == [
        ("cell", "Year Dues"),
        ("cell", "2024 45"),
    ]


def test_a_row_whose_cell_holds_a_table_is_none_and_the_rows_of_that_are():
    def row(*cells: str) -> str:
        inside = "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in cells)
        return f"<table:table><table:table-row>{inside}</table:table-row></table:table>"

    data = opendocument(row(p(DUES), row(p("2024"), p("45")), p(DUES)))

    assert [(one.kind, one.text) for one in read(data).cleaned.paragraphs] == [
        ("text", DUES),
        ("cell", "2024 45"),
        ("text", DUES),
    ]


def test_a_paragraph_in_a_style_of_headings_is_one():
    style = (
        '<style:style style:name="Part" style:family="paragraph" style:default-outline-level="2"/>'
    )

    assert dropped(opendocument(p("Who pays", "Part") + p(DUES), styles=style)) == [
        ("heading", "Who pays")
    ]


# --- the words of a line --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ('one<text:s text:c="3"/>two<text:tab/>three<text:line-break/>four', "one two three four"),
        ("a <text:a>link</text:a> and <text:span>more</text:span>", "a link and more"),
        ("dred\u00adging", "dredging"),
        ("page <text:page-number>7</text:page-number>", "page 7"),
        (f"said<office:annotation>{p('a remark')}</office:annotation>", "said"),
        ("<text:change-start text:change-id='a'/>put in<text:change-end text:change-id='a'/>",
         "put in"),
        ("broken\n   in the file", "broken in the file"),
    ],
    ids=["signs", "spans", "soft hyphen", "field", "comment", "inserted", "white space"],
)  # fmt: skip
def test_a_line_has_the_words_that_are_printed(inside, words):
    assert lines(p(inside)) == [words]


def test_what_was_deleted_is_not_printed():
    region = f"<text:changed-region><text:deletion>{p('gone')}</text:deletion>"

    assert (
        lines(f"<text:tracked-changes>{region}</text:changed-region></text:tracked-changes>") == []
    )


def test_hidden_words_are_set_apart_however_they_are_hidden():
    style = (
        '<style:style style:name="Secret" style:family="text">'
        '<style:text-properties text:display="none"/></style:style>'
    )
    data = opendocument(
        p('Dues rose.<text:span text:style-name="Secret"> Not so.</text:span>')
        + p('<text:hidden-text text:is-hidden="true" text:string-value="Never."/>Dues fell.')
        + f'<text:section text:display="none">{p("All of it.")}</text:section>'
        + p('<text:hidden-paragraph text:is-hidden="true"/>This too.'),
        styles=style,
    )

    assert [one.text for one in read(data).cleaned.paragraphs] == ["Dues rose.", "Dues fell."]
    assert dropped(data) == [
        ("hidden", "Not so."),
        ("hidden", "Never."),
        ("hidden", "All of it."),
        ("hidden", "This too."),
    ]


# --- numbers --------------------------------------------------------------------------------


def rule(depth: int, form: str, suffix: str = ".", more: str = "") -> str:
    return (
        f'<text:list-level-style-number text:level="{depth}" style:num-format="{form}" '
        f'style:num-suffix="{suffix}" {more}/>'
    )


RULES = (
    '<text:list-style style:name="L">'
    + rule(1, "1")
    + rule(2, "a", ")", 'style:num-prefix="("')
    + rule(3, "i", "", 'text:display-levels="2"')
    + rule(4, "A", more='text:start-value="26" style:num-letter-sync="true"')
    + '</text:list-style><text:list-style style:name="M">'
    + rule(1, "A", more='text:start-value="26"')
    + '</text:list-style><text:list-style style:name="N">'
    '<text:list-level-style-bullet text:level="1" text:bullet-char="•" '
    'loext:num-list-format="%1%."/></text:list-style>'
)


def item(*inside: str, more: str = "") -> str:
    return f"<text:list-item {more}>{''.join(inside)}</text:list-item>"


def listing(*items: str, more: str = 'text:style-name="L"') -> str:
    return f"<text:list {more}>{''.join(items)}</text:list>"


X = p("x")
DEEP = listing(item(listing(item(X), item(X), more="")), more="")


@pytest.mark.parametrize(
    ("body", "printed"),
    [
        (listing(item(X), item(X, X)), ["1. x", "2. x", "x"]),
        (listing(item(X, listing(item(X), item(X), more="")), item(X, listing(item(X), more=""))),
         ["1. x", "(a) x", "(b) x", "2. x", "(a) x"]),
        (listing(item(X, DEEP)), ["1. x", "a.i x", "a.ii x"]),
        (listing(item(X)) + X + listing(item(X)), ["1. x", "x", "1. x"]),
        (listing(item(X)) + listing(item(X), more='text:style-name="L" '
                                    'text:continue-numbering="true"'), ["1. x", "2. x"]),
        (listing(item(X), more='text:style-name="L" xml:id="one"') + listing(item(X))
         + listing(item(X), more='text:style-name="L" text:continue-list="one"'),
         ["1. x", "1. x", "2. x"]),
        (listing(item(X), item(X, more='text:start-value="7"'), item(X)), ["1. x", "7. x", "8. x"]),
        (listing(f"<text:list-header>{X}</text:list-header>", item(X)), ["x", "1. x"]),
        (listing(item(X), item(X), more='text:style-name="M"'), ["Z. x", "AA. x"]),
        (listing(item(X), more='text:style-name="none"'), ["x"]),
        (listing(item(X), more='text:style-name="N"'), ["x"]),
    ],
    ids=["an item", "levels", "levels shown", "anew", "going on", "going on by name", "restarted",
         "a head", "beyond z", "no numbers", "bullets"],
)  # fmt: skip
def test_a_list_is_numbered_as_it_is_printed(body, printed):
    assert lines(body, RULES) == printed


def test_headings_are_numbered_by_their_outline():
    outline = '<text:outline-style><text:outline-level-style text:level="1" style:num-format="I"/>'
    style = f'{outline}<text:outline-level-style text:level="2" style:num-format="1" '
    style += 'text:display-levels="2"/></text:outline-style>'
    heads = "".join(
        f'<text:h text:outline-level="{depth}">Dues</text:h>' for depth in (1, 2, 2, 1, 2)
    )

    assert lines(heads, style) == ["I Dues", "I.1 Dues", "I.2 Dues", "II Dues", "II.1 Dues"]


@pytest.mark.slow
def test_libreoffice_makes_the_same_lines_of_a_word_file_and_prints_them(office, tmp_path):
    from tests.seeds.test_word import LISTS, NUMBERING

    levels = [(1, 0), (1, 1), (1, 2), (1, 2), (1, 3), (1, 1), (1, 0)]
    body = "".join(listed(DUES, *at) for at in [*levels, (5, 0), (5, 1), (6, 0), (2, 0), (7, 0)])
    source = tmp_path / "lock.docx"
    source.write_bytes(word_file(body + paragraph(NOBODY), numbering=NUMBERING, styles=LISTS))

    (made,) = office.save_again([source], tmp_path / "out", "odt")
    (shown,) = office.save_again([made], tmp_path / "out", "txt:Text")

    text = shown.read_text(encoding="utf-8-sig")
    printed = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    assert list(read(made.read_bytes()).lines.texts) == printed
    assert read(source.read_bytes()).lines == read(made.read_bytes()).lines


# --- files ----------------------------------------------------------------------------------


def test_a_flat_file_is_read_as_a_zipped_one_is():
    assert read(flat_opendocument(p(DUES))).lines == read(opendocument(p(DUES))).lines


def test_a_seed_made_of_an_opendocument_text_is_proved_by_it(tmp_path):
    source = tmp_path / "lock.odt"
    source.write_bytes(opendocument(p(DUES) + p(NOBODY)))

    found = import_seed(source, tmp_path / "seeds", key="lock", file="lock.odt").edition

    assert found.original == "original.odt"
    assert read_edition(tmp_path / "seeds/lock", file="seeds/lock") == found


SHEET = "<office:body><office:spreadsheet/></office:body>"
LOCKED = "<manifest><encryption-data xmlns='m'/><m:encryption-data xmlns:m='m'/></manifest>"


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        ({"META-INF/manifest.xml": LOCKED}, "S017", "locked with a password"),
        ({"content.xml": "<p>"}, "S016", "it is no sound XML"),
        ({"content.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}, "S016", "a document type"),
        ({"content.xml": "<a>" * 5_000 + "</a>" * 5_000}, "S016", "deeper in each other"),
        ({"content.xml": "<a/>"}, "S009", "but no text"),
        ({"content.xml": " " * 48_000_001}, "S018", "bytes of text"),
    ],
    ids=["locked", "no XML", "entities", "too deep", "a spreadsheet", "too large"],
)
def test_an_opendocument_file_that_cannot_be_read_is_told_with_what_to_do(change, code, said):
    data = zipped({**members(opendocument(p(DUES))), **change})

    with pytest.raises(BriefError) as caught:
        read(data)

    found = caught.value.diagnostics[0]
    assert found.code == code
    assert said in found.message
    assert found.hint


@pytest.mark.parametrize(
    "said", ['text:display="none"', 'text:display="condition" text:is-hidden="true"']
)
def test_a_section_that_nobody_sees_is_hidden(said):
    body = f'<text:section text:name="s" {said}><text:p>Secret.</text:p></text:section>'

    assert dropped(opendocument(f"<text:p>{DUES}</text:p>{body}")) == [("hidden", "Secret.")]


def test_hidden_paragraphs_each_have_their_own_words_once():
    spans = "<text:span>All</text:span> of <text:span>it.</text:span>"
    body = f'<text:section text:display="none">{p(spans)}{p(spans)}</text:section>'

    assert dropped(opendocument(p(DUES) + body)) == [("hidden", "All of it.")] * 2

"""Files of reference managers as they are met: what is read, and what is refused where."""

from __future__ import annotations

import json

import pytest

from generator.diagnostics import BriefError
from generator.references.item import values_of_record
from tests.references.test_formats import FORMATS, read


def only(name: str, text: str):
    (found,) = read(name, text)
    return found


def told(name: str, text: str) -> list[tuple[int, str]]:
    """The line and the words of each fault of the only entry."""
    faults = (fault.finding for fault in only(name, text).faults)
    return [(finding.span.start.line, finding.message) for finding in faults]


def refused(name: str, text: str) -> list[tuple[int, str]]:
    """The line and the words of each reason for which a file is refused."""
    with pytest.raises(BriefError) as raised:
        read(name, text)
    assert {found.code for found in raised.value.diagnostics} == {"S023"}
    return [(found.span.start.line, found.message) for found in raised.value.diagnostics]


@pytest.mark.parametrize("written", ["{}", "https://doi.org/{}", "http://dx.doi.org/{}", "doi:{}"])
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("csl-json", '[{{"id": "a", "title": "T", "DOI": "{}"}}]'),
        ("bibtex", "@misc{{a, title = {{T}}, doi = {{{}}}}}"),
        ("ris", "TY  - GEN\nTI  - T\nDO  - {}\nER  - \n"),
    ],
)
def test_a_doi_leads_to_its_page_however_it_is_written(name, text, written):
    found = only(name, text.format(written.format("10.5555/jit.12")))

    assert values_of_record(found.item)["url"] == "https://doi.org/10.5555/jit.12"


# --- BibTeX -----------------------------------------------------------------------------

BETTER_BIBTEX = r"""
@string{jit = "Journal of Island Trade"}
@comment{jabref-meta: databaseType:bibtex;}

@article{müller2020,
  title = {{Der {\"U}bergang} zur \textbf{See}: 50\% \& more -- a ``plan''},
  author = {M{\"u}ller, J{\"u}rgen and {World Ports, Inc.} and de la Cruz, Mar{\'i}a and others},
  journal = jit # { B},
  year = 2020,
  month = mar,
  volume = 12,
  number = {3},
  pages = {1--20},
  doi = {10.5555/a\_b},
  url = {https://port.example/a\_b\%20c},
  urldate = {2026-11-25},
}
"""


def test_an_entry_of_better_bibtex_is_read_with_its_latex_names_and_abbreviations():
    found = only("bibtex", BETTER_BIBTEX)

    assert found.faults == found.unread == ()
    assert values_of_record(found.item) == {
        "title": "Der Übergang zur See: 50% & more – a “plan”",
        "author": "Jürgen Müller, World Ports, Inc., María de la Cruz, et al.",
        "publisher": "Journal of Island Trade B 12(3)",
        "date": "2020-03",
        "url": "https://port.example/a_b%20c",
        "accessed": "2026-11-25",
    }


@pytest.mark.parametrize(
    ("field", "value", "read_as"),
    [
        ("date", "{2019-05-06/2019-05-09}", "2019-05-06/2019-05-09"),
        ("date", "{2019}", "2019"),
        ("year", "{2019--2020}", "2019/2020"),
        ("year", "2019", "2019"),
    ],
)
def test_a_date_of_bibtex_is_read_as_far_as_it_is_known(field, value, read_as):
    assert only("bibtex", f"@misc{{a, title={{T}}, {field}={value}}}").item.issued == read_as


@pytest.mark.parametrize(
    ("fields", "line", "message"),
    [
        ("year={in press}", 2, "`year` is no date: in press"),
        ("date={2024-13}", 2, "`date` is no date: 2024-13"),
        ("urldate={May}", 2, "`urldate` is no day: May"),
        ("publisher={\\input{/etc/passwd}}", 2, "cannot read \\input in `publisher`"),
        ("publisher={\\foo{x}}", 2, "cannot read \\foo in `publisher`"),
        (
            "publisher={" + r"\'e" * 2000 + "}",
            2,
            "cannot read LaTeX of 6,000 characters in `publisher`",
        ),
        ("publisher=nobody", 2, "cannot read \\nobody in `publisher`"),
        (
            "url={javascript:alert(1)}",
            1,
            "the address of `a` leads to no page: javascript:alert(1)",
        ),
        (
            "author={One, Two, Three, Four}",
            2,
            "cannot read a name in `author`: One, Two, Three, Four",
        ),
    ],
)
def test_what_cannot_be_read_in_bibtex_is_said_at_its_line(fields, line, message):
    assert told("bibtex", f"@misc{{a, title={{T}},\n{fields}}}") == [(line, message)]


def test_braces_inside_braces_without_end_are_refused():
    assert [
        line for line, _ in told("bibtex", f"@misc{{a, title={{{'{' * 5000}{'}' * 5000}}}}}")
    ] == [1]


def test_an_entry_of_bibtex_that_never_closes_is_said_at_its_line():
    text = "@misc{a, title={A}}\n@book{b,\n  title = {never closed\n@misc{c, title={C}}\n"

    assert refused("bibtex", text) == [(2, "an entry begins here and cannot be read to its end")]


def test_a_field_that_no_bibtex_has_is_named():
    assert only("bibtex", "@misc{a, title={T}, colour={red}, abstract={x}}").unread == ("colour",)


# --- RIS --------------------------------------------------------------------------------

RIS = """1.
TY  - RPRT

TI  - Closed days: a report
that goes on here
AU  - Lindqvist, Anna, Jr.
AU  - Harbour Board
PB  - Quay Press
M3  - Annual report
SN  - 7
DA  - 2023/05//
Y2  - 2026/11/25/
UR  - https://board.example/a;b
ID  - closed2023
ER  -
"""


def test_an_entry_of_ris_is_read():
    found = only("ris", RIS)

    assert found.item.key == "closed2023"
    assert values_of_record(found.item) == {
        "title": "Closed days: a report that goes on here",
        "author": "Anna Lindqvist Jr., Harbour Board",
        "publisher": "Quay Press, Annual report 7",
        "date": "2023-05",
        "url": "https://board.example/a;b",
        "accessed": "2026-11-25",
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("TY  - BOOK\nTI  - A\n", (1, "this entry never ends")),
        (
            "TY  - BOOK\nTI  - A\nTY  - BOOK\nER  - \n",
            (3, "an entry begins here before the last one ended"),
        ),
        ("ER  - \n", (1, "an entry ends here that never began")),
        ("TI  - A\n", (1, "`TI` stands in no entry")),
        ("TY  - BOOK\nwords\nER  - \n", (2, "this line has no tag")),
    ],
)
def test_ris_that_is_cut_off_is_said_at_its_line(text, found):
    assert refused("ris", text) == [found]


def test_a_tag_that_no_ris_has_is_named_and_an_address_that_is_not_there_is_none():
    assert values_of_record(only("ris", "TY  - BOOK\nTI  - A\nER  - \n").item)["url"] == ""
    assert only("ris", "TY  - BOOK\nTI  - A\nZZ  - b\nER  - \n").unread == ("ZZ",)


# --- CSL-JSON ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", (1, "this is no list of CSL-JSON items")),
        ('{"items": []}', (1, "this is no list of CSL-JSON items")),
        ('[\n{"id": "a"},\n7]', (3, "this item is no table of values")),
        ('[\n{"id": "a"}\n{"id": "b"}]', (3, "the list of items is cut off")),
        ('[{"id": "a"', (1, "this is not JSON: Expecting ',' delimiter")),
        ("[" * 100_000, (1, "this is not JSON: too deep")),
    ],
)
def test_json_that_is_no_list_of_items_is_said_at_its_line(text, found):
    assert refused("csl-json", text) == [found]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("publisher", ["a"], "`publisher` is no words"),
        ("author", "Anna", "a name in `author` cannot be read"),
        ("author", [{"family": "A", "nickname": "B"}], "a name in `author` cannot be read"),
        ("issued", {"raw": "Spring 2019"}, "`issued` is no date: Spring 2019"),
        (
            "issued",
            {"date-parts": [[2019]], "circa": True},
            "`issued` is no date that a note can print",
        ),
        ("issued", {"date-parts": [[2019, 2, 31]]}, "`issued` is no date: 2019-2-31"),
        ("accessed", {"date-parts": [[2019]]}, "`accessed` is no day: 2019"),
        ("publisher", "a\u0000b", "the publisher of `a` holds U+0000"),
        ("URL", "file:///etc/passwd", "the address of `a` leads to no page: file:///etc/passwd"),
    ],
)
def test_a_value_that_a_note_cannot_print_is_said(field, value, message):
    text = json.dumps([{"id": "a", "type": "book", "title": "T", field: value}], indent=1)

    assert [words for _, words in told("csl-json", text)] == [message]


def test_a_fault_of_json_is_said_at_the_line_of_its_field():
    text = '[\n {"id": "a",\n  "title": "T",\n  "issued": {"raw": "soon"}}\n]'

    assert told("csl-json", text) == [(4, "`issued` is no date: soon")]


def test_a_variable_that_csl_does_not_have_is_named():
    text = json.dumps([{"id": "a", "type": "book", "title": "T", "colour": 1, "abstract": "x"}])

    assert only("csl-json", text).unread == ("colour",)


def test_the_citation_key_of_an_item_comes_before_its_id():
    text = json.dumps([{"id": "http://zotero.org/1", "citation-key": "smith2023", "title": "T"}])

    assert only("csl-json", text).item.key == "smith2023"


# --- any format -------------------------------------------------------------------------

WITHOUT_TITLE = {
    "csl-json": '[{"id": "a", "type": "book"}]',
    "bibtex": "@book{a, year=2020}",
    "ris": "TY  - BOOK\nID  - a\nER  - \n",
}


@pytest.mark.parametrize("name", FORMATS)
def test_an_entry_without_a_title_is_an_error_at_its_place(name):
    assert told(name, WITHOUT_TITLE[name]) == [(1, "`a` has no title, and a note prints it")]

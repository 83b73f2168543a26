"""Plain texts that were laid out in pages, and how their lines are counted."""

from __future__ import annotations

import pytest
from hypothesis import example, given

from generator.diagnostics import Span
from generator.seeds.blocks import dropped_blocks, paragraphs, with_numbers
from generator.seeds.cleaning import clean
from generator.seeds.ink import ink_of
from generator.seeds.originals import READERS
from generator.seeds.proving import unproved
from generator.seeds.readers.text import lines_of_plain_text, read_text_source
from generator.seeds.readers.versions import TEXT
from generator.seeds.reading import SourceReading
from generator.seeds.seed import Edition
from tests.seeds.test_cleaning import LINES

PAGES = """\
THE YARDS OF THE SOUND

Ole Tamm

The yard at Varn built its last boat in the spring of 1998, and the slip
has been a car park since then. Those who worked there still meet in the
-----
14                                          Review of the Sound

shed on Fridays, and they bring the old plans with them.

A buyer came in spring and measured the shed, which took him most of the
day. He has not been heard of since, and nobody expects that he will be-
-----
The yards of the sound                                       15

long to those who buy.

The council would sell at once, and asks for nothing but a plan that will
belong to the town.
-----
16                                          Review of the Sound

So far, nobody has drawn one, and the crane at the end of the quay is red.
-----
The yards of the sound                                       17

It was painted last year, by those who meet on Fridays, for no reason.
-----
18                                          Review of the Sound

They had the paint, they said.
""".split("-----\n")  # noqa: SIM905 (so that a page is read as it looks)


def read(text: str) -> SourceReading:
    return read_text_source(text.encode(), "yards.txt", None)


def test_a_form_feed_begins_a_page():
    found = read("one\n\ftwo\nthree\n\f\ffive\nsix\fseven")

    assert found.lines.pages == ("1", "2", "2", "4", "4")


def test_a_text_without_form_feeds_has_no_pages():
    assert read("one\ntwo").lines.pages == ()


@pytest.mark.parametrize("number", ["Sida {} av 3", "Página {} de 3", "S. {}", "- {} -", "pg. {}"])
def test_the_number_of_a_page_is_left_out_in_each_language(number):
    pages = [f"{words}\n\n{number.format(page)}\n" for page, words in enumerate(PAGES[:3], 7)]
    found = read("\f".join(pages)).cleaned

    assert [drop.text for drop in found.dropped if drop.reason == "page number"] == [
        number.format(page) for page in (7, 8, 9)
    ]


def test_heads_of_odd_and_even_pages_are_left_out_and_paragraphs_go_on_behind_them():
    found = read("\f".join(PAGES)).cleaned

    heads = [drop for drop in found.dropped if drop.reason == "running head"]
    assert len(heads) == 5
    assert "meet in the shed on Fridays" in found.paragraphs[0].text
    assert "that he will belong to those who buy" in found.paragraphs[1].text


def test_page_numbers_alone_are_left_out():
    pages = [f"{words}\n\n- {number} -\n" for number, words in enumerate(PAGES[:3], 7)]
    found = read("\f".join(pages)).cleaned

    assert [drop.text for drop in found.dropped if drop.reason == "page number"] == [
        "- 7 -", "- 8 -", "- 9 -",
    ]  # fmt: skip


def test_heads_with_rising_figures_are_found_without_form_feeds():
    sentence = "The yard has been a car park since it was closed, and those who meet in the"
    rest = "shed on Fridays bring the plans, at which nobody laughs any more."
    heads = [f"Review of the Sound, vol. 4, p. {page}" for page in range(12, 17)]
    text = "\n".join(f"{sentence}\n{head}\n\n{rest}\n" for head in heads)

    found = read(text).cleaned

    assert [drop.reason for drop in found.dropped] == ["running head"] * 5
    assert {p.text for p in found.paragraphs} == {f"{sentence} {rest}"}


def test_the_end_of_a_sentence_at_the_foot_of_pages_is_no_running_head():
    page = "Review of the Sound\n\n{}: the yard was closed in spring, and those who meet in\n{}\n"
    end = "the shed on Fridays bring the plans."
    starts = ("One says", "Another says", "A third says", "The last says")

    found = read("\f".join(page.format(start, end) for start in starts)).cleaned

    assert [p.text.endswith(end) for p in found.paragraphs] == [True] * 4


def test_numbered_headings_are_no_running_heads():
    text = "\n\n".join(
        f"Article {n}\n\nThe slip is sold to whoever draws a plan." for n in range(1, 9)
    )

    assert len(read(text).cleaned.paragraphs) == 16


def test_the_title_on_the_first_page_is_no_running_head_although_others_repeat_it():
    pages = ["The yards of the sound\n\nThe yard is closed. Nobody has bought it.\n"] * 4

    assert read("\f".join(pages)).cleaned.title == "The yards of the sound"


@pytest.mark.parametrize("end", ["\x85", "\u2028", "\u2029", "\r\n", "\r"])
def test_lines_end_as_unicode_has_it(end):
    assert read(f"one{end}two\nthree").lines.texts == ("one", "two", "three")


def test_the_first_reader_of_texts_reads_as_it_did():
    found = lines_of_plain_text("one\x85two\n\fthree\nT\nhe".encode(), "UTF-8", "yards.txt")

    assert (found.texts, found.pages) == (("one two", " three", "T", "he"), ())
    assert found.tied == frozenset()
    assert READERS[TEXT].kinds == {"text"}


@given(LINES)
@example(["T", "", "he ferry was late again, and nobody was told of it before noon."])
@example(["\fOne page of the ferry.", "\f", "2", "\fThe ferry did not come on Tuesday, they say."])
def test_what_is_read_is_proved_by_the_original(lines):
    text = "\n".join(lines)
    if not text.strip() or "\x00" in text:
        return
    data = text.encode(errors="replace")
    found = read_text_source(data, "yards.txt", "UTF-8")
    ink = ink_of(found.lines)
    dropped = dropped_blocks(ink, found.cleaned.dropped)
    counted = found.read_as.numbering
    kept = with_numbers(paragraphs(ink, found.cleaned.paragraphs, dropped), dropped, counted)
    edition = Edition(1, "original.txt", "", kept, dropped, found.read_as)

    shown = Span.at("seeds/yards/editions/1.json")
    assert unproved(edition, data, None, shown=shown, at=lambda *_: shown) == ()


# --- bounds -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "The ferry is late. " * 11_000,
        "x" + " " * 200_000 + "y.",
        "." * 200_000,
        "1" * 200_000,
        "“" * 200_000,
        "Contents\n\nNotes\n\nComments\n\nRelated\n\n" * 5_000,
        "Dear Sirs\n\nYours faithfully\n\n" * 5_000,
        "1 See the report.\n\nThe ferry is late again, they say.1\n\n" * 5_000,
        "T\n\nhe ferry is late again.\n\n" * 5_000,
    ],
    ids=range(9),
)
def test_long_lines_and_many_lines_of_a_kind_take_time_in_proportion(text):
    assert len(clean(text.split("\n")).paragraphs) <= len(text)

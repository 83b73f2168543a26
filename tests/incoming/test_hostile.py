"""A small file that asks for hours or gigabytes is refused before it gets them.

Nothing here is timed: what no budget stops runs for minutes, or does not fit in memory.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from generator.diagnostics import BriefError
from generator.incoming.needs import incoming_budget
from generator.receiving.formats import read_incoming
from tests.incoming.test_opendocument import NOTE, p, region, text, tracked
from tests.incoming.word_files import by, complex_field, r, reference, texts, word
from tests.incoming.word_files import p as word_p
from tests.receiving.test_html import page


def refused(read: Callable[[], object]) -> str:
    with pytest.raises(BriefError) as caught:
        read()
    return caught.value.diagnostics[0].message


def comment(kind: str, number: int) -> str:
    return f'<w:commentRange{kind} w:id="{number}"/>'


NESTED_CHANGES = "".join(f'<w:ins w:author="a" w:id="{depth}">' for depth in range(100))
POINTS = '<text:change text:change-id="d"/>'


@pytest.mark.slow
@pytest.mark.parametrize(
    ("body", "what"),
    [
        (word_p(reference(2) * 20_001), "marks of notes"),
        (word_p(complex_field(" REF a ", r("a" * 10_000_001) * 2)), "letters"),
        (word_p(f"{NESTED_CHANGES}{r('a') * 20_000}{'</w:ins>' * 100}"), "elements of XML"),
        (word_p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 60), "fields inside fields"),
        (
            word_p("".join(comment("Start", one) for one in range(3_000)), r("a" * 20_000),
                   "".join(comment("End", one) for one in range(3_000))),
            "letters",
        ),
    ],
    ids=["marks", "letters of fields", "changes inside changes", "open fields", "comments on all"],
)  # fmt: skip
def test_a_word_file_that_repeats_itself_is_refused(body, what):
    assert what in refused(lambda: word(body))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("body", "what"),
    [
        (p(NOTE * 20_001), "marks of notes"),
        (p('<text:s text:c="999999999"/>' * 20_001), "letters"),
        (tracked(region("d", "deletion", p("a") * 2_000)) + p(POINTS * 2_000), "elements of XML"),
    ],
    ids=["marks", "blanks", "what was deleted, again and again"],
)
def test_an_opendocument_text_that_repeats_itself_is_refused(body, what):
    assert what in refused(lambda: text(body))


def test_text_boxes_side_by_side_are_each_read_once():
    box = "<draw:frame><draw:text-box><text:p>a</text:p></draw:text-box></draw:frame>"

    assert len(texts(text(p(box * 3_000)))) == 3_001


@pytest.mark.slow
@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("<table><tr>" + "<td colspan=1000 rowspan=1000>a" * 20, ""),
        ("<div>" * 500 + "<p>a" * 10_000, "elements of a web page"),
        ("<b>a</b>" * 300_000, "elements of a web page"),
    ],
    ids=["cells that reach far", "paragraphs deep inside others", "elements"],
)
def test_a_page_of_hundreds_of_thousands_of_elements_is_refused(body, what):
    if what:
        assert what in refused(lambda: page(body))
    else:
        assert len(texts(page(body))) == 20


@pytest.mark.slow
def test_a_zipped_page_that_unpacks_to_gigabytes_is_not_unpacked():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a.html", b"<html>" + b" " * 60_000_000)

    told = refused(lambda: read_incoming(made.getvalue(), incoming_budget("x.zip")))
    assert "bytes of text and attachments in one part" in told


def test_one_who_takes_out_what_another_put_in_leaves_nothing():
    assert texts(word(word_p(by("ins", by("del", r("a", text="delText")))))) == [""]

"""Whatever stands in a claim or its source, the answer is right or a finding, never a traceback."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.diagnostics import BriefError
from tests.checking import FRONT, codes, every_finding, findings, words_at
from tests.conftest import examples

PIECES = (
    *("the ferry", "could", "not", "never", "nobody", "19 June 2024", "June", "2024-06-19", "may"),
    *("3,400", "2.5 per cent", "€3m", "two dozen", "a third of", "¶", "1/0", "1.2.3", "9" * 40),
    *("Kim Jong Un's", "Russian", "NATO", "O’Neill", "unless", "but also", "according to", "—"),
    *("“", "”", '"', "'", "«", "»", "‘", "…", "[…]", "[not]", "*", "**", "_", "`@a`", "a@b.org"),
    *("[x](https://x.org)", "[^1]", "אבג", "한국", "ﬁ", "😀", "e\u0301", "a\u200b\u0301", "\u0301"),
    *(
        "\u202e",
        "\u200b",
        "\u00ad",
        "\u1161",
        "\u0e31",
        "[@a; @b, ¶2; see @c, ¶3A]",
        "@harbour [¶2]",
    ),
    *("n’t", "can't", "-", "--", "%", "$", ",", ";", ".", "?", "\\", "{", "}", "<!--", "&amp;"),
)
TABLES = ("| a |\n|---|\n| [@harbour, ¶1] |", "| a |\n|---|\n| |", "| a | b |\n|---|---|\n| | |")
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)
OFTEN = settings(max_examples=examples(40), suppress_health_check=list(HealthCheck))


def lines_of(text: str) -> list[str]:
    return text.split("\n")


@OFTEN
@given(claim=TEXTS, source=TEXTS, locator=st.sampled_from(["¶1", "¶¶ 1-2", "¶3A", "¶1 s2", "¶9"]))
@pytest.mark.parametrize("language", ["en-GB", "fr-FR", "de-DE", "tlh"])
def test_any_claim_beside_any_source_is_answered_at_a_place_that_is_there(
    tmp_path, language, claim, source, locator
):
    front = FRONT.replace("---\n\n", f"lang: {language}\n---\n\n")
    line = f"x {claim} [@harbour, {locator}]."

    found = every_finding(tmp_path, line, front=front, texts=[source, "It waits."])

    lines = lines_of(front + line + "\n")
    for finding in found:
        start, end = finding.span.start, finding.span.end
        assert 1 <= start.line <= end.line <= len(lines)
        assert start.column <= len(lines[start.line - 1]) + 1
        assert end.column <= len(lines[end.line - 1]) + 1


LETTERS = st.one_of(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cn", "Co"]),
    st.characters(codec="utf-8", categories=["Mn", "Mc", "Me", "Cf", "Sk", "No", "Zs"]),
    st.sampled_from([*"ab. 1,-'\"“”’", "\ufe0f", "\U000e0100", "\u20e3", "\u0f73", "\u115f"]),
)
SAID = st.text(LETTERS, max_size=20).map(lambda text: " ".join(text.split()))
PRINTED = st.text(LETTERS | st.characters(codec="utf-8"), max_size=20)


@OFTEN
@given(claim=SAID, quotation=SAID, source=PRINTED)
def test_no_text_in_a_claim_a_quotation_or_a_source_ends_in_an_exception(
    tmp_path, claim, quotation, source
):
    line = f"The ferry {claim} waits [@harbour, ¶1]. He said “{quotation}” [@harbour, ¶2]."
    block = f"> {quotation} [@harbour, ¶3]"

    try:
        texts = [f"It {source} 12 waits.", source, quotation]
        found = every_finding(tmp_path, f"{line}\n\n{block}", texts=texts)
    except BriefError as error:  # a character that cannot be printed: the brief is not read on
        found = error.diagnostics

    assert all(1 <= one.span.start.column <= len(line) + 1 for one in found)


@pytest.mark.parametrize("sign", ["©️", "1️⃣", "❤️", "a️", "️", "☃︎"])
def test_a_sign_with_a_variation_selector_is_read_like_any_other(tmp_path, sign):
    texts = [f"The union {sign} has agreed with 3,400 drivers."]

    found = findings(tmp_path, f"The union {sign} has agreed [@harbour, ¶1].", texts=texts)

    assert set(codes(found)) <= {"B031"}  # that it is there is told, where no sign needs it


@OFTEN
@given(claim=TEXTS, source=TEXTS)
def test_letters_written_in_two_are_the_letters_written_in_one(tmp_path, claim, source):
    line = f"Zoë à Genève {claim} [@harbour, ¶1]."
    text = f"Zoe\u0308 est à Gene\u0300ve. {source}"

    forms = [
        [(f.code, unicodedata.normalize("NFC", f.message)) for f in found]
        for form in ("NFC", "NFD")
        for found in [findings(tmp_path, unicodedata.normalize(form, line), texts=[text])]
    ]

    assert forms[0] == forms[1]


@pytest.mark.parametrize("unseen", ["\u200b", "\u00ad", "\ufeff", "\u2060", "\ufe0f"])
def test_what_cannot_be_seen_changes_nothing(tmp_path, unseen):
    texts = ["The union has not agreed, and could strike on 19 June 2024 with 3,400 drivers."]
    line = "The un{0}ion has ag{0}reed, and will st{0}rike on 19 Ju{0}ly 2024 [@harbour, ¶1]."

    plain, strewn = (
        [
            code
            for code in codes(findings(tmp_path, line.format(sign), texts=texts))
            if code != "B031"
        ]
        for sign in ("", unseen)
    )

    assert plain == strewn
    assert set(plain) == {"C015", "C017", "C018"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('He said "it is "not ready"" [@harbour, ¶1].', {"C005"}),
        ("It *will* close in **2031** [@harbour, ¶1].", {"C015"}),
        ("It will close in [2031](https://x.org) [@harbour, ¶1].", {"C015"}),
        ("It will close in `2031` [@harbour, ¶1].", set()),
        ("Write to board@2031.org, it is ready to lease [@harbour, ¶1].", {"C018"}),
        ("| When |\n|:--|\n| It closes in 2031 [@harbour, ¶1] |", {"C015"}),
        ("- It closes\n- in 2031 [@harbour, ¶1]", {"C015"}),
        ("> It closes in 2031 [@harbour, ¶1].", {"C005"}),
        ("[see @harbour, ¶1; @R1] In 2031.", set()),
        ("אמר 2031 [@harbour, ¶1].", {"C015"}),
    ],
)
def test_a_claim_is_read_whatever_it_is_set_in(tmp_path, line, expected):
    assert set(codes(findings(tmp_path, line))) >= expected


def test_places_hold_behind_emphasis_links_and_letters_written_in_two(tmp_path):
    line = "Cafe\u0301 *owners* [know](https://x.org) that it closes in 2031 [@harbour, ¶1]."

    [found] = [f for f in findings(tmp_path, line) if f.code == "C015"]

    assert words_at(FRONT + line, found.span) == "2031"


@pytest.mark.slow
def test_a_paragraph_of_ten_thousand_words_is_read(tmp_path):
    claim = "The union has agreed and the docks, which could open on 3 May, cost €3m " * 700
    texts = ["The union has not agreed. The docks might open in 2019, unless it rains. " * 800]

    found = findings(tmp_path, f"{claim} [@harbour, ¶1].", texts=texts)

    assert {"C014", "C015"} <= set(codes(found))


@pytest.mark.parametrize("table", TABLES)
def test_a_row_without_words_is_read(tmp_path, table):
    found = every_finding(tmp_path, f"{table}\n\n: Ports {{#tbl-ports}}")

    assert not {"C001", "C002", "C026"} & set(codes(found))


@pytest.mark.parametrize("behind", ["¹", "\u200b", "’"])
def test_a_term_before_nothing_that_is_a_word_is_read(tmp_path, behind):
    every_finding(tmp_path, f"It is the [“Hook”]{{.term}} {behind}")

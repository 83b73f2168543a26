"""No altered quotation leaves, wherever it stands and however it is marked."""

from __future__ import annotations

import pytest

from generator.diagnostics import Severity
from generator.workspace.settings import Settings
from tests.checking import FRONT, codes, findings, words_at

TRUE = "appears ready to lease two docks"
ALTERED = "appears willing to lease two docks"
MARKS = ["“{}”", '"{}"', "‘{}’", "'{}'", "«{}»", "« {} »", "»{}«", "„{}“", "”{}”", "‚{}‘", "''{}''"]


@pytest.mark.parametrize("marks", MARKS)
def test_a_true_quotation_passes_in_any_marks(tmp_path, marks):
    assert findings(tmp_path, f"It {marks.format(TRUE)} [@harbour, ¶1].") == []


@pytest.mark.parametrize("marks", MARKS)
def test_an_altered_quotation_is_caught_in_any_marks(tmp_path, marks):
    quotation = marks.format(ALTERED)
    body = f"It says that it {quotation} [@harbour, ¶1]."

    (found,) = findings(tmp_path, body)

    assert found.code == "C005"
    assert words_at(FRONT + body, found.span) == quotation
    assert found.hint == "¶1 reads “appears ready to lease two docks”"


def test_of_sentences_that_are_like_an_altered_quotation_the_likest_is_shown(tmp_path):
    texts = ["It appears ready. The port appears ready to lease two docks now. It appears to wait."]

    [found] = findings(tmp_path, f"It says that it “{ALTERED}” [@harbour, ¶1].", texts=texts)

    assert found.hint == "¶1 reads “appears ready to lease two docks”"


def test_a_sentence_with_other_words_is_not_shown_as_the_likest(tmp_path):
    body = f"It says that it “{ALTERED}” [@harbour, ¶1]."

    [found] = findings(tmp_path, body, texts=["Docks two lease to. Whales were seen."])

    assert found.hint == "nothing like it is there: quote what is, or remove the marks"


@pytest.mark.parametrize(
    "body",
    [
        f'## The port "{ALTERED}"',
        f'## The port "{ALTERED}" [@harbour, ¶1]',
        f'| It | said |\n|---|---|\n| a | "{ALTERED}" [@harbour, ¶1] |',
        f'| It | "{ALTERED}" [@harbour, ¶1] |\n|---|---|\n| a | b |',
        f'| It | said |\n|---|---|\n| a | b |\n\n: It "{ALTERED}" [@harbour, ¶1] {{#tbl-a}}',
        f'- one\n  - It "{ALTERED}" [@harbour, ¶1].',
        f'> - It "{ALTERED}" [@harbour, ¶1].',
        f'A note.[^1]\n\n[^1]: It "{ALTERED}" [@harbour, ¶1].',
        f'A note.^[It "{ALTERED}" [@harbour, ¶1].]',
        f'::: {{.sidebar title="It “{ALTERED}”"}}\nText.\n:::',
        f"::: {{.sidebar title='It \"{ALTERED}\"'}}\nText.\n:::",
        f"![It “{ALTERED}”](x.png)",
        f"![A dock](x.png){{alt='It \"{ALTERED}\"'}}",
        f'It is so [see "{ALTERED}" in @harbour, ¶1].',
        f'It is so [@harbour, ¶1, where it "{ALTERED}"].',
        f'Term "{ALTERED}" [@harbour, ¶1]\n:   Said.',
        f'::: {{.gaps}}\nIt "{ALTERED}" [@harbour, ¶1].\n:::',
        'It "appears *willing* to **lease** two docks" [@harbour, ¶1].',
        'It "appears [willing](https://example.org) to lease two docks" [@harbour, ¶1].',
        'It "appears willing[^1] to lease two docks" [@harbour, ¶1].\n\n[^1]: A note.',
        'It "appears willing [@harbour, ¶1] to lease two docks".',
        'It "appears willing\nto lease two docks" [@harbour, ¶1].',
        'It "appears willing\\\nto lease two docks" [@harbour, ¶1].',
        f"It &quot;{ALTERED}&quot; [@harbour, ¶1].",
        f'It \\"{ALTERED}\\" [@harbour, ¶1].',
        f'It `"{ALTERED}"` [@harbour, ¶1].',
        f'It "{ALTERED}".\nThat matters [@harbour, ¶1].',
        f'It "{ALTERED}". That is all.',
        f'@harbour [¶1] says that it "{ALTERED}".',
        f'So it is. @harbour [¶1] says that it "{ALTERED}".',
        f'\'tis said that it "{ALTERED}" [@harbour, ¶1].',
        f"The states' view is that it '{ALTERED}' [@harbour, ¶1].",
        f"It '{ALTERED} for the states' fleets' [@harbour, ¶1].",
        f'It said: "so it “{ALTERED}” today" [@harbour, ¶1].',
        "It “appears re\u200bfusing to lease two docks” [@harbour, ¶1].",
        "It “appears r\u0435ady to lease two docks” [@harbour, ¶1].",  # a Cyrillic e
    ],
)
def test_no_place_lets_an_altered_quotation_pass(tmp_path, body):
    found = findings(tmp_path, body)

    assert "C005" in codes(found), found
    assert next(f for f in found if f.code == "C005").severity is Severity.ERROR


@pytest.mark.parametrize("key", ["title", "subtitle", "abstract"])
def test_the_head_of_a_brief_quotes_truly(tmp_path, key):
    said = f"The port “{ALTERED}”"
    front = FRONT.replace("title: The harbour", "title: T")
    front = front.replace("date:", f"{key}: {said}\ndate:").replace(
        "title: T\n", "", key == "title"
    )

    found = findings(tmp_path, "Text.", front=front)

    assert codes(found) == ["C005"]
    assert words_at(front, found[0].span) == said


def test_a_term_in_the_title_is_listed_by_the_house(tmp_path):
    front = FRONT.replace("The harbour", "The “silent war” of the docks")
    settings = Settings(terms={"silent war": "what the press calls the strike"})

    assert codes(findings(tmp_path, "Text.", front=front)) == ["C031"]
    assert findings(tmp_path, "Text.", front=front, settings=settings) == []


# --- block quotations -------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        (
            "> The port authority appears ready to lease two docks to the northern line. It could "
            "reopen the ferry by 2027, unless the strike goes on [@harbour, ¶1]."
        ),
        "> “The port authority appears ready to lease two docks” [@harbour, ¶1].",
        (
            "> We will not sell a single [@harbour, ¶2].\n>\n"
            "> The port authority appears ready [@harbour, ¶1]."
        ),
        "> The port authority appears ready to lease two docks.\n>\n> [@harbour, ¶1]",
        "> - appears ready\n> - to lease two docks [@harbour, ¶1]",
        "> “We will not sell a single berth,” the harbour master said [@harbour, ¶2].",
        "::: {.pull}\nWe will not sell a single berth.\n\n— The harbour master [@harbour, ¶2]\n:::",
        "::: {.pull}\nA port is a road with an end.\n:::",
    ],
)
def test_a_true_block_quotation_passes(tmp_path, body):
    assert findings(tmp_path, body) == []


@pytest.mark.parametrize(
    "body",
    [
        "> The port authority appears ready to sell docks. It could reopen it [@harbour, ¶1].",
        "> The port authority is ready to lease.\n>\n> It could reopen the ferry [@harbour, ¶1].",
        "> It could reopen the ferry [@harbour, ¶1].\n>\n> The port authority will lease docks.",
        "> The port authority will lease “two docks” to the northern line [@harbour, ¶1].",
        "As it says [@harbour, ¶1]:\n\n> The port authority appears willing to lease two docks",
        "::: {.pull}\nWe will sell all berths.\n\n— The harbour master [@harbour, ¶2]\n:::",
    ],
)
def test_an_altered_block_quotation_is_caught(tmp_path, body):
    assert "C005" in codes(findings(tmp_path, body))


# --- what is said of it -----------------------------------------------------------------


def test_words_of_another_paragraph_are_told_where_they_stand(tmp_path):
    (found,) = findings(tmp_path, 'It has "a growing share of the island trade" [@harbour, ¶1].')

    assert found.code == "C007"
    assert found.hint == "it is found in ¶3 s2"


def test_words_of_another_sentence_are_told_where_they_stand(tmp_path):
    (found,) = findings(tmp_path, 'It "could reopen the ferry" [@harbour, ¶1 s1].')

    assert found.code == "C007"
    assert found.message == "this quotation is not in ¶1 s1"
    assert found.hint == "it is found in ¶1 s2"


@pytest.mark.parametrize("locator", ["¶1 s2", "¶1 s1-2", "¶1 s1 and s2", "¶2, ¶1 s2"])
def test_words_of_any_sentence_cited_are_found(tmp_path, locator):
    words = "It could reopen the ferry by 2027, unless the strike goes on"

    assert findings(tmp_path, f'So: "{words}" [@harbour, {locator}].') == []


def test_a_quotation_may_run_over_sentences_that_are_cited_in_a_row(tmp_path):
    words = "the northern line. It could reopen the ferry by 2027, unless the strike goes on"

    assert findings(tmp_path, f'So: "{words}" [@harbour, ¶1 s1-2].') == []


@pytest.mark.parametrize(
    ("locator", "code", "message"),
    [
        ("¶1 s3", "C004", "¶1 of `harbour` has no sentence 3"),
        ("¶1 s0", "C004", "¶1 of `harbour` has no sentence 0"),
        ("¶1 s1 and s9", "C004", "¶1 of `harbour` has no sentence 9"),
        ("¶1 s1-9", "C004", "¶1 of `harbour` has no sentence 9"),
        ("¶2, ¶1 s9", "C004", "¶1 of `harbour` has no sentence 9"),
        ("¶¶ 1-2 s1", "C004", "of which paragraph are these sentences? several are cited"),
        ("¶1 s2-1", "C003", "the range s2-1 runs backward"),
        ("¶¶ 3 to 99", "C002", "`harbour` has no ¶99"),
        ("¶1 through 99", "C002", "`harbour` has no ¶99"),
    ],
)
def test_a_place_that_is_not_there_is_an_error(tmp_path, locator, code, message):
    (found,) = findings(tmp_path, f"The port has docks [@harbour, {locator}].")

    assert (found.code, found.message) == (code, message)


def test_a_quotation_stitched_from_two_paragraphs_is_caught(tmp_path):
    body = 'It "appears ready to lease two docks … to 3,400 ships" [@harbour, ¶¶ 1, 2].'

    (found,) = findings(tmp_path, body)

    assert found.code == "C013"
    assert found.message.endswith("¶1 s1 and ¶2 s2")


def test_a_quotation_may_run_over_the_paragraphs_that_are_cited_in_a_row(tmp_path):
    texts = ["The line leases two docks. It has the money.", "Traffic grew. It pays well."]
    body = 'It says: "The line leases two docks … Traffic grew" [@harbour, ¶¶ 1-2].'

    assert findings(tmp_path, body, texts=texts) == []


NOTED = ("Orders fell by 5¹ per cent.² Few of the mills³ asked why.",)


@pytest.mark.parametrize("words", ["by 5 per cent", "by 5¹ per cent", "of the mills asked why"])
def test_a_quotation_may_leave_the_marks_of_notes_out(tmp_path, words):
    assert findings(tmp_path, f'The author says "{words}" [@harbour, ¶1].', texts=NOTED) == []


@pytest.mark.parametrize("words", ["by 51 per cent", "of the mills3 asked"])
def test_the_mark_of_a_note_is_no_figure(tmp_path, words):
    found = findings(tmp_path, f'The author says "{words}" [@harbour, ¶1].', texts=NOTED)

    assert "C005" in codes(found)


GAS = ("It emits CO2 and SO₄²⁻ from 12 km², or 10⁶ tonnes, with an R² of 0.8.",)


@pytest.mark.parametrize(
    "words",
    [
        "emits CO~2~ and",
        "and SO~4~^2-^ from",
        "from 12 km^2^,",
        "or 10^6^ tonnes",
        "an *R*^2^ of 0.8",
    ],
)
def test_raised_and_lowered_figures_are_quoted_as_the_source_has_them(tmp_path, words):
    assert findings(tmp_path, f'It says "{words}" [@harbour, ¶1].', texts=GAS) == []


@pytest.mark.parametrize(
    "words",
    ["emits CO~3~ and", "emits CO^2+^ and", "from 12 km^3^,", "or 10^5^ tonnes", "or 10~6~ tonnes",
     "or 106 tonnes", "an *R* of 0.8", "an *R*~2~ of 0.8", "and SO~4~ from", "and SO~4~^3-^ from"],
)  # fmt: skip
def test_a_raised_or_lowered_figure_that_is_changed_is_an_altered_quotation(tmp_path, words):
    assert "C005" in codes(findings(tmp_path, f'It says "{words}" [@harbour, ¶1].', texts=GAS))


def test_the_mark_of_a_note_is_quoted_only_where_the_source_has_it(tmp_path):
    body = 'It says "an area¹ of two docks" [@harbour, ¶1].'

    assert findings(tmp_path, body, texts=("It has an area¹ of two docks.",)) == []
    (found,) = findings(tmp_path, body, texts=("It has an area of two docks.",))
    assert found.code == "C005"


@pytest.mark.parametrize("number", ["10^3^", "10³"])
def test_a_power_is_not_the_number_of_its_digits(tmp_path, number):
    text = "The port shipped 103 loads. It has an area of 12 m²."

    (found,) = findings(tmp_path, f"The port shipped {number} loads [@harbour, ¶1].", texts=(text,))
    assert found.code == "C014"
    assert findings(tmp_path, "Its area is 12 m^2^ [@harbour, ¶1].", texts=(text,)) == []


def test_nothing_alike_is_said_to_be_nothing_alike(tmp_path):
    (found,) = findings(tmp_path, 'It is "a wholly different kettle of fish" [@harbour, ¶1].')

    assert found.hint.startswith("nothing like it is there: quote what is, or remove the marks")


def test_each_bracket_of_a_sentence_has_its_own_quotation(tmp_path):
    body = 'It "appears ready to lease" [@harbour, ¶1] and has "a growing share" [@harbour, ¶2].'

    (found,) = findings(tmp_path, body)

    assert found.code == "C007"
    assert words_at(FRONT + body, found.span) == '"a growing share"'


def test_the_columns_hold_behind_emphasis_entities_and_wide_letters(tmp_path):
    body = "😀 *é* &amp; \\* “appears **willing** to lease two docks” [@harbour, ¶1]."

    (found,) = findings(tmp_path, body)

    assert words_at(FRONT + body, found.span) == "“appears **willing** to lease two docks”"


def test_the_columns_hold_in_a_cell_with_escaped_bars(tmp_path):
    row = f'| a \\| b | c \\| "{ALTERED}" [@harbour, ¶1] |'
    body = f"| It | said |\n|---|---|\n{row}"

    (found,) = findings(tmp_path, body)

    assert words_at(FRONT + body, found.span) == f'"{ALTERED}"'


def test_a_true_quotation_that_cites_nothing_is_a_warning(tmp_path):
    (found,) = findings(tmp_path, 'It has "a growing share".')

    assert (found.code, found.severity) == ("C010", Severity.WARNING)
    assert found.hint == "it is found in ¶3 s2: cite that in the same sentence"


@pytest.mark.parametrize(
    "body",
    [
        'It "appears [not] ready" [@harbour, ¶1].',
        'It is said that "[no] two docks" are let [@harbour, ¶1].',
        '"We will … sell a single berth" [@harbour, ¶2].',
        '"can … agree on a fee" [@harbour, ¶3].',
    ],
)
def test_an_omission_that_may_turn_a_quotation_round_is_told(tmp_path, body):
    found = findings(tmp_path, body)

    assert found
    assert set(codes(found)) <= {"C029", "C005"}


def test_a_missing_paragraph_hides_no_altered_quotation(tmp_path):
    altered = 'It "appears eager to lease two docks" [@harbour, ¶9].'
    right = 'It "appears ready to lease two docks" [@harbour, ¶9].'

    assert codes(findings(tmp_path, altered)) == ["C002", "C005"]
    assert codes(findings(tmp_path, right)) == ["C002"]


def test_not_only_is_no_negation(tmp_path):
    texts = ["It threatens not only the north, but also the south."]

    found = findings(tmp_path, '"It threatens … also the south" [@harbour, ¶1].', texts=texts)

    assert found == []


@pytest.mark.parametrize(
    "body",
    [
        "It “appears ready to lease [@harbour, ¶1].",
        'It "appears ready to lease [@harbour, ¶1].\n\nIt is "so" too.',
        "It appears ready” to lease [@harbour, ¶1].",
    ],
)
def test_a_mark_without_a_partner_is_an_error(tmp_path, body):
    assert "C009" in codes(findings(tmp_path, body))


@pytest.mark.parametrize(
    "body",
    [
        "A 5\" pipe and a 6′ rod, rock 'n' roll, the '90s, the states' docks and 'tis so.",
        "Don't: it's the masters' quay, isn't it?",
        "He's 6'2\" tall.",
    ],
)
def test_apostrophes_and_measures_quote_nobody(tmp_path, body):
    assert findings(tmp_path, body) == []


FEES = (
    "The minister called the plan reckless. Critics say that the fee is disproportionate; the "
    "union describes it as modest. The mayor is ready to lease two docks but reluctant to pay."
)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('The minister called the plan "reckless"', []),
        ('The fee is "disproportionate", in the eyes of critics', []),
        ('The union finds the fee "modest"', []),
        ('The mayor is "ready" to lease two docks but "reluctant" to pay', []),
        ('The minister called the fee "reckless"', ["C020"]),
        ('Critics say that the fee is "modest"', ["C020"]),
        ('The mayor is "reluctant" to lease two docks', ["C020"]),
        ('The Mayor calls the fee "disproportionate"', ["C020"]),
        ('It is "reckless"', ["C020"]),
    ],
)
def test_a_word_or_two_are_quoted_beside_the_words_that_the_source_has_there(
    tmp_path, line, expected
):
    found = codes(findings(tmp_path, f"{line} [@harbour, ¶1].", texts=[FEES]))

    assert [code for code in found if code == "C020"] == expected


LEASE = ("It wants to lease two docks to the state.", "The Harbour Board of Vey has met.")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('"It [the Harbour Board] wants to lease two docks"', []),
        ('It wants to "lease two docks to the state [of Vey]"', []),
        ('"It [Norway] wants to lease two docks"', ["C016"]),
        ('It wants to "lease two docks to the state [of Norway]"', ["C016"]),
        ('It wants to "lease two docks [and a crane] to the state"', ["C012"]),
        ('It wants to "lease two docks [a year] to the state"', ["C029"]),
    ],
)
def test_a_bracket_names_nobody_whom_the_source_does_not_name_and_adds_nothing(
    tmp_path, line, expected
):
    assert codes(findings(tmp_path, f"{line} [@harbour, ¶1].", texts=LEASE)) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('"[T]he mayor opposes the sale"', []),
        ('"[The mayor] could sell the quay"', []),  # for "it"
        ('"[He] opposes the sale"', []),
        ('"[The mayor of Vey] opposes the sale"', []),
        ('"[The council] opposes the sale"', ["C029"]),
        ('He says that "[the council] opposes the sale"', ["C029"]),
        ('"[Henrik Dal] opposes the sale"', ["C012"]),
        ('"[Every] lease ends"', ["C029"]),
        ('"[All of the] leases have ended"', ["C029"]),
        ('"[The] banks have left"', ["C029"]),
    ],
)
def test_a_bracket_that_begins_a_quotation_stands_for_the_words_before_it(tmp_path, line, expected):
    texts = (
        "In 2024 the mayor opposes the sale. It could sell the quay. Henrik Dal is of Vey.",
        "The lease ends. The leases have ended. Some banks have left. The council met.",
    )

    said = findings(tmp_path, f"{line} [@harbour, ¶¶ 1-2].", texts=texts)

    assert codes(said) == expected

"""The ways out of the promise: terms, translations, words of a record; who may not take one."""

from __future__ import annotations

import pytest

from generator.diagnostics import Severity
from generator.workspace.settings import Settings
from tests.checking import FRONT, codes, every_finding, findings, seed_of, words_at

# --- terms ------------------------------------------------------------------------------


def test_words_in_marks_that_quote_nobody_are_one_finding_a_brief(tmp_path):
    body = 'The "Hook" is closed.\n\n## The "blue plan"\n\n- It is "old".'

    (found,) = findings(tmp_path, body)

    assert (found.code, found.severity) == ("C031", Severity.ERROR)
    assert "“Hook”, “blue plan”, “old” (lines 7, 9, 11)" in found.message
    assert words_at(FRONT + body, found.span) == '"Hook"'
    assert [offer.replacement for offer in found.offers] == [
        '["Hook"]{.term}',
        '["blue plan"]{.term}',
        '["old"]{.term}',
    ]


@pytest.mark.parametrize(
    "body",
    [
        'The ["Hook"]{.term} is closed.',
        '## The ["blue plan"]{.term}\n\nIt is new.',
        'Under the ["Harbours Act 1964"]{.term}, traffic grew by 2.5 per cent [@harbour, ¶2].',
        "[“What next?”]{.term} one may ask.",
        "A note.[^1]\n\n[^1]: The [«Haken»]{.term} is a quay.",
        "It is the *silent war* of the docks.",
        'The ["Law of the Sea"]{.term} is old, and ["the largest of all docks"]{.term} new.',
        'The ["Hook"]{.term} is closed. The board says so.',
        'It is ["growing share of the island trade"]{.term} in the log.',
        'The ["northern line with the oldest docks"]{.term} is a name.',  # not near enough
        'According to the board, ["Blue Quay"]{.term} is good.',
        'At the ["Hook"]{.term}, it said, ships wait.',
    ],
)
def test_what_is_marked_as_a_term_passes(tmp_path, body):
    assert findings(tmp_path, body) == []


@pytest.mark.parametrize(
    "body",
    [
        'The board said ["we shall sell it"]{.term}.',
        'The board said that ["we shall sell it"]{.term}.',
        'The board: ["we shall sell it"]{.term}.',
        '["We shall sell it"]{.term}, said the board.',
        '["We shall sell it"]{.term} is what the board said.',
        'As the board put it, the port is ["a sold thing"]{.term}.',
        'The port has ["a shrinking share of the island trade"]{.term}.',
        'It is ["a plan to sell each and every berth of it"]{.term}.',
        'Some ["44,000 passengers"]{.term} came.',
        'It is a ["ready two northern docks"]{.term} plan.',  # nearly the source's words
    ],
)
def test_what_somebody_says_is_no_term(tmp_path, body):
    (found,) = findings(tmp_path, body)

    assert found.code == "C032"


@pytest.mark.parametrize(
    "body",
    [
        "The board writes: *the port will be sold*.",
        "*The port will be sold*, the board said.",
        "The board said that **the port will be sold**.",
        "- As the board put it, *the port will be sold*.",
        "*The port will be sold* is what the board said.",
    ],
)
def test_what_somebody_says_in_italics_is_a_quotation_without_its_marks(tmp_path, body):
    (found,) = findings(tmp_path, body)

    assert (found.code, found.severity) == ("C032", Severity.ERROR)
    assert words_at(FRONT + body, found.span).strip("*").lower() == "the port will be sold"


@pytest.mark.parametrize(
    "body",
    [
        "The board wrote to *The Harbour and Ferry Post* about it.",
        "The board said that it is *not* ready, *by no means*.",
        "*The port will be sold* was a play.",
        'The authority says that it *"appears ready to lease two docks"* [@harbour, ¶1].',
        'The authority says that it "appears *ready to lease two docks*" [@harbour, ¶1].',
        "It is the *long silent war of the docks*, as all know.",
    ],
)
def test_emphasis_and_titles_in_italics_are_left_alone(tmp_path, body):
    assert findings(tmp_path, body) == []


def test_a_house_lists_its_terms_once_and_as_spelt(tmp_path):
    settings = Settings(terms={"the Hook": "the northern quay"})
    front = FRONT.replace("The harbour", "What “the Hook” costs")

    right = findings(tmp_path, 'Near "the Hook", all is well.', front=front, settings=settings)
    (other,) = findings(tmp_path, 'Near "the hook", all is well.', settings=settings)

    assert right == []
    assert other.code == "C031"


def test_a_listed_term_is_a_quotation_where_somebody_says_it(tmp_path):
    settings = Settings(terms={"never again": "a slogan"})

    found = findings(tmp_path, 'The master said "never again".', settings=settings)

    assert codes(found) == ["C030"]


# --- without a citation -----------------------------------------------------------------


def test_a_quotation_whose_citation_comes_later_is_told_to_move_it(tmp_path):
    body = 'It "appears ready to lease two docks". It could "reopen the ferry" [@harbour, ¶1].'

    found = [f for f in every_finding(tmp_path, body) if f.code == "C010"]

    assert [f.severity for f in found] == [Severity.NOTE]
    assert found[0].hint == "move it into the sentence that quotes"


@pytest.mark.parametrize(
    "body",
    [
        'The master said that "the harbour will be sold before the winter".',
        '"The harbour will be sold before the winter," said the master.',
        "> The harbour will be sold before the winter.",
        "The harbour `will be sold before winter`, the master said.",
        '## The master: "the harbour will be sold"\n\nIt is new.',
    ],
)
def test_what_stands_in_no_source_is_an_error(tmp_path, body):
    (found,) = findings(tmp_path, body)

    assert (found.code, found.severity) == ("C030", Severity.ERROR)


def test_a_block_quotation_cites_even_where_it_is_true(tmp_path):
    (found,) = findings(tmp_path, "> The port authority appears ready to lease two docks")

    assert (found.code, found.severity) == ("C010", Severity.ERROR)


@pytest.mark.parametrize(
    "front",
    [
        "subtitle: 'Sold “before the winter comes”, the master said'",
        "abstract: 'The master says: “it will be sold”.'",
        "topics: ['Harbours', 'the “great harbour sale”']",
        "publisher: 'Desk of «the great harbour sale»'",
        "author: [{name: A. B., role: '“the great harbour sale”'}]",
        "series: 'On “the great harbour sale”'",
        "marking: '“the great harbour sale”'",
    ],
)
def test_every_value_of_the_head_that_is_printed_is_under_the_promise(tmp_path, front):
    found = findings(tmp_path, "Text.", front=FRONT.replace("seeds:", f"{front}\nseeds:"))

    assert set(codes(found)) & {"C030", "C031"}
    assert found[0].span.start.line == 4


def test_true_words_of_a_source_may_stand_in_a_title(tmp_path):
    front = FRONT.replace("The harbour", "A port that “appears ready to lease two docks”")

    assert findings(tmp_path, "Text.", front=front) == []


def test_the_headline_of_a_source_may_be_quoted(tmp_path):
    assert findings(tmp_path, 'It is called "The harbour" [@harbour, ¶1].') == []


# --- records ----------------------------------------------------------------------------


def test_a_quotation_from_a_record_without_words_is_an_error(tmp_path):
    (found,) = findings(tmp_path, 'The log says "no ship came in" [@R1].')

    assert (found.code, found.severity) == ("C011", Severity.ERROR)
    assert "quote: {text:" in found.hint


@pytest.mark.parametrize(
    "body",
    [
        'The paper wrote "no sailing before Tuesday" [@R2].',
        'The paper wrote "Storm keeps the ferry in port" [@R2].',  # its headline
        'It "appears ready to lease" and has "no sailing before Tuesday" [@harbour, ¶1; @R2].',
    ],
)
def test_what_a_person_has_read_in_a_record_may_be_quoted(tmp_path, body):
    assert findings(tmp_path, body) == []


@pytest.mark.parametrize(
    ("body", "behind"),
    [
        ('The paper wrote "no sailing before Monday" [@R2].', ""),
        ('It was late [@R2]. The paper wrote "no sailing before Monday".', " (R2)"),
    ],
)
def test_other_words_than_those_read_are_altered(tmp_path, body, behind):
    (found,) = findings(tmp_path, body)

    assert found.code == "C005"
    assert found.hint == f"R2 reads “No sailing before Tuesday.”{behind}"


# --- translations -----------------------------------------------------------------------

DUTCH = seed_of("haven", ["De haven blijft open. De raad zegt niets."], language="nl")
TOLD = seed_of("told", ["“De haven is niet op slot,” says Jan Vos. The port is open."])


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('The port ["stays open"]{.translated} [@haven, ¶1 s1].', []),
        ('The port ["stays open"]{.translated} [@haven, ¶1].', ["C032"]),  # which sentence?
        ('The port ["stays open"]{.translated}.', ["C032"]),
        ('The port ["is open"]{.translated} [@harbour, ¶1 s1].', ["C032"]),  # no translation
        ('Vos: ["The port is not shut"]{.translated} [@told, ¶1 s1].', []),  # Dutch in English
        ('The port ["stands open"]{.translated} [@told, ¶1 s2].', ["C032"]),
    ],
)
def test_a_translation_cites_a_sentence_that_can_be_printed(tmp_path, body, expected):
    front = FRONT.replace("[harbour]", "[harbour, haven, told]")

    found = findings(tmp_path, body, front=front, more=(DUTCH, TOLD))

    assert codes(found) == expected


# --- who says it ------------------------------------------------------------------------

COUNCIL = (
    "The council met. “We want a toll on every lock,” said Ada Berg, its chair.",
    "The keepers wrote that the toll is a burden. Ada Berg leads the council.",
    "It is a burden for all, says the keeper, Olaf Dal.",
    "He did not say more.",
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('The mayor says "we want a toll" [@harbour, ¶1].', ["C028"]),
        ('"We want a toll," says the mayor [@harbour, ¶1].', ["C028"]),
        ('Ada Berg says "we want a toll" [@harbour, ¶1].', []),
        ('The council says "we want a toll" [@harbour, ¶1].', []),
        ('The chair of the council said: "We want a toll" [@harbour, ¶1].', []),
        ('She says "we want a toll" [@harbour, ¶1].', []),
        ('"We want a toll", Berg told reporters [@harbour, ¶1].', []),
        ('"We want a toll", the mayor told reporters [@harbour, ¶1].', ["C028"]),
        ('The author writes that "the toll is a burden" [@harbour, ¶2].', []),
        ('According to the mayor, "we want a toll" [@harbour, ¶1].', ["C028"]),
        ('In the words of Olaf Dal, they "want a toll" [@harbour, ¶1; @harbour, ¶3].', ["C028"]),
        ('The chair, according to Berg, would "want a toll" [@harbour, ¶1].', []),
        ('Ada Berg calls it "a burden for all" [@harbour, ¶¶ 2-3].', ["C028"]),
        ('Olaf Dal calls it "a burden for all" [@harbour, ¶¶ 3-4].', []),
        ('Ada Berg, flatly: "It is a burden for all" [@harbour, ¶¶ 2-3].', ["C028"]),
        ('It is called "a burden for all" by Olaf Dal [@harbour, ¶¶ 3-4].', []),
        ('The paper puts it flatly: "The toll is a burden" [@harbour, ¶2].', []),
        ('Ada Berg waits while the mayor says "we want a toll" [@harbour, ¶1].', ["C028"]),
    ],
)
def test_the_speaker_is_one_whom_the_source_names_there(tmp_path, body, expected):
    assert codes(findings(tmp_path, body, texts=COUNCIL)) == expected

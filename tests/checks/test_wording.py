"""A claim beside what it cites: what is to be read again, and what is left alone."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.briefs.read import read_brief
from generator.checks import run_checks
from generator.checks.days import readings
from generator.checks.evidence import Evidence
from generator.checks.figures import figures_in
from generator.checks.names import has_words, names_missing
from generator.checks.tokens import take_apart
from generator.diagnostics import Severity
from generator.language.lexicon import lexicon_of
from generator.workspace.settings import Settings
from tests.checking import FRONT, codes, every_finding, findings, grave, seed_of, words_at

FORMS = "Two dozen ships, worth €3m, met 3 to 4 miles off on 19 June 2024; a third were tankers."
WELL = (
    "In the years 2010–12 the well sank 5 m, to 2.4 metres, and gave 14.5 m³/s; on 3–5 March 2024 "
    "it cost between £1.1 and £1.4 million. It has 30 days, pays 60 per cent and pumps at 500MW."
)
PLAN = "The list is likely to come in March. Nobody thinks that the plan will be popular."
CALLS = "In spring 1,284 complaints came in, against 702 a year before; most were late."
SUMMIT = (
    "Kim Jong Un met President Putin's envoys in Moscow. North Korea finds a ready supplier in "
    "Russia and appears ready to support it. There is talk of joint ventures, and this could lead "
    "to conflict. The North Atlantic Treaty Organization has not commented."
)


def said(tmp_path, source: str, claim: str) -> list[str]:
    return codes(findings(tmp_path, f"{claim} [@harbour, ¶1].", texts=[source]))


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        (FORMS, "The 24 ships were worth 3,000,000 euros"),
        (FORMS, "They met some four miles off on June 19, 2024"),
        (FORMS, "They met on 2024-06-19, three miles off"),
        (FORMS, "About 33 per cent of the ships were tankers"),
        ("Sales rose from 2,100 to 2,500 tonnes.", "Sales were 400 tonnes higher"),
        ("It took 14 days.", "It took two weeks"),
        ("The port took 5,200 ships.", "The port took more than 5,000 ships"),
        ("The port took 5,200 ships.", "The port took no more than 5,200 ships"),
        (SUMMIT, "Kim met Putin's envoys in the Russian capital"),
        (SUMMIT, "The Kremlin's envoys met Kim"),
        (SUMMIT, "NATO has not commented"),
        ("Orders fell by 5¹ per cent in 2019².", "Orders fell by 5 per cent in 2019"),
        ("Orders fell by 5 per cent, to 340.", "Orders fell by 5¹ per cent, to 340²"),
        (SUMMIT, "Pyongyang appears ready to support Russia"),
        (WELL, "It sank to 2.4 m from 2010 to 2012"),
        (WELL, "It sank to 2.4m, or about 8 feet, in 2010/12"),
        (WELL, "It sank 500 cm in the years 2010-2012"),
        (WELL, "It gave 14.5 cubic metres a second on 5 March 2024"),
        (WELL, "It cost £1.1m to £1.4m on 3 March 2024"),
        (WELL, "It cost £1.1–1.4 million and has a 30-day limit"),
        (WELL, "It has a month, and pumps at 500 megawatts"),
        (
            "It cost €3.2 million, and may cost €9 million.",
            "It may cost almost three times as much",
        ),
        (CALLS, "Complaints rose by more than 80 per cent"),
        (CALLS, "Complaints rose by 83 per cent"),
        (CALLS, "Complaints rose by more than four fifths"),
        (CALLS, "Complaints rose by more than 75 per cent"),
        ("Catches were 62 loads, then 48.", "Catches fell by nearly a quarter"),
        ("The Ministry of Fisheries refused.", "The Ministry of Fisheries (MoF) refused"),
        ("The Ministry of Fisheries refused.", "The MOF refused"),
        ("It took 2,400 ships in 2022, a tenth less than a year before.", "It took more in 2021"),
        ("Six broke from October 2023 to January 2025.", "All broke within fifteen months"),
        ("It cost €94 million.", "It cost about €95 million"),
        ("It cost €97 million.", "It cost nearly €100 million"),
        ("It cost €387,000.", "It cost some €400,000"),
        (FORMS, "They met on June 19th, 2024"),
        ("32 ships came in June.", "In June 32 ships came"),
        ("It has a twenty-one-year lease.", "It has a 21-year lease"),
        ("Two thousand five hundred ships came.", "2,500 ships came"),
        ("It runs for a year.", "It runs for one year"),
        ("It runs for three years.", "One day it ends"),
        ("It grew in two thousand twenty-four.", "It grew in 2024"),
    ],
)
def test_another_form_of_a_number_a_date_or_a_name_is_left_alone(tmp_path, source, claim):
    assert said(tmp_path, source, claim) == []


@pytest.mark.parametrize(
    ("source", "claim", "code"),
    [
        (FORMS, "The 26 ships met on 19 June 2024", "C014"),
        (FORMS, "The ships were worth $3m", "C014"),
        (FORMS, "They met 5 miles off", "C014"),
        (FORMS, "The two dozen ships met on 19 July 2024", "C015"),
        (FORMS, "The two dozen ships met in 2023", "C015"),
        ("The port took 5,200 ships.", "The port took more than 5,400 ships", "C014"),
        ("The port took 5,200 ships.", "The port took fewer than 5,000 ships", "C014"),
        ("It cost €3.2 million, then €9 million.", "It cost 5 times as much", "C014"),
        (WELL, "It sank to 2.4 km", "C014"),
        (WELL, "It gave 14.5 l/s", "C014"),
        (WELL, "It cost £1.1 billion to £1.4 billion", "C014"),
        (WELL, "It has a 60-day limit", "C014"),
        (WELL, "It has 30 weeks", "C014"),
        (WELL, "It pays 60 percentage points", "C014"),
        (WELL, "It sank in 2009–10", "C015"),
        (WELL, "It did on 7 March 2024", "C015"),
        ("It has sunk for eleven years.", "It has sunk for eleven months", "C014"),
        (SUMMIT, "Kim Il Sung met the envoys in Moscow", "C016"),
        (SUMMIT, "Kim Jong Un met the envoys of Beijing", "C016"),
        ("Orders fell by 5¹ per cent.", "Orders fell by 51 per cent", "C014"),
        ("Orders fell by 12.5³ per cent.", "Orders fell by 3 per cent", "C014"),
        ("Orders fell by 5 per cent.", "Orders fell by 51¹ per cent", "C014"),
        (CALLS, "Complaints rose by 61 per cent", "C014"),
        (CALLS, "Complaints rose to four fifths", "C014"),
        (CALLS, "Complaints rose by two thirds", "C014"),
        ("The Ministry of Fisheries refused.", "The MOX refused", "C016"),
        (CALLS, "Complaints rose by more than 90 per cent", "C014"),
        ("It took 2,400 ships in 2022, a tenth less than a year before.", "It did in 2020", "C015"),
        ("It is to pay by 31 March 2026.", "It is to pay before 2 April 2026", "C015"),
        ("It is to pay by 31 March 2026.", "It is to pay from 1 April 2026", "C015"),
        ("It is to pay by 31 March 2026.", "It is to pay by April 2026", "C015"),
        ("1. Ships of more than 50 tonnes pay.", "Ships of more than 50 kilograms pay", "C014"),
        ("It has 50 tonnes until 30 May 2027.", "It has 30 tonnes until May 2027", "C014"),
        (
            "Six broke from October 2023 to January 2025.",
            "All broke within eighteen months",
            "C014",
        ),
        ("It cost €90 million.", "It cost about €95 million", "C014"),
        ("Two thousand five hundred ships came.", "2,000 ships came", "C014"),
        ("It runs for three years.", "It runs for one year", "C014"),
    ],
)
def test_a_number_a_date_or_a_name_that_is_not_there_is_read_again(tmp_path, source, claim, code):
    assert said(tmp_path, source, claim) == [code]


def test_a_number_in_the_source_line_of_a_table_is_compared_as_any_is(tmp_path):
    table = "| Ships |\n|---|\n| many |\n\n::: {.table-source}\nOf 26 ships [@harbour, ¶1].\n:::"

    assert codes(findings(tmp_path, table, texts=[FORMS])) == ["C014"]


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("The union has not agreed to the timetable.", "The union has agreed to the timetable"),
        ("The union has agreed to the timetable.", "The union has not agreed to the timetable"),
        ("A strike is unlikely before spring.", "A strike is likely before spring"),
        ("Nobody told the islanders of the delay.", "The islanders were told of the delay"),
        ("The vessel sailed without a certificate.", "The vessel sailed with a certificate"),
        (
            "The board has not yet decided; a decision before spring is unlikely.",
            "The board has decided",
        ),
        (
            "The board has not yet decided; a decision before spring is unlikely.",
            "The board has decided, and a decision before spring is unlikely",
        ),
        ("The port must show the log, which it has failed to do.", "The port has shown the log"),
        ("The port had to pay in June, but it never did.", "The port paid in June"),
        ("Neither the port nor the mill has paid.", "The port has paid"),
    ],
)
def test_a_denial_lost_or_put_in_is_read_again(tmp_path, source, claim):
    assert said(tmp_path, source, claim) == ["C017"]


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("The union has not agreed to the timetable.", "The union refuses the timetable"),
        ("The council rejected the plan.", "The council did not accept the plan"),
        (
            "Many ask that the quay be closed at once. However, the port refuses.",
            "The port refuses to close the quay",
        ),
        ("The port must show the log, which it has failed to do.", "The port must show the log"),
        ("Some ships paid, and some did not.", "Some ships paid"),
        (
            "The board has not yet decided; a decision before spring is unlikely.",
            "A decision is unlikely in winter",
        ),
        ("The line pledged to pay, and did not.", "The line pledged to pay"),
        ("It threatens not only the north.", "It threatens the north"),
        ("The report gives the cost in euros.", "The report names no supplier"),
        (
            "Rail cannot take the load. The line to Hull runs at 94 per cent of what it can.",
            "Rail is not a way out: the line to Hull is 94 per cent full",
        ),
        (
            "The office priced the lock at €9 million in 2019 and has not priced it since.",
            "The office has not updated its estimate of €9 million since 2019",
        ),
        (
            "The board has accepted the first plan and is considering the second.",
            "The board has not decided on the second plan",
        ),
        (
            "Owners are less sure: rates for the ships rose by 35 per cent in spring.",
            "Owners are not convinced: rates for the ships rose by 35 per cent in spring",
        ),
    ],
)
def test_a_denial_in_other_words_is_left_alone(tmp_path, source, claim):
    assert said(tmp_path, source, claim) == []


@pytest.mark.parametrize(
    ("claim", "expected"),
    [("The council voted in October", ["C017"]), ("It is the council", [])],
)
def test_a_claim_that_says_no_more_than_its_source_denies_is_a_note(tmp_path, claim, expected):
    texts = ["The council did not vote the money for new docks in October."]

    found = every_finding(tmp_path, f"{claim} [@harbour, ¶1].", texts=texts)

    assert [f.code for f in found if f.code == "C017"] == expected
    assert not grave(found)


@pytest.mark.parametrize(
    "claim",
    [
        "This will lead to conflict",
        "North Korea is ready to support Russia",
        "Russia supplies North Korea, which supports it",
        "Joint ventures have been agreed",
        "The author shows that this could lead to conflict",
        "This could certainly lead to conflict",
    ],
)
def test_a_claim_surer_than_its_source_is_read_again(tmp_path, claim):
    assert said(tmp_path, SUMMIT, claim) == ["C018"]


@pytest.mark.parametrize(
    "claim",
    [
        "This could lead to conflict",
        "Conflict may follow, the author argues",
        "North Korea seems prepared to support Russia",
        "Joint ventures are being discussed",
    ],
)
def test_a_hedge_in_other_words_is_left_alone(tmp_path, claim):
    assert said(tmp_path, SUMMIT, claim) == []


@pytest.mark.parametrize(
    ("source", "claim", "expected"),
    [
        (PLAN, "It is likely to come in March, and nobody thinks it will be popular", []),
        (PLAN, "It will come in March", ["C018"]),
        ("The plan is popular.", "It is popular", []),
        ("The plan to sell the quay is popular.", "To sell the quay is popular", ["C018"]),
    ],
)
def test_a_plan_is_a_hedge_only_of_what_is_planned(tmp_path, source, claim, expected):
    assert said(tmp_path, source, claim) == expected


@pytest.mark.parametrize(
    ("claim", "expected"),
    [("Trade grew by 5 per cent", []), ("Trade will grow by 6 per cent", ["C018"])],
)
def test_what_a_source_says_with_a_hedge_and_without_may_be_said_without(tmp_path, claim, expected):
    source = "Trade grew by 5 per cent, and may grow by 6 per cent in spring."

    assert said(tmp_path, source, claim) == expected


def test_a_word_that_says_how_a_thing_is_put_is_no_surer_than_the_source(tmp_path):
    found = findings(tmp_path, "It is put plainly: it could be so [@harbour, ¶1].", texts=[SUMMIT])

    assert "C018" not in codes(found)


@pytest.mark.parametrize(
    "claim",
    ["Nobody has proved how it could lead to conflict", "No state has shown that it seems ready"],
)
def test_what_is_denied_vouches_for_nothing(tmp_path, claim):
    assert "C018" not in said(tmp_path, SUMMIT, claim)


@pytest.mark.parametrize(
    ("source", "claim", "expected"),
    [
        ("I cannot promise that the walls will hold.", "No guarantee is given for the walls", []),
        ("I hope that the walls will hold.", "A guarantee is given for the walls", ["C018"]),
        (
            "It may ban what is known to poison fish.",
            "It may ban a thing where science shows that it will poison fish",
            [],
        ),
        (
            "These results should not be applied to rye without trials.",
            "They warn against applying the results to rye without trials",
            [],
        ),
    ],
)
def test_certainty_that_is_denied_or_supposed_makes_a_claim_no_surer(
    tmp_path, source, claim, expected
):
    assert said(tmp_path, source, claim) == expected


ASKED = "The model has not been tested. The assembly should not vote on the lock before the test."


@pytest.mark.parametrize(
    ("advice", "expected"),
    [
        ("Test the model before the assembly is asked", []),
        ("Vote on the lock before the test", ["C017"]),
    ],
)
def test_to_advise_what_has_not_been_done_denies_nothing(tmp_path, advice, expected):
    item = f"1. [Assembly]{{.to}}: {advice} [@harbour, ¶1]. [The source's.]{{.origin}}"
    line = f"::: {{.recommendations}}\n{item}\n:::"

    assert codes(findings(tmp_path, line, texts=[ASKED])) == expected


@pytest.mark.parametrize(
    ("claim", "hint"),
    [
        ("A line of 200 ships costs €3m", "it stands in ¶2: cite that, too"),
        ("A line of 200 kilometres costs €3m", "read ¶1 again: “A line costs €3m.”"),
    ],
)
def test_another_paragraph_is_named_only_for_a_number_of_the_same_thing(tmp_path, claim, hint):
    texts = ["A line costs €3m.", "It lost 200 ships."]

    [found] = findings(tmp_path, f"{claim} [@harbour, ¶1].", texts=texts)

    assert found.hint == hint


BOARD = "The board has accepted the crane, is considering the lock, and calls the rest “a fancy”."


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("The board has agreed to buy the crane [@harbour, ¶1].", []),
        ("The board has agreed to build the lock [@harbour, ¶1].", [Severity.NOTE]),
        ('The board calls the rest "a fancy" [@harbour, ¶1].', []),
        ('The board is "considering" the lock [@harbour, ¶1].', []),
        ('The board is "considering" the crane [@harbour, ¶1].', [Severity.WARNING]),
    ],
)
def test_of_several_verbs_and_words_quoted_the_right_ones_are_compared(tmp_path, line, expected):
    found = every_finding(tmp_path, line, texts=[BOARD])

    assert [finding.severity for finding in found] == expected


def test_a_recommendation_of_the_source_needs_no_should(tmp_path):
    item = "1. [Board]{.to}: pay for the spare crane first [@harbour, ¶1]. [The source's.]{.origin}"
    line = f"::: {{.recommendations}}\n{item}\n:::"
    texts = ["Boards should therefore pay for the spare crane first."]

    assert every_finding(tmp_path, line, texts=texts) == []


def test_messages_go_with_the_number_of_paragraphs_and_nest_the_marks_of_the_source(tmp_path):
    texts = ["The board spoke.", "“The board has not agreed to a lock,” Berg said."]

    (found,) = findings(tmp_path, "The board has agreed to a lock [@harbour, ¶¶ 1-2].", texts=texts)

    assert found.message.startswith("¶¶ 1, 2 say “not” of this")
    assert "“‘The board has not agreed to a lock,’ Berg said.”" in found.hint


def test_what_a_recommendation_begins_with_is_no_name(tmp_path):
    item = "1. Erect a spare crane [@harbour, ¶1]. [The source's.]{.origin}"
    line = f"::: {{.recommendations}}\n{item}\n:::"

    assert "C016" not in codes(every_finding(tmp_path, line, texts=["Put up a spare crane."]))


def test_what_a_finding_points_at_are_the_words_in_question(tmp_path):
    line = "Kim Il Sung met the envoys [@harbour, ¶1]. This will lead to conflict [@harbour, ¶1]."

    found = findings(tmp_path, line, texts=[SUMMIT])

    assert [(f.code, words_at(FRONT + line, f.span)) for f in found] == [
        ("C016", "Il Sung"),
        ("C018", "lead"),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('It is "ready to lease two docks" [@harbour, ¶1].', ["C019"]),
        ("It is ready to lease two docks [@harbour, ¶1].", ["C019"]),
        ('It is "ready to lease two docks", but only if the council pays [@harbour, ¶1].', []),
        ('It is "ready", if the council pays [@harbour, ¶1].', ["C020"]),
        ('It is "ready" to lease docks, if the council pays [@harbour, ¶1].', []),
    ],
)
def test_what_is_cut_before_its_condition_is_read_again(tmp_path, line, expected):
    texts = ["It is ready to lease two docks, provided that the council pays for them."]

    assert codes(findings(tmp_path, line, texts=texts)) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- **5 docks** People built in a year [@harbour, ¶1].", []),
        ("- **5 docks** Henrik Dal built in a year [@harbour, ¶1].", ["C016"]),
        ("- Spare Mr. Berg, who built the docks [@harbour, ¶1].", []),
        ("- Henrik Berg built the docks [@harbour, ¶1].", ["C016"]),
        ("(U) Mr. Berg built the docks [@harbour, ¶1].", []),
        ("1. (S//REL TO USA, FVEY) People built docks [@harbour, ¶1].", []),
        ("(U) Henrik Berg built the docks [@harbour, ¶1].", ["C016"]),
        ("Mr. Berg built the docks (NATO) [@harbour, ¶1].", ["C016"]),
    ],
)
def test_a_capital_that_opens_a_statement_makes_no_name(tmp_path, line, expected):
    texts = ["Mr. Olaf Berg built 5 docks in a year."]

    assert codes(findings(tmp_path, line, texts=texts)) == expected


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("Norwegian ports are full [@harbour, ¶1].", []),
        ("Danish ports are full [@harbour, ¶1].", ["C016"]),
        ("Norwegian ports lost trade [@harbour, ¶3].", ["C016"]),
    ],
)
def test_the_country_that_a_source_tells_of_need_not_be_in_what_is_cited(tmp_path, claim, expected):
    texts = ["Ports are full.", "So Norway says, and Oslo, too.", "Ports of Denmark lost trade."]

    assert codes(findings(tmp_path, claim, texts=texts)) == expected


def test_a_house_adds_names_that_mean_the_same(tmp_path):
    line = "The Blue Line carries mail [@harbour, ¶1]."
    texts = ["The Hansen Company carries mail."]

    assert codes(findings(tmp_path, line, texts=texts)) == ["C016"]
    named = Settings(names={"Hansen Company": ("Blue Line",)})
    assert codes(findings(tmp_path, line, texts=texts, settings=named)) == []


@pytest.mark.parametrize(
    ("source", "brief", "said", "is_said"),
    [
        # Of the source, whose day is "04/05/2024"; the brief writes it out.
        ("en-US", "en-GB", "5 April 2024", True),
        ("en-US", "en-GB", "4 May 2024", False),
        ("en-GB", "en-US", "May 4, 2024", True),
        ("en-GB", "en-US", "April 5, 2024", False),
        ("en", "en-GB", "4 May 2024", True),
        ("en", "en-GB", "5 April 2024", True),
        ("en", "en-GB", "6 April 2024", False),
        ("", "en-US", "April 5, 2024", True),  # the brief's language is its source's
        ("", "en-US", "May 4, 2024", False),
        ("fr", "en-US", "May 4, 2024", True),
        ("fr", "en-US", "April 5, 2024", False),
        # And the brief, too, has it in numbers.
        ("en-US", "en-US", "04/05/2024", True),
        ("en-US", "en-GB", "04/05/2024", False),
        ("en-US", "en-GB", "05/04/2024", True),
        ("en-GB", "en-US", "05-04-2024", True),
        ("en-US", "en", "05/04/2024", True),
        ("en-US", "en-GB", "05.04.2024", True),
        ("en-GB", "en-US", "04.05.2024", True),  # stops never stand behind a month
    ],
)
def test_a_day_in_numbers_is_read_in_the_language_of_its_text(
    tmp_path, source, brief, said, is_said
):
    seed = seed_of("harbour", ["It met on 04/05/2024."])
    seed = replace(seed, meta=replace(seed.meta, language=source))
    path = tmp_path / "x.md"
    front = FRONT.replace("seeds", f"lang: {brief}\nseeds")
    path.write_text(f"{front}It met on {said} [@harbour, ¶1].\n", encoding="utf-8")
    read, _ = read_brief(path, "x.md")

    found = run_checks(Evidence(read, {"harbour": seed}, {}, ("harbour",)))

    assert ("C015" not in codes(list(found))) == is_said


_DIGITS_AND_SIGNS = st.text(" \"“”'’0123456789-–/.,%$€aMay()[]…½²٣e\u00ad\u200b\u0301", max_size=40)


@given(_DIGITS_AND_SIGNS, _DIGITS_AND_SIGNS, st.sampled_from(["en", "fr"]))
@example('"2023-24"', "In 2023-24 it grew.", "en")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_digits_and_signs_a_claim_and_its_source_have_they_are_compared(
    tmp_path, said, source, language
):
    front = FRONT.replace("seeds", f"lang: {language}\nseeds")
    body = f"It is {said.strip()} [@harbour, ¶1]."

    found = findings(tmp_path, body, front=front, texts=[source.strip() or "x"])

    lines = (front + body).split("\n")
    assert all(one.span.start.column <= len(lines[one.span.start.line - 1]) + 1 for one in found)


@given(st.integers(0, 45), st.integers(0, 45), st.integers(0, 2199), st.sampled_from("./-"))
def test_whatever_day_is_written_in_numbers_is_read_as_one_that_there_can_be(
    first, second, year, sign
):
    text = f"{first:02}{sign}{second:02}{sign}{year:04}"
    english = lexicon_of("en")

    for day in figures_in(text, english).days:
        for reading in readings(day, english, "en"):
            assert 0 <= reading.month <= 12
            assert 0 <= reading.day <= 31
            assert {reading.day, reading.month} in ({first, second}, {0})


@pytest.mark.parametrize(
    "name",
    [
        "Hansen, Berg & Co.",
        "Hansen: Berg",
        "Hansen's Co., Ltd",
        "L'Hansen (Berg)",
        "Håkon, A/S",
    ],
)
@pytest.mark.parametrize("is_said", [True, False])
def test_a_name_of_a_house_may_hold_any_sign(tmp_path, name, is_said):
    ours, theirs = (name, "Blue Line") if is_said else ("Blue Line", name)
    line = f"Today {ours} carries mail [@harbour, ¶1]."
    texts = [f"Today {theirs} carries mail."]
    named = Settings(names={"Blue Line": (name,)})

    assert codes(findings(tmp_path, line, texts=texts, settings=named)) == []


def test_a_text_has_words_as_whole_ones_wherever_they_stand():
    texts = ("Blue won", "It is Blue", "Bluest, not Blue", "Bluest", "TrueBlue")

    assert [has_words(one, "Blue") for one in texts] == [True, True, True, False, False]


def test_a_name_with_an_elided_article_is_known_as_one():
    french = lexicon_of("fr")
    passage = take_apart("Elle vient d’Abidjan", french)

    assert not list(names_missing(passage, ("Elle vient de Côte d’Ivoire",)))


def test_a_claim_that_cites_a_record_is_left_to_its_reader(tmp_path):
    assert findings(tmp_path, "It will close in 2031 [@harbour, ¶1; @R1].") == []


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("The rate was cut by 25 basis points.", "The rate was cut by a quarter of a point"),
        ("Prices fell from 9.8 to 2.9 per cent.", "Prices came down by almost seven points"),
        ("Fewer than one loan in a hundred is late.", "Less than 1 per cent of loans are late"),
        ("It drifted for eleven hours.", "It drifted for almost half a day"),
        ("Income was $2.1 billion to $2.3 billion.", "Income was $2.1–2.3bn"),
        ("Four of eleven firms have delivered.", "Seven of eleven firms are late"),
        ("The council gave no signal about June.", "What happens in June was left open"),
        ("Comments are due by 15 August.", "Comments are due by mid-August"),
        ("It is to pay by 31 March 2026.", "It is to pay before April 2026"),
        ("It is to pay before 2027.", "It is to pay by 31 December 2026"),
        ("It will report by the end of July.", "It will report by 31 July"),
        ("It closes after 31 March.", "It closes from 1 April"),
    ],
)
def test_a_number_or_day_that_follows_from_the_source_is_left_alone(tmp_path, source, claim):
    assert said(tmp_path, source, claim) == []


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("It was the first cut since 2020.", "Rates had not been cut since 2020"),
        ("The alarm need not be linked to a telephone.", "The link to a telephone is optional"),
        ("It shall not apply unless they are moved.", "It shall apply once they are moved"),
        ("He has not said whether it will appeal.", "It remains open whether it will appeal"),
        (
            "The clerk denied that the project had ended.",
            "The clerk rejects that the project had ended",
        ),
        (
            "I shall not pretend that the year was good.",
            "The speaker conceded that it had been bad",
        ),
    ],
)
def test_a_denial_kept_in_other_words_is_no_warning(tmp_path, source, claim):
    assert said(tmp_path, source, claim) == []


def test_judgements_and_recommendations_look_ahead_by_themselves(tmp_path):
    body = """\
::: {.judgements}
1. The ferry is *likely* to reopen by 2030 [@harbour, ¶1].
   [Low confidence: one undated source.]{.confidence}
:::

::: {.recommendations}
1. [Port desk]{.to}: lease five docks, [by 31 March 2027]{.by} [@harbour, ¶1].
   [This brief's.]{.origin}
:::
"""
    assert findings(tmp_path, body) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("before the deal ends on 31 December 2031", []),
        ("before the deal ends on 31 December 2030", ["C015"]),
        ("before the deal ends on 30 June 2031", ["C015"]),
        ("by 30 June 2031", []),
        ("through 2033", []),
    ],
)
def test_a_day_on_which_something_comes_is_no_horizon_of_a_judgement(tmp_path, words, expected):
    judged = f"1. A strike is *unlikely* {words} [@harbour, ¶1]. [Low confidence: one source.]"
    body = f"::: {{.judgements}}\n{judged}{{.confidence}}\n:::\n"
    texts = ("A strike is over. The deal ends on 31 December 2031.",)

    assert [f.code for f in findings(tmp_path, body, texts=texts) if f.code == "C015"] == expected


def test_letters_of_coordinates_and_degrees_are_no_names(tmp_path):
    claim = "It is at 51°30′N 4° 05′ 12″ E, 4 °C warm"

    assert said(tmp_path, "It is at 51°30′ and 4°05′12″, at 4 degrees.", claim) == []


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("Henrika Vaal wants it", ["C016"]),
        ("It is Henrike Vaal's wish", []),
        ("The Norwegian Ports Act lets it", []),
        ("The Port Acts of Norway let it", []),
        ("Two Ministries want it", []),
    ],
)
def test_a_name_with_another_ending_is_another_one(tmp_path, claim, expected):
    source = "Henrike Vaal wants a roster of the Ministry. The Norwegian Ports Act lets it."

    assert said(tmp_path, source, claim) == expected


def test_a_source_in_another_language_is_compared_by_its_numbers(tmp_path):
    from msgspec.structs import replace

    from generator.briefs.read import read_brief

    french = seed_of("harbour", ["Le port a reçu 41 000 navires en juin 2025."])
    french = replace(french, meta=replace(french.meta, language="fr"))
    path = tmp_path / "x.md"
    for year, expected in (("2025", []), ("2024", ["C015"])):
        line = f"The docks took 41,000 vessels in June {year} [@harbour, ¶1]."
        path.write_text(FRONT + line, encoding="utf-8")
        brief, _ = read_brief(path, "x.md")
        found = run_checks(Evidence(brief, {"harbour": french}, {}, ("harbour",)))
        assert [f.code for f in found] == expected


# --- tables -----------------------------------------------------------------------------

PIERS = (
    "The north pier could take 40 ships a day and is not open to tankers.",
    "The south pier takes 25 ships a day, no fewer than the law asks for; it was built in 1931.",
)
HEAD = "| Pier | Ships a day | Built |\n|:--|:--|:--|\n"


def in_a_row(tmp_path, row: str) -> list[str]:
    return codes(every_finding(tmp_path, HEAD + row, texts=PIERS))


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("| South pier | 25 | in 1931 [@harbour, ¶2] |", []),
        ("| South pier | 26 | in 1931 [@harbour, ¶2] |", ["C014"]),
        ("| South pier | 25 [@harbour, ¶2] | in 1932 |", ["C015"]),
        ("| South pier of Dunmore | 25 | in 1931 [@harbour, ¶2] |", ["C016"]),
        ("| North pier [@harbour, ¶1] | could be 40 | 1931 [@harbour, ¶2] |", []),
        ("| North pier [@harbour, ¶1] | could be 40 | 1932 [@harbour, ¶2] |", ["C015"]),
    ],
)
def test_a_bracket_answers_for_its_whole_row(tmp_path, row, found):
    assert in_a_row(tmp_path, row) == found


def test_a_cell_may_reckon_with_the_numbers_of_its_table(tmp_path):
    north = "| North pier [@harbour, ¶1] | could be 40 | 15 more |\n"

    assert in_a_row(tmp_path, north) == ["C014"]
    assert in_a_row(tmp_path, north + "| South pier [@harbour, ¶2] | 25 | – |") == []


@pytest.mark.parametrize(
    ("row", "severity"),
    [
        ("| North pier | open to tankers | [@harbour, ¶1] |", Severity.WARNING),
        ("| North pier | open to tankers | a rule [@harbour, ¶1] |", Severity.NOTE),
    ],
)
def test_beside_the_cell_of_its_bracket_a_denial_is_a_note(tmp_path, row, severity):
    [found] = every_finding(tmp_path, HEAD + row, texts=PIERS)

    assert (found.code, found.severity) == ("C017", severity)


def test_a_cell_that_is_left_blank_in_words_denies_nothing(tmp_path):
    assert in_a_row(tmp_path, "| South pier | 25 [@harbour, ¶2] | Not stated |") == []


@pytest.mark.parametrize(
    ("cell", "expected"), [("half of a sentence", []), ("half of the ships", ["C014"])]
)
def test_a_cell_may_count_the_words_of_a_source(tmp_path, cell, expected):
    assert in_a_row(tmp_path, f"| South pier | 25 [@harbour, ¶2] | {cell} |") == expected


def test_the_number_of_another_brief_of_the_house_is_no_name_of_a_source(tmp_path):
    line = "| South pier | 25 [@harbour, ¶2] | HB-2026-07 |"
    front = FRONT.replace("seeds", "number: HB-2026-03\nseeds")

    assert in_a_row(tmp_path, line) == ["C016"]
    assert every_finding(tmp_path, HEAD + line, texts=PIERS, front=front) == []


TRADE = "The island's exports grew by 18 per cent, and the council cut the fee for small ferries."


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        (TRADE, "The exports of the island fell by 18 per cent"),
        (TRADE, "The council raised the fee for small ferries"),
        (TRADE, "The fee for small ferries was raised by the council"),
        (TRADE, "The council cut the fee for large ferries"),
        ("The council inspects every ship above 500 tonnes.", "Every ship below 500 tonnes counts"),
        (
            "A more aggressive form of trade is at hand.",
            "A less aggressive form of trade is at hand",
        ),
        ("The harbour had its worst year in 2025.", "The harbour had its best year in 2025"),
        ("The keeper opposes the toll, since it is dear.", "The keeper supports the toll"),
        ("The council rejected the toll in May.", "The council accepted the toll in May"),
        ("Fees have doubled since 2020.", "Fees have trebled since 2020"),
        ("Fees fell in 19 ports, rose in two and stood in six.", "Fees rose in 19 ports"),
        ("Fees fell in 19 ports and rose in two.", "Fees rose in 19 ports and fell in two"),
        ("Thefts declined for the third year.", "Thefts increased for the third year"),
        ("Sales were 41, down from 48 in May.", "Sales were 41, up from 48 in May"),
        ("Exports were down 2.2 per cent and imports up 0.9.", "Exports were up 2.2 per cent"),
        ("The port's debts went up by a fifth.", "The port's debts fell by a fifth"),
        ("Core prices were unchanged at 3 per cent.", "Core prices rose to 3 per cent"),
        ("They built no crane, and the price doubled.", "The price tripled"),
        ("There were 312 thefts, after 355 in 2022.", "Thefts rose from 355 in 2022 to 312"),
        ("The profit was €3 million, once €5 million.", "The profit rose to €3m from €5m"),
        ("Prices rose by 2.3 per cent; in May by 1.7.", "Prices rose 2.3%, down from 1.7% in May"),
        ("It was -7 °C that night.", "It was 7 °C that night"),
        ("The balance was -€1.4 billion.", "The balance was €1.4 billion"),
        ("We measured minus 3 degrees.", "They measured three degrees"),
        ("Vey came last, with −0.8 per cent.", "Vey came last, with 0.8 per cent"),
        ("Net migration was +300.", "Net migration was -300"),
        ("The first plan had 2 cranes. The second had 5.", "The first plan had 5 cranes"),
        ("A first theft costs €90. A second theft costs €500.", "A second theft costs €90"),
        (
            "It was the second fire. The first, in May 2021, cost a life.",
            "The second fire was in May 2021",
        ),
    ],
)
def test_an_opposite_of_the_sources_word_is_read_again(tmp_path, source, claim):
    assert said(tmp_path, source, claim) == ["C033"]


@pytest.mark.parametrize(
    ("source", "claim", "expected"),
    [
        ("The lease may be renewed once, for three years.", "It may be renewed three times", True),
        ("The lease may be renewed once, for three years.", "It may be renewed one time", False),
        ("The lease may be renewed once.", "It may be renewed twice", True),
        ("He warned three times of the quay.", "He warned once", True),
        ("The board meets twice a year.", "The board meets once a year", True),
        ("The board meets twice a year.", "The board meets two times a year", False),
        ("The budget was cut twice, in May and in June.", "It was cut three times", True),
        ("The board met in May and in June.", "The board met twice", False),
        ("He ran twice. His third campaign was dear.", "He ran three times", False),
        ("Once the lock was built, it leaked twice.", "Once built, the lock leaked", False),
        ("The two met once.", "Once the lock was built, the two met", False),
        ("He met her once in Vey.", "The two met in Vey", False),
        ("Births were at their third-lowest.", "Births were at their second-lowest", True),
        ("Births were at their third-lowest.", "Births were the third lowest", False),
        ("Costs rose three times, to €8m from €4m.", "Costs are twice as high, at €8m", False),
    ],
)
def test_how_often_a_thing_was_and_its_rank_are_compared(tmp_path, source, claim, expected):
    assert ("C014" in said(tmp_path, source, claim)) is expected


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("The fees follow s.103(1)(b) of the act.", "The fees follow section 103(1)(b) of the act"),
        ("The keeper asks for peace and trade.", "The keeper has two aims: (1) peace; (2) trade"),
        ("The keeper asks for peace and trade.", "(2) Trade is what the keeper asks for"),
        ("The gross domestic product of Vey grew.", "The GDP of Vey grew"),
        ("The Port's Marine Policy Committee met.", "The MPC met"),
        ("The plants gave 5 gigawatts.", "The plants gave 5 GW"),
        ("The sentence was six months imprisonment.", "The sentence was six months in prison"),
        ("Fees fall by May 2023 and by June 2024.", "From May 2023 to June 2024 fees fall"),
        ("Every tenth berth is free.", "Ten per cent of the berths are free"),
        ("Ten per cent of the berths are free.", "Every tenth berth is free"),
        ("About one in four berths is free.", "1 in 4 berths is free"),
        ("Five per cent of the berths are free.", "One in 20 berths is free"),
        ("There was one change in 2016.", "In 2016 there was one change"),
        ("It has 446 million euros. It had 477 million.", "Of 477 million it has 446"),
        ("Halden asked for 51 ships. Vey asked for 29.", "Halden's 51 and Vey's 29 are 80 in all"),
        ("The keeper sat six times in seven months.", "In seven months he sat six times"),
        ("Fees may rise to 5.25 per cent.", "Fees may rise to five and a quarter per cent"),
        ("Two members voted for a 50bps rise.", "Two members voted for half a point"),
        (
            "The port sat in 79 cases, 13 with seven judges. No case involved nine judges.",
            "Seven judges sat in 13 cases",
        ),
        (
            "The Dover Port Board saw no change, though Jo Rowe left. The Board met 79 times.",
            "The Dover Port Board met 79 times",
        ),
        ("The port has £1,234.5 million.", "The port has more than £1.2 billion"),
        ("Two and a half million households paid.", "2.5 million households paid"),
        ("Ships waited two years and a half.", "Ships waited two and a half years"),
        ("Ships waited an hour and a half.", "Ships waited one and a half hours"),
        ("Of the ships 65 paid. The port has 79.", "65 of 79 ships, or 82 per cent, paid"),
        ("Eighty per cent of the ports have a dock.", "One in five of the ports is without a dock"),
    ],
)
def test_what_a_source_says_in_another_form_is_not_told(tmp_path, source, claim):
    assert said(tmp_path, source, claim) == []


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("The fees follow s.103(1)(b) of the act.", "The fees follow section 105(1)(b) of the act"),
        ("Deaths (12) rose in the port.", "Deaths (15) rose in the port"),
        ("Every tenth berth is free.", "Twenty per cent of the berths are free"),
        ("About one in four berths is free.", "1 in 5 berths is free"),
        ("The port has £1,234.5 million.", "The port has £1,324.5 million"),
        ("Two and a half million households paid.", "3.5 million households paid"),
        ("The port has €900 million and €2 million.", "The port has €898 billion"),
        ("It has 446 million euros. It had 477 million.", "Of 477 million it has 464"),
    ],
)
def test_another_number_in_another_form_is_told(tmp_path, source, claim):
    assert said(tmp_path, source, claim) == ["C014"]


VOTE = (
    "The toll was voted by 12 votes to 3, and goes from 15 to 25 euros a ship. The ministry hopes "
    "for 90 million a year, while the auditors reckon with 60 million."
)


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("The toll was voted by 12 to 3", []),
        ("The toll goes from €15 to €25 a ship", []),
        ("The auditors reckon with 60 million, the ministry hopes for 90 million", []),
        ("The toll was voted by 3 votes to 12", ["C033"]),
        ("The toll was voted, three to twelve", ["C033"]),
        ("The toll goes from 25 to 15 euros a ship", ["C033"]),
        ("The ministry hopes for 60 million, the auditors reckon with 90 million", ["C033"]),
        ("Those against the toll lost by 3 votes to 12", []),
    ],
)
def test_two_numbers_that_have_changed_places_are_read_again(tmp_path, claim, expected):
    assert said(tmp_path, VOTE, claim) == expected


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        (TRADE, "Exports grew by 18 per cent"),
        ("Exports fell more than imports did.", "Imports fell less than exports"),
        ("The quay is larger than the dock.", "The dock is smaller than the quay"),
        ("Halden's exports grew, while Vey's fell.", "Vey's exports fell"),
        ("The council did not raise the fee.", "The council left the fee lower"),
        ("The council raised the fee.", "The council did not cut the fee"),
        ("The council raised the fee.", "The council cut the grant"),
        ("Fees fell in 19 ports and rose in two.", "In two ports fees rose, and in 19 they fell"),
        ("Fees fell by 3 per cent and rose by 3 per cent.", "Fees rose by 3 per cent"),
        ("Fees did not fall in 19 ports.", "Fees rose in 19 ports"),
        ("The keeper opposes the toll.", "The keeper does not support the toll"),
        ("The keeper opposes the toll, which the shippers support.", "Shippers support the toll"),
        ("Fees rose in 19 ports.", "It speaks of “fees that fell in 19 ports”"),
        (
            "The council raised the fee for ferries.",
            'The council said that it would "raise the fee"',
        ),
        ("It was -7 °C that night.", "It was seven degrees below zero that night"),
        ("The balance was -€1.4 billion.", "The deficit was €1.4 billion"),
        ("Vey's economy shrank by 0.8 per cent.", "Vey came last, with -0.8 per cent"),
        ("Of 60 ships 5–7 are old.", "Between 5 and 7 ships are old"),
        ("The council set up 30 funds.", "The plan broke down 30 funds into loans"),
        ("The port rose from fifth place to third.", "The port rose from 5th to 3rd"),
        ("Costs rose from 900 million to 1.2 billion.", "Costs rose from €900m to €1.2bn"),
        ("Costs rose from 2 to 3 million.", "Costs rose from 2 to 3 million"),
        ("The rate rose from -5 to -7.", "The rate rose from -5 to -7"),
        ("The balance was 3 in May; now it is -5.", "The balance is -5, down from 3 in May"),
        ("Trade was 12, up from 9.", "Trade rose to 12 from 9"),
        ("Rents climbed, while wages slipped.", "Wages fell while rents rose"),
        ("It has -10 to -20 °C.", "It has between -20 and -10 °C"),
        (
            "It was the second fire. The first was in May 2021.",
            "It was the second fire since May 2021",
        ),
        ("The first plan had 2 cranes. The second had 5.", "The second plan had 5 cranes"),
        (
            "A first theft costs €90. A second costs €500.",
            "A second theft costs €410 more than €90",
        ),
    ],
)
def test_an_opposite_that_turns_nothing_is_left_alone(tmp_path, source, claim):
    assert "C033" not in said(tmp_path, source, claim)


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("Ships pay 900 crowns", ["“900 crowns” is not in Art. 2(1)"]),
        ('Ships "pay a levy of 90 crowns"', ["this quotation is not in Art. 2(1) as written"]),
        ("It is for Harald Moe", ["“Harald Moe” is not in Art. 2(1)"]),
        ("Article 2 makes ships pay a levy of 40 crowns", []),
        ("Article 3 makes ships pay a levy of 40 crowns", ["“3” is not in Art. 2(1)"]),
        ("Ships pay 2 crowns", ["“2 crowns” is not in Art. 2(1)"]),
    ],
)
def test_paragraphs_are_named_as_their_source_counts_them(tmp_path, claim, told):
    law = seed_of("law", ["Ships pay a levy of 40 crowns.", "The levy is for Vey."])
    named = (("2(1)", "Article 2(1)"), ("2(2)", "Article 2(2)"))
    articles = tuple(
        replace(paragraph, number=number, label=label)
        for paragraph, (number, label) in zip(law.paragraphs, named, strict=True)
    )
    law = replace(law, edition=replace(law.edition, paragraphs=articles))
    front = FRONT.replace("[harbour]", "[law]")

    found = findings(tmp_path, f"{claim} [@law, Art. 2(1)].", front=front, more=[law])

    assert [one.message for one in found] == told
    assert all(not one.hint or "Art. reads" not in one.hint for one in found)

"""How likely, how sure, and whose: judgements, reported points, recommendations and markings."""

from __future__ import annotations

import pytest

from generator.workspace.settings import Settings
from tests.checking import codes, findings, words_at

BASIS = "[Low confidence: one undated source.]{.confidence}"


def front(*lines: str) -> str:
    return "\n".join(
        ["---", "title: T", "date: 2026-11-22", "seeds: [harbour]", *lines, "---", "", ""]
    )


def judgement(words: str, basis: str = BASIS) -> str:
    return f"::: {{.judgements}}\n1. {words} [@harbour, ¶1]. {basis}\n:::\n"


def reported(words: str) -> str:
    return f"::: {{.judgements}}\n1. [{words}]{{.reported}} [@harbour, ¶1].\n:::\n"


@pytest.mark.parametrize("scale", ["icd203", "phia"])
def test_a_judgement_in_the_words_of_its_scale_is_left_alone(tmp_path, scale):
    body = judgement("The ferry is *likely* to reopen by 2028")

    assert findings(tmp_path, body, front=front(f"scale: {scale}")) == []


@pytest.mark.parametrize(
    ("scale", "words", "term"),
    [
        ("icd203", "It is a realistic possibility that the ferry reopens, and likely that it pays",
         "realistic possibility"),
        ("icd203", "The ferry is highly likely to reopen", "highly likely"),
        ("phia", "The ferry is very likely to reopen", "very likely"),
        ("phia", "The ferry has almost no chance, and is unlikely to reopen", "almost no chance"),
    ],
)  # fmt: skip
def test_a_term_of_another_scale_is_an_error_at_its_words(tmp_path, scale, words, term):
    head, body = front(f"scale: {scale}"), judgement(words)

    [found] = [f for f in findings(tmp_path, body, front=head) if f.code == "T004"]

    assert found.is_error
    assert words_at(head + body, found.span) == term


def test_a_term_that_somebody_else_uses_is_theirs(tmp_path):
    texts = ["The board calls a new ferry “a realistic possibility” for the port."]
    body = judgement('A new ferry, to the board "a realistic possibility", is *likely*')

    assert findings(tmp_path, body, texts=texts) == []


@pytest.mark.parametrize(
    "body",
    [
        judgement("With low confidence, the ferry is likely to reopen"),
        judgement("The ferry is likely to reopen", "[Low confidence: it is likely.]{.confidence}"),
        (
            "::: {.judgements}\n1. The ferry is *likely* to reopen, [low confidence: one undated "
            "source]{.confidence} [@harbour, ¶1].\n:::\n"
        ),
    ],
)
def test_likelihood_and_confidence_in_one_sentence_are_told(tmp_path, body):
    assert "T005" in codes(findings(tmp_path, body))


@pytest.mark.parametrize(
    ("lang", "hint"),
    [
        ("en", "begin it “Low confidence”, “Moderate confidence” or “High confidence”"),
        ("de", "begin it “Geringe Gewissheit”, “Mittlere Gewissheit” or “Hohe Gewissheit”"),
        ("fr", "begin it “Confiance faible”, “Confiance modérée” or “Confiance élevée”"),
    ],
)
def test_the_words_of_confidence_are_offered_as_their_language_writes_them(tmp_path, lang, hint):
    body = judgement("So", "[Wer weiß.]{.confidence}")

    told = findings(tmp_path, body, front=front(f"lang: {lang}"))

    assert [one.hint for one in told if one.code == "T003"] == [hint]


def test_in_a_language_without_a_lexicon_no_words_of_confidence_are_looked_for(tmp_path):
    body = judgement("Es ist *wahrscheinlich*, dass die Fähre fährt")

    assert "T005" not in codes(findings(tmp_path, body, front=front("lang: de")))


def test_a_confidence_without_a_basis_is_told(tmp_path):
    body = judgement("The ferry is *likely* to reopen", "[Low confidence.]{.confidence}")

    assert codes(findings(tmp_path, body)) == ["T006"]


def test_two_words_or_one_that_german_joins_may_be_a_basis(tmp_path):
    body = judgement("The ferry is *likely* to sail", "[Low confidence: one report.]{.confidence}")

    assert codes(findings(tmp_path, body)) == []


@pytest.mark.parametrize(
    ("scale", "percent", "error"),
    [
        ("icd203", "70 per cent", None),
        ("icd203", "90%", False),
        ("phia", "60 %", None),
        ("phia", "85 %", False),
        ("phia", "78 %", True),  # between "likely" and "highly likely": the gap is meant
    ],
)
def test_a_percentage_fits_its_term(tmp_path, scale, percent, error):
    body = judgement(f"The ferry is *likely* ({percent}) to reopen")

    found = findings(tmp_path, body, front=front(f"scale: {scale}"))

    assert [(f.code, f.is_error) for f in found] == ([] if error is None else [("T007", error)])


@pytest.mark.parametrize(("word", "told"), [("may", True), ("might", True), ("could", True),
                                            ("May", False)])  # fmt: skip
def test_a_bare_may_says_nothing(tmp_path, word, told):
    body = judgement(f"The ferry is *likely* to reopen in {word} 2028")

    assert ("T008" in codes(findings(tmp_path, body))) is told


def test_a_reported_point_bears_no_likelihood_of_its_own(tmp_path):
    assert codes(findings(tmp_path, reported("It is likely to lease two docks"))) == ["T009"]
    own = ["It is likely to lease two docks."]
    assert findings(tmp_path, reported("It is likely to lease two docks"), texts=own) == []


@pytest.mark.parametrize(
    ("cutoff", "told"), [("2026-11-22", False), ("2026-11-23", True), ("2026-01-01", False)]
)
def test_nothing_can_have_been_looked_at_after_the_brief_was_written(tmp_path, cutoff, told):
    found = findings(tmp_path, "It waits.", front=front(f"cutoff: {cutoff}"))

    assert codes(found) == (["T011"] if told else [])


def test_a_recommendation_says_whose_it_is(tmp_path):
    body = "::: {.recommendations}\n1. Lease two docks [@harbour, ¶1].\n:::\n"

    assert codes(findings(tmp_path, body)) == ["T012"]
    assert findings(tmp_path, body.replace("].", "]. [This brief's.]{.origin}")) == []


OURS = "[This brief's.]{.origin}"


@pytest.mark.parametrize(
    ("outer", "inner", "lines"),
    [(OURS, ("", ""), []), ("", (OURS, OURS), []), ("", (OURS, ""), [10]), ("", ("", ""), [8])],
)
def test_the_points_of_a_recommendation_are_of_whom_it_is(tmp_path, outer, inner, lines):
    points = "".join(f"   - {words}. {whose}\n" for words, whose in zip("ab", inner, strict=True))
    body = f"::: {{.recommendations}}\n1. Lease docks. {outer}\n{points}:::\n"

    found = findings(tmp_path, body)

    assert [(one.code, one.span.start.line) for one in found] == [("T012", at) for at in lines]


@pytest.mark.parametrize(
    ("marking", "own", "told"),
    [
        ("TLP:AMBER+STRICT", (), False),
        ("TLP: AMBER", (), True),
        ("tlp:red", (), True),
        ("For the board only", (), False),
        ("For the board only", ("OFFICIAL",), True),
        ("OFFICIAL", ("OFFICIAL",), False),
        ("TLP:RED", ("OFFICIAL",), False),
    ],
)
def test_a_marking_is_of_its_scheme_letter_for_letter(tmp_path, marking, own, told):
    from generator.document.markings import MarkingLook

    house = Settings(markings={words: MarkingLook() for words in own})

    found = findings(tmp_path, "x", front=front(f'marking: "{marking}"'), settings=house)

    assert codes(found) == (["T013"] if told else [])


@pytest.mark.parametrize("code", ["T002", "T004", "T008", "T012"])
def test_a_house_with_another_rule_switches_it_off(tmp_path, code):
    body = judgement("The ferry is a realistic possibility, and may reopen") + (
        "\n::: {.recommendations}\n1. Lease two docks [@harbour, ¶1].\n:::\n"
    )
    assert code in codes(findings(tmp_path, body))

    off = findings(tmp_path, body, settings=Settings(severities={code: "off"}))

    assert code not in codes(off)

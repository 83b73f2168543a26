"""What is half done is told, and the graver the nearer the brief is to print."""

from __future__ import annotations

import pytest

from generator.diagnostics import Purpose, Severity, codes, diagnose
from generator.diagnostics.codes import as_grave_for
from tests.checking import FRONT, every_finding, words_at


def told(folder, body, front=FRONT):
    return [found for found in every_finding(folder, body, front=front) if found.code == "B032"]


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("TODO: say when.", "TODO"),
        ("It cost XXX euros.", "XXX"),
        ("The date is TBC.", "TBC"),
        ("The date is tbd.", "tbd"),
        ("Lorem. lorem ipsum dolor.", "lorem ipsum"),
        ("It cost ??? euros.", "???"),
        ("It sailed [citation needed].", "[citation needed]"),
        ("- TODO", "TODO"),
        ("Lorem ipsum dolor.", "Lorem ipsum"),
        ("It fell by XX per cent.", "XX"),
        ("It cost €X million.", "€X"),
        ("It ends in 20XX.", "20XX"),
        ("It sailed on [date].", "[date]"),
        ("It sailed [insert the day].", "[insert the day]"),
        ("It sailed [to be confirmed].", "[to be confirmed]"),
        ("See Error! Reference source not found. It sailed.", "Error! Reference source not found."),
        ("Voir Erreur ! Source du renvoi introuvable.", "Erreur ! Source du renvoi introuvable."),
        ("Click or tap here to enter text.", "Click or tap here to enter text"),
        ("It sailed TKTK.", "TKTK"),
        ("Text.\n\n<!-- TODO: say when -->", None),
        ("Text <!-- FIXME --> more.", None),
        ("::: {.summary}\n:::", "::: {.summary}"),
        ("::: {.summary}\n<!-- TODO: the bottom line -->\n:::", "::: {.summary}"),
        ("::: {.judgements}\n:::", "::: {.judgements}"),
        ("::: {.sidebar}\n:::", "::: {.sidebar}"),
        ("## Empty\n\n## Full\n\nText.", "Empty"),
        ("## Full\n\nText.\n\n### Empty", "Empty"),
        ("## Empty\n\n::: {.gaps}\nText.\n:::", "Empty"),
        ("- One\n-\n- Three", None),
        ("<!-- to come -->", None),
        ("| | |\n|---|---|\n| Seat | Oslo |", None),
        ("- One\n\n  | | |\n  |---|---|\n  | Seat | Oslo |", None),
    ],
)
def test_what_is_half_done_is_told_once_at_its_place(tmp_path, body, place):
    found = told(tmp_path, body)

    assert [finding.severity for finding in found] == [Severity.WARNING]
    assert place is None or words_at(FRONT + body, found[0].span) == place


@pytest.mark.parametrize(
    "body",
    [
        "Annex XXX and Title XXX say so.",
        "`TODO` is a word of programmers.",
        "The Trans-Baltic Corridor ([TBC]{.term}) is open.",
        "Todo Santos sailed; the tbcell did not.",
        "Article XX, the XX century, Malcolm X and 20 per cent; the TK line.",
        "It sailed [the ferry] on [its] date; an error! Reference is made to the log.",
        "Text.\n\n<!-- an author's own remark -->",
        "## Full\n\n### Full, too\n\nText.",
        "## Full\n\n- item",
        "{% if x %}Text.{% endif %}",
        "::: {.sidebar}\nText.\n:::",
        "## Full\n\n\tIndented as in Word, and told as code.\n\n::: {.gaps}\nText.\n:::",
        "| | North |\n|---|---|\n| Quays | two |",
    ],
)
def test_what_is_done_is_left_alone(tmp_path, body):
    assert told(tmp_path, body) == []


@pytest.mark.parametrize("title", ["TODO", "The XXX harbour"])
def test_a_title_to_be_written_is_told(tmp_path, title):
    assert len(told(tmp_path, "Text.", FRONT.replace("The harbour", title))) == 1


@pytest.mark.parametrize(
    ("purpose", "severity"),
    [
        (Purpose.DRAFT, Severity.NOTE),
        (Purpose.BUILD, Severity.WARNING),
        (Purpose.PUBLICATION, Severity.ERROR),
    ],
)
def test_it_is_graver_the_nearer_to_print(tmp_path, purpose, severity):
    found = told(tmp_path, "TODO")
    other = diagnose(codes.BARE_MAY, "may", found[0].span)

    assert [as_grave_for(finding, purpose).severity for finding in found] == [severity]
    assert as_grave_for(other, purpose) == other

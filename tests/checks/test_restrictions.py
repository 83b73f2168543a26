"""Conditions and words that restrict: neither lost, nor put in, nor turned round."""

from __future__ import annotations

import pytest

from generator.diagnostics import Severity
from tests.checking import every_finding

BAR = "Beyond the bar no board may hold a foreign ship on suspicion alone."
FERRY = "Unless the ferry gets a second engine, no more than 400 cars a day can cross."
GATE = "If the harbour rebuilds the gate, four ships a day will pass it."
CRANES = "The delay was caused mostly by cranes, which cost the port €48 million."
QUAY = "The delay was caused by cranes, which cost the port €48 million."
SPRING = "Few firms have paid, and a vote before 2027 is unlikely; the lease runs to 31 May 2030."
LENDERS = "Some lenders hold thin buffers. Two of the five ports pay. Most of the fall was in coal."
LOAD = "No more than 400 cars a day cross, and at least 30 lorries."


def found(tmp_path, source: str, claim: str) -> list[tuple[str, Severity]]:
    line = f"{claim} [@harbour, ¶1]."
    return [(f.code, f.severity) for f in every_finding(tmp_path, line, texts=[source])]


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        (FERRY, "Even with a second engine, no more than 400 cars a day can cross"),
        (FERRY, "If the ferry gets a second engine, no more than 400 cars a day can cross"),
        (FERRY, "No more than 400 cars a day can cross"),
        (GATE, "Even if the harbour rebuilds the gate, four ships a day will pass it"),
        (GATE, "Four ships a day will pass the gate"),
        (GATE, "Unless the harbour rebuilds the gate, four ships a day will pass it"),
        (LOAD, "At least 400 cars a day cross"),
        (LOAD, "Up to 30 lorries a day cross"),
        (BAR, "Beyond the bar no board may hold a foreign ship on suspicion"),
        (CRANES, "The delay was caused by cranes"),
        (SPRING, "Firms have paid"),
        (LENDERS, "All lenders hold thin buffers"),
        (LENDERS, "Every lender holds thin buffers"),
        (LENDERS, "All five ports pay"),
        (LENDERS, "All of the fall was in coal"),
        (SPRING, "A vote after 2027 is unlikely"),
        (SPRING, "The lease runs from 31 May 2030"),
    ],
)
def test_a_condition_or_a_restriction_lost_or_turned_round_is_read_again(tmp_path, source, claim):
    assert found(tmp_path, source, claim) == [("C019", Severity.WARNING)]


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        (QUAY, "Cranes, mostly, caused a delay that cost the port €48 million"),
        (QUAY, "The delay cost the port €48 million, largely in wages"),
        (QUAY, "The delay was caused only by cranes"),
        (CRANES, "Shipping firms blame what cranes caused for their delay, lately"),
    ],
)
def test_a_restriction_put_in_or_lost_among_other_words_is_a_note(tmp_path, source, claim):
    assert ("C019", Severity.NOTE) in found(tmp_path, source, claim)


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        (FERRY, "Without a second engine, the ferry can take no more than 400 cars a day"),
        (FERRY, "If the ferry gets no second engine, no more than 400 cars a day can cross"),
        (FERRY, "If the ferry gets a second engine, more than 400 cars a day can cross"),
        (GATE, "Once the harbour has rebuilt the gate, four ships a day will pass it"),
        (GATE, "Four ships a day would pass a new gate"),
        (LOAD, "At most 400 cars a day cross"),
        (LOAD, "It takes 30 lorries or more a day"),
        (BAR, "A board may hold a foreign ship beyond the bar only on more than suspicion"),
        (CRANES, "Cranes caused most of the delay"),
        (SPRING, "Hardly any firm has paid"),
        ("Help goes only to docks begun by May.", "To get help, docks must be begun by May"),
        ("A few firms have paid.", "Firms have paid"),
        (SPRING, "A vote is unlikely until 2027"),
        (SPRING, "The lease ends on 31 May 2030"),
        ("It rose until 2019 and fell from 2019.", "It fell after 2019"),
        (QUAY, "Only the port, which the harbour master leads, speaks of a delay by cranes"),
        ("If ships pay, it closes.", "It closes at night"),  # one word alike is too few
        (LENDERS, "Not all lenders hold thin buffers"),
        (LENDERS, "Almost all of the fall was in coal"),
        (LENDERS, "All lenders were asked"),
    ],
)
def test_a_condition_or_a_restriction_in_other_words_is_left_alone(tmp_path, source, claim):
    assert "C019" not in [code for code, _ in found(tmp_path, source, claim)]

"""A misleading character is a warning; where words must hold to the letter it is an error."""

from __future__ import annotations

import pytest

from generator.diagnostics import Severity
from generator.diagnostics.fixes import fixes_in, mended
from tests.checking import FRONT, every_finding, findings, words_at


def told(folder, body, front=FRONT):
    return [found for found in every_finding(folder, body, front=front) if found.code == "B031"]


@pytest.mark.parametrize(
    ("body", "severity"),
    [
        ("The fer\u200bry sailed.", Severity.WARNING),
        ("The \u202eyrref\u202c sailed.", Severity.WARNING),
        ("The f\u0435rry sailed.", Severity.WARNING),
        ("The &#x202E;yrref sailed.", Severity.WARNING),
        ("It grew “by 2.5 per c\u200bent, to 3,400 ships” [@harbour, ¶2].", Severity.ERROR),
        ("It grew to 3,4\u200b00 ships [@harbour, ¶2].", Severity.ERROR),
        ("It grew [s\u200bee @harbour, ¶2].", Severity.ERROR),
        ("It grew [@harbour, ¶2, s\u0435e there].", Severity.ERROR),
        ("The logo \uf123 is private.", Severity.ERROR),
    ],
)
def test_a_misleading_character_is_named_at_its_place(tmp_path, body, severity):
    found = told(tmp_path, body)

    assert [finding.severity for finding in found] == [severity]
    assert "U+" in found[0].message
    assert not words_at(FRONT + body, found[0].span).isascii() or "&#" in body


def test_what_is_alike_on_a_line_is_told_once(tmp_path):
    found = told(tmp_path, "The \u202eyrref\u202c and the \u202ekcod\u202c.")

    assert len(found) == 1
    assert found[0].message.count("U+202E") == 1


def test_one_that_nobody_sees_is_mended(tmp_path):
    body = "The fer\u200bry and the do\u200bck."

    found = told(tmp_path, body)

    fixed = mended(FRONT + body, fixes_in(found, "briefs/x.md"))
    assert fixed == FRONT + "The ferry and the dock."


def test_one_in_the_front_matter_is_found_however_it_is_written(tmp_path):
    plain = FRONT.replace("The harbour", "The h\u0430rbour")
    spelt = FRONT.replace("The harbour", '"The h\\u0430rbour"')

    assert len(told(tmp_path, "Text.", plain)) == 1
    assert len(told(tmp_path, "Text.", spelt)) == 1


def test_a_bullet_of_words_own_font_is_a_bullet(tmp_path):
    body = "\uf0b7 One\n\uf0b7 Two"

    found = every_finding(tmp_path, body)

    assert [finding.code for finding in found] == ["B030"]
    assert mended(FRONT + body, fixes_in(found, "briefs/x.md")) == FRONT + "- One\n- Two"


def test_what_layouts_use_for_their_tokens_gets_no_further(tmp_path):
    found = findings(tmp_path, "The \ue0000\ue001 sailed.")

    assert [finding.severity for finding in found] == [Severity.ERROR]

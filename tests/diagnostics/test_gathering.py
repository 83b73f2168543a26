"""Findings as a person takes them in: the gravest first, what is alike once, no consequences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.diagnostics import Code, Diagnostic, Severity, Span, codes, diagnose
from generator.diagnostics.codes import CODES
from generator.diagnostics.gathering import CONSEQUENCES, gathered_alike, without_consequences

NUMBER = codes.NUMBER_NOT_IN_SOURCE


def found(code: Code, message: str, line: int, *, column: int = 1, hint: str | None = None):
    return diagnose(code, message, Span.at("x.md", line, column, 20), hint=hint)


def test_findings_that_differ_in_what_they_are_about_are_alike():
    each = [
        found(NUMBER, "“45” is not in ¶3", 1, hint="read ¶3 again: “One.”"),
        found(
            NUMBER,
            "“9,000” is not in ¶¶ 4, 7A",
            2,
            hint="read ¶¶ 4, 7A again: “Two.”",
        ),
        found(NUMBER, "“12” is not in ¶2 s1", 3, hint="read ¶2 s1 again: “T.”"),
        found(NUMBER, "“7” is not in ¶8(a)(ii)", 4, hint="read ¶8(a)(ii) again: “F.”"),
    ]

    assert gathered_alike(each) == (tuple(each),)


@pytest.mark.parametrize(
    "other",
    [
        found(NUMBER, "“45” is not in ¶3", 2, hint="it stands in ¶4"),
        found(codes.NAME_NOT_IN_SOURCE, "“45” is not in ¶3", 2),
        found(NUMBER, "“45” stands in ¶3", 2),
        diagnose(NUMBER, "“45” is not in ¶3", Span.at("x.md", 2), severity=Severity.NOTE),
    ],
)
def test_findings_that_say_something_else_or_are_graver_are_not_alike(other):
    assert len(gathered_alike([found(NUMBER, "“45” is not in ¶3", 1), other])) == 2


def test_errors_come_first_then_warnings_then_notes():
    each = [
        found(codes.FEW_WORDS_SHARED, "few", 1),
        found(NUMBER, "number", 2),
        found(codes.MISSING_PARAGRAPH, "missing", 3),
        found(codes.NAME_NOT_IN_SOURCE, "name", 4),
    ]

    assert [group[0].span.start.line for group in gathered_alike(each)] == [3, 2, 4, 1]


EVERY = st.lists(
    st.builds(
        found,
        st.sampled_from(list(CODES.values())),
        st.sampled_from(["“a” is not in ¶1", "“b” is not in ¶2", "no"]),
        st.integers(1, 4),
        column=st.integers(1, 30),
    ),
    unique=True,
)


@given(EVERY)
def test_gathering_loses_and_adds_no_finding(each):
    told = [finding for group in gathered_alike(each) for finding in group]

    assert sorted(marks_of(told)) == sorted(marks_of(each))


def marks_of(each) -> list[tuple[Span, str, str]]:
    return [(finding.span, finding.code, finding.message) for finding in each]


@given(EVERY)
def test_what_is_left_out_stands_where_an_error_is_that_brings_it_with_it(each):
    kept = without_consequences(each)

    for finding in set(each) - set(kept):
        causes = [c for c in each if c.is_error and finding.code in CONSEQUENCES.get(c.code, ())]
        assert any(cause.span.meets(finding.about or finding.span) for cause in causes)
    assert [finding for finding in each if finding.is_error] == [] or any(
        finding.is_error for finding in kept
    )


def test_what_follows_from_an_error_elsewhere_in_the_words_it_is_about_is_left_out():
    cause = found(codes.CITATION_AS_WORDS, "no citation", 3, column=60)
    follows = found(codes.UNCITED_QUOTATION, "cites nothing", 3)
    sentence = replace(follows, about=Span.at("x.md", 3, 1, 90))

    assert without_consequences([cause, sentence]) == (cause,)
    assert without_consequences([cause, follows]) == (cause, follows)


def test_what_follows_from_an_unknown_class_is_left_out_and_what_stands_elsewhere_is_not():
    cause = found(codes.UNKNOWN_CLASS, "unknown class", 3)
    follows = found(codes.NO_CONFIDENCE, "no confidence", 3, column=5)
    elsewhere = found(codes.NO_CONFIDENCE, "no confidence", 4)

    assert without_consequences([cause, follows, elsewhere]) == (cause, elsewhere)


def test_what_was_let_through_brings_nothing_with_it():
    cause = Diagnostic("C005", "altered", Span.at("x.md", 3, 1, 9), Severity.NOTE)
    cut = found(codes.LOST_CONDITION, "cut", 3)

    assert without_consequences([cause, cut]) == (cause, cut)


def test_a_consequence_is_no_cause_of_its_own_cause():
    for cause, follows in CONSEQUENCES.items():
        assert cause not in follows
        assert all(cause not in CONSEQUENCES.get(each, ()) for each in follows)

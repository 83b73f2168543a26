from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic, Fix, Span
from generator.diagnostics.fixes import fixes_in, mended, words_at
from tests.checking import FRONT, HARBOUR, findings
from tests.conftest import examples

WORDS = st.sampled_from(
    ["The harbour", "so it’s said,", "𝔗 waits *here*", "and `@code` too", "é e\u0301"]
)
KEYS = st.sampled_from(["@harbour", "-@harbour", "@{harbour}", "see @harbour"])
LOCATORS = st.sampled_from(
    ["¶1", ", ¶2", ", ¶ 2", " para. 3", ", paras 1–2", ", ¶¶ 1, 3", " {¶2}", ", ¶2, s1", "¶1 and 3"]
)
QUOTED = st.sampled_from(
    ["reopen the ferry", "wasn't enough", "two docks", "growing share", "docks and berths", "the"]
)
MARKS = st.sampled_from(['"{}"', "“{}”", "„{}“", "«{}»", "'{}'", '"{}”', '"{}'])


@st.composite
def sentences(draw) -> str:
    words = draw(WORDS)
    if draw(st.booleans()):
        words += " " + draw(MARKS).format(draw(QUOTED))
    if draw(st.booleans()):
        return f"{words} [{draw(KEYS)} {draw(LOCATORS)}]."
    return f"{words} @harbour [{draw(LOCATORS).strip(', ')}] has it."


bodies = st.lists(
    st.lists(sentences(), min_size=1, max_size=3).map(" ".join), min_size=1, max_size=4
).map("\n\n".join)


@settings(max_examples=examples(60))
@given(body=bodies)
def test_what_is_mended_is_mended_for_good_and_nothing_else_is_touched(body):
    with TemporaryDirectory() as folder:
        text = FRONT + body + "\n"
        for _ in range(5):
            fixes = fixes_in(findings(Path(folder), text.removeprefix(FRONT)[:-1]), "briefs/x.md")
            after = mended(text, fixes)
            assert outside(text, fixes) == outside_of(after, text, fixes)
            if after == text:
                break
            text = after

        assert not fixes_in(findings(Path(folder), text.removeprefix(FRONT)[:-1]), "briefs/x.md")


def applied(text: str, fixes: tuple[Fix, ...]) -> list[Fix]:
    """Those that take effect: of two that overlap the first."""
    done: list[Fix] = []
    for fix in sorted(fixes, key=lambda fix: (fix.span, fix.replacement)):
        if not done or fix.span.start >= done[-1].span.end:
            done.append(fix)
    return done


def outside(text: str, fixes: tuple[Fix, ...]) -> list[str]:
    """What stands between the places of the fixes, counted by lines and columns anew."""
    lines, parts, last = text.split("\n"), [], (1, 1)
    for fix in applied(text, fixes):
        start, end = fix.span.start, fix.span.end
        parts.append(between(lines, last, (start.line, start.column)))
        last = (end.line, end.column)
    return [*parts, between(lines, last, (len(lines), len(lines[-1]) + 1))]


def between(lines: list[str], start: tuple[int, int], end: tuple[int, int]) -> str:
    if start[0] == end[0]:
        return lines[start[0] - 1][start[1] - 1 : end[1] - 1]
    first, last = lines[start[0] - 1][start[1] - 1 :], lines[end[0] - 1][: end[1] - 1]
    return "\n".join([first, *lines[start[0] : end[0] - 1], last])


def outside_of(after: str, before: str, fixes: tuple[Fix, ...]) -> list[str]:
    """What is left of a mended text when the replacements are taken out, one after the other."""
    parts, rest = [], after
    kept = outside(before, fixes)
    for fix, words in zip(applied(before, fixes), kept, strict=False):
        assert rest.startswith(words + fix.replacement)
        parts.append(words)
        rest = rest[len(words) + len(fix.replacement) :]
    return [*parts, rest]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places_are_found_whatever_the_line_ends(end):
    text = end.join(["one", "twø three", "four"])
    span = Span.at("x.md", 2, 5, 5)

    assert words_at(text, span) == "three"
    assert mended(text, [Fix(span, "3")]) == end.join(["one", "twø 3", "four"])


def test_characters_that_only_some_programs_take_for_line_ends_are_none():
    text = "a\u2028b\x0bc\x85d\ne"

    assert words_at(text, Span.at("x.md", 2, 1, 1)) == "e"


def test_of_two_fixes_that_overlap_the_first_is_applied():
    fixes = [Fix(Span.at("x.md", 1, 3, 3), "Y"), Fix(Span.at("x.md", 1, 1, 4), "X")]

    assert mended("abcdef", fixes) == "Xef"


def test_the_harbour_is_long_enough_for_these_tests():
    assert all(any(words in text for text in HARBOUR) for words in ("two docks", "growing share"))


def test_the_fixes_of_a_file_are_those_that_change_it_each_once():
    here, there = (Fix(Span.at(name, 1, 1, 1), "x") for name in ("a.md", "b.md"))
    place = Span.at("a.md")
    found = [
        Diagnostic("C001", "x", place, fix=here),
        Diagnostic("C002", "y", place, fix=here),
        Diagnostic("C003", "z", place, fix=there),
        Diagnostic("C004", "z", place),
    ]

    assert fixes_in(found, "a.md") == (here,)

from __future__ import annotations

import pytest
from hypothesis import given

from generator.document import Emphasis, Foreign, Inline, NoteMark, Text
from generator.document.rewriting import one_after_another, with_runs
from generator.document.walking import plain_text
from generator.layout.mark_places import marks_behind_stops
from generator.manifest.passages import body_passages
from tests.strategies import documents


def placed(*run: Inline, stops: str = ",.") -> str:
    """A run as it comes out, each mark as its number in brackets."""
    return shown(one_after_another(marks_behind_stops("en-GB", {"en-GB": stops}))(run))


def shown(run: tuple[Inline, ...]) -> str:
    return "".join(
        f"[{one.number}]" if isinstance(one, NoteMark) else shown(one.children)
        if isinstance(one, Emphasis | Foreign) else plain_text((one,))
        for one in run
    )  # fmt: skip


def of(written: str) -> tuple[Inline, ...]:
    """A run from words in which `^` is a mark, numbered from 1."""
    first, *rest = written.split("^")
    found: list[Inline] = [Text(first)] if first else []
    for number, words in enumerate(rest, 1):
        found += [NoteMark(number, f"mark-{number}"), *([Text(words)] if words else [])]
    return tuple(found)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("It rose^. So", "It rose.[1] So"),
        ("It rose^, so", "It rose,[1] so"),
        ("It rose^^.", "It rose.[1][2]"),
        ("It “rose”^.", "It “rose”.[1]"),
        ("It “rose^.” So", "It “rose.”[1] So"),
        ("(it rose^.)", "(it rose.[1])"),
    ],
)
def test_a_mark_stands_behind_the_stop_that_follows_it(written, expected):
    assert placed(*of(written)) == expected


@pytest.mark.parametrize(
    "written",
    ["It rose^; so", "It rose^ and fell", "(it rose^).", "It rose^.5 m", "It^,^ so", "^. So"],
)
def test_a_mark_stays_before_all_else(written):
    expected = shown(of(written))

    assert placed(*of(written)) == expected


def test_a_language_may_want_no_mark_moved_or_others_behind_more_stops():
    assert placed(*of("It rose^."), stops="") == "It rose[1]."
    assert placed(*of("It rose^;"), stops=",.;") == "It rose;[1]"


def test_a_mark_in_italics_stands_behind_the_stop_in_italics():
    assert placed(Emphasis(of("It rose^, so"))) == "It rose,[1] so"


def test_words_in_another_language_keep_the_custom_of_theirs():
    run = (Foreign(of("Ça monte^, et"), "fr"), *of(" rose^, so"))

    assert shown(one_after_another(marks_behind_stops("en", {"en": ",", "fr": ""}))(run)) == (
        "Ça monte[1], et rose,[1] so"
    )
    assert shown(one_after_another(marks_behind_stops("en", {"en": "", "fr": ","}))(run)) == (
        "Ça monte,[1] et rose[1], so"
    )


@pytest.mark.slow
@given(documents())
def test_words_and_the_words_before_each_mark_stay_the_same(document):
    rewrite = one_after_another(marks_behind_stops(document.language, {document.language: ",."}))
    after = with_runs(document, rewrite)

    assert [one.words for one in body_passages(after)] == [
        one.words for one in body_passages(document)
    ]
    assert [list(one.marks) for one in body_passages(after)] == [
        list(one.marks) for one in body_passages(document)
    ]

"""A key point that was copied in Word has its chip before it: the Markdown says that by a class."""

from __future__ import annotations

import pytest

from generator.incoming.file import IncomingFile, IncomingParagraph, IncomingRun
from generator.merging.new_points import ChipWords, new_points

CHIPS = ChipWords("Reported", "Judgement · {likelihood} · {confidence}")
BRIEF = """\
# Port

::: {{.judgements}}
1. [It fell]{{.reported}} [@port, ¶1].
{}
:::

It is so.
"""


def added(*texts: str, bookmarks: tuple[str, ...] = ()) -> IncomingFile:
    runs = (tuple(map(IncomingRun, text.split("|"))) for text in texts)
    paragraphs = (IncomingParagraph(pieces, bookmarks=bookmarks) for pieces in runs)
    return IncomingFile("Word file", tuple(paragraphs))


def shaped(points: str, *texts: str) -> str:
    found = new_points(added(*texts), CHIPS)
    whole = found.shaped(BRIEF.format(points))
    before, after = BRIEF.format("\0").split("\0")
    assert whole.startswith(before)
    assert whole.endswith(after)
    return whole.removeprefix(before).removesuffix(after)


@pytest.mark.parametrize(
    ("typed", "words", "point"),
    [
        ("Reported |It rose.", "It rose.", "[It rose]{.reported}."),
        ("\u2002Reported\u2002|It rose [@port, ¶2].", "It rose [@port, ¶2].",
         "[It rose]{.reported} [@port, ¶2]."),
        ("Reported It |rose [port ¶2].", r"It rose \[port ¶2\]\.",
         r"[It rose]{.reported} \[port ¶2\]."),
        ("Judgement · likely · low confidence It may rise.", "It may rise.", "It may rise."),
        ("Judgement It may rise.", "It may rise.", "It may rise."),
    ],
)  # fmt: skip
def test_a_point_that_begins_with_a_chip_is_one_of_its_kind_without_it(typed, words, point):
    found = new_points(added(typed), CHIPS)

    assert "".join(one.text for one in found.file.paragraphs).strip(" \u2002")[:2] == "It"
    assert shaped(f"2. {words}", typed) == f"2. {point}"


@pytest.mark.parametrize(
    ("typed", "line", "basis"),
    [
        ("Judgement It may rise.", "Low confidence: one log.", "Low confidence: one log."),
        ("Judgement · likely · high confidence It may rise.", "Two logs.",
         "High confidence: Two logs."),
        ("Judgement · likely · geringe Gewissheit It may rise.", "Ein Logbuch.",
         "Geringe Gewissheit: Ein Logbuch."),
    ],
)  # fmt: skip
def test_the_confidence_below_a_new_judgement_becomes_its_own(typed, line, basis):
    points = f"2. It may rise.\n\n{line}"

    assert shaped(points, typed) == f"2. It may rise.\n   [{basis}]{{.confidence}}"


@pytest.mark.parametrize("typed", ["It was Reported late.", "Judgements differ.", "Reported"])
def test_other_words_are_left_as_they_are(typed):
    file = added(typed)

    assert new_points(file, CHIPS).file == file
    assert shaped("2. It rose.", typed) == "2. It rose."


def test_a_point_that_stood_there_before_is_left_as_it_is():
    file = added("Reported It fell.", bookmarks=("_b1a2b3c_p0000000a",))

    assert new_points(file, CHIPS).file == file


def test_a_template_without_chips_has_none():
    file = added("Reported It rose.")

    assert new_points(file, ChipWords("", "")).file == file

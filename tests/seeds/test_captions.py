"""What is read of captions: the words of each line with the time of its cue, in paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import BriefError
from generator.seeds.editions import read_edition
from generator.seeds.readers.captions import is_captions, lines_of_captions
from generator.seeds.readers.kinds import kind_of
from generator.seeds.reading import SourceReading
from tests.seeds.editions import content_of, sealed, write
from tests.seeds.importing import import_seed
from tests.seeds.wholeness import is_without_remainder

SUBRIP = """1
00:00:01,000 --> 00:00:04,000
The keeper of the lock was asked

2
00:00:04,000 --> 00:00:08,000
why the dues had risen.

3
00:00:12,500 --> 00:00:14,000
<i>He did not say.</i>
"""

WEBVTT = """WEBVTT - The lock
Language: nl

NOTE made by hand,
and not read again

STYLE
::cue { color: red }

intro
00:01.000 --> 00:04.000 align:start
<v Ida Roskam>We cannot <b>tax</b> what

00:04.000 --> 00:08.000
<v Ida Roskam>we do not measure &amp; count.

01:02:08.000 --> 01:02:09.500
<v.loud Ansgar Mell>So<01:02:09.000> it is.
"""


def read(text: str) -> SourceReading:
    return kind_of(text.encode()).read(text.encode(), "lock.srt", "UTF-8")


def said(text: str) -> list[tuple[str, str]]:
    """The times and the words of the paragraphs."""
    found = read(text)
    return [(found.lines.times[one.first_line - 1], one.text) for one in found.cleaned.paragraphs]


def cues(*parts: tuple[float, float, str]) -> str:
    def clock(seconds: float) -> str:
        return f"00:{int(seconds) // 60:02}:{int(seconds) % 60:02},{round(seconds % 1 * 1000):03}"

    return "".join(
        f"{count}\n{clock(start)} --> {clock(end)}\n{words}\n\n"
        for count, (start, end, words) in enumerate(parts, 1)
    )


def test_cues_are_joined_to_paragraphs_that_have_a_time():
    assert said(SUBRIP) == [
        ("00:00:01", "The keeper of the lock was asked why the dues had risen."),
        ("00:00:12", "He did not say."),
    ]


def test_webvtt_names_its_speakers_and_its_language():
    found = read(WEBVTT)

    assert found.cleaned.language == "nl"
    assert [(one.reason, one.text) for one in found.cleaned.dropped] == [
        ("note", "NOTE made by hand,"),
        ("note", "and not read again"),
    ]
    assert said(WEBVTT) == [
        ("00:00:01", "Ida Roskam: We cannot tax what we do not measure & count."),
        ("01:02:08", "Ansgar Mell: So it is."),
    ]


def test_lines_are_those_of_the_file():
    (first, second) = read(SUBRIP).cleaned.paragraphs

    lines = SUBRIP.split("\n")
    assert lines[first.first_line - 1] == "The keeper of the lock was asked"
    assert lines[second.first_line - 1] == "<i>He did not say.</i>"


@pytest.mark.parametrize(
    ("parts", "paragraphs"),
    [
        ([(0, 1, "It rose."), (1, 2, "It fell.")], ["It rose. It fell."]),
        ([(0, 1, "It rose."), (4, 5, "It fell.")], ["It rose.", "It fell."]),
        ([(0, 1, "It rose,"), (9, 10, "and fell.")], ["It rose, and fell."]),
        ([(0, 1, "IDA: It rose."), (1, 2, "ANSGAR: No.")], ["IDA: It rose.", "ANSGAR: No."]),
        ([(0, 1, "- It rose.\n- It did.")], ["- It rose.", "- It did."]),
        ([(0, 1, "[music]"), (1, 2, "It rose.")], ["It rose."]),
        ([(0, 1, "水位"), (1, 2, "上升了。")], ["水位上升了。"]),
        ([(0, 1, "so it"), (1, 1.01, "so it"), (1, 2, "so it\nrose")], ["so it rose"]),
        ([(0, 1, "No."), (1, 2, "No.")], ["No. No."]),
    ],
    ids=["together", "a pause", "no end", "speakers", "dashes", "sounds", "chinese", "rolling",
         "said twice"],
)  # fmt: skip
def test_a_paragraph_ends_with_its_speaker_or_at_a_pause(parts, paragraphs):
    assert [words for _, words in said(cues(*parts))] == paragraphs


def test_captions_without_any_stop_are_parted_all_the_same():
    words = "and the water rose and the boats went up and nobody paid"
    text = cues(*[(count, count + 1, words) for count in range(120)])

    assert max(len(one) for _, one in said(text)) < 1_700


@pytest.mark.parametrize(
    ("data", "known"),
    [
        (SUBRIP.encode(), True),
        (SUBRIP.replace("\n", "\r\n").encode("utf-16"), True),
        (WEBVTT.encode(), True),
        (b"\xef\xbb\xbf" + WEBVTT.encode(), True),
        (b"\n0:00:01.5 --> 0:00:02.0\nwords", True),
        (b"WEBVTTX\n\nwords", False),
        (b"1\nThe lock opens at 00:00:01,000 --> not later.", False),
        (b"The keeper wrote 12:00 --> 13:00 in his book.", False),
    ],
)
def test_captions_are_known_by_their_first_lines(data, known):
    assert is_captions(data) is known


def test_a_seed_made_of_captions_is_proved_by_them_times_included(tmp_path):
    source = tmp_path / "lock.srt"
    source.write_text(SUBRIP, encoding="utf-8")
    found = import_seed(source, tmp_path / "seeds", key="lock", file="lock.srt").edition
    folder = tmp_path / "seeds/lock"
    assert read_edition(folder, file="seeds/lock") == found

    content = content_of(folder)
    content["paragraphs"][1]["place"]["time"] = "00:00:13"
    write(folder, sealed(content))

    with pytest.raises(BriefError) as caught:
        read_edition(folder, file="seeds/lock")
    assert caught.value.diagnostics[0].message == "¶2 stands on other lines"


LINES = st.sampled_from(
    ["", "1", "NOTE a", "STYLE", "00:01.000 --> 00:02.000", "<v Ida>No", "He said", "[x]", "WEBVTT"]
)


@given(st.lists(LINES, max_size=12).map("\n".join))
def test_whatever_captions_say_is_kept_or_dropped_without_remainder(text):
    whole = f"WEBVTT\n\n{text}"

    found = read(whole)

    assert is_without_remainder(found)
    assert lines_of_captions(whole.encode(), "UTF-8", "lock.vtt") == found.lines

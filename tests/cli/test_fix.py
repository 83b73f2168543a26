"""`brief check --fix` mends what leaves no doubt, and nothing else."""

from __future__ import annotations

from io import StringIO

import pytest

from generator.cli.check import mark_terms

MISATTRIBUTED = (
    'says "a lifeline" [@ulislam-summit, ¶2]',
    'says "a lifeline" [@ulislam-summit, ¶4]',
)


@pytest.fixture
def own(workspace):
    """A brief of one's own: its body goes in, its file comes out."""

    def written(body: str, *, newline: str = "\n", mark: bool = False):
        front = "---\ntitle: Ties\ndate: 2026-11-22\nseeds: [ulislam-summit]\n---\n\n"
        path = workspace / "briefs" / "ties.md"
        data = (front + body + "\n").replace("\n", newline).encode()
        path.write_bytes((b"\xef\xbb\xbf" if mark else b"") + data)
        return path

    return written


def body_of(path) -> str:
    text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    return text.split("---\n\n", 1)[1].strip()


RESPELT = [
    ("Ties [@ulislam-summit, para. 4].", "Ties [@ulislam-summit, ¶4]."),
    ("Ties [@ulislam-summit, {¶4}].", "Ties [@ulislam-summit, ¶4]."),
    (
        "Ties [see @ulislam-summit ¶ 4, in passing].",
        "Ties [see @ulislam-summit, ¶4, in passing].",
    ),
    ("Ties [@ulislam-summit, paras. 3–5].", "Ties [@ulislam-summit, ¶¶ 3-5]."),
    ("Ties [@ulislam-summit, ¶¶3 and 5].", "Ties [@ulislam-summit, ¶¶ 3, 5]."),
    ("Ties [@ulislam-summit, ¶3, sentence 2].", "Ties [@ulislam-summit, ¶3 s2]."),
    ("Ties [@ulislam-summit, ¶4 s1 and s2].", "Ties [@ulislam-summit, ¶4 s1, s2]."),
    ("Ties [@ulislam-summit, ¶¶ 3 to 5].", "Ties [@ulislam-summit, ¶¶ 3-5]."),
    ("Ties [¶ 4].", "Ties [@ulislam-summit, ¶4]."),
    ("Ties [ulislam-summit ¶ 4].", "Ties [@ulislam-summit, ¶4]."),
    ("Ties [＠ulislam-summit, para. 4].", "Ties [@ulislam-summit, ¶4]."),
    ("Ties [\\@ulislam-summit, ¶4].", "Ties [@ulislam-summit, ¶4]."),
    ("Ties [R4].", "Ties [@R4]."),
    ("Ties [-@ulislam-summit, par. 3].", "Ties [-@ulislam-summit, ¶3]."),
    ("@ulislam-summit [para. 4] has it.", "@ulislam-summit [¶4] has it."),
    ("Ties [@ulislam-summit,\nparas. 4-5].", "Ties [@ulislam-summit, ¶¶ 4-5]."),
]
MOVED = [
    MISATTRIBUTED,
    (
        'He says "a lifeline" [@ulislam-summit, ¶2 s1].',
        'He says "a lifeline" [@ulislam-summit, ¶4 s3].',
    ),
    (
        'He says "a lifeline" [@ulislam-summit, ¶4 s1, ¶2].',
        'He says "a lifeline" [@ulislam-summit, ¶4 s3, ¶2].',
    ),
    (
        'An "axis" and "a lifeline" [@ulislam-summit, ¶2].',
        'An "axis" and "a lifeline" [@ulislam-summit, ¶¶ 2, 4].',
    ),
    (
        '“A lifeline” [@ulislam-summit, ¶4], "an axis" [@ulislam-summit, ¶2].',
        "“A lifeline” [@ulislam-summit, ¶4], “an axis” [@ulislam-summit, ¶2].",
    ),
]


@pytest.mark.parametrize(("before", "after"), [*RESPELT, *MOVED])
def test_what_leaves_no_doubt_is_written_anew(brief, own, before, after):
    path = own(before)

    brief("check", "ties", "--fix")

    assert body_of(path) == after


@pytest.mark.parametrize(
    "body",
    [
        'He says "a life line" [@ulislam-summit, ¶2].',  # altered: what is right is for the author
        'The word "summit" [@ulislam-summit, ¶5].',  # stands in several paragraphs
        'He says "a lifeline" [@ulislam-summit, ¶2; @ulislam-summit, ¶3].',  # which of the two?
        "Ties [@ulislam-summit, ¶¶ 5-3].",  # 3-5, or a slip for 5-6
        "Ties [@ulislam-sumit, ¶3].",
        "Ties [ulislam-summit, ¶4 and more].",
        "Ties (ulislam-summit, ¶4), see `[@ulislam-summit, ¶3]`.",
        "A 5\" gun, and the states' “axis” [@ulislam-summit, ¶2].",
    ],
)
def test_what_leaves_a_doubt_is_left_alone(brief, own, body):
    path = own(body)
    before = path.read_bytes()

    brief("check", "ties", "--fix")

    assert path.read_bytes() == before


def test_the_change_is_shown_as_a_difference(brief, own):
    own("Ties [@ulislam-summit, para. 4].")

    run = brief("check", "ties", "--fix")

    assert "--- a/briefs/ties.md\n+++ b/briefs/ties.md\n" in run.stdout
    assert "-Ties [@ulislam-summit, para. 4].\n+Ties [@ulislam-summit, ¶4].\n" in run.stdout
    assert "briefs/ties.md: 1 place mended" in run.stdout


@pytest.mark.slow
def test_a_second_time_there_is_nothing_to_mend(brief, own):
    path = own('Ties are "a lifeline" [@ulislam-summit, para. 2].')
    brief("check", "ties", "--fix")
    mended = path.read_bytes()

    run = brief("check", "ties", "--fix")

    assert path.read_bytes() == mended
    assert "mended" not in run.stdout


@pytest.mark.slow
def test_line_ends_and_the_byte_order_mark_stay_as_they_are(brief, own):
    path = own("One.\n\nTies [@ulislam-summit, para. 4].", newline="\r\n", mark=True)
    before = path.read_bytes()

    brief("check", "ties", "--fix")

    assert path.read_bytes() == before.replace(b"para. 4", "¶4".encode())


@pytest.mark.slow
def test_caveats_that_a_brief_carries_are_mended_too(brief, workspace):
    path = workspace / "seeds/ulislam-summit/caveats.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("¶¶ 2-4", "paras. 2-4"), encoding="utf-8", newline="\n")

    brief("check", "--fix")

    assert path.read_text(encoding="utf-8") == text


@pytest.mark.slow
def test_standard_output_is_left_to_the_findings_in_other_forms(brief, own):
    own("Ties [@ulislam-summit, para. 4].")

    run = brief("check", "ties", "--fix", "--format", "json")

    assert run.stdout.startswith("{")
    assert "+++ b/briefs/ties.md" in run.stderr


def test_without_fix_nothing_is_written(brief, own):
    path = own("Ties [@ulislam-summit, para. 4].")
    before = path.read_bytes()

    run = brief("check", "ties")

    assert path.read_bytes() == before
    assert "note[B023]" in run.stdout
    assert run.exit_code == 0


# --- asking -----------------------------------------------------------------------------

TERMS = 'The "Hook" is old.\n\nThe "blue plan" is new, and the "grey list" long.'


def test_each_term_is_asked_for_and_marked_where_the_answer_is_yes(brief, own):
    path = own(TERMS)

    mark_terms(["ties"], StringIO("y\nn\nyes\n"))

    hook, grey = '["Hook"]{.term}', '["grey list"]{.term}'
    assert body_of(path) == TERMS.replace('"Hook"', hook).replace('"grey list"', grey)


def test_a_q_ends_the_questions(brief, own, capsys):
    path = own(TERMS)

    mark_terms(["ties"], StringIO("y\nq\n"))

    assert body_of(path) == TERMS.replace('"Hook"', '["Hook"]{.term}')
    assert '2 of 3, line 9: is "blue plan" a name or a term? [y/N/q]' in capsys.readouterr().out


@pytest.mark.parametrize("options", [("--ask",), ("--fix", "--ask")])
def test_without_a_terminal_nobody_is_asked(brief, own, options):
    path = own(TERMS)

    run = brief("check", "ties", *options)

    assert run.exit_code == 2
    assert "at a terminal" in run.stderr
    assert body_of(path) == TERMS

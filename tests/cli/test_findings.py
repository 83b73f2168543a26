"""What is printed of many findings: the first to do, and how to see the rest."""

from __future__ import annotations

import re

import pytest

from generator.cli.findings import show
from generator.cli.telling import summary, told_later
from generator.diagnostics import Diagnostic, GivenAnswer, Severity, Span

HEADS = re.compile(r"^(?:error|warning|note)\[(\w+)\]", re.MULTILINE)
SENTENCE = "The union asked for a dredger [@nobody-{}, ¶1]."


@pytest.fixture
def many(workspace):
    """A brief with an error of each of twelve kinds, and one of them three times."""
    path = workspace / "briefs/many.md"
    lines = [
        "<b>Bold</b> and `code`.",
        "![](missing.png)",
        "***",
        "::: {.unheard-of}\n\nWords.\n\n:::",
        "[words]{.unheard-of}",
        "A link [there](#nowhere).",
        "A note[^1].",
        "See [@tbl-none].",
        "The talks [@ulislam-summit, ¶9].",
        "The talks [@ulislam-summit, ¶4-2].",
        "The talks [@ulislam-summit, ¶1 s99].",
        "The talks [@ulislam-summit].",
        "The talks were “a sound piece of naval work” [@ulislam-summit, ¶1].",
        "The talks [@nobody, ¶1].",
        "The talks go on [@nobody, ¶2].",
        "The talks end [@nothing, ¶2].",
        "##### Too deep",
    ]
    front = "---\ntitle: Many\ndate: 2026-02-01\nseeds: [ulislam-summit]\n---\n\n"
    path.write_text(front + "\n\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return path


def test_ten_kinds_of_a_brief_are_shown_and_the_rest_is_counted(brief, many):
    run = brief("check", "many")

    assert len(HEADS.findall(run.stdout)) == 10
    more = next(line for line in run.stdout.splitlines() if line.startswith("many: "))
    assert re.fullmatch(
        r"many: .*\d (?:error|warning|note)s? not shown: correct what is above, then check again; "
        r"`brief check many --all` shows every one",
        more,
    )


def test_all_are_shown_each_by_itself_in_reading_order(brief, many):
    run = brief("check", "many", "--all")

    places = re.findall(r"^  --> briefs/many.md:(\d+):(\d+)$", run.stdout, re.MULTILINE)
    assert len(places) > 12
    assert [tuple(map(int, place)) for place in places] == sorted(
        tuple(map(int, place)) for place in places
    )
    assert "more" not in run.stdout


def test_what_is_counted_does_not_hang_on_what_is_shown(brief, many):
    few, every = brief("check", "many"), brief("check", "many", "--all")

    assert few.stdout.splitlines()[-1] == every.stdout.splitlines()[-1]


@pytest.mark.slow
def test_those_alike_have_one_head_and_their_places(brief, damage):
    damage(
        "military",
        ("[@ulislam-summit, ¶2 s1]", "[@ulislam-summit, ¶8]"),
        ("[@ulislam-summit, ¶2 s4]", "[@ulislam-summit, ¶9]"),
    )

    run = brief("check", "military")

    assert HEADS.findall(run.stdout).count("C002") == 1
    assert re.search(
        r"\n  = and at 1 other place:\n    \d+:\d+  `ulislam-summit` has no ¶9\n", run.stdout
    )


@pytest.mark.slow
def test_what_only_follows_is_told_by_its_number(brief, damage):
    damage(
        "military",
        (
            "balance of power]{.reported} [@ulislam-summit, ¶2 s4]",
            "balance of power]{.reported} [@ulislam-summit, page two]",
        ),
    )

    few, every = brief("check", "military"), brief("check", "military", "--all")

    assert "error[C008]" in few.stdout
    assert "[T001]" not in few.stdout
    assert "more finding" in few.stdout and "`brief check military --all`" in few.stdout
    assert "[T001]" in every.stdout


@pytest.mark.parametrize(
    ("points", "expected"), [(1, "1 more finding follows"), (2, "3 more findings follow")]
)
def test_how_many_follow_is_said_in_a_sentence(brief, damage, points, expected):
    changes = [
        ("focus of the meeting]{.reported} [@ulislam-summit, ¶2 s1]", "focus]{.reported} [@"),
        ("balance of power]{.reported} [@ulislam-summit, ¶2 s4]", "balance]{.reported} [@"),
    ]
    damage("military", *((old, f"{new}ulislam-summit, page two]") for old, new in changes[:points]))

    run = brief("check", "military")

    assert f"military: {expected} from these; " in run.stdout


def test_one_of_those_alike_says_its_own_hint(capsys, tmp_path):
    places = [Span.at("x.md", line) for line in (1, 2, 3)]
    hints = ["¶1 has it", "¶1 has it", "¶2 has it"]
    found = [Diagnostic("C014", "x", at, hint=hint) for at, hint in zip(places, hints, strict=True)]

    show(found, tmp_path)

    assert capsys.readouterr().err.splitlines()[-4:-1] == [
        "  = and at 2 other places:",
        "    2:1",
        "    3:1  ¶2 has it",
    ]


def of(code: str, severity: Severity, reason: str = "") -> Diagnostic:
    answer = GivenAnswer(reason, "Ann Archer") if reason else None
    return Diagnostic(code, "x", Span.at("x.md"), severity, answer=answer)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ((), "1 brief checked: no findings"),
        ((of("C014", Severity.NOTE, "so it is"),), "1 brief checked: 1 answered"),
        (
            (of("C014", Severity.WARNING), of("C014", Severity.NOTE, "so it is")),
            "1 brief checked: 1 warning, 1 answered",
        ),
        (
            (of("L014", Severity.ERROR), of("C014", Severity.ERROR), of("C016", Severity.NOTE)),
            "1 brief checked: 2 errors, 1 note",
        ),
    ],
)
def test_the_last_line_counts_what_stands_and_what_is_answered(found, expected):
    assert summary(1, found) == expected


def test_what_stands_around_findings_is_in_the_language_of_messages(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("BRIEF_LANGUAGE", "fr")
    found = [of("C014", Severity.WARNING), of("C014", Severity.NOTE, "so it is")]

    lines = (Span.at("x.md", number) for number in range(1, 18))
    show([Diagnostic("C999", "x", line, Severity.NOTE) for line in lines], tmp_path, err=False)

    shown = capsys.readouterr().out
    assert shown.startswith("remarque[C999]")
    assert "  = et à 16 autres endroits :\n" in shown
    assert "    … et 4 endroits de plus\n" in shown
    assert summary(2, found) == "2 notes vérifiées : 1 avertissement, réponses : 1"
    assert summary(0, ()) == "0 note vérifiée : rien à signaler"
    assert told_later("docks", found[:1], 0) == (
        "docks : non montrés : 1 avertissement ; corrigez d’abord ce qui précède, puis vérifiez "
        "de nouveau; `brief check docks --all` les montre tous"
    )


def test_a_fault_that_briefs_share_is_told_once(brief, workspace):
    caveats = workspace / "seeds/ulislam-summit/caveats.md"
    caveats.write_text(caveats.read_text(encoding="utf-8") + "\n<b>x</b>\n", encoding="utf-8")

    run = brief("check", "military", "summit")

    assert run.stdout.count("HTML is not part of a brief") == 1


def test_a_build_shows_ten_kinds_as_well(brief, many):
    run = brief("build", "many")

    assert len(HEADS.findall(run.stderr)) == 10
    assert "`brief check many --all`" in run.stderr


def test_a_file_of_changes_has_the_ending_of_what_it_is(brief, workspace):
    run = brief("diff", "military", "economic", "--docx", "changes.pdf")

    assert run.exit_code == 2
    assert "name it changes.docx" in run.stderr
    assert not (workspace / "changes.pdf").exists()


def test_a_comparison_in_an_unknown_form_could_not_run_and_names_those_there_are(brief):
    run = brief("diff", "one.pdf", "two.pdf", "--format", "xml")

    assert run.exit_code == 2
    assert "no format `xml`: this can be text or json" in run.stderr


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\x9b"])
def test_nothing_that_turns_or_acts_on_a_terminal_is_printed(capsys, tmp_path, sign):
    file = tmp_path / "a.md"
    file.write_text(f"Words{sign} of it.\n", encoding="utf-8")
    found = Diagnostic("C001", f"no seed `a{sign}b`", Span.at("a.md", 1, 1, 5), Severity.ERROR)

    show([found], tmp_path, err=False)

    assert sign not in (printed := capsys.readouterr().out)
    assert "no seed `a\ufffdb`" in printed
    assert "1 | Words\ufffd of it." in printed

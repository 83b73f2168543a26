"""What a house says once, in brief.toml."""

from __future__ import annotations

import pytest

from generator import BriefError, find_workspace
from generator.diagnostics import Diagnostic, Severity, Span, codes, diagnose
from generator.diagnostics.codes import PROMISE, SETTABLE
from generator.document.markings import MarkingLook
from generator.pipeline.rulings import as_its_format_has_it, as_the_house_has_it
from generator.version import __version__
from generator.workspace.format import NEWEST


def settings(folder, text: str):
    (folder / "brief.toml").write_text(text, encoding="utf-8")
    return find_workspace(folder).settings


def faults(folder, text: str) -> list[tuple[int, str]]:
    with pytest.raises(BriefError) as raised:
        settings(folder, text)
    return [(found.span.start.line, found.message) for found in raised.value.diagnostics]


def test_a_house_has_rules_of_its_own_and_switches_others_off(tmp_path):
    levels = settings(tmp_path, '[severities]\nC014 = "error"\nT008 = "note"\nC021 = "off"\n')
    found = [
        Diagnostic(code, "x", Span.at("x.md"), Severity.WARNING)
        for code in ("C014", "T008", "C021", "C016")
    ]

    changed = [as_the_house_has_it(each, levels.severities) for each in found]

    assert [(one.code, one.severity) for one in changed if one] == [
        ("C014", Severity.ERROR),
        ("T008", Severity.NOTE),
        ("C016", Severity.WARNING),
    ]


@pytest.mark.parametrize("code", sorted(PROMISE))
def test_the_promise_is_no_setting(code, tmp_path):
    assert faults(tmp_path, f'\n[severities]\n{code} = "off"\n') == [
        (3, f"the severity of {code} cannot be set")
    ]
    assert code not in SETTABLE


def test_a_rule_that_is_none_is_said(tmp_path):
    assert faults(tmp_path, '[severities]\nC999 = "off"\n') == [
        (2, "the severity of `C999` cannot be set")
    ]


def test_a_marking_without_words_is_told_at_its_line(tmp_path):
    assert faults(tmp_path, '[markings.""]\nsize = 10\n') == [(1, "this marking has no words")]


def test_the_place_of_a_marking_with_stops_in_its_words_is_found(tmp_path):
    settings(tmp_path, 'publisher = "P"\n\n[markings."V.S. – NUR. INTERN"]\nsize = 9\n')

    span = find_workspace(tmp_path).place("markings", "V.S. – NUR. INTERN")

    assert (span.file, span.start.line) == ("brief.toml", 3)


def test_a_house_has_markings_with_colours_and_a_place(tmp_path):
    text = '[markings."OFFICIAL"]\nground = "#12355b"\nposition = "center"\nsize = 10\n'

    found = settings(tmp_path, text).markings

    assert found == {"OFFICIAL": MarkingLook("#ffffff", "#12355b", "center", 10.0)}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('color = "red"', "`markings.OFFICIAL.color`: 'red' is no colour"),
        ("size = 3", "`markings.OFFICIAL.size`: 3 is too small"),
        ("size = 1e400", "`markings.OFFICIAL.size` must be a number, not inf"),
    ],
)
def test_a_look_that_cannot_be_is_said_at_its_line(line, message, tmp_path):
    assert faults(tmp_path, f'[markings."OFFICIAL"]\n{line}\n') == [(2, message)]


def test_the_looks_of_the_traffic_light_protocol_are_its_own(tmp_path):
    assert faults(tmp_path, '[markings."TLP:RED"]\ncolor = "#000000"\n') == [
        (1, "`TLP:RED` is not the house's to change")
    ]


def test_formats_count_from_1(tmp_path):
    assert faults(tmp_path, "# Ours.\nformat = 0\n") == [(2, "there is no format 0")]


def test_a_newer_format_is_said_before_anything_that_only_it_knows(tmp_path):
    ((line, message),) = faults(tmp_path, f'illumination = "gold"\nformat = {NEWEST + 1}\n')

    assert line == 2
    assert message.endswith(
        f"has format {NEWEST + 1}; brief {__version__} reads no later than {NEWEST}"
    )


def test_where_no_format_is_given_it_is_the_first(tmp_path):
    assert settings(tmp_path, 'publisher = "A"\n').format == 1


@pytest.mark.parametrize(
    ("since", "upgrade"), [(NEWEST, "; see `brief upgrade`"), (NEWEST + 1, "")]
)
def test_a_new_rule_warns_first_and_names_the_upgrade_where_there_is_one(
    since, upgrade, monkeypatch
):
    monkeypatch.setattr(codes.NOWHERE_QUOTED, "since", since)
    found = diagnose(codes.NOWHERE_QUOTED, "x", Span.at("x.md"), hint="cite it")

    ruled = as_its_format_has_it(found, NEWEST - 1)

    assert ruled.severity is Severity.WARNING
    said = f"this rule is new: it stops no build before format {since}, and this has {NEWEST - 1}"
    assert ruled.hint == f"cite it; {said}{upgrade}"
    assert as_its_format_has_it(found, since) == found

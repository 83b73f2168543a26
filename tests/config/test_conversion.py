from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal

import pytest
from msgspec import Struct

from generator.config.conversion import KEY, ValueFault, convert
from generator.config.kinds import ONE_OR_MORE, InkColor, Reference, StyleName
from generator.diagnostics import Span, codes


class Edge(Struct, frozen=True):
    weight: float = 0.0
    color: str = "#000000"


class Sheet(Struct, frozen=True):
    name: str
    grade: Literal["A", "B", "C"] = "A"
    columns: int = 1
    draft: bool = False
    due: date | None = None
    font: Path | None = None
    edges: tuple[Edge, ...] = ()
    colors: Mapping[str, str] | None = None


def test_words_become_what_the_fields_want():
    said = {"name": "x", "columns": "2", "draft": "true", "due": "2026-11-22", "font": "a.ttf"}

    value, faults = convert(Sheet, said)

    assert not faults
    assert value == Sheet("x", "A", 2, True, date(2026, 11, 22), Path("a.ttf"))


def test_values_already_of_the_type_stay_as_they_are():
    said = {"name": "x", "columns": 2, "due": date(2026, 11, 22), "font": Path("a.ttf")}

    value, _ = convert(Sheet, said)

    assert value == Sheet("x", columns=2, due=date(2026, 11, 22), font=Path("a.ttf"))


def test_tables_in_lists_and_mappings_become_values_of_their_own():
    said = {"name": "x", "edges": [{"weight": 1}, {"color": "red"}], "colors": {"ink": "#111"}}

    value, _ = convert(Sheet, said)

    assert value.edges == (Edge(1.0), Edge(color="red"))
    assert value.colors == {"ink": "#111"}


class Frame(Struct, frozen=True):
    edges: Annotated[tuple[Edge, ...], ONE_OR_MORE] = ()


def test_of_a_list_that_takes_one_a_single_entry_needs_no_brackets():
    alone, _ = convert(Frame, {"edges": {"color": "red"}})
    listed, _ = convert(Frame, {"edges": [{"color": "red"}, {}]})
    _, faults = convert(Frame, {"edges": {"colour": "red"}})

    assert alone.edges == (Edge(color="red"),)
    assert listed.edges == (Edge(color="red"), Edge())
    assert [fault.place for fault in faults] == [("edges", "colour")]


def test_every_fault_is_found_at_its_own_place():
    said = {"grade": "G", "edges": [{}, {"weight": "thick"}], "colours": {}}

    _, faults = convert(Sheet, said)

    assert [fault.place for fault in faults] == [
        ("colours",),
        (),
        ("grade",),
        ("edges", 1, "weight"),
    ]


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({}, ValueFault((), "`name` is missing", "add `name`", ("name",))),
        (
            {"name": "x", "colour": 1},
            ValueFault(
                ("colour",), "unknown key `colour`", "did you mean `colors`?", ("colour", KEY)
            ),
        ),
        (
            {"name": "x", "zzz": 1},
            ValueFault(
                ("zzz",),
                "unknown key `zzz`",
                "known here: name, grade, columns, draft, due, font, edges, colors",
                ("zzz", KEY),
            ),
        ),
        (
            {"name": 1.1},
            ValueFault(("name",), "`name` must be text, not 1.1", "put it in quotation marks"),
        ),
        (
            {"name": {"dark": "x"}},
            ValueFault(
                ("name",),
                "`name` must be text, not a table of keys",
                "write one value, and no table",
            ),
        ),
        (
            {"name": ["x"]},
            ValueFault(
                ("name",),
                "`name` must be text, not a list",
                "write one value, without brackets around it",
            ),
        ),
        (
            {"name": "x", "grade": "G"},
            ValueFault(("grade",), "`grade` cannot be 'G'", "this can be A, B or C"),
        ),
        (
            {"name": "x", "columns": True},
            ValueFault(
                ("columns",), "`columns` must be a whole number, not true", "write it in digits"
            ),
        ),
        (
            {"name": "x", "due": "next week"},
            ValueFault(
                ("due",),
                "`due` must be a date, not 'next week'",
                "write year, month and day: 2026-11-22",
            ),
        ),
        (
            {"name": "x", "edges": "one, two"},
            ValueFault(
                ("edges",),
                "`edges` must be a list, not 'one, two'",
                'put it in square brackets: ["one", "two"]',
            ),
        ),
        (
            {"name": "x", "edges": [1]},
            ValueFault(
                ("edges", 0),
                "`edges.0` must be a table, not 1",
                keys=("weight", "color"),
            ),
        ),
        (
            {"name": "x", "colors": ["red"]},
            ValueFault(
                ("colors",),
                "`colors` must be a table, not a list",
                "write keys and values",
            ),
        ),
        (
            ["x"],
            ValueFault(
                (),
                "this must be a table, not a list",
                keys=("name",),
            ),
        ),
    ],
)
def test_a_fault_says_what_is_wrong_and_what_to_write(said, fault):
    _, faults = convert(Sheet, said)

    assert faults == (fault,)


@pytest.mark.parametrize(
    ("file", "hint"),
    [("theme.toml", "write { weight = …, color = … }"), ("a.md", "write { weight: …, color: … }")],
)
def test_a_table_that_is_wanted_is_shown_as_its_file_writes_one(file, hint):
    _, faults = convert(Frame, {"edges": "red"})

    assert [fault.told(lambda _: Span.at(file), codes.BAD_THEME).hint for fault in faults] == [hint]


@pytest.mark.parametrize(
    ("length", "points"),
    [("210mm", "595.28"), ("2 cm", "56.69"), ("1in", "72"), ("9pt", "9"), ("0.5 inch", "36")],
)
def test_a_length_with_a_unit_is_told_in_points(length, points):
    _, faults = convert(Edge, {"weight": length})

    assert [fault.hint for fault in faults] == [f"lengths are points, without a unit: {points}"]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (date, "2026-W01-1"),
        (date, datetime(2026, 11, 22)),  # noqa: DTZ001 - a time of day is the fault
        (float, "nan"),
        (float, False),
        (bool, "yes"),
        (Path, 1),
    ],
)
def test_what_only_resembles_a_value_is_refused(kind, value):
    _, faults = convert(kind, value)

    assert len(faults) == 1


def test_a_kind_that_is_not_known_is_our_mistake():
    with pytest.raises(TypeError, match="no conversion to"):
        convert(complex, 1)


class Postponed(Struct, frozen=True):
    width: "int"  # as `from __future__ import annotations` leaves it


def test_nor_is_a_kind_that_is_still_in_words():
    with pytest.raises(TypeError, match="no conversion to 'int'"):
        convert(Postponed, {"width": 1})


class Dress(Struct, frozen=True):
    styles: Mapping[StyleName, Mapping[str, InkColor]]


def test_names_of_entries_of_other_tables_are_told_with_their_places():
    named: list[Reference] = []

    convert(Dress, {"styles": {"text": {"ink": "navy", "ground": "#ffffff"}}}, named)

    assert named == [Reference(("styles", "text", "ink"), "colors", "navy")]

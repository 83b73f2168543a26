"""The schema that editors complete by says what the program takes, and no more."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import jsonschema
import pytest
from msgspec import Struct, field

from generator.config.json_schema import schema_of
from generator.config.kinds import ONE_OR_MORE


class Part(Struct, frozen=True):
    """A part of the whole."""

    weight: float = 0.0


class Whole(Struct, frozen=True):
    """What a file says."""

    name: str
    kind: Literal["one", "two"] = "one"  # Which of them.
    count: int = 3
    is_new: bool = False
    day: date | None = None
    place: Path | None = None
    part: Part = field(default_factory=Part)
    parts: tuple[Part, ...] = ()
    few: Annotated[tuple[Part, ...], ONE_OR_MORE] = ()
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    plain: str = ""


SCHEMA = schema_of(Whole)


@pytest.mark.parametrize(
    "said",
    [
        {"name": "x"},
        {"name": "x", "kind": "two", "count": 1, "is_new": True, "day": "2026-11-22"},
        {"name": "x", "part": {"weight": 1.5}, "parts": [{}], "names": {"a": ["b"]}},
        {"name": "x", "few": {"weight": 1}},
        {"name": "x", "few": [{"weight": 1}, {}]},
    ],
)
def test_what_is_taken_is_valid(said):
    jsonschema.validate(said, SCHEMA)


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"name": 1},
        {"name": "x", "nam": "y"},
        {"name": "x", "kind": "three"},
        {"name": "x", "count": 1.5},
        {"name": "x", "day": "22 November"},
        {"name": "x", "part": {"wieght": 1}},
        {"name": "x", "parts": {"weight": 1}},
        {"name": "x", "few": {"wieght": 1}},
        {"name": "x", "names": {"a": "b"}},
    ],
)
def test_what_is_refused_is_not_valid(said):
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(said, SCHEMA)


def test_where_scalars_are_words_a_text_may_look_like_a_number_and_a_number_may_not_be_a_text():
    words = schema_of(Whole, words=True)

    jsonschema.validate({"name": 1.1}, words)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"name": "x", "count": "three"}, words)


def test_a_field_says_its_default_and_what_its_comment_says():
    kind, count = SCHEMA["properties"]["kind"], SCHEMA["properties"]["count"]

    assert (kind["default"], kind["description"]) == ("one", "Which of them.")
    assert count["default"] == 3
    assert "default" not in SCHEMA["properties"]["plain"]  # an empty text says nothing
    assert "default" not in SCHEMA["properties"]["parts"]
    assert SCHEMA["description"] == "What a file says."


def test_a_kind_that_has_no_schema_is_our_mistake():
    class Odd(Struct):
        what: set[str]

    with pytest.raises(TypeError, match="no schema of"):
        schema_of(Odd)

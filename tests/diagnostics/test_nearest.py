from __future__ import annotations

from generator.diagnostics.nearest import did_you_mean, nearest_name


def test_the_name_that_is_most_like_another_is_offered():
    assert nearest_name("tabel", ["label", "table", "title"]) == "table"
    assert did_you_mean("tabel", ["label", "table"]) == "did you mean `table`?"


def test_where_nothing_is_like_a_name_all_are_told_or_what_else_helps():
    assert nearest_name("xyz", ["table"]) == ""
    assert did_you_mean("xyz", ["table", "figure", "table"]) == "known here: table, figure"
    assert did_you_mean("xyz", ["table"], "leave it out") == "leave it out"
    assert did_you_mean("xyz", []) == "known here: none"


def test_a_name_as_long_as_a_book_is_answered_at_once():
    assert nearest_name("table" * 1_000_000, ["table"]) == ""


def test_among_the_names_of_a_whole_library_those_with_its_first_letter_are_looked_through():
    library = [f"smith{number}" for number in range(100_000)] + ["table"]

    assert nearest_name("tabel", library) == "table"
    assert did_you_mean("xyz", library).endswith("smith38, smith39, …")

from __future__ import annotations

from generator.seeds.numbering import insert_after, numbers_of


def test_paragraphs_are_counted_from_one():
    assert numbers_of(["a", "b", "c"]) == ("1", "2", "3")


def test_printed_numbers_in_sequence_are_kept():
    texts = ["7. a", "[8] b", "(c) of 8", "9) d", "10 e"]

    assert numbers_of(texts) == ("7", "8", "8A", "9", "10")


def test_printed_numbers_out_of_sequence_are_not_trusted():
    assert numbers_of(["1. a", "2. b", "1. c", "2. d"]) == ("1", "2", "3", "4")


def test_years_at_the_start_of_sentences_are_no_numbers():
    assert numbers_of(["2019 was wet.", "It rained.", "2020 was dry."]) == ("1", "2", "3")


def test_inserts_run_through_the_alphabet_and_on():
    taken = [f"3{letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]

    assert insert_after("3", []) == "3A"
    assert insert_after("3B", ["3A", "3B"]) == "3C"
    assert insert_after("3", taken) == "3AA"
    assert insert_after(None, ["1"]) == "0A"

"""Where a quotation begins and ends: not inside an amount, nor behind what denies it."""

from __future__ import annotations

import pytest

from tests.checking import FRONT, codes, findings, seed_of

TEXTS = (
    (
        "The works cost £6.2 million and take between six and nine weeks, or 54 per cent longer. "
        "Up to 40 ships a day were turned away from the northern port, says Ann Berg."
    ),
    (
        "The council ruled out selling the northern port to a private company. Nobody asked why. "
        "The mayor doubts that the northern port can be sold at all. It ceased to pay for itself."
    ),
)


def of_edges(folder, body):
    """What a quotation is told for, and not its words or the claim's."""
    found = codes(findings(folder, body, texts=TEXTS))
    return [code for code in found if code in ("C012", "C028", "C029")]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The works “cost £6.2” [@harbour, ¶1].", ["C029"]),
        ("They “take between six” weeks [@harbour, ¶1].", ["C029"]),
        ("They “take between six and nine weeks, or 54” days [@harbour, ¶1].", ["C029"]),
        ("They take 8 “million and take between six and nine weeks” [@harbour, ¶1].", ["C029"]),
        ("The port saw “40 ships a day” turned away [@harbour, ¶1].", ["C012"]),
        ("The works “cost £6.2” million [@harbour, ¶1].", []),
        ("They “take between six and nine” weeks [@harbour, ¶1].", []),
        ("They take six and “nine weeks, or 54” per cent more [@harbour, ¶1].", []),
        ("As many as, or up to “40 ships a day” were turned away [@harbour, ¶1].", []),
    ],
)
def test_an_amount_is_not_cut_in_two(tmp_path, body, expected):
    assert of_edges(tmp_path, body) == expected


JOINED = ("The co-operative left the Minsk-Moscow line at 22:00 with re-fitted boats of steel.",)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("operative left the Minsk", ["C029"]),
        ("left the Minsk-Moscow line at 22", ["C029"]),
        ("fitted boats of steel", ["C029"]),
        ("co-operative left the Minsk-Moscow line at 22:00", []),
        ("Moscow line at 22:00 with re-fitted boats", []),
    ],
)
def test_a_word_is_not_cut_in_two_at_its_hyphen_nor_an_hour_at_its_minutes(
    tmp_path, words, expected
):
    body = f"It says “{words}” [@harbour, ¶1]."

    found = codes(findings(tmp_path, body, texts=JOINED))

    assert [code for code in found if code in ("C005", "C029")] == expected


@pytest.mark.parametrize(
    ("language", "own", "expected"),
    [
        ("en", "The ministry", ["C012"]),
        ("ru", "Министерство", ["C012"]),
        ("en", "The ministry has not", []),
        ("ru", "Министерство не", []),
        ("ko", "부처는", []),  # nobody can tell what these words say
    ],
)
def test_a_denial_is_known_in_many_languages(tmp_path, language, own, expected):
    ministry = seed_of("ru", ["Министерство не одобрило план работ в порту."], language="ru")
    front = FRONT.replace("[harbour]", f"[ru]\nlang: {language}")
    body = f"{own} «одобрило план работ в порту» [@ru, ¶1]."

    found = codes(findings(tmp_path, body, front=front, more=(ministry,)))

    assert [code for code in found if code in ("C012", "C029")] == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("It is “selling the northern port to a private company” [@harbour, ¶2].", ["C012"]),
        ("He says “the northern port can be sold at all” [@harbour, ¶2].", ["C012"]),
        ("It will “pay for itself” [@harbour, ¶2].", ["C012"]),
        ("It rejects “selling the northern port to a private company” [@harbour, ¶2].", []),
        ("He does not think that “the northern port can be sold at all” [@harbour, ¶2].", []),
    ],
)
def test_a_quotation_does_not_begin_behind_what_denies_it_in_its_own_way(tmp_path, body, expected):
    assert of_edges(tmp_path, body) == expected


@pytest.mark.parametrize(
    ("signed", "expected"),
    [
        ("Ann Berg", []),
        ("the mayor", []),
        ("Carl Dal, the mayor", ["C028"]),
    ],
)
def test_the_last_line_of_a_block_names_who_says_so(tmp_path, signed, expected):
    body = f"> Up to 40 ships a day were turned away [@harbour, ¶1].\n>\n> — {signed}"

    assert of_edges(tmp_path, body) == expected

"""Unicode's forms of normalisation, and letters under more marks than anybody can read."""

from __future__ import annotations

import random
import unicodedata

import pytest

from generator.language.folding import composed
from generator.language.normal_forms import normal

# As quadratic work this takes seconds, and with more a minute.
_MANY = "\u0301\u0323" * 20_000
_SIGNS = "a\u0301\u0323\u0327\u0344\u0f73\u3099\uff9e\u1100\u1161かé—\u200d"


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_marks_come_in_the_order_that_unicode_gives_them(form):
    pick = random.Random(7)
    texts = ["".join(pick.choices(_SIGNS, k=400)) for _ in range(20)]
    texts += ["".join(pick.choices(_SIGNS[1:6], k=200)) for _ in range(20)]

    assert [normal(form, text) for text in texts] == [
        unicodedata.normalize(form, text) for text in texts
    ]


def test_many_marks_on_one_letter_take_no_square_of_their_number():
    assert normal("NFC", f"a{_MANY}") == "ạ" + "\u0323" * 19_999 + "\u0301" * 20_000


def test_a_letter_with_many_marks_is_composed_as_one():
    text = f"a{_MANY} b"

    letters, places = composed(text)

    assert (letters, places) == (
        normal("NFC", text),
        [0] * (len(letters) - 2) + [40_001, 40_002, 40_003],
    )


def test_a_letter_behind_many_that_nobody_sees_begins_with_them():
    assert composed("\u202e" * 20_000 + "a") == ("a", [0, 20_001])

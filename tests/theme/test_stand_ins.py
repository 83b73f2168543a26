"""A sign that no font of a theme has is drawn by the one most like it."""

from __future__ import annotations

import pytest

from generator.theme.stand_ins import drawn_as


@pytest.mark.parametrize(
    ("sign", "fonts", "drawn"),
    [
        ("\u2011", "-", "-"),  # a hyphen at which no line ends
        ("\u2011", "\u2010-", "\u2010"),
        ("\u00ad", "-", "-"),  # a soft hyphen at which a line ends
        ("\u202f", " ", " "),  # a narrow space
        ("\u2212", "–", "–"),  # a minus
        ("中", "-–’ ", None),
    ],
)
def test_the_nearest_sign_that_the_fonts_have_stands_in(sign, fonts, drawn):
    assert drawn_as(sign, fonts.__contains__) == drawn

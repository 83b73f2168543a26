from __future__ import annotations

import pytest

from generator.language.decimals import decimal_mark, is_column_of_figures, whole_part


@pytest.mark.parametrize(
    ("language", "mark"),
    [("en-GB", "."), ("en-ZA", ","), ("de", ","), ("de-CH", "."), ("fr-CH", ","), ("es-MX", "."),
     ("pt-BR", ","), ("ko", "."), ("tr", ","), ("zh-Hans", ".")],
)  # fmt: skip
def test_decimals_stand_behind_the_mark_of_the_language(language, mark):
    assert decimal_mark(language) == mark


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (["3.5", "12.25", "1,204.0"], "."),
        (["3,5", "12,25", "1.204,0", "1\u202f204"], ","),
        (["100", "–", "", "…"], "."),
        (["12.5\u00a0%", "3 %", "(4.1)"], "."),
        (["−0.4", "+12", "~3", "€7", "2.5*"], "."),
    ],
)
def test_figures_and_dashes_alone_make_a_column_of_figures(cells, mark):
    assert is_column_of_figures(cells, mark)


@pytest.mark.parametrize(
    "cells",
    [
        ["3.5", "about 4"],
        ["–", ""],  # no figure
        [],
        ["1.2.2026"],  # a day
        ["2019–2023"],
        ["20,5"],  # neither decimals nor thousands in English
        ["PB-2026-01"],
    ],
)
def test_other_words_make_none(cells):
    assert not is_column_of_figures(cells, ".")


@pytest.mark.parametrize(
    ("figure", "whole"),
    [("1,204.5", "1,204"), ("12.5 %", "12"), ("12 %", "12"), ("(4.1)", "(4"), ("–", "–")],
)
def test_the_whole_part_of_a_figure_ends_before_its_decimals(figure, whole):
    assert figure[: whole_part(figure, ".")] == whole

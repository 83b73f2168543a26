"""Characters that mislead are found; what a script needs is let be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.language.misleading import is_suspect, misleading


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("the \u202eelbaliava\u202c plan", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("the \u2067not\u2069 plan", "U+2067 RIGHT-TO-LEFT ISOLATE"),
        ("a left\u200fover mark", "U+200F RIGHT-TO-LEFT MARK"),
        ("a tag\U000e0041", "U+E0041 TAG LATIN CAPITAL LETTER A"),
        ("un\u200bseen", "U+200B ZERO WIDTH SPACE"),
        ("un\u200dseen", "U+200D ZERO WIDTH JOINER"),
        ("un\u2060seen", "U+2060 WORD JOINER"),
        ("un\ufeffseen", "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
        ("mil\ufe0fitary", "U+FE0F VARIATION SELECTOR-16"),
        ("a\u3164b", "U+3164 HANGUL FILLER"),
        ("logo \ue123", "U+E123 (private use)"),
        ("logo \U000f0000", "U+F0000 (private use)"),
        ("lost \ufffd letter", "U+FFFD REPLACEMENT CHARACTER"),
        ("the M\u0430rket", "U+0430 CYRILLIC SMALL LETTER A among other letters in “M\u0430rket”"),
        ("the \u039carket", "U+039C GREEK CAPITAL LETTER MU"),
        ("\uff57ord", "U+FF57 FULLWIDTH LATIN SMALL LETTER W"),
        ("the \u0585il", "U+0585 ARMENIAN SMALL LETTER OH"),
        ("no\u0336t", "U+0336 COMBINING LONG STROKE OVERLAY"),
        ("the a\u20dd plan", "U+20DD COMBINING ENCLOSING CIRCLE"),
        ("it did \U0001d427\U0001d428\U0001d42d", "U+1D427 MATHEMATICAL BOLD SMALL N"),
        ("some \uff11\uff10 men", "U+FF11 FULLWIDTH DIGIT ONE"),
        ("some 2O,000 men", "U+004F LATIN CAPITAL LETTER O among the digits of “2O,000”"),
    ],
)
def test_a_character_that_misleads_is_named(line, named):
    assert is_suspect(line)
    assert any(found.what.startswith(named) for found in misleading(line))


@pytest.mark.parametrize(
    "line",
    [
        *(
            "4\u200b1,000",
            "1\u0662 3",
            "20\u041e4",
            "\u202e14,000",
            "2\ufe0f",
            "1\u03380",
            "\uff12",
        ),
        *("1O per cent", "l9 June", "20l5", "3I4", "1.O5"),
    ],
)
def test_one_in_a_number_is_known_for_it(line):
    assert any(found.in_number for found in misleading(line))


@given(st.characters())
def test_no_character_that_misleads_is_passed_over(character):
    line = f"it {character} is{character}so"

    assert is_suspect(line) or misleading(line) == ()


@pytest.mark.parametrize(
    "line",
    [
        "© ©️ ™️ ❤️ 1️⃣ 👩‍🚀 👨‍👩‍👧 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "μm, kΩ, ΔT, β2, α-helix, π",
        "می‌خواهم and क्‍ष",
        "ภาษา\u200bไทย",
        "שלום\u200f, he said",
        "Москва, Ελλάδα, Straße, naïve, Łódź, e\u0301te\u0301",
        "PDFファイル, 東京タワー, IT-отдел, 葛\U000e0100",
        "and/\u200bor, one\u2060—\u2060two, Verwaltungs\u00adgericht",
        "٢٣ and १२",
        "he said \u202bהרכבת\u202c, then \u2067הרכבת\u2069; הרכבת \u2066PDF\u2069 הרכבת",
        "a \u2260 b, a =\u0338 b, \U0001d465 = 5; 第１０章, ＡＢ社",
        "O2 and H2O at 5l a day, a 10I, I95, B2O, 4o, T-1O2, 1l",
        "soft\u00a0space, thin\u202fspace, non\u2011breaking",
    ],
)
def test_what_a_script_needs_is_let_be(line):
    assert misleading(line) == ()

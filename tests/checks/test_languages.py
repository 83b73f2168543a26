"""A language is a file: a French brief is checked with French words, by the same code."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest

from generator import check, find_workspace
from generator.language import lexicon
from tests.checking import FRONT, codes, findings, grave, seed_of

MATERIAL = Path(__file__).parents[1] / "material"
LEXICONS = Path(lexicon.__file__).parent / "lexicons"


@pytest.fixture
def workspace(tmp_path):
    for name in ("briefs/french.md", "seeds/french", "brief.toml"):
        source, target = MATERIAL / name, tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copy)(source, target)
    return find_workspace(tmp_path)


def found_with(workspace, old: str = "", new: str = "") -> list[str]:
    """The codes of what is found in the French brief, some of its words exchanged."""
    path = workspace.briefs / "french.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return codes(check(path))


def test_a_french_brief_is_clean(workspace):
    assert not grave(check(workspace.briefs / "french.md"))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("38 millions", "36 millions", "C014"),
        ("12 000 personnes", "12 500 personnes", "C014"),
        ("pour les digues [@", "pour les digues le 14 avril 2024 [@", "C015"),
        ("Les experts de Nantes", "Les experts de Rouen", "C016"),
        ("technique néerlandaise", "technique des Espagnols", "C016"),
        ("ne débuteront pas", "débuteront", "C017"),
        ("n’a pas répondu", "a répondu", "C017"),
        ("une crue pourrait toucher", "une crue va toucher", "C018"),
        ("Le plan semble suffire", "Le plan suffit", "C018"),
        ("Elle envisage un accord", "Elle a signé un accord", "C018"),
        (", mais il laisse de côté la montée de la mer", "", "C019"),
    ],
)
def test_a_french_claim_made_false_is_read_again(workspace, old, new, code):
    assert code in found_with(workspace, old, new)


TOLL = "Ce péage pourrait coûter 400 emplois aux ports. Le péage a été voté."


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("Le péage coûterait 400 emplois aux ports", []),
        ("Le péage coûtera 400 emplois aux ports", ["C018"]),
        ("On craint que le péage ne coûte 400 emplois aux ports", []),
        ("Le péage ne coûtera pas 400 emplois aux ports", ["C017"]),
        ("Le péage n’a pas été voté", ["C017"]),
    ],
)
def test_a_french_conditional_hedges_and_a_ne_by_itself_denies_nothing(tmp_path, claim, expected):
    toll = seed_of("toll", [TOLL], language="fr")
    front = FRONT.replace("[harbour]", "[toll]\nlang: fr")

    found = findings(tmp_path, f"{claim} [@toll, ¶1].", front=front, more=(toll,))

    assert codes(found)[:1] == expected


def test_an_omission_is_read_in_the_language_of_the_source(workspace):
    line = "Il est dit que « les travaux […] commenceront […] avant l’automne » [@french, ¶1 s2].\n"

    assert "C012" in found_with(workspace, "## Le plan\n", f"## Le plan\n\n{line}")


@pytest.mark.parametrize(
    ("claim", "expected"),
    [("It holds 2.4 m of water, for 132 months", []), ("It holds 2.4 km of water", ["C014"])],
)
def test_units_are_the_same_in_every_language(tmp_path, claim, expected):
    lock = seed_of("lock", ["Il retient 2,4 mètres d’eau depuis onze ans."], language="fr")
    front = FRONT.replace("[harbour]", "[lock]")

    found = findings(tmp_path, f"{claim} [@lock, ¶1].", front=front, more=(lock,))

    assert codes(found) == expected


LINE = (
    "Die Linie beförderte 2025 rund 41.000 Fahrgäste, 2,4 Prozent mehr als im Juni 2024, und nahm "
    "3,4 Millionen Euro ein. Am 17. Mai fuhren zwölf Schiffe; am 28.9.2024 war Streik."
)


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("The line carried 41,000 passengers", []),
        ("The line carried 43,000 passengers", ["C014"]),
        ("The line carried some 41 thousand passengers", []),
        ("It carried 2.4 per cent more", []),
        ("It carried 24 per cent more", ["C014"]),
        ("It took 3.4 million euros", []),
        ("It took 34 million euros", ["C014"]),
        ("On 17 May twelve ships sailed", []),
        ("On 17 May 12 ships sailed", []),
        ("On 19 May twelve ships sailed", ["C015"]),
        ("On 28 September 2024 there was a strike", []),
        ("In 2025 it carried more", []),
        ("In 2023 it carried more", ["C015"]),
        ("It carried [more by 30 June 2031]{.by}", []),
    ],
)
def test_figures_are_compared_in_a_language_without_words(tmp_path, claim, expected):
    line = seed_of("line", [LINE], language="de")
    front = FRONT.replace("[harbour]", "[line]")

    found = findings(tmp_path, f"{claim} [@line, ¶1].", front=front, more=(line,))

    assert codes(found) == expected


def test_every_language_answers_what_the_code_asks():
    lists = {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
        for path in LEXICONS.glob("*.toml")
    }

    assert set(lists) >= {"en", "fr"}
    for name, has in lists.items():
        assert has.keys() == lists["en"].keys(), name
        assert all(isinstance(value, str) for value in has.values()), name

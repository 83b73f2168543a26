"""A language is a file: a French brief is checked with French words, by the same code."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest

from generator import check, find_workspace
from generator.language import lexicon
from tests.checking import FRONT, codes, every_finding, findings, grave, seed_of

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


def test_a_french_de_before_an_amount_may_be_a_by(tmp_path):
    port = seed_of(
        "port", ["Le trafic est de 12 millions en mai, soit 2 millions de moins."], language="fr"
    )
    front = FRONT.replace("[harbour]", "[port]\nlang: fr")
    claim = "Le trafic a baissé de 2 millions en mai à 12 millions [@port, ¶1]."

    assert "C033" not in codes(findings(tmp_path, claim, front=front, more=(port,)))


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
        ("De lijn vervoerde 41.000 reizigers", []),
        ("De lijn vervoerde 43.000 reizigers", ["C014"]),
        ("In 2025 waren het er 41 000", []),
        ("In 2023 waren het er 41 000", ["C015"]),
    ],
)
def test_digits_of_a_brief_are_compared_in_a_language_of_which_no_words_are_known(
    tmp_path, claim, expected
):
    line = seed_of("line", ["In 2025 vervoerde de lijn 41.000 reizigers."], language="nl")
    front = FRONT.replace("[harbour]", "[line]\nlang: nl")

    found = every_finding(tmp_path, f"{claim} [@line, ¶1].", front=front, more=(line,))

    assert [each for each in codes(found) if each != "C036"] == expected


BUDGETS = {
    "de": (
        "Am 17. Mai 2024 stimmten 338 Abgeordnete dafür und 349 dagegen, niemand enthielt sich. "
        "Der Etat von 476,8 Mrd. Euro stieg um 4,3 Prozent. Gut zweieinhalb Millionen Haushalte, "
        "ein Drittel aller, warten seit anderthalb Jahren; jeder zwanzigste erhält nichts."
    ),
    "fr": (
        "Le texte a été adopté par cent quatre-vingt-neuf voix contre vingt et une. Les crédits de "
        "67,7 Md€ concernent deux millions et demi de ménages, soit un sur vingt; près d’un quart "
        "attend depuis une heure et demie."
    ),
    "es": (
        "El Senado la aprobó el 27 de octubre de 2017 por treinta y cinco votos contra veintiuno. "
        "El fondo de 750.000 millones de euros llega a un millón y medio de hogares, dos tercios "
        "del total, y a 1,234 municipios."
    ),
    "it": (
        "La legge è passata il 17 maggio 2017 con duecentocinquanta voti. Al Sud va un miliardo e "
        "mezzo di euro, un quarto delle risorse; gli inattivi sono 400 mila."
    ),
}


@pytest.mark.parametrize(
    ("language", "claim", "expected"),
    [
        ("de", "Dafür waren am 17.5.2024 nur 338, mit Nein stimmten 349 und enthielten sich 0", []),
        ("de", "Der Haushalt wuchs um 4,3 % auf fast 477 Milliarden Euro", []),
        ("de", "Mehr als 2,5 Mio. Haushalte warten seit 18 Monaten", []),
        ("de", "Zweieinhalb Millionen sind etwa 33 Prozent, fünf Prozent erhalten nichts", []),
        ("de", "Dagegen waren 349, dafür 338, also elf mehr", []),
        ("de", "Am 17. Juni 2024 wurde abgestimmt", ["C015"]),
        ("de", "Der Etat beträgt 476,8 Mio. Euro", ["C014"]),
        ("de", "Der Etat stieg um 4,3 Prozentpunkte", ["C014"]),
        ("de", "Dreieinhalb Millionen Haushalte warten", ["C014"]),
        ("de", "Ein Viertel der Haushalte wartet seit anderthalb Jahren", ["C014"]),
        ("de", "Dreihundertachtundvierzig stimmten dagegen", ["C014"]),
        ("fr", "Le texte a obtenu 189 voix contre 21", []),
        ("fr", "Il a été adopté par 189 voix", []),
        ("fr", "Les crédits de 67,7 milliards d’euros vont à 5 % des ménages", []),
        ("fr", "Un ménage sur dix reçoit ces crédits", ["C014"]),
        ("fr", "Ces crédits concernent trois millions et demi de ménages", ["C014"]),
        ("fr", "Les crédits s’élèvent à 67,7 milliards de dollars", ["C014"]),
        ("es", "Se aprobó el 27/10/2017 por 35 votos contra 21", []),
        ("es", "El fondo tiene tres cuartos de billón de euros para 1,5 millones de hogares", []),
        ("es", "Participan 1.234 municipios", []),
        ("es", "Se aprobó por cuarenta y cinco votos", ["C014"]),
        ("es", "Se aprobó el 27 de noviembre de 2017", ["C015"]),
        ("it", "La legge passò con 250 voti, e 1,5 miliardi vanno al Sud", []),
        ("it", "Gli inattivi sono quasi mezzo milione, di cui il 25% al Sud", ["C014"]),
        ("it", "La legge passò con duecentosessanta voti", ["C014"]),
        ("en-GB", "On 17 May 2024 it was lost by 338 votes to 349", []),
        ("en-GB", "Two and a half million households, a third of all, wait", []),
        ("en-GB", "Three and a half million households wait", ["C014"]),
        ("en-GB", "The budget is 476.8 billion dollars", ["C014"]),
    ],
)
def test_numbers_and_days_are_compared_in_the_words_of_each_language(
    tmp_path, language, claim, expected
):
    own = "de" if language == "en-GB" else language
    budget = seed_of("budget", [BUDGETS[own]], language=own)
    front = FRONT.replace("[harbour]", f"[budget]\nlang: {language}")

    found = findings(tmp_path, f"{claim} [@budget, ¶1].", front=front, more=(budget,))

    assert codes(found) == expected


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
    line = seed_of("line", [LINE], language="und")
    front = FRONT.replace("[harbour]", "[line]")

    found = findings(tmp_path, f"{claim} [@line, ¶1].", front=front, more=(line,))

    assert codes(found) == ["C035", *expected]


@pytest.mark.parametrize(("folder", "model"), [("lexicons", "en"), ("in_part", "de")])
def test_every_language_answers_what_the_code_asks(folder, model):
    lists = {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
        for path in LEXICONS.with_name(folder).glob("*.toml")
    }
    english = tomllib.loads((LEXICONS / "en.toml").read_text(encoding="utf-8"))

    assert len(lists) >= 2
    for name, has in lists.items():
        assert has.keys() == lists[model].keys(), name
        assert has.keys() <= english.keys(), name
        assert all(isinstance(value, str) for value in has.values()), name

"""Which sentence of its source a claim rests on, and that all who ask get the same answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import Library, find_workspace
from generator.actions.trace import follow
from generator.briefs.read import read_brief
from generator.checks.evidence import cited_sentences, stated_in
from generator.checks.grounds import grounds
from generator.checks.support import ranked, resting, said_in, said_with
from generator.language.folding import fold
from generator.language.lexicon import lexicon_of, lexicons
from generator.pipeline.reading import read
from tests.checking import FRONT, seed_of
from tests.conftest import examples

REPOSITORY = Path(__file__).parents[2]
MATERIAL = REPOSITORY / "tests/material"
SHIPPED = ("economic", "military", "sanctions", "summit")
HOUSE = lexicons({})

MILL = (
    (
        "The mill stands by the river. It ground 40 tonnes of rye a day. "
        "The miller says that the river is too low to turn the wheel."
    ),
    "The council bought the mill in 2019. A wheel of steel was ordered, and the river was dredged.",
)


def rested_on(text: str, quotations: tuple[str, ...] = (), texts=MILL, language="en") -> list[str]:
    """The sentences that a text rests on, as "¶1 s2", among all of a source."""
    seed = seed_of("mill", texts)
    stated = stated_in(seed, seed.paragraphs, HOUSE, language)
    found = resting(ranked(said_with(text, quotations, HOUSE.of(language)), stated))
    return [f"¶{each.stated.paragraph.number} s{each.stated.number}" for each in found]


def cited_by(folder: Path, line: str) -> list[str]:
    """The sentences that the first claim of a brief rests on."""
    path = folder / "x.md"
    path.write_text(FRONT.replace("harbour]", "mill]") + line, encoding="utf-8")
    brief, _ = read_brief(path, "x.md")
    claim = brief.body.claims[0]
    target = claim.group.citations[0].target
    stated = cited_sentences(seed_of("mill", MILL), target, HOUSE, "en")
    found = resting(ranked(said_in(claim, HOUSE.of("en")), stated))
    return [f"¶{each.stated.paragraph.number} s{each.stated.number}" for each in found]


# --- the rules, in their order ----------------------------------------------------------


def test_a_pinpoint_names_it_whatever_the_words(tmp_path):
    assert cited_by(tmp_path, "The river is low [@mill, ¶1 s2].\n") == ["¶1 s2"]


def test_a_pinpoint_to_a_sentence_that_is_not_there_names_none(tmp_path):
    assert cited_by(tmp_path, "The river is low [@mill, ¶1 s9].\n") == []


def test_else_a_quotation_decides(tmp_path):
    line = 'What turns by the river "ground 40 tonnes" [@mill, ¶1].\n'

    assert cited_by(tmp_path, line) == ["¶1 s2"]


def test_each_half_of_a_claim_has_its_sentence():
    text = "The miller calls the river low, and rye was ground by the tonne"

    assert rested_on(text) == ["¶1 s2", "¶1 s3"]
    assert rested_on(text, ("was ordered",)) == ["¶2 s2", "¶1 s3", "¶1 s2"]


def test_each_paragraph_that_is_cited_has_its_sentence_if_it_says_more():
    texts = ("The board is to test the pump. It rained.", "No test has seen the drought of 2022.")

    text = "The board is to test the pump against the drought of 2022"

    assert sorted(rested_on(text, texts=texts)) == ["¶1 s1", "¶2 s1"]
    assert rested_on("The board is to test the pump by the drought", texts=texts) == ["¶1 s1"]


def test_a_word_or_two_that_stand_elsewhere_are_no_half_of_a_claim():
    assert rested_on("The miller says that the river is too low, and steel is dear") == ["¶1 s3"]


def test_each_quotation_has_its_sentence_in_the_order_of_the_claim():
    quotations = ("was ordered", "bought the mill")

    assert rested_on("A wheel was ordered by whoever bought the mill", quotations) == [
        "¶2 s2",
        "¶2 s1",
    ]


def test_of_sentences_that_have_a_quotation_the_nearest_is_chosen():
    assert rested_on("The miller calls the river too low", ("the river",)) == ["¶1 s3"]


def test_else_it_is_the_sentence_that_shares_most():
    assert rested_on("The river cannot turn the wheel, says the miller") == ["¶1 s3"]


def test_a_rare_word_tells_more_than_a_usual_one():
    assert rested_on("The river at the mill was dredged") == ["¶2 s2"]


def test_endings_and_irregular_forms_do_not_part_words():
    assert rested_on("The councils are buying") == ["¶2 s1"]


@pytest.mark.parametrize(
    ("number", "source"), [("forty", "40 sacks"), ("€60m", "€60 million"), ("a quarter", "25 %")]
)
def test_a_number_is_the_same_however_it_is_written(number, source):
    assert rested_on(f"It was {number}", texts=(f"So it was. There were {source}.",)) == ["¶1 s2"]


def test_the_same_number_of_another_kind_is_another():
    assert rested_on("Four mills", texts=("It was 4 per cent. Four wheels turn.",)) == ["¶1 s2"]


def test_the_words_that_are_the_briefs_own_do_not_count(tmp_path):
    line = "[Those who ground tonnes of rye a day]{.to}: order steel [@mill, ¶¶ 1-2].\n"

    assert cited_by(tmp_path, line) == ["¶2 s2"]


def test_each_half_of_a_claim_counts_by_itself():
    seed = seed_of("mill", MILL)
    text = "A wheel of steel was ordered for the river, but the council bought the mill in 2019"

    stated = stated_in(seed, seed.paragraphs, HOUSE, "en")
    found = ranked(said_with(text, (), HOUSE.of("en")), stated)
    assert [each.share == 1 for each in found] == [True, True, False, False, False]
    assert {each.stated.number for each in found[:2]} == {1, 2}


def test_in_a_table_the_words_of_the_whole_row_count(tmp_path):
    head = "| Part | Made | Source |\n|:--|:--|:--|\n"

    assert cited_by(tmp_path, f"{head}| The wheel | of steel | [@mill, ¶2] |\n") == ["¶2 s2"]


def test_of_two_alike_the_one_that_says_less_beside_comes_first():
    texts = ("The harbour has a crane and nine sheds of brick. The harbour has a crane.",)

    assert rested_on("A crane", texts=texts) == ["¶1 s2"]


def test_of_two_alike_in_all_the_first_in_reading_order_is_chosen():
    assert rested_on("A crane", texts=("It has one crane. It has one crane.",)) == ["¶1 s1"]


def test_where_no_word_is_shared_it_is_the_first_sentence():
    assert rested_on("Nothing", texts=("It has a crane and nine sheds. It rained.",)) == ["¶1 s1"]


def test_a_language_without_a_lexicon_is_read_by_what_all_have_in_common():
    texts = ("Mlýn stojí u řeky. Kolo je staré.",)

    assert rested_on("Staré kolo", texts=texts, language="cs") == ["¶1 s2"]


@pytest.mark.parametrize(
    "words",
    [
        "Korea Korean Koreans",
        "Russia Russian",
        "supply supplies supplied supplier",
        "sanction sanctions sanctioned",
        "economy economic economies",
        "strategy strategic",
        "technology technologies",
        "military militaries",
    ],
)
def test_forms_of_a_word_have_one_stem(words):
    lexicon = lexicon_of("en")

    assert len({lexicon.stem(word.casefold()) for word in words.split()}) == 1


@pytest.mark.parametrize("words", ["Korea Korean", "havnen havn", "Zeitung Zeitungen"])
def test_so_have_most_in_a_language_without_a_lexicon(words):
    lexicon = HOUSE.of("da")

    assert len({lexicon.stem(word.casefold()) for word in words.split()}) == 1


@pytest.mark.parametrize(("one", "other"), [("nation", "notion"), ("port", "part"), ("15", "150")])
def test_other_words_have_other_stems(one, other):
    lexicon = lexicon_of("en")

    assert lexicon.stem(one) != lexicon.stem(other)


@settings(max_examples=examples(60))
@given(data=st.data())
def test_what_stands_in_a_source_word_for_word_rests_there(data):
    seed = seed_of("mill", MILL)
    stated = data.draw(st.sampled_from(list(stated_in(seed, seed.paragraphs, HOUSE, "en"))))

    assert rested_on(stated.sentence.text) == [f"¶{stated.paragraph.number} s{stated.number}"]


# --- one answer -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("folder", "slug"),
    [
        *((REPOSITORY, slug) for slug in SHIPPED),
        *((MATERIAL, path.stem) for path in sorted((MATERIAL / "briefs").glob("*.md"))),
    ],
    ids=str,
)
def test_a_note_prints_what_the_checks_compare_and_trace_shows(folder, slug):
    library = Library(find_workspace(folder))
    path = library.workspace.briefs / f"{slug}.md"
    compared = {
        ground.claim.group.span: fold(ground.sentences[0].words)
        for ground in grounds(read(library, path).evidence)
        if ground.sentences
    }
    shown = {
        trace.place: [
            [fold(sentence.text) for sentence in citation.sentences if sentence.shown]
            for citation in trace.citations
        ]
        for trace in follow(library, path).traces
    }

    assert compared
    for place, words in compared.items():
        assert any(words in sentences for sentences in shown[place])

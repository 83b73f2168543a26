"""What a note prints of the sentences that its claim rests on."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from generator.briefs.claims import claims_closed
from generator.briefs.read import read_body, read_brief
from generator.document.walking import plain_text
from generator.language.lexicon import lexicons
from generator.layout.back import BackMatter
from generator.layout.notes import NoteWriter
from generator.seeds.seed import Seed
from generator.templates.labels import read_labels
from tests.checking import FRONT, seed_of
from tests.conftest import REPOSITORY

LABELS = REPOSITORY / "templates/policy-brief/labels.toml"
RIVER = (
    (
        "The river is closed on 74 days a year. The port lost 3 million tonnes by it. "
        "A rail line runs along the bank, and it is full."
    ),
    (
        "Under the law of 1921 on inland ports and their roads, which the assembly has amended "
        "eleven times since and never repealed, a master must answer for what his ship spills, but "
        "beyond the bar no harbour board may hold a ship of another flag on suspicion alone."
    ),
    'The board calls the ferry "a bridge that swims"; its crews don\'t.',
)


def river(reproduce: str, language: str = "en") -> Seed:
    seed = seed_of("river", RIVER)
    meta = replace(seed.meta, author="A. Writer", reproduce=reproduce, language=language)
    return replace(seed, meta=meta)


def writer_on(seed: Seed) -> NoteWriter:
    labels = read_labels([(LABELS, "labels.toml")], "en")
    return NoteWriter({seed.key: seed}, {}, labels, lexicons({}), "en")


def notes_of(text: str, reproduce: str = "excerpt", language: str = "en") -> list[str]:
    """What each note of a text on the river says, behind the name of the source."""
    body, _ = read_body(text, "x.md")
    claims = claims_closed([body])
    writer = writer_on(river(reproduce, language))
    return [
        _words(writer.note(body.groups[span], claims[span], number)())
        for number, span in enumerate(sorted(body.groups), 1)
    ]


def _words(parts) -> str:
    said = plain_text(parts).replace("\u00a0", " ")
    return said[said.index("¶") :]


def test_what_a_note_says_does_not_depend_on_when_it_is_written():
    body, _ = read_body("It runs [@river, ¶1].\n\nIt runs on [@river, ¶1].", "x.md")
    claims, writer = claims_closed([body]), writer_on(river("excerpt"))
    first, second = (
        writer.note(body.groups[span], claims[span], number)
        for number, span in enumerate(sorted(body.groups), 1)
    )

    said = [plain_text(second()), plain_text(first())]

    assert said[0].endswith(", as in note 1.")
    assert said[1].startswith("A. Writer, “The harbour”")


def test_a_note_prints_both_halves_of_a_claim_that_rests_on_two_sentences():
    [note] = notes_of(
        "The river is closed on 74 days; the port lost 3 million tonnes [@river, ¶1]."
    )

    assert note == (
        "¶1: “The river is closed on 74 days a year. The port lost 3 million tonnes by it.”"
    )


def test_sentences_that_do_not_follow_each_other_have_one_ellipsis_between_them():
    [note] = notes_of("The rail line is full, and the river is closed on 74 days [@river, ¶1].")

    assert note == (
        "¶1: “The river is closed on 74 days a year. … A rail line runs along the bank, and it is "
        "full.”"
    )


def test_of_two_paragraphs_each_has_its_quotation():
    [note] = notes_of("The port lost 3 million tonnes, and a bridge swims [@river, ¶¶ 1-3].")

    assert note == (
        "¶¶ 1–3: “The port lost 3 million tonnes by it.” (¶1); “The board calls the ferry ‘a "
        "bridge that swims’; its crews don’t.” (¶3)."
    )


def test_a_sentence_is_cut_between_clauses_and_not_in_one_that_the_claim_rests_on():
    [note] = notes_of("No board holds a ship of another flag on suspicion [@river, ¶2].")

    assert note.startswith("¶2: “… ")
    assert note.endswith("may hold a ship of another flag on suspicion alone.”")


@pytest.mark.parametrize("word", ["never", "alone", "but"])
def test_no_cut_takes_away_what_denies_limits_or_restricts(word):
    [note] = notes_of("A master must answer for spills [@river, ¶2].")

    assert word in note


@pytest.mark.parametrize("language", ["und", "de"])
def test_a_sentence_is_whole_where_the_words_that_deny_are_not_known(language):
    [note] = notes_of("A master must answer for spills [@river, ¶2].", language=language)

    assert note == f"¶2: “{RIVER[1].removesuffix('.')}.”"


def test_a_note_says_as_in_another_only_where_that_prints_its_sentence():
    first, second, third, fourth = notes_of(
        "The river is closed on 74 days [@river, ¶1]. The port lost 3 million tonnes [@river, ¶1]. "
        "It is closed on 74 days a year [@river, ¶1 s1]. "
        "It is closed on 74 days, and the port lost 3 million tonnes [@river, ¶1]."
    )

    assert "74 days" in first
    assert "3 million" in second
    assert third == "¶1, as in note 1."
    assert "74 days" in fourth
    assert "3 million" in fourth


def test_a_note_that_prints_two_sentences_is_named_for_each_of_them():
    _first, second = notes_of(
        "It is closed on 74 days, and the port lost 3 million tonnes [@river, ¶1]. "
        "It lost 3 million tonnes [@river, ¶1]."
    )

    assert second == "¶1, as in note 1."


def test_a_note_is_not_named_for_words_that_it_leaves_out():
    first, second = notes_of(
        "No board holds a ship of another flag on suspicion [@river, ¶2]. "
        "The law is of 1921 [@river, ¶2]."
    )

    assert "1921" not in first
    assert "1921" in second


def test_of_a_source_that_may_not_be_printed_no_note_is_named():
    notes = notes_of("It is closed [@river, ¶1 s1]. It is closed [@river, ¶1 s1].", "none")

    assert notes == ["¶1, sentence 1.", "¶1, sentence 1."]


def test_straight_quotation_marks_of_a_source_are_printed_as_the_brief_prints_its_own():
    [note] = notes_of("The ferry is a bridge, and the crews don't swim [@river, ¶3].")

    assert note == "¶3: “The board calls the ferry ‘a bridge that swims’; its crews don’t.”"


def test_so_are_those_of_the_annex(tmp_path):
    (tmp_path / "x.md").write_text(FRONT, encoding="utf-8")
    brief, _ = read_brief(tmp_path / "x.md", "x.md")
    seed = river("full")
    writer = writer_on(seed)

    blocks = list(BackMatter(brief, {"river": seed}, writer.labels, writer).paragraphs(seed))

    said = plain_text(blocks[4].children)
    assert said == "¶3 The board calls the ferry “a bridge that swims”; its crews don’t."

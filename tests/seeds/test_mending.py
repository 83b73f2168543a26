"""Mending what an import found: who did it and why is kept, and the original proves the rest."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.actions.mend import (
    joining,
    mend_seed,
    parting,
    putting_back,
    relabelling,
    taking_out,
)
from generator.diagnostics import BriefError
from generator.seeds.editions import read_edition
from generator.seeds.seed import Edition
from generator.workspace.workspace import Workspace
from tests.archive.workspaces import command, copy_workspace, publish
from tests.seeds.editions import Content, content_of, forge, of_format_1, seed_of
from tests.seeds.mending import SAID, mended_seed

TEXT = """The lamp on the mole

The lamp was lit in March. It has burnt since then. Nobody has paid for the oil.

Notice

The keeper wrote to the board twice. The board did not answer him, or so he says.

Buy oil at Harrow and Sons, who have sold it since 1902 and will sell it again.

The board met on the first day of May. It put the matter off until the autumn.
"""


@pytest.fixture
def seed(tmp_path: Path) -> Path:
    return seed_of(tmp_path, TEXT, "lamp")


def edition(folder: Path) -> Edition:
    return read_edition(folder, file=f"seeds/{folder.name}")


def numbers(folder: Path) -> str:
    return " ".join(one.number for one in edition(folder).paragraphs)


# --- before and after something cites the seed ------------------------------------------


def test_while_nothing_cites_the_seed_an_edit_numbers_it_anew(seed):
    mended_seed(seed, taking_out("3"), cited=False)

    assert numbers(seed) == "1 2 3"
    assert edition(seed).number == 1
    assert edition(seed).paragraphs[2].text.startswith("The board met")


def test_once_it_is_cited_no_number_changes(seed):
    mended_seed(seed, taking_out("3"))

    assert numbers(seed) == "1 2 4"
    assert edition(seed).number == 2


def test_an_edit_says_who_made_it_and_why(seed):
    mended_seed(seed, taking_out("¶3"))

    assert content_of(seed, 2)["edits"] == [
        {
            "op": "drop",
            "by": "Ida Fenn",
            "why": "as it is in print",
            "at": "3",
            "ink": list(edition(seed).dropped[-1].ink),
        }
    ]
    assert edition(seed).dropped[-1].reason == "left out by hand"


@pytest.mark.parametrize(
    "path", ["briefs/deep/power.md", "seeds/mole/caveats.md", "seeds/lamp/caveats.md"]
)
def test_a_brief_in_a_folder_and_caveats_of_a_source_cite_it_too(seed, path):
    place = seed.parent.parent / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("So it was [@lamp, ¶4].\n", encoding="utf-8")

    mended_seed(seed, taking_out("3"), cited=False)

    assert numbers(seed) == "1 2 4"


@pytest.mark.slow
def test_a_seed_that_a_published_brief_cites_is_not_numbered_anew(tmp_path):
    root = copy_workspace(tmp_path)
    assert publish(root).exit_code == 0
    shutil.rmtree(root / "briefs")
    for caveats in root.glob("seeds/*/caveats.md"):
        caveats.unlink()

    done = mend_seed(Workspace(root), "ulislam-summit", taking_out("3"), **SAID)

    assert done.is_cited
    assert done.gone == ("3",)


# --- each edit, and its opposite --------------------------------------------------------


def test_a_line_that_comes_back_has_the_number_that_it_had(seed):
    line = edition(seed).paragraphs[2].place.first_line
    mended_seed(seed, taking_out("3"))

    mended_seed(seed, putting_back(line, line))

    assert numbers(seed) == "1 2 3 4"


def test_no_other_words_get_the_number_of_words_that_were_taken_out(seed):
    mended_seed(seed, putting_back(5, 5))
    mended_seed(seed, taking_out("1A"))

    mended_seed(seed, parting("1", "s2"))

    assert numbers(seed) == "1 1B 2 3 4"


def test_the_second_half_of_a_paragraph_is_an_insert(seed):
    mended_seed(seed, parting("1", "s3"))

    first, second, *_ = edition(seed).paragraphs
    assert (first.number, second.number) == ("1", "1A")
    assert first.text == "The lamp was lit in March. It has burnt since then."
    assert second.text == "Nobody has paid for the oil."
    assert [len(one.sentences) for one in (first, second)] == [2, 1]


def test_a_paragraph_can_be_parted_before_some_words(seed):
    mended_seed(seed, parting("2", "The board did"), cited=False)

    assert edition(seed).paragraphs[2].text.startswith("The board did not answer")
    assert numbers(seed) == "1 2 3 4 5"


def test_halves_that_are_joined_again_are_what_they_were(seed):
    before = edition(seed)
    mended_seed(seed, parting("1", "s3"))

    mended_seed(seed, joining("1-1A"))

    assert edition(seed).paragraphs == before.paragraphs
    assert edition(seed).number == 3


def test_a_joined_paragraph_keeps_the_first_number_and_all_sentences(seed):
    before = edition(seed)
    mended_seed(seed, joining("1-2"))

    one, *_ = edition(seed).paragraphs
    assert numbers(seed) == "1 3 4"
    assert [part.text for part in one.sentences] == [
        part.text for whole in before.paragraphs[:2] for part in whole.sentences
    ]

    mended_seed(seed, parting("1", "s4"))

    assert edition(seed).paragraphs == before.paragraphs


def test_a_paragraph_is_cited_by_the_label_that_a_person_reads_in_print(seed):
    mended_seed(seed, relabelling("3", "Article 7(2)"))

    assert [(p.number, p.label) for p in edition(seed).paragraphs][2] == ("7(2)", "Article 7(2)")

    mended_seed(seed, relabelling("7(2)", ""))

    assert [(p.number, p.label) for p in edition(seed).paragraphs][2] == ("3", "")


def test_a_label_outlives_further_edits_while_nothing_cites_the_seed(seed):
    mended_seed(seed, relabelling("4", "9"), cited=False)
    mended_seed(seed, taking_out("2"), cited=False)

    assert numbers(seed) == "1 2 9"


def test_a_seed_of_the_first_release_is_carried_over_with_the_edit(seed):
    of_format_1(seed)

    mended_seed(seed, joining("1-2"))

    assert [content_of(seed, number)["format"] for number in (1, 2)] == [2, 2]
    assert numbers(seed) == "1 3 4"


# --- what is refused --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (taking_out("9"), "`lamp` has no paragraph 9"),
        (parting("1", "s1"), "¶1 cannot be split before sentence 1 of 3"),
        (parting("1", "s4"), "¶1 cannot be split before sentence 4 of 3"),
        (parting("1", "the gate"), "¶1 has “the gate” 0 times"),
        (parting("1", "The lamp"), "¶1 begins with “The lamp” already"),
        (parting("1", "amp was"), "¶1 has no word that begins “amp was”"),
        (joining("1-3"), "1 and 3 do not follow each other"),
        (joining("4"), "¶4 is the last paragraph: there is nothing to join it with"),
        (putting_back(3, 3), "line 3 is in ¶1"),
        (putting_back(4, 4), "line 4 is blank or not there"),
        (relabelling("3", "2"), "this cannot be done: another paragraph is ¶2"),
    ],
)
def test_an_edit_that_does_not_fit_is_refused_and_nothing_changes(seed, asked, message):
    before = content_of(seed)

    with pytest.raises(BriefError) as caught:
        mended_seed(seed, asked)

    assert [fault.message for fault in caught.value.diagnostics] == [message]
    assert content_of(seed) == before


@pytest.mark.parametrize(
    ("number", "hint"),
    [
        ("1", "name one of s2 to s3, or the words that the second half has first"),
        ("2", "name s2 or the words that the second half has first"),
        ("3", "name the words that the second half has first"),
    ],
)
def test_the_hint_names_only_sentences_that_are_there(seed, number, hint):
    with pytest.raises(BriefError) as caught:
        mended_seed(seed, parting(number, "s9"))

    assert [fault.hint for fault in caught.value.diagnostics] == [hint]


def test_the_only_paragraph_stays(tmp_path):
    folder = seed_of(tmp_path, "The lamp was lit in March, and it has burnt since then.\n", "one")

    with pytest.raises(BriefError, match="only paragraph"):
        mended_seed(folder, taking_out("1"))


# --- what proves it ---------------------------------------------------------------------


def without_the_last(content: Content) -> None:
    content["edits"].pop()


def of_others(content: Content) -> None:
    content["edits"][0]["why"] = "no reason"


def joined_elsewhere(content: Content) -> None:
    content["edits"][-1]["ink"] = content["paragraphs"][-1]["ink"]


def numbered_else(content: Content) -> None:
    content["paragraphs"][0]["number"] = "2"


@pytest.mark.parametrize("change", [without_the_last, of_others, joined_elsewhere, numbered_else])
def test_an_edition_that_its_edits_did_not_make_is_refused_although_every_digest_fits(seed, change):
    mended_seed(seed, taking_out("3"))
    mended_seed(seed, joining("1-2"))

    forge(seed, change, 3)

    with pytest.raises(BriefError):
        edition(seed)


_ASKED = st.one_of(
    st.sampled_from("1234").map(taking_out),
    st.integers(1, 11).map(lambda line: putting_back(line, line)),
    st.tuples(st.sampled_from("1234"), st.sampled_from(["s2", "s3"])).map(lambda it: parting(*it)),
    st.sampled_from(["1-2", "2-3", "3-4", "1-1A"]).map(joining),
    st.tuples(st.sampled_from("1234"), st.sampled_from(["8(c)", "Article 9", ""])).map(
        lambda it: relabelling(*it)
    ),
)


@pytest.mark.slow
@given(st.lists(st.tuples(_ASKED, st.booleans()), max_size=6))
def test_whatever_is_mended_the_original_proves_it(tmp_path_factory, asked):
    folder = seed_of(tmp_path_factory.mktemp("any"), TEXT, "lamp")

    for one, cited in asked:
        try:
            mended_seed(folder, one, cited=cited)
        except BriefError as error:
            assert {fault.code for fault in error.diagnostics} <= {"S012", "S025"}

    found = edition(folder)
    assert len({one.number for one in found.paragraphs}) == len(found.paragraphs)


# --- the commands -----------------------------------------------------------------------


@pytest.fixture
def here(seed: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(seed.parent.parent)
    (seed.parent.parent / "briefs").mkdir()
    return seed


def test_the_commands_mend_a_seed_and_undo_it(here):
    def run(*arguments: str) -> str:
        found = command("seed", *arguments, "--why", "as in print")
        assert found.exit_code == 0, found.stderr
        return found.stdout

    cites = here.parent.parent / "briefs/power.md"
    assert "numbered as if imported so" in run("split", "lamp", "1", "s2")
    cites.write_text("So it was [@lamp, ¶1].\n", encoding="utf-8")
    assert "¶2 is gone: a citation of it is an error now" in run("join", "lamp", "1-2")
    assert "    2  It has burnt" in run("split", "lamp", "¶1", "s2")
    assert "7(b)" in run("label", "lamp", "3", "7(b)")
    assert "edition 5, 4 paragraphs" in run("drop", "lamp", "4")
    assert "    4  Buy oil" in run("keep", "lamp", "9")


def test_an_edit_without_a_reason_is_wrong_usage(here):
    run = command("seed", "drop", "lamp", "3")

    assert run.exit_code == 2
    assert "say why" in run.stderr


def test_a_label_that_no_citation_could_name_is_wrong_usage(here):
    assert command("seed", "label", "lamp", "3", "third", "--why", "x").exit_code == 2


def test_restore_still_puts_a_line_back(here):
    assert command("seed", "restore", "lamp", "5").exit_code == 0
    assert numbers(here) == "1 2 3 4 5"


@pytest.mark.parametrize(
    ("asked", "number", "hint"),
    [
        (joining("1-2"), "2", "its words are in ¶1 now (as it is in print)"),
        (relabelling("3", "7(b)"), "3", "it is ¶7(b) now (as it is in print)"),
        (taking_out("4"), "4", "it was left out of the text (as it is in print)"),
    ],
)
def test_a_citation_of_a_number_that_is_gone_is_an_error_that_names_its_new_place(
    here, asked, number, hint
):
    mended_seed(here, asked)
    brief = (
        f"---\ntitle: X\ndate: 2026-11-22\nseeds: [lamp]\n---\n\nSo it was [@lamp, ¶{number}].\n"
    )
    (here.parent.parent / "briefs/power.md").write_text(brief, encoding="utf-8")

    run = command("check", "power")

    assert f"error[C002]: `lamp` has no ¶{number}" in run.stderr + run.stdout
    assert f"= hint: {hint}" in run.stderr + run.stdout

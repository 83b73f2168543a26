"""A part of a brief in another language: its notes, labels, marks and spaces are in it."""

from __future__ import annotations

import pytest

from generator import Library, find_workspace
from generator.diagnostics import BriefError
from generator.document import BulletList, Foreign, Heading, Paragraph, Table
from generator.document.walking import every_block, every_run, note_marks, plain_text
from generator.pipeline.composing import compose
from generator.pipeline.reading import read
from tests.archive.workspaces import copy_workspace

BRIEF = """---
title: "Two languages"
date: "2027-01-01"
lang: "en-GB"
seeds: [ulislam-summit]
---

::: {.summary}
The piece sees "a growing military axis" [@ulislam-summit, ¶2 s4].
:::

## In English

Symbolism is crucial [@ulislam-summit, ¶3].

| Item | Millions |
|:---|---|
| Trade | 34.5 |

: The sums

::: {lang=fr}
## En français

L'auteur voit un ["axe"]{.translated} : il le dit [@ulislam-summit, ¶2 s4], et doute [@ulislam-summit, ¶5 s2].

| Poste | Millions |
|:---|---|
| Commerce | 34,5 |

: Les sommes {#tbl-sommes}

- Le [@tbl-sommes] !
:::

Symbolism again [@ulislam-summit, ¶3].
"""  # noqa: E501


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    return Library(find_workspace(copy_workspace(tmp_path_factory.mktemp("parts"))))


@pytest.fixture(scope="module")
def reading(library):
    path = library.workspace.briefs / "parts.md"
    path.write_text(BRIEF, encoding="utf-8", newline="\n")
    return read(library, path)


@pytest.fixture(scope="module")
def document(library, reading):
    return compose(library, reading).document


def languages(block):
    """The languages that all runs of a block are marked with, alone; "" for a run without."""
    runs = [run for run in every_run((block,)) if run]
    return {
        run[0].language if len(run) == 1 and isinstance(run[0], Foreign) else "" for run in runs
    }


def test_all_words_of_the_part_are_marked_with_its_language(document):
    blocks = document.blocks
    place = next(
        i for i, b in enumerate(blocks) if isinstance(b, Heading) and languages(b) == {"fr"}
    )
    part = blocks[place : place + 4]

    assert [type(block) for block in part] == [Heading, Paragraph, Table, BulletList]
    assert [languages(block) for block in part] == [{"fr"}] * 4
    assert languages(blocks[place + 4]) == {""}


def test_its_tables_have_labels_of_its_language_and_one_count(document):
    tables = [b for b in every_block(document.blocks) if isinstance(b, Table) and b.label]

    assert [one.label.replace("\u00a0", " ") for one in tables] == ["Table 1", "Tableau 2"]
    assert [one.alignments[1] for one in tables] == ["decimal", "decimal"]


def test_its_notes_speak_its_language(document):
    said = [plain_text(note.blocks[0].children).replace("\u00a0", " ") for note in document.notes]
    french = [one for one, note in zip(said, document.notes, strict=True)
              if languages(note.blocks[0]) == {"fr"}]  # fmt: skip

    assert french[0].startswith("Faheem ul Islam, ¶2, phrase 4 : « This mutual")
    assert len(french) == 2
    assert any("as in note" in one for one in said)


def test_its_marks_and_spaces_are_those_of_its_language(document):
    text = "\n".join(plain_text(run) for run in every_run(document.blocks))

    assert "L’auteur voit un «\u00a0axe\u00a0»\u00a0: il le dit" in text
    assert "“a growing military axis”" in text
    assert "Tableau\u00a02\u202f!" in text


def test_what_a_part_says_is_compared_with_a_source_as_of_its_language(reading):
    assert [one.code for one in reading.found if one.is_error or one.code.startswith("C01")] == []


def test_a_part_in_a_language_without_words_stops_the_build(library):
    path = library.workspace.briefs / "dutch.md"
    path.write_text(BRIEF.replace("lang=fr", "lang=nl"), encoding="utf-8", newline="\n")

    with pytest.raises(BriefError) as raised:
        compose(library, read(library, path))
    assert raised.value.diagnostics[0].message == "no labels in the language `nl`"


@pytest.mark.parametrize(
    ("braces", "message"),
    [
        ("{lang=français}", "`lang` must be a language tag, not “français”"),
        ("{.summary lang=fr}", "unknown attribute `lang`"),
        ("{language=fr}", "unknown attribute `language`"),
    ],
)
def test_a_language_that_is_none_is_an_error(library, braces, message):
    path = library.workspace.briefs / "wrong.md"
    text = BRIEF.replace("{lang=fr}", braces)
    path.write_text(text, encoding="utf-8", newline="\n")

    found = [one for one in read(library, path).found if one.code == "B014"]
    assert [one.message for one in found] == [message]


# --- side by side -------------------------------------------------------------------------

PARALLEL = """:::: {.parallel}
::: {lang=en}
Symbolism is crucial [@ulislam-summit, ¶3].

It calls into question the effectiveness of sanctions [@ulislam-summit, ¶5 s2].
:::

::: {lang=fr}
Le symbole est crucial : c'est dit [@ulislam-summit, ¶3].

Elle met en doute l'effet des sanctions [@ulislam-summit, ¶5 s2].
:::
::::
"""


def side_by_side(library, text=PARALLEL):
    path = library.workspace.briefs / "side.md"
    head, _, _ = BRIEF.partition("| Item")
    path.write_text(head + text, encoding="utf-8", newline="\n")
    return read(library, path)


def test_two_languages_stand_side_by_side_row_by_row(library):
    document = compose(library, side_by_side(library)).document
    (table,) = [b for b in document.blocks if isinstance(b, Table) and len(b.rows) == 2]

    assert [plain_text(cell) for cell in table.header] == ["English", "Français"]
    french = [row[1] for row in table.rows]
    assert all(isinstance(cell[0], Foreign) and cell[0].language == "fr" for cell in french)
    assert plain_text(french[0]).startswith("Le symbole est crucial\u00a0: c’est dit")


def test_the_notes_of_both_sides_are_counted_in_the_order_of_reading(library):
    document = compose(library, side_by_side(library)).document

    marks = [mark.number for mark in note_marks(document.blocks)]
    assert marks == sorted(marks)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("\n\nElle met", " Elle met", "side by side stand 2 and 1 paragraphs, which are no pairs"),
        ("Symbolism is", "- Symbolism is", "only paragraphs stand side by side"),
        (
            "::: {lang=fr}\nLe",
            "::: {.sidebar}\nLe",
            "a parallel block holds a block for each of its languages, and nothing else",
        ),
    ],
)
def test_what_has_no_counterpart_is_an_error(library, old, new, message):
    assert old in PARALLEL
    found = side_by_side(library, PARALLEL.replace(old, new)).found

    assert message in [one.message for one in found if one.code == "B015"]

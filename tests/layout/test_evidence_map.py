"""What stands in the annex beside the sources: the evidence map and the words of likelihood."""

from __future__ import annotations

import re

import pytest

from generator.briefs.read import read_body
from generator.document import Document, Heading, Inline, Link, Paragraph, Strong, Table
from generator.document.walking import plain_text
from generator.language.lexicon import lexicons
from generator.layout.evidence_map import evidence_map
from generator.layout.notes import NoteWriter
from generator.layout.numbering import Numbers
from generator.templates.labels import read_labels
from tests.archive.workspaces import copy_workspace
from tests.conftest import REPOSITORY
from tests.layout.composing import all_blocks, compose_body
from tests.seeds.labelled import labelled_seed

LABELS = REPOSITORY / "templates/policy-brief/labels.toml"
SUMMARY = "::: {.summary}\nThe author argues much [@ulislam-summit, ¶1].\n:::\n\n"
POINTS = """\
::: {.judgements}
1. [The author calls military cooperation the main focus]{.reported} [@ulislam-summit, ¶2].
2. They are *likely* to go on [@ulislam-summit, ¶2, ¶4]. [Low confidence: one text.]{.confidence}
3. It is *very unlikely* to end [@R4]. [Low confidence: one record.]{.confidence}
:::

"""


@pytest.fixture
def workspace(tmp_path):
    return copy_workspace(tmp_path)


def words(inlines: tuple[Inline, ...]) -> str:
    return plain_text(inlines).replace("\u00a0", " ")


def tables(document: Document) -> list[list[tuple[str, ...]]]:
    """The rows of each table, its head first."""
    found = [one for one in all_blocks(document) if isinstance(one, Table)]
    return [[tuple(map(words, row)) for row in (one.header, *one.rows)] for one in found]


def bold(document: Document) -> list[str]:
    """The bold words in the cells of tables."""
    cells = [cell for one in all_blocks(document) if isinstance(one, Table)
             for row in one.rows for cell in row]  # fmt: skip
    return [words(one.children) for cell in cells for one in cell if isinstance(one, Strong)]


def test_the_map_has_a_row_for_each_key_point_and_paragraph_and_nothing_else(workspace):
    document = compose_body(workspace, SUMMARY + POINTS)

    evidence, _ = tables(document)

    assert evidence == [
        ("Key points", "Paragraph", "Notes"),
        ("Point 1", "¶2", "3"),
        ("Point 2", "¶2", "4"),
        ("Point 2", "¶4", "4"),
    ]


def test_the_map_leads_to_each_paragraph_and_to_the_mark_of_each_note(workspace):
    document = compose_body(workspace, SUMMARY + POINTS)

    evidence = next(one for one in all_blocks(document) if isinstance(one, Table))
    cells = [cell for row in evidence.rows for cell in row]
    assert [one.target for cell in cells for one in cell if isinstance(one, Link)] == [
        *("#src-ulislam-summit-2", "#mark-3"),
        *("#src-ulislam-summit-2", "#mark-4"),
        *("#src-ulislam-summit-4", "#mark-4"),
    ]


def test_records_are_listed_by_their_numbers_which_notes_name(workspace):
    document = compose_body(workspace, "Said [@ulislam-summit, ¶1; @R6]. Also [@R3].")

    named = [words(one.children).split()[0] for one in document.blocks
             if getattr(one, "role", "") == "source"]  # fmt: skip

    assert [name for name in named if name.startswith("R")] == ["R1", "R2", "R3", "R4", "R6"]


def test_paragraphs_that_carry_no_key_point_are_named_below_the_map(workspace):
    document = compose_body(workspace, SUMMARY + POINTS)

    said = [words(one.children) for one in all_blocks(document) if hasattr(one, "children")]

    assert "Cited, but by no key point: ¶1 and ¶3. Never cited: ¶5 and ¶6." in said


def test_three_uncited_paragraphs_in_a_row_are_named_as_one_place():
    log = labelled_seed(*((str(number), "") for number in range(1, 8)), key="log")
    body, _ = read_body("It sank [@log, ¶¶ 3-4].", "x.md")
    labels = read_labels([(LABELS, "labels.toml")], "en")
    writer = NoteWriter({"log": log}, {}, labels, lexicons({}), "en")
    writer.note(*body.groups.values(), None, 1)

    (said,) = evidence_map(writer, log, (), Numbers())

    assert words(said.children).endswith("Never cited: ¶1, ¶2 and ¶¶ 5–7.")


def test_a_source_that_no_key_point_cites_has_no_map(workspace):
    points = POINTS.replace("@ulislam-summit, ¶2, ¶4", "@R4").replace("@ulislam-summit, ¶2", "@R4")
    points = points.replace("1. [The author calls", "1. [A record calls")

    document = compose_body(workspace, SUMMARY + points)

    assert [rows[0] for rows in tables(document)] == [("Term", "Probability")]


@pytest.mark.parametrize("has_points", [True, False])
def test_a_brief_without_key_points_says_nothing_of_what_they_rest_on(workspace, has_points):
    document = compose_body(workspace, SUMMARY + (POINTS if has_points else ""))

    headings = [words(it.children) for it in all_blocks(document) if isinstance(it, Heading)]
    assert ("Evidence map" in headings) == has_points


def test_the_terms_that_a_brief_uses_are_bold_in_the_scale(workspace):
    assert bold(compose_body(workspace, SUMMARY + POINTS)) == [
        "very unlikely",
        "5–20 %",
        "likely",
        "55–80 %",
    ]


def record_lines(workspace, days: tuple[str, ...]) -> list[str]:
    """What is said of the records of a brief, which were opened on these days in turn."""
    file = workspace / "records.yaml"
    given = iter(days * 9)
    text = file.read_text(encoding="utf-8")
    opened = [
        f'{line}\n  accessed: "{next(given)}"' if re.match(r"R\d+:", line) else line
        for line in text.splitlines()
        if not line.startswith("  accessed:")
    ]
    file.write_text("\n".join(opened), encoding="utf-8", newline="\n")
    document = compose_body(workspace, SUMMARY + POINTS + "It was so [@R2].\n")
    lines = [one for one in all_blocks(document) if isinstance(one, Paragraph)]
    named = [place for place, one in enumerate(lines) if str(one.anchor).startswith("src-@")]
    return [words(one.children) for one in lines[named[0] - 1 : named[-1] + 1]]


def test_a_day_on_which_all_records_were_opened_is_said_once_above_them(workspace):
    lines = record_lines(workspace, ("2026-11-25",))

    assert lines[0] == "Accessed 25 November 2026."
    assert not any("accessed" in line for line in lines)


def test_each_record_says_its_own_day_where_they_differ(workspace):
    lines = record_lines(workspace, ("2026-11-25", "2026-11-24"))

    assert not lines[0].startswith("Accessed")
    assert lines[1].endswith("accessed 25 November 2026.")

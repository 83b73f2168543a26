"""A text in 72 columns: nothing is lost of the words, and notes keep their numbers."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from generator.diagnostics import Severity
from generator.document import (
    Aside,
    Box,
    BulletList,
    Changed,
    DefinitionList,
    Emphasis,
    Heading,
    LineBreak,
    Link,
    Note,
    NoteMark,
    NumberedList,
    Paragraph,
    Quotation,
    Remark,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)
from generator.document.markings import marking_of
from generator.proof.read_back import words_left_out
from generator.writers.txt import write_txt
from tests.proof.test_any_document import without_remarks
from tests.samples import brief
from tests.strategies import documents
from tests.typesetting.reading import document, text
from tests.typesetting.sample import prose, sample_theme

ANY = settings(suppress_health_check=list(HealthCheck))


def lines(*blocks, **kept) -> list[str]:
    tree = document(*blocks)
    tree = replace(tree, meta=replace(tree.meta, **kept))
    return write_txt(tree, sample_theme()).decode().splitlines()


def body(*blocks) -> list[str]:
    """The lines of blocks, without the rule and the foot of the text."""
    found = lines(*blocks)
    return found[: found.index("-" * 72) - 1]


@pytest.mark.slow
@ANY
@given(tree=documents(with_endnotes=True))
def test_a_text_has_every_word_of_any_document_in_its_order(tree):
    tree = without_remarks(tree)  # which stand among the words of a draft

    assert words_left_out(tree, write_txt(tree, sample_theme())) == ""


@pytest.mark.slow
@ANY
@given(tree=documents(with_endnotes=True))
def test_a_line_of_any_document_is_longer_than_72_only_for_one_word(tree):
    for line in write_txt(tree, sample_theme()).decode().splitlines():
        assert len(line) <= 72 or len(line.strip(" |>-").split(" ")) <= 4, line


def test_a_word_that_a_text_lacks_or_has_elsewhere_is_told():
    tree = document(text("Ships come at night."), text("Trains do not."))
    data = write_txt(tree, sample_theme())

    assert words_left_out(tree, data) == ""
    assert "Trains" in words_left_out(tree, data.replace(b"do not", b"do"))
    assert "Trains" in words_left_out(
        tree, data[data.index(b"Trains") :] + data[: data.index(b"Trains")]
    )


def test_the_same_document_makes_the_same_bytes(theme):
    assert write_txt(brief(), theme) == write_txt(brief(), theme)


def test_headings_are_underlined_by_their_level():
    headings = [Heading(level, (Text("One"),), str(level)) for level in (1, 2, 3)]

    assert body(*headings) == ["One", "===", "", "One", "---", "", "One", "..."]


def test_a_mark_is_a_number_in_brackets_and_the_notes_stand_at_the_end():
    note = Note(1, (Paragraph((Text(prose(3, 2)),), "note"),), "note-1")
    tree = replace(document(Paragraph((Text("Ships"), NoteMark(1, "m")))), notes=(note,))

    found = write_txt(tree, sample_theme()).decode()

    assert "Ships[1]\n" in found
    start = found.index("Notes\n-----\n\n[1] ")
    assert "\n    " in found[start:]  # what goes on hangs behind the number


def test_a_chip_ends_in_a_colon_and_a_link_shows_its_address_once():
    chip = Strong((Text("Reported"),), "reported")
    shown = Link((Text("example.org/a"),), "https://example.org/a")
    hidden = Link((Text("a page"),), "https://example.org/a")
    run = (chip, Text(" see "), shown, Text(" and "), hidden, Text(", "), Link((Text("x"),), "#x"))

    assert body(Paragraph(run)) == [
        "Reported: see example.org/a and a page <https://example.org/a>, x"
    ]


def test_in_french_a_space_stands_before_the_colon_of_a_chip():
    chip = Strong((Text("Rapporté"),), "reported")
    french = replace(document(Paragraph((chip, Text(" on le dit.")))), language="fr")

    assert "Rapporté : on le dit." in write_txt(french, sample_theme()).decode()


def test_lists_hang_and_boxes_stand_behind_a_line():
    item = (text("Ships"), NumberedList(((text("Trains"),),), start=3))
    box = Box("summary", (text("Grain"),), (Text("Bottom line"),))

    assert body(BulletList((item,)), box) == [
        "- Ships", "", "  3. Trains", "", "| Bottom line", "|", "| Grain",
    ]  # fmt: skip


def test_quotations_definitions_and_what_stands_aside_keep_their_places():
    pair = ((Text("Term"),), (text("Said"),))
    found = body(Quotation((text("Ships"),)), DefinitionList((pair,)), Aside("x", (text("y"),)))

    assert found == ["> Ships", "", "Term", "  Said", "", "y"]


def test_a_table_is_told_row_by_row():
    cells = lambda *words: tuple((Text(word),) for word in words)  # noqa: E731
    table = Table(
        cells("Port", "2023", "2024"), (cells("Kiel", "1", "2"),), ("left",) * 3,
        (Text("Grain"),), "Table 1", source=(Text("Source: x"),),
    )  # fmt: skip

    assert body(table) == [
        "Table 1. Grain", "Port | 2023 | 2024", "- Kiel", "  2023: 1", "  2024: 2", "Source: x",
    ]  # fmt: skip


def test_a_cell_over_several_columns_heads_each_of_them():
    cells = lambda *words: tuple((Text(word),) for word in words)  # noqa: E731
    row = cells("Kiel", "1", "2")
    table = Table(cells("Port", "Grain", ""), (row,), ("left",) * 3, spans=(1, 2, 0))

    assert body(table) == ["Port | Grain | Grain", "- Kiel", "  Grain: 1", "  Grain: 2"]


def test_raised_and_lowered_figures_say_what_they_are():
    run = (Text("10"), Superscript((Text("−6"),)), Text(" m H"), Subscript((Text("2"),)), Text("O"))

    assert body(Paragraph(run)) == ["10⁻⁶ m H₂O"]


def test_a_line_break_stays_and_what_changed_is_marked_as_wdiff_does():
    run = (
        Emphasis((Text("Ships"),)),
        LineBreak(),
        Changed((Text("come"),), "deleted"),
        Changed((Text("go"),), "inserted"),
    )

    assert body(Paragraph(run)) == ["Ships", "[-come-]{+go+}"]


def test_marking_and_draft_stand_at_the_head_and_at_the_foot():
    run = Paragraph((Text("Ships."), Remark("no source", Severity.ERROR)))

    found = lines(run, marking=marking_of("TLP:GREEN", {}), draft="Draft")

    assert found[0] == found[-2] == "TLP:GREEN".rjust(72)
    assert found[1] == found[-1] == "DRAFT".center(72).rstrip()
    assert "Ships. [error: no source]" in found

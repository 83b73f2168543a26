"""How a reference prints the place in a record that it cites, and where a source can be read."""

from __future__ import annotations

import datetime

import pytest
from msgspec.structs import replace

from generator.briefs.brief import Body, Brief
from generator.briefs.front import FrontMatter
from generator.briefs.read import read_body
from generator.document import Link, Paragraph, Strong, Text
from generator.document.walking import plain_text
from generator.language.lexicon import lexicons
from generator.layout.back import BackMatter
from generator.layout.notes import NoteWriter
from generator.markdown.syntax import Markdown
from generator.seeds.records import Record
from generator.templates.labels import read_labels
from tests.checking import seed_of
from tests.conftest import REPOSITORY

LABELS = REPOSITORY / "templates/policy-brief/labels.toml"
LOG = Record(
    "Harbour log",
    author="A. Lindqvist",
    publisher="Port of Visby",
    date="2024-03",
    url="https://www.port.example/log",
    accessed=datetime.date(2026, 11, 22),
)
NOTHING = Body(Markdown((), {}, ()), {}, ())
BRIEF = Brief("x", "x.md", FrontMatter("X", datetime.date(2026, 11, 22)), {}, NOTHING)


def notes_of(text: str, language: str = "en", *, lists_records: bool = False) -> list[str]:
    body, _ = read_body(text, "x.md")
    labels = read_labels([(LABELS, "labels.toml")], language)
    writer = NoteWriter({}, {"R1": LOG}, labels, lexicons({}), language)
    writer.lists_records = lists_records
    numbered = enumerate(sorted(body.groups), 1)
    return [plain_text(writer.note(body.groups[span], None, n)()) for n, span in numbered]


def test_the_first_note_names_the_place_between_the_record_and_its_address():
    [note] = notes_of("It sank [@R1, pp. 3-5].")

    assert note == (
        "A. Lindqvist, Harbour log, Port of Visby, March 2024, pp. 3–5, port.example/log, "
        "accessed 22 November 2026."
    ).replace("Harbour log", "“Harbour log”")


def test_a_later_note_names_its_own_place():
    _, second = notes_of("It sank [@R1, p. 3]. It was raised [@R1, p. 9, in the margin].")

    assert second == "Port of Visby, R1, p. 9, as in note 1, in the margin."


def test_a_note_that_leads_to_the_list_of_records_names_the_place_behind_it():
    [note] = notes_of("It sank [@R1, at 01:02:03].", lists_records=True)

    assert note == "Port of Visby, March 2024 (R1), at 01:02:03."


def test_a_later_note_on_a_record_of_nobody_names_its_title():
    body, _ = read_body("It sank [@R2]. It was raised [@R2, p. 3].", "x.md")
    labels = read_labels([(LABELS, "labels.toml")], "en")
    writer = NoteWriter({}, {"R2": Record("Tide tables")}, labels, lexicons({}), "en")

    _, second = (plain_text(writer.note(body.groups[s], None, 1)()) for s in sorted(body.groups))

    assert second == "“Tide tables”, R2, p. 3, as in note 1."


@pytest.mark.parametrize(
    ("place", "english", "french"),
    [
        ("pp. 3, 5-6", "pp. 3, 5–6", "p. 3, 5–6"),
        ("vol. 2, ch. 3", "vol. 2, ch. 3", "vol. 2, chap. 3"),
        ("§§ 12-14", "§§ 12–14", "§§ 12–14"),
        ("Art. 5(2)", "Art. 5(2)", "art. 5(2)"),
        ("Rn. 14", "Rn. 14", "n° 14"),
        ("Tables 2, 3", "Tables 2, 3", "tableaux 2, 3"),
    ],
)
def test_a_place_is_named_in_the_language_of_the_brief(place, english, french):
    (said,) = notes_of(f"It sank [@R1, {place}].", lists_records=True)
    (dit,) = notes_of(f"Il a coulé [@R1, {place}].", "fr", lists_records=True)

    assert said.endswith(f"(R1), {english}.")
    assert dit.endswith(f"(R1), {french}.")


def test_a_record_that_a_note_cites_at_two_places_is_cited_in_that_note_once():
    body, _ = read_body("It sank [@R1, p. 3; @R1, p. 9].", "x.md")
    labels = read_labels([(LABELS, "labels.toml")], "en")
    writer = NoteWriter({}, {"R1": LOG}, labels, lexicons({}), "en")

    writer.note(next(iter(body.groups.values())), None, 1)

    assert writer.records_cited_in == {"R1": [1]}
    assert [kept().citation for kept in writer.evidence[1]] == ["@R1, p. 3", "@R1, p. 9"]


def test_the_first_note_on_a_source_links_to_its_page():
    seed = seed_of("dock", ["The dock is closed."])
    page = "https://www.port.example/dock"
    seed = replace(seed, meta=replace(seed.meta, url=page, author="A. Lindqvist"))
    body, _ = read_body("It is closed [@dock, ¶1]. It is closed [@dock, ¶1].", "x.md")
    labels = read_labels([(LABELS, "labels.toml")], "en")
    writer = NoteWriter({"dock": seed}, {}, labels, lexicons({}), "en")

    first, second = (writer.note(body.groups[span], None, 1)() for span in sorted(body.groups))

    assert Link((Text("port.example/dock"),), page) in first
    assert plain_text(first).startswith(
        "A. Lindqvist, “The harbour” (undated), port.example/dock, ¶1"
    )
    assert plain_text(second).startswith("A. Lindqvist, ¶1")


@pytest.mark.parametrize(
    ("language", "cited", "said"),
    [
        ("en", [], "This brief cites no source."),
        ("en", ["R4"], "This brief rests on the public record alone."),
        ("fr", ["R4"], "Cette note ne repose que sur des documents publics."),
    ],
)
def test_the_statement_counts_no_sources_where_no_text_is_cited(language, cited, said):
    labels = read_labels([(LABELS, "labels.toml")], language)
    records = {name: [1] for name in cited}
    writer = NoteWriter({}, {}, labels, lexicons({}), language, records_cited_in=records)

    (lead,) = BackMatter(BRIEF, {}, labels, writer).statement()

    assert plain_text(lead.children) == said


def test_the_statement_of_sources_links_to_the_page_of_each():
    page = "https://port.example/dock"
    seed = seed_of("dock", ["The dock is closed."])
    seed = replace(seed, meta=replace(seed.meta, url=page))
    labels = read_labels([(LABELS, "labels.toml")], "en")
    writer = NoteWriter({"dock": seed}, {}, labels, lexicons({}), "en")

    _, paragraph = BackMatter(BRIEF, {"dock": seed}, labels, writer).statement()

    assert isinstance(paragraph, Paragraph)
    assert plain_text(paragraph.children).startswith("“The harbour” (undated), port.example/dock. ")
    assert isinstance(paragraph.children[0], Strong)
    assert Link((Text("port.example/dock"),), page) in paragraph.children

"""A library of a reference manager in a workspace: cited, built, published, and given out again."""

from __future__ import annotations

import json

import pytest
from msgspec.structs import replace

from generator import Library, find_workspace
from generator.actions.refs import cited_items
from generator.document.walking import plain_text
from generator.language.lexicon import lexicons
from generator.layout.notes import NoteWriter
from generator.pipeline.composing import compose
from generator.pipeline.reading import read
from generator.references import REFERENCE_FORMATS
from generator.references.item import LibraryItem, PersonName, values_of_record
from generator.seeds.as_items import item_of_record, item_of_seed
from generator.seeds.records import Record
from generator.seeds.shelf import read_shelf
from generator.templates.labels import read_labels
from tests.archive.workspaces import brief, copy_workspace, edit, publish
from tests.checking import seed_of
from tests.conftest import REPOSITORY
from tests.references.items import ZOTERO
from tests.references.test_formats import FORMATS

LABELS = REPOSITORY / "templates/policy-brief/labels.toml"


@pytest.fixture
def workspace(tmp_path):
    """A workspace whose brief on the military cites two entries of a library of twenty."""
    folder = copy_workspace(tmp_path / "house")
    (folder / "library.json").write_text(json.dumps(ZOTERO, indent=1), encoding="utf-8")
    records = folder / "records.yaml"
    said = records.read_text(encoding="utf-8")
    records.write_text(f"files: [library.json]\n\n{said}", encoding="utf-8")
    edit(
        folder / "briefs/military.md",
        "[@ulislam-summit, ¶2]",
        "[@ulislam-summit, ¶2; @board2023, p. 12; @weekly:cranes]",
    )
    return folder


def library_of(folder) -> Library:
    return Library(find_workspace(folder))


def test_a_cited_entry_is_printed_in_its_note_with_its_place(workspace):
    library = library_of(workspace)
    path = workspace / "briefs/military.md"

    reading = read(library, path)
    document = compose(library, reading).document

    assert not [found for found in reading.found if found.is_error]
    notes = [plain_text(part.children) for n in document.notes for part in n.blocks]
    report = "Harbour Board, Finance & Works, Annual report HB/2023/7, 2023 (board2023), p. 12"
    assert any(f"{report}; Port Weekly (47)" in note.replace("\u00a0", " ") for note in notes)
    assert ("board2023", "@board2023, p. 12") in {
        (held.source, held.citation) for note in document.notes for held in note.evidence
    }


@pytest.mark.slow
def test_it_is_traced_to_its_reference(workspace):
    run = brief(workspace, "trace", "military")
    number = next(line.split()[0] for line in run.stdout.splitlines()[1:] if line.strip())

    told = brief(workspace, "trace", "military", number)

    assert run.exit_code == told.exit_code == 0
    traced = [brief(workspace, "trace", "military", str(n)).stdout for n in range(1, 8)]
    assert any("[@board2023, p. 12]" in said and "Closed days" in said for said in traced)


def test_an_entry_without_its_at_sign_is_an_error_that_shows_the_citation(workspace):
    edit(workspace / "briefs/military.md", "; @weekly:cranes]", "; @weekly:cranes] [roy2017]")

    run = brief(workspace, "check", "military")

    assert "C026" in run.stdout
    assert "[@roy2017]" in run.stdout


@pytest.mark.slow
def test_the_archive_keeps_the_library(workspace):
    assert publish(workspace).exit_code == 0

    run = brief(workspace, "archive", "checkout", "military@v1", "again")

    assert run.exit_code == 0, run.output
    kept = workspace / "again/library.json"
    assert kept.read_bytes() == (workspace / "library.json").read_bytes()


@pytest.mark.parametrize("name", FORMATS)
def test_what_a_brief_cites_goes_out_and_comes_in_as_its_notes_print_it(workspace, name):
    items = cited_items(library_of(workspace), workspace / "briefs/military.md")

    run = brief(workspace, "refs", "military", f"--{name}")
    chosen = REFERENCE_FORMATS[name]
    again = [chosen.item_of(entry) for entry in chosen.entries_in(run.stdout, "refs")]

    assert run.exit_code == 0
    assert {"ulislam-summit", "board2023", "weekly:cranes"} <= {item.key for item in items}
    assert [values_of_record(found.item) for found in again] == [
        values_of_record(item) for item in items
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_the_note_on_each_of_twenty_items_is_the_same_after_a_way_out_and_in(tmp_path, name):
    labels = read_labels([(LABELS, "labels.toml")], "en")

    def notes_of(file: str, text: str) -> dict[str, str]:
        (tmp_path / file).write_text(text, encoding="utf-8")
        (tmp_path / "records.yaml").write_text(f"files: [{file}]\n", encoding="utf-8")
        shelf = read_shelf(tmp_path / "records.yaml", "records.yaml")
        held = {key: shelf.take(key) for key in sorted(shelf.names)}
        items.extend(item_of_record(k, h.record, h.item) for k, h in held.items())
        records = {key: one.record for key, one in held.items()}
        writer = NoteWriter({}, records, labels, lexicons({}), "en")
        return {k: plain_text(writer.naming.listed(writer.sources[k])) for k in held}

    items: list[LibraryItem] = []
    before = notes_of("zotero.json", json.dumps(ZOTERO))
    chosen = REFERENCE_FORMATS[name]

    after = notes_of(f"out{chosen.suffix}", chosen.text_of(items))

    assert len(before) == 20
    assert after == before


def test_what_records_yaml_says_of_an_entry_goes_out_in_place_of_it():
    item = LibraryItem(
        "smith2023", type="book", title="Ports", author=(PersonName("Smith", "Ada"),), volume="2"
    )
    record = Record("Ports", author="Ada Smith", publisher="Reprint House", note="a classic")

    found = item_of_record("R7", record, item)

    assert found == replace(item, key="R7", volume="", publisher="Reprint House", note="a classic")


@pytest.mark.parametrize(
    ("kind", "type_of_csl"),
    [
        ("opinion", "article-newspaper"),
        ("Law", "legislation"),
        ("report", "report"),
        ("", "document"),
    ],
)
def test_the_type_of_a_seed_is_that_of_its_kind(kind, type_of_csl):
    seed = seed_of("dock", ["The dock is closed."])

    assert item_of_seed(replace(seed, meta=replace(seed.meta, kind=kind))).type == type_of_csl


def test_references_are_written_to_a_file(workspace):
    run = brief(workspace, "refs", "military", "--ris", "--output", "out.ris")

    printed = brief(workspace, "refs", "military", "--ris").stdout
    assert run.exit_code == 0
    assert (workspace / "out.ris").read_text(encoding="utf-8") == printed


def test_a_file_in_no_folder_is_refused(workspace):
    run = brief(workspace, "refs", "military", "--ris", "--output", "no/such/out.ris")

    assert run.exit_code == 1
    assert "W002" in run.stderr


@pytest.mark.parametrize("forms", [(), ("--ris", "--bibtex")])
def test_one_form_has_to_be_named(workspace, forms):
    run = brief(workspace, "refs", "military", *forms)

    assert (run.exit_code, run.stderr) == (2, "name one form: --csl-json, --bibtex or --ris\n")


# --- seed list --------------------------------------------------------------------------


def test_seeds_and_records_that_a_brief_cites_are_listed_with_it(workspace):
    run = brief(workspace, "seed", "list", "--cited")

    lines = run.stdout.splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("board2023"))
    assert run.exit_code == 0
    assert "Closed days" in lines[at]
    assert lines[at + 1].strip() == "cited in military"
    assert any(line.startswith("ulislam-summit") for line in lines)


def test_seeds_and_records_that_no_brief_cites_are_listed(workspace):
    with (workspace / "records.yaml").open("a", encoding="utf-8") as records:
        records.write("\nR99: {title: Never cited}\n")
    seed = workspace / "seeds/ulislam-summit"
    seed.rename(workspace / "seeds/unheard-of")

    listed = brief(workspace, "seed", "list", "--unused").stdout

    assert "R99" in listed
    assert "unheard-of" in listed
    assert "board2023" not in listed
    assert "lindqvist2024" not in listed  # nobody has put each entry of a library to use


def test_what_is_cited_and_what_is_not_are_not_asked_for_together(workspace):
    assert brief(workspace, "seed", "list", "--cited", "--unused").exit_code == 2

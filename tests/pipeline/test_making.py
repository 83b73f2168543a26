"""What is found while a brief is made, whichever step finds it, and where it is told."""

from __future__ import annotations

import gc
import re
import shutil
from pathlib import Path

import pytest

from generator import BriefError, Library, find_workspace
from generator.pipeline.making import Wanted, make
from generator.pipeline.reading import read
from generator.pipeline.stopwatch import Stopwatch
from generator.workspace.format import NEWEST
from generator.writers.docx.parts import TextPart
from tests.seeds.importing import import_seed

REPOSITORY = Path(__file__).parents[2]
WIDE = REPOSITORY / "tests/bad/L014_word_wider_than_its_column"
FRONT = "---\ntitle: The ferry\ndate: 2026-11-22\nseeds: [ferry]\n---\n\n"
QUAY = "埠頭"  # which no font of the theme has


def made(root: Path, name: str, *, draft: bool = False):
    library = Library(find_workspace(root))
    return make(library, root / "briefs/ferry.md", Wanted((name,), draft=draft), Stopwatch())


@pytest.mark.parametrize(
    ("name", "draft", "expected"),
    [("pdf", False, [("L014", 7)]), ("docx", True, [("L014", 7)]), ("docx", False, [])],
)
def test_what_is_found_on_pages_is_told_where_pages_are_made_and_of_every_draft(
    tmp_path, name, draft, expected
):
    root = shutil.copytree(WIDE, tmp_path / "workspace")

    found = made(root, name, draft=draft).findings

    assert [(each.code, each.span.start.line) for each in found] == expected


def test_a_pdf_leaves_nothing_that_goes_round_in_a_circle(tmp_path):
    root = shutil.copytree(WIDE, tmp_path / "workspace")
    library = Library(find_workspace(root))

    def circles() -> int:
        gc.collect()
        make(library, root / "briefs/ferry.md", Wanted(("pdf",)), Stopwatch())
        return gc.collect()

    gc.disable()
    found = [circles(), circles()][1]  # what is read once comes with the first
    gc.enable()

    assert found == 0


def test_a_word_file_leaves_no_words_in_the_circles_of_its_package(tmp_path):
    root = shutil.copytree(WIDE, tmp_path / "workspace")
    library = Library(find_workspace(root))

    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        make(library, root / "briefs/ferry.md", Wanted(("docx",)), Stopwatch())
        gc.collect()
        parts = [one for one in gc.garbage if isinstance(one, TextPart)]
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()

    assert parts
    assert not any(part.xml for part in parts)


def ferry(
    folder: Path,
    *,
    says: str = "quay",
    title: str = "Log",
    publisher: str = "Desk",
    author: str = "Ann Archer",
) -> Path:
    """A brief that prints a paragraph of a source, the title of a record and who wrote it."""
    source = folder / "ferry.txt"
    source.write_text(f"It sails from the pier.\n\nIt waits at the {says}.\n", encoding="utf-8")
    import_seed(source, folder / "seeds", key="ferry", file="ferry.txt")
    record = f"R1:\n  title: {title}\n"
    (folder / "records.yaml").write_text(record, encoding="utf-8")
    settings = f'format = {NEWEST}\npublisher = "{publisher}"\n'
    (folder / "brief.toml").write_text(settings, encoding="utf-8")
    (folder / "briefs").mkdir()
    said = "The ferry waits [@ferry, ¶2]. It is in the log [@R1].\n"
    front = FRONT.replace("date:", f"author: [{{name: {author}}}]\ndate:")
    (folder / "briefs/ferry.md").write_text(front + said, encoding="utf-8")
    return folder


def places_unshown(root: Path) -> list[tuple[str, int]]:
    """Where each finding about a letter without a font is told."""
    with pytest.raises(BriefError) as raised:
        made(root, "docx")
    found = [each.span for each in raised.value.diagnostics if each.code == "L011"]
    return [(span.file, span.start.line) for span in found]


def test_a_letter_of_a_source_without_a_font_is_told_at_the_line_of_its_original(tmp_path):
    assert places_unshown(ferry(tmp_path, says=QUAY)) == [("seeds/ferry/original.txt", 3)]


def test_a_letter_of_a_source_s_title_without_a_font_is_told_of_its_settings(tmp_path):
    settings = ferry(tmp_path) / "seeds/ferry/seed.toml"
    said = re.sub(r"(?m)^title = .*", f'title = "{QUAY}"', settings.read_text(encoding="utf-8"))
    settings.write_text(said, encoding="utf-8")

    assert places_unshown(tmp_path) == [("seeds/ferry/seed.toml", 1)]


def test_a_letter_of_a_record_without_a_font_is_told_of_the_records(tmp_path):
    assert places_unshown(ferry(tmp_path, title=QUAY)) == [("records.yaml", 1)]


def test_a_letter_of_an_author_s_name_without_a_font_is_told_at_its_line(tmp_path):
    assert places_unshown(ferry(tmp_path, author=QUAY)) == [("briefs/ferry.md", 3)]


def test_a_letter_of_the_house_s_name_without_a_font_is_told_at_its_setting(tmp_path):
    assert places_unshown(ferry(tmp_path, publisher=QUAY)) == [("brief.toml", 2)]


def test_a_letter_of_the_layout_without_a_font_is_told_at_its_line(tmp_path):
    root = ferry(tmp_path)
    folder = root / "templates/house"
    folder.mkdir(parents=True)
    (folder / "template.toml").write_text('parent = "policy-brief"\n', encoding="utf-8")
    layout = f'{{% extends "policy-brief" %}}\n{{% block annex %}}\n{QUAY}\n{{% endblock %}}\n'
    (folder / "layout.md.j2").write_text(layout, encoding="utf-8")
    brief = root / "briefs/ferry.md"
    text = brief.read_text(encoding="utf-8")
    brief.write_text(text.replace("date:", "template: house\ndate:"), encoding="utf-8")

    assert places_unshown(root) == [("templates/house/layout.md.j2", 3)]


def test_what_the_brief_is_warned_of_about_its_source_is_read_with_it():
    library = Library(find_workspace(REPOSITORY))

    reading = read(library, REPOSITORY / "briefs/military.md")

    assert [caveat.name for caveat in reading.caveats] == ["venue"]

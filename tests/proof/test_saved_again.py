"""Files that other programs have opened and saved: the words stay theirs, or what changed shows."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from generator import Library, build, find_workspace
from generator.proof.verify import verify_bytes
from generator.writers.docx.custom_xml import FIELDS
from tests.archive.workspaces import SUMMIT, copy_workspace
from tests.every_brief import every_look
from tests.layout.composing import add_contents
from tests.projections import WordFile, docx_attachments, docx_words

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def everything(tmp_path_factory) -> list[Path]:
    """Every brief in every look, in both formats."""
    workspace = find_workspace(SUMMIT)
    library = Library(workspace)
    files: list[Path] = []
    for path, template, draft in every_look(workspace):
        folder = tmp_path_factory.mktemp(template, numbered=True)
        made = build(path, template=template, draft=draft, output=folder, workspace=library)
        files += [file for file, _ in made.files]
    return files


@pytest.fixture(scope="module")
def saved_by_libreoffice(everything, office, tmp_path_factory) -> list[tuple[Path, Path]]:
    """Each Word file, and the same as LibreOffice has saved it."""
    folder = tmp_path_factory.mktemp("saved")
    written = [file for file in everything if file.suffix == ".docx"]
    copies = [shutil.copyfile(file, folder / f"{n}.docx") for n, file in enumerate(written)]
    return [*zip(written, office.save_again(copies, folder / "again"), strict=True)]


def test_libreoffice_saving_any_brief_leaves_its_content_unchanged(
    saved_by_libreoffice, record_property
):
    verdicts = [verify_bytes(saved.read_bytes(), str(file)) for file, saved in saved_by_libreoffice]

    assert len(verdicts) >= 20
    assert [one.file for one in verdicts if not (one.is_consistent and one.saved_again)] == []
    record_property("counted", f"LibreOffice: {len(verdicts)} Word files saved again, none differs")


def test_words_notes_comments_and_attachments_of_any_brief_survive_libreoffice(
    saved_by_libreoffice,
):
    for file, saved in saved_by_libreoffice:
        ours, theirs = file.read_bytes(), saved.read_bytes()
        before, after = WordFile(ours), WordFile(theirs)
        assert docx_words(theirs) == docx_words(ours)
        assert len(after.notes) == len(before.notes)
        assert after.comments == before.comments
        assert docx_attachments(theirs) == docx_attachments(ours)
        assert list(after.data[FIELDS].itertext()) == list(before.data[FIELDS].itertext())


def test_a_table_of_contents_and_numbered_headings_make_no_difference(office, tmp_path):
    root = copy_workspace(tmp_path / "workspace")
    add_contents(root, "house", "policy-brief", "contents = 3\n")
    with (root / "templates/house/theme.toml").open("a", encoding="utf-8") as theme:
        theme.write("number_headings = true\n")
    library = Library(find_workspace(root))
    made = build(library.workspace.briefs / "military.md", template="house")
    files = {path.suffix: path for path, _ in made.files}
    (again,) = office.save_again([files[".docx"]], tmp_path / "again")

    verdicts = [verify_bytes(file.read_bytes(), str(file)) for file in (*files.values(), again)]

    assert [one.differences for one in verdicts] == [(), (), ()]
    assert all("contents" in {one.role for one in each.finished.body} for each in verdicts)


def test_qpdf_saving_any_brief_leaves_its_content_unchanged(everything, program, tmp_path):
    qpdf = program("qpdf")
    pdfs = [file for file in everything if file.suffix == ".pdf"]
    for number, file in enumerate(pdfs):
        way = ("--linearize", "--object-streams=disable", "--qdf")[number % 3]
        again = tmp_path / f"{number}.pdf"
        subprocess.run([qpdf, way, file, again], check=True, timeout=60)

        verdict = verify_bytes(again.read_bytes(), file.name)

        assert (verdict.is_consistent, verdict.saved_again) == (True, True), (file, way)
    assert len(pdfs) >= 20


def test_a_word_changed_in_libreoffice_is_named_with_the_notes_it_bears_on(
    word_file, office, tmp_path
):
    source, target = tmp_path / "military.docx", tmp_path / "changed.docx"
    source.write_bytes(word_file)
    office.replace_word(source, target, "counterweight", "companion")

    verdict = verify_bytes(target.read_bytes(), "changed.docx")

    body = [one for one in verdict.differences if "note" not in one.place]
    assert [(one.before, one.after) for one in body[:1]] == [("counterweight”", "companion”")]
    assert body[0].place == "“What the author infers”, paragraph 1"
    assert [note.note for note in body[0].notes] == [13]
    assert [quoted.quotation for quoted in body[0].quoted] == ["a deliberate counterweight"]
    assert all("companion" in one.after for one in verdict.differences)

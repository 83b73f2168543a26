"""What other programs make of our Word files: a validator's port, and LibreOffice."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from msgspec.structs import replace

from generator.document import Attachment, Contents, Document
from generator.manifest.writing import manifest
from generator.writers.docx import write_docx
from generator.writers.docx.custom_xml import FIELDS
from tests.projections import W, WordFile, contents_lines, docx_attachments, docx_words
from tests.samples import brief, draft
from tests.strategies import documents, some_pages
from tests.writers.docx_rules import bookmark_names
from tests.writers.docx_shapes import of_new_shapes

pytestmark = pytest.mark.slow

DRAWN, LEAST = 160, 130  # not all that is drawn is different


def test_the_validator_finds_nothing_in_a_brief(complaints, theme):
    attached = manifest(brief(), {"brief": "0" * 64})

    assert complaints(write_docx(brief(), theme, attachments=[attached])) == []


def test_the_validator_finds_nothing_in_a_draft(complaints, theme):
    assert complaints(write_docx(draft()[0], theme)) == []


def test_the_validator_finds_nothing_in_any_file(complaints, built, theme, record_property):
    trees: dict[str, Document] = {}

    @seed(0)
    @settings(
        max_examples=DRAWN,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
        database=None,
    )
    @given(tree=documents())
    def gather(tree: Document) -> None:
        trees[repr(tree)] = tree

    gather()
    generated = {
        name: write_docx(tree, theme, page_of=some_pages(tree)) for name, tree in trees.items()
    }
    files = built | of_new_shapes(generated)

    faults = {name: found for name, data in files.items() if (found := complaints(data))}

    record_property(
        "counted",
        f"openxml-audit: {len(built)} Word files of briefs and drafts, {len(generated)} generated, "
        f"{len(files) - len(built)} of them unlike any before; {len(faults)} with findings",
    )
    assert faults == {}
    assert len(generated) >= LEAST


def test_words_notes_bookmarks_and_attachments_survive_libreoffice(office, theme, tmp_path):
    attached = [
        manifest(brief(), {"brief": "0" * 64}),
        Attachment("odd.bin", "application/octet-stream", "Source", bytes(range(256))),
    ]
    whole = brief()
    tree = replace(whole, blocks=(Contents("Contents", 2), *whole.blocks))
    ours = write_docx(tree, theme, attachments=attached, page_of=some_pages(tree))
    path = tmp_path / "brief.docx"
    path.write_bytes(ours)

    (saved,) = office.save_again([path], tmp_path / "saved", "docx")

    theirs = saved.read_bytes()
    before, after = WordFile(ours), WordFile(theirs)
    assert docx_words(theirs) == docx_words(ours)
    assert contents_lines(theirs) == contents_lines(ours)
    assert len(after.notes) == len(before.notes) == len(brief().notes)
    assert len(list(after.body.iter(f"{W}footnoteReference"))) == len(after.notes)
    assert list(after.data[FIELDS].itertext()) == list(before.data[FIELDS].itertext())
    assert docx_attachments(theirs) == docx_attachments(ours)
    assert docx_attachments(ours)["odd.bin"] == attached[1].data
    # LibreOffice drops bookmarks inside notes, whoever wrote them; those of the body stay.
    in_body = {mark.get(f"{W}name") for mark in before.body.iter(f"{W}bookmarkStart")}
    assert in_body <= set(bookmark_names(after))


def test_a_draft_opens_in_libreoffice_with_its_comments_at_their_places(office, theme, tmp_path):
    tree, remarks = draft()
    path = tmp_path / "draft.docx"
    path.write_bytes(write_docx(tree, theme))

    (saved,) = office.save_again([path], tmp_path / "saved", "docx")

    after = WordFile(saved.read_bytes())
    assert after.comments == remarks
    assert len(remarks) == 3
    words = {one.get("string") for head in after.heads.values() for one in head.iter("{*}textpath")}
    assert "DRAFT" in words


@pytest.mark.program  # it keeps an office busy
def test_libreoffice_opens_strange_documents(office, theme, tmp_path):
    files: list[Path] = []

    @settings(
        max_examples=20, deadline=None, phases=[Phase.generate], database=None, derandomize=True
    )
    @given(tree=documents())
    def gather(tree) -> None:
        files.append(tmp_path / f"{len(files)}.docx")
        files[-1].write_bytes(write_docx(tree, theme, page_of=some_pages(tree)))

    gather()

    pages = office.save_again(files, tmp_path / "saved", "pdf")

    assert all(page.read_bytes().startswith(b"%PDF") for page in pages)

"""Notes and the list of references of a document, in the styles that a template may name."""

from __future__ import annotations

import pytest

from generator import BriefError, Library, find_workspace
from generator.document import Heading, Link, Paragraph
from generator.document.walking import every_inline, plain_text
from generator.pipeline.composing import compose
from generator.pipeline.reading import read
from tests.archive.workspaces import copy_workspace

BODY = "## What is known\n\nIt is known [@ulislam-summit, ¶1], and so it is [@R1].\n"
"""Beside the caveats of its source, which cite, too."""


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    folder = copy_workspace(tmp_path_factory.mktemp("house"), "seeds", "briefs", "templates")
    front = "title: T\ndate: 2026-11-22\nseeds: [ulislam-summit]\n"
    (folder / "briefs/x.md").write_text(f"---\n{front}---\n\n{BODY}", encoding="utf-8")
    return folder


def composed(root, style: str, *, layout: str = "", notes: str = "", **how: str):
    name = f"house-{len(list((root / 'templates').iterdir()))}"
    folder = root / "templates" / name
    folder.mkdir()
    settings = f'parent = "policy-brief"\nnote_style = "{style}"\n'
    (folder / "template.toml").write_text(settings, encoding="utf-8")
    for file, text in (("layout.md.j2", layout), ("notes.toml", notes)):
        if text:
            (folder / file).write_text(text, encoding="utf-8")
    library = Library(find_workspace(root))
    reading = read(library, root / "briefs/x.md", template=name)
    return compose(library, reading, **how)


def notes_of(document) -> list[str]:
    said = (plain_text(note.blocks[0].children) for note in document.notes)
    return [words.replace("\u00a0", " ") for words in said]


def list_of(document) -> list[str]:
    entries = (one for one in document.blocks if getattr(one, "role", "") == "reference")
    return [plain_text(one.children).replace("\u00a0", " ") for one in entries]


def test_numbered_notes_lead_to_the_list(root):
    document = composed(root, "numbered").document

    first = document.notes[0].blocks[0]
    assert notes_of(document)[0] == "[1], ¶1, sentence 1; [2]; [3]."
    assert notes_of(document)[-1] == "[1], ¶¶ 2–4."
    assert [entry[:3] for entry in list_of(document)][:3] == ["[1]", "[2]", "[3]"]
    targets = {one.target for one in every_inline(first.children) if isinstance(one, Link)}
    anchors = {one.anchor for one in document.blocks if isinstance(one, Paragraph)}
    assert {"#ref-ulislam-summit", "#src-ulislam-summit-1"} <= targets
    assert targets <= {f"#{anchor}" for anchor in anchors}


def test_a_later_note_of_oscola_names_the_first_one(root):
    first, *_, last = notes_of(composed(root, "oscola").document)

    title = "Strategic Implications of Russia-North Korea Summit"
    assert first.startswith(f"Faheem ul Islam, ‘{title}’")
    assert " ¶1" in first
    assert last == "Faheem ul Islam (n 1) ¶¶ 2–4."


def test_a_list_by_names_is_sorted_by_them_whatever_their_case_and_articles(root):
    entries = list_of(composed(root, "chicago").document)

    begun = [entry.partition(" ")[0] for entry in entries]
    assert begun == ["AFP.", "dpa.", "Faheem", "[Putin’s", "Xinhua."]


def test_the_notes_of_the_program_need_no_list(root):
    document = composed(root, "evidence").document

    assert list_of(document) == []


def test_a_house_may_have_a_list_beside_the_notes_of_the_program(root):
    document = composed(root, "evidence", notes='order = "cited"\n').document

    assert list_of(document)[0].startswith("Faheem ul Islam, “")


def test_the_list_has_a_heading_of_its_own_without_a_number_behind_the_annex(root):
    blocks = composed(root, "chicago").document.blocks

    found = [one for one in blocks if isinstance(one, Heading)]
    *_, statement, references = found
    assert (plain_text(statement.children), statement.level) == ("Statement of sources", 3)
    assert (plain_text(references.children), references.level) == ("References", 2)
    assert [plain_text(one.children) for one in found if not one.numbered] == [
        "Annex: the sources, as cited",
        "References",
    ]


def test_a_layout_without_the_list_that_notes_rely_on_is_refused(root):
    layout = '{% extends "policy-brief" %}\n{% block bibliography %}{% endblock %}\n'

    with pytest.raises(BriefError) as raised:
        composed(root, "numbered", layout=layout)

    [found] = raised.value.diagnostics
    assert found.code == "L005"
    assert found.hint == "put {{ slot.bibliography }} on a line of its own"
    assert list_of(composed(root, "chicago", layout=layout).document) == []


def test_a_single_page_has_no_list_so_its_notes_name_the_author(root):
    [note] = notes_of(composed(root, "numbered", length="page").document)

    assert note == "Faheem ul Islam, ¶1, sentence 1; Xinhua; AFP."


@pytest.mark.slow
def test_what_is_checked_and_kept_of_each_note_is_the_same_in_each_style(root):
    ours = composed(root, "evidence").document

    for style in ("short", "apa", "vancouver"):
        assert [note.evidence for note in composed(root, style).document.notes] == [
            note.evidence for note in ours.notes
        ]

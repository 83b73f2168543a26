from __future__ import annotations

import zipfile
from pathlib import Path

import pikepdf
import pytest

from generator import build
from generator.diagnostics import BriefError
from generator.document import Document, Emphasis, Link, Meta, Note, NoteMark, Paragraph, Text
from generator.document.rewriting import one_after_another, with_runs
from generator.layout.linking import dead_links_as_words
from generator.proof.verify import verify_bytes
from tests.archive.workspaces import copy_workspace
from tests.layout.composing import compose_file


def without_dead_links(document: Document) -> Document:
    return with_runs(document, one_after_another(dead_links_as_words(document)))


def document(*blocks: Paragraph, notes: tuple[Note, ...] = ()) -> Document:
    return Document("A title", "en-GB", Meta(), blocks, notes)


def test_a_link_to_nothing_becomes_plain_words():
    link = Emphasis((Link((Text("¶2"),), "#source-2"),))

    found = without_dead_links(document(Paragraph((link,))))

    assert found.blocks == (Paragraph((Emphasis((Text("¶2"),)),)),)


def test_a_link_to_a_block_a_note_a_mark_or_an_address_stays():
    blocks = (
        Paragraph((Link((Text("¶2"),), "#source-2"), NoteMark(1, "mark-1"))),
        Paragraph((Link((Text("note"),), "#note-1"), Link((Text("there"),), "https://a.example"))),
        Paragraph((Text("two"),), anchor="source-2"),
    )
    note = Note(1, (Paragraph((Link((Text("back"),), "#mark-1"),)),), "note-1")
    whole = document(*blocks, notes=(note,))

    assert without_dead_links(whole) == whole


def test_links_in_notes_are_looked_at_too():
    note = Note(1, (Paragraph((Link((Text("¶2"),), "#source-2"),)),), "note-1")

    found = without_dead_links(document(notes=(note,)))

    assert found.notes[0].blocks == (Paragraph((Text("¶2"),)),)


@pytest.mark.parametrize("target", ["javascript:alert(1)", "file:///etc/passwd", "x.pdf", "//a.b"])
def test_a_link_that_leads_to_no_page_and_no_mail_box_becomes_plain_words(target):
    note = Note(1, (Paragraph((Link((Text("note"),), target),)),), "note-1")

    found = without_dead_links(document(Paragraph((Link((Text("here"),), target),)), notes=(note,)))

    assert found.blocks == (Paragraph((Text("here"),)),)
    assert found.notes[0].blocks == (Paragraph((Text("note"),)),)


@pytest.mark.slow
@pytest.mark.parametrize("target", ["javascript:alert(1)", "../x.exe", "{{ brief.title }}"])
def test_a_link_of_a_layout_that_leads_nowhere_is_said_at_its_line(tmp_path, target):
    root = copy_workspace(tmp_path)
    layout = root / "templates/policy-brief/layout.md.j2"
    text = layout.read_text(encoding="utf-8")
    layout.write_text(f"[imprint]({target})\n\n{text}", encoding="utf-8")

    with pytest.raises(BriefError) as raised:
        compose_file(root, "military")

    (found,) = raised.value.diagnostics
    assert (found.code, found.span.file) == ("L001", "templates/policy-brief/layout.md.j2")
    assert found.span.start.line == 1
    assert "leads nowhere" in found.message


@pytest.mark.slow
def test_a_draft_has_the_words_of_a_bad_link_and_not_the_link(tmp_path):
    root = copy_workspace(tmp_path)
    brief = root / "briefs/military.md"
    text = brief.read_text(encoding="utf-8")
    brief.write_text(f"{text}\n\nSee [the log](javascript:alert(1)).\n", encoding="utf-8")

    made = build(brief, draft=True, output=tmp_path / "out")

    for path, _ in made.files:
        assert verify_bytes(path.read_bytes(), path.name).is_consistent
        assert b"https://" in followed(path)
        assert b"javascript:" not in followed(path)


BAD = (
    "javascript:alert(1)",
    "file:///etc/passwd",
    "data:text/html,x",
    "vbscript:x",
    "\\\\\\\\host\\\\a",
)
INTO = {
    "a brief": (
        "briefs/military.md",
        "## ",
        "See [there]({bad}) and [that].\n\n[that]: {bad}\n\n## ",
    ),
    "a brief, bare": ("briefs/military.md", "## ", "See <{bad}> and {bad}.\n\n## "),
    "a title": ("briefs/military.md", 'title: "', 'title: "[there]({bad}) '),
    "a caveat": ("seeds/ulislam-summit/caveats.md", "The source says", "[there]({bad})"),
    "a source": ("seeds/ulislam-summit/seed.toml", "title =", 'url = "{bad}"\ntitle ='),
    "a record": ("records.yaml", "title: \"[Putin's", 'url: "{bad}"\n  title: "[Putin\'s'),
    "a layout": ("templates/policy-brief/layout.md.j2", "## ", "[there]({bad})\n\n## "),
    "a label": (
        "templates/policy-brief/labels.toml",
        "# The",
        '[en]\nby = "[there]({bad})"\n# The',
    ),
    "a theme": (
        "templates/policy-brief/theme.toml",
        "[footer]\n",
        '[footer]\nright = "[there]({bad})"\n',
    ),
}


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize("place", INTO)
def test_no_address_but_of_a_page_or_a_mail_box_reaches_a_file_from_anywhere(tmp_path, place, bad):
    root = copy_workspace(tmp_path)
    file, old, new = INTO[place]
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new.format(bad=bad), 1), encoding="utf-8")

    try:
        made = build(root / "briefs/military.md", output=tmp_path / "out")
    except BriefError:
        return
    for path, _ in made.files:
        assert b"https://" in followed(path)
        assert bad.encode() not in followed(path)


def followed(path: Path) -> bytes:
    """What a program that opens the file could follow: all relationships, or all links."""
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as package:
            names = [name for name in package.namelist() if name.endswith(".rels")]
            return b"".join(map(package.read, names))
    with pikepdf.open(path) as pdf:
        notes = [note for page in pdf.pages for note in page.obj.Annots]
        return b"".join(note.A.unparse() for note in notes if "/A" in note)

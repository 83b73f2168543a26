"""A file of a program that keeps neither styles, fields nor bookmarks, as Google Docs is."""

from __future__ import annotations

import pytest

from generator.actions.merge import Merging
from tests.archive.workspaces import command
from tests.merging.edited_files import BRIEF, WordFile, element, w
from tests.merging.test_edits import told
from tests.merging.test_three_ways import merged_at, text_after

GLANCE = """::: {.glance}
- **41,000 cars** Carried in 2024 [@harbour, ¶1 s1].
:::

## The line"""
WITH_GLANCE = BRIEF.replace("## The line", GLANCE).replace("PB-9", "PB-11")

pytestmark = pytest.mark.slow  # it builds a brief of its own


@pytest.fixture
def flattened(desk, monkeypatch):
    """What comes of the file when such a program has had it, and somebody a word of it."""
    monkeypatch.chdir(desk)
    (desk / "briefs/glance.md").write_text(WITH_GLANCE, encoding="utf-8", newline="\n")
    assert command("build", "glance", "--draft", "--format", "docx").exit_code == 0

    def run(old: str, new: str) -> Merging:
        file = WordFile((desk / "build/glance-draft.docx").read_bytes())
        file.type(old, new)
        flatten(file)
        (desk / "edited.docx").write_bytes(file.saved())
        return merged_at(desk, desk / "edited.docx", onto="glance")

    return run


BY_HAND = {
    "Strong": lambda: element("b"),
    "Emphasis": lambda: element("i"),
    "FootnoteReference": lambda: element("vertAlign", val="superscript"),
}


def flatten(file: WordFile) -> None:
    gone = ("bookmarkStart", "bookmarkEnd", "fldChar", "instrText")
    for one in list(file.body.iter(*map(w, gone))):
        one.getparent().remove(one)
    for style in list(file.body.iter(w("rStyle"))):
        if look := BY_HAND.get(style.get(w("val"))):
            style.addnext(look())
        style.getparent().remove(style)
    for style in list(file.body.iter(w("pStyle"))):
        if "Heading" not in style.get(w("val")) and "List" not in style.get(w("val")):
            style.getparent().remove(style)
    for text in file.notes.iter(w("t")):
        text.text = (text.text or "").replace("“", '"').replace("”", '"')
    file.parts = {name: part for name, part in file.parts.items() if "customXml" not in name}


def test_its_figures_references_and_quotations_stay_what_they_were(flattened):
    found = flattened("lorries", "vans")

    assert text_after(found) == WITH_GLANCE.replace("lorries", "vans")
    lost = "this is a paragraph in the file: this edit did not come through whole"
    assert [one for one in told(found) if "did not" in one] == [lost]
    assert not [one for one in told(found) if "citation" in one or "leads to" in one]

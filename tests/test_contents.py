"""A table of contents from a template of three lines to the finished files of both formats."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache

import pytest

from generator import Library, build, find_workspace
from generator.actions.merge import merge
from generator.diagnostics import BriefError
from generator.manifest.bookmarks import unprefixed
from tests.archive.workspaces import copy_workspace
from tests.checking import grave
from tests.layout.composing import add_contents
from tests.projections import W, WordFile, contents_lines, docx_attachments, docx_words
from tests.typesetting.sample import sample_theme
from tests.writers.docx_rules import findings
from tests.writers.pdf_reading import destinations, opened, structure


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    root = copy_workspace(tmp_path_factory.mktemp("workspace"))
    add_contents(root, "house", "policy-brief", "contents = 3\n")
    add_contents(root, "short", "in-focus")
    (root / "templates/grandchild").mkdir()
    settings = root / "templates/grandchild/template.toml"
    settings.write_text('parent = "house"\n', encoding="utf-8")
    return Library(find_workspace(root))


@pytest.fixture(scope="module")
def files(library) -> Callable[..., dict[str, bytes]]:
    """A brief in a template and some formats, by their names; each built once."""

    @cache
    def made(template: str, *formats: str) -> dict[str, bytes]:
        path = library.workspace.briefs / "military.md"
        output = library.workspace.root / "build" / template / "-".join(formats)
        built = build(path, template=template, formats=formats, output=output, workspace=library)
        return {file.suffix[1:]: rendition.data for file, rendition in built.files}

    return made


def pages_in_pdf(data: bytes) -> list[tuple[str, int]]:
    """Each heading by its bookmark in the Word file, and the page it is on."""
    pdf = opened(data)
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    return [(name, numbers[place[0].objgen]) for name, place in destinations(pdf).items()]


@pytest.mark.slow
@pytest.mark.parametrize(("template", "least"), [("house", 14), ("short", 8)])
def test_word_lists_each_heading_with_its_page_in_the_pdf(files, template, least):
    found = files(template, "docx", "pdf")

    lines = contents_lines(found["docx"])
    instructions = [
        (one.text or "").split() for one in WordFile(found["docx"]).body.iter(f"{W}instrText")
    ]
    names = [unprefixed(words[1]) for words in instructions if words[0] == "PAGEREF"]
    page_of = {name.replace("-", "_"): number for name, number in pages_in_pdf(found["pdf"])}
    assert lines[0] == "Contents"
    assert len(names) == len(lines) - 1 >= least
    assert [int(line.split("\t")[1]) for line in lines[1:]] == [page_of[name] for name in names]


@pytest.mark.slow
def test_the_pdf_lists_the_same_and_every_entry_is_a_link(files):
    found = files("house", "docx", "pdf")

    pdf = opened(found["pdf"])
    entries = [one for one in structure(pdf) if one.S == "/TOCI"]

    assert len(entries) == len(contents_lines(found["docx"])) - 1
    for entry in entries:
        [link] = entry.K[0].K
        assert entry.K[0].S == "/Reference"
        assert any(kid.get("/Type") == "/OBJR" for kid in link.K if hasattr(kid, "get"))


@pytest.mark.slow
def test_word_alone_has_the_same_numbers_and_nothing_to_update(files):
    both, alone = (files("house", *formats) for formats in (("docx", "pdf"), ("docx",)))

    assert alone["docx"] == both["docx"]
    assert findings(alone["docx"]) == []


def test_the_entries_are_one_field_in_styles_that_word_makes_them_anew_in(files):
    file = WordFile(files("house", "docx")["docx"])

    [control] = [
        one
        for one in file.body.iter(f"{W}sdt")
        if one.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery") is not None
    ]
    styles = [one.get(f"{W}val") for one in control.iter(f"{W}pStyle")]
    instructions = [one.text.strip() for one in control.iter(f"{W}instrText")]
    assert instructions[0] == 'TOC \\o "2-4" \\h \\z'
    assert all(one.startswith("PAGEREF") for one in instructions[1:])
    assert styles[0] == "TOCHeading"
    assert {file.style_names[style] for style in styles[1:]} == {"toc 2", "toc 3", "toc 4"}
    headings = {one: file.style_names[one] for one in ("Heading2", "Heading3", "Heading4")}
    assert [name[-1] for name in headings.values()] == ["2", "3", "4"]


@pytest.mark.slow
def test_a_table_of_contents_changes_no_word_that_the_manifest_vouches_for(files):
    without, with_it = (files(name, "docx") for name in ("policy-brief", "house"))

    plain, listed = (
        json.loads(docx_attachments(one["docx"])["manifest.json"]) for one in (without, with_it)
    )
    assert plain["words"] == listed["words"]
    assert docx_words(without["docx"]) == docx_words(with_it["docx"])


@pytest.mark.slow
def test_a_file_with_a_table_of_contents_that_nobody_has_edited_is_merged_without_a_word(
    files, library, tmp_path
):
    path = tmp_path / "military.docx"
    path.write_bytes(files("house", "docx")["docx"])

    found = merge(path, workspace=library)

    assert (found.change, found.told) == (None, ())


def test_a_child_lists_as_deep_as_its_parent(files):
    parent, child = (files(name, "docx")["docx"] for name in ("house", "grandchild"))

    assert contents_lines(child) == contents_lines(parent)


def test_a_brief_without_a_table_of_contents_has_none(files):
    assert contents_lines(files("policy-brief", "docx")["docx"]) == []


def test_how_deep_is_a_number_of_levels(library):
    folder = library.workspace.root / "templates" / "deep"
    folder.mkdir()
    file = folder / "template.toml"
    file.write_text('parent = "policy-brief"\ncontents = 4\n', encoding="utf-8")

    with pytest.raises(BriefError) as raised:
        Library(find_workspace(library.workspace.root)).template("deep")

    [found] = grave(raised.value.diagnostics)
    assert (found.code, found.span.start.line) == ("L004", 2)


def test_every_template_dresses_a_table_of_contents():
    for name in ("policy-brief", "in-focus", "memo"):
        theme = sample_theme(name)

        assert {"contents-title", "contents1", "contents2", "contents3"} <= theme.styles.keys()

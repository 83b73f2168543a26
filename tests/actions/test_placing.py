"""`brief build --for placing`: a Word file that programs for layout take in whole."""

from __future__ import annotations

import re
import zipfile

import pytest
from openxml_audit import OpenXmlValidator

from generator import Library, build, find_workspace, verify
from generator.actions.merge import merge
from tests.archive.workspaces import copy_workspace


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    root = copy_workspace(tmp_path_factory.mktemp("house"), "seeds", "briefs")
    return Library(find_workspace(root))


def placed(library: Library, template: str):
    path = library.workspace.briefs / "military.md"
    output = library.workspace.root / template
    built = build(path, template=template, placing=True, output=output, workspace=library)
    ((place, _),) = built.files
    return place


def parts(place) -> str:
    with zipfile.ZipFile(place) as file:
        return "".join(
            file.read(name).decode() for name in file.namelist() if re.match(r"word/\w+\.xml", name)
        )


@pytest.mark.parametrize("template", ["policy-brief", "memo", "in-focus"])
def test_a_file_for_placing_has_neither_frames_nor_shapes_nor_columns(library, template):
    place = placed(library, template)

    assert place.name == "military-placing.docx"
    xml = parts(place)
    for tag in ("w:framePr", "wp:anchor", "wps:wsp", "w:pict", "w:txbxContent"):
        assert f"<{tag}" not in xml
    assert set(re.findall(r"<w:cols[^>]*>", xml)) <= {"<w:cols/>"}


def test_its_words_have_named_styles_and_its_notes_are_footnotes(library):
    xml = parts(placed(library, "policy-brief"))

    assert xml.count("<w:footnoteReference ") > 10
    body = xml[xml.index("<w:body>") : xml.index("</w:body>")]
    bare = [one for one in re.findall(r"<w:p[ >].*?</w:p>", body) if "<w:pStyle " not in one]
    assert [one for one in bare if "<w:t" in one] == []


def test_its_marking_is_the_first_paragraph_as_no_running_head_is_placed(library):
    xml = parts(placed(library, "memo"))

    first, *_ = re.findall(r"<w:p[ >].*?</w:p>", xml[xml.index("<w:body>") :])
    assert re.sub(r"<[^>]+>", "", first) == "TLP:CLEAR"


@pytest.mark.slow
def test_it_is_sound_and_says_what_the_brief_says(library):
    place = placed(library, "policy-brief")

    assert list(OpenXmlValidator().validate(place).errors) == []
    verdict = verify(place).verdict
    assert verdict
    assert verdict.differences == ()


def test_only_word_files_are_placed(library):
    path = library.workspace.briefs / "military.md"
    with pytest.raises(ValueError, match="only Word files are placed, not pdf"):
        build(path, formats=("pdf",), placing=True, workspace=library)


def test_merged_as_it_is_it_has_no_edit(library):
    found = merge(placed(library, "policy-brief"), workspace=library)

    assert (found.change, found.told) == (None, ())

"""A finished file names what it was made of; so the template that made it can be found again."""

from __future__ import annotations

import pytest

from generator import Library, find_workspace
from generator.actions.init import lay_out
from generator.pipeline.composing import compose, template_of
from generator.pipeline.reading import read


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    root = tmp_path_factory.mktemp("house")
    lay_out(root)
    return Library(find_workspace(root))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("template", "length"),
    [
        ("form", "full"),
        ("policy-brief", "page"),
        ("policy-brief", "full"),
        ("in-focus", "full"),
        ("memo", "full"),
        ("memo", "page"),
    ],
)
def test_the_template_of_a_document_is_known_by_the_names_of_its_inputs(library, template, length):
    path = library.workspace.briefs / "military.md"
    reading = read(library, path, template=template, draft=True)
    inputs = compose(library, reading, draft=True, length=length).inputs

    assert template_of(library, inputs) == (template, length)
    earlier = [name for name in inputs if not name.endswith("template.toml")]
    assert template_of(library, earlier) == (template, length)


def test_the_files_of_a_template_and_of_its_parent_are_inputs(library):
    reading = read(library, library.workspace.briefs / "military.md", template="memo")
    inputs = compose(library, reading).inputs

    of_both = {f"{name}/{file}" for name in ("memo", "policy-brief") for file in _OF_A_LOOK}
    assert inputs.keys() - {"markdown"} == {*of_both, "policy-brief/layout.md.j2", "memo/logo.svg"}


_OF_A_LOOK = ("labels.toml", "theme.toml", "template.toml")


@pytest.mark.parametrize("inputs", [[], ["markdown"], ["markdown", "gone/layout.md.j2"]])
def test_no_template_is_known_by_other_names(library, inputs):
    assert template_of(library, inputs) is None

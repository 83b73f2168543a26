"""A template may add classes to what a brief says in braces."""

from __future__ import annotations

import pytest

from generator import Library, check, find_workspace
from generator.document import Box, Paragraph
from generator.pipeline.composing import compose
from generator.pipeline.reading import read
from tests.theme.themes import house, write

SETTINGS = 'parent = "policy-brief"\nclasses = ["wide"]\nboxes = ["aside"]\n'
LOOKS = "[styles.wide]\nsize = 13\nleading = 17\n[boxes.aside]\n"
BODY = '\n\n::: {.wide}\nWide words.\n:::\n\n::: {.aside title="By the way"}\nBoxed words.\n:::\n'


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = house(tmp_path_factory.mktemp("classes"))
    text = (root / "briefs/summit.md").read_text(encoding="utf-8")
    own = text.replace("PB-2026-", "PB-X-")  # a number stands for one brief
    (root / "briefs/x.md").write_text(own + BODY, encoding="utf-8")
    return root


def unknown(root) -> list[tuple[str, str | None]]:
    library = Library(find_workspace(root))
    return [
        (one.message, one.hint)
        for one in check(root / "briefs/x.md", workspace=library)
        if one.code == "B014"
    ]


def test_a_class_that_no_template_adds_is_unknown(root):
    write(root)

    assert [message for message, _ in unknown(root)] == [
        "unknown class `wide`",
        "unknown class `aside`",
    ]


def test_a_class_of_the_template_is_known_and_its_nearest_is_told(root):
    write(root, settings=SETTINGS.replace("wide", "widest"), theme=LOOKS.replace("wide", "widest"))

    assert unknown(root) == [("unknown class `wide`", "did you mean `widest`?")]


def test_a_class_that_the_theme_cannot_dress_is_told_in_the_settings(root):
    write(root, settings=SETTINGS, theme="[boxes.aside]\n")

    found = check(root / "briefs/x.md", workspace=Library(find_workspace(root)))
    (one,) = [one for one in found if one.is_error]
    assert (one.code, one.message) == ("L004", "no style `wide` in the theme")
    assert (one.span.file, one.span.start.line) == ("templates/house/template.toml", 2)


def test_its_paragraphs_wear_the_style_and_its_boxes_are_boxes(root):
    write(root, settings=SETTINGS, theme=LOOKS)
    library = Library(find_workspace(root))

    reading = read(library, root / "briefs/x.md")
    blocks = compose(library, reading, draft=True).document.blocks

    assert unknown(root) == []
    assert [block.role for block in blocks if isinstance(block, Paragraph)].count("wide") == 1
    assert [block.role for block in blocks if isinstance(block, Box)].count("aside") == 1

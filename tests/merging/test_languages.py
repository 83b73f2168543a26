"""Edits of a Word file in a language whose marks and spaces are not those that were typed."""

from __future__ import annotations

import contextlib

import pytest

from generator import Library, find_workspace
from generator.actions.merge import merge
from tests.archive.workspaces import command
from tests.merging.edited_files import WordFile

pytestmark = pytest.mark.slow

FRENCH = """---
title: "Le bac"
date: "2026-11-20"
seeds: [harbour]
lang: "fr"
---

::: {.summary}
Le ["bac"]{.term} relie les rives [@harbour, ¶1] ; il perd
de l'argent : quatre millions [@harbour, ¶1 s2].
:::

## Deux langues

:::: {.parallel}
::: {lang=fr}
Des ["pêcheurs"]{.term} y sont ! Ils ne paient rien [@harbour, ¶3].
:::

::: {lang=de}
Dort sind ["Fischer"]{.term}; sie zahlen nichts [@harbour, ¶3].
:::
::::
"""


@pytest.fixture
def edited(desk):
    """What comes of words that are typed in the place of others in the Word file."""
    (desk / "briefs/bac.md").write_text(FRENCH, encoding="utf-8", newline="\n")
    with contextlib.chdir(desk):
        built = command("build", "bac", "--draft", "--format", "docx", "--output", ".")
    assert (desk / "bac-draft.docx").exists(), built.output

    def run(old: str, new: str):
        file = WordFile((desk / "bac-draft.docx").read_bytes())
        file.type(old, new)
        path = desk / "edited.docx"
        path.write_bytes(file.saved())
        return merge(path, workspace=Library(find_workspace(desk)))

    return run


@pytest.mark.parametrize(
    ("old", "new", "typed", "becomes"),
    [
        ("perd", "gagne", "il perd", "il gagne"),
        ("relie", "joint", "relie les", "joint les"),
        ("millions", "milliards", "quatre millions", "quatre milliards"),
        ("paient", "doivent", "ne paient", "ne doivent"),
        ("zahlen", "schulden", "sie zahlen", "sie schulden"),
    ],
)
def test_a_word_beside_such_marks_is_changed_where_it_stands(edited, old, new, typed, becomes):
    found = edited(old, new)

    assert found.change is not None
    assert found.change.after.decode() == FRENCH.replace(typed, becomes)
    assert found.is_whole

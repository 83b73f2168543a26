"""A draft is written whatever is wrong with it, and shows what is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator import Library, build, check, find_workspace
from generator.document import Remark, inline_runs, inner_blocks, plain_text
from generator.layout.remarks import with_remarks
from generator.pipeline import compose
from generator.reading import read

REPOSITORY = Path(__file__).parent.parent


@pytest.fixture
def workspace(tmp_path):
    for name in ("seeds", "briefs", "templates"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    for name in ("brief.toml", "records.yaml"):
        shutil.copy(REPOSITORY / name, tmp_path / name)
    return find_workspace(tmp_path)


def damaged(workspace, *changes: tuple[str, str]) -> Path:
    path = workspace.briefs / "military.md"
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    return path


def runs(blocks):
    for block in blocks:
        yield from inline_runs(block)
        yield from runs(inner_blocks(block))


def remarked(document) -> dict[str, str]:
    """The words in front of each remark, by its code."""
    return {
        inline.text.split(":")[0]: plain_text(run[:index])
        for run in runs(document.blocks)
        for index, inline in enumerate(run)
        if isinstance(inline, Remark)
    }


def test_each_finding_stands_behind_the_words_it_is_about(workspace):
    path = damaged(
        workspace,
        ('sees "a growing military axis"', 'sees "a growing naval axis"'),
        ("[@R6]", "[@R66]"),
        ("¶6 s4", "¶6 s9"),
    )

    reading = read(Library(workspace), path, draft=True)
    composed = compose(Library(workspace), reading, draft=True)
    words = remarked(with_remarks(composed.document, reading.found))

    assert sorted(words) == ["C001", "C004", "C005"]
    assert "growing naval axis" in words["C005"]
    assert words["C001"].endswith("sent to Russia’s Kursk region")
    assert words["C004"].endswith("“a robust response from the international community”")


def test_a_draft_is_named_as_one_and_leaves_the_build_alone(workspace):
    path = workspace.briefs / "military.md"
    build(workspace, path, formats=("docx",))
    before = (workspace.build / "military.docx").read_bytes()

    damaged(workspace, ("[@R6]", "[@R66]"))
    built = build(workspace, path, formats=("docx",), draft=True)

    assert [place.name for place, _ in built.files] == ["military-draft.docx"]
    assert [finding.code for finding in built.findings] == ["C001"]
    assert (workspace.build / "military.docx").read_bytes() == before


@pytest.mark.parametrize(
    "change",
    [
        ("---\n", ""),
        ('date: "2026-11-22"', 'date: "soon"'),
        ("seeds: [ulislam-summit]", "seeds: [nobody]"),
        ("[@tbl-exchange]", "[@tbl-nowhere]"),
        ("It does not mention China.", '![](missing.png){#fig-x alt="x"}'),
        ("[@ulislam-summit, ¶5]", "[@ulislam-summit, page 5]"),
        ("[@ulislam-summit, ¶5]", "[@nobody, ¶5]"),
        ("It does not mention China.", "It does not.[^1]"),
        ("::: {.gaps}", "::: {.gaps"),
        ('template: "policy-brief"', 'template: "nothing"'),
    ],
)
def test_no_fault_of_an_author_keeps_a_draft_from_being_written(workspace, change):
    path = damaged(workspace, change)
    assert any(finding.is_error for finding in check(workspace, path))

    built = build(workspace, path, formats=("docx",), draft=True)

    assert built.files[0][0].is_file()

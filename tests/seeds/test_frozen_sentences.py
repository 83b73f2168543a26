"""Each place that counts sentences counts them as the edition froze them, not as of today."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator import check, find_workspace
from generator.language.sentences import sentences
from generator.manifest.passages import body_passages
from generator.pipeline.composing import compose
from generator.pipeline.library import Library
from generator.pipeline.reading import read
from tests.archive.workspaces import command as brief
from tests.checking import codes, grave
from tests.seeds.editions import content_of, forge, seed_of

TEXT = """The mill lost 5 per cent of its orders in May. The owners did not say why. They met twice.

The river carries less than it did. It will carry less again by 2030, the council says.
"""
FRONT = """---
title: The mill
number: "PB-1"
version: "1.0"
date: 2026-11-22
author: [{name: Policy Desk}]
seeds: [mill]
---

"""


@pytest.fixture
def seed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A seed whose first two sentences a splitter of old took for one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "briefs").mkdir()
    (tmp_path / "brief.toml").write_text('publisher = "Desk"\n', encoding="utf-8")
    folder = seed_of(tmp_path, TEXT)
    forge(folder, lambda content: content["paragraphs"][0].update(sentences=[0, 75]))
    assert len(sentences(content_of(folder)["paragraphs"][0]["text"])) == 3
    return folder


def found(body: str) -> list[str]:
    """The errors and warnings of a brief about the mill."""
    path = Path("briefs/mill.md")
    path.write_text(f"{FRONT}{body}\n", encoding="utf-8")
    return codes(grave(check(path)))


def test_a_quotation_is_looked_for_in_the_sentence_that_was_frozen(seed):
    assert found('The author says "They met twice" [@mill, ¶1 s2].') == []
    assert found('The owners "did not say why" [@mill, ¶1 s1].') == []
    assert found('The owners "did not say why" [@mill, ¶1 s2].') == ["C007"]


def test_a_sentence_that_only_a_splitter_of_today_would_find_is_not_there(seed):
    assert found("The owners met [@mill, ¶1 s3].") == ["C004"]


def test_a_claim_is_laid_beside_the_sentence_that_was_frozen(seed):
    assert found("The owners did say why [@mill, ¶1 s1].") == ["C017"]
    assert found("The owners did say why [@mill, ¶1 s2].") == []


def test_what_is_printed_of_a_source_are_the_sentences_that_were_frozen(seed):
    found('The author says "They met twice" [@mill, ¶1 s2].')
    library = Library(find_workspace(Path()))
    document = compose(library, read(library, Path("briefs/mill.md"))).document

    printed = [passage.text for passage in body_passages(document) if passage.role == "source"]
    assert "¶1 […] They met twice." in printed


def test_commands_count_the_sentences_that_were_frozen(seed):
    found('The owners "met twice" [@mill, ¶1 s2].')

    assert "s3" not in brief("seed", "show", "mill", "--paragraph", "1").stdout
    assert "¶1 s2" in brief("cite", "mill", "the owners met twice").stdout
    assert "s2" in brief("trace", "mill", "1").stdout
    told = json.loads(brief("coverage", "mill", "--format", "json").stdout)
    first = told["seeds"][0]["paragraphs"][0]
    assert (first["sentences"], first["unused"]) == (2, [1])

"""The shipped briefs hold to what was promised of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator import check, find_workspace
from generator.briefs.read import read_brief
from generator.diagnostics import Severity
from generator.markdown.syntax import walk

REPOSITORY = Path(__file__).parent.parent
LIMITS = {"military": 700, "economic": 500, "sanctions": 400, "summit": 500}


BESIDE_THE_TEXT = ("glance", "decision")


def body_of(slug: str) -> str:
    text = (REPOSITORY / f"briefs/{slug}.md").read_text(encoding="utf-8")
    return text.split("---\n", 2)[2]


def part(name: str) -> re.Pattern[str]:
    return re.compile(rf"^::: \{{\.{name}\}}\n(.*?)^:::$", re.MULTILINE | re.DOTALL)


def words_of(text: str) -> list[str]:
    """The words of an author below the front matter, citations and comments left out."""
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    text = re.sub(r"\[[^\[\]]*@[^\[\]]*\]", "", text)
    text = re.sub(r"^(?::::.*|[|:\s-]+)$", "", text, flags=re.MULTILINE)
    text = re.sub(r"\{[^{}]*\}", "", text)
    return re.findall(r"[\w’'-]*\w[\w’'-]*", text)


@pytest.mark.parametrize("slug", LIMITS)
def test_no_brief_is_longer_than_its_limit(slug):
    text = body_of(slug)
    for name in BESIDE_THE_TEXT:
        text = part(name).sub("", text)

    assert 200 < len(words_of(text)) <= LIMITS[slug]


@pytest.mark.parametrize("slug", LIMITS)
def test_no_summary_is_longer_than_sixty_words(slug):
    assert len(words_of(part("summary").search(body_of(slug))[1])) <= 60


@pytest.mark.parametrize("slug", LIMITS)
def test_every_shipped_brief_is_without_an_error_or_a_warning(slug):
    workspace = find_workspace(REPOSITORY)

    found = check(workspace.briefs / f"{slug}.md")

    assert [finding for finding in found if finding.severity is not Severity.NOTE] == []


@pytest.mark.parametrize("slug", LIMITS)
def test_every_brief_has_a_table_and_says_what_the_source_does_not(slug):
    path = REPOSITORY / f"briefs/{slug}.md"
    brief, _ = read_brief(path, f"briefs/{slug}.md")

    assert any(node.kind == "table" for node in walk(brief.sections))
    assert brief.gaps
    assert brief.recommendations
    assert "single, undated opinion piece" in brief.source

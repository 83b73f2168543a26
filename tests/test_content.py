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


def words_of(slug: str) -> list[str]:
    """The words an author wrote below the front matter; citations, comments and boxes left out."""
    text = (REPOSITORY / f"briefs/{slug}.md").read_text(encoding="utf-8").split("---\n", 2)[2]
    text = re.sub(
        r"^::: \{\.(?:glance|decision)\}.*?^:::$", "", text, flags=re.DOTALL | re.MULTILINE
    )
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    text = re.sub(r"\[[^\[\]]*@[^\[\]]*\]", "", text)
    text = re.sub(r"^(?::::.*|[|:\s-]+)$", "", text, flags=re.MULTILINE)
    text = re.sub(r"\{[^{}]*\}", "", text)
    return re.findall(r"[\w’'-]*\w[\w’'-]*", text)


@pytest.mark.parametrize("slug", LIMITS)
def test_no_brief_is_longer_than_its_limit(slug):
    assert 200 < len(words_of(slug)) <= LIMITS[slug]


@pytest.mark.parametrize("slug", LIMITS)
def test_every_shipped_brief_is_without_an_error_or_a_warning(slug):
    workspace = find_workspace(REPOSITORY)

    found = check(workspace.briefs / f"{slug}.md")

    assert [finding for finding in found if finding.severity is not Severity.NOTE] == []


@pytest.mark.parametrize("slug", LIMITS)
def test_every_brief_has_a_table_and_says_what_the_source_does_not(slug):
    path = REPOSITORY / f"briefs/{slug}.md"
    brief, _ = read_brief(path, f"briefs/{slug}.md", default_scale="icd203")

    assert any(node.kind == "table" for node in walk(brief.sections))
    assert brief.gaps
    assert brief.recommendations
    assert "single, undated opinion piece" in brief.source

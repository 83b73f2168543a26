"""What only the pages of a brief tell."""

from __future__ import annotations

import pytest

from generator import build
from tests.archive.workspaces import copy_workspace

COVER = """{% extends "policy-brief" %}
{% block key_points %}
BREAK

{{ super() }}
{% endblock %}
"""


@pytest.mark.parametrize(("words", "told"), [("::: {.page-break}\n:::", False), ("Words.", True)])
def test_key_points_behind_page_one_are_told_unless_the_layout_put_them_there(
    tmp_path, words, told
):
    root = copy_workspace(tmp_path)
    brief = root / "briefs/military.md"
    text = brief.read_text(encoding="utf-8")
    summary = "::: {.summary}\n" + "Both states say so, and nobody else has said it yet.\n\n" * 45
    brief.write_text(text.replace("::: {.summary}\n", summary, 1), encoding="utf-8")
    (root / "templates/cover").mkdir()
    (root / "templates/cover/template.toml").write_text(
        'parent = "policy-brief"\n', encoding="utf-8"
    )
    layout = COVER.replace("BREAK", words)
    (root / "templates/cover/layout.md.j2").write_text(layout, encoding="utf-8")

    built = build(brief, formats=("pdf",), output=tmp_path / "out", template="cover")

    assert any(finding.code == "L025" for finding in built.findings) is told

"""The mastheads of the shipped looks: the text begins as far below one as below any other."""

from __future__ import annotations

import pytest

from generator import Library, find_workspace
from generator.pipeline.composing import compose
from generator.pipeline.reading import read
from generator.typesetting import typeset
from tests.archive.workspaces import copy_workspace
from tests.typesetting.reading import line_with

HEAD = 'title: "Ships"\ndate: "2026-01-01"\nlang: "en-GB"\n'
AUTHOR = 'author:\n  - name: "A. Writer"\n    role: "Drafting"\n'
BODIES = {
    "a paragraph": "Words open the brief at once.",
    "a quotation": "> “Words open the brief at once,” it says.",
    "a summary": "::: {.summary}\nWords open the brief at once.\n:::",
}


def gap(library: Library, look: str, head: str, body: str) -> float:
    """From the last baseline of the masthead to the first below it, in points."""
    path = library.workspace.briefs / "x.md"
    path.write_text(f"---\n{head}---\n\n{body}\n", encoding="utf-8", newline="\n")
    reading = read(library, path, template=look, draft=True)
    composed = compose(library, reading, draft=True)
    page = typeset(composed.document, composed.theme).pages[0]
    return line_with(page, "Ships").y - line_with(page, "Words open").y


@pytest.mark.parametrize("look", ["policy-brief", "in-focus", "memo"])
def test_a_brief_without_author_or_summary_begins_as_far_below_its_masthead(tmp_path, look):
    library = Library(find_workspace(copy_workspace(tmp_path)))

    gaps = {
        name: (gap(library, look, HEAD, body), gap(library, look, HEAD + AUTHOR, body))
        for name, body in BODIES.items()
    }

    assert all(alone == pytest.approx(signed, abs=0.01) for alone, signed in gaps.values())
    least, most = min(gaps.values()), max(gaps.values())
    assert most[0] - least[0] < 6  # the styles differ in leading, and no more

"""Every brief of a workspace as its files may look, for tests that are about any of them."""

from __future__ import annotations

from itertools import product
from pathlib import Path

from generator import Workspace
from generator.workspace.finding import find_briefs


def every_look(workspace: Workspace) -> list[tuple[Path, str, bool]]:
    """Every brief in every template, finished; and each of both once as a draft.

    What makes a draft lies in the words, or in the look: no pair of them has a draft of its own.
    """
    briefs, templates = find_briefs(workspace), list(workspace.templates)
    finished = [(path, template, False) for path, template in product(briefs, templates)]
    once = range(max(len(briefs), len(templates)))
    drafts = [(briefs[n % len(briefs)], templates[n % len(templates)], True) for n in once]
    return finished + drafts

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator import check, find_workspace
from generator.pipeline.library import Library

REPOSITORY = Path(__file__).parent.parent
WORD = re.compile(r"[^\W_]+")


@pytest.fixture(scope="module")
def material(tmp_path_factory):
    """What the benchmarks measure, laid out by their own command."""
    folder = tmp_path_factory.mktemp("material")
    script = REPOSITORY / "benchmarks" / "material.py"
    command = [sys.executable, str(script), str(folder), "2", "2"]
    environment = {"PYTHONPATH": str(REPOSITORY)}
    run = subprocess.run(
        command, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert run.returncode == 0, run.stderr
    return folder


def words_of_notes_and_blocks(context: dict[str, object]) -> list[str]:
    rows = [*context["blocks"], *context["notes"]]
    runs = [run for row in rows for run in row["runs"]]
    runs += [run for row in rows for cells in row.get("rows", ()) for c in cells for run in c]
    return WORD.findall(" ".join(words for words, _ in runs))


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["md", "typ"])
def test_every_peer_is_given_the_same_words(material, suffix):
    context = json.loads((material / "peers" / "military.json").read_text(encoding="utf-8"))
    source = (material / "peers" / f"military.{suffix}").read_text(encoding="utf-8")

    assert set(words_of_notes_and_blocks(context)) <= set(WORD.findall(source))


@pytest.mark.slow
def test_variants_differ_in_their_words(material):
    one, two = sorted((material / "many" / "briefs").glob("*.md"))

    differing = set(one.read_text(encoding="utf-8").splitlines()) ^ set(
        two.read_text(encoding="utf-8").splitlines()
    )

    assert len(differing) > 20


@pytest.mark.slow
def test_a_long_brief_holds(material):
    library = Library(find_workspace(material / "long"))

    found = check(material / "long/briefs/long-90.md", workspace=library)

    assert [finding.code for finding in found if finding.is_error] == []


@pytest.mark.slow
def test_no_anchor_has_a_sign_that_a_peer_refuses(material):
    typst = (material / "peers/military.typ").read_text(encoding="utf-8")
    pandoc = (material / "peers/military.md").read_text(encoding="utf-8")

    assert not re.search(r"(?<!\\)<[\w-]*@", typst)
    assert not re.search(r"\{#[\w-]*@|\]\(<#[\w-]*@", pandoc)

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import Result

from generator import find_workspace
from generator.actions.editions import editions_to_carry
from generator.diagnostics import BriefError
from generator.seeds.editions import read_edition
from generator.workspace.storing import change_all
from tests.archive.workspaces import command
from tests.seeds.editions import content_of, of_format_1, seed_of, write
from tests.seeds.mending import restore_line

TEXT = """The lamp on the mole

The lamp was lit in March. It has burnt since then, and nobody has paid for the oil.

Notice

The keeper wrote to the board twice. The board did not answer him, or so he says.
"""


@pytest.fixture
def seed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A seed in two editions, both of the first release."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "briefs").mkdir()
    folder = seed_of(tmp_path, TEXT, "lamp")
    restore_line(folder, 5, file="seeds/lamp", cited=True)
    for number in (1, 2):
        of_format_1(folder, number, source=number)
    return folder


def update(*arguments: str) -> Result:
    return command("seed", "update", *arguments)


def test_every_edition_is_carried_over_with_its_numbers_words_and_digests(seed):
    before = [content_of(seed, number) for number in (1, 2)]

    run = update("lamp")

    after = [content_of(seed, number) for number in (1, 2)]
    kept = ("number", "text", "digest", "place")
    assert run.exit_code == 0, run.stderr
    assert [content["format"] for content in after] == [2, 2]
    for old, new in zip(before, after, strict=True):
        assert old["paragraphs"] == [{key: p[key] for key in kept} for p in new["paragraphs"]]
    assert [p.number for p in read_edition(seed, file="seeds/lamp").paragraphs] == ["1", "1A", "2"]


def test_each_sentence_is_shown_before_it_is_frozen(seed):
    run = update("lamp", "--dry-run")

    assert re.search(r"^ +1  s1  The lamp was lit in March\.$", run.stdout, re.MULTILINE)
    assert re.search(r"^ +s2  It has burnt since then", run.stdout, re.MULTILINE)
    assert "seeds/lamp/editions/2.json  would be carried over" in run.stdout
    assert "format" not in content_of(seed)


def test_what_is_carried_over_is_found_first_and_written_then(seed):
    workspace = find_workspace(Path())

    carried = editions_to_carry(workspace, "lamp")
    assert [each.change.file for each in carried] == [
        "seeds/lamp/editions/1.json",
        "seeds/lamp/editions/2.json",
    ]
    assert "format" not in content_of(seed)

    change_all(each.change for each in carried)
    assert editions_to_carry(workspace, "lamp") == ()
    assert "nothing to update" in update("lamp").stdout


def test_an_edition_that_its_original_does_not_prove_is_not_carried_over(seed):
    content = content_of(seed)
    content["dropped"].pop()
    write(seed, content)

    with pytest.raises(BriefError) as caught:
        editions_to_carry(find_workspace(Path()), "lamp")

    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.span.file) == ("S004", "seeds/lamp/editions/1.json")
    assert fault.message == "line 5 of original.txt is left out"
    assert update("lamp").exit_code == 1
    assert "format" not in content_of(seed, 2)


def test_a_seed_that_is_not_there_is_named_with_its_neighbour(seed):
    assert "did you mean `lamp`?" in update("lam").stderr

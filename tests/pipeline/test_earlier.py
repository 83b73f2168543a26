"""What an earlier run told of a brief is told again, as long as a new run would tell the same."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from generator import Diagnostic, Library, build, check, find_workspace
from generator.config.files import BRIEF, read_of_workspace
from generator.config.inputs import Input, Inputs, note_part, noting_inputs
from generator.pipeline.earlier import Earlier, TellingOf, ToldAndWritten, made_now
from tests.archive.workspaces import REPOSITORY, copy_workspace, edit

SEED = "seeds/ulislam-summit"
Findings = tuple[Diagnostic, ...]


NOTE = """---
title: A note on the summit
number: N-1
date: 2026-11-22
seeds: [ulislam-summit]
---

The author calls it "a growing military axis" [@ulislam-summit, ¶2]. There is a record [@R1].
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    root = copy_workspace(tmp_path / "house")
    write(root / "briefs/note.md", NOTE)
    write(root / "briefs/other.md", NOTE.replace("N-1", "N-2"))
    return root


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


class Runs:
    """Runs of `brief check` in a workspace, as one after the other would be."""

    def __init__(self, root: Path, place: Path | None) -> None:
        self.root, self.place = root, place

    def check(self, name: str = "note", *, anew: bool = False) -> tuple[Findings, bool]:
        """What is found in a brief, and whether an earlier run told it."""
        with self.run(anew=anew) as told:
            return told(name)

    @contextmanager
    def run(self, *, anew: bool = False) -> Iterator[Callable[[str], tuple[Findings, bool]]]:
        with noting_inputs() as ground:
            library = Library(find_workspace(self.root), ground=ground)
        kind = tuple[Diagnostic, ...]
        with closing(Earlier.at(self.place, kind, ground, anew=anew)) as earlier:

            def made(path: Path) -> tuple[Findings, dict[Path, bytes]]:
                return check(path, workspace=library), {}

            def told(name: str) -> tuple[Findings, bool]:
                (telling,) = told_by(earlier, self.root / f"briefs/{name}.md", made)
                return telling.told, telling.taken is None

            yield told


def told_by(
    earlier: Earlier[Findings], path: Path, make: Callable[[Path], ToldAndWritten[Findings]]
) -> list[TellingOf[Findings]]:
    """What there is to tell of a brief, which `make` makes if no earlier run told it."""
    return list(earlier.tell_each([path], lambda paths: (made_now(each, make) for each in paths)))


@pytest.fixture
def runs(workspace: Path, tmp_path: Path) -> Runs:
    return Runs(workspace, tmp_path / "told/checks")


def test_an_unchanged_brief_is_told_of_as_before(runs: Runs) -> None:
    found, is_earlier = runs.check()

    assert not is_earlier
    assert runs.check() == (found, True)


def test_without_a_file_nothing_is_believed(workspace: Path) -> None:
    runs = Runs(workspace, None)
    runs.check()

    assert not runs.check()[1]


def test_anew_nothing_is_believed_and_other_briefs_are_kept(runs: Runs) -> None:
    runs.check("note")
    runs.check("other")

    assert not runs.check("note", anew=True)[1]
    assert runs.check("note")[1]
    assert runs.check("other")[1]


def append(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n# A remark.\n")


CHANGES: dict[str, Callable[[Path], None]] = {
    "its words": lambda root: edit(root / "briefs/note.md", "axis", "front"),
    "its source": lambda root: edit(root / SEED / "original.txt", "axis", "front"),
    "its record": lambda root: edit(root / "records.yaml", "publisher:", "note: new\n  publisher:"),
    "its caveats": lambda root: edit(root / SEED / "caveats.md", "venue", "place"),
    "its template": lambda root: append(root / "templates/policy-brief/template.toml"),
    "the settings": lambda root: append(root / "brief.toml"),
    "answers to its findings": lambda root: write(root / "briefs/note.answers.yaml", "[]\n"),
    "a labels file": lambda root: write(root / "templates/policy-brief/labels.toml", "[en]\n"),
    "a twin": lambda root: write(
        root / "briefs/more/twin.md", (root / "briefs/note.md").read_text("utf-8")
    ),
    "no source": lambda root: (root / SEED / "seed.toml").unlink(),
    "fonts of its own": lambda root: (root / "templates/fonts").mkdir(),
}


@pytest.mark.parametrize("changed", CHANGES)
def test_what_has_changed_is_checked_again(changed: str, runs: Runs, workspace: Path) -> None:
    runs.check()
    CHANGES[changed](workspace)

    assert not runs.check()[1]


def test_the_words_of_another_brief_change_nothing(runs: Runs, workspace: Path) -> None:
    runs.check()
    edit(workspace / "briefs/other.md", "calls", "names")

    assert runs.check()[1]


def test_a_file_that_was_only_saved_again_has_not_changed(runs: Runs, workspace: Path) -> None:
    runs.check()
    os.utime(workspace / "briefs/note.md", (1, 1))
    os.utime(workspace / SEED / "original.txt", (1, 1))

    assert runs.check()[1]


def test_a_large_file_that_was_saved_again_counts_as_changed(
    runs: Runs, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.config.inputs._SETTLED", 0)  # as if it had been saved long ago
    shutil.copytree(REPOSITORY / "templates/fonts", workspace / "templates/fonts")
    runs.check()
    assert runs.check()[1]
    os.utime(workspace / "templates/fonts/NotoSansMono-Regular.ttf", (1, 1))

    assert not runs.check()[1]


def test_a_large_file_that_was_new_at_the_first_run_has_not_changed(
    runs: Runs, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(REPOSITORY / "templates/fonts", workspace / "templates/fonts")
    monkeypatch.setattr("generator.config.inputs._SETTLED", 10**20)
    runs.check("note")
    with runs.run() as told:
        told("other")
        monkeypatch.setattr("generator.config.inputs._SETTLED", 0)
        told("economic")

    assert [runs.check(name)[1] for name in ("note", "other", "economic")] == [True] * 3


def test_other_words_of_the_same_length_in_the_same_moment_are_seen(
    runs: Runs, workspace: Path
) -> None:
    runs.check()
    path = workspace / "briefs/note.md"
    before = path.stat()
    edit(path, "axis", "axes")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert not runs.check()[1]


def test_a_brief_that_is_saved_while_it_is_read_is_not_kept(runs: Runs, workspace: Path) -> None:
    path = workspace / "briefs/note.md"
    runs.check("other")
    with noting_inputs() as ground:
        library = Library(find_workspace(workspace), ground=ground)

    def saved_meanwhile(brief: Path) -> tuple[Findings, dict[Path, bytes]]:
        read_of_workspace(brief, BRIEF)
        edit(path, "axis", "front")
        return check(brief, workspace=library), {}

    with closing(Earlier.at(runs.place, tuple[Diagnostic, ...], ground)) as earlier:
        told_by(earlier, path, saved_meanwhile)

    assert not runs.check("note")[1]
    assert runs.check("other")[1]


@pytest.mark.parametrize("damage", [b"", b"\0" * 99])
def test_a_damaged_file_of_what_was_told_is_not_believed(damage: bytes, runs: Runs) -> None:
    found, _ = runs.check()
    assert runs.place
    runs.place.write_bytes(damage or runs.place.read_bytes()[:-1])

    assert runs.check() == (found, False)
    assert runs.check() == (found, True)


def test_another_state_of_the_program_finds_anew(
    runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs.check()
    monkeypatch.setattr("generator.recall.results.__version__", "99")

    assert not runs.check()[1]


def test_of_briefs_that_are_gone_nothing_is_kept(runs: Runs, workspace: Path) -> None:
    runs.check("other")
    (workspace / "briefs/other.md").unlink()
    runs.check("note")

    assert runs.place
    assert b"other.md" not in runs.place.read_bytes()


@pytest.mark.slow
def test_whatever_changes_an_earlier_run_tells_what_a_new_one_would(
    runs: Runs, workspace: Path
) -> None:
    """Each file of the workspace in turn gets a line more, is emptied, and is taken away."""
    told = [runs.check()[1]]
    for path in sorted(each for each in workspace.rglob("*") if each.is_file()):
        held = path.read_bytes()
        for new in (held + b"\n \n", b"", None):
            path.unlink() if new is None else path.write_bytes(new)
            found, is_earlier = runs.check()
            told.append(is_earlier)
            assert not is_earlier or found == Runs(workspace, None).check()[0], path
            path.write_bytes(held)

    assert any(told), "a brief rests on few of these files"


# --- what is noted ------------------------------------------------------------------------


def inputs_below(inputs: Inputs) -> set[Input]:
    return {*inputs.own}.union(*map(inputs_below, inputs.parts))


def inputs_of_build(root: Path, *names: str, output: Path, **options: Any) -> set[Input]:
    """What the last of some briefs is made from, where one run builds them all."""
    with noting_inputs() as ground:
        library = Library(find_workspace(root), ground=ground)
    for name in names:
        with noting_inputs() as inputs:
            note_part(ground)
            build(root / f"briefs/{name}.md", workspace=library, output=output, **options)
    return inputs_below(inputs)


@pytest.mark.slow
@pytest.mark.parametrize("template", ["policy-brief", "memo", "in-focus", "form"])
def test_what_a_brief_shares_with_others_is_among_its_inputs(
    template: str, workspace: Path, tmp_path: Path
) -> None:
    options = {"template": template, "output": tmp_path / "out"}
    alone = inputs_of_build(workspace, "military", **options)
    last = inputs_of_build(workspace, "economic", "sanctions", "military", **options)

    assert last == alone


_OPENED: list[str] = []
_WATCHED: list[bool] = []


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    opens = _WATCHED and event in ("open", "os.scandir", "os.listdir")
    if opens and isinstance(arguments[0], str | bytes | os.PathLike):
        _OPENED.append(os.fsdecode(arguments[0]))


def test_no_file_of_a_workspace_is_opened_but_it_is_noted(workspace: Path, tmp_path: Path) -> None:
    sys.addaudithook(_watch)
    _OPENED.clear()
    _WATCHED.append(True)
    try:
        inputs = inputs_of_build(workspace, "military", output=tmp_path / "out")
    finally:
        _WATCHED.clear()

    noted = {Path(one.path) for one in inputs}
    listed = {folder for path in noted for folder in path.parents}
    opened = {Path(path) for path in _OPENED if path.startswith(str(workspace))}
    assert opened
    assert {path for path in opened if path not in noted and path not in listed} == set()


def test_of_a_brief_with_a_thousand_faults_nothing_is_kept(runs: Runs, workspace: Path) -> None:
    write(workspace / "briefs/note.md", NOTE + "[@n, ¶1] " * 1_000)
    found, _ = runs.check("note")
    runs.check("other")

    assert runs.place
    assert len(found) >= 1_000
    assert runs.place.stat().st_size < 100_000
    assert runs.check("other")[1]


@pytest.mark.skipif(sys.platform != "linux", reason="has no such names")
def test_a_file_whose_name_is_no_unicode_is_no_fault(runs: Runs, workspace: Path) -> None:
    write(workspace / "briefs/by\udcffte.md", NOTE.replace("N-1", "N-3"))

    found, is_earlier = runs.check("by\udcffte")

    assert (found, is_earlier) == runs.check("by\udcffte")

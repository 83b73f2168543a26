"""A newer text of a source: what becomes of each citation, and what is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.actions.next_edition import NextEdition, apply_next, next_edition
from generator.diagnostics import BriefError
from generator.seeds.editions import read_edition
from generator.workspace.workspace import Workspace
from tests.archive.workspaces import command
from tests.seeds.editions import content_of, forge
from tests.seeds.importing import import_seed

LAMP = """The lamp on the mole

The lamp was lit in March of that year. It has burnt since then, night after night, without a pause.

The keeper wrote to the board about the oil. The board did not answer him, or so he says.

Nobody on the mole has paid for the oil that the lamp has used. The owners say that they will not.

The council of the town will look at the matter in the autumn, and not before the harvest is in.
"""
NEWER = """The lamp on the mole

A correction was made to this article on Tuesday, at the request of the board of the harbour.

The lamp was lit in March of that year. It has burnt since then, night after night, without a pause.

The keeper wrote to the board about the oil. The board did answer him, or so he says.

The council of the town will look at the matter in the autumn, and not before the harvest is in.
"""
FRONT = "---\ntitle: The lamp\ndate: 2026-11-22\nseeds: [lamp]\n---\n\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    (tmp_path / "briefs").mkdir()
    (tmp_path / "lamp.txt").write_text(LAMP, encoding="utf-8")
    (tmp_path / "newer.txt").write_text(NEWER, encoding="utf-8")
    import_seed(tmp_path / "lamp.txt", tmp_path / "seeds", key="lamp", file="lamp.txt")
    return tmp_path


def brief(root: Path, body: str, name: str = "power") -> Path:
    path = root / f"briefs/{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(FRONT + body + "\n", encoding="utf-8", newline="\n")
    return path


def update(root: Path) -> NextEdition:
    return next_edition(Workspace(root), "lamp", root / "newer.txt")


def outcomes(root: Path) -> list[tuple[str, str]]:
    return [(one.citation.written, one.outcome) for one in update(root).outcomes]


CITING = (
    "It was lit [@lamp, ¶1]. It burns [@lamp, ¶1 s2]. He wrote [@lamp, ¶2 s1]. Nobody answered "
    "[@lamp, ¶2]. It is unpaid [@lamp, ¶3]. It will wait [@lamp, ¶4]. As @lamp [¶2 s2] says."
)


def test_each_citation_is_the_same_moved_changed_or_gone(root):
    brief(root, CITING)

    assert outcomes(root) == [
        ("@lamp, ¶1", "moved"),
        ("@lamp, ¶1 s2", "moved"),
        ("@lamp, ¶2 s1", "moved"),
        ("@lamp, ¶2", "changed"),
        ("@lamp, ¶3", "gone"),
        ("@lamp, ¶4", "same"),
        ("@lamp [¶2 s2", "changed"),
    ]


def test_nothing_is_written_before_it_is_applied(root):
    path = brief(root, CITING)

    update(root)

    assert path.read_text(encoding="utf-8") == FRONT + CITING + "\n"
    assert read_edition(root / "seeds/lamp", file="seeds/lamp").number == 1


def test_what_is_certain_is_rewritten_and_the_rest_left_to_the_edition_before(root):
    path = brief(root, CITING)

    apply_next(Workspace(root), update(root))

    assert path.read_text(encoding="utf-8") == FRONT + (
        "It was lit [@lamp, ¶2]. It burns [@lamp, ¶2 s2]. He wrote [@lamp, ¶3 s1]. Nobody answered "
        "[@lamp, ¶2 of edition 1]. It is unpaid [@lamp, ¶3 of edition 1]. It will wait [@lamp, ¶4]."
        " As @lamp [¶2 s2 of edition 1] says.\n"
    )


def test_what_is_left_to_the_edition_before_is_an_error_at_its_place(root):
    brief(root, "It is unpaid [@lamp, ¶3].")
    apply_next(Workspace(root), update(root))

    run = command("check", "power")

    assert run.exit_code == 1
    said = run.stderr + run.stdout
    assert "error[C008]: ¶3 of edition 1 of `lamp` is not certain to be there any more" in said
    assert "= hint: `brief seed diff lamp@1 lamp` shows what is there now: cite that" in said


def test_the_new_original_stands_beside_the_old_one_and_proves_its_edition(root):
    apply_next(Workspace(root), update(root))

    folder = root / "seeds/lamp"
    found = read_edition(folder, file="seeds/lamp")
    assert (found.number, found.original) == (2, "original.2.txt")
    assert (folder / "original.2.txt").read_text(encoding="utf-8") == NEWER
    assert (folder / "original.txt").read_text(encoding="utf-8") == LAMP

    forge(folder, lambda c: c["paragraphs"][2].update(number="2A"), 2)
    with pytest.raises(BriefError):
        read_edition(folder, file="seeds/lamp")


def test_the_edition_before_is_still_proved_by_its_own_original(root):
    apply_next(Workspace(root), update(root))
    (root / "seeds/lamp/original.txt").write_text("Other words.\n", encoding="utf-8")

    assert command("seed", "diff", "lamp@1", "lamp@2").exit_code != 0
    assert command("seed", "show", "lamp").exit_code == 0


def test_an_edit_of_the_newer_edition_rests_on_it_alone(root):
    apply_next(Workspace(root), update(root))

    run = command("seed", "drop", "lamp", "1", "--why", "a note of the editors")

    assert run.exit_code == 0, run.stderr
    assert content_of(root / "seeds/lamp", 3)["edits"][0]["at"] == "1"
    assert read_edition(root / "seeds/lamp", file="seeds/lamp").number == 3


def test_briefs_in_folders_and_caveats_are_rewritten_too(root):
    deep = brief(root, "It was lit [@lamp, ¶1].", "deep/power")
    caveats = root / "seeds/lamp/caveats.md"
    caveats.write_text("::: {.caveat #lit}\nIt was lit [@lamp, ¶1].\n:::\n", encoding="utf-8")

    apply_next(Workspace(root), update(root))

    assert "[@lamp, ¶2]" in deep.read_text(encoding="utf-8")
    assert "[@lamp, ¶2]" in caveats.read_text(encoding="utf-8")


def test_a_range_moves_as_a_whole_and_keeps_no_other_words(root):
    brief(root, "He wrote and waits [@lamp, ¶¶ 1-2]. It was lit [@lamp, ¶¶ 1, 4].")

    assert outcomes(root) == [("@lamp, ¶¶ 1-2", "changed"), ("@lamp, ¶¶ 1, 4", "moved")]


def test_the_text_that_the_seed_has_is_nothing_new(root):
    (root / "newer.txt").write_text(LAMP, encoding="utf-8")

    with pytest.raises(BriefError, match="has already"):
        update(root)


def test_articles_that_moved_are_cited_as_articles(root):
    def act(*articles: str) -> str:
        parts = (f"Article {n}\n\n{words}" for n, words in enumerate(articles, 1))
        return "\n\n".join(["LOCKS ACT", *parts]) + "\n"

    said = [
        f"The keeper of lock {name} opens its gate at six in the morning, and shuts it at dusk."
        for name in ("Alder", "Birch", "Cedar", "Damson")
    ]
    (root / "act.txt").write_text(act(*said), encoding="utf-8")
    (root / "newer.txt").write_text(act("A new first article is here.", *said), encoding="utf-8")
    import_seed(root / "act.txt", root / "seeds", key="act", file="act.txt")
    path = root / "briefs/act.md"
    path.write_text(FRONT.replace("lamp]", "act]") + "It opens [@act, Art. 2].\n", encoding="utf-8")

    workspace = Workspace(root)
    apply_next(workspace, next_edition(workspace, "act", root / "newer.txt"))

    assert "[@act, Art. 3]" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("caveats", "message"),
    [
        (None, "seeds/lamp-2/caveats.md is a folder, not a file"),
        (b"\xff [@lamp, \xb61]", "not UTF-8 at byte 0"),
    ],
)
def test_caveats_that_cannot_be_read_are_an_error(root, caveats, message):
    path = root / "seeds/lamp-2/caveats.md"
    path.parent.mkdir()
    if caveats is None:
        path.mkdir()
    else:
        path.write_bytes(caveats)

    with pytest.raises(BriefError) as caught:
        update(root)

    assert [fault.message for fault in caught.value.diagnostics] == [message]


# --- the commands -----------------------------------------------------------------------


def test_the_command_shows_both_wordings_and_writes_nothing(root):
    brief(root, CITING)

    run = command("seed", "update", "lamp", "newer.txt")

    assert run.exit_code == 0, run.stderr
    assert "lamp: edition 1, 4 paragraphs → edition 2, 4 paragraphs" in run.stdout
    assert "briefs/power.md:7:13  moved  @lamp, ¶1 → @lamp, ¶2" in run.stdout
    assert "¶3 s2: The board did [-not-] answer him," in run.stdout
    assert "citations: 1 same, 3 moved, 2 changed, 1 gone" in run.stdout
    assert "Nothing is written yet" in run.stdout
    assert not (root / "seeds/lamp/original.2.txt").exists()


def test_the_command_applies(root):
    brief(root, CITING)

    run = command("seed", "update", "lamp", "newer.txt", "--apply")

    assert "seeds/lamp  edition 2 is stored" in run.stdout
    assert command("seed", "show", "lamp").stdout.splitlines()[1].endswith("edition 2")


def test_a_dry_run_never_applies(root):
    run = command("seed", "update", "lamp", "newer.txt", "--apply", "--dry-run")

    assert run.exit_code == 2
    assert not (root / "seeds/lamp/original.2.txt").exists()


def test_another_text_is_not_taken_for_the_same_source(root):
    other = "\n\n".join(
        f"Fish of kind {n} was sold at the market of Harrow for {n} crowns a pound."
        for n in range(4)
    )
    (root / "newer.txt").write_text(other, encoding="utf-8")

    run = command("seed", "update", "lamp", "newer.txt", "--apply")

    assert run.exit_code == 1
    assert "is this the same source?" in run.stderr
    assert not (root / "seeds/lamp/original.2.txt").exists()
    assert command("seed", "update", "lamp", "newer.txt", "--apply", "--same-source").exit_code == 0


def test_two_editions_are_compared(root):
    apply_next(Workspace(root), update(root))

    run = command("seed", "diff", "lamp@1", "lamp@2")

    assert run.exit_code == 1
    assert run.stdout.splitlines()[:2] == ["lamp: edition 1 → edition 2", "¶1 → ¶2"]
    assert "¶2 s2 → ¶3 s2  changed" in run.stdout
    assert "¶3 s1  gone" in run.stdout
    assert "¶1 s1  new" in run.stdout
    assert command("seed", "diff", "lamp@2").stdout.splitlines()[1] == "nothing differs"
    assert command("seed", "diff", "lamp@1", "other@2").exit_code == 2
    assert command("seed", "diff", "lamp@7").exit_code == 1

"""A workspace of an earlier format is carried over: steps, and three ways against templates.

The steps here are toys: they stand for formats that are not there yet.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from generator import BriefError, find_workspace
from generator.actions.init import lay_out
from generator.actions.upgrade import STEPS, UpgradeStep, upgrade
from generator.seeds.editions import read_edition
from generator.workspace.format import NEWEST
from generator.workspace.refreshing import KEPT, shipped_templates
from generator.workspace.settings import Settings
from generator.workspace.storing import change_all
from generator.workspace.workspace import Workspace
from tests.conftest import REPOSITORY
from tests.seeds.editions import content_of, forge, of_format_1, seed_of, write
from tests.seeds.mending import restore_line

THEME = "templates/policy-brief/theme.toml"
LABELS = "templates/policy-brief/labels.toml"


def with_topics_called_subjects(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {
        name: data.replace(b"\ntopics:", b"\nsubjects:")
        for name, data in files.items()
        if name.startswith("briefs/") and b"\ntopics:" in data
    }


def with_size_called_points(files: Mapping[str, bytes]) -> dict[str, bytes]:
    themes = [name for name in files if name.endswith("/theme.toml")]
    return {name: files[name].replace(b"size = ", b"points = ") for name in themes}


TO_2 = UpgradeStep(1, "Topics are called subjects", with_topics_called_subjects)
TO_3 = UpgradeStep(2, "Sizes are called points", with_size_called_points)


def shipped(**later: dict[str, str]):
    """The templates of each format: those of today as format 1, then `format_2={file: text}`."""
    first = shipped_templates(1)
    return lambda number: {
        **first,
        **{name: text.encode() for name, text in later.get(f"format_{number}", {}).items()},
    }


SAME = shipped()


def shipped_text(name: str) -> str:
    return shipped_templates(1)[name].decode()


@pytest.fixture
def folder(tmp_path):
    """A workspace of format 1, as its `init` laid it out, without its fonts."""
    lay_out(tmp_path)
    for name, data in shipped_templates(1).items():
        (tmp_path / name).write_bytes(data)
    edit(tmp_path / "brief.toml", "format = 2\n", "")
    for font in (tmp_path / "templates/fonts").iterdir():
        font.unlink()
    (tmp_path / "templates/fonts").rmdir()
    return tmp_path


def edit(path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def carried_over(folder, *steps: UpgradeStep, **more) -> dict[str, str]:
    """What is changed, and to what, once it is written."""
    more = {"shipped": SAME} | more
    found = upgrade(find_workspace(folder), steps=steps, **more)
    assert not found.unsettled
    change_all(found.changes)
    return {change.file: change.path.read_text(encoding="utf-8") for change in found.changes}


# --- steps ------------------------------------------------------------------------------


def test_a_step_changes_what_it_must_and_the_format_rises(folder):
    changed = carried_over(folder, TO_2)

    slugs = ("economic", "military", "sanctions", "summit")
    assert set(changed) == {"brief.toml", *(f"briefs/{slug}.md" for slug in slugs)}
    assert "\nsubjects: " in changed["briefs/military.md"]
    assert "\nformat = 2\n" in changed["brief.toml"]


def test_the_line_of_the_format_stands_behind_what_is_said_of_the_file(folder):
    before = (folder / "brief.toml").read_text(encoding="utf-8")

    after = carried_over(folder, TO_2)["brief.toml"]

    assert after == before.replace("\npublisher", "\nformat = 2\npublisher")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "format = 3\n"),
        ("format = 1  # as written\n", "format = 3  # as written\n"),
        ('\ufeffpublisher = "A"\r\n', '\ufeffformat = 3\r\npublisher = "A"\r\n'),
        ('"format"=1\r\npublisher = "A"\r\n', '"format"=3\r\npublisher = "A"\r\n'),
        ("# A house.\r\n\r\n[names]\r\n", "# A house.\r\n\r\nformat = 3\r\n[names]\r\n"),
        ('[names]\nformat = ["x"]\n', 'format = 3\n[names]\nformat = ["x"]\n'),
    ],
)
def test_nothing_else_in_the_settings_changes(folder, before, after):
    (folder / "brief.toml").write_bytes(before.encode())

    carried_over(folder, TO_2, TO_3)

    assert (folder / "brief.toml").read_bytes().decode() == after


def test_a_workspace_without_settings_gets_them(folder):
    (folder / "brief.toml").unlink()

    assert carried_over(folder, TO_2)["brief.toml"] == "format = 2\n"


def test_only_the_steps_that_a_workspace_has_not_made_are_made(folder):
    later = Workspace(folder, Settings(format=2))

    found = upgrade(later, steps=(TO_2, TO_3), shipped=SAME)

    assert found.steps == (TO_3,)
    assert not any(change.file.startswith("briefs/") for change in found.changes)


def test_steps_follow_each_other_each_on_what_the_last_has_made(folder):
    again = UpgradeStep(
        2,
        "Subjects are called themes",
        lambda files: {
            name: files[name].replace(b"\nsubjects:", b"\nthemes:")
            for name in files
            if name.startswith("briefs/")
        },
    )

    changed = carried_over(folder, TO_2, again)

    assert "\nthemes: " in changed["briefs/military.md"]
    assert "\nformat = 3\n" in changed["brief.toml"]


def test_the_newest_format_has_nothing_to_carry_over(tmp_path):
    lay_out(tmp_path)

    found = upgrade(find_workspace(tmp_path))

    assert (found.start, found.end, found.changes) == (NEWEST, NEWEST, ())


def test_nothing_is_written_before_it_is_asked_for(folder):
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    upgrade(find_workspace(folder), steps=(TO_2,), shipped=SAME)

    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def old_seed(folder, key: str):
    """A seed in two editions of the first release, cited or not."""
    seed = seed_of(folder, LAMP, key)
    restore_line(seed, 5, file=f"seeds/{key}", cited=True)
    for number in (1, 2):
        of_format_1(seed, number, source=number)
    return seed


LAMP = """The lamp on the mole

The lamp was lit in March. It has burnt since then, and nobody has paid for the oil.

Notice

The keeper wrote to the board twice. The board did not answer him, or so he says.
"""


def test_every_edition_of_every_seed_of_format_1_is_carried_over(folder):
    old_seed(folder, "lamp")
    old_seed(folder, "mole")

    changed = carried_over(folder, STEPS[0])

    editions = {name for name in changed if name.startswith("seeds/")}
    assert editions == {
        f"seeds/{key}/editions/{n}.json" for key in ("lamp", "mole") for n in (1, 2)
    }
    for key in ("lamp", "mole"):
        edition = read_edition(folder / "seeds" / key, file=f"seeds/{key}")
        assert [p.number for p in edition.paragraphs] == ["1", "1A", "2"]
        assert [len(p.starts) for p in edition.paragraphs] == [2, 1, 2]


def test_an_edition_that_is_carried_over_already_is_no_file_of_the_step(folder):
    seed_of(folder, LAMP, "lamp")

    assert not any(name.startswith("seeds/") for name in carried_over(folder, STEPS[0]))


def test_all_sources_that_stop_the_step_are_told_at_once(folder):
    for key in ("lamp", "mole"):
        content = content_of(old_seed(folder, key))
        content["dropped"].pop()
        write(folder / "seeds" / key, content)
    (old_seed(folder, "quay") / "original.txt").write_text("Other words.", encoding="utf-8")

    with pytest.raises(BriefError) as caught:
        upgrade(find_workspace(folder), steps=STEPS[:1], shipped=SAME)

    assert [(fault.code, fault.span.file) for fault in caught.value.diagnostics] == [
        ("S004", "seeds/lamp/editions/1.json"),
        ("S004", "seeds/mole/editions/1.json"),
        ("S006", "seeds/quay/original.txt"),
    ]


def test_a_newer_edition_that_would_no_longer_hold_stops_the_step(folder):
    """Its first sentence ends elsewhere than the edition before has it, once that is frozen."""
    seed = seed_of(folder, LAMP, "lamp")
    restore_line(seed, 5, file="seeds/lamp", cited=True)
    of_format_1(seed, 1, source=1)
    starts = LAMP.split("\n\n")[1].index("burnt")
    forge(seed, lambda c: c["paragraphs"][0].update(sentences=[0, starts]), 2)
    forge(seed, lambda c: c.update(edits=[]), 2)  # as it was before editions knew who made them

    with pytest.raises(BriefError) as caught:
        upgrade(find_workspace(folder), steps=STEPS[:1], shipped=SAME)

    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.span.file) == ("S005", "seeds/lamp/editions/2.json")


def test_what_was_published_or_built_is_no_file_of_a_step(folder):
    for name in ("archive/ocfl/x.md", "build/x.md", "briefs/.x.md"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x", encoding="utf-8")
    seen: list[str] = []
    look = UpgradeStep(1, "Looks", lambda files: (seen.extend(files), {})[1])

    upgrade(find_workspace(folder), steps=(look,), shipped=SAME)

    assert not any(name.endswith("x.md") for name in seen)
    assert {"brief.toml", "records.yaml", "briefs/military.md", THEME} < set(seen)


# --- templates --------------------------------------------------------------------------


def newer(name: str, old: str, new: str):
    """The templates as format 2 ships them: one text with other words."""
    text = shipped_text(name)
    assert old in text
    return shipped(format_2={name: text.replace(old, new)})


def test_a_template_that_nobody_touched_becomes_the_new_one(folder):
    later = newer(LABELS, 'version = "Version"', 'version = "Edition"')

    changed = carried_over(folder, TO_2, shipped=later)

    assert changed[LABELS] == later(2)[LABELS].decode()


def test_a_houses_own_words_stay_beside_the_new_ones(folder):
    edit(folder / LABELS, 'contents = "Contents"', 'contents = "What is in it"')
    later = newer(LABELS, 'version = "Version"', 'version = "Edition"')

    labels = carried_over(folder, TO_2, shipped=later)[LABELS]

    assert 'contents = "What is in it"' in labels
    assert 'version = "Edition"' in labels


def test_where_the_words_come_with_the_program_a_house_keeps_those_it_has_changed(folder):
    edit(folder / LABELS, 'contents = "Contents"', 'contents = "What is in it"')
    later = shipped(format_2={LABELS: "# The words come with the program.\n"})

    labels = carried_over(folder, TO_2, shipped=later)[LABELS]

    remark = "# The words come with the program.\n"
    assert labels == f'{remark}\n[en]\ncontents = "What is in it"\n'


def test_line_ends_and_the_byte_order_mark_of_a_template_stay(folder):
    text = shipped_text(LABELS).replace('contents = "Contents"', 'contents = "Inside"')
    (folder / LABELS).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    later = newer(LABELS, 'version = "Version"', 'version = "Edition"')

    carried_over(folder, TO_2, shipped=later)

    data = (folder / LABELS).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n") > 10
    assert b'version = "Edition"\r\n' in data
    assert b'contents = "Inside"\r\n' in data


def test_a_line_that_both_changed_is_shown_with_both_wordings_at_its_place(folder):
    edit(folder / LABELS, 'version = "Version"', 'version = "Issue"')
    later = newer(LABELS, 'version = "Version"', 'version = "Edition"')

    (one,) = upgrade(find_workspace(folder), steps=(TO_2,), shipped=later).unsettled

    line = shipped_text(LABELS).split("\n").index('version = "Version"') + 1
    assert one.found.code == "B028"
    assert (one.found.span.file, one.found.span.start.line) == (LABELS, line)
    assert one.clash.mine == ('version = "Issue"',)
    assert one.clash.theirs == ('version = "Edition"',)


def test_all_lines_that_clash_are_marked(folder):
    edit(folder / LABELS, 'version = "Version"\ncutoff', 'version = "Issue"\n# Ours.\ncutoff')
    later = newer(LABELS, 'version = "Version"', 'version = "Edition"')

    (one,) = upgrade(find_workspace(folder), steps=(TO_2,), shipped=later).unsettled

    span = one.found.span
    assert one.found.message.startswith("these 2 lines were changed here")
    assert (span.end.line - span.start.line, span.end.column) == (1, len("# Ours.") + 1)


def test_lines_that_a_house_took_out_and_the_new_version_changed_clash(folder):
    edit(folder / LABELS, 'version = "Version"\n', "")
    later = newer(LABELS, 'version = "Version"', 'version = "Edition"')

    (one,) = upgrade(find_workspace(folder), steps=(TO_2,), shipped=later).unsettled

    assert one.found.message == "lines that the new version changed were taken out here"


def test_a_key_that_both_put_in_at_different_places_is_not_merged_into_bad_toml(folder):
    edit(folder / LABELS, 'version = "Version"', 'cover = "Cover"\nversion = "Version"')
    later = newer(LABELS, 'gaps = "', 'cover = "Front"\ngaps = "')

    (one,) = upgrade(find_workspace(folder), steps=(TO_2,), shipped=later).unsettled

    assert one.clash is None
    assert "not TOML" in one.found.message


def test_a_file_that_is_kept_takes_nothing_and_the_others_all(folder):
    edit(folder / LABELS, 'version = "Version"', 'version = "Issue"')
    mine = (folder / LABELS).read_bytes()
    other = shipped_text(THEME) + "\n# New.\n"
    later = shipped(
        format_2={
            LABELS: shipped_text(LABELS).replace('version = "Version"', 'version = "Edition"'),
            THEME: other,
        }
    )

    changed = carried_over(folder, TO_2, shipped=later, keep=[LABELS])

    assert (folder / LABELS).read_bytes() == mine
    assert changed[THEME] == other


def test_a_name_to_keep_that_no_template_has_is_refused(folder):
    with pytest.raises(ValueError, match=r"labels\.tml is no file of a shipped template"):
        upgrade(find_workspace(folder), steps=(TO_2,), shipped=SAME, keep=["labels.tml"])


def test_what_a_step_rewrites_is_no_change_of_the_houses(folder):
    """A house has another size; the step gives the key another name; the shipped text has it."""
    edit(folder / THEME, "size = 9.5", "size = 10.5")
    renamed = shipped_text(THEME).replace("size = ", "points = ")
    step = UpgradeStep(1, "Sizes are called points", with_size_called_points)

    theme = carried_over(folder, step, shipped=shipped(format_2={THEME: renamed}))[THEME]

    assert theme == renamed.replace("points = 9.5", "points = 10.5")


def test_a_template_of_the_houses_own_is_for_the_steps_alone(folder):
    own = folder / "templates/house"
    own.mkdir()
    (own / "template.toml").write_text('parent = "policy-brief"\n', encoding="utf-8")
    (own / "theme.toml").write_text("[styles.body]\nsize = 9\n", encoding="utf-8")
    step = UpgradeStep(1, "Sizes are called points", with_size_called_points)

    changed = carried_over(folder, step)

    assert changed["templates/house/theme.toml"] == "[styles.body]\npoints = 9\n"
    assert "templates/house/template.toml" not in changed


def test_a_template_that_a_house_deleted_stays_away(folder):
    for path in (folder / "templates/in-focus").iterdir():
        path.unlink()
    later = newer("templates/in-focus/theme.toml", "[", "# New.\n[")

    changed = carried_over(folder, TO_2, shipped=later)

    assert not any(name.startswith("templates/in-focus") for name in changed)


def test_a_file_that_a_house_deleted_from_a_template_stays_away(folder):
    (folder / LABELS).unlink()

    changed = carried_over(
        folder, TO_2, shipped=newer(LABELS, 'version = "Version"', 'version = "Edition"')
    )

    assert LABELS not in changed


def test_a_file_that_is_new_in_a_template_is_added_to_it(folder):
    later = shipped(format_2={"templates/in-focus/words.toml": "a = 1\n"})

    assert carried_over(folder, TO_2, shipped=later)["templates/in-focus/words.toml"] == "a = 1\n"


def test_a_font_that_a_theme_newly_names_comes_with_it(tmp_path):
    lay_out(tmp_path)
    edit(tmp_path / "brief.toml", "format = 2\n", "")
    name = "NotoSansKR-Bold.ttf"
    (tmp_path / "templates/fonts" / name).unlink()
    (tmp_path / "templates/fonts/SourceSans3-It.ttf").write_bytes(b"the house's own")

    found = upgrade(
        find_workspace(tmp_path),
        steps=(TO_2,),
        shipped=newer(THEME, "[styles.body]", "# New.\n[styles.body]"),
    )

    (font,) = [change for change in found.changes if change.file.endswith(".ttf")]
    assert font.after == (REPOSITORY / "templates/fonts" / name).read_bytes()
    assert font.diff == f"Binary files /dev/null and b/templates/fonts/{name} differ"


# --- all or none ------------------------------------------------------------------------


def test_a_difference_is_one_that_patch_takes(folder):
    found = upgrade(find_workspace(folder), steps=(TO_2,), shipped=SAME)

    diff = next(change.diff for change in found.changes if change.file == "brief.toml")
    assert diff.startswith("--- a/brief.toml\n+++ b/brief.toml\n@@ ")
    assert "\n+format = 2\n" in diff


def test_where_one_file_cannot_be_written_none_is(folder):
    found = upgrade(find_workspace(folder), steps=(TO_2,), shipped=SAME)
    blocked = found.changes[-1].path
    blocked.unlink()
    blocked.mkdir()
    before = (folder / "brief.toml").read_bytes()

    with pytest.raises(BriefError):
        change_all(reversed(found.changes))

    assert (folder / "brief.toml").read_bytes() == before


# --- the table --------------------------------------------------------------------------


def test_the_steps_lead_from_the_first_format_to_the_newest():
    assert [step.start for step in STEPS] == list(range(1, NEWEST))


def test_the_templates_of_every_earlier_format_are_kept():
    """A format that is out needs them for the merge: docs/contributing.md says how."""
    assert all(shipped_templates(number) for number in range(1, NEWEST))


def test_templates_that_are_out_do_not_change_without_a_new_format():
    """Else nobody who has them could ever get what changed: docs/contributing.md says how."""
    if (KEPT / str(NEWEST)).is_dir():
        paths = (path for path in (KEPT / str(NEWEST)).rglob("*") if path.is_file())
        kept = {
            path.relative_to(KEPT / str(NEWEST)).as_posix(): path.read_bytes() for path in paths
        }
        assert shipped_templates(NEWEST) == kept


def test_what_init_lays_out_has_the_newest_format(tmp_path):
    lay_out(tmp_path)

    assert find_workspace(tmp_path).settings.format == NEWEST

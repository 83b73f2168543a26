from __future__ import annotations

import datetime
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator import BriefError, Library, Severity, check, find_workspace
from generator.actions.init import lay_out, new_brief
from generator.pipeline.reading import read
from generator.seeds.importing import take_in
from generator.seeds.incoming import IncomingSource
from generator.templates.labels import LANGUAGES, shipped_labels
from generator.templates.wording import NEW_WORDS
from generator.workspace.settings import PLACEHOLDER_PUBLISHER
from tests.archive.workspaces import edit
from tests.checking import grave

REPOSITORY = Path(__file__).parents[2]
TODAY = datetime.date(2026, 11, 22)


@pytest.fixture
def workspace(tmp_path):
    lay_out(tmp_path)
    return find_workspace(tmp_path)


def test_a_new_workspace_is_clean_and_its_own(workspace, tmp_path):
    assert workspace.root == tmp_path.resolve()
    briefs = sorted(path.stem for path in workspace.briefs.glob("*.md"))
    assert briefs == ["economic", "military", "sanctions", "summit"]
    found = [each for path in workspace.briefs.glob("*.md") for each in grave(check(path))]
    assert {each.span.file for each in found} == {"brief.toml"}  # the publisher, to be named


def test_a_new_workspace_has_every_shipped_look(workspace):
    library = Library(workspace)

    looks = {path.parent.name for path in workspace.root.glob("templates/*/template.toml")}
    assert looks == {"policy-brief", "in-focus", "memo", "form"}
    themes = {library.theme(library.template(name)).theme.name for name in looks}
    assert themes == looks


def test_the_briefs_of_a_new_workspace_are_set_as_the_house_says(workspace):
    edit(workspace.root / "brief.toml", 'template = "policy-brief"', 'template = "memo"')
    library = Library(find_workspace(workspace.root))

    assert {read(library, path).template for path in workspace.briefs.glob("*.md")} == {"memo"}


def test_laying_out_again_changes_nothing_that_is_there(tmp_path):
    lay_out(tmp_path)
    (tmp_path / "brief.toml").write_text('publisher = "Ours"\n', encoding="utf-8")
    (tmp_path / "records.yaml").unlink()

    made = lay_out(tmp_path)

    assert [path.name for path in made] == ["records.yaml"]
    assert (tmp_path / "brief.toml").read_text(encoding="utf-8") == 'publisher = "Ours"\n'


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path):
    (tmp_path / "taken").write_text("", encoding="utf-8")

    with pytest.raises(BriefError) as raised:
        lay_out(tmp_path / "taken")

    assert "cannot lay out a workspace" in raised.value.diagnostics[0].message


@pytest.mark.parametrize("model", [None, "military"])
def test_a_new_brief_is_all_holes_and_checks_clean(workspace, model):
    after = workspace.briefs / f"{model}.md" if model else None

    path = new_brief(workspace, "energy-2027", seed="ulislam-summit", model=after, today=TODAY)

    text = path.read_text(encoding="utf-8")
    body = re.sub(r"<!--.*?-->", "", text.split("---\n", 2)[2], flags=re.DOTALL)
    words = [line for line in body.splitlines() if line and not line.startswith(("#", ":::"))]
    assert words == []
    assert 'date: "2026-11-22"' in text
    found = [finding for finding in check(path) if finding.span.file != "brief.toml"]
    assert {finding.code for finding in found} == {"B032"}
    assert {finding.severity for finding in found} == {Severity.WARNING}
    holes = text.count("<!--") + text.count('title: "TODO"')
    assert len(found) == holes, [finding.message for finding in found]


def test_a_brief_that_cannot_be_written_is_told_and_not_begun(workspace):
    shutil.rmtree(workspace.briefs)
    workspace.briefs.write_text("a file in the place of the folder", encoding="utf-8")

    with pytest.raises(BriefError) as raised:
        new_brief(workspace, "energy", seed=None, model=None, today=TODAY)

    (told,) = raised.value.diagnostics
    assert told.code == "W002"
    assert told.message.startswith("cannot write briefs: ")
    assert (
        told.hint
        == "see that the disk has room, and that it may be written and is not open elsewhere"
    )


def refused(workspace, slug: str, seed: str | None = None) -> str:
    with pytest.raises(BriefError) as raised:
        new_brief(workspace, slug, seed=seed, model=None, today=TODAY)
    assert not (workspace.briefs / f"{slug}.md").exists()
    return f"{raised.value.diagnostics[0].message}: {raised.value.diagnostics[0].hint}"


def test_a_brief_on_a_seed_that_is_not_there_is_not_begun(workspace):
    assert refused(workspace, "energy", "ulislam-sumit") == (
        "no seed `ulislam-sumit`: did you mean `ulislam-summit`?"
    )
    assert "`brief seed import FILE --key harbour`" in refused(workspace, "energy", "harbour")


@pytest.mark.parametrize(
    ("slug", "meant"),
    [
        *(("Trade deal", "trade-deal"), ("Übersicht.md", "ubersicht"), ("Звіт", "energy-2027")),
        *(("a" * 101, "energy-2027"), ("con", "energy-2027"), ("lpt1", "energy-2027")),
    ],
)
def test_a_name_that_cannot_be_one_is_told_with_one_that_can(workspace, slug, meant):
    assert refused(workspace, slug).endswith(f": {meant}")


def test_a_brief_after_another_begins_at_the_first_version_and_without_its_number(workspace):
    model = workspace.briefs / "military.md"
    assert 'version: "1.0"' in model.read_text(encoding="utf-8")

    path = new_brief(workspace, "energy-2027", seed=None, model=model, today=TODAY)

    head = path.read_text(encoding="utf-8").split("---\n")[1].splitlines()
    assert {'version: "0.1"', 'number: ""', 'title: "TODO"', "topics: []"} <= set(head)


@pytest.mark.parametrize("in_words", [False, True])
def test_a_new_brief_speaks_the_language_of_its_house(workspace, in_words):
    english = [shipped_labels("en").plain(name) for name in NEW_WORDS]
    settings = (workspace.root / "brief.toml").read_text(encoding="utf-8")
    for language in (one for one in LANGUAGES if one != "en"):
        text = settings.replace('language = "en-GB"', f'language = "{language}"')
        (workspace.root / "brief.toml").write_text(text, encoding="utf-8")
        house, asked = find_workspace(workspace.root), {"seed": None, "model": None}

        path = new_brief(house, f"energy-{language}", **asked, today=TODAY, in_words=in_words)

        said = path.read_text(encoding="utf-8").split("---\n", 2)[2]
        assert [words for words in english if len(words) > 4 and words in said] == []
        assert f"## {shipped_labels(language).plain('new_says')}" in said
        assert said.count("TODO") > 6


def test_a_brief_after_one_in_another_language_goes_on_in_that(workspace):
    model = workspace.briefs / "military.md"
    edit(model, 'lang: "en-GB"', 'lang: "fr"')

    path = new_brief(workspace, "energy", seed=None, model=model, today=TODAY)

    assert "<!-- TODO: à écrire -->" in path.read_text(encoding="utf-8")


def test_a_house_words_what_a_new_brief_says_as_any_label(workspace):
    labels = workspace.root / "templates/policy-brief/labels.toml"
    labels.write_text('[en]\nnew_says = "Findings"\n', encoding="utf-8")

    path = new_brief(workspace, "energy", seed=None, model=None, today=TODAY)

    assert "## Findings" in path.read_text(encoding="utf-8")


def test_a_house_in_a_language_without_words_for_new_briefs_begins_them_in_english(workspace):
    edit(workspace.root / "brief.toml", 'language = "en-GB"', 'language = "nl"')

    root = find_workspace(workspace.root)
    path = new_brief(root, "energy", seed=None, model=None, today=TODAY)

    assert "## What the source says" in path.read_text(encoding="utf-8")


def test_a_new_brief_shows_citations_as_its_source_counts(workspace):
    rules = "".join(f"§ {n} The yard and its slip are shut to ship {n}.\n\n" for n in range(4, 9))
    law = f"A law of the yard\n\nThe harbour of Varn decrees what follows here.\n\n{rules}"
    source = IncomingSource(law.encode(), "law.txt", ".txt")
    take_in(source, workspace.seeds, key="law")

    path = new_brief(workspace, "yard", seed="law", model=None, today=TODAY)
    text = path.read_text(encoding="utf-8")

    cited = set(re.findall(r"\[@law, (.*?)\]", text))
    assert cited == {"§ 4", "§ 5"}


def test_the_comments_of_a_new_brief_are_told_until_they_are_taken_out(workspace):
    path = new_brief(workspace, "energy-2027", seed="ulislam-summit", model=None, today=TODAY)
    text = path.read_text(encoding="utf-8").replace("-->\n:::", "-->\n\nWritten.\n:::")
    for opening in ("## ", "::: {.gaps}"):
        text = text.replace(f"\n\n{opening}", f"\n\nWritten.\n\n{opening}")
    path.write_text(text, encoding="utf-8")

    found = [f for f in check(path) if f.code == "B032" and f.span.file != "brief.toml"]

    assert len(found) == text.count("<!--")
    assert {finding.message for finding in found} == {"this comment says TODO"}


def test_a_new_workspace_has_a_publisher_to_be_filled_in(workspace):
    settings = (workspace.root / "brief.toml").read_text(encoding="utf-8")

    assert workspace.settings.publisher == PLACEHOLDER_PUBLISHER
    assert workspace.settings.licence == workspace.settings.disclaimer == ""
    assert "Policy Brief Desk" not in settings


@pytest.mark.parametrize(("draft", "severity"), [(True, Severity.NOTE), (False, Severity.WARNING)])
def test_the_publisher_that_init_leaves_is_told_until_it_is_named(workspace, draft, severity):
    path = workspace.briefs / "military.md"

    found = read(Library(workspace), path, draft=draft).found

    assert [(f.code, f.severity) for f in found if f.span.file == "brief.toml"] == [
        ("B032", severity)
    ]


def test_a_brief_is_never_begun_over_another(workspace):
    before = (workspace.briefs / "military.md").read_bytes()

    with pytest.raises(BriefError):
        new_brief(workspace, "military", seed=None, model=None, today=TODAY)

    assert (workspace.briefs / "military.md").read_bytes() == before


def test_a_name_that_no_file_should_have_is_refused(workspace):
    with pytest.raises(BriefError) as raised:
        new_brief(workspace, "../escape", seed=None, model=None, today=TODAY)

    assert "cannot name a brief" in raised.value.diagnostics[0].message


@pytest.mark.slow
def test_from_the_wheel_alone_an_empty_folder_gives_the_same_files(tmp_path):
    source = tmp_path / "source"
    shutil.copytree(REPOSITORY, source, ignore=shutil.ignore_patterns(".*", "build", "tests"))
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    wheels = ["wheel", "--no-deps", "--no-build-isolation", "-w", str(tmp_path), str(source)]
    subprocess.run([*pip, *wheels], check=True)
    wheel = next(tmp_path.glob("*.whl"))
    installed = tmp_path / "installed"
    target = ["install", "--no-deps", "--target", str(installed), str(wheel)]
    subprocess.run([*pip, *target], check=True)
    shutil.rmtree(source)
    assert (installed / "generator/py.typed").is_file()
    assert (installed / "generator/_starter/docs/codes.md").is_file()
    empty = tmp_path / "empty"
    empty.mkdir()

    _brief(empty, installed, "init", ".")
    shutil.copy(REPOSITORY / "brief.toml", empty)  # with a publisher of its own
    _brief(empty, installed, "build")
    _brief(REPOSITORY, REPOSITORY, "build", "--output", str(tmp_path / "here"))

    assert len(_digests(empty / "build")) == 8
    assert _digests(empty / "build") == _digests(tmp_path / "here")


def _brief(folder: Path, package: Path, *arguments: str) -> None:
    environment = os.environ | {"PYTHONPATH": str(package), "PYTHONSAFEPATH": "1"}
    command = [sys.executable, "-m", "generator", *arguments]
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)


def _digests(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir()}


def test_git_changes_no_byte_of_a_new_workspace_where_it_ends_lines_as_windows_does(
    tmp_path, program
):
    git = program("git")
    lay_out(tmp_path / "desk")
    author = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org")
    for words in (
        ("init", "-q"),
        ("add", "."),
        (*author, "commit", "-qm", "First"),
        ("clone", "-q", "-c", "core.autocrlf=true", ".", "../clone"),
    ):
        subprocess.run([git, *words], cwd=tmp_path / "desk", check=True)

    for path in lay_out(tmp_path / "again"):
        copy = tmp_path / "clone" / path.relative_to(tmp_path / "again")
        assert copy.read_bytes() == path.read_bytes(), path

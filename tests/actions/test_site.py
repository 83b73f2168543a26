"""`brief build --site`: pages for anybody, and an index that names no brief which is kept back."""

from __future__ import annotations

import datetime

import pytest

from generator import Library, find_workspace
from generator.actions.site import build_page
from tests.archive.workspaces import brief, copy_workspace, edit
from tests.writers.html_reading import parsed


@pytest.fixture
def workspace(tmp_path):
    copy_workspace(tmp_path)
    return tmp_path


def index(workspace):
    return parsed((workspace / "build/site/index.html").read_bytes())


def listed(workspace) -> list[str]:
    links = [link for link in index(workspace).find("a") if "role" not in link.attributes]
    return [each.attributes["href"] for each in links if each.attributes["href"].endswith(".html")]


def test_each_brief_is_a_page_and_the_index_leads_to_all_of_them(workspace):
    run = brief(workspace, "build", "--site")

    assert run.exit_code == 0, run.output
    files = {path.name for path in (workspace / "build/site").iterdir()}
    assert files == {*listed(workspace), "index.html"}
    assert len(listed(workspace)) == 4


def test_the_index_says_day_title_and_topics_and_asks_for_nothing(workspace):
    brief(workspace, "build", "--site", "military")

    page = index(workspace)
    (main,) = page.find("main")
    assert "Military implications" in main.words
    assert "2026" in main.words
    assert "arms transfers" in main.words
    assert not [each for each in page if "src" in each.attributes]
    (policy,) = page.find("meta", http_equiv="Content-Security-Policy")
    assert policy.attributes["content"].startswith("default-src 'none'")


@pytest.mark.slow
def test_what_is_marked_higher_than_the_house_allows_is_left_out_and_taken_away(workspace):
    brief(workspace, "build", "--site")
    edit(workspace / "briefs/military.md", "TLP:CLEAR", "TLP:AMBER")

    run = brief(workspace, "build", "--site")

    assert "briefs/military.md: left out, it is marked TLP:AMBER" in run.stderr
    assert "military.html" not in listed(workspace)
    assert not (workspace / "build/site/military.html").exists()
    assert "Military" not in index(workspace).words


@pytest.mark.slow
def test_a_house_says_which_markings_anybody_may_read(workspace):
    edit(workspace / "briefs/military.md", "TLP:CLEAR", "TLP:GREEN")
    settings = workspace / "brief.toml"
    written = settings.read_text(encoding="utf-8")
    settings.write_text(f'site_markings = ["TLP:GREEN"]\n{written}', encoding="utf-8")

    brief(workspace, "build", "--site")

    assert listed(workspace) == ["military.html"]


@pytest.mark.slow
def test_a_brief_is_not_there_before_its_day(workspace):
    library = Library(find_workspace(workspace))
    path, folder = workspace / "briefs/military.md", workspace / "out"
    front = build_page(library, path, folder, day="2027-01-01").front
    before = front.date - datetime.timedelta(days=1)

    early = build_page(library, path, folder, day=before.isoformat())

    assert (early.file, early.kept_back) == (
        None,
        f"it is not to be issued before {front.date.isoformat()}",
    )
    assert build_page(library, path, folder, day=front.date.isoformat()).file


@pytest.mark.slow
def test_a_brief_with_an_error_is_not_there_and_the_others_are(workspace):
    edit(workspace / "briefs/military.md", "¶2", "¶99")

    run = brief(workspace, "build", "--site")

    assert run.exit_code == 1
    assert "briefs/military.md: not built" in run.stderr
    assert len(listed(workspace)) == 3


@pytest.mark.parametrize(
    "option", [["--draft"], ["--format", "pdf"], ["--pdf-variant", "a-2a"], ["--verbose"]]
)
def test_it_takes_no_draft_and_nothing_about_other_formats(workspace, option):
    run = brief(workspace, "build", "--site", *option)

    assert run.exit_code == 2
    assert "--site" in run.stderr

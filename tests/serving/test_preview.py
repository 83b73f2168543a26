"""What the preview tells of a brief, as its files change."""

from __future__ import annotations

import re
import shutil
import sys
import time
from urllib.parse import quote

import pytest

from generator.actions.check import check
from generator.pipeline.library import Library
from generator.serving.viewing import Viewing
from generator.workspace.finding import find_workspace
from tests.archive.workspaces import edit
from tests.serving.running import running


def told_after(preview, revision: int, path: str) -> dict:
    """What is told once a later revision is there."""
    late = time.monotonic() + 20
    while time.monotonic() < late:
        told = preview.get(path).value
        if told["revision"] > revision:
            return told
        time.sleep(0.02)
    pytest.fail("no change was noticed")


def test_all_briefs_and_templates_are_told(unchanged):
    told = unchanged.get("told/workspace").value

    assert told["briefs"] == ["economic", "military", "sanctions", "summit"]
    assert {"memo", "policy-brief"} <= set(told["templates"])


def test_a_brief_comes_with_the_findings_that_a_check_has_each_with_its_line(unchanged):
    told = unchanged.get("told/brief/military").value

    expected = check(unchanged.root / "briefs/military.md")
    assert {(one["code"], one["line"]) for one in told["found"]} == {
        (one.code, one.span.start.line) for one in expected
    }
    lines = (unchanged.root / "briefs/military.md").read_text(encoding="utf-8").split("\n")
    for one in told["found"]:
        if one["quoted"]:
            assert one["quoted"]["words"] in lines[one["line"] - 1]


def test_the_page_has_the_whole_source_and_the_pdf_what_may_be_published(unchanged):
    page = unchanged.get(f"page/{unchanged.get('told/brief/military').value['page']}")
    built = Viewing(Library(find_workspace(unchanged.root)))

    assert page.headers["content-type"].startswith("text/html")
    assert "frame-ancestors 'self'" in page.headers["content-security-policy"]
    seed = built.library.seed("ulislam-summit")
    uncited = [one for one in seed.paragraphs if words_of(one.text)[:60] in words_of(page.body)]
    assert len(uncited) == len(seed.paragraphs)
    assert b"marks what is left out" not in page.body


def words_of(text: str | bytes) -> str:
    plain = text.decode() if isinstance(text, bytes) else text
    return re.sub(r"<[^>]*>|\W", "", plain)


@pytest.mark.slow
def test_the_pages_of_the_pdf_are_images_and_the_pdf_itself_can_be_opened(unchanged):
    told = unchanged.get("told/brief/military?view=paper").value

    images = [unchanged.get(f"sheet/{sheet['digest']}") for sheet in told["sheets"]]
    assert len(images) >= 2
    assert all(image.body.startswith(b"\x89PNG") for image in images)
    assert unchanged.get(f"pdf/{told['page']}").body.startswith(b"%PDF-1.7")


@pytest.mark.slow
def test_a_template_and_a_look_can_be_chosen(unchanged):
    pages = {
        query: unchanged.get(f"told/brief/military?{query}").value["page"]
        for query in ("", "template=in-focus", "look=memo", "template=in-focus&look=memo")
    }

    assert len(set(pages.values())) == 4


def test_a_template_that_is_not_there_is_told_as_a_finding(unchanged):
    told = unchanged.get("told/brief/military?template=none").value

    assert "no template `none`" in [one["message"] for one in told["found"]]


@pytest.mark.slow
def test_a_saved_brief_is_shown_with_its_new_words(workspace):
    with running(workspace) as preview:
        before = preview.get("told/brief/military").value
        path = workspace / "briefs/military.md"
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"(?m)^title: .*$", "title: Another name", text), encoding="utf-8")

        after = told_after(preview, before["revision"], "told/brief/military")

        assert after["title"] == "Another name"
        assert b"Another name" in preview.get(f"page/{after['page']}").body


@pytest.mark.slow
def test_a_brief_that_cannot_be_read_keeps_its_last_good_page_under_its_findings(workspace):
    with running(workspace) as preview:
        before = preview.get("told/brief/military").value
        (workspace / "briefs/military.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")

        after = told_after(preview, before["revision"], "told/brief/military")

        assert not after["is_current"]
        assert after["page"] == before["page"]
        assert preview.get(f"page/{after['page']}").status == 200
        assert after["found"][0]["severity"] == "error"
        assert after["found"][0]["line"] >= 1


def test_a_wrong_citation_is_shown_at_its_place_as_in_a_draft(workspace):
    viewing = Viewing(Library(find_workspace(workspace)))
    edit(workspace / "briefs/military.md", "¶2", "¶99")

    sight = viewing.sight(choice("military"))

    assert "C002" in [one.code for one in sight.preview.found]
    assert sight.is_current
    assert b"C002: " in sight.data


def test_a_brief_that_is_deleted_keeps_its_page_and_leaves_the_list(workspace):
    viewing = Viewing(Library(find_workspace(workspace)))
    before = viewing.sight(choice("military"))
    path = workspace / "briefs/military.md"
    path.unlink()
    viewing.renew([path])

    after = viewing.sight(choice("military"))

    assert after.data == before.data
    assert not after.is_current
    assert any(one.is_error for one in after.preview.found)
    assert "military" not in viewing.slugs()
    assert viewing.sight(choice("unheard-of")) is None


@pytest.mark.slow
def test_a_template_that_is_renamed_leaves_a_finding_and_the_last_good_page(workspace):
    shutil.copytree(workspace / "templates/memo", workspace / "templates/own")
    viewing = Viewing(Library(find_workspace(workspace)))
    before = viewing.sight(choice("military", template="own"))
    (workspace / "templates/own").rename(workspace / "templates/other")
    viewing.renew([workspace / "templates/own/theme.toml"])

    after = viewing.sight(choice("military", template="own"))

    assert before.data is not None
    assert after.data is not None
    assert "no template `own`" in [one.message for one in after.preview.found]


@pytest.mark.slow
def test_a_fault_in_the_settings_of_the_house_is_told_and_the_pages_stay(workspace):
    viewing = Viewing(Library(find_workspace(workspace)))
    path = workspace / "brief.toml"
    viewing.sight(choice("military"))
    path.write_text("publisher = [", encoding="utf-8")
    viewing.renew([path])

    sight = viewing.sight(choice("military"))

    assert sight.data is not None
    assert "brief.toml" in [one.span.file for one in sight.preview.found]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows asks for a right to make links")
def test_a_link_out_of_the_workspace_is_not_followed(workspace, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "secret.md"
    elsewhere.write_text("---\ntitle: Secret\n---\n\nWords.\n", encoding="utf-8")
    (workspace / "briefs/linked.md").symlink_to(elsewhere)
    viewing = Viewing(Library(find_workspace(workspace)))

    sight = viewing.sight(choice("linked"))

    assert sight.data is None
    assert any("link" in one.message for one in sight.preview.found)


@pytest.mark.slow
def test_an_image_of_a_page_stays_the_same_while_the_page_does(workspace):
    viewing = Viewing(Library(find_workspace(workspace)))
    path = workspace / "briefs/military.md"
    before = viewing.sight(choice("military", view="paper"))
    edit(path, "title: ", "title: Anew, ")
    viewing.renew([path])

    after = viewing.sight(choice("military", view="paper"))

    kept = [one for one in after.sheets if one in before.sheets]
    assert after.sheets[0] not in before.sheets
    assert len(after.sheets) == len(before.sheets)
    assert viewing.sheet(after.sheets[0].digest).startswith(b"\x89PNG")
    assert all(viewing.sheet(one.digest) for one in kept)


def choice(slug: str, **more):
    from generator.serving.viewing import Choice

    return Choice(slug, **more)


@pytest.mark.slow
def test_of_two_hundred_saves_the_last_one_is_shown(workspace):
    path = workspace / "briefs/military.md"
    text = path.read_text(encoding="utf-8")
    with running(workspace) as preview:
        preview.get("told/brief/military")
        for number in range(200):
            saved = re.sub(r"(?m)^title: .*$", f"title: Save {number}", text)
            path.write_text(saved, encoding="utf-8")
            time.sleep(0.005)
        late = time.monotonic() + 20
        while preview.get("told/brief/military").value["title"] != "Save 199":
            assert time.monotonic() < late
            time.sleep(0.05)


@pytest.mark.parametrize("slug", ["über uns", "a#b?c", "100%", "x&y=z", "пример"])
def test_a_brief_of_any_name_is_found(workspace, slug):
    shutil.copy(workspace / "briefs/military.md", workspace / f"briefs/{slug}.md")
    with running(workspace) as preview:
        told = preview.get(f"told/brief/{quote(slug, safe='')}").value

    assert told["slug"] == slug
    assert told["page"]


@pytest.mark.slow
def test_findings_alone_take_no_place_among_the_pages_that_are_kept(workspace):
    viewing = Viewing(Library(find_workspace(workspace)))

    sight = viewing.sight(choice("military", view="findings"))

    assert sight.preview.found == check(workspace / "briefs/military.md")
    assert sight.preview.title
    assert sight.data is None

"""The preview in a real browser: a save shows at once, and the reader stays where he was."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.archive.workspaces import copy_workspace, edit
from tests.serving.running import running

pytestmark = pytest.mark.program

_WORDS = "() => document.querySelector('.frames iframe').contentDocument.body.textContent"
_TOP = """(words) => {
  const page = document.querySelector('.frames iframe').contentDocument;
  const blocks = [...page.querySelectorAll('p,h2,h3')];
  const found = blocks.find(each => each.textContent.includes(words));
  return found ? found.getBoundingClientRect().top : null;
}"""


@pytest.fixture
def root(tmp_path) -> Path:
    return copy_workspace(tmp_path)


@pytest.fixture
def seen(browser, root):
    """Open a page of the preview: `with seen("brief/military") as page`.

    Whatever it says to the console, or asks of anybody else, is an error.
    """

    @contextmanager
    def open_preview(path: str = "", **kept: Any) -> Iterator[Any]:
        with running(root) as preview:
            context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}} | kept)
            context.set_default_timeout(15_000)
            page = context.new_page()
            said: list[str] = []
            page.on("console", lambda message: said.append(message.text))
            page.on("pageerror", lambda error: said.append(str(error)))
            page.on("request", lambda request: said.append(request.url))
            page.goto(preview.address + path)
            yield page
            context.close()
            assert [each for each in said if not each.startswith(preview.address)] == []

    return open_preview


def wait_for_words(page, words: str) -> None:
    page.wait_for_function(f"(words) => ({_WORDS})().includes(words)", arg=words)


def opened(page) -> None:
    """Wait until the brief is shown."""
    page.wait_for_selector(".frames iframe:not(.waiting)")


def save(root: Path, old: str, new: str) -> None:
    edit(root / "briefs/military.md", old, new)


def test_the_list_leads_to_each_brief_and_says_what_is_found_about_it(seen):
    with seen() as page:
        page.wait_for_selector(".chip >> nth=3")
        chips = page.locator(".chips").all_inner_texts()
        page.get_by_role("link", name="Military implications").click()
        opened(page)

        assert len(chips) == 4
        assert page.url.endswith("/brief/military")


def test_a_save_is_shown_at_once_and_the_place_is_kept_though_notes_are_counted_anew(
    seen, root, record_property
):
    text = (root / "briefs/military.md").read_text(encoding="utf-8")
    lead = re.search(r"(?m)^(\S[^\n]{80,}\[@[^\]]*\][^\n]*)$", text)[1]
    first = lead[:40]
    with seen("brief/military") as page:
        opened(page)
        frame = page.frames[1]
        far = page.frames[1].evaluate(
            "() => [...document.querySelectorAll('main h2')].at(2).textContent"
        )
        frame.evaluate(
            "() => { const at = document.querySelectorAll('main h2')[2];"
            " at.scrollIntoView({block: 'start', behavior: 'instant'});"
            " scrollBy({top: -200, behavior: 'instant'}) }"
        )
        moved, took = [], []
        for number in range(20):
            before = page.evaluate(_TOP, far)
            began = time.perf_counter()
            added = f"Added {number} [@ulislam-summit, ¶{number % 3 + 2}]. "
            save(root, first, added + first)
            wait_for_words(page, f"Added {number}")
            took.append(time.perf_counter() - began)
            moved.append(abs(page.evaluate(_TOP, far) - before))

    took.sort()
    record_property(
        "counted",
        f"preview: {1000 * took[10]:.0f} ms from a save to its page in the middle,"
        f" {1000 * took[-1]:.0f} at worst",
    )
    assert max(moved) <= 1


def test_an_open_note_stays_open_and_the_source_where_it_was(seen, root):
    with seen("brief/military", viewport={"width": 1900, "height": 900}) as page:
        opened(page)
        frame = page.frame_locator(".frames iframe")
        frame.locator("a[role=doc-noteref][data-n='25']").first.click()
        top = "() => document.querySelector('.sources').scrollTop"
        page.wait_for_timeout(800)  # the panel glides
        before = page.frames[1].evaluate(top)
        text = (root / "briefs/military.md").read_text(encoding="utf-8")
        save(root, text.rstrip()[-30:], text.rstrip()[-30:] + "\n\nA last word.")
        wait_for_words(page, "A last word.")
        page.wait_for_selector(".frames iframe:not(.waiting)")

        after = page.frames[1]
        shown = after.evaluate("() => document.querySelector('.notes li.on')?.dataset.n")
        assert shown == "25"
        assert before > 0
        assert abs(after.evaluate(top) - before) <= 1


def test_a_broken_brief_keeps_its_page_under_its_findings_each_with_its_line(seen, root):
    with seen("brief/military") as page:
        opened(page)
        before = page.evaluate(f"({_WORDS})()")
        save(root, "title: ", "title: [")
        page.wait_for_selector("#stale:not([hidden])")

        found = page.locator("#found li.error").first
        assert "line 2" in found.inner_text()
        assert page.evaluate(f"({_WORDS})()") == before
        save(root, "title: [", "title: ")
        page.wait_for_selector("#stale", state="hidden")


def test_a_finding_leads_to_its_place_in_the_page(seen):
    with seen("brief/military") as page:
        opened(page)
        lead = page.locator("button.place").last
        line = page.locator("#found li").last.locator("mark").inner_text()
        words = re.split(r"[\[.,:;]", line)[0].strip()
        lead.click()

        place = f"(words) => {{ const top = ({_TOP})(words); return top > 0 && top < innerHeight }}"
        shown = page.wait_for_function(place, arg=words)

        assert shown.json_value() is True


def test_words_of_a_file_are_never_read_as_html(seen, root):
    save(root, "title: ", 'title: "<img src=x onerror=alert(1)>" #')
    with seen("brief/military") as page:
        opened(page)

        assert page.locator("img[src='x']").count() == 0
        assert page.title().startswith("<img src=x onerror=alert(1)>")


def test_a_colour_changed_in_the_panel_or_in_the_file_shows_at_once(seen, root):
    theme = root / "templates/policy-brief/theme.toml"
    ground = "() => getComputedStyle(document.querySelector('.frames iframe').contentDocument"
    ground += ".querySelector('.band')).backgroundColor"
    with seen("brief/military") as page:
        opened(page)
        page.get_by_role("button", name="Adjust look").click()
        field = page.locator("[data-path='colors.navy']")
        field.fill("#400040")
        field.press("Enter")
        page.wait_for_function(f"() => ({ground})() === 'rgb(64, 0, 64)'")
        written = theme.read_text(encoding="utf-8")
        edit(theme, '"#400040"', '"#004040"')
        page.wait_for_function(f"() => ({ground})() === 'rgb(0, 64, 64)'")

        page.wait_for_function(
            "() => document.querySelector(\"[data-path='colors.navy']\").value === '#004040'"
        )
    assert 'navy = "#400040"      # the band, headings, links' in written


def test_a_value_that_does_not_hold_is_told_and_put_back(seen, root):
    theme = root / "templates/policy-brief/theme.toml"
    before = theme.read_bytes()
    with seen("brief/military") as page:
        opened(page)
        page.get_by_role("button", name="Adjust look").click()
        field = page.locator("[data-path='page.left']")
        field.fill("600")
        field.press("Enter")
        page.wait_for_selector("#told.error")

        assert page.locator("[data-path='page.left']").input_value() == "54"
    assert theme.read_bytes() == before


def test_a_fault_that_is_mended_in_the_file_leaves_the_panel(seen, root):
    theme = root / "templates/policy-brief/theme.toml"
    with seen("brief/military") as page:
        opened(page)
        page.get_by_role("button", name="Adjust look").click()
        edit(theme, "[colors]", "[colours]")
        page.wait_for_selector("#told.error")
        edit(theme, "[colours]", "[colors]")

        page.wait_for_selector("#told:not(.error)")


def test_template_look_scheme_and_pdf_can_be_chosen(seen, record_property, root):
    paper = "() => getComputedStyle(document.querySelector('.frames iframe').contentDocument"
    paper += ".body).backgroundColor"
    with seen("brief/military", color_scheme="light") as page:
        opened(page)
        light = page.evaluate(f"({paper})()")
        page.get_by_role("radio", name="Dark").check()
        dark = page.evaluate(f"({paper})()")
        page.get_by_role("radio", name="Auto").check()
        again = page.evaluate(f"({paper})()")
        page.locator("#template").select_option("in-focus")
        page.wait_for_function("() => location.search === '?template=in-focus'")
        page.get_by_role("radio", name="PDF").check()
        page.wait_for_function("() => document.querySelectorAll('#sheets img').length > 1")
        page.wait_for_function("() => document.querySelector('#sheets img').complete")
        first = "() => document.querySelector('#sheets img').dataset.digest"
        before = page.evaluate(first)
        began = time.perf_counter()
        save(root, "title: ", "title: Anew, ")
        page.wait_for_function(
            f"(before) => ({first})() !== before && document.querySelector('#sheets img').complete",
            arg=before,
        )
        took = time.perf_counter() - began

    record_property("counted", f"preview: {1000 * took:.0f} ms from a save to its page of the PDF")
    assert light == again != dark


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_previews_own_pages(seen, axe, scheme):
    with seen("brief/military", color_scheme=scheme) as page:
        opened(page)
        page.get_by_role("button", name="Adjust look").click()
        page.wait_for_selector("[data-path='page.left']")
        page.evaluate("() => document.querySelector('.frames iframe').remove()")
        for path in ("brief/military", ""):
            if not path:
                page.goto(page.url.rpartition("brief/")[0])
                page.wait_for_selector(".chip >> nth=3")
            found = page.evaluate(f"{axe};axe.run(document)")
            assert [(one["id"], one["nodes"][0]["html"][:90]) for one in found["violations"]] == []

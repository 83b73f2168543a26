"""Where does it say that? Asked with the mouse, with the keyboard alone, and without scripts."""

from __future__ import annotations

import re
import subprocess

import pytest

from tests.browser.reading import BRIEFS, LOOKS

pytestmark = pytest.mark.program


def words(text: str) -> str:
    return " ".join(text.split())


# --- with the mouse ---------------------------------------------------------------------


def test_a_mark_shows_its_note_its_claim_and_the_words_of_the_source(opened):
    with opened("military") as screen:
        screen.mark(8).click()

        state = screen.state
    assert state["card"] == "8"
    assert words(state["claim"]).startswith("North Korea’s need for “advanced military technology")
    assert words(state["source"]).startswith("North Korea’s great need for advanced military")
    assert words(state["quoted"]).startswith("advanced military technology")
    assert state["sourceSeen"]


def test_a_claim_that_is_clicked_shows_its_note(opened):
    with opened("military") as screen:
        screen.page.locator(".claim[data-n='9']").first.click()

        assert screen.state["card"] == "9"


def test_words_of_the_source_show_each_claim_that_rests_on_them_in_turn(opened):
    with opened("military") as screen:
        said = screen.page.locator(".ev[data-n*=' ']").first
        numbers = said.get_attribute("data-n").split()
        shown = []
        for _ in numbers:
            said.click()
            shown.append(screen.state["card"])

    assert shown == numbers


def test_a_source_leads_to_each_claim_on_it(opened):
    with opened("military") as screen:
        screen.page.locator(".s-source-cited a[href='#mark-30']").click()

        assert screen.state["card"] == "30"
        assert screen.mark(30).is_visible()


def test_a_card_is_closed_by_its_button_and_leaves_no_trace_in_the_address(opened):
    with opened("military") as screen:
        screen.mark(8).click()
        assert screen.page.url.endswith("#mark-8")
        screen.page.locator(".tools button").last.click()

        assert screen.state["card"] == ""
        assert "#" not in screen.page.url


def test_a_citation_is_copied_with_the_claim_the_place_and_an_address_that_leads_there(opened):
    permissions = ["clipboard-read", "clipboard-write"]
    with opened("military", permissions=permissions) as screen:
        screen.mark(10).click()
        button = screen.page.locator(".tools button").first
        button.click()
        screen.page.wait_for_function(
            "() => document.querySelector('.tools button').textContent === 'Copied'"
        )

        copied = screen.page.evaluate("() => navigator.clipboard.readText()")
    assert copied.startswith("The exchange is “a growing military axis” that threatens")
    assert "Note 10: Faheem ul Islam, ¶2, sentence 4." in copied
    assert copied.endswith("military.html#mark-10")


def test_of_a_public_record_the_entry_in_the_list_is_marked_as_long_as_its_note_is_shown(opened):
    with opened("military") as screen:
        screen.mark(1).click()
        entries = screen.page.locator(".s-source.on")
        assert [entry.split()[0] for entry in entries.all_inner_texts()] == ["R9", "R10"]

        screen.press("Escape")
        assert entries.count() == 0


# --- by keyboard alone ------------------------------------------------------------------


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("slug", BRIEFS)
def test_where_does_it_say_that_is_answered_for_every_note_by_keyboard(opened, slug, width):
    with opened(slug, width=width) as screen:
        answered: dict[str, str] = {}
        for _ in range(1000):
            screen.press("Tab")
            state = screen.state
            if state["name"] == "BODY":
                break
            if state["role"] != "doc-noteref":
                continue
            assert not state["covered"], f"the card hides the mark of note {state['note']}"
            assert (state["card"], state["cardSeen"]) == (state["note"], True)
            assert state["claim"].strip()
            answered[state["note"]] = how(state, width)
        count = screen.marks

    assert len(answered) == count
    assert set(answered.values()) <= {"words", "record"}


def how(state, width: int) -> str:
    """How a note answers: by the words of the source in view, or by where a record is listed."""
    if state["source"]:
        shown = state["sourceSeen"] if width > 1000 else words(state["quote"])
        return "words" if shown else "words out of sight"
    if state["links"]:
        return "record" if width < 1000 or any(state["links"]) else "record out of sight"
    return "nowhere"


def test_return_goes_into_the_card_and_escape_back_to_the_mark(opened):
    with opened("military") as screen:
        screen.mark(8).focus()
        screen.press("Enter")
        inside = screen.page.evaluate("() => Boolean(document.activeElement.closest('.notes li'))")
        screen.press("Escape")

        state = screen.state
    assert inside
    assert (state["role"], state["note"], state["card"]) == ("doc-noteref", "8", "")


def test_no_letter_by_itself_does_anything(opened):
    with opened("military") as screen:
        screen.mark(8).focus()
        screen.press(*"abcdefghijklmnopqrstuvwxyz/?")

        assert screen.state["card"] == "8"


# --- without scripts, by its address, on paper ------------------------------------------


def test_without_scripts_the_page_is_whole_and_a_mark_leads_to_its_note(opened):
    with opened("military", java_script_enabled=False, fragment="#note-13") as screen:
        said = screen.page.locator("main").inner_text()
        card = screen.page.locator("#note-13")

        assert card.is_visible()
        assert "finds a ready supplier in Russia" in card.inner_text()
        assert screen.page.locator(".notes li").count() == screen.marks == 37
    assert "Annex: the sources, as cited" in said


def test_an_address_with_a_note_or_a_mark_shows_it_at_once(opened):
    for fragment in ("#note-13", "#mark-13"):
        with opened("military", fragment=fragment) as screen:
            state = screen.state

        assert (state["card"], state["sourceSeen"]) == ("13", True)


@pytest.mark.parametrize("name", ["military", *LOOKS])
def test_on_paper_every_note_and_every_source_is_there(opened, name, tmp_path, program):
    with opened(name) as screen:
        screen.mark(3).click()
        count = screen.marks
        notes = screen.page.locator(".notes li > p").all_inner_texts()
        screen.page.pdf(path=tmp_path / "page.pdf", format="A4", tagged=True)
    command = [program("pdftotext"), str(tmp_path / "page.pdf"), "-"]
    printed = subprocess.run(command, capture_output=True, check=True).stdout.decode()

    letters = re.sub(r"\W", "", printed)
    assert count >= 20
    assert [note for note in notes if re.sub(r"\W", "", note)[:30] not in letters] == []


# --- room -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*BRIEFS, *LOOKS])
def test_nothing_reaches_past_the_edge_of_a_screen(opened, name):
    with opened(name) as screen:
        past = []
        for width in (320, 390, 768, 1024, 1280, 1920):
            screen.page.set_viewport_size({"width": width, "height": 700})
            screen.mark(4).focus()
            past += [(width, screen.sideways)] if screen.sideways else []

    assert past == []


@pytest.mark.parametrize("name", ["military", "memo"])
def test_no_line_is_longer_than_those_of_the_main_column_on_any_screen(opened, name):
    with opened(name) as screen:
        longest = []
        for width in (820, 1100, 1280, 1920):
            screen.page.set_viewport_size({"width": width, "height": 700})
            longest += screen.page.eval_on_selector_all(
                ":is(.front,.part,.sources,.notes) p",
                "all => all.map(one => one.getBoundingClientRect().width)",
            )

    assert max(longest) <= 33 * 17  # the main column, in pixels


def test_on_a_phone_the_numbers_of_notes_are_met_in_their_order(opened):
    with opened("military", width=390) as screen:
        tops = screen.page.eval_on_selector_all(
            ".front .mark", "all => all.map(one => one.getBoundingClientRect().top)"
        )

    assert tops == sorted(tops)


def test_the_caption_of_a_table_wider_than_a_phone_is_read_whole_while_it_is_moved(opened):
    with opened("military", width=320) as screen:
        table = screen.page.locator(".wide").first
        hidden = table.evaluate(
            "one => { one.scrollLeft = 999; const past = one.scrollLeft;"
            " const [room, named] = [one, one.querySelector('caption')].map("
            "each => each.getBoundingClientRect());"
            " return [past > 0, named.left - room.left, named.right - room.right]; }"
        )

    assert hidden[:2] == [True, 0]
    assert hidden[2] <= 0


def test_a_table_across_stands_beside_the_narrow_column_if_that_has_not_ended(opened):
    with opened("military", width=1000) as screen:
        page = screen.page
        page.evaluate("document.querySelector('.side').style.blockSize = '150rem'")
        table, side = (page.locator(one).first.bounding_box() for one in (".wide", ".side"))

    assert table["y"] < side["y"] + side["height"]
    assert table["x"] + table["width"] <= side["x"]


@pytest.mark.parametrize("name", BRIEFS)
def test_on_paper_the_heading_of_the_annex_has_its_first_source_below_it(
    opened, name, tmp_path, program
):
    with opened(name) as screen:
        screen.page.pdf(path=tmp_path / "page.pdf", format="A4")
    command = [program("pdftotext"), str(tmp_path / "page.pdf"), "-"]
    printed = subprocess.run(command, capture_output=True, check=True).stdout.decode()

    (page,) = [page for page in printed.split("\f") if "Annex: the sources, as cited" in page]
    assert "Faheem ul Islam, “Strategic" in page.partition("Annex: the sources, as cited")[2]


def test_on_paper_nothing_is_made_smaller_so_that_it_fits(opened, tmp_path, program):
    with opened("economic") as screen:
        screen.page.pdf(path=tmp_path / "page.pdf", format="A4")
    command = [program("pdftotext"), "-bbox", str(tmp_path / "page.pdf"), "-"]
    boxes = subprocess.run(command, capture_output=True, check=True).stdout.decode()

    left = re.search(r'xMin="([\d.]+)"[^>]*>Key<', boxes)
    assert left is not None
    assert float(left[1]) == pytest.approx(19 * 72 / 25.4, abs=1)  # the margin of the page


@pytest.mark.parametrize(
    ("name", "scheme", "ground"),
    [
        ("memo", "dark", "rgb(255, 255, 255)"),
        ("memo", "light", "rgba(0, 0, 0, 0)"),
        ("in-focus", "dark", "rgba(0, 0, 0, 0)"),  # it stands on a band that is dark on paper
    ],
)
def test_a_logo_made_for_white_paper_has_it_on_a_dark_screen(opened, name, scheme, ground):
    with opened(name, color_scheme=scheme) as screen:
        logo = screen.page.locator(".logo").first

        found = logo.evaluate("element => getComputedStyle(element).backgroundColor")

    assert found == ground


def test_korean_words_are_not_divided(opened):
    with opened("memo", width=390) as screen:
        found = screen.page.evaluate(
            """() => ["ko", "en"].map((tongue) => {
                const line = document.querySelector("main p").cloneNode(true)
                line.lang = tongue
                document.querySelector("main").append(line)
                return getComputedStyle(line).wordBreak
            })"""
        )

    assert found == ["keep-all", "normal"]

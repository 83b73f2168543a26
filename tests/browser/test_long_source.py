"""A source of five hundred paragraphs beside a brief: each note finds its words without a wait."""

from __future__ import annotations

import random
from pathlib import Path
from statistics import median

import pytest

from generator import build
from tests.archive.workspaces import brief
from tests.browser.reading import Screen

pytestmark = pytest.mark.program

PARAGRAPHS, NOTES = 500, 50
_WORDS = (
    "harbour",
    "pilot",
    "vessel",
    "cargo",
    "quay",
    "winter",
    "grain",
    "ledger",
    "berth",
    "crane",
)
_HEAD = """---
title: A long log
date: 2026-11-26
seeds: [log]
---

## What the log says
"""
# Milliseconds from each key to the end of the frame in which its answer is painted.
_TIMED = """() => {
  window.took = [];
  addEventListener('keydown', (event) => {
    const began = event.timeStamp;
    requestAnimationFrame(() => setTimeout(() => window.took.push(performance.now() - began)));
  }, true);
}"""

# How many paragraphs have words under their number, the first of them having a long one.
_COVERED = """() => {
  const every = [...document.querySelectorAll('.s-source')];
  every[0].querySelector('.place').textContent = 'paras. 42(a)–42(d)';
  return every.filter((one) => {
    const number = one.querySelector('.place').getBoundingClientRect();
    const words = document.createTreeWalker(one, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement.closest('.place') || !node.data.trim()
        ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT).nextNode();
    const first = document.createRange();
    const at = words.data.search(/\\S/);
    first.setStart(words, at);
    first.setEnd(words, at + 1);
    const letter = first.getBoundingClientRect();
    return letter.left < number.right && letter.top < number.bottom;
  }).length;
}"""


@pytest.fixture(scope="session")
def long_page(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("long")
    (root / "briefs").mkdir()
    (root / "brief.toml").write_text('publisher = "Desk"\nformat = 2\n', encoding="utf-8")
    chance = random.Random(17)

    def sentence() -> str:
        return f"{' '.join(chance.choices(_WORDS, k=14)).capitalize()}."

    said = [[sentence() for _ in range(4)] for _ in range(PARAGRAPHS)]
    text = "\n\n".join(" ".join(each) for each in said)
    (root / "log.txt").write_text(f"The log\n\n{text}\n", encoding="utf-8")
    assert brief(root, "seed", "import", "log.txt", "--key", "log").exit_code == 0
    settings = root / "seeds/log/seed.toml"
    written = settings.read_text(encoding="utf-8")
    settings.write_text(written.replace('"excerpt"', '"full"'), encoding="utf-8")
    claims = [
        f"The log says “{said[number - 1][1][:-1]}” [@log, ¶{number}]."
        for number in range(5, PARAGRAPHS, PARAGRAPHS // NOTES)
    ]
    (root / "briefs/long.md").write_text(f"{_HEAD}\n" + "\n\n".join(claims) + "\n", "utf-8")
    built = build(root / "briefs/long.md", formats=("html",), output=root)
    return built.files[0][0]


def test_each_note_shows_its_words_among_five_hundred_paragraphs(
    browser, long_page, record_property
):
    page = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page.goto(long_page.resolve().as_uri())
    screen = Screen(page)
    page.evaluate(_TIMED)
    screen.mark(1).focus()
    seen = []
    for _ in range(NOTES - 1):
        screen.press("Tab")
        while screen.state["role"] != "doc-noteref":
            screen.press("Tab")
        seen.append(screen.state)
    took = sorted(page.evaluate("() => window.took"))
    paragraphs = page.locator(".sources [id^='src-log-']").count()
    page.close()

    assert paragraphs == PARAGRAPHS
    assert [state["card"] for state in seen] == [str(number) for number in range(2, NOTES + 1)]
    assert all(state["sourceSeen"] and state["quoted"] for state in seen)
    record_property(
        "counted",
        f"reader: {PARAGRAPHS} paragraphs, {median(took):.0f} ms from a key to what it shows"
        f" in the middle, {took[-1]:.0f} at worst",
    )


def test_no_number_of_a_source_stands_on_its_words(browser, long_page):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(long_page.resolve().as_uri())

    assert page.evaluate(_COVERED) == 0
    page.close()

"""A real browser with the briefs of this repository, as a reader has them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from generator import build
from tests.browser.reading import BRIEFS, LOOKS, Screen
from tests.conftest import REPOSITORY

PACKAGES = REPOSITORY / ".ci/node_modules"
_OWN = Path("/usr/lib/chromium/chromium")  # Debian's; its wrapper prints a warning


@pytest.fixture(scope="session")
def pages(tmp_path_factory) -> dict[str, Path]:
    """Each brief in the look that it asks for, and one of them in each other look."""
    folder = tmp_path_factory.mktemp("pages")
    for slug in BRIEFS:
        build(REPOSITORY / f"briefs/{slug}.md", formats=("html",), output=folder)
    found = {slug: folder / f"{slug}.html" for slug in BRIEFS}
    for look in LOOKS:
        place = folder / look
        build(REPOSITORY / "briefs/military.md", formats=("html",), output=place, template=look)
        found[look] = place / "military.html"
    return found


@pytest.fixture(scope="session")
def browser(program) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    found = str(_OWN) if _OWN.is_file() else program("chromium")
    with sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core."""
    return (PACKAGES / "axe-core/axe.min.js").read_text(encoding="utf-8")


@pytest.fixture
def opened(browser, pages):
    """Open a page on a screen: `with opened("military", width=390) as screen`.

    Whatever the page says to the console, or asks for besides itself, is an error.
    """

    @contextmanager
    def open_page(
        name: str, *, width: int = 1280, fragment: str = "", **kept: Any
    ) -> Iterator[Screen]:
        context = browser.new_context(
            viewport={"width": width, "height": 844 if width < 500 else 900},
            reduced_motion="reduce",
            **kept,
        )
        context.set_default_timeout(8_000)
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: said.append(request.url))
        address = pages[name].resolve().as_uri()
        page.goto(address + fragment)
        yield Screen(page)
        context.close()
        assert [each for each in said if each.partition("#")[0] != address] == []

    return open_page

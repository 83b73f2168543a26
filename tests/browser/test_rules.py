"""What others check of a page: axe-core its accessibility, the Nu checker its HTML."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest

from tests.browser.conftest import PACKAGES
from tests.browser.reading import BRIEFS, LOOKS

pytestmark = pytest.mark.program

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", [*BRIEFS, *LOOKS])
def test_axe_finds_nothing_with_and_without_a_note_on_any_screen(
    opened, axe, name, scheme, record_property
):
    passed = 0
    for width in (1280, 390):
        with opened(name, width=width, color_scheme=scheme) as screen:
            for note in (0, 8):
                if note:
                    screen.mark(note).focus()
                # By the test's own channel, which no policy of the page reaches.
                run = f"{axe};axe.run(document,{{runOnly:{json.dumps(RULES)}}})"
                found = screen.page.evaluate(run)
                assert [told(each) for each in found["violations"]] == []
                passed += len(found["passes"])
    assert passed > 4 * 20
    record_property("counted", f"axe-core: {name}, {scheme}: {passed} rules passed, 0 violations")


def told(violation: dict[str, Any]) -> tuple[str, str, str]:
    first = violation["nodes"][0]
    return violation["id"], first["html"][:200], first["failureSummary"]


def test_the_nu_checker_finds_no_error(pages, program, record_property):
    jar = PACKAGES / "vnu-jar/build/dist/vnu.jar"
    files = [str(path) for path in pages.values()]
    command = [program("java"), "-jar", str(jar), "--errors-only", "--format", "json", *files]

    told = json.loads(subprocess.run(command, capture_output=True, check=False).stderr)

    assert [each for each in told["messages"] if each["type"] == "error"] == []
    record_property("counted", f"Nu: {len(files)} pages without an error")

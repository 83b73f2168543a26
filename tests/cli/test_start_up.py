"""A run loads what it needs: modules cost more than all that most checks find."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.conftest import REPOSITORY

ROOMS = (
    *("actions", "answers", "briefs", "checks", "cli", "config", "diagnostics", "document"),
    *("images", "language", "layout", "markdown", "pipeline", "recall", "references", "seeds"),
    *("templates", "theme", "workspace"),
)
FEW_CHECKS_NEED = (
    *("briefs.typed", "checks.fixes", "cli.watching", "document.sections", "language.visible"),
    *("layout.mark_places", "layout.said_by", "layout.shortening", "layout.spacing"),
    *("references.entry", "seeds.boilerplate", "seeds.wrapping", "theme.placing"),
    *("theme.regions", "workspace.watching"),
)
PACKAGES = ("PIL", "calendar", "docx", "lxml", "pypdfium2", "reportlab", "rich", "uharfbuzz")


def loaded_by(arguments: list[str], caches) -> set[str]:
    program = (
        "import atexit, sys; from generator.cli import main\n"
        "atexit.register(lambda: print(*sys.modules)); main()"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=REPOSITORY,
        env=os.environ | {"XDG_CACHE_HOME": str(caches)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return set(run.stdout.split())


def test_the_version_is_told_without_a_command(tmp_path):
    loaded = loaded_by(["--version"], tmp_path)

    assert loaded.isdisjoint({"generator.cli.check", "generator.cli.evidence", "generator.actions"})


def test_a_check_loads_only_the_rooms_modules_and_packages_that_it_needs(tmp_path):
    loaded = loaded_by(["check", "-q", "military"], tmp_path)

    own = {name.removeprefix("generator.") for name in loaded if name.startswith("generator.")}
    assert {name.partition(".")[0] for name in own} == {*ROOMS, "version"}
    assert own.isdisjoint(FEW_CHECKS_NEED)
    assert loaded.isdisjoint(PACKAGES)

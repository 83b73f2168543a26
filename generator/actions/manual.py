"""The manual: the pages of `docs/`, which the program carries with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from generator.diagnostics.codes import CODES
from generator.diagnostics.nearest import did_you_mean
from generator.workspace.workspace import starter_workspace


def manual_folder() -> Path:
    """Where the pages lie, with their pictures and schemas."""
    return starter_workspace() / "docs"


def manual_titles() -> Mapping[str, str]:
    """What each page is about, by its name."""
    return {name: _words_of_page(name).partition("\n")[0].strip("# ") for name in _page_names()}


def manual_said(asked: str) -> str:
    """A page by its name, or what a code means. Raises ValueError where there is neither."""
    if asked in _page_names():
        return _words_of_page(asked)
    if (code := asked.upper()) in CODES:
        said = re.search(rf"(?ms)^### ({code} .*?)(?=^##|\Z)", _words_of_page("codes"))
        return said[1].rstrip() + "\n" if said else ""
    hint = did_you_mean(asked, (*_page_names(), *CODES), "`brief docs` lists the pages")
    raise ValueError(f"no page or code `{asked}` in the manual; {hint}")


def _page_names() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in manual_folder().glob("*.md")))


def _words_of_page(name: str) -> str:
    return (manual_folder() / f"{name}.md").read_text(encoding="utf-8")

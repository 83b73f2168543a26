"""What docs/codes.md says of each code, for programs that show it beside a finding."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from generator.workspace.workspace import carried

_PAGE = re.compile(r"^### ([A-Z]\d{3}) (.+)\n((?:(?!##).*\n?)*)", re.MULTILINE)


class Page(Struct, frozen=True):
    """A code's page: its title, what it means, and how to mend it; plain text."""

    title: str
    what: str
    mend: str


def pages() -> Mapping[str, Page]:
    """The page of each code; none where the package was installed without them."""
    path = carried() / "docs" / "codes.md"
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    return {
        code: Page(title, _part(body, "What"), _part(body, "Mend"))
        for code, title, body in _PAGE.findall(text)
    }


def _part(body: str, name: str) -> str:
    found = re.search(rf"\*\*{name}\.\*\* (.+(?:\n(?!\*\*|\n).+)*)", body)
    return found[1].strip() if found else ""

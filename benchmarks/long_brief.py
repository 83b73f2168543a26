"""A brief of hundreds of pages: the sections of a short one over and over, each time varied."""

from __future__ import annotations

import re

from variants import numbered_apart, variant

_SECTIONS = re.compile(r"^## .*?(?=^::: \{\.gaps\})", re.MULTILINE | re.DOTALL)
_NAME = re.compile(r"(?<=[@#])(?:tbl|fig)-[a-z-]+")
_CITATION = re.compile(r" \[@[^\]]*\]")
_CITED = 3  # one copy in so many, so that a page has about as many notes as in a short brief


def long_brief(markdown: str, copies: int) -> str:
    """The brief with so many copies of its sections, their tables and figures named apart."""
    found = _SECTIONS.search(markdown)
    assert found, "no sections before the gaps"
    sections = (_copy(found[0], number) for number in range(copies))
    head = numbered_apart(markdown[: found.start()], f"L{copies}")
    return head + "\n".join(sections) + markdown[found.end() :]


def _copy(sections: str, number: int) -> str:
    varied = _NAME.sub(lambda name: f"{name[0]}-{number}", variant(sections, number))
    if number % _CITED == 0:
        return varied
    # What is neither quoted nor in a table, nor leads to one, needs no citation.
    rests_on_some = re.compile(r'"|^[|:]|@(?:tbl|fig)-')
    blocks = [block for block in varied.split("\n\n") if not rests_on_some.search(block)]
    return _CITATION.sub("", "\n\n".join(blocks)) + "\n"

"""The marks of notes in the words of a web page: which lines of it are nothing else."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from generator.seeds.readers.html_lines import WebPage
from generator.seeds.readers.html_tokens import attributes_of

_SIGN = r"(?:\d{1,3}|[*†‡§]{1,3})"
_MARK = re.compile(
    rf"[,;]?(?:\[[^\[\]]{{1,30}}\]|\(\s?(?:{_SIGN}|[a-z])\s?\)|{_SIGN}(?:\s?[,;–-]\s?{_SIGN})*|[a-z])"
)
_NUMBER = re.compile(r"\d+")
# A year has no power, but a shorter number, a unit of measure and a formula do: 12 km², 10⁶.
_HAS_POWER = re.compile(r"(?<!\d{3})\d$|(?<![^\W\d_])[^\W\d_]{1,2}$")


def marks_in_page(page: WebPage) -> frozenset[int]:
    """The places of the lines that are marks of notes, behind the words that they belong to.

    A mark is raised, and in brackets or a link; or raised as a sign or as a number, and the numbers
    rise from 1 as those of notes do; or it is a link, and what it leads to leads back.
    """
    raised: set[int] = set()
    links: list[int] = []
    highest = 0
    for at in _behind_words(page):
        line, before = page.lines[at], page.lines[at - 1]
        number = _NUMBER.search(line.text)
        in_brackets = "[" in line.text
        may_be = number is None or 0 < int(number[0]) <= highest + 1
        stands_alone = not (line.text.isalpha() or _HAS_POWER.search(before.text))
        if page.elements[page.element_of(line).mark].tag == "a":
            if before.joint == "" or not line.text.isalnum():  # "Figure 1" has a space
                links.append(at)
        elif in_brackets or line.linked or (may_be and stands_alone):
            raised.add(at)
            highest = max(highest, int(number[0])) if number and not in_brackets else highest
    return frozenset(raised.union(_there_and_back(page, links)))


def _behind_words(page: WebPage) -> Iterator[int]:
    for at in range(1, len(page.lines)):
        line = page.lines[at]
        if page.element_of(line).mark < 0 or not _MARK.fullmatch(line.text):
            continue
        before = page.lines[at - 1]
        if before.joint is not None and not before.text.endswith(("(", "[")):
            yield at


# --- links ------------------------------------------------------------------------------

_NEAR = 6  # elements


def _there_and_back(page: WebPage, links: Sequence[int]) -> Iterator[int]:
    """Those links that lead on to a place near which another one leads back."""
    if not links:
        return
    named: dict[str, int] = {}
    leads: dict[int, str] = {}
    for number, element in enumerate(page.elements):
        if "#" in element.attributes or "id" in element.attributes or "name" in element.attributes:
            said = attributes_of(element.attributes)
            for name in (said.get("id"), said.get("name")):
                if name:
                    named.setdefault(name, number)
            if element.tag == "a" and "#" in said.get("href", ""):
                leads[number] = said["href"].partition("#")[2]
    places = {number: named[name] for number, name in leads.items() if name in named}
    back: defaultdict[int, list[int]] = defaultdict(list)
    for number, place in places.items():
        back[place // _NEAR].append(number)
    for at in links:
        mark = page.element_of(page.lines[at]).mark
        note = places.get(mark, -1)
        around = (mark // _NEAR + step for step in (-1, 0, 1))
        if note > mark and any(
            abs(number - note) <= _NEAR for group in around for number in back[group]
        ):
            yield at

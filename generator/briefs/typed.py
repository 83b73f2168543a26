"""What people type between square brackets to cite: `[smith ¶3]`, `[R4, p. 12]`, `[@smith, ¶3]`.

Or to say what words are, as a hint has told them to: `[words]{.term}`.

Closed by default: the words must name something that can be cited and a place in it, and nothing
else. How a place is spelt is in `locators`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, product

from generator.briefs.brief import RecordRef, SeedRef
from generator.briefs.citations import canonical_citation
from generator.briefs.cited_places import read_locator, read_pinpoints
from generator.briefs.locators import ANY_SIGN, RESERVED_SIGN
from generator.briefs.meant import Citable
from generator.briefs.structure import CLASSES_OF_WORDS

MOST_PROPOSED = 3


def typed_citations(inside: str, citable: Citable) -> tuple[str, ...]:
    """The citations that the words of a bracket may mean, each as it is best written.

    There is one where nothing else can be meant, none where the words are no citation.
    """
    parts = [tuple(_meanings(part, citable)) for part in inside.split(";")]
    read = (f"[{'; '.join(each)}]" for each in product(*parts))
    return tuple(islice(read, MOST_PROPOSED))


_CLASSED = r"\\?\[(?P<words>(?:[^\[\]\\]|\\[^\[\]])+)\\?\]\\?\{\\?\.(?P<name>[a-z]+)\\?\}"


def with_typed_classes(line: str) -> str:
    r"""A line in which words that were typed with a known class have it: `\[so\]\{.term\}`."""

    def classed(found: re.Match[str]) -> str:
        known = found["name"] in CLASSES_OF_WORDS
        return f"[{found['words']}]{{.{found['name']}}}" if known else found[0]

    return re.sub(_CLASSED, classed, line)


_LEAD = r"(?i)\s*((?:see(?:\s+also)?|cf\.)\s+)?[\s^]*[@＠﹫]?\s*"


def _meanings(part: str, citable: Citable) -> Iterator[str]:
    """What one citation of a bracket may mean, without the bracket."""
    lead = re.match(_LEAD, part)
    begin = lead.end() if lead else 0
    at = _place_in(part, begin)
    name = part[begin:at].strip(" ,\n")
    keys = citable.called(name) if name else _only_one(part[at:], citable)
    for key in keys:
        if written := _written_with(key, part[at:], citable):
            yield f"{lead[1] or '' if lead else ''}{written}"


def _place_in(part: str, begin: int) -> int:
    """The offset of the first place that is named in a citation, else its end."""
    signs = re.compile(ANY_SIGN, re.IGNORECASE).finditer(part, begin)
    at = (sign.start() for sign in signs)
    places = (each for each in at if read_locator(part, each) or read_pinpoints(part, each)[0])
    return next(places, len(part))


def _only_one(locator: str, citable: Citable) -> tuple[str, ...]:
    """The seed of a paragraph without a name: that of a brief that lists no other."""
    is_lone = re.match(RESERVED_SIGN, locator) is not None and len(citable.listed) == 1
    return citable.listed if is_lone else ()


def _written_with(key: str, locator: str, citable: Citable) -> str:
    """The citation of a place in a source; nothing if the words are not all a place in it."""
    if key in citable.tables:
        return "" if locator else f"@{key}"
    if key in citable.records:
        places, end = read_pinpoints(locator)
        return "" if locator[end:].strip() else canonical_citation(RecordRef(key, places))
    found = read_locator(locator)
    if found is None or locator[found.end :].strip():
        return ""
    return canonical_citation(SeedRef(key, found.ranges))

"""Citations and quotations made false: the promise, each error at its exact place."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from msgspec import Struct

from tests.checks.true_claims import TrueClaim


class FalseCitation(Struct, frozen=True):
    """A line of a brief, the code that is to be found in it, and the words that it points at."""

    kind: str
    line: str
    code: str
    place: str


STRANGERS = ("porcelain", "nineteenth", "cheerfully", "marmalade", "velvet", "trombone", "lantern")


def false_citations(
    claim: TrueClaim, other: TrueClaim, dice: random.Random
) -> Iterator[FalseCitation]:
    """Each error that can be made of a source's sentence, quoted; `other` is of the same seed."""
    key, number, words = claim.seed.key, claim.locator.removeprefix("¶"), claim.words.split()
    paragraph = next(p for p in claim.seed.paragraphs if p.number == number)
    start = dice.randrange(max(1, len(words) - 6))
    part = words[start : start + dice.randint(4, 9)]
    quoted = f"“{' '.join(part)}”"
    good = f"@{key}, ¶{number}"
    for kind, code, bad in (
        ("unknown seed", "C001", f"@{key}x, ¶{number}"),
        ("unknown record", "C001", f"@R{dice.randint(100, 999)}"),
        ("missing paragraph", "C002", f"@{key}, ¶{dice.randint(100, 999)}"),
        ("missing sentence", "C004", f"@{key}, ¶{number} s{dice.randint(40, 99)}"),
    ):
        yield FalseCitation(kind, f"The text says so [{bad}].", code, bad)
    altered = list(part)
    altered[dice.randrange(1, len(part) - 1)] = dice.choice(STRANGERS)
    false = f"“{' '.join(altered)}”"
    yield FalseCitation("altered quotation", f"It has {false} [{good}].", "C005", false)
    elsewhere = other.locator.removeprefix("¶")
    unlike = [p for p in claim.seed.paragraphs if " ".join(part) not in p.text]
    if elsewhere != number and any(p.number == elsewhere for p in unlike):
        line = f"It has {quoted} [@{key}, ¶{elsewhere}]."
        yield FalseCitation("wrong paragraph", line, "C007", quoted)
        theirs = other.words.split()[:4]
        if len(theirs) == 4 and " ".join(theirs) not in paragraph.text:
            stitched = f"“{' '.join(part[:4])} … {' '.join(theirs)}”"
            yield FalseCitation("stitched", f"It has {stitched} [{good}].", "C013", stitched)


def quotable(claims: list[TrueClaim]) -> list[TrueClaim]:
    """The sources' own sentences that can be quoted without care for brackets or ellipses."""
    return [
        claim
        for claim in claims
        if claim.words in claim.cited
        and re.fullmatch(r"¶\d+", claim.locator)
        and not re.search(r"[\[\]…“”\"‘]|\.\.", claim.words)
        and len(claim.words.split()) > 7
    ]

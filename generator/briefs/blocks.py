"""Block quotations: all the words are quoted, except a last line that says who said them.

So are those of a `.pull` block with such a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from generator.briefs.brief import CitationGroup, Claim, QuotedWords
from generator.briefs.quotations import quoted
from generator.briefs.runs import REFERENCE, RUNS, Run, run_of
from generator.diagnostics import Span
from generator.markdown.syntax import Node, words_aloud


def block_quotation(
    node: Node, groups: Mapping[Span, CitationGroup]
) -> tuple[list[Claim], list[Node]]:
    """The claims of a block quotation, and the inline notes in it.

    Each claim belongs to the next bracket in the block, or to the last one if none follows.
    """
    found: list[_ClaimPassage] = []
    notes: list[Node] = []
    leaves = list(_leaves(node.children))
    for number, leaf in enumerate(leaves):
        run, inside = run_of(leaf, groups)
        named = 0 < number == len(leaves) - 1 and _is_attribution(run.words)
        found += _claim_passages(run, is_quoted=not named)
        notes += inside
    following: CitationGroup | None = None
    last = next((p.group for p in reversed(found) if p.group), None)
    credited = "".join(p.text.replace(REFERENCE, "") for p in found if not p.is_quoted).strip()
    claims = []
    for number, passage in reversed(list(enumerate(found))):
        following = passage.group or following
        before = found[number - 1].text if number else ""
        claims.append(_quoted_whole(passage, following or last, before, credited))
    return claims[::-1], notes


def is_signed(node: Node) -> bool:
    """Whether a block of words that stand out has a last line that says who said them."""
    if node.kind != "div" or "pull" not in node.classes:
        return False
    leaves = list(_leaves(node.children))
    return len(leaves) > 1 and _is_attribution(words_aloud(leaves[-1].children))


class _ClaimPassage(Struct, frozen=True):
    text: str
    group: CitationGroup | None
    span: Span
    is_quoted: bool


_LONGEST_ATTRIBUTION = 12  # words
_DASH = r"\s*(?:[–—―-]|--+)\s*(?=[^\W\d_])"


def _is_attribution(words: str) -> bool:
    """Whether a last line says who said the words before it: "— The harbour report"."""
    plain = words.replace(REFERENCE, "").strip()
    short = len(plain.split()) <= _LONGEST_ATTRIBUTION
    return re.match(_DASH, plain) is not None and short and not plain.endswith(("!", "?", "…"))


def _leaves(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        if node.kind in RUNS:
            yield node
        else:
            yield from _leaves(node.children)


def _claim_passages(run: Run, *, is_quoted: bool) -> Iterator[_ClaimPassage]:
    words, start = run.words, 0
    for number, (at, group) in enumerate(run.groups):
        end = len(words) if number == len(run.groups) - 1 else at
        span = run.span(start, end) if words else group.span
        yield _ClaimPassage(words[start:end], group, span, is_quoted)
        start = end
    if not run.groups and words.strip():
        yield _ClaimPassage(words, None, run.span(0, len(words)), is_quoted)


def _quoted_whole(
    passage: _ClaimPassage, group: CitationGroup | None, before: str, credited: str
) -> Claim:
    text = passage.text.replace(REFERENCE, "").strip()
    if not passage.is_quoted:
        return Claim(text, group, (), passage.span)
    words = _without_outer_marks(text)
    said = (QuotedWords(words, passage.span),) if any(map(str.isalnum, words)) else ()
    whole = ((0, len(text)),)
    return Claim(
        text,
        group,
        said,
        passage.span,
        quoted=whole,
        is_block=True,
        led_by=before,
        credited=credited,
    )


def _without_outer_marks(text: str) -> str:
    found, _ = quoted(text)
    whole = len(found) == 1 and found[0].start == 0 and not text[found[0].end :].strip(" .,;:")
    return found[0].text if whole else text

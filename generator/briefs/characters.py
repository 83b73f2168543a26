"""Characters in an author's file that mislead: named, with their place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from generator.briefs.brief import Body
from generator.diagnostics import Diagnostic, Fix, Severity, Span, codes, diagnose
from generator.diagnostics.fixes import FIXED_BY
from generator.language.misleading import Misleading, is_suspect, is_usual, misleading
from generator.markdown.syntax import walk

# Compiled for a text that is not usual: `re` lists each letter of such a range.
_BULLET = r"(?m)^([\s>]*)[\uf020-\uf0ff](?=\s)"
_PRIVATE = "[\ue000-\uf8ff]"


def without_private_letters(text: str) -> str:
    """The text without characters of Unicode's private area; its length stays the same.

    At the start of a line, such a character comes from one of Word's symbol fonts and is a bullet.
    Elsewhere it becomes U+FFFD, because layouts use the private area for their own tokens.
    """
    if is_usual(text):
        return text
    return re.sub(_PRIVATE, "\N{REPLACEMENT CHARACTER}", re.sub(_BULLET, r"\1•", text))


def misleading_characters(
    text: str, file: str, body: Body, values: Iterable[tuple[str, Span]] = ()
) -> Iterator[Diagnostic]:
    """A finding for each line with misleading characters.

    It is an error inside a quotation, a citation or a number, else a warning. `values` are the
    words of the front matter with their places. In these and in the body a character may be
    written by its number (`&#x202E;`), so they are searched, too.
    """
    if not is_usual(text):
        text = re.sub(_BULLET, r"\1•", text)  # is reported as a bullet
    exact = tuple(_exact(body))
    if is_suspect(text):
        for number, line in enumerate(text.split("\n"), 1):
            if is_suspect(line) and (found := misleading(line)):
                places = [Span.at(file, number, it.start + 1, it.end - it.start) for it in found]
                yield _told(found, line, places, exact)
    for words, place in (*(_by_number(body) if "&" in text else ()), *values):
        if is_suspect(words):
            found = tuple(it for it in misleading(words) if words[it.start : it.end] not in text)
            if found:
                yield _told(found, "", [place], exact)


def misleading_in_words(words: str, place: Span) -> Iterator[Diagnostic]:
    """A warning for words that are read elsewhere than in a brief, such as a description."""
    if is_suspect(words) and (found := misleading(words)):
        yield _told(found, "", [place], ())


def _by_number(body: Body) -> Iterator[tuple[str, Span]]:
    """The characters that are written with more than one, such as `&#x202E;`, and their places."""
    for node in walk((*body.markdown.blocks, *body.markdown.footnotes.values())):
        wide = node.span.end.column - node.span.start.column > len(node.value)
        if node.kind == "text" and len(node.value) == 1 and wide:
            yield node.value, node.span


def _exact(body: Body) -> Iterator[Span]:
    yield from (group.span for group in body.groups.values())
    for claim in (*body.claims, *body.asides):
        yield from (quotation.span for quotation in claim.quotations)


def _told(
    found: tuple[Misleading, ...], line: str, places: list[Span], exact: Iterable[Span]
) -> Diagnostic:
    """One finding for a line. Without the words of the `line` it has no fix."""
    held = any(place.meets(span) for place in places for span in exact)
    grave = held or any(it.in_number or it.meaningless for it in found)
    span = Span.covering(places[0], places[-1])
    fix, hint = None, "type the words again, without it"
    if line and all(it.unseen for it in found):
        fix = Fix(span, "".join(line[a.end : b.start] for a, b in pairwise(found)))
        hint = f"remove it; {FIXED_BY}"
    message = f"a misleading character: {', '.join(dict.fromkeys(it.what for it in found))}"
    severity = Severity.ERROR if grave else None
    return diagnose(
        codes.MISLEADING_CHARACTER, message, span, severity=severity, hint=hint, fix=fix
    )

"""Citations that were typed as words, in Word or elsewhere, become citations in the Markdown."""

from __future__ import annotations

import re
from pathlib import Path

from generator.briefs.head_values import with_head_values
from generator.briefs.typed import with_typed_classes
from generator.diagnostics import codes
from generator.diagnostics.fixes import mended, words_at
from generator.markdown.citing import CITED
from generator.pipeline.library import Library
from generator.pipeline.reading import read


def with_typed_citations(library: Library, path: Path, text: str, *, before: str = "") -> str:
    """The text of a brief in which each typed citation is one, if only one can be meant.

    Words that were typed with a class have it: `[words]{.term}`, as the hints say. What stood in
    the text `before` stays as it is. A source that is cited so is listed among those of the brief.
    Raises BriefError if the text cannot be read as a brief.
    """
    known = frozenset(before.split("\n"))
    lines = [line if line in known else with_typed_classes(line) for line in text.split("\n")]
    text = "\n".join(lines)
    if not any(_BRACKET.search(line) for line in lines if line not in known):
        return text
    reading = read(library, path, draft=True, text=text)
    brief = reading.evidence.brief
    typed = [
        found.fix
        for found in reading.found
        if found.code == codes.CITATION_AS_WORDS
        and found.fix
        and found.span.file == brief.file
        and words_at(text, found.fix.span) not in before
    ]
    if not typed:
        return text
    cited = [key for fix in typed for key in CITED.findall(fix.replacement)]
    keys = dict.fromkeys(
        [*brief.front.seeds, *(key for key in cited if key in library.seed_keys())]
    )
    text = _plainer(mended(text, typed), text)
    if len(keys) == len(brief.front.seeds):
        return text
    return with_head_values(text, {"seeds": "; ".join(keys)}, brief.file)[0]


_BRACKET = re.compile(r"\[(?![@^])[^\[\]]*\](?![({])")  # one that cites nothing yet
# Before a sign that means nothing inside a line.
_NEEDLESS = re.compile(r"(?<!^)(?<!\\)\\(?=[.,;?\"'])")


def _plainer(text: str, before: str) -> str:
    """The text without what kept the words around a typed citation from being read as markup."""
    known = frozenset(before.split("\n"))
    lines = (line if line in known else _NEEDLESS.sub("", line) for line in text.split("\n"))
    return "\n".join(lines)

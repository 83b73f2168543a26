"""Whether a brief cites a seed: from then on its numbers never change."""

from __future__ import annotations

import re

_FENCED = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,}).*?^ {0,3}(?P=fence)[`~]*[ \t]*$", re.MULTILINE | re.DOTALL
)
_CODE = re.compile(r"(?<!`)(?P<ticks>`+)(?!`)(?:[^\n]|\n(?!\s*\n))+?(?<!`)(?P=ticks)(?!`)")


def cites(text: str, key: str) -> bool:
    """Whether a Markdown text has a citation of `key`, in brackets or running, outside code.

    Where it cannot be told, as in a fence that nobody closed, it counts as cited: to number a
    cited paragraph anew would make the citation false.
    """
    if f"@{key}" not in text and f"@{{{key}}}" not in text:
        return False
    prose = _CODE.sub(" ", _FENCED.sub(" ", text))
    return re.search(rf"(?<![\w\\])@(?:{key}(?![-_]*\w)|\{{{key}\}})", prose) is not None

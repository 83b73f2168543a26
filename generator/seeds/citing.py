"""Whether a brief cites a seed: from then on its numbers never change."""

from __future__ import annotations

import re

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_CODE = re.compile(r"(?<!`)(?P<ticks>`+)(?!`)[^`\n]+(?P=ticks)(?!`)")


def cites_key(text: str, key: str) -> bool:
    """Whether a Markdown text has a citation of `key`, in brackets or running, outside code.

    In doubt, as in an unclosed fence, the seed counts as cited: a new number for a cited paragraph
    would make the citation false.
    """
    if f"@{key}" not in text and f"@{{{key}}}" not in text:
        return False
    prose = _CODE.sub(" ", _without_fenced_code(text))
    return re.search(rf"(?<![\w\\])@(?:{key}(?![-_]*\w)|\{{{key}\}})", prose) is not None


def _without_fenced_code(text: str) -> str:
    prose: list[str] = []
    fenced: list[str] = []
    fence = ""
    for line in text.splitlines():
        mark = _FENCE.match(line)
        if not fence:
            fence = mark[1] if mark else ""
            (fenced if fence else prose).append(line)
        elif mark and mark[1].startswith(fence) and not line.strip().strip(fence[0]):
            fenced, fence = [], ""
        else:
            fenced.append(line)
    return "\n".join([*prose, *fenced])

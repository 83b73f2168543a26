"""What to write in the place of HTML, which a brief does not have: one table, by the tag.

The tags are those of HTML (WHATWG, "HTML Living Standard", 4 and 16) that people type in Markdown.
"""

from __future__ import annotations

import re

_IMAGE = 'write ![Caption](image.png){alt="What it shows"}'
_TABLE = "write its rows between bars, | a | b |, and a row of dashes below the first"

_INSTEAD = {
    "b strong": "write **words**",
    "i em cite dfn var": "write *words*",
    "u ins mark small big font center": "write *words*, or the words alone",
    "s del strike": "remove these words",
    "span": "write the words alone; in another language: [words]{lang=fr}",
    "sup": "write m^2^; for a note, [^1]; to cite a paragraph, [@key, ¶2]",
    "sub": "write H~2~O",
    "br": r"end the line with \; in a table, write a row for each line",
    "p": "write the words alone, with an empty line before and after them",
    "a": "write [words](https://…)",
    "q": "write it in quotation marks",
    "code kbd pre samp tt": "write `words`",
    "blockquote": "write > before each of its lines",
    "ul ol li": "write a list: - item, or 1. item",
    "dl dt dd": "write the term, and below it : and what it means",
    "h1 h2 h3 h4 h5 h6": "write ## Words; ### Words is the next level",
    "section article header footer main nav": "write ## Words: headings divide a brief",
    "div aside details summary": 'write ::: {.sidebar title="…"} before it, and ::: below it',
    "hr": "remove it; headings divide a brief",
    "img figure figcaption picture": _IMAGE,
    "svg": f"save it as a PNG: {_IMAGE}",
    "table thead tbody tfoot tr th td": _TABLE,
    "caption": "write : Words {#tbl-name} below the table",
    "audio canvas embed iframe object video": f"paper cannot hold it; to show an image, {_IMAGE}",
    "script style link form input button": "remove it",
}
_TAG = re.compile(r"\s*<(/?)([A-Za-z][A-Za-z0-9]*)")


def written_instead(html: str) -> str:
    """The hint for a tag, or for a block that begins with one: what to write in its place."""
    tag = _TAG.match(html)
    named = tag[2].lower() if tag else ""
    hints = (hint for tags, hint in _INSTEAD.items() if named in tags.split())
    return next(hints, "write it in plain Markdown")


def only_closes(html: str, before: str) -> bool:
    """Whether a tag only only_closes one that was opened in the words before it."""
    tag = _TAG.match(html)
    return bool(tag and tag[1] and re.search(rf"<{tag[2]}\b", before, re.IGNORECASE))

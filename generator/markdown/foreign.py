"""What markup looks like that a brief does not read: one table, a row a kind.

It holds what pandoc's Markdown and its extensions would read (the pandoc manual, "Pandoc's
Markdown" and "Non-default extensions"), what wikis, TeX and templates have, and what people type
who have a list or a heading in mind. A row finds it in words from which all has been taken that
was read, so honest signs need only a backslash.
"""

from __future__ import annotations

import re

from msgspec import Struct

from generator.diagnostics import Code, codes

READ = "\ufffc"  # stands for each sign that was read
MEANT = "\ufff9"  # and for one behind a backslash


class ForeignMarkup(Struct, frozen=True):
    """One kind of markup: what it looks like, how it is told, and what mends it.

    Where it has one meaning, `write` is what `--fix` puts in the place of its first group, and
    that of others below it on lines that follow; else it is empty.
    """

    name: str
    pattern: re.Pattern[str]
    hint: str
    write: str = ""
    message: str = "{name} would be printed as it is written: {shown}"
    code: Code = codes.UNREAD_MARKUP


def _markup(name: str, pattern: str, hint: str, write: str = "") -> ForeignMarkup:
    tail = "`brief check --fix` does so" if write else "a backslash keeps a sign as it is"
    return ForeignMarkup(name, re.compile(pattern, re.MULTILINE), f"{hint}; {tail}", write)


_OTHER_LETTERS = "write it in words, or with letters such as ², ₂, ≤, Δ"
_RAISED = "write it as in 10⁶, m², CO₂, or in words"
_EMPHASIS = "let the stars hug the words and close them: *words*, **words**"
_ADDRESS = "write [words](https://…), without blanks in the address or before it"
_TICKED = "say in words what is done and what is not"

INSIDE: tuple[ForeignMarkup, ...] = (
    _markup("a formula", r"\$\$[^$]*[^$\s][^$]*\$\$", _OTHER_LETTERS),
    # Pandoc's rule ("Math") leaves "$5 to $7" alone; here sums such as "US$5 in A$" are, too.
    _markup("a formula", r"(?<![\w$])\$(?!\s)[^\s$]+\$(?!\w)", _OTHER_LETTERS),
    _markup("a formula", r"(?<![\w$])\$(?:\\|[^\W\d])[^$]{,300}(?<!\s)\$(?!\w)", _OTHER_LETTERS),
    _markup(
        "a formula", r"(?<![\w$])\$\d[^$]{,99}[\\^_{}=][^$]{,200}(?<!\s)\$(?!\w)", _OTHER_LETTERS
    ),
    _markup(
        "a page break",
        r"\\(?:newpage|pagebreak|clearpage)\b|\{pagebreak\}",
        "leave it out: the template says where pages begin",
    ),
    _markup("a command of TeX", r"\\[A-Za-z]+\*?(?:\{[^{}]*\})*", "write what it stands for"),
    _markup("a template's field", r"\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}|<<\w+>>", "fill it in"),
    _markup("a tracked change", r"\{(?:\+\+|--|~~|==|>>)[^{}]*\}", "keep the words that hold"),
    ForeignMarkup(
        "braces",
        re.compile(r"\{[^{}\n]+\}"),
        r"let them hug the bracket before them: [words]{.class}; braces that are meant are \{ \}",
        message="these braces belong to nothing: {shown}",
        code=codes.BAD_BRACES,
    ),
    _markup("a wiki's link", r"!?\[\[[^\[\]]+\]\]", _ADDRESS),
    _markup(
        "an image",
        r"!\[[^\[\]]*\](?: ?\([^()\n]*\)?)?",
        "write ![Caption](image.png), without blanks in the name or before it",
    ),
    _markup("a link", r"\[[^\[\]]*\]\([^()\n]*\)?", _ADDRESS),
    _markup("a link", r"\[[^\[\]]*\] \((?:https?:|www\.|mailto:|#)[^()\n]*\)?", _ADDRESS),
    ForeignMarkup(
        "a link",
        re.compile(r"\[[^\[\]]*\]\[[\w .-]*\]"),
        "write the link where it stands: [words](https://…)",
        message="the address of {shown} stands elsewhere",
        code=codes.DISTANT_LINK,
    ),
    _markup("an address", r"<www\.[^<>\s]+>", "write <https://…>"),
    _markup("a deletion", r"~~(?=\S)(?:[^~]|~(?!~))+~~", "take the words out"),
    _markup("a lowered letter", r"(?<!~)~[\w+\-()−]{1,12}~(?!~)", _RAISED),
    _markup("a raised letter", r"\^[^\s^\[\]]{1,20}\^", _RAISED),
    _markup("a raised letter", rf"(?<=[\w)\]{READ}])\^[\w({{+−-][^\s^,;.]*", _RAISED),
    _markup(
        "a note that is not closed",
        r"\^\[|\[\^(?![^\]\n]*,)[^\]\n]*",
        "close it: ^[words] or [^name]",
    ),
    _markup("a highlight", r"(?<!=)==(?![\s=])[^=\n]*(?<!\s)==(?!=)", "write *words*"),
    _markup("an insertion", r"(?<![\w+])\+\+(?=\w)[^+\n]+\+\+(?![\w+])", "write the words alone"),
    _markup("emphasis", rf"(?<![\d*{MEANT}])\*\*[^*\s][^*\n]*\*\*", _EMPHASIS),
    _markup("emphasis", rf"(?<![\w*{MEANT}])\*\* [^*\n]*[^*\s]\*\*(?!\*)", _EMPHASIS),
    _markup("emphasis", rf"(?<![\w*_{MEANT}])(?:\*{{2,3}}|__)(?=[^\W_])[^\s*_]*", _EMPHASIS),
    _markup("emphasis", r"(?<=[\s(\"“‘])\*(?=[^\W\d_]{2})[^\s*]*", _EMPHASIS),
    _markup("emphasis", r"(?<![^\s(\"“‘])_(?=[^\W\d_]{2})[^\s_]*", _EMPHASIS),
    _markup("an unknown sign", r"(?<!\w)&(?:[a-z]{3,}|#x?[0-9a-fA-F]+);", "type the sign itself"),
    _markup("an unknown sign", r"&(?:nbsp|amp|quot|[lg]t|[mn]dash)\b", "type the sign itself"),
    _markup("a picture's name", r"(?<![\w:]):[a-z][a-z_+-]*[a-z]:(?![\w:])", "leave it out"),
    _markup("a box to tick", r"\[[ _]?\]", _TICKED),
    _markup("a numbered example", r"\(@\)", "write a numbered list: 1. item"),
)
"""Markup that may stand anywhere in a block."""

_BULLETS = "•‣⁃◦∙●○▪▫■□◆◇➢➤►▶✓✔❖"
_ENUMERATED = r"\(?(?:[a-zA-Z]|[ivx]{1,4}|\d{1,3})[.)][ \t]+\S[^\n]*"

BEGINNING: tuple[ForeignMarkup, ...] = (
    _markup("a heading", r"^(#{2,6})[^\s#][^\n]*", "put a blank behind: ## Words", r"\1 "),
    _markup("a heading", r"\A#(?=[^\W\d])[^\n]*\w\Z", "write ## Words"),
    _markup("a heading", r"^={1,6}[ \t]+\S[^\n]*", "write ## Words"),
    _markup("a bullet", rf"^([{_BULLETS}][ \t\u00a0]*)(?=\S)", "write - item", "- "),
    _markup("a bullet", r"^(·[ \t\u00a0]+)(?=\S)", "write - item", "- "),
    _markup("a bullet", r"^([-+])(?=[^\W\d_]{2})", "put a blank behind: - item", "- "),
    _markup("a number", r"^(\d{1,3}[.)])(?=[^\W\d_])", "put a blank behind: 1. item", r"\1 "),
    _markup("a list", r"^\*(?=[^\W\d_])[^*\n]*(?:\n\*(?=[^\W\d_])[^*\n]*)+", "write - item"),
    _markup("a list", r"^[–—][ \t][^\n]*(?:\n[–—][ \t][^\n]*)+", "write - item"),
    _markup("a list", rf"^{_ENUMERATED}(?:\n{_ENUMERATED})+", "write 1. item behind an empty line"),
    _markup("a list", r"^#\.[ \t][^\n]*", "write 1. item"),
    _markup("a box to tick", r"^\[[xX✓]\](?=\s)", _TICKED),
    _markup("an abbreviation", r"^\*\[[^\]\n]+\]:[^\n]*", "write it out where it first stands"),
    _markup("a box", r"^(?:!{3}[ \t]?\w|\[![A-Za-z]+\])[^\n]*", 'write ::: {.sidebar title="…"}'),
    _markup("a line of signs", r"^[-=+|:~^ ]{4,}$", "remove it"),
    _markup("a directive", r"^\.\. [\w-]+::[^\n]*", "write it in plain Markdown"),
)
"""Markup that begins a line of a paragraph."""

INSIDE_SIGNS = re.compile(r"[~^=$\\+*_<{}\[\]&]|:[a-z]|\(@")
BEGINNING_SIGNS = re.compile(
    rf"^(?:[#{_BULLETS}·+–—*=!.|:~^\[(-]|[A-Za-z\d]{{1,4}}[.)])", re.MULTILINE
)
"""What some row needs to find anything; most blocks have none of it."""

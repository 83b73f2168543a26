"""Markup that a brief does not read: one table, with a row for each kind.

It has the markup of pandoc and its extensions (the pandoc manual, "Pandoc's Markdown" and
"Non-default extensions"), of wikis, TeX and templates, and what people type when they mean a list
or a heading. A row searches only the words that are left after all other markup was read. So a
backslash is enough to keep a sign as it is.
"""

from __future__ import annotations

import re

from msgspec import Struct

from generator.diagnostics import Code, codes
from generator.diagnostics.fixes import FIXED_BY

READ = "\ufffc"  # stands for each sign that was read
MEANT = "\ufff9"  # and for one behind a backslash


class ForeignMarkup(Struct, frozen=True):
    """One kind of markup: its name, how it is found, and how to correct it.

    `write` is what `--fix` puts in place of the first group of the pattern, also on the lines
    below that match. It is empty if the markup may mean more than one thing.
    The pattern, `looks`, is compiled for the first block that may have such markup: few may.
    """

    name: str
    looks: str
    hint: str
    write: str = ""
    message: str = "{name} would be printed as it is written: {shown}"
    code: Code = codes.UNREAD_MARKUP

    @property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.looks, re.MULTILINE)  # `re` keeps what it has compiled


def _markup(name: str, looks: str, hint: str, write: str = "") -> ForeignMarkup:
    tail = FIXED_BY if write else r"to print a sign as it is, write \ before it"
    return ForeignMarkup(name, looks, f"{hint}; {tail}", write)


_OTHER_LETTERS = "write it in words, or with m^2^, H~2~O and letters such as ≤, Δ"
_SHIFTED = "write m^2^, 10^6^, H~2~O: 1 to 12 letters, figures or signs, no blank among them"
_EMPHASIS = "put stars directly before and after the words: *words*, **words**"
_ADDRESS = "write [words](https://…), without blanks in the address or before it"
_TICKED = "say in words what is done and what is not"
_HEADING = "write ## Words"
_CONTENTS = "remove it: a template's layout may print one, {{ slot.contents }}"
_UNSEEN = "write <!-- … -->, which is not printed, or take it out"

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
        "write ::: {.page-break} and below it :::",
    ),
    _markup(
        "a table of contents",
        r"\\tableofcontents\b|\[\[_?(?i:toc)_?\]\]|\{:?(?i:toc)\}",
        _CONTENTS,
    ),
    _markup("a TeX command", r"\\[A-Za-z]+\*?(?:\{[^{}]*\})*", "write what it stands for"),
    _markup(
        "a template's field", r"\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}|<%[^%\n]*%>|<<\w+>>", "fill it in"
    ),
    _markup("a tracked change", r"\{(?:\+\+|--|~~|==|>>)[^{}]*\}", "keep only the right words"),
    ForeignMarkup(
        "braces",
        r"\{[^{}\n]+\}",
        r"put them directly behind a bracket: [words]{.class}; to print braces, write \{ \}",
        message="these braces belong to nothing: {shown}",
        code=codes.BAD_BRACES,
    ),
    _markup("a wiki link", r"!?\[\[[^\[\]]+\]\]", _ADDRESS),
    _markup(
        "an image",
        r"!\[[^\[\]]*\](?: ?\([^()\n]*\)?)?",
        "write ![Caption](image.png), without blanks in the name or before it",
    ),
    _markup("a link", r"\[[^\[\]]*\]\([^()\n]*\)?", _ADDRESS),
    _markup("a link", r"\[[^\[\]]*\] \((?:https?:|www\.|mailto:|#)[^()\n]*\)?", _ADDRESS),
    _markup("a link", rf"\([^()\n]*\)\[(?:{READ}+|#[\w-]+)\]", _ADDRESS),
    _markup("a link", rf"\[[^\[\]|\n]+\|(?:{READ}+|#[\w-]+)\]", _ADDRESS),
    ForeignMarkup(
        "a link",
        r"\[[^\[\]]*\]\[[\w .-]*\]",
        "write the link where it stands: [words](https://…)",
        message="the address of {shown} is not beside it",
        code=codes.DISTANT_LINK,
    ),
    _markup("an address", r"<www\.[^<>\s]+>", "write <https://…>"),
    _markup("a deletion", r"~~(?=\S)(?:[^~]|~(?!~))+~~", "remove these words"),
    _markup("a lowered letter", r"(?<!~)~[\w+\-()−]{1,12}~(?!~)", _SHIFTED),
    _markup("a raised letter", r"\^[^\s^\[\]]{1,20}\^", _SHIFTED),
    _markup("a raised letter", r"(?<=\w)\^\^", _SHIFTED),
    _markup("a lowered letter", r"(?<=\w)~~(?=\w)", _SHIFTED),
    _markup("a raised letter", rf"(?<=[\w)\]{READ}])\^[\w({{+−-][^\s^,;.]*", _SHIFTED),
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
    _markup("a picture's name", r"(?<![\w:]):[a-z][a-z_+-]*[a-z]:(?![\w:])", "remove it"),
    _markup("a box to tick", r"\[[ _]?\]", _TICKED),
    _markup("a numbered example", r"\(@\)", "write a numbered list: 1. item"),
    _markup("a comment", r"%%(?=\S)[^%\n]*[^%\s]%%", _UNSEEN),
    _markup(
        "an abbreviation", r"\[>(?=[^\W\d])[^\[\]\n]*\]", "write it out where you first use it"
    ),
    _markup(
        "a macro",
        r"(?<!\w)\w*(?:footnote|image|link|xref|kbd|btn|menu|anchor)::?[^\s\[\]]*\[[^\[\]\n]*\]",
        "write it in plain Markdown",
    ),
    _markup("emphasis", r"(?<!')'{3}(?=[^'\s])[^'\n]+'{3}(?!')", "write *words* or **words**"),
    _markup("a hidden passage", r"\|\|(?=[^|\s])[^|\n]*[^|\s]\|\|", "take it out, or show it"),
    _markup("a forum's mark", r"\[/[a-z]+\]", "write *words*, or the words alone"),
)
"""Markup that may stand anywhere in a block."""

_BULLETS = "•‣⁃◦∙●○▪▫■□◆◇➢➤►▶✓✔❖"
_ENUMERATED = r"\(?(?:[a-zA-Z]|[ivx]{1,4}|\d{1,3})[.)][ \t]+\S[^\n]*"

BEGINNING: tuple[ForeignMarkup, ...] = (
    _markup("a heading", r"^(#{2,6})[^\s#][^\n]*", "put a blank after the signs: ## Words", r"\1 "),
    _markup("a heading", r"\A#(?=[^\W\d])[^\n]*\w\Z", _HEADING),
    _markup("a heading", r"^={1,6}[ \t]+\S[^\n]*", _HEADING),
    _markup("a heading", r"^h[1-6]\.[ \t]+\S[^\n]*", _HEADING),
    _markup("a bullet", rf"^([{_BULLETS}][ \t\u00a0]*)(?=\S)", "write - item", "- "),
    _markup("a bullet", r"^(·[ \t\u00a0]+)(?=\S)", "write - item", "- "),
    _markup("a bullet", r"^([-+])(?=[^\W\d_]{2})", "put a blank after the sign: - item", "- "),
    _markup(
        "a number", r"^(\d{1,3}[.)])(?=[^\W\d_])", "put a blank after the number: 1. item", r"\1 "
    ),
    _markup("a list", r"^\*(?=[^\W\d_])[^*\n]*(?:\n\*(?=[^\W\d_])[^*\n]*)+", "write - item"),
    _markup("a list", r"^[–—][ \t][^\n]*(?:\n[–—][ \t][^\n]*)+", "write - item"),
    _markup("a list", rf"^{_ENUMERATED}(?:\n{_ENUMERATED})+", "write 1. item after an empty line"),
    _markup("a list", r"^#\.[ \t][^\n]*", "write 1. item"),
    _markup("a box to tick", r"^\[[xX✓]\](?=\s)", _TICKED),
    _markup("an abbreviation", r"^\*\[[^\]\n]+\]:[^\n]*", "write it out where you first use it"),
    _markup("a box", r"^(?:!{3}[ \t]?\w|\[![A-Za-z]+\])[^\n]*", 'write ::: {.sidebar title="…"}'),
    _markup("a line of signs", r"^[-=+|:~^ ]{3,}$", "remove it"),
    _markup(
        "a directive", r"^(?:\.\. (?:[\w-]+::|[_\[|])|#\+\w)[^\n]*", "write it in plain Markdown"
    ),
    _markup("a block's name", r"(?:^|(?<=\s))\^[A-Za-z][\w-]*$", "remove it"),
    _markup("a table of contents", r"^\[(?i:toc)\]$", _CONTENTS),
    _markup(
        "a table",
        r"^[^\t\n]+\t[^\n]*(?:\n[^\t\n]+\t[^\n]*)+",
        "write its rows between bars, | a | b |, and a row of dashes below the first",
    ),
)
"""Markup that begins a line of a paragraph."""

# One class of characters comes first, by which texts are searched several times faster.
_INSIDE_SIGNS = re.compile(
    r"[~^=$\\+*_<{}\[\]&:(%'|](?:(?<=[^:(%'|])|(?<=:)[a-z]|(?<=\()@|(?<=%)%|(?<=')'{2}|(?<=\|)\|)"
)
_BEGINNING_SIGNS = re.compile(
    rf"\s(?:(?<=\n)(?:[#{_BULLETS}·+–—*=!.|:~^\[(-]|[A-Za-z\d]{{1,4}}[.)])|(?<=\t)|\^)"
)


def may_hold_inside(words: str) -> bool:
    """Whether words have a sign that some row of INSIDE needs: else they need no search."""
    return _INSIDE_SIGNS.search(words) is not None


def may_begin_a_line(words: str) -> bool:
    """Whether words have a sign that some row of BEGINNING needs, at the start of a line."""
    return _BEGINNING_SIGNS.search(f"\n{words}") is not None

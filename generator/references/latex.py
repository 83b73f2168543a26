"""LaTeX in the values of BibTeX → plain words, and back. A command that is not known is refused."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable


class UnreadLatexError(ValueError):
    """LaTeX that has no plain words; it says which."""


_LONGEST = 5_000  # characters; reading far more takes minutes


def words_of_latex(value: str) -> str:
    """The words of a value as they would be printed, on one line. Raises UnreadLatexError."""
    if not re.search(r"[\\{}$&~`'^_-]", value):
        return " ".join(value.split())
    if len(value) > _LONGEST:
        raise UnreadLatexError(f"LaTeX of {len(value):,} characters")
    # Alignment marks and comments are letters in a value: what writes BibTeX may not escape them.
    escaped = re.sub(r"(?<!\\)([&%#])", r"\\\1", _RAISED_OR_LOWERED.sub(_in_unicode, value))
    try:
        words = _reader()(escaped)
    except UnreadLatexError:
        raise
    except (ValueError, LookupError, TypeError, RecursionError):  # of pylatexenc, by its parts
        raise UnreadLatexError(" ".join(value.split())[:60]) from None
    return " ".join(words.replace("ˆ", "^").split())


# "H$_2$O", "km\textsuperscript{2}"
_RAISED_OR_LOWERED = re.compile(
    r"\$(?P<sign>[_^])\{?(?P<math>[0-9+-]+)\}?\$|\\text(?P<kind>super|sub)script\{(?P<text>[0-9+-]+)\}"
)
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")


def _in_unicode(found: re.Match[str]) -> str:
    is_raised = found["sign"] == "^" or found["kind"] == "super"
    return (found["math"] or found["text"]).translate(_RAISED if is_raised else _LOWERED)


@lru_cache(maxsize=1)
def _reader() -> Callable[[str], str]:
    from pylatexenc.latex2text import (
        LatexNodes2Text,
        MacroTextSpec,
        get_default_latex_context_db,
    )

    every = get_default_latex_context_db()
    known = every.filter_context(keep_categories=_LETTERS_AND_ACCENTS)
    dress = [MacroTextSpec(name, discard=False) for name in _DRESS]
    refused = [MacroTextSpec(name, simplify_repl=_unknown_command) for name in ("input", "include")]
    symbols = [MacroTextSpec(name, sign) for name, sign in _SYMBOLS.items()]
    known.add_context_category("own", macros=[*dress, *symbols, *refused], prepend=True)
    known.set_unknown_macro_spec(MacroTextSpec("", simplify_repl=_unknown_command))
    reader = LatexNodes2Text(math_mode="text", keep_comments=True, latex_context=known)

    def read(value: str) -> str:
        words: str = reader.latex_to_text(value, tolerant_parsing=False)
        return words

    return read


_LETTERS_AND_ACCENTS = ("latex-base", "nonascii-specials", "advanced-symbols")
# How words look, which a note decides by itself: the words stay.
_DRESS = ("emph", "text", "textrm", "textit", "textbf", "textsc", "textsl", "mkbibquote", "url")

_SYMBOLS = {
    "euro": "€",
    "texteuro": "€",
    "pounds": "£",
    "textsterling": "£",
    "textgreater": ">",
    "textless": "<",
    "textbar": "|",
    "textdegree": "°",
    "copyright": "©",
    "slash": "/",
}


def _unknown_command(node: Any, **_: object) -> NoReturn:
    raise UnreadLatexError(f"\\{node.macroname}")


_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
} | {letter: f"\\{letter}" for letter in "&%$#_"}
_LIGATURES = re.compile(r"(?<=-)(?=-)|(?<=[`'!?])(?=[`'])")


def as_latex(words: str) -> str:
    """Plain words as a value of BibTeX in UTF-8, which `words_of_latex` reads back."""
    parts = _LIGATURES.split(words)
    return "{}".join("".join(_ESCAPES.get(letter, letter) for letter in part) for part in parts)

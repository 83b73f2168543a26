"""Words from another program → Markdown that says exactly these words.

Nothing is escaped that needs no backslash, since people will read and edit the text. So the words
are written with as few as possible, and read back; with more, until they say what was meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from urllib.parse import quote

from msgspec import Struct
from msgspec.structs import replace

from generator.config.addresses import is_address
from generator.drafting.reading_back import TypingContext, WordsRead, read_back, runs_read
from generator.incoming.file import IncomingRun


class Verbatim(Struct, frozen=True):
    """Markdown that is put among words as it is: the mark of a note, a comment, a citation."""

    markdown: str


TypedPiece = IncomingRun | Verbatim


def markdown_of(pieces: Iterable[TypedPiece], context: TypingContext = "paragraph") -> str:
    """One line of Markdown, or several with hard breaks, that says these words in these looks.

    White space is single blanks; in a heading and a cell, so is the end of a line. A link that no
    brief may have, and a look that Markdown cannot give these words, are left out.
    """
    said = _single_blanks(pieces, context)
    if _says_no_markup(said):
        return "".join(piece.text for piece in said if isinstance(piece, IncomingRun)).strip()
    text = ""
    for escape, dress in _MANNERS:
        kept = tuple(_in_looks(piece, dress.looks) for piece in said)
        text = _joined_lines(_spelled(kept, escape, dress, context))
        if read_back(text, context) == WordsRead.of(_as_read(kept)):
            break
    return text


# --- what is to be said ---------------------------------------------------------------------

_BLANKS = re.compile(r"[ \t\r\f\v\x1c-\x1f\x85]+")
_LINE_END = re.compile(r"\s*\n\s*")
_UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff\ufffc\ufff9\ufffe\uffff]")
_SHIFTED = re.compile(r"(?:[^\W_]|[+−–=.,/-]){1,12}")  # as `markdown.line_rules` reads them


def _single_blanks(pieces: Iterable[TypedPiece], context: TypingContext) -> tuple[TypedPiece, ...]:
    """The pieces with single blanks, without looks that Markdown has not; neighbours joined."""
    done: list[TypedPiece] = []
    for look, group in groupby(_comments_behind(pieces), _look):
        before = done[-1] if done else None
        if look is None:
            if isinstance(before, IncomingRun) and before.text.endswith("\n"):
                done[-1] = replace(before, text=before.text[:-1] + " ")
            done += group
            continue
        text = "".join(piece.text for piece in group if isinstance(piece, IncomingRun))
        text = text if context == "paragraph" else text.replace("\n", " ")
        text = _LINE_END.sub("\n", _BLANKS.sub(" ", _UNWRITABLE.sub("", text)))
        if before is None or (isinstance(before, IncomingRun) and before.text[-1] in " \n"):
            text = text.lstrip(" \n")
        if text:
            done.append(replace(look, text=text))
    return tuple(done)


def _comments_behind(pieces: Iterable[TypedPiece]) -> list[TypedPiece]:
    """The pieces, comments before the first words behind all of them.

    A line that begins with a comment is that comment alone (CommonMark, 4.6).
    """
    waiting = list(pieces)
    first = next((at for at, one in enumerate(waiting) if _begins_a_line(one)), len(waiting))
    return [*waiting[first:], *waiting[:first]]


def _begins_a_line(piece: TypedPiece) -> bool:
    """Whether a piece may stand first in its line: no comment, and no blanks alone."""
    if isinstance(piece, Verbatim):
        return not piece.markdown.startswith("<!--")
    return bool(piece.text.strip())


def _look(piece: TypedPiece) -> IncomingRun | None:
    """The look that is kept of a run; None for Markdown that is put as it is."""
    if isinstance(piece, Verbatim):
        return None
    shift = piece.shift if _SHIFTED.fullmatch(piece.text) else ""
    link = piece.link if is_address(piece.link) and piece.link != piece.text.strip() else ""
    return IncomingRun("", bold=piece.bold, italic=piece.italic, shift=shift, link=link)


def _in_looks(piece: TypedPiece, looks: Sequence[str]) -> TypedPiece:
    """A piece without the looks that are not among these."""
    if isinstance(piece, Verbatim):
        return piece
    return IncomingRun(piece.text, **{name: getattr(piece, name) for name in looks})


def _as_read(pieces: Iterable[TypedPiece]) -> Iterator[IncomingRun]:
    """The pieces as a reader of the Markdown has them: a citation that leads nowhere is words."""
    for piece in pieces:
        if isinstance(piece, Verbatim):
            yield from runs_read(piece.markdown)
        else:
            yield piece


_RISKY = re.compile(
    r"[\\`*_{}\[\]<>~^$=+&@|\n]|:[a-z/]|\(@|%%|'{3}|^\s*(?:[^\w\s\"“‘'(]|[A-Za-z\d]{1,9}[.):])"
)


def _says_no_markup(pieces: Sequence[TypedPiece]) -> bool:
    """Whether no sign in the words can be markup, and none of them has a look."""
    return all(
        isinstance(piece, IncomingRun) and piece == IncomingRun(piece.text) for piece in pieces
    ) and not any(_RISKY.search(piece.text) for piece in pieces if isinstance(piece, IncomingRun))


# --- how it is written ----------------------------------------------------------------------

_Escape = Callable[[str, bool], str]

_ACTING = re.compile(
    r"[\\*`~^]"
    r"|(?<![^\W_])_|_(?![^\W_])"
    r"|[\[\]{}]"
    r"|(?<![\w\\])@"
    r"|\$(?=[^$]*\$)|==|\+\+|%%|'(?='')"
    r"|<(?=[A-Za-z/!?%<])"
    r"|&(?=#?\w+)"
    r"|:(?=[a-z/:])"
)
_BEGINNING = re.compile(r"(?m)^( *)(?:([#>|=~:+-])|(\d{1,9}|[A-Za-z\d]{1,4})([.)]))")
_SIGNS = re.compile(r"[!-/:-@\[-`{-~]")
_NO_SIGN_BEGINS = re.compile(r"(?m)^( *)([^\w\s!-~])")


def _with_care(words: str, first: bool) -> str:
    """A backslash before each sign that often acts as markup."""
    text = _ACTING.sub(_backslashed, words)
    if first:
        text = _BEGINNING.sub(
            lambda found: (
                f"{found[1]}\\{found[2]}" if found[2] else f"{found[1]}{found[3]}\\{found[4]}"
            ),
            text,
        )
    return text


def _in_full(words: str, first: bool) -> str:
    """A backslash before each sign that has one; any other sign that begins a line by its code."""
    text = _SIGNS.sub(_backslashed, words)
    if first:
        text = _NO_SIGN_BEGINS.sub(lambda found: f"{found[1]}&#{ord(found[2])};", text)
    return text


def _backslashed(found: re.Match[str]) -> str:
    return f"\\{found[0]}" if len(found[0]) == 1 else "".join(f"\\{sign}" for sign in found[0])


class _Dress(Struct, frozen=True):
    """Which looks are given, from the outside in, and how: `italic` is the sign of italics."""

    looks: tuple[str, ...] = ("link", "bold", "italic", "shift")
    italic: str = "*"
    trimmed: bool = False  # stops at the edge of a look stand outside its signs


_AS_IT_IS = _Dress()
_MANNERS: tuple[tuple[_Escape, _Dress], ...] = (
    (lambda words, _: words, _AS_IT_IS),
    (_with_care, _AS_IT_IS),
    (_with_care, _Dress(italic="_")),
    (_with_care, _Dress(trimmed=True)),
    (_in_full, _AS_IT_IS),
    (_in_full, _Dress(italic="_", trimmed=True)),
    (_in_full, _Dress(("link", "bold", "shift"), trimmed=True)),
    (_in_full, _Dress(("link", "italic", "shift"), trimmed=True)),
    (_in_full, _Dress(("link", "shift"))),
    (_in_full, _Dress(())),
)


def _spelled(
    pieces: Sequence[TypedPiece], escape: _Escape, dress: _Dress, context: TypingContext
) -> str:
    """The pieces as Markdown. Only the first begins a line, or what follows the end of one."""
    texts: list[TypedPiece] = []
    first = True
    for piece in pieces:
        if isinstance(piece, Verbatim):
            texts.append(piece)
        else:
            lines = piece.text.split("\n")
            text = "\n".join(escape(line, first or number > 0) for number, line in enumerate(lines))
            text = re.sub(r"(?<!\\)\|", r"\\|", text) if context == "cell" else text
            texts.append(replace(piece, text=text))
        first = False
    return _nested(texts, dress.looks, dress)


def _nested(pieces: Sequence[TypedPiece], looks: Sequence[str], dress: _Dress) -> str:
    """The pieces, those that share a look between the signs of it."""
    if not looks:
        return "".join(
            piece.markdown if isinstance(piece, Verbatim) else piece.text for piece in pieces
        )
    name, *inner = looks
    parts: list[str] = []
    for value, group in groupby(pieces, lambda piece: getattr(piece, name, "")):
        text = _nested(tuple(group), inner, dress)
        parts.append(_in_signs(text, name, value, dress) if value else text)
    return "".join(parts)


_EDGES = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)
_EDGES_WITH_STOPS = re.compile(r"((?:\\?[^\w\\])*)(.*?)((?:\\?[^\w\\])*)", re.DOTALL)


def _in_signs(text: str, name: str, value: str, dress: _Dress) -> str:
    found = (_EDGES_WITH_STOPS if dress.trimmed and name != "link" else _EDGES).fullmatch(text)
    before, words, after = found.groups() if found else ("", text, "")
    if not words:
        return text
    match name:
        case "link":
            words = f"[{words}]({typed_address(value)})"
        case "bold":
            words = f"**{words}**"
        case "italic":
            words = f"{dress.italic}{words}{dress.italic}"
        case _:
            sign = "^" if value == "superscript" else "~"
            words = f"{sign}{words}{sign}"
    return f"{before}{words}{after}"


def typed_address(link: str) -> str:
    """The address of a link as it stands between the brackets of Markdown."""
    return quote(link, safe=":/?#@!$&'*+,;=%-._~")


def _joined_lines(text: str) -> str:
    """A line that ends inside a paragraph ends in a backslash (CommonMark, 6.7)."""
    return text.strip().replace("\n", "\\\n")

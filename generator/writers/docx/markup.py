"""WordprocessingML as text: words made safe for XML, runs, and Word's units.

Parts are put together as strings, as every writer does it: fifty times faster than elements.
Whatever comes from a document passes through `escaped` or `run`.
"""

from __future__ import annotations

from functools import cache
from math import floor
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from generator.language.visible import escaped

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
# What Word 2010 and 2013 brought; others may leave it out.
NEWER_NAMESPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" mc:Ignorable="w14 w15"'
)

# --- units: all lengths of a theme are points --------------------------------------------


def twips(points: float) -> int:
    """Twentieths of a point, for indents and spacing."""
    return floor(points * 20 + 0.5)


def half_points(points: float) -> int:
    """Half points, for font sizes: Word knows no finer ones."""
    return floor(points * 2 + 0.5)


def eighths(points: float) -> int:
    """Eighths of a point, for lines; a quarter of a point to 12 (ISO 29500-1, 17.18.2)."""
    return min(96, max(2, floor(points * 8 + 0.5)))


def emu(points: float) -> int:
    """English metric units, for drawings."""
    return floor(points * 12700 + 0.5)


# --- colours ----------------------------------------------------------------------------


def color(value: str) -> str:
    """A theme's `#rrggbb` as Word writes it."""
    return value.removeprefix("#").upper()


FIXED = "none"  # a place in the document theme: it keeps its colour whatever that has


def shading(ground: str, place: str = "") -> str:
    """The `w:shd` of what stands on a ground; `place` ties it to the document theme."""
    tied = f' w:themeFill="{place}"' if place else ""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{color(ground)}"{tied}/>'


def ink(value: str, place: str = "") -> str:
    """The `w:color` of words; `place` ties it to the document theme."""
    tied = f' w:themeColor="{place}"' if place else ""
    return f'<w:color w:val="{color(value)}"{tied}/>'


# --- words -------------------------------------------------------------------------------

_WORDS, _WORDS_END = '<w:t xml:space="preserve">', "</w:t>"
_HYPHENS = {"\u00ad": "<w:softHyphen/>", "\u2011": "<w:noBreakHyphen/>"}


# --- runs --------------------------------------------------------------------------------

_EAST_ASIAN = {"ja", "ko", "zh"}
_RIGHT_TO_LEFT = {"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"}


class RunFormat(Struct, frozen=True, cache_hash=True):
    """What sets a run apart from its paragraph. `style` is the id of a character style.

    `bold` and `italic` are None where the styles decide. In a paragraph whose words are so already
    (`on_bold`, `on_italic`) a character style that says the same would undo it (17.7.3).
    """

    bold: bool | None = None
    italic: bool | None = None
    style: str = ""
    language: str = ""
    plain_links: bool = False  # not underlined
    in_no_language: bool = False  # not spelt nor hyphenated: an address
    shift: Literal["", "superscript", "subscript"] = ""
    size: float = 0.0  # of the paragraph's words, in points, as its style has it; 0 is that of body
    on_bold: bool = False
    on_italic: bool = False
    link_ink: str = ""  # of links and marks of notes among the words; as those are, without one


PLAIN = RunFormat()
STRONG_STYLE = "Strong"
EMPHASIS_STYLE = "Emphasis"


@cache
def emphasised(form: RunFormat) -> RunFormat:
    """The format of words that are emphasised among those of a format."""
    if form.style:
        return replace(form, italic=True)
    return replace(form, style=EMPHASIS_STYLE, italic=form.on_italic or None)


@cache
def strengthened(form: RunFormat) -> RunFormat:
    """The format of words that are strong among those of a format."""
    if form.style:
        return replace(form, bold=True)
    return replace(form, style=STRONG_STYLE, bold=form.on_bold or None)


@cache
def styled(form: RunFormat, style: str) -> RunFormat:
    """The format in a character style; what that takes the place of stands by the words."""
    if form.style == STRONG_STYLE:
        return replace(form, style=style, bold=True)
    if form.style == EMPHASIS_STYLE:
        return replace(form, style=style, italic=True)
    return replace(form, style=style)


def run(words: str, form: RunFormat = PLAIN) -> str:
    """A run of words; none if there are no words."""
    if not words:
        return ""
    content = f"{_WORDS}{escaped(words)}{_WORDS_END}"
    for hyphen, element in _HYPHENS.items():
        if hyphen in content:
            parted = content.replace(hyphen, f"{_WORDS_END}{element}{_WORDS}")
            content = parted.replace(_WORDS + _WORDS_END, "")
    return f"<w:r>{properties(form)}{content}</w:r>"


def mark(element: str, form: RunFormat = PLAIN) -> str:
    """A run that holds one element: a break, a tab, the number of a note."""
    return f"<w:r>{properties(form)}{element}</w:r>"


TAB = "<w:r><w:tab/></w:r>"


@cache
def properties(form: RunFormat) -> str:
    """The `w:rPr` of a run, its children in the order of ISO 29500-1, 17.3.2.28."""
    rtl = _primary(form.language) in _RIGHT_TO_LEFT
    children = [
        f'<w:rStyle w:val="{form.style}"/>' if form.style else "",
        _toggled("b", form.bold),
        _toggled("i", form.italic),
        "<w:noProof/>" if form.in_no_language else "",
        f'<w:vertAlign w:val="{form.shift}"/>' if form.shift else "",
        "<w:rtl/>" if rtl else "",
        language_tag(form.language) if form.language else "",
    ]
    found = "".join(children)
    return f"<w:rPr>{found}</w:rPr>" if found else ""


def _toggled(name: str, value: bool | None) -> str:
    if value is None:
        return ""
    off = "" if value else ' w:val="0"'
    return f"<w:{name}{off}/><w:{name}Cs{off}/>"


def language_tag(tag: str) -> str:
    """The `w:lang` of a BCP 47 tag, in the attribute that Word reads for its script."""
    value = escaped(tag)
    if "-latn" not in tag.lower():
        if _primary(tag) in _EAST_ASIAN:
            # In w:val programs look for the language of Latin words, and break them as its letters.
            return f'<w:lang w:val="en-US" w:eastAsia="{value}"/>'
        if _primary(tag) in _RIGHT_TO_LEFT:
            return f'<w:lang w:bidi="{value}"/>'
    return f'<w:lang w:val="{value}"/>'


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()

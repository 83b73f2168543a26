"""How letters look: the run properties of a style, and the styles of words in a line.

The styles that Word offers are those that an author needs, in the order of a brief. All others are
in the file, and hidden until somebody wears them.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from generator.document.markings import Marking
from generator.language.visible import escaped
from generator.recall.once import THEMES, once_each
from generator.theme.theme import Style, Theme
from generator.writers.docx.markup import (
    EMPHASIS_STYLE,
    FIXED,
    STRONG_STYLE,
    color,
    half_points,
    ink,
    shading,
    twips,
)
from generator.writers.docx.role_styles import WordStyle

LINK_STYLE = "Hyperlink"
PLAIN_LINK_STYLE = "PlainLink"
TERM_STYLE = "Term"
CODE_STYLE = "Code"
NOTE_MARK_STYLE = "FootnoteReference"
NOTE_NUMBER_STYLE = "NoteNumber"
COMMENT_STYLE = "CommentText"
COMMENT_MARK_STYLE = "CommentReference"
MARKING_STYLE = "Marking"

_NOTHING = Style(font="", size=0.0, color="")  # differs from any look in all that it has
_NOTE_NUMBER = 0.92
_SUPERSCRIPT = 0.65  # Word sets a superscript at about this share of its size


class CodeStyle(Struct, frozen=True):
    """The character style of code: a family of the theme, in a size in points."""

    id: str
    name: str
    font: str
    size: float


class LeadingStyle(Struct, frozen=True):
    """The character style of links or marks among words whose ink they have: white, mostly."""

    id: str
    base: str
    ink: str


def switched(name: str, value: bool, inherited: bool) -> str:
    """A property that is on or off, where it differs from the one inherited."""
    if value == inherited:
        return ""
    return f"<w:{name}/>" if value else f'<w:{name} w:val="0"/>'


def run_properties(look: Style, other: Style, theme: Theme, place: str = "") -> str:
    """The `w:rPr` of a style, in the order of ISO 29500-1, 17.3.2.28.

    `place` ties its colours to the document theme.
    """
    size = half_points(look.size)
    children = [
        font_names(theme, look.font) if look.font != other.font else "",
        switched("b", look.bold, other.bold) + switched("bCs", look.bold, other.bold),
        switched("i", look.italic, other.italic) + switched("iCs", look.italic, other.italic),
        switched("caps", look.caps == "all", other.caps == "all"),
        switched("smallCaps", look.caps == "small", other.caps == "small"),
        ink(look.color, place) if look.color != other.color else "",
        f'<w:spacing w:val="{twips(look.tracking)}"/>' if look.tracking != other.tracking else "",
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if look.size != other.size else "",
        _underline(look.underline) if look.underline != other.underline else "",
        shading(look.ground, place) if look.ground and look.ground != other.ground else "",
    ]
    found = "".join(children)
    return f"<w:rPr>{found}</w:rPr>" if found else ""


def _underline(value: bool) -> str:
    return f'<w:u w:val="{"single" if value else "none"}"/>'


def font_names(theme: Theme, font: str) -> str:
    """A family by name, and by its place in the document theme if it has one there."""
    name = escaped(theme.fonts[font].name)
    named = f'w:ascii="{name}" w:hAnsi="{name}" w:cs="{name}"'
    place = {"text": "minor", "display": "major"}.get(font)
    if place is None:
        return f"<w:rFonts {named}/>"
    return (
        f'<w:rFonts {named} w:asciiTheme="{place}HAnsi" w:eastAsiaTheme="{place}EastAsia"'
        f' w:hAnsiTheme="{place}HAnsi" w:cstheme="{place}Bidi"/>'
    )


@once_each(THEMES)
def character_styles(theme: Theme) -> str:
    """The character styles that every file has."""
    note_mark = theme.style("note-mark")
    # Drawn at the mark's size: a superscript is set smaller than its own.
    raised = replace(note_mark, size=note_mark.size / _SUPERSCRIPT)
    letters = run_properties(raised, theme.style("body"), theme)
    letters = letters.removesuffix("</w:rPr>") or "<w:rPr>"
    look = theme.style("link")
    plain = ink(look.color, "hyperlink")
    # Said even where there is none: LibreOffice underlines a field in a link of itself.
    line, none = _underline(look.underline), _underline(False)
    followed = ink(look.color, "followedHyperlink")
    # At the foot of the page the number stands on the line, nearly as large as the note.
    number = replace(note_mark, size=theme.style("note").size * _NOTE_NUMBER)
    return (
        _character_style(NOTE_NUMBER_STYLE, "Note Number",
                         run_properties(number, theme.style("body"), theme))
        + _character_style(NOTE_MARK_STYLE, "footnote reference",
                         f'{letters}<w:vertAlign w:val="superscript"/></w:rPr>')
        + _character_style(LINK_STYLE, "Hyperlink", f"<w:rPr>{plain}{line}</w:rPr>")
        + _character_style("FollowedHyperlink", "FollowedHyperlink",
                         f"<w:rPr>{followed}{line}</w:rPr>")
        + _character_style(PLAIN_LINK_STYLE, "Plain Link", f"<w:rPr>{plain}{none}</w:rPr>",
                         ours=True)
        + _character_style(STRONG_STYLE, "Strong", "<w:rPr><w:b/><w:bCs/></w:rPr>")
        + _character_style(EMPHASIS_STYLE, "Emphasis", "<w:rPr><w:i/><w:iCs/></w:rPr>")
        + _character_style(TERM_STYLE, "Term", "", ours=True)
    )  # fmt: skip


def plain_letters(theme: Theme, role: str) -> str:
    """The `w:rPr` of words that wear the look of a role, whatever is around them."""
    return run_properties(theme.style(role), _NOTHING, theme)


def letter_style(style: WordStyle, paragraph: WordStyle, theme: Theme) -> str:
    """The character style of words that wear the look of a paragraph style, whatever is around.

    Two that Word links are one: where the ink of the two is another, they stand apart.
    """
    letters = run_properties(style.look, _NOTHING, theme)
    link = paragraph.id if paragraph.look == style.look else ""
    id_, name, link = map(escaped, (style.id, style.name, link))
    return _character_style(id_, name, letters, ours=True, link=link)


def code_style(style: CodeStyle, theme: Theme) -> str:
    """The character style of code, which is not spelt."""
    size = half_points(style.size)
    letters = (
        f"<w:rPr>{font_names(theme, style.font)}<w:noProof/>"
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    )
    return _character_style(style.id, style.name, letters, ours=True)


def leading_style(style: LeadingStyle) -> str:
    """The character style of links or marks in another ink than elsewhere."""
    name = f"{style.base} {color(style.ink)}"
    return _character_style(
        style.id, name, f"<w:rPr>{ink(style.ink)}</w:rPr>", ours=True, base=style.base
    )


def marking_style(marking: Marking, theme: Theme) -> str:
    """The character style of a marking that has a look of its own."""
    header = theme.style("header")
    look = Style(font=header.font, size=marking.look.size, bold=True)
    look = replace(look, color=marking.look.color, ground=marking.look.ground)
    letters = run_properties(look, _NOTHING, theme, FIXED)  # its scheme says its colours
    return _character_style(MARKING_STYLE, "Marking", letters, ours=True)


def _character_style(
    id_: str,
    name: str,
    letters: str,
    *,
    ours: bool = False,
    link: str = "",
    base: str = "DefaultParagraphFont",
) -> str:
    linked = f'<w:link w:val="{link}"/>' if link else ""
    custom = ' w:customStyle="1"' if ours else ""
    return (
        f'<w:style w:type="character"{custom} w:styleId="{id_}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{base}"/>{linked}{shown_as(id_)}{letters}</w:style>'
    )


_OFFERED = (
    *("BodyText", "Heading1", "Heading2", "Heading3", "Heading4", "Lead", "KeyPoint"),
    *("ListBullet", "ListBullet2", "ListNumber", "ListNumber2", "ListContinue", "Quote"),
    *("DefinitionTerm", "Definition", "Caption", "TableHeader", "TableCell", "TableSource"),
    *("Figure", "Strong", "Emphasis", "Term", "Code"),
)
HIDDEN = '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'


def shown_as(id_: str) -> str:
    """What a style says of its place among those that Word offers (ISO 29500-1, 17.7.4.19)."""
    if id_ not in _OFFERED:
        return HIDDEN
    return f'<w:uiPriority w:val="{_OFFERED.index(id_) + 1}"/><w:qFormat/>'

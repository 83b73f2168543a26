"""The styles part: every style as XML, with only its differences from its base."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.document.markings import Marking
from generator.language.visible import escaped
from generator.recall.once import THEMES, once_each
from generator.theme.theme import Rule, Theme
from generator.writers.docx.character_styles import (
    COMMENT_MARK_STYLE,
    COMMENT_STYLE,
    HIDDEN,
    character_styles,
    code_style,
    font_names,
    leading_style,
    letter_style,
    marking_style,
    run_properties,
    shown_as,
    switched,
)
from generator.writers.docx.markup import (
    NAMESPACES,
    NEWER_NAMESPACES,
    color,
    eighths,
    half_points,
    ink,
    language_tag,
    shading,
    twips,
)
from generator.writers.docx.role_styles import WordStyle
from generator.writers.docx.styles import Styles, plain_styles

TABLE_STYLE = "BriefTable"
# Word's own styles that this file does not define stay out of the reader's sight.
_LATENT = (
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1"'
    ' w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
)
_DEFAULT_STYLES = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    f'<w:name w:val="Default Paragraph Font"/>{HIDDEN}</w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
    f'<w:name w:val="Normal Table"/>{HIDDEN}<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    "</w:style>"
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList">'
    f'<w:name w:val="No List"/>{HIDDEN}</w:style>'
)

_COMMENT_STYLES = (
    f'<w:style w:type="paragraph" w:styleId="{COMMENT_STYLE}"><w:name w:val="annotation text"/>'
    f'<w:basedOn w:val="Normal"/>{HIDDEN}<w:pPr><w:spacing w:line="240" w:lineRule="auto"/></w:pPr>'
    '<w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr></w:style>'
    f'<w:style w:type="character" w:styleId="{COMMENT_MARK_STYLE}">'
    '<w:name w:val="annotation reference"/><w:basedOn w:val="DefaultParagraphFont"/>'
    f'{HIDDEN}<w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:style>'
)


def stylesheet(
    styles: Styles,
    theme: Theme,
    tag: str,
    *,
    marking: Marking | None,
    commented: bool,
    endnotes: bool,
) -> str:
    """The styles part (ISO 29500-1, 17.7) of a document in the language `tag`.

    It has styles for a marking, for comments and for endnotes if the document has these.
    """
    every = styles.all()
    known = {style.id: style for style in every}
    linked, plain = styles.linked, _plain_sheet(theme)
    paragraphs = (
        plain[style.id]
        if style.id in plain and style.id not in linked
        else _paragraph_style(style, known.get(style.base), theme, linked.get(style.id))
        for style in every
    )
    letters = [letter_style(style, known[id_], theme) for id_, style in linked.items()]
    letters += [code_style(style, theme) for style in styles.codes]
    letters += map(leading_style, styles.leading_styles)
    return (
        f"<w:styles {NAMESPACES} {NEWER_NAMESPACES}>"
        f"{_defaults(theme, tag)}{_LATENT}{_DEFAULT_STYLES}"
        f"{''.join(paragraphs)}{character_styles(theme)}{''.join(letters)}"
        f"{marking_style(marking, theme) if marking else ''}"
        f"{_COMMENT_STYLES if commented else ''}{_ENDNOTE_STYLES if endnotes else ''}"
        f"{_table_style(theme)}</w:styles>"
    )


@once_each(THEMES)
def _plain_sheet(theme: Theme) -> Mapping[str, str]:
    """The styles of roles by their ids, where no character style goes with them."""
    plain = plain_styles(theme)
    every = {style.id: style for style in (plain.normal, *plain.roles.values())}
    return {
        id_: _paragraph_style(style, every.get(style.base), theme, None)
        for id_, style in every.items()
    }


# What Word takes for the endnotes that somebody adds: they look as ours do.
_ENDNOTE_STYLES = (
    '<w:style w:type="paragraph" w:styleId="EndnoteText"><w:name w:val="endnote text"/>'
    '<w:basedOn w:val="FootnoteText"/><w:uiPriority w:val="99"/></w:style>'
    '<w:style w:type="character" w:styleId="EndnoteReference">'
    '<w:name w:val="endnote reference"/><w:basedOn w:val="FootnoteReference"/>'
    '<w:uiPriority w:val="99"/></w:style>'
)


def _defaults(theme: Theme, tag: str) -> str:
    body = theme.style("body")
    size = half_points(body.size)
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{font_names(theme, body.font)}"
        '<w:kern w:val="2"/>'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>{language_tag(tag)}'
        '<w14:ligatures w14:val="standardContextual"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:widowControl/><w:autoSpaceDE w:val="0"/>'
        '<w:autoSpaceDN w:val="0"/><w:spacing w:before="0" w:after="0"'  # as no PDF has it
        f' w:line="{twips(body.leading)}" w:lineRule="exact"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
    )


def plain_style(style: WordStyle, theme: Theme, tag: str) -> str:
    """The style that ours are based on where the defaults are those of a house: it says them all.

    So nothing of the house's defaults shows in what the house says nothing of.
    """
    look = style.look
    size = half_points(look.size)
    off = "".join(
        f'<w:{name} w:val="0"/>' for name in ("b", "bCs", "i", "iCs", "caps", "smallCaps")
    )
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style.id}">'
        f'<w:name w:val="{style.name}"/>{HIDDEN}'
        '<w:pPr><w:keepNext w:val="0"/><w:keepLines w:val="0"/><w:pageBreakBefore w:val="0"/>'
        '<w:widowControl/><w:suppressAutoHyphens w:val="0"/>'
        '<w:spacing w:before="0" w:beforeAutospacing="0" w:after="0" w:afterAutospacing="0"'
        f' w:line="{twips(look.leading)}" w:lineRule="exact"/>'
        '<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:contextualSpacing w:val="0"/>'
        '<w:jc w:val="left"/></w:pPr>'
        f"<w:rPr>{font_names(theme, look.font)}{off}{ink(look.color)}"
        '<w:spacing w:val="0"/><w:kern w:val="2"/>'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:u w:val="none"/>{language_tag(tag)}'
        '<w14:ligatures w14:val="standardContextual"/></w:rPr></w:style>'
    )


# --- paragraph styles --------------------------------------------------------------------


def _paragraph_style(
    style: WordStyle, base: WordStyle | None, theme: Theme, words: WordStyle | None
) -> str:
    """A paragraph style; `words` is the character style that goes with it."""
    if base is None:
        return (
            f'<w:style w:type="paragraph" w:default="1" w:styleId="{style.id}">'
            f'<w:name w:val="{style.name}"/>{HIDDEN}'
            f"<w:rPr>{ink(style.look.color)}</w:rPr></w:style>"
        )
    custom = ' w:customStyle="1"' if style.ours else ""
    linked = f'<w:link w:val="{escaped(words.id)}"/>' if words and words.look == style.look else ""
    following = f'<w:next w:val="{style.following}"/>' if style.following else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{escaped(style.id)}">'
        f'<w:name w:val="{escaped(style.name)}"/><w:basedOn w:val="{escaped(base.id)}"/>'
        f"{following}{linked}{shown_as(style.id)}{_paragraph_properties(style, base)}"
        f"{run_properties(style.look, base.look, theme)}</w:style>"
    )


def _paragraph_properties(style: WordStyle, base: WordStyle) -> str:
    """The `w:pPr` of a style, in the order of ISO 29500-1, 17.3.1.26."""
    look, other = style.look, base.look
    children = [
        switched("keepNext", look.keep_with_next, other.keep_with_next),
        switched("keepLines", look.keep_together, other.keep_together),
        _numbering(style),
        _borders(style, base),
        shading(style.fill) if style.fill else "",
        tab_stops(style.tabs),
        switched("suppressAutoHyphens", not look.hyphenate, not other.hyphenate),
        _spacing(style, base),
        indent(*style.indents) if style.indents != base.indents else "",
        f'<w:jc w:val="{JUSTIFICATION[look.align]}"/>' if look.align != other.align else "",
        "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>',
    ]
    found = "".join(children)
    return f"<w:pPr>{found}</w:pPr>" if found else ""


JUSTIFICATION = {"left": "left", "right": "right", "center": "center", "justify": "both"}


def _numbering(style: WordStyle) -> str:
    if style.numbering is None:
        return ""
    instance, level = style.numbering
    depth = f'<w:ilvl w:val="{level}"/>' if level else ""
    return f'<w:numPr>{depth}<w:numId w:val="{instance}"/></w:numPr>'


def _borders(style: WordStyle, base: WordStyle) -> str:
    look = style.look
    edges: Mapping[str, Rule]
    if style.borders is not None:
        edges = style.borders
    elif (look.above, look.below) == (base.look.above, base.look.below):
        return ""
    else:
        edges = {"top": look.above, "bottom": look.below}
    lines = [border(side, rule) for side, rule in edges.items() if rule.weight]
    return f"<w:pBdr>{''.join(lines)}</w:pBdr>" if lines else ""


def border(side: str, rule: Rule) -> str:
    """A border `w:top`, `w:left`, `w:insideH` … of a rule's weight, colour and gap."""
    return (
        f'<w:{side} w:val="single" w:sz="{eighths(rule.weight)}"'
        f' w:space="{min(31, round(rule.gap))}" w:color="{color(rule.color)}"/>'
    )


_ALIGNMENTS = {"dotted": 'right" w:leader="dot'}


def tab_stops(stops: Sequence[tuple[str, float]]) -> str:
    """The `w:tabs` of stops, each an alignment and its place in points.

    A stop that is `dotted` is one to the right, with a leader of dots.
    """
    found = "".join(
        f'<w:tab w:val="{_ALIGNMENTS.get(kind) or kind}" w:pos="{twips(place)}"/>'
        for kind, place in stops
    )
    return f"<w:tabs>{found}</w:tabs>" if found else ""


def _spacing(style: WordStyle, base: WordStyle) -> str:
    look, other = style.look, base.look
    values = []
    if look.before != other.before:
        values.append(f' w:before="{twips(look.before)}"')
    if look.after != other.after:
        values.append(f' w:after="{twips(look.after)}"')
    if style.lines == "auto":
        values.append(' w:line="240" w:lineRule="auto"')
    elif (look.leading, style.lines) != (other.leading, base.lines):
        values.append(f' w:line="{twips(look.leading)}" w:lineRule="{style.lines}"')
    return f"<w:spacing{''.join(values)}/>" if values else ""


def indent(left: float, right: float, first: float) -> str:
    """The `w:ind` of a paragraph, all in points; a negative `first` hangs."""
    line = f'w:hanging="{twips(-first)}"' if first < 0 else f'w:firstLine="{twips(first)}"'
    return f'<w:ind w:left="{twips(left)}" w:right="{twips(right)}" {line}/>'


@once_each(THEMES)
def _table_style(theme: Theme) -> str:
    look = theme.tables
    x, y = twips(look.padding_x), twips(look.padding_y)
    borders = "".join(
        border(side, rule)
        for side, rule in (("top", look.head), ("bottom", look.head), ("insideH", look.between))
        if rule.weight
    )
    under = f"<w:tcBorders>{border('bottom', look.under_header)}</w:tcBorders>"
    shade = shading(look.header_fill) if look.header_fill else ""
    band = f"<w:tcPr>{shading(look.banding)}</w:tcPr>" if look.banding else ""
    banded = f'<w:tblStylePr w:type="band2Horz">{band}</w:tblStylePr>' if band else ""
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{TABLE_STYLE}">'
        '<w:name w:val="Brief Table"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="25"/>'
        '<w:tblPr><w:tblStyleRowBandSize w:val="1"/>'
        f"<w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>"
        f'<w:top w:w="{y}" w:type="dxa"/><w:left w:w="{x}" w:type="dxa"/>'
        f'<w:bottom w:w="{y}" w:type="dxa"/><w:right w:w="{x}" w:type="dxa"/></w:tblCellMar>'
        '</w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr>'
        f"{under if look.under_header.weight else ''}{shade}</w:tcPr></w:tblStylePr>"
        f"{banded}</w:style>"
    )

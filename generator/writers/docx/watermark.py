"""A word across each page, behind the text: made as Word makes its own, in the header."""

from __future__ import annotations

from generator.language.visible import escaped
from generator.theme.theme import Style, Theme
from generator.writers.docx import measure

_SHARE = 1.15  # of the width of the text that the word takes: turned, it fills it
_DEEP = 1.1  # of the height of the text, at most: turned, it still stands on a low page
_HEIGHT = 1.0  # of the shape, to the size that its letters would have

_NAMESPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:w10="urn:schemas-microsoft-com:office:word"'
)
# Text on a path, number 136 of the shapes that every Office knows.
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
    ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
    '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
    '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
    '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
    '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>'
    '<v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t" o:connecttype="custom"'
    ' o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
    '<v:textpath on="t" fitshape="t"/></v:shapetype>'
)


def watermark_run(words: str, number: int, theme: Theme, *, landscape: bool) -> str:
    """A run with the words across a page, the `number`th of the file; none without words.

    It is named as Word names its watermarks, so that its command to remove them finds it.
    """
    if not words:
        return ""
    shown = words.upper()
    sheet = theme.sheet(landscape=landscape)
    width = min(theme.page.text_width * _SHARE, sheet.text_height * _DEEP)
    family = theme.fonts.get("display") or theme.family(theme.style("body"))
    height = width / measure.words_width(shown, Style(size=1.0, bold=True)) * _HEIGHT
    place = (
        "position:absolute;margin-left:0;margin-top:0;"
        f"width:{width:.1f}pt;height:{height:.1f}pt;rotation:315;z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    label = escaped(shown)
    return (
        f"<w:r><w:rPr><w:noProof/></w:rPr><w:pict {_NAMESPACES}>{_SHAPE_TYPE}"
        f'<v:shape id="PowerPlusWaterMarkObject{number}" o:spid="_x0000_s{2048 + number}"'
        f' type="#_x0000_t136" alt="{label}" style="{place}" o:allowincell="f"'
        ' fillcolor="#c8c8c8" stroked="f"><v:fill opacity=".5"/>'
        f'<v:textpath style="font-family:&quot;{escaped(family.name)}&quot;;font-size:1pt;'
        f'font-weight:bold" string="{label}"/></v:shape></w:pict></w:r>'
    )

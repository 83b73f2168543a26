"""What stands behind the text: the ground of the masthead, and the word across a draft.

The ground and the strips at its head and foot are rectangles behind the text: those of the head in
the first header, those of the foot in the text behind the masthead, so that they go down with it
where another typeface makes the title a line longer. Below them is nothing of the header: what
stands in the text hides it, even behind the words. The paragraphs of the title also have that
ground, for programs that show no shapes.
"""

from __future__ import annotations

from msgspec import Struct

from generator.document import Box
from generator.language.visible import escaped
from generator.theme.sheet import Sheet
from generator.theme.theme import BoxStyle, Style, Theme
from generator.writers.docx.flow import Flow, WordParagraph, space_after
from generator.writers.docx.making import DocxFile
from generator.writers.docx.markup import color, emu
from generator.writers.docx.measures import words_width
from generator.writers.docx.placing import spaced
from generator.writers.docx.role_styles import GAP


class Backdrop(Struct, frozen=True):
    """What stands behind a running head: runs that draw it, and the ground of its words."""

    art: str = ""
    ground: str | None = None


def masthead_of(file: DocxFile) -> Box | None:
    """The box that is the masthead: the first block, where its ground bleeds."""
    match file.document.blocks:
        case (Box(role) as box, *_) if (look := file.theme.box(role)).bleed and look.fill:
            return box
        case _:
            return None


def banded(flow: list[Flow], look: BoxStyle, file: DocxFile) -> list[Flow]:
    """The paragraphs of a masthead, with the room that its ground takes around them, and its foot.

    The foot hangs on a paragraph of a point behind the last line: LibreOffice 7.4 saves what hangs
    on a line in another place.
    """
    padding = space_after(flow[-1]) + look.padding_bottom
    before = spaced(flow, before=look.above.weight + look.padding_top, after=0.0)
    height = file.band_height - look.below.weight
    parts = ((padding - height, height, look.fill), (padding, look.below.weight, look.below.color))
    art = "".join(
        _rectangle(file.theme.page, "paragraph", top, size, fill or "", file.next_drawing())
        for top, size, fill in parts
        if size
    )
    after = padding + look.below.weight + look.after - GAP.look.leading
    return [*before, WordParagraph(GAP, art, after=max(0.0, after))]


def masthead_ground(file: DocxFile) -> Backdrop:
    """What stands behind the first header: the masthead's ground; nothing without a masthead.

    The file learns how wide the title is. Raises OSError where a font file cannot be read.
    """
    box = masthead_of(file)
    if box is None:
        return Backdrop()
    file.band_height, file.title_width = file.measures.masthead(box)
    page, look = file.theme.page, file.theme.box(box.role)
    above, below = look.above, look.below
    foot = page.top + file.band_height - below.weight - look.padding_bottom
    parts = ((foot, look.fill or ""), (above.weight, above.color))
    art = "".join(
        _rectangle(page, "page", 0.0, size, fill, file.next_drawing())
        for size, fill in parts
        if size
    )
    return Backdrop(art, look.fill)


_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)


def _rectangle(page: Sheet, origin: str, top: float, height: float, fill: str, number: int) -> str:
    """A run with a rectangle across the sheet, behind the text and said to be decorative.

    Its `top` is so many points below the head of the sheet or of the paragraph that it hangs on.
    """
    size = f'cx="{emu(page.width)}" cy="{emu(height)}"'
    return (
        f'<w:r><mc:AlternateContent xmlns:mc="{_COMPATIBILITY}"><mc:Choice Requires="wps"'
        f' xmlns:wps="{_SHAPE}"><w:drawing xmlns:a="{_DRAWING}/main">'
        f'<wp:anchor xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0"'
        f' distR="0" simplePos="0" relativeHeight="{number}" behindDoc="1" locked="0"'
        ' layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="{origin}"><wp:posOffset>{emu(top)}</wp:posOffset>'
        "</wp:positionV>"
        f'<wp:extent {size}/><wp:wrapNone/><wp:docPr id="{number}" name="Band {number}" descr="">'
        f"{_DECORATIVE}</wp:docPr><wp:cNvGraphicFramePr/>"
        f'<a:graphic><a:graphicData uri="{_SHAPE}"><wps:wsp><wps:cNvSpPr/><wps:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:srgbClr val="{color(fill)}"/></a:solidFill><a:ln><a:noFill/></a:ln>'
        "</wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        "</mc:Choice></mc:AlternateContent></w:r>"
    )


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
    height = width / words_width(shown, Style(size=1.0, bold=True)) * _HEIGHT
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

"""Figures: an image in a line of its own, with the words that stand for it."""

from __future__ import annotations

from generator.document import Figure
from generator.writers.docx.markup import emu, escaped

_PIXEL = 0.75  # points: 96 pixels to the inch

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


def drawing(figure: Figure, relationship: str, number: int, width: float) -> str:
    """The `w:drawing` of a figure, at most `width` points wide."""
    scale = min(1.0, width / (figure.width * _PIXEL))
    size = f'cx="{emu(figure.width * _PIXEL * scale)}" cy="{emu(figure.height * _PIXEL * scale)}"'
    name = escaped(figure.label or f"Image {number}")
    words = f'id="{number}" name="{name}" descr="{escaped(figure.alternative)}"'
    return (
        f'<w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing"'
        f' distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/><wp:docPr {words}/>'
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{_DRAWING}/main"'
        ' noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr {words}/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relationship}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )

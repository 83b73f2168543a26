"""What a PDF shows, read back for the manifest to be held against.

Closed by default: an entry of a font, an image or a link that no brief has counts as another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from generator.language.words import word_set
from generator.manifest.shown import (
    Shown,
    ShownArea,
    ShownDrawing,
    ShownFont,
    digest_of,
    operators_digest,
    shown_by_pdf,
)
from generator.opening.budget import Budget
from generator.opening.pdf_streams import read_stream
from generator.proof.pdf_beside import annotations_of
from generator.proof.pdf_text import content_streams

if TYPE_CHECKING:
    import pikepdf

_CODES = re.compile(rb"<[0-9A-Fa-f]+>")  # which other programs write in small letters
_TYPE_0 = word_set("/Type /Subtype /BaseFont /Encoding /DescendantFonts /ToUnicode")
_DESCENDANT = word_set("/Type /Subtype /BaseFont /CIDSystemInfo /FontDescriptor /CIDToGIDMap /W")
_FORM = word_set("/Type /Subtype /BBox /Matrix /Resources /Length /Filter /DecodeParms")
_IMAGE = word_set(
    "/Type /Subtype /Width /Height /ColorSpace /BitsPerComponent /SMask /Length /Filter "
    "/DecodeParms"
)


def shown_by(pdf: pikepdf.Pdf, budget: Budget) -> Shown:
    """What decides how the words of a PDF are seen. Raises BriefError if it asks for too much."""
    fonts: dict[str, str] = {}
    images: dict[str, str] = {}
    known: set[tuple[str, tuple[int, int]]] = set()
    for page in pdf.pages:
        resources: Any = page.obj.get("/Resources", {})
        for kind, found, digest in (
            ("/Font", fonts, _font_digest),
            ("/XObject", images, _image_digest),
        ):
            for name, one in resources.get(kind, {}).items():
                if one.objgen == (0, 0) or (name, one.objgen) not in known:
                    known.add((name, one.objgen))
                    # Two of one name on two pages are more than a brief has.
                    found[name[1:]] = found.get(name[1:], "") + digest(one, budget)
    drawings = (_drawing(page.obj, page, budget) for page in pdf.pages)
    return shown_by_pdf(drawings, fonts, images)


def _drawing(page: Any, whole: Any, budget: Budget) -> ShownDrawing:
    content = b"\n".join(read_stream(each, budget) for each in content_streams(whole))
    areas = (each for each in annotations_of(page, budget) if each.get("/Subtype") == "/Link")
    return ShownDrawing(
        [float(each) for each in page.get("/MediaBox", [])],
        operators_digest(_CODES.sub(lambda code: code[0].upper(), content)),
        [_area(each) for each in areas],
    )


def _area(link: Any) -> ShownArea:
    is_bare = int(link.get("/F", 0)) == 4 and all(
        int(each) == 0 for each in link.get("/Border", [1])
    )
    corners = [float(each) for each in link.get("/Rect", [])]
    return ShownArea(corners, str(link.get("/Contents", "")), is_bare)


def _font_digest(font: Any, budget: Budget) -> str:
    descendant: Any = font.get("/DescendantFonts", [{}])[0]
    descriptor = descendant.get("/FontDescriptor", {})
    streams = (
        (descriptor, "/FontFile2"),
        (descendant, "/CIDToGIDMap"),
        (font, "/ToUnicode"),
    )
    file, mapping, to_unicode = (_data_of(one.get(key), budget) for one, key in streams)
    others = [*_others(font, _TYPE_0), *_others(descendant, _DESCENDANT)]
    if font.get("/Encoding") != "/Identity-H":
        others.append("another encoding")
    return ShownFont(
        file, mapping, to_unicode, b"".join(_widths(descendant)), " ".join(others).encode()
    ).digest


def _widths(descendant: Any) -> Iterator[bytes]:
    """The widths of glyphs (ISO 32000-1, 9.7.4.3) as a brief has them: a code, and its own."""
    for each in descendant.get("/W", []):
        if isinstance(each, list) or hasattr(each, "__len__"):
            yield f"[{' '.join(map(_short, each))}]".encode()
        else:
            yield _short(each).encode()


def _short(value: Any) -> str:
    shown = f"{float(value):.3f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


def _image_digest(image: Any, budget: Budget) -> str:
    """An image by its samples or, as a JPEG, by its file; a drawing by its operators."""
    is_form = image.get("/Subtype") == "/Form"
    mask = _data_of(image.get("/SMask"), budget)
    if str(image.get("/Filter", "")) == "/DCTDecode":
        data = bytes(image.read_raw_bytes())
    else:
        data = _data_of(image, budget)
    others = [*_others(image, _FORM if is_form else _IMAGE)]
    said = [" ".join(others).encode()] if others else []
    return digest_of([data, *said] if is_form else [data, mask, *said])


def _others(one: Any, known: frozenset[str]) -> list[str]:
    return sorted({*one.keys()} - known)


def _data_of(stream: Any, budget: Budget) -> bytes:
    return b"" if stream is None else read_stream(stream, budget)

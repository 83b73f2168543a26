"""What a PDF shows, read back for the manifest to be held against.

Closed by default: an entry of a font, an image or a link that no brief has counts as another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from generator.language.words import word_set
from generator.manifest.shown import Shown, digest_of
from generator.manifest.shown_pdf import (
    CarriedFile,
    ShownDrawing,
    ShownFont,
    ShownPdf,
    area_shown,
    described_font,
    operators_digest,
    rounded,
    short_number,
)
from generator.opening.budget import Budget
from generator.opening.pdf_streams import read_stream
from generator.proof.needs import TAGS
from generator.proof.pdf_beside import SPECIFIED, annotations_of
from generator.proof.pdf_fonts import embedded_font
from generator.proof.pdf_heard import other_entries, said_of
from generator.proof.pdf_text import content_streams

if TYPE_CHECKING:
    import pikepdf

_CODES = re.compile(rb"<[0-9A-Fa-f]+>")  # which other programs write in small letters
_DESCRIPTOR = word_set(
    "/Type /FontName /Flags /FontBBox /ItalicAngle /Ascent /Descent /CapHeight /StemV"
)
_NUMBERS = ("/Flags", "/FontBBox", "/ItalicAngle", "/Ascent", "/Descent", "/CapHeight", "/StemV")
_EMBEDDED = word_set("/Type /Subtype /Params /Length /Filter /DecodeParms")
_PARAMETERS = word_set("/Size /ModDate")
_FORM = word_set("/Type /Subtype /BBox /Matrix /Resources /Length /Filter /DecodeParms")
_IMAGE = word_set(
    "/Type /Subtype /Width /Height /ColorSpace /BitsPerComponent /SMask /Length /Filter "
    "/DecodeParms"
)


def shown_by(pdf: pikepdf.Pdf, tags: str, budget: Budget) -> Shown:
    """What decides how the words of a PDF are seen and heard; `tags` is the digest of its tags.

    Raises BriefError if it asks for too much.
    """
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
    metadata = pdf.Root.get("/Metadata")
    return ShownPdf(
        drawings,
        fonts,
        images,
        tags,
        _places_told(pdf, budget),
        [_carried(one, budget) for one in pdf.Root.get("/AF", [])],
        {key[1:]: said_of(one, budget) for key, one in pdf.docinfo.items()},
        read_stream(metadata, budget),
    ).shown


def _places_told(pdf: pikepdf.Pdf, budget: Budget) -> Iterator[str]:
    """Where each name of the file leads to: the number of a page, and a height on it."""
    import pikepdf

    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    root: Any = pdf.Root
    tree = root.get("/Names", {}).get("/Dests")
    for name, goal in pikepdf.NameTree(tree).items() if tree is not None else ():
        budget.spend(TAGS)
        page, *rest = _as_list(goal)
        number = numbers.get(page.objgen, 0) if hasattr(page, "objgen") else 0
        if [said_of(one, budget) for one in (*rest[:2], *rest[3:])] == ["XYZ", "None", "None"]:
            yield f"{name} {number} {rounded(rest[2:3])}"
        else:
            yield f"{name} {number} {[said_of(one, budget) for one in rest]}"


def _as_list(goal: Any) -> list[Any]:
    import pikepdf

    return list(goal) if isinstance(goal, pikepdf.Array) and len(goal) else [goal]


def _carried(one: Any, budget: Budget) -> CarriedFile:
    """What a file specification says, and what is said of the file itself (7.11.3, 7.11.4)."""
    stream: Any = one.get("/EF", {}).get("/UF", {})
    parameters = stream.get("/Params", {})
    others = [
        *other_entries(one, SPECIFIED),
        *other_entries(stream, _EMBEDDED),
        *other_entries(parameters, _PARAMETERS),
    ]
    if parameters.get("/Size") not in {None, len(read_stream(stream or None, budget))}:
        others.append("another size")
    return CarriedFile(
        str(one.get("/UF", "")),
        str(stream.get("/Subtype", ""))[1:],
        str(one.get("/AFRelationship", ""))[1:],
        str(one.get("/Desc", "")),
        str(parameters.get("/ModDate", "")),
        others,
    )


def _drawing(page: Any, whole: Any, budget: Budget) -> ShownDrawing:
    content = b"\n".join(read_stream(each, budget) for each in content_streams(whole))
    areas = (each for each in annotations_of(page, budget) if each.get("/Subtype") == "/Link")
    return ShownDrawing(
        [float(each) for each in page.get("/MediaBox", [])],
        operators_digest(_CODES.sub(lambda code: code[0].upper(), content)),
        [_area(each) for each in areas],
    )


def _area(link: Any) -> bytes:
    is_bare = int(link.get("/F", 0)) == 4 and all(
        int(each) == 0 for each in link.get("/Border", [1])
    )
    corners = [float(each) for each in link.get("/Rect", [])]
    return area_shown(corners, str(link.get("/Contents", "")), is_bare=is_bare)


def _font_digest(font: Any, budget: Budget) -> str:
    descendant: Any = font.get("/DescendantFonts", [{}])[0]
    descriptor = descendant.get("/FontDescriptor", {})
    embedded = embedded_font(font, budget)
    to_unicode = read_stream(font.get("/ToUnicode"), budget)
    others = [*embedded.others, *other_entries(descriptor, _DESCRIPTOR | {embedded.file_key})]
    names = {str(one.get(key, "")) for one, key in _name_places(font, descendant, descriptor)}
    others += ["another name"] if len(names) > 1 else []
    values = (one for key in _NUMBERS for one in _as_numbers(descriptor.get(key, 0)))
    about = described_font(min(names)[1:], values)
    widths = b"".join(_widths(descendant))
    return ShownFont(
        embedded.file, embedded.mapping, to_unicode, widths, about, " ".join(others).encode()
    ).digest


def _name_places(font: Any, descendant: Any, descriptor: Any) -> Iterator[tuple[Any, str]]:
    """Where the name of a font stands."""
    yield from ((font, "/BaseFont"), (descendant, "/BaseFont"), (descriptor, "/FontName"))


def _as_numbers(value: Any) -> list[float]:
    return [float(one) for one in value] if hasattr(value, "__len__") else [float(value)]


def _widths(descendant: Any) -> Iterator[bytes]:
    """The widths of glyphs (ISO 32000-1, 9.7.4.3) as a brief has them: a code, and its own."""
    for each in descendant.get("/W", []):
        if isinstance(each, list) or hasattr(each, "__len__"):
            yield f"[{' '.join(short_number(float(one)) for one in each)}]".encode()
        else:
            yield short_number(float(each)).encode()


def _image_digest(image: Any, budget: Budget) -> str:
    """An image by its samples or, as a JPEG, by its file; a drawing by its operators."""
    is_form = image.get("/Subtype") == "/Form"
    mask = read_stream(image.get("/SMask"), budget)
    if str(image.get("/Filter", "")) == "/DCTDecode":
        data = bytes(image.read_raw_bytes())
    else:
        data = read_stream(image, budget)
    others = [*other_entries(image, _FORM if is_form else _IMAGE)]
    said = [" ".join(others).encode()] if others else []
    return digest_of([data, *said] if is_form else [data, mask, *said])

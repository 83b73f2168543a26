"""Pages → PDF: PDF 1.7 that is PDF/UA-1 and PDF/A-3a or PDF/A-2a at once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from reportlab.pdfbase.pdfdoc import PDFArray, PDFName

from generator import document as tree
from generator.manifest.shown import with_shown
from generator.manifest.shown_pdf import ShownDrawing, ShownPdf, operators_digest
from generator.typesetting.placed import Pages, Picture, RunningPicture
from generator.writers import PdfVariant
from generator.writers.pdf.colour import srgb_stream
from generator.writers.pdf.drawing import MULTIPLY, Marks, draw_page, kinds_of
from generator.writers.pdf.fonts import DocumentFonts
from generator.writers.pdf.images import AddedImage, add_image
from generator.writers.pdf.links import (
    Annotation,
    add_annotations,
    add_outline,
    destinations,
    shown_places,
)
from generator.writers.pdf.metadata import (
    add_attachments,
    carried_files,
    information,
    information_source,
    xmp,
)
from generator.writers.pdf.objects import Catalog, PdfFile, PdfPage, RawObject, language_string
from generator.writers.pdf.packing import stream
from generator.writers.pdf.tags import add_structure


def write_pdf(
    document: tree.Document,
    pages: Pages,
    *,
    attachments: tuple[tree.Attachment, ...] = (),
    variant: PdfVariant = "a-3a",
) -> bytes:
    """The file's bytes; the same values give the same bytes.

    Only PDF/A-3a carries attachments: PDF/A-2a allows only files that are PDF/A themselves.
    """
    # What its objects were made of takes much room in a long document: none of it is held here.
    return _unpacked_file(document, pages, attachments, variant).format()


def _unpacked_file(
    document: tree.Document,
    pages: Pages,
    attachments: tuple[tree.Attachment, ...],
    variant: PdfVariant,
) -> PdfFile:
    """A file with all of its objects, not yet packed."""
    file = PdfFile(dummyoutline=1, compression=1, invariant=1, pdfVersion=(1, 7))
    fonts, marks = DocumentFonts(), Marks(kinds_of(pages.structure))
    images = _add_images(pages, file)
    names = {number: label for number, (label, _) in images.items()}
    contents, digests = [], []
    for page in pages.pages:
        # Packed as they are drawn: those of a long document would take more room than all the rest.
        drawn = draw_page(page, fonts, marks, names)
        contents.append(stream(drawn))
        digests.append(operators_digest(drawn))
    blended = any(page.watermark for page in pages.pages)
    resources = _resources(fonts, images, file, blended=blended)
    annotations = add_annotations(pages, file)
    references = _add_pages(contents, resources, annotations, pages, file)
    structure, tags = add_structure(pages.structure, marks, references, annotations, file)
    packet = xmp(document, variant)
    _fill_catalog(document, pages, references, structure, packet, file)
    entries = information(document)
    shown = ShownPdf(
        _drawings(digests, annotations, pages),
        fonts.digests,
        {label: image.digest for label, image in images.values()},
        tags,
        shown_places(pages),
        carried_files(attachments, document.meta),
        entries,
        packet,
    )
    carried = tuple(with_shown(attachments, shown.shown)) if variant == "a-3a" else ()
    _attach(carried, document, file)
    source = information_source(entries)
    file.info = RawObject(source)
    file.identifier = _file_identifier([packet, source, *contents, *(one.data for one in carried)])
    return file


def _drawings(
    digests: list[str], annotations: list[Annotation], pages: Pages
) -> Iterator[ShownDrawing]:
    """What each page shows; `digests` are those of what is drawn on it."""
    areas: list[list[bytes]] = [[] for _ in digests]
    for one in annotations:
        if one.area is not None:
            areas[one.page].append(one.area)
    for page, digest, led in zip(pages.pages, digests, areas, strict=True):
        yield ShownDrawing((0, 0, page.width, page.height), digest, led)


def _file_identifier(parts: list[bytes]) -> bytes:
    """The file's identifier, from what it contains (ISO 32000-1, 14.4)."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()[:32].upper().encode("ascii")


def _add_images(pages: Pages, file: PdfFile) -> dict[int, tuple[str, AddedImage]]:
    """The resource name and object of each picture, by its identity; equal images once."""
    by_image: dict[bytes | int, tuple[str, AddedImage]] = {}
    found = {}
    for page in pages.pages:
        pictures: tuple[Picture | RunningPicture, ...] = (*page.pictures, *page.logos)
        for picture in pictures:
            image = picture.image
            key = image if isinstance(image, bytes) else id(image)
            if key not in by_image:
                by_image[key] = (f"I{len(by_image) + 1}", add_image(image, file))
            found[id(picture)] = by_image[key]
    return found


def _resources(
    fonts: DocumentFonts, images: dict[int, tuple[str, AddedImage]], file: PdfFile, *, blended: bool
) -> RawObject:
    """One resource dictionary for all pages."""
    pictures = dict(images.values())
    named = (b"/%s %s" % (label.encode(), one.reference) for label, one in pictures.items())
    shown = b"".join(named)
    objects = b"/XObject<<%s>>" % shown if shown else b""
    states = b"/ExtGState<</%s<</BM/Multiply>>>>" % MULTIPLY.encode() if blended else b""
    return RawObject(b"<</Font%s%s%s>>" % (fonts.resources(file), objects, states))


def _add_pages(
    contents: list[bytes],
    resources: RawObject,
    annotations: list[Annotation],
    pages: Pages,
    file: PdfFile,
) -> list[bytes]:
    references = []
    on_page: list[list[bytes]] = [[] for _ in contents]
    for one in annotations:
        on_page[one.page].append(one.reference)
    for number, (content, placed) in enumerate(zip(contents, pages.pages, strict=True)):
        page = PdfPage()
        page.pagewidth, page.pageheight = placed.width, placed.height
        page.Contents = RawObject(content)
        page.Resources = resources
        page.StructParents = number
        page.Tabs = PDFName("S")  # tab order follows the structure (ISO 14289-1, 7.18.3)
        page.Annots = PDFArray(on_page[number])
        file.addPage(page)
        references.append(file.refer(page))
    return references


def _fill_catalog(
    document: tree.Document,
    pages: Pages,
    references: list[bytes],
    structure: bytes,
    packet: bytes,
    file: PdfFile,
) -> None:
    catalog = Catalog()
    catalog.Pages = file.Pages
    catalog.Lang = language_string(document.language) or language_string("und")
    catalog.MarkInfo = b"<</Marked true>>"
    catalog.ViewerPreferences = b"<</DisplayDocTitle true>>"
    catalog.StructTreeRoot = structure
    catalog.Metadata = file.add_stream(packet, b"/Type/Metadata/Subtype/XML", packed=False)
    profile = file.add(srgb_stream())
    catalog.OutputIntents = (
        b"[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
        b"/Info(sRGB IEC61966-2.1)/DestOutputProfile %s>>]" % profile
    )
    catalog.Names = b"/Dests %s" % file.add(destinations(pages, references))
    outline = add_outline(pages.outline, file)
    if outline:
        catalog.Outlines = outline
        catalog.PageMode = PDFName("UseOutlines")
    file.Catalog = catalog


def _attach(
    attachments: tuple[tree.Attachment, ...], document: tree.Document, file: PdfFile
) -> None:
    associated, names = add_attachments(attachments, document.meta, file)
    if associated:
        file.Catalog.AF = associated
        file.Catalog.Names += b"/EmbeddedFiles %s" % names
    file.Catalog.Names = b"<<%s>>" % file.Catalog.Names

"""Pages → PDF: PDF 1.7 that is PDF/UA-1 and PDF/A-3a or PDF/A-2a at once."""

from __future__ import annotations

import hashlib

from generator import document as tree
from generator.typesetting.placed import Pages, Picture, RunningPicture
from generator.writers import PdfVariant
from generator.writers.pdf import metadata
from generator.writers.pdf.attachments import add_attachments
from generator.writers.pdf.colour import srgb_stream
from generator.writers.pdf.drawing import MULTIPLY, Marks, draw_page
from generator.writers.pdf.fonts import DocumentFonts
from generator.writers.pdf.images import add_image
from generator.writers.pdf.links import Annotation, add_annotations, add_outline, destinations
from generator.writers.pdf.objects import PdfFile, language_string, numbers
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
    file = PdfFile()
    fonts, marks = DocumentFonts(), Marks()
    images = _add_images(pages, file)
    names = {number: label for number, (label, _) in images.items()}
    # Packed as they are drawn: those of a long document would take more room than all the rest.
    contents = [stream(draw_page(page, fonts, marks, names)) for page in pages.pages]
    blended = any(page.watermark for page in pages.pages)
    resources = file.add(_resources(fonts, images, file, blended=blended))
    annotations = add_annotations(pages, file)
    page_tree, references = _add_pages(contents, resources, annotations, pages, file)
    structure = add_structure(pages.structure, marks, references, annotations, file)
    packet, information = metadata.xmp(document, variant), metadata.information(document)
    carried = attachments if variant == "a-3a" else ()
    associated, files = add_attachments(carried, document.meta, file)
    entries = b"/Pages %s/StructTreeRoot %s%s" % (page_tree, structure, associated)
    entries += _file_entries(document, packet, file) + _ways_in(pages, references, files, file)
    root = file.add(b"<</Type/Catalog%s>>" % entries)
    parts = [packet, information, *contents, *(one.data for one in carried)]
    return file.packed(root, file.add(information), _file_identifier(parts))


def _file_identifier(parts: list[bytes]) -> bytes:
    """The file's identifier, from what it contains (ISO 32000-1, 14.4)."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()[:32].upper().encode("ascii")


def _add_images(pages: Pages, file: PdfFile) -> dict[int, tuple[str, bytes]]:
    """The resource name and reference of each picture, by its identity; equal images once."""
    by_image: dict[bytes | int, tuple[str, bytes]] = {}
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
    fonts: DocumentFonts, images: dict[int, tuple[str, bytes]], file: PdfFile, *, blended: bool
) -> bytes:
    """One resource dictionary for all pages."""
    pictures = dict(images.values())
    shown = b"".join(b"/%s %s" % (label.encode(), one) for label, one in pictures.items())
    objects = b"/XObject<<%s>>" % shown if shown else b""
    states = b"/ExtGState<</%s<</BM/Multiply>>>>" % MULTIPLY.encode() if blended else b""
    return b"<</Font%s%s%s>>" % (fonts.resources(file), objects, states)


def _add_pages(
    contents: list[bytes],
    resources: bytes,
    annotations: list[Annotation],
    pages: Pages,
    file: PdfFile,
) -> tuple[bytes, list[bytes]]:
    """The reference to the tree of pages, and those to the pages in it (7.7.3)."""
    on_page: list[list[bytes]] = [[] for _ in contents]
    for one in annotations:
        on_page[one.page].append(one.reference)
    page_tree, references = file.add(), []
    for number, (content, placed) in enumerate(zip(contents, pages.pages, strict=True)):
        # Tab order follows the structure (ISO 14289-1, 7.18.3).
        page = b"<</Type/Page/Parent %s/MediaBox[0 0 %s]/Resources %s/Contents %s" % (
            page_tree, numbers((placed.width, placed.height)), resources, file.add(content)
        )  # fmt: skip
        page += b"/StructParents %d/Tabs/S/Annots[%s]>>" % (number, b" ".join(on_page[number]))
        references.append(file.add(page))
    kids = b" ".join(references)
    file.fill(page_tree, b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(references), kids))
    return page_tree, references


def _file_entries(document: tree.Document, packet: bytes, file: PdfFile) -> bytes:
    """The catalog's entries that say what the file is: its language, metadata and colours."""
    language = language_string(document.language) or b"(und)"
    described = file.add_stream(packet, b"/Type/Metadata/Subtype/XML", packed=False)
    intent = (
        b"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
        b"/Info(sRGB IEC61966-2.1)/DestOutputProfile %s>>" % file.add(srgb_stream())
    )
    return (
        b"/Lang %s/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>"
        b"/Metadata %s/OutputIntents[%s]" % (language, described, intent)
    )


def _ways_in(pages: Pages, references: list[bytes], files: bytes, file: PdfFile) -> bytes:
    """The catalog's entries that lead into the document: places by name, and the outline."""
    names = b"/Names<</Dests %s%s>>" % (file.add(destinations(pages, references)), files)
    outline = add_outline(pages.outline, file)
    return names + (b"/Outlines %s/PageMode/UseOutlines" % outline if outline else b"")

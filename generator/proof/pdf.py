"""A PDF → its words in the order of its tags, read from its pages, and what it carries.

By pikepdf, which stands on qpdf: MPL-2.0, with wheels for every system, and made to read files
that are damaged or hostile.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.diagnostics import BriefError, codes
from generator.document.file_data import FileData
from generator.manifest.canonical import NAME
from generator.opening.budget import Budget
from generator.opening.pdf_streams import opened_pdf
from generator.proof.beside import Beside, gathered
from generator.proof.finished import Finished, cannot
from generator.proof.found import FoundParticulars, StoryPlace
from generator.proof.pdf_beside import annotations_of, beside_pdf, pdf_titles, specified
from generator.proof.pdf_particulars import (
    bookmarks_of,
    found_image,
    pdf_properties,
    places_led_to,
)
from generator.proof.pdf_shown import shown_by
from generator.proof.pdf_text import Spoken
from generator.proof.pdf_tree import ReadTags
from generator.proof.pdf_wiring import strangely_wired

if TYPE_CHECKING:
    import pikepdf


def read_pdf(data: bytes, budget: Budget) -> Finished:
    """The words and attachments of a PDF. Raises BriefError if it cannot be read."""
    import pikepdf

    with opened_pdf(data, budget) as pdf:
        finished = _finished(pdf, data, budget)
        # What qpdf leaves out with a warning, other programs may show.
        if warnings := pdf.get_warnings():
            raise pikepdf.PdfError(warnings[0])
        return finished


def _finished(pdf: pikepdf.Pdf, data: bytes, budget: Budget) -> Finished:
    associated = specified(pdf.Root.get("/AF", []), budget)  # ISO 19005-3, 6.8
    attachments = {name: FileData(data) for name, data in associated}
    tagged = "/StructTreeRoot" in pdf.Root
    if not tagged and NAME in attachments:
        raise _without_tags(budget.file)
    spoken = Spoken(budget)
    for number, page in enumerate(pdf.pages, 1):
        spoken.read(page, number)
    pages = {page.obj.objgen: place for place, page in enumerate(pdf.pages)}
    tree = ReadTags(spoken, budget, pages=pages)
    if tagged:
        tree.read(pdf.Root.StructTreeRoot)
    unread = (*spoken.stray, *_untagged(pdf, spoken, tree), *_laid_over(pdf, budget))
    return Finished(
        kind="PDF",
        body=tuple(tree.body),
        notes=tuple(tuple(said) for _, said in sorted(tree.notes.items())),
        attachments=attachments,
        saved_again=_saved_again(pdf, data),
        stray=tuple(sorted(unread)),
        beside=(
            *beside_pdf(pdf, spoken, tree.claimed),
            *gathered(tree.strange),
            *strangely_wired(pdf, tree.owners, budget),
            *_outside(pdf, data),
        ),
        titles=tuple(pdf_titles(pdf, budget)),
        particulars=_particulars(pdf, tree, budget),
        shown=shown_by(pdf, tree.heard.shown, budget),
    )


def _without_tags(file: str) -> BriefError:
    message = "the tags of this PDF are gone, which say in which order its words are read"
    hint = "another program has written it anew; ask for the file as it was published"
    return cannot(codes.NO_TAGS, file, message, hint)


def _untagged(pdf: pikepdf.Pdf, spoken: Spoken, tree: ReadTags) -> Iterator[tuple[int, str]]:
    """The words that no tag reads, each with the number of its page."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    for (page, mark), text in spoken.said.items():
        words = " ".join(text.split())
        if words and (page, mark) not in tree.read_marks:
            yield pages[page], words


def _particulars(pdf: pikepdf.Pdf, tree: ReadTags, budget: Budget) -> FoundParticulars:
    number_of = {note: number for number, note in enumerate(sorted(tree.notes), 1)} | {0: 0}

    def placed(at: StoryPlace) -> StoryPlace:
        return number_of[at[0]], at[1]

    bookmarks = tuple(bookmarks_of(pdf, budget))
    targets = [*(one.target for one in tree.links), *(one.target for one in bookmarks)]
    names = (target for target in targets if target.startswith("#"))
    points = {placed(at): each for at, each in tree.points.items()}
    return FoundParticulars(
        links=tuple(replace(link, at=placed(link.at)) for link in tree.links),
        places=places_led_to(pdf, names, points),
        levels=tree.levels,
        bookmarks=bookmarks,
        images=(
            *tree.images,
            *(found_image(each, "", budget) for each in tree.spoken.ornaments),
        ),
        properties=pdf_properties(pdf, budget),
    )


def _laid_over(pdf: pikepdf.Pdf, budget: Budget) -> Iterator[tuple[int, str]]:
    """Words that an annotation writes on a page; a comment beside it does not (12.5.6.6)."""
    for number, page in enumerate(pdf.pages, 1):
        for annotation in annotations_of(page.obj, budget):
            if annotation.get("/Subtype") == "/FreeText":
                yield number, " ".join(str(annotation.get("/Contents", "")).split())


_END = re.compile(rb"startxref\s+(\d+)\s+%%EOF[\0\s]*")
_FARTHEST = 128  # bytes from there to the end of the file: some programs look no farther than 1,024
_OBJECT = re.compile(rb"\d+\s+\d+\s+obj\b")
_LINEARIZED = re.compile(rb"%PDF-.*?endobj\s*", re.DOTALL)  # ISO 32000-1, annex F.3.3
_TRAILER = re.compile(rb"\btrailer\b(.*?)\bstartxref\b", re.DOTALL)


def _outside(pdf: pikepdf.Pdf, data: bytes) -> Iterator[Beside]:
    """What lets other programs read the same file as another: around it, or by other tables.

    All begin at the table of objects that the end of the file names. It is the last thing in the
    file; only where the file is arranged for the web, the first.
    """
    if not data.startswith(b"%PDF-"):
        yield Beside("something in front of the PDF, in the same file")
        return
    end = data[data.rfind(b"startxref") :]
    named = _END.fullmatch(end) if len(end) <= _FARTHEST else None
    if named is None:
        yield Beside("something behind the PDF, in the same file")
        return
    start = int(named[1])
    if pdf.is_linearized:
        head = _LINEARIZED.match(data)
        is_only = head is not None and head.end() == start
    else:
        own = _OBJECT.match(data, start)
        is_only = _OBJECT.search(data, own.end() if own else start) is None
    is_only &= not any(re.search(rb"XRefStm|#", trailer) for trailer in _TRAILER.findall(data))
    if not is_only:
        yield Beside("another table of its objects, by which other programs may show other words")


def _saved_again(pdf: pikepdf.Pdf, data: bytes) -> bool:
    """Whether another program than ours has written the file.

    Ours has one identifier, that of its content, in both places (ISO 32000-1, 14.4); whoever
    writes the file again changes the second, arranges it for the web, or adds to its end.
    """
    first, second = (bytes(one) for one in pdf.trailer.get("/ID", [b"1", b"2"]))
    return first != second or pdf.is_linearized or data.count(b"%%EOF") > 1

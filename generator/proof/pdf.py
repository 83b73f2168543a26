"""A PDF → its words in the order of its tags, read from its pages, and what it carries.

By pikepdf, which stands on qpdf: MPL-2.0, with wheels for every system, and made to read files
that are damaged or hostile.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from generator.diagnostics import codes
from generator.document.file_data import FileData
from generator.incoming.needs import MARKS
from generator.manifest.passages import Passage, Piece
from generator.manifest.writing import NAME
from generator.opening.budget import LETTERS, Budget
from generator.opening.pdf_streams import opened_pdf
from generator.proof.finished import Finished, as_number, cannot
from generator.proof.needs import TAGS
from generator.proof.pdf_beside import annotations_of, beside_pdf, pdf_titles, specified
from generator.proof.pdf_text import Marked, Spoken

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
        message = "the tags of this PDF are gone, which say in which order its words are read"
        hint = "another program has written it anew; ask for the file as it was published"
        raise cannot(codes.NO_TAGS, budget.file, message, hint)
    spoken = Spoken(budget)
    for number, page in enumerate(pdf.pages, 1):
        spoken.read(page, number)
    tree = _Tree(spoken.said, budget)
    if tagged:
        tree.read(pdf.Root.StructTreeRoot)
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    untagged = [
        (pages[page], words)
        for (page, mark), text in spoken.said.items()
        if (page, mark) not in tree.read_marks and (words := " ".join(text.split()))
    ]
    return Finished(
        kind="PDF",
        body=tuple(tree.body),
        notes=tuple(tuple(said) for _, said in sorted(tree.notes.items())),
        attachments=attachments,
        saved_again=_saved_again(pdf, data),
        stray=tuple(sorted([*spoken.stray, *untagged, *_laid_over(pdf, budget)])),
        beside=beside_pdf(pdf, spoken),
        titles=tuple(pdf_titles(pdf, budget)),
    )


def _laid_over(pdf: pikepdf.Pdf, budget: Budget) -> Iterator[tuple[int, str]]:
    """Words that an annotation writes on a page; a comment beside it does not (12.5.6.6)."""
    for number, page in enumerate(pdf.pages, 1):
        for annotation in annotations_of(page.obj, budget):
            if annotation.get("/Subtype") == "/FreeText":
                yield number, " ".join(str(annotation.get("/Contents", "")).split())


def _saved_again(pdf: pikepdf.Pdf, data: bytes) -> bool:
    """Whether another program than ours has written the file.

    Ours has one identifier, that of its content, in both places (ISO 32000-1, 14.4); whoever
    writes the file again changes the second, arranges it for the web, or adds to its end.
    """
    first, second = (bytes(one) for one in pdf.trailer.get("/ID", [b"1", b"2"]))
    return first != second or pdf.is_linearized or data.count(b"%%EOF") > 1


# --- structure ----------------------------------------------------------------------------

_INLINE = {"/Span", "/Reference", "/Link", "/Annot", "/Em", "/Strong", "/Quote", "/Code"}
_DEEPEST = 200
_ENUMERATED = re.compile(r"(?:([a-z])\1{0,3}|[ivxlcdm]+)\.?", re.IGNORECASE)
_SECTION_NUMBER = re.compile("^[0-9.]+\u2002")  # as the writer sets it before a heading's words


class _Tree(Struct):
    """The passages of a structure tree (ISO 32000-1, 14.7), gathered in reading order."""

    said: Mapping[Marked, str]
    budget: Budget
    body: list[Passage] = field(default_factory=list)
    notes: dict[int, list[Passage]] = field(default_factory=dict)
    read_marks: set[Marked] = field(default_factory=set)
    _tables: int = 0  # of contents, inside each other
    _pieces: list[Piece] = field(default_factory=list)
    _seen: set[tuple[int, int]] = field(default_factory=set)

    def read(self, root: Any) -> None:
        self._kids(root, None, self.body, 0)
        self._close(self.body)

    def _kids(self, element: Any, page: Any, target: list[Passage], depth: int) -> None:
        import pikepdf

        if depth > _DEEPEST:
            raise ValueError("its tags stand deeper in each other than any reader goes")
        page = element.get("/Pg", page)
        kids = element.get("/K", pikepdf.Array())
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            self.budget.spend(TAGS)
            if not isinstance(kid, pikepdf.Dictionary):
                self._words(page, int(kid))
            elif "/S" in kid:
                self._element(kid, page, target, depth + 1)
            elif kid.get("/Type") == "/MCR":
                self._words(kid.get("/Pg", page), int(kid.MCID))

    def _element(self, element: Any, page: Any, target: list[Passage], depth: int) -> None:
        if element.objgen != (0, 0) and element.objgen in self._seen:
            raise ValueError("its tags lead in a circle")
        self._seen.add(element.objgen)
        kind = str(element.S)
        if kind in _INLINE:
            self._inline(element, kind, page, target, depth)
            return
        if kind == "/Note":
            self._note(element, page, depth)
            return
        self._close(target)
        self._tables += kind == "/TOC"
        self._kids(element, page, target, depth)
        if kind == "/Lbl" and not _is_term(element) and self._is_label():
            self._pieces.clear()  # the number or bullet of a list is none of the words
        if kind.startswith("/H") and self._pieces and isinstance(self._pieces[0], str):
            self._pieces[0] = _SECTION_NUMBER.sub("", self._pieces[0])
        self._close(target)
        self._tables -= kind == "/TOC"

    def _inline(
        self, element: Any, kind: str, page: Any, target: list[Passage], depth: int
    ) -> None:
        """Words in the line. A reference that is a number is the mark of a note."""
        start = len(self._pieces)
        self._kids(element, page, target, depth)
        if kind != "/Reference" or self._tables:
            return
        words = "".join(str(piece) for piece in self._pieces[start:])
        number = as_number(words)
        if number is not None:
            self.budget.spend(MARKS)
            self._pieces[start:] = [number]
            self._hug(start - 1)

    def _hug(self, place: int) -> None:
        """Drop the thin space that parts the mark of a note from one before it, or a power."""
        before = self._pieces[place] if place >= 0 else ""
        if isinstance(before, str) and before.endswith("\u2009"):
            self._pieces[place : place + 1] = filter(None, [before[:-1]])

    def _note(self, element: Any, page: Any, depth: int) -> None:
        """A note is read inside its paragraph, and is a text of its own."""
        outer, self._pieces = self._pieces, []
        said: list[Passage] = []
        self._kids(element, page, said, depth)
        self._close(said)
        number = as_number(str(element.get("/ID", "")).rpartition("-")[2])
        place = len(self.notes) + 1 if number is None else number
        self.notes.setdefault(place, []).extend(said)
        self._pieces = outer

    def _is_label(self) -> bool:
        """Whether what is read says no more than a bullet or a number: no word of the brief."""
        said = Passage("", tuple(self._pieces)).text
        return not any(map(str.isalpha, said)) or _ENUMERATED.fullmatch(said.strip()) is not None

    def _words(self, page: Any, mark: int) -> None:
        key = page.objgen, mark
        self.read_marks.add(key)
        if words := self.said.get(key, ""):
            self.budget.spend(LETTERS, len(words))
            self._pieces.append(words)

    def _close(self, target: list[Passage]) -> None:
        passage = Passage("contents" if self._tables else "", tuple(self._pieces))
        if passage.is_said:
            target.append(passage)
        self._pieces = []


def _is_term(label: Any) -> bool:
    """Whether a label is the term of a definition: then its list is neither numbered nor marked."""
    attributes = label.get("/P", {}).get("/P", {}).get("/A", {})
    return bool(attributes.get("/ListNumbering", "") == "/None")

"""Places in a Word file and references to them: bookmarks, links, fields, notes."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Callable, Mapping

from msgspec import Struct, field

from generator.document import Block, Changed, Document, Figure, Inline, NoteMark, Table
from generator.document.walking import blocks_with_notes, carrier_marks, every_anchor, everything_in
from generator.language.visible import escaped
from generator.manifest.bookmarks import bookmark_name, passage_bookmark
from generator.manifest.passages import body_passages, passage_id
from generator.writers.docx.character_styles import NOTE_MARK_STYLE
from generator.writers.docx.comments import Comments
from generator.writers.docx.custom_xml import Controls
from generator.writers.docx.markup import PLAIN, RunFormat, mark, properties, run

# --- bookmarks ---------------------------------------------------------------------------


def bookmarked(content: str, number: int, name: str) -> str:
    """The content between the two marks of a bookmark."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    return f'{start}{content}<w:bookmarkEnd w:id="{number}"/>'


class Bookmarks:
    """The bookmarks of one file: numbered in order, each name given once."""

    def __init__(self, prefix: str, first: int) -> None:
        """Number the bookmarks from `first`; their names begin with `prefix`."""
        self._prefix, self._first = prefix, first
        self._given: set[str] = set()
        self._names: dict[str, str] = {}

    def name(self, anchor: str) -> str:
        """The bookmark of an anchor, whether it has been given or not."""
        name = self._names.get(anchor)
        if name is None:
            name = self._names[anchor] = bookmark_name(self._prefix, anchor)
        return name

    def link(self, anchor: str, content: str) -> str:
        """The content as a link to the bookmark of an anchor."""
        return f'<w:hyperlink w:anchor="{self.name(anchor)}" w:history="1">{content}</w:hyperlink>'

    def around(self, content: str, *anchors: str | None) -> str:
        """The content between the marks of its anchors; None and repeats add no mark."""
        for anchor in anchors:
            if not anchor or anchor in self._given:
                continue
            number = self._first + len(self._given)
            self._given.add(anchor)
            content = bookmarked(content, number, self.name(anchor))
        return content


# --- what there is to lead to ------------------------------------------------------------


class Anchors(Struct, frozen=True):
    """The anchors of a document; those of notes and marks with their numbers, captions' labels.

    `carriers` are the marks that hold the references to the notes, by number: one of each.
    """

    places: frozenset[str]
    numbers: Mapping[str, int]
    labels: Mapping[str, str]
    carriers: Mapping[int, str]


def anchors(document: Document) -> Anchors:
    """All that links, marks and cross-references of a document can lead to."""
    every = everything_in(document)
    is_redline = Changed in map(type, every.inlines)  # else the first of each note, as most
    marks = carrier_marks(blocks_with_notes(document)) if is_redline else reversed(every.marks)
    carriers = {mark.number: mark.anchor for mark in marks}
    numbers = {note.anchor: note.number for note in document.notes}
    numbers |= {mark.anchor: mark.number for mark in every.marks}
    counted = (block for block in every.blocks if isinstance(block, Table | Figure))
    labels = {block.anchor: block.label for block in counted if block.anchor}
    return Anchors(every_anchor(document), numbers, labels, carriers)


# --- fields and links --------------------------------------------------------------------


def complex_field(instruction: str, result: str, form: RunFormat = PLAIN) -> str:
    """A complex field (ISO 29500-1, 17.16.18), its result in it, so that it is read as it is."""
    return field_start(instruction, form) + run(result, form) + mark(_END, form)


def field_start(instruction: str, form: RunFormat = PLAIN) -> str:
    """A complex field up to its result, which may go on over several paragraphs."""
    look = properties(form)
    return (
        f'<w:r>{look}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{look}<w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r>{look}<w:fldChar w:fldCharType="separate"/></w:r>'
    )


_END = '<w:fldChar w:fldCharType="end"/>'
FIELD_END = mark(_END)


def sequence(kind: str, label: str) -> str:
    """A counted label such as "Table 1", its number a field of the sequence `kind`."""
    match = re.fullmatch(r"(.*?)([0-9]+)", label, re.DOTALL)
    if match is None:
        return run(label, PLAIN)
    return run(match[1], PLAIN) + complex_field(f"SEQ {kind} \\* ARABIC", match[2], PLAIN)


def outer_link(relationship: str, content: str) -> str:
    return f'<w:hyperlink r:id="{escaped(relationship)}" w:history="1">{content}</w:hyperlink>'


# --- notes --------------------------------------------------------------------------------

NOTE_MARK = RunFormat(style=NOTE_MARK_STYLE)


class Trail(Struct):
    """The links, content controls and marked notes of one file."""

    anchors: Anchors
    notes: Mapping[int, int]  # the id of each note, by number
    comments: Comments
    letters: Callable[[str], RunFormat | None]  # of a chip of a role; none if it has no style
    code: Callable[[RunFormat], RunFormat]  # of code among words of a format
    leading: Callable[[RunFormat, str], RunFormat]  # of a link or mark there, by its style
    bookmarks: Bookmarks
    controls: Controls = field(default_factory=Controls)
    note_kind: str = "footnote"
    marked: dict[int, str] = field(default_factory=dict)  # the anchor of each note's first mark
    in_frame: bool = False
    put_off: list[str] = field(default_factory=list)  # notes and comments behind the frame

    def references_behind(self) -> str:
        """The references to notes and comments of the frames before this place."""
        found = "".join(self.put_off)
        self.put_off.clear()
        return found


def reference_to_note(note_mark: NoteMark, trail: Trail, form: RunFormat) -> str:
    """The reference to a note among words of a format; each other mark of the note repeats it.

    So does each mark in a frame: LibreOffice 7.4 loses a note whose reference stands in one.
    """
    number, anchor = note_mark.number, note_mark.anchor
    carrier = trail.anchors.carriers[number]
    raised = trail.leading(RunFormat(link_ink=form.link_ink), NOTE_MARK_STYLE)
    if anchor == carrier and number not in trail.marked:
        trail.marked[number] = f"reference of {anchor}" if trail.in_frame else anchor
        reference = mark(f'<w:{trail.note_kind}Reference w:id="{trail.notes[number]}"/>', raised)
        held = trail.bookmarks.around(reference, trail.marked[number])
        if not trail.in_frame:
            return held
        trail.put_off.append(held)
    place = trail.bookmarks.name(trail.marked.get(number, carrier))
    content = complex_field(f"NOTEREF {place} \\f \\h", str(number), raised)
    return trail.bookmarks.around(content, anchor)


class PassageMark(Struct, frozen=True):
    """The id of a passage, and the number and the name of its bookmark."""

    id: str
    number: int
    bookmark: str


class PassageMarks:
    """The marks of all passages of a body, each handed out to the paragraph that is made of it."""

    def __init__(self, document: Document, prefix: str) -> None:
        self._document = document  # nodes are told by what they are as long as it lives
        self._waiting: defaultdict[int, deque[PassageMark]] = defaultdict(deque)
        self.count = 0
        for self.count, passage in enumerate(body_passages(document), 1):
            id_ = passage_id(self.count)
            found = PassageMark(id_, self.count, passage_bookmark(prefix, id_))
            self._waiting[id(passage.nodes[-1])].append(found)

    def of(self, *nodes: Block | Inline) -> PassageMark | None:
        """The next mark of the passage that the nodes say; None if they are none of the body's.

        A node that stands in several places of the document has a mark for each of them, in order.
        """
        waiting = self._waiting.get(id(nodes[-1])) if nodes else None
        return waiting.popleft() if waiting else None

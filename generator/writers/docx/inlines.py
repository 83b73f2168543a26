"""Inline nodes as runs, with the links, marks and fields among them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from msgspec import Struct, field
from msgspec.structs import replace

from generator.document import (
    CrossReference,
    Emphasis,
    Foreign,
    Inline,
    LineBreak,
    Link,
    NoteMark,
    Remark,
    Strong,
    Term,
    Text,
)
from generator.document.walking import plain_text
from generator.theme.theme import Style
from generator.writers.docx import measure, references
from generator.writers.docx.comments import Comments
from generator.writers.docx.controls import Controls
from generator.writers.docx.markup import PLAIN, TAB, RunFormat, mark, run
from generator.writers.docx.parts import TextPart
from generator.writers.docx.references import Anchors, Bookmarks, bookmark_name
from generator.writers.docx.stylesheet import LINK_STYLE, NOTE_MARK_STYLE, TERM_STYLE

NOTE_MARK = RunFormat(style=NOTE_MARK_STYLE)


class Trail(Struct):
    """The links, content controls and marked notes of one file."""

    anchors: Anchors
    notes: Mapping[int, int]  # the id of each note's footnote, by number
    comments: Comments
    bookmarks: Bookmarks = field(default_factory=Bookmarks)
    controls: Controls = field(default_factory=Controls)
    marked: dict[int, str] = field(default_factory=dict)  # the anchor of each note's first mark


def runs(inlines: tuple[Inline, ...], part: TextPart, trail: Trail, form: RunFormat = PLAIN) -> str:
    """Inline nodes as the content of a paragraph in `part`; a remark is on what it follows."""
    pieces: list[str] = []
    for inline in inlines:
        if isinstance(inline, Remark):
            pieces[-1:] = [trail.comments.on("".join(pieces[-1:]), inline)]
        else:
            pieces.append(_inline(inline, part, trail, form))
    return "".join(pieces)


def hung_runs(inlines: tuple[Inline, ...], look: Style, part: TextPart, trail: Trail) -> str:
    """The same in a style whose first line may hang: then the first word fills the indent."""
    label: tuple[Inline, ...]
    said: tuple[Inline, ...]
    match inlines:
        case (Text(value), *rest) if " " in value:
            word, _, after = value.partition(" ")
            label, said = (Text(word),), (Text(after), *rest)
        case (first, Text(value), *rest) if value[:1] == " " and " " not in plain_text((first,)):
            label, said = (first,), (Text(value[1:]), *rest)
        case _:
            return runs(inlines, part, trail)
    width = measure.words_width(plain_text(label), replace(look, bold=True))
    if not 0.0 < width < -look.first:
        return runs(inlines, part, trail)
    return runs(label, part, trail) + TAB + runs(said, part, trail)


def _inline(inline: Inline, part: TextPart, trail: Trail, form: RunFormat) -> str:
    match inline:
        case Text(value):
            content = run(value, form)
            name = inline.field_name
            return trail.controls.field(name, value, content) if name else content
        case Emphasis(children):
            return runs(children, part, trail, replace(form, italic=True))
        case Strong(children):
            return runs(children, part, trail, replace(form, bold=True))
        case Foreign(children, language):
            return runs(children, part, trail, replace(form, language=language))
        case Term(children):
            return runs(children, part, trail, replace(form, style=form.style or TERM_STYLE))
        case Link():
            return _link_runs(inline, part, trail, form)
        case NoteMark():
            return _note_mark(inline, trail)
        case CrossReference():
            return _cross_reference(inline, trail, form)
        case LineBreak():
            return mark("<w:br/>", form)
        case Remark():
            return trail.comments.on("", inline)
        case _:
            assert_never(inline)


def _link_runs(link: Link, part: TextPart, trail: Trail, form: RunFormat) -> str:
    """A link, or its words alone inside another link and where it leads nowhere."""
    inner = link.target.startswith("#")
    anchor = link.target.removeprefix("#")
    address = "" if inner else references.address(link.target)
    nowhere = anchor not in trail.anchors.places if inner else not address
    if form.style == LINK_STYLE or nowhere:
        return runs(link.children, part, trail, form)
    form = replace(form, style=LINK_STYLE)
    number = trail.anchors.marks.get(anchor)
    if inner and number is not None and plain_text(link.children) == str(number):
        # The number of a note, which changes when a note is put in before it.
        content = references.field(f"NOTEREF {bookmark_name(anchor)}", str(number), form)
    else:
        content = runs(link.children, part, trail, form)
    if not content:
        return ""
    if inner:
        return references.inner_link(anchor, content)
    return references.outer_link(part.address(address), content)


def _note_mark(note_mark: NoteMark, trail: Trail) -> str:
    """The reference to a footnote; a second mark of the same note repeats the first's number."""
    number, anchor = note_mark.number, note_mark.anchor
    if number in trail.marked:
        place = bookmark_name(trail.marked[number])
        content = references.field(f"NOTEREF {place} \\f \\h", str(number), NOTE_MARK)
    else:
        trail.marked[number] = anchor
        content = mark(f'<w:footnoteReference w:id="{trail.notes[number]}"/>', NOTE_MARK)
    return trail.bookmarks.around(content, anchor)


def _cross_reference(reference: CrossReference, trail: Trail, form: RunFormat) -> str:
    label, target = reference.label, reference.target
    if label and trail.anchors.labels.get(target) == label:
        linked = replace(form, style=LINK_STYLE)
        instruction = f"REF {bookmark_name(target)} \\h \\* MERGEFORMAT"  # keeps a link's look
        return references.field(instruction, label, linked)
    content = run(label, form)
    if not content or target not in trail.anchors.places or form.style == LINK_STYLE:
        return content
    return references.inner_link(target, content)

"""Notes → slabs: the number, which leads back to its mark, hangs beside what the note says."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

from msgspec.structs import replace

from generator.document import Inline, Link, Note, Paragraph, Text
from generator.document.walking import common_change
from generator.typesetting.blocks import BlockPlace, block_slabs
from generator.typesetting.labels import labelled
from generator.typesetting.paragraphs import Area, paragraph_slabs
from generator.typesetting.placed import StructureElement
from generator.typesetting.setting import Setting
from generator.typesetting.slabs import Slab, kept_together, with_space

_LONG_NOTE = 6  # lines from which a note may go on over the next page

NoteSlabs = dict[int, tuple[Slab, ...]]


def set_notes(area: Area, setting: Setting) -> NoteSlabs:
    """The slabs of each note whose mark has been met, a note marked inside another behind it."""
    done: NoteSlabs = {}
    for number in list(setting.note_elements):
        if number in setting.notes and number not in done:
            done[number] = ()
            slabs = _with_inner(setting.notes[number], done, area, setting)
            done[number] = tuple(slabs if len(slabs) >= _LONG_NOTE else kept_together(slabs))
    return done


def divisible_slabs(notes: Sequence[tuple[Slab, ...]], most: float) -> int:
    """How many slabs at the end of the notes of a line may go on over the next page.

    Those of the last note, so that each begins on the page of its mark. If the notes before it take
    more than `most` points, that is too much to keep, and those of every note.
    """
    if not notes:
        return 0
    before = fsum(slab.height for note in notes[:-1] for slab in note)
    return len(notes[-1]) if before <= most else sum(map(len, notes))


def _with_inner(note: Note, done: NoteSlabs, area: Area, setting: Setting) -> list[Slab]:
    slabs = _note_slabs(note, area, setting, setting.note_elements[note.number])
    for number in [number for slab in slabs for number in slab.notes]:
        if number in setting.notes and number not in done:
            done[number] = ()
            slabs += _with_inner(setting.notes[number], done, area, setting)
    return slabs


def _note_slabs(note: Note, area: Area, setting: Setting, element: StructureElement) -> list[Slab]:
    look = setting.theme.notes
    style = setting.theme.style("note")
    element.identifier, element.anchors = note.anchor, (note.anchor,)
    mark = setting.theme.style("note-mark")
    number = replace(mark, size=style.size * 0.92, leading=style.leading, align="left")
    back = setting.mark_anchors.get(note.number)
    words = (Text(note.label),)
    inlines: tuple[Inline, ...] = (Link(words, f"#{back}"),) if back else words
    runs = (one.children if isinstance(one, Paragraph) else () for one in note.blocks)
    if change := common_change(runs):  # with its mark the whole note has come or gone
        inlines = (replace(change, children=inlines),)
    label = paragraph_slabs(inlines, number, area, setting, element.add("Lbl"))
    place = BlockPlace(area.indented(look.indent), "note")
    body = [slab for block in note.blocks for slab in block_slabs(block, place, setting, element)]
    return with_space(labelled(label, body), after=look.between)

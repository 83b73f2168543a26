from __future__ import annotations

from generator.document import Document, Emphasis, Link, Meta, Note, NoteMark, Paragraph, Text
from generator.layout.linking import without_dead_links


def document(*blocks: Paragraph, notes: tuple[Note, ...] = ()) -> Document:
    return Document("A title", "en-GB", Meta(), blocks, notes)


def test_a_link_to_nothing_becomes_plain_words():
    link = Emphasis((Link((Text("¶2"),), "#source-2"),))

    found = without_dead_links(document(Paragraph((link,))))

    assert found.blocks == (Paragraph((Emphasis((Text("¶2"),)),)),)


def test_a_link_to_a_block_a_note_a_mark_or_an_address_stays():
    blocks = (
        Paragraph((Link((Text("¶2"),), "#source-2"), NoteMark(1, "mark-1"))),
        Paragraph((Link((Text("note"),), "#note-1"), Link((Text("there"),), "https://a.example"))),
        Paragraph((Text("two"),), anchor="source-2"),
    )
    note = Note(1, (Paragraph((Link((Text("back"),), "#mark-1"),)),), "note-1")
    whole = document(*blocks, notes=(note,))

    assert without_dead_links(whole) == whole


def test_links_in_notes_are_looked_at_too():
    note = Note(1, (Paragraph((Link((Text("¶2"),), "#source-2"),)),), "note-1")

    found = without_dead_links(document(notes=(note,)))

    assert found.notes[0].blocks == (Paragraph((Text("¶2"),)),)

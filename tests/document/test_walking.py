"""Every way of walking a document meets every node, at its place."""

from __future__ import annotations

from msgspec.structs import replace

from generator.document import (
    Box,
    BulletList,
    Contents,
    CrossReference,
    DefinitionList,
    Document,
    Emphasis,
    Foreign,
    Heading,
    LineBreak,
    Link,
    Meta,
    Note,
    NoteMark,
    NumberedList,
    PageBreak,
    Paragraph,
    Quotation,
    Strong,
    Table,
    Text,
)
from generator.document.rewriting import rewritten
from generator.document.sections import contents_entries, has_contents
from generator.document.walking import (
    blocks_with_notes,
    every_block,
    every_inline,
    every_run,
    note_marks,
    plain_text,
)


def says(words: str, *more) -> Paragraph:
    return Paragraph((Text(words), *more))


EVERY_INLINE = (
    Text("a "),
    Emphasis((Text("b "),)),
    Strong((Text("c "),)),
    Foreign((Text("d "),), "fr"),
    Link((Text("e "), NoteMark(2, "mark-2")), "https://example.org"),
    CrossReference("Table 1", "#tbl-one"),
    LineBreak(),
    NoteMark(1, "mark-1"),
    Text("f"),
)

TABLE = Table(
    caption=(Text("caption"),),
    header=((Text("head"),),),
    rows=(((Text("cell"),),),),
    alignments=("left",),
    source=(Text("origin"),),
)

EVERY_BLOCK = (
    Heading(2, (Text("heading"),), "heading"),
    says("paragraph"),
    BulletList(((says("bullet"),),)),
    NumberedList(((says("numbered"),),)),
    DefinitionList((((Text("term"),), (says("meaning"),)),)),
    Quotation((says("quotation"),)),
    Box("note", (says("boxed"),), (Text("title"),)),
    TABLE,
    Contents("contents", 2),
    PageBreak(landscape=True),
)

WORDS = [
    *("heading", "paragraph", "bullet", "numbered", "term", "meaning", "quotation"),
    *("title", "boxed", "caption", "head", "cell", "origin"),
]


def document(*blocks) -> Document:
    return Document("Title", "en-GB", Meta(), blocks, ())


def words_below(block) -> list[str]:
    return [plain_text(run) for run in every_run((block,))]


def test_the_words_of_a_line_are_those_that_are_read_aloud():
    assert plain_text(EVERY_INLINE) == "a b c d e Table 1 f"


def test_every_word_of_every_block_is_met_once_in_reading_order():
    assert [word for block in EVERY_BLOCK for word in words_below(block)] == WORDS


def test_every_inline_node_is_met_before_what_stands_in_it():
    link = Link((Strong((Text("a"),)), Text("b")), "https://example.org")

    assert list(every_inline((link, LineBreak()))) == [
        *(link, Strong((Text("a"),)), Text("a"), Text("b")),
        LineBreak(),
    ]


def test_every_block_is_met_before_what_stands_in_it_and_notes_behind_all():
    inner = says("inner")
    quotation, note = Quotation((inner,)), says("note")
    whole = replace(document(quotation), notes=(Note(1, (note,), "note-1"),))

    assert list(every_block(blocks_with_notes(whole))) == [quotation, inner, note]


def test_every_word_of_every_block_can_be_rewritten():
    def loud(inlines):
        return tuple(Text(inline.value.upper()) for inline in inlines)

    changed = [rewritten(block, loud) for block in EVERY_BLOCK]

    assert [word for block in changed for word in words_below(block)] == [
        word.upper() for word in WORDS
    ]


def test_what_is_not_rewritten_stays_the_same_block():
    assert [rewritten(block, lambda inlines: inlines) for block in EVERY_BLOCK] == [*EVERY_BLOCK]


def test_blocks_with_the_same_content_are_equal_and_others_are_not():
    assert says("a") == says("a")
    assert says("a") != says("b")
    assert BulletList(((says("a"),),)) != NumberedList(((says("a"),),))


def test_marks_of_notes_are_met_at_any_depth_in_reading_order():
    def mark(number: int) -> NoteMark:
        return NoteMark(number, f"mark-{number}")

    blocks = (
        says("a", mark(1)),
        BulletList(((says("b", Emphasis((mark(2),))),),)),
        Box("note", (Quotation((says("c", Link((mark(4),), "#x")),)),), (Text("title"), mark(3))),
        Table((), (((mark(6),),),), ("left",), (Text("caption"), mark(5))),
        DefinitionList((((mark(7),), (says("d", mark(8)),)), ((mark(9),), (says("e", mark(10)),)))),
    )

    assert [one.number for one in note_marks(blocks)] == [*range(1, 11)]


def test_a_table_of_contents_is_found_however_deep_it_stands():
    inside = Box("note", (Quotation((Contents("", 1),)),))

    assert has_contents(document(inside))
    assert not has_contents(document(says("a"), Box("note", (says("b"),))))


def test_a_table_of_contents_lists_headings_to_its_depth_without_what_stands_in_one_place_only():
    blocks = (
        Heading(1, (Text("The title"),), "title"),
        Heading(2, EVERY_INLINE, "first"),
        Heading(3, (Text("Below"),), "below"),
        Heading(4, (Text("Too deep"),), "deep"),
        Heading(2, (NoteMark(3, "mark-3"),), "empty"),
        Heading(2, (Text("Second"),), "second"),
    )

    entries = list(contents_entries(Contents("", 2), blocks))

    assert [(entry.level, entry.number, entry.anchor) for entry in entries] == [
        (1, "1", "first"),
        (2, "1.1", "below"),
        (1, "3", "second"),
    ]
    assert entries[0].children == (
        Text("a "),
        Emphasis((Text("b "),)),
        Strong((Text("c "),)),
        Foreign((Text("d "),), "fr"),
        Text("e "),
        Text("Table 1"),
        Text(" "),
        Text("f"),
    )

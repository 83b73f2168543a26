"""Any document in each format: read back as written, and any word that is changed is found."""

from __future__ import annotations

import io
import random

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.diagnostics import BriefError
from generator.document import (
    CrossReference,
    Document,
    Enclosing,
    Inline,
    Link,
    Remark,
    Text,
)
from generator.document.rewriting import Rewrite, rewritten
from generator.document.walking import plain_text
from generator.language.visible import words_of
from generator.proof.verify import verify_bytes
from generator.theme.theme import Theme
from generator.typesetting import typeset
from tests.conftest import examples
from tests.proof.editing import BODY, NOTES, attachment_part, saved, with_part, written
from tests.strategies import documents

pytestmark = pytest.mark.slow

ANY = settings(max_examples=examples(60), suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("form", ["docx", "html", "pdf"])
def test_what_is_read_back_is_what_was_written(form, theme):
    @ANY
    @given(tree=documents(with_endnotes=True))
    def check(tree: Document) -> None:
        tree = unnested(tree)
        verdict = verify_bytes(written(form, tree, tree, theme), "any")

        assert (verdict.differences, verdict.findings) == ((), ())
        assert not verdict.saved_again

    check()


@pytest.mark.parametrize("form", ["docx", "html", "pdf"])
def test_what_is_written_holds_nothing_that_no_brief_has_but_for_a_draft(form, theme):
    bare = {name: replace(box, fill=None) for name, box in theme.boxes.items()}
    theme = replace(theme, boxes=bare)  # on which all of its styles can be read

    @ANY
    @given(tree=documents(with_endnotes=True))
    def check(tree: Document) -> None:
        finished = without_remarks(replace(tree, meta=replace(tree.meta, draft="")))

        strange = verify_bytes(written(form, finished, finished, theme), "any").strange
        empty = empty_pages(finished, theme) if form == "pdf" else []
        told = [f"a page without words of the brief, page {number}" for number in empty]
        assert [one.what for one in strange] == told

    check()


def empty_pages(tree: Document, theme: Theme) -> list[int]:
    """The pages that hold nothing, such as a paragraph without words, which no Markdown makes."""
    return [
        number
        for number, page in enumerate(typeset(tree, theme).pages, 1)
        if not page.pictures
        and not any(one.leaf_of(run) for one in page.lines for run in one.line.runs)
    ]


def without_remarks(tree: Document) -> Document:
    def rewrite(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        kept = (inline for inline in inlines if not isinstance(inline, Remark))
        return tuple(map(rewrite_one, kept))

    def rewrite_one(inline: Inline) -> Inline:
        match inline:
            case Enclosing():
                return replace(inline, children=rewrite(inline.children))
            case _:
                return inline

    return with_inlines(tree, rewrite)


def unnested(tree: Document) -> Document:
    """The document without links inside links, or on no words: Markdown has neither."""

    def rewrite(inlines: tuple[Inline, ...], *, inside: bool = False) -> tuple[Inline, ...]:
        return tuple(each for inline in inlines for each in rewrite_one(inline, inside=inside))

    def rewrite_one(inline: Inline, *, inside: bool) -> tuple[Inline, ...]:
        match inline:
            case CrossReference(label) if inside:
                return (Text(label),)
            case Link(children) if inside or not words_of(plain_text(children)):
                return rewrite(children, inside=inside)
            case Enclosing(children):
                within = inside or isinstance(inline, Link)
                return (replace(inline, children=rewrite(children, inside=within)),)
            case _:
                return (inline,)

    return with_inlines(tree, rewrite)


def with_inlines(tree: Document, rewrite: Rewrite) -> Document:
    notes = tuple(
        replace(note, blocks=tuple(rewritten(block, rewrite) for block in note.blocks))
        for note in tree.notes
    )
    blocks = tuple(rewritten(block, rewrite) for block in tree.blocks)
    return replace(tree, blocks=blocks, notes=notes)


def reworded(tree: Document, place: int, word: str) -> tuple[Document, int]:
    """The document with one word of its texts replaced, and how many words they have."""
    count = 0

    def rewrite(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(map(rewrite_one, inlines))

    def rewrite_one(inline: Inline) -> Inline:
        nonlocal count
        match inline:
            case Text(value):
                parts = words_of(value)
                count += len(parts)
                if not count - len(parts) <= place < count:
                    return inline
                parts[place - count] = word
                return Text(f" {' '.join(parts)} ")
            case Enclosing():
                return replace(inline, children=rewrite(inline.children))
            case _:
                return inline

    return with_inlines(tree, rewrite), count


@pytest.mark.parametrize("form", ["docx", "html", "pdf"])
def test_any_word_that_is_changed_in_any_block_is_found_and_located(form, theme):
    @ANY
    @given(tree=documents(), place=st.integers(0, 10_000))
    def check(tree: Document, place: int) -> None:
        tree = unnested(tree)
        _, count = reworded(tree, -1, "")  # two at least: the title, and the end
        before, _ = reworded(tree, place % count, "original")
        after, _ = reworded(tree, place % count, "elsewhere")

        differences = verify_bytes(written(form, after, before, theme), "any").differences

        (found,) = differences
        assert (found.before.replace("original", "elsewhere"), found.kind) == (found.after, "words")
        assert "elsewhere" in found.after
        assert found.place

    check()


def broken(data: bytes, dice: random.Random) -> bytes:
    """Some bytes flipped, cut off, overwritten, or there twice."""
    made = bytearray(data)
    at = dice.randrange(len(made))
    match dice.randrange(4):
        case 0:
            made[at] ^= 1 << dice.randrange(8)
        case 1:
            del made[at:]
        case 2:
            made[at : at + 40] = dice.randbytes(40)
        case _:
            made[at:at] = made[at : at + 200] * 2
    return bytes(made)


def unpacked(pdf: bytes) -> bytes:
    plain = {"stream_decode_level": pikepdf.StreamDecodeLevel.generalized, "qdf": True}
    return saved(pikepdf.open(io.BytesIO(pdf)), compress_streams=False, **plain)


def test_damage_anywhere_ends_in_a_finding_or_a_verdict_never_in_a_traceback(word_file, pdf):
    dice = random.Random(7)
    parts = [BODY, NOTES, "_rels/.rels", attachment_part(word_file, "manifest.json")]
    damaged = [broken(data, dice) for data in (word_file, pdf, unpacked(pdf)) for _ in range(30)]
    for part in parts * 10:
        data = with_part(
            word_file, part, lambda text: broken(text.encode(), dice).decode(errors="replace")
        )
        damaged.append(data)
    seen: set[str] = set()
    for data in damaged:
        try:
            seen.add("consistent" if verify_bytes(data, "x").is_consistent else "differs")
        except BriefError as error:
            seen |= {found.code for found in error.diagnostics}

    assert {"V002", "V006", "consistent", "differs"} <= seen
    assert seen <= {"consistent", "differs", *(f"V00{number}" for number in range(1, 9))}

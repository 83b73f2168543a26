"""An edition of a web page proves itself: no change to it or to its original goes unseen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.diagnostics import BriefError, Diagnostic, Span
from generator.language.folding import digest
from generator.seeds.editions import read_edition
from generator.seeds.proving import unproved
from generator.seeds.seed import Edition, SeedParagraph, SourceBlock
from tests.conftest import examples
from tests.seeds.importing import import_seed
from tests.seeds.pages import PARAGRAPHS, article, paragraphs

PAGE = article(
    "<h1>The lock that was shut</h1><p class=byline>By Inge Roos</p>",
    paragraphs(),
    "<ul><li>The hinge was mended.<li>The dues were not.</ul>",
    "<table><tr><td>Dues<td>84<td>91</table><p>So it is <span hidden>never</span> with gates.</p>",
)


def edition_of(folder: Path, data: bytes) -> Edition:
    (folder / "lock.html").write_bytes(data)
    import_seed(folder / "lock.html", folder / "seeds", key="lock", file="lock.html")
    return read_edition(folder / "seeds/lock", file="seeds/lock")


def faults(edition: Edition, original: bytes) -> tuple[Diagnostic, ...]:
    """What is found although somebody has made every digest anew."""
    span = Span.at("seeds/lock/editions/1.json")
    sealed = tuple(replace(p, digest=digest(p.text)) for p in edition.paragraphs)
    try:
        return unproved(
            replace(edition, paragraphs=sealed), original, None, shown=span, at=lambda *_: span
        )
    except BriefError as error:
        return error.diagnostics


def test_an_edition_of_a_page_holds(tmp_path):
    assert faults(edition_of(tmp_path, PAGE), PAGE) == ()
    assert (tmp_path / "seeds/lock/original.html").read_bytes() == PAGE


# --- changes to the edition -------------------------------------------------------------


def changed_texts(text: str) -> Iterator[str]:
    """A text with a word left out, put in, or two of them swapped, at each place, or a sign."""
    words = text.split()
    for at in range(len(words)):
        yield " ".join(words[:at] + words[at + 1 :])
        yield " ".join([*words[:at], "not", *words[at:]])
        yield " ".join([*words[:at], *reversed(words[at : at + 2]), *words[at + 2 :]])
    for sign, other in ((".", "?"), ("4", "5"), (",", ""), (" ", "")):
        yield text.replace(sign, other, 1)


def with_text(edition: Edition, block: SourceBlock, text: str) -> Edition:
    if isinstance(block, SeedParagraph):
        own = tuple(replace(p, text=text) if p is block else p for p in edition.paragraphs)
        return replace(edition, paragraphs=own)
    return replace(
        edition, dropped=tuple(replace(d, text=text) if d is block else d for d in edition.dropped)
    )


@pytest.mark.slow
def test_each_changed_word_is_found(tmp_path):
    edition = edition_of(tmp_path, PAGE)

    changed = [
        with_text(edition, block, text)
        for block in edition.blocks
        for text in changed_texts(block.text)
        if text != block.text
    ]

    assert len(changed) > 400
    assert all(faults(one, PAGE) for one in changed)


def test_each_block_left_out_doubled_or_moved_is_found(tmp_path):
    edition = edition_of(tmp_path, PAGE)
    body, dropped = edition.paragraphs, edition.dropped
    count = range(len(body))

    changed = [
        *(replace(edition, paragraphs=body[:n] + body[n + 1 :]) for n in count),
        *(replace(edition, dropped=dropped[:n] + dropped[n + 1 :]) for n in range(len(dropped))),
        *(replace(edition, paragraphs=(*body[:n], body[n], *body[n:])) for n in count),
        *(
            replace(edition, paragraphs=(*body[:n], *reversed(body[n : n + 2]), *body[n + 2 :]))
            for n in count[:-1]
        ),
    ]

    assert all(faults(one, PAGE) for one in changed)


# --- changes to the original ------------------------------------------------------------

_EDITS = st.sampled_from(
    [
        ("closed", "open"), ("eleven", "seven"), ("nobody", "somebody"), ("84,000", "48,000"),
        (" hidden", ""), ("<td>91", ""), ("<li>", "<p>not"), ("</p>", " not</p>"), ("in May", ""),
        ("<h1>", "<h1>Not "), ("Imprint", ""), ("<footer>", "<script>"), ("By Inge", "By Anna"),
        ("two years", "<b>ten</b> years"), ("shut</h1>", "<!--shut</h1>"), (".", "?"), ("“", "„"),
    ]
)  # fmt: skip


@pytest.mark.slow
@given(_EDITS, st.integers(0, 5))
@settings(max_examples=examples(200))
def test_a_changed_original_is_found_although_its_digest_is_made_anew(tmp_path_factory, edit, at):
    edition = edition_of(tmp_path_factory.mktemp("lock"), PAGE)
    old, new = edit
    parts = PAGE.decode().split(old)
    assume(len(parts) > 1)
    at %= len(parts) - 1
    changed = (old.join(parts[: at + 1]) + new + old.join(parts[at + 1 :])).encode()

    renewed = replace(edition, original_digest=hashlib.sha256(changed).hexdigest())

    assert faults(renewed, changed)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<p>", "<p class=lead>"),
        ("The lock", "<b>The</b> lock"),
        ("</article>", "</article><script>1</script>"),
    ],
)
def test_markup_that_changes_no_word_changes_no_proof(tmp_path, old, new):
    other = PAGE.decode().replace(old, new, 1).encode()

    assert faults(edition_of(tmp_path, PAGE), other) == ()


# --- invented pages ---------------------------------------------------------------------

_PIECES = st.lists(
    st.sampled_from(
        [
            *(f"<p>{text}</p>" for text in PARAGRAPHS),
            "<p>One <span hidden>two</span> three.</p>", "<ul><li>Four<li>five</ul>",
            "six<br>seven", "<aside><p>Eight nine.</p></aside>", "<h2>Twelve</h2>",
            "<table><tr><td>10<td>11</table>",
        ]
    ),
    min_size=1,
    max_size=8,
)  # fmt: skip


@pytest.mark.slow
@given(_PIECES, st.data())
@settings(max_examples=examples(100))
def test_ten_changes_to_any_edition_are_found(tmp_path_factory, pieces, data):
    page = article("".join(pieces), paragraphs())
    edition = edition_of(tmp_path_factory.mktemp("lock"), page)
    assert faults(edition, page) == ()

    for _ in range(10):
        block = data.draw(st.sampled_from(edition.blocks))
        texts = [text for text in changed_texts(block.text) if text != block.text]
        forged = with_text(edition, block, data.draw(st.sampled_from(texts)))
        assert faults(forged, page)

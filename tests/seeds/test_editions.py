"""An edition proves itself: the original says whether its words, order and numbers hold."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.diagnostics import BriefError
from generator.language import sentences as splitting
from generator.language.folding import digest
from generator.language.sentences import Sentence
from generator.pipeline.library import Library
from generator.seeds.editions import edition_bytes, read_edition
from generator.seeds.ink import stretches_of
from generator.seeds.seed import Edition
from generator.workspace.workspace import Workspace
from tests.conftest import examples
from tests.seeds.editions import Content, content_of, forge, of_format_1, sealed, seed_of, write
from tests.seeds.mending import restore_line

ARTICLE = """The mill that nobody closed

By Ida Fenn

The mill lost 5 per cent of its orders in May. The owners did not say why. They met twice.

Advertisement

Nobody in the valley believes that the re-
building will begin before winter, and few would say so to a stranger who asked them.

A word on water

The river carries less than it did. It will carry less again by 2030, the council says.
(END)

Ida Fenn is a writer on rivers.
"""

NUMBERED = """1. The committee met on the first day of the month and chose its chair.

2. It heard nine witnesses. Two of them were heard in private.

3. It reports as follows, and asks that the report be printed.

The annex was laid on the table, and nobody objected to that at the time.

4. The costs were met out of the ordinary fund of the chamber.
"""


@pytest.fixture
def seed(tmp_path: Path) -> Path:
    return seed_of(tmp_path, ARTICLE)


def edition(folder: Path) -> Edition:
    return read_edition(folder, file=f"seeds/{folder.name}")


def faults(folder: Path) -> list[tuple[str, str]]:
    with pytest.raises(BriefError) as caught:
        edition(folder)
    return [(d.code, d.message) for d in caught.value.diagnostics]


# --- what an edition says ---------------------------------------------------------------


def test_blocks_kept_and_dropped_part_the_original_without_remainder(seed):
    found = edition(seed)

    stretches = sorted(pair for block in found.blocks for pair in stretches_of(block.ink))
    assert [start for start, _ in stretches[1:]] == [end for _, end in stretches[:-1]]
    assert (stretches[0][0], stretches[-1][1]) == (0, len("".join(ARTICLE.split())))


def test_an_edition_names_its_reader_and_freezes_the_sentences(seed):
    content = content_of(seed)

    assert content["format"] == 2
    assert content["reader"] == {"kind": "text", "version": 2, "encoding": "UTF-8", "numbering": 5}
    assert content["edits"] == []
    assert content["paragraphs"][0]["sentences"] == [0, 47, 75]
    assert content["paragraphs"][0]["place"] == {"first_line": 5, "last_line": 5}


def test_an_end_mark_is_a_dropped_block_of_its_own(seed):
    *_, mark, _ = edition(seed).dropped

    assert (mark.text, mark.line, mark.ink[1] - mark.ink[0]) == ("(END)", 15, 5)


def test_a_paragraph_that_an_advert_cuts_has_two_stretches_of_ink(tmp_path):
    first = "The council has met again and again, and has found that the money it was promised"
    text = f"{first}\n\nAdvertisement\n\nin the spring was spent by others before it came.\n"
    cut, _ = edition(
        seed_of(tmp_path, f"{text}\nIt meets again on Monday, and once more.\n")
    ).paragraphs

    assert len(cut.ink) == 4


def test_printed_numbers_are_labels(tmp_path):
    found = edition(seed_of(tmp_path, NUMBERED))

    said = [(paragraph.number, paragraph.label) for paragraph in found.paragraphs]
    assert said == [("1", "1"), ("2", "2"), ("3", "3"), ("3A", ""), ("4", "4")]


def test_its_digest_is_over_the_exact_bytes_of_its_canonical_form(seed):
    content = content_of(seed)

    assert content == sealed(content)


# --- what is refused --------------------------------------------------------------------


def test_a_change_without_its_digest_is_refused(seed):
    content = content_of(seed)
    content["dropped"][0]["reason"] = "heading"
    write(seed, content)

    assert faults(seed) == [("S004", "this edition has been changed: its digest is different")]


def replaced(old: str, new: str) -> Callable[[Content], object]:
    def change(content: Content) -> None:
        held = [p for p in content["paragraphs"] if old in p["text"]]
        held[0]["text"] = held[0]["text"].replace(old, new, 1)

    return change


def numbered(index: int, number: str) -> Callable[[Content], object]:
    return lambda content: content["paragraphs"][index].update(number=number)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("did not say", "did say"),
        ("say why", "not say why"),
        ("why.", "why?"),
        ("They met", "They  both met"),
        ("5 per", "51 per"),
        ("met twice", "mettwice"),
        ("orders", "or ders"),
        ("The mill", "the mill"),
        ("re-building", "rebuilding"),
        ("twice.", "twice.\u200b"),
    ],
)
def test_other_words_are_refused_although_every_digest_fits(seed, old, new):
    forge(seed, replaced(old, new))

    found = faults(seed)
    assert [code for code, _ in found] == ["S005"]
    assert found[0][1].endswith("its words have changed")


def test_a_changed_word_is_shown_at_its_place(seed):
    forge(seed, replaced("less than", "more than"))

    with pytest.raises(BriefError) as caught:
        edition(seed)

    (fault,) = caught.value.diagnostics
    line = (
        (seed / "editions/1.json")
        .read_text(encoding="utf-8")
        .split("\n")[fault.span.start.line - 1]
    )
    assert "more than" in line[fault.span.start.column - 1 :]
    assert fault.hint == "bring its words back as they stand in original.txt, line 14"


def swapped(content: Content) -> None:
    first, second, *_ = content["paragraphs"]
    first["text"], second["text"] = second["text"], first["text"]


def swapped_whole(content: Content) -> None:
    first, second, *rest = content["paragraphs"]
    content["paragraphs"] = [second | {"number": "1"}, first | {"number": "2"}, *rest]


def of_the_first_reader(content: Content) -> None:
    """An edition by the first reader of texts, which told no kinds apart."""
    content["reader"].update(version=1)
    content["paragraphs"][0].update(kind="quote")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (swapped, "¶1 is not as it was imported: its words have changed"),
        (swapped_whole, "¶2 is not in its order"),
        (lambda c: c["paragraphs"].pop(0), "line 5 of original.txt is left out"),
        (lambda c: c["dropped"].pop(1), "line 3 of original.txt is left out"),
        (lambda c: c["dropped"].pop(), "line 17 of original.txt is left out"),
        (lambda c: c["dropped"].append(c["dropped"][0]), "the dropped line 1 is not in its order"),
        (lambda c: c["dropped"][-1]["ink"].extend([900, 999]), "goes on behind the end"),
        (lambda c: c.update(original="a\x00b"), "no file seeds/mill/a"),
        (numbered(0, "7"), "¶7 is not as it was imported: its number was 1"),
        (numbered(2, "2A"), "¶2A is not as it was imported: its number was 3"),
        (numbered(1, "1"), "¶1 stands 2 times"),
        (lambda c: c["paragraphs"][0].update(label="1"), "its label is '1', and '' in print"),
        (of_the_first_reader, "¶1 is of a kind"),
        (lambda c: c["paragraphs"][0]["place"].update(first_line=4), "¶1 stands on other lines"),
        (lambda c: c["dropped"][0].update(text="The mill"), "the dropped line 1 has other words"),
        (lambda c: c["reader"].update(kind="scroll"), "a reader that this version of brief"),
        (lambda c: c["reader"].update(encoding="UTF-16"), "cannot be read as UTF-16"),
        (
            lambda c: c["edits"].append(
                {"op": "drop", "by": "x", "why": "y", "at": "1", "ink": [40, 60]}
            ),
            "what was left out by hand is not what its edits say",
        ),
        (
            lambda c: c["edits"].append(
                {"op": "label", "by": "x", "why": "y", "at": "1", "to": "9"}
                | {"ink": c["paragraphs"][0]["ink"]}
            ),
            "¶1 is not as it was imported: its number was 9",
        ),
    ],
)
def test_any_other_change_is_refused_although_every_digest_fits(seed, change, told):
    forge(seed, change)

    messages = [message for _, message in faults(seed)]
    assert [message for message in messages if told in message], messages


def kept_twice(content: Content) -> None:
    """The last dropped line as a paragraph, too."""
    last = content["dropped"][-1]
    said = {key: last[key] for key in ("text", "place", "label", "kind", "ink")}
    content["paragraphs"].append(said | {"number": "4", "digest": "", "sentences": [0]})


def dropped_twice(content: Content) -> None:
    """The end of the last dropped line, once more."""
    last = content["dropped"][-1]
    ink = [last["ink"][1] - len("rivers."), last["ink"][1]]
    content["dropped"].append(last | {"text": "rivers.", "ink": ink})


@pytest.mark.parametrize("change", [kept_twice, dropped_twice])
def test_no_words_of_the_original_are_there_twice(seed, change):
    forge(seed, change)

    told = "line 17 of original.txt is there twice"
    assert faults(seed) == [("S004", told)]


@pytest.mark.parametrize("starts", [[0, 48], [], [0, 9999], [47, 75], [0, 46], [0, 75, 47], [-1]])
def test_no_sentence_begins_but_where_a_word_does(seed, starts):
    forge(seed, lambda content: content["paragraphs"][0].update(sentences=starts))

    said = "¶1 is not as it was imported: its sentences do not begin where words do"
    assert faults(seed) == [("S005", said)]


@pytest.mark.parametrize(
    ("index", "key", "value"), [(3, "label", "3"), (4, "label", ""), (4, "number", "3B")]
)
def test_printed_numbers_speak_for_themselves(tmp_path, index, key, value):
    folder = seed_of(tmp_path, NUMBERED)

    forge(folder, lambda content: content["paragraphs"][index].update({key: value}))

    assert faults(folder)


def test_a_changed_original_is_refused_although_the_edition_has_its_digest(seed):
    other = ARTICLE.replace("did not say", "did say").encode()
    (seed / "original.txt").write_bytes(other)

    forge(seed, lambda c: c.update(original_digest=hashlib.sha256(other).hexdigest()))

    assert [code for code, _ in faults(seed)] == ["S004"]


# --- editions that follow others --------------------------------------------------------


@pytest.fixture
def restored(seed: Path) -> Path:
    restore_line(seed, 12, file="seeds/mill", cited=True)
    restore_line(seed, 1, file="seeds/mill", cited=True)
    return seed


def test_numbers_are_those_that_the_edition_before_froze(restored):
    assert [p.number for p in edition(restored).paragraphs] == ["0A", "1", "2", "2A", "3"]

    forge(restored, numbered(3, "2B"), 3)

    assert faults(restored) == [("S005", "¶2B is not as it was imported: its number was 2A")]


def test_sentences_are_those_that_the_edition_before_froze(restored):
    forge(restored, lambda c: c["paragraphs"][1].update(sentences=[0, 75]), 3)

    found = [("S005", "¶1 is not as it was imported: its sentences began elsewhere in edition 2")]
    assert faults(restored) == found


def test_the_edition_that_froze_the_numbers_must_be_there(restored):
    (restored / "editions/2.json").unlink()

    assert faults(restored) == [("S004", "edition 2, which froze its numbers, is not beside it")]


def test_a_fault_in_an_earlier_edition_is_found(restored):
    forge(restored, replaced("did not", "did"))

    assert [code for code, _ in faults(restored)] == ["S005"]


def test_a_paragraph_of_an_earlier_edition_cannot_be_lost(restored):
    def lose(content: Content) -> None:
        (lost,) = [p for p in content["paragraphs"] if p["number"] == "2A"]
        content["paragraphs"].remove(lost)
        kept = {key: lost[key] for key in ("text", "place", "label", "kind", "ink")}
        content["dropped"].append(kept | {"reason": "heading"})
        content["dropped"].sort(key=lambda drop: drop["ink"])

    forge(restored, lose, 3)

    told = "its paragraphs are not those that its last edit made"
    assert faults(restored) == [("S004", told)]


# --- sentences --------------------------------------------------------------------------


def test_a_swapped_splitter_moves_no_sentence(seed, monkeypatch):
    before = edition(seed).paragraphs[0].sentences
    monkeypatch.setattr(splitting, "_split", lambda text: iter([Sentence(text, 0, len(text))]))
    splitting.sentences.cache_clear()

    third = edition(seed).paragraphs[0].sentences[2]

    assert splitting.sentences("One. Two.") == (Sentence("One. Two.", 0, 9),)
    assert (third, third.text) == (before[2], "They met twice.")
    splitting.sentences.cache_clear()


# --- what is proved is not proved again -------------------------------------------------


def test_a_proof_holds_for_these_bytes_alone(seed):
    (seed / "seed.toml").write_text('title = "The mill"\n', encoding="utf-8")
    first = Library(Workspace(seed.parent.parent))
    first.seed("mill")
    known = set(first.proofs.known)

    again = Library(first.workspace, first.proofs)
    again.seed("mill")
    assert len(known) == 1
    assert again.proofs.known == known

    forge(seed, replaced("did not", "did"))
    with pytest.raises(BriefError):
        Library(first.workspace, first.proofs).seed("mill")


# --- the first format -------------------------------------------------------------------


def test_an_edition_of_the_first_release_is_read_as_it_is(seed):
    found = edition(seed)
    of_format_1(seed)

    old = edition(seed)

    said = [(p.number, p.text, p.digest, p.place, p.sentences) for p in old.paragraphs]
    assert said == [(p.number, p.text, p.digest, p.place, p.sentences) for p in found.paragraphs]
    assert [(d.line, d.text, d.reason) for d in old.dropped] == [
        (d.line, d.text, d.reason) for d in found.dropped
    ]


def test_an_edition_of_the_first_release_is_never_written(seed):
    of_format_1(seed)

    with pytest.raises(ValueError, match="reader"):
        edition_bytes(edition(seed))


def test_a_line_put_back_carries_the_seed_over(seed):
    of_format_1(seed)

    restore_line(seed, 12, file="seeds/mill", cited=True)

    assert content_of(seed, 2)["format"] == 2
    assert [p.number for p in edition(seed).paragraphs] == ["1", "2", "2A", "3"]


# --- any text ---------------------------------------------------------------------------

_VOCABULARY = """the river mill owners said that orders fell by half in May not why and nobody asked
them 1. 2. 3. (a) 5¹ 2030 re- building rebuilding Advertisement Share END (END) Menu 泥 が \u00ad
\u200b e\u0301 — “quoted” stop. really? Yes!"""
_WORDS = st.sampled_from(_VOCABULARY.split())
_ODD = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff\ufffe\uffff"),
    max_size=40,
)
_LINES = _ODD | st.lists(_WORDS, max_size=30).map(" ".join)
_PROSE = "The river was low in the spring, and the owners of the mill said that it would rise."
_TEXTS = st.lists(_LINES | st.just(_PROSE), min_size=1, max_size=14).map("\n".join)


def imported(text: str) -> Path | None:
    """The folder of a seed made of a text; None where no paragraph was found in it."""
    folder = Path(tempfile.mkdtemp(dir=_ROOT.name))
    try:
        return seed_of(folder, text)
    except BriefError:
        return None


_ROOT = tempfile.TemporaryDirectory()


@given(_TEXTS)
@settings(max_examples=examples(60))
def test_the_ink_of_what_is_kept_and_dropped_is_that_of_any_original(text):
    folder = imported(text)
    assume(folder)

    blocks = sorted(edition(folder).blocks, key=lambda block: block.ink)
    kept = _ink("".join(block.text for block in blocks))

    if all(len(block.ink) == 2 for block in blocks):
        assert kept == _ink(text)
    assert Counter(kept) == Counter(_ink(text))


def _ink(text: str) -> str:
    """The visible characters of a text without hyphens, as a line end may have divided a word."""
    return re.sub(r"[\s\u00ad-]", "", text)


@given(_TEXTS, st.data())
@settings(max_examples=examples(60))
def test_any_single_change_is_refused_although_every_digest_fits(text, data):
    folder = imported(text)
    assume(folder)
    content = content_of(folder)
    change = data.draw(st.sampled_from(_CHANGES), label="change")

    before = json.dumps(content)
    assume(change(content, data.draw) is not False and json.dumps(content) != before)
    for paragraph in content["paragraphs"]:
        paragraph["digest"] = digest(paragraph["text"])
    write(folder, sealed(content))

    assert faults(folder)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=4,
)


@given(_VALUES, st.data())
@settings(max_examples=examples(80))
def test_no_value_at_any_place_of_an_edition_ends_in_a_traceback(value, data):
    folder = Path(tempfile.mkdtemp(dir=_ROOT.name))
    content = content_of(seed_of(folder, ARTICLE))
    holder: Any = content
    while isinstance(holder, dict | list) and holder:
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        parent, key = holder, data.draw(st.sampled_from(keys))
        holder = holder[key] if data.draw(st.booleans()) else None
    parent[key] = value
    write(folder / "seeds/mill", sealed(content))

    with contextlib.suppress(BriefError):
        edition(folder / "seeds/mill")


Draw = Callable[..., Any]


def a_word_out(content: Content, draw: Draw) -> object:
    block = draw(st.sampled_from(content["paragraphs"] + content["dropped"]))
    words = block["text"].split()
    out = draw(st.integers(0, len(words) - 1))
    block["text"] = " ".join(words[:out] + words[out + 1 :])
    return bool(words[out].strip("-\u00ad"))  # a lone hyphen may be one that a line end leaves


def a_word_in(content: Content, draw: Draw) -> object:
    block = draw(st.sampled_from(content["paragraphs"] + content["dropped"]))
    words = block["text"].split()
    words.insert(draw(st.integers(0, len(words))), "not")
    block["text"] = " ".join(words)
    return True


def another_sign(content: Content, draw: Draw) -> object:
    block = draw(st.sampled_from(content["paragraphs"] + content["dropped"]))
    block["text"] = block["text"].replace(".", "?", 1)
    return True


def a_space_out(content: Content, draw: Draw) -> object:
    block = draw(st.sampled_from(content["paragraphs"]))
    at = draw(st.integers(0, max(0, block["text"].count(" ") - 1)))
    words = block["text"].split(" ")
    left, right = " ".join(words[: at + 1]), " ".join(words[at + 1 :])
    block["text"] = left + right
    return left[-1:].isalnum() and right[:1].isascii()  # between 泥 and 泥 a line end has none


def a_block_out(content: Content, draw: Draw) -> object:
    blocks = content[draw(st.sampled_from(["paragraphs", "dropped"]))]
    return bool(blocks) and blocks.pop(draw(st.integers(0, len(blocks) - 1)))


def two_swapped(content: Content, draw: Draw) -> object:
    blocks = content[draw(st.sampled_from(["paragraphs", "dropped"]))]
    at = draw(st.integers(0, max(0, len(blocks) - 2)))
    blocks[at : at + 2] = reversed(blocks[at : at + 2])
    return True


def another_number(content: Content, draw: Draw) -> object:
    numbers = st.from_regex(r"[0-9]{1,2}[AB]?", fullmatch=True)
    draw(st.sampled_from(content["paragraphs"]))["number"] = draw(numbers)
    return True


def another_label(content: Content, draw: Draw) -> object:
    draw(st.sampled_from(content["paragraphs"]))["label"] = draw(st.sampled_from(["", "1", "2"]))
    return True


def another_stretch(content: Content, draw: Draw) -> object:
    ink = draw(st.sampled_from(content["paragraphs"] + content["dropped"]))["ink"]
    ink[draw(st.integers(0, len(ink) - 1))] += draw(st.sampled_from([-1, 1]))
    return True


_CHANGES = (
    a_word_out,
    a_word_in,
    another_sign,
    a_space_out,
    a_block_out,
    two_swapped,
    another_number,
    another_label,
    another_stretch,
)

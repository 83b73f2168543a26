"""Where cited sentences have gone in a text that was edited: certain, offered or gone."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from random import Random

import pytest
from msgspec.structs import replace

from generator.language.folding import digest
from generator.seeds.anchoring import SentencePlace, sentence_anchors, some_places
from generator.seeds.seed import SeedParagraph, SourcePlace
from tests.seeds.edited_texts import EDITS, EditedSentence, Text, edited, texts
from tests.work import counted_calls


def paragraphs(text: Iterable[Iterable[EditedSentence]]) -> list[SeedParagraph]:
    found = []
    for count, sentences in enumerate(text, 1):
        starts, words = list[int](), ""
        for sentence in sentences:
            starts.append(len(words) + bool(words))
            words += (" " if words else "") + sentence.words
        place = SourcePlace(count, count)
        found.append(SeedParagraph(str(count), words, digest(words), place, starts=tuple(starts)))
    return found


def of(*said: str) -> list[SeedParagraph]:
    """Paragraphs of sentences that a bar parts."""
    return paragraphs([[EditedSentence(words) for words in one.split("|")] for one in said])


LONG = "The keeper opened the gate at six in the morning."
OTHER = "The board had told him to wait until the boats came."


def whereabouts(old: list[SeedParagraph], new: list[SeedParagraph]) -> list[str]:
    return [anchor.whereabouts for anchor in sentence_anchors(old, new).values()]


def test_equal_words_are_certain_wherever_they_are():
    found = sentence_anchors(of(LONG, OTHER), of("New.", OTHER, LONG))

    assert [(a.whereabouts, a.place.paragraph) for a in found.values()] == [
        ("there", 2),
        ("there", 1),
    ]


def test_a_denial_put_in_is_no_certainty_however_alike_the_words_are():
    assert whereabouts(of(LONG), of(LONG.replace("opened", "never opened"))) == ["changed"]


def test_words_that_stand_twice_are_unsure_unless_their_neighbours_came_along():
    far = ["C.", "D.", "E.", "F.", LONG]

    assert whereabouts(of(LONG), of("A.", LONG, "B.", LONG)) == ["unsure"]
    assert whereabouts(of("A.", LONG, "B."), of("A.", LONG, "B.", LONG))[1] == "unsure"
    either = whereabouts(of(LONG, "A.", LONG), of("C.", LONG, "D.", LONG, "E."))
    assert (either[0], either[2]) == ("unsure", "unsure")
    assert whereabouts(of("A.", LONG, "B.", "C."), of("A.", LONG, "B.", *far))[1] == "there"


@pytest.mark.parametrize("written", ["{}. ", "[{}] ", "Article {}. ", "({}) "])
def test_a_sentence_is_certain_whatever_number_its_paragraph_has_now(written):
    old = numbered(written, LONG, OTHER)
    new = numbered(written, "Why?", LONG, OTHER)

    assert whereabouts(old, new) == whereabouts(of(LONG, OTHER), new) == ["there", "there"]


def numbered(written: str, *said: str) -> list[SeedParagraph]:
    """Paragraphs of one sentence each that print their numbers."""
    texts = (written.format(count) + words for count, words in enumerate(said, 1))
    return [replace(one, label=one.number) for one in of(*texts)]


def test_a_short_sentence_that_stands_alone_elsewhere_is_unsure():
    assert whereabouts(of("He agreed.", LONG), of(LONG, OTHER, "He agreed."))[0] == "unsure"


def test_nothing_like_it_is_gone():
    assert whereabouts(of(LONG), of("Fish is sold on Fridays only.")) == ["gone"]


def judged(text: Text, new: Text) -> Counter[str]:
    """How many sentences were judged how, against what was really done.

    What is called certain is wrong if it has other words, or if the sentence went elsewhere.
    """
    found = sentence_anchors(paragraphs(text), paragraphs(new))
    words = {
        SentencePlace(p, s): one.words for p, row in enumerate(new) for s, one in enumerate(row)
    }
    went = {
        one.origin: SentencePlace(p, s)
        for p, row in enumerate(new)
        for s, one in enumerate(row)
        if one.origin >= 0
    }
    counts = Counter[str]()
    for p, row in enumerate(text):
        for s, one in enumerate(row):
            anchor, place = found[SentencePlace(p, s)], went.get(one.origin)
            is_same = place is not None and words[place] == one.words
            counts["unchanged"] += is_same
            if anchor.whereabouts == "there":
                is_right = words[anchor.place] == one.words and place in (None, anchor.place)
                counts["certain"] += 1
                counts["wrong"] += not is_right
                counts["carried"] += is_right and is_same
    return counts


@pytest.mark.slow
def test_what_is_certain_is_right_and_nearly_all_that_is_unchanged_is_certain(
    capsys,
):
    total = Counter[str]()
    for name, edit in EDITS.items():
        for index, text in enumerate(texts()):
            for times in (1, 10):
                random = Random(f"{name} {index} {times}")
                total += judged(text, edited(text, [edit] * times, random))
    mixed = Counter[str]()
    for index, text in enumerate(texts()):
        for turn in range(10):
            random = Random(f"{index} {turn}")
            edits = random.choices(list(EDITS.values()), k=random.choice((1, 3, 10)))
            mixed += judged(text, edited(text, edits, random))

    for called, counts in (("one kind at a time", total), ("of all kinds", mixed)):
        share = counts["carried"] / counts["unchanged"]
        said = f"{called}: {dict(counts)}, carried over {share:.2%}"
        with capsys.disabled():
            sys.stdout.write(f"\n{said}\n")
        assert counts["wrong"] == 0
        assert share >= 0.95


@pytest.mark.slow
def test_twice_the_changed_sentences_take_twice_the_work():
    def work(count: int) -> int:
        said = [f"The boat number {n} passed the lock on a day in May." for n in range(count)]
        old, new = of(*said), of(*(words.replace("a day", "one day") for words in said))
        with counted_calls() as calls:
            assert whereabouts(old, new) == ["unsure"] * count
        return calls()

    assert work(200) < 2.2 * work(100)


def test_a_sentence_that_stands_hundreds_of_times_takes_no_square_of_them():
    def work(count: int) -> int:
        old, new = of(OTHER, *["None."] * count), of(OTHER, *["None."] * (count + 1))
        with counted_calls() as calls:
            assert set(whereabouts(old, new)) == {"there", "unsure"}
        return calls()

    assert work(800) < 2.2 * work(400)


def test_of_another_text_only_what_is_asked_for_is_looked_for():
    old = of(*(f"The {n}th lock of the river Alder was shut {n} days ago." for n in range(90)))
    new = of(*(f"The {n}th weir of the river Bure was open {n} years ago." for n in range(90)))
    asked = frozenset(some_places(old, 5))

    with counted_calls() as calls:
        found = sentence_anchors(old, new, asked)
    with counted_calls() as all_calls:
        sentence_anchors(old, new)

    assert set(found) == asked
    assert len(asked) == 5
    assert max(asked).paragraph > 60
    assert calls() * 4 < all_calls()

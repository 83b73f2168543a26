"""Twelve texts of our own and thirty ways to edit one, with where each sentence went."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from msgspec import Struct
from msgspec.structs import replace

SUBJECTS = (
    "The harbour board", "A keeper of the upper lock", "The council of Alder", "Nobody on the mole",
    "The union of boatmen", "An engineer from Harrow", "The court", "The ministry of waterways",
    "Every third boat", "The old dredger",
)  # fmt: skip
VERBS = (
    "has paid", "has not asked for", "will publish", "could not find", "must repair", "would sell",
    "refused", "measured", "opened", "gave up",
)  # fmt: skip
OBJECTS = (
    "the fee of {n} crowns", "the eastern gate", "a report of {n} pages", "the levy on barges",
    "{n} metres of the quay", "the night watch", "the contract of {y}", "the water that it owed",
    "its plan for the mole", "{n} tons of silt",
)  # fmt: skip
TAILS = (
    "before the autumn", "as it had promised in {y}", "although the river was low",
    "because the ice came early", "and nobody knew why", "which the owners deny",
    "unless the court says otherwise", "for the second time since {y}", "in spite of the storm",
    "with the help of {n} volunteers",
)  # fmt: skip
SHORT = ("He agreed.", "She did not.", "That was all.", "Why?", "Nothing was done.", "So it went.")


class EditedSentence(Struct, frozen=True):
    """A sentence, and which one of the first text it was; -1 for none."""

    words: str
    origin: int = -1


Text = list[list[EditedSentence]]


def texts() -> list[Text]:
    """Twelve texts: short and long, in long and short paragraphs, some with much that recurs."""
    return [_text(Random(seed), 4 + seed * 2, 1 + seed % 5) for seed in range(12)]


def _text(random: Random, paragraphs: int, most: int) -> Text:
    count = 0
    text: Text = []
    for _ in range(paragraphs):
        paragraph = []
        for _ in range(random.randint(1, most + 1)):
            words = random.choice(SHORT) if random.random() < 0.15 else _sentence(random)
            paragraph.append(EditedSentence(words, count))
            count += 1
        text.append(paragraph)
    return text


def _sentence(random: Random) -> str:
    parts = (random.choice(each) for each in (SUBJECTS, VERBS, OBJECTS, TAILS))
    return " ".join(parts).format(n=random.randint(2, 99), y=random.randint(1880, 1990)) + "."


# --- edits ------------------------------------------------------------------------------

Edit = Callable[[Text, Random], None]


def _any(text: Text, random: Random) -> tuple[int, int]:
    paragraph = random.randrange(len(text))
    return paragraph, random.randrange(len(text[paragraph]))


def _reworded(how: Callable[[str, Random], str]) -> Edit:
    def edit(text: Text, random: Random) -> None:
        p, s = _any(text, random)
        text[p][s] = replace(text[p][s], words=how(text[p][s].words, random))

    return edit


def _word(change: Callable[[list[str], int], None]) -> Edit:
    def how(words: str, random: Random) -> str:
        parts = words.split()
        change(parts, random.randrange(len(parts)))
        return " ".join(parts) or "Nothing."

    return _reworded(how)


def _swap_words(parts: list[str], at: int) -> None:
    other = (at + 1) % len(parts)
    parts[at], parts[other] = parts[other], parts[at]


def _figure(words: str, random: Random) -> str:
    return "".join(str(random.randint(1, 9)) if c.isdigit() else c for c in words)


def _delete_sentence(text: Text, random: Random) -> None:
    p, s = _any(text, random)
    if len(text[p]) > 1:
        del text[p][s]


def _delete_paragraph(text: Text, random: Random) -> None:
    if len(text) > 2:
        del text[random.randrange(len(text))]


def _insert_sentence(text: Text, random: Random) -> None:
    p, s = _any(text, random)
    text[p].insert(s, EditedSentence(_sentence(random)))


def _insert_short(text: Text, random: Random) -> None:
    p, s = _any(text, random)
    text[p].insert(s, EditedSentence(random.choice(SHORT)))


def _insert_paragraph(text: Text, random: Random) -> None:
    text.insert(random.randrange(len(text) + 1), [EditedSentence(_sentence(random))])


def _first_paragraph(text: Text, random: Random) -> None:
    text.insert(0, [EditedSentence(_sentence(random)) for _ in range(3)])


def _split_paragraph(text: Text, random: Random) -> None:
    p, s = _any(text, random)
    if s:
        text[p : p + 1] = [text[p][:s], text[p][s:]]


def _join_paragraphs(text: Text, random: Random) -> None:
    p = random.randrange(len(text))
    if p:
        text[p - 1 : p + 1] = [text[p - 1] + text[p]]


def _move_paragraph(text: Text, random: Random) -> None:
    moved = text.pop(random.randrange(len(text)))
    text.insert(random.randrange(len(text) + 1), moved)


def _move_sentence(text: Text, random: Random) -> None:
    p, s = _any(text, random)
    if len(text[p]) > 1:
        moved = text[p].pop(s)
        q, r = _any(text, random)
        text[q].insert(r, moved)


def _swap_sentences(text: Text, random: Random) -> None:
    p, s = _any(text, random)
    if s:
        text[p][s - 1], text[p][s] = text[p][s], text[p][s - 1]


def _merge_sentences(text: Text, random: Random) -> None:
    p, s = _any(text, random)
    if s:
        one, other = text[p][s - 1 : s + 1]
        words = one.words.rstrip(".?") + ", and " + other.words[0].lower() + other.words[1:]
        text[p][s - 1 : s + 1] = [EditedSentence(words, one.origin)]


def _cut_sentence(text: Text, random: Random) -> None:
    p, s = _any(text, random)
    old = text[p][s]
    parts = old.words.split()
    if len(parts) > 7:
        first = EditedSentence(" ".join(parts[:5]) + ".", old.origin)
        text[p][s : s + 1] = [first, EditedSentence("And " + " ".join(parts[5:]))]


def _repeat_sentence(text: Text, random: Random) -> None:
    p, s = _any(text, random)
    q, r = _any(text, random)
    text[q].insert(r, EditedSentence(text[p][s].words))


def _repeat_changed(text: Text, random: Random) -> None:
    p, s = _any(text, random)
    q, r = _any(text, random)
    text[q].insert(r, EditedSentence(text[p][s].words.replace(".", ", it is said.")))


def _last_paragraph_first(text: Text, _: Random) -> None:
    text.insert(0, text.pop())


def _upside_down(text: Text, random: Random) -> None:
    p = random.randrange(len(text))
    text[p].reverse()


def _replace_sentence(text: Text, random: Random) -> None:
    p, s = _any(text, random)
    text[p][s] = EditedSentence(_sentence(random))


def _replace_short(text: Text, random: Random) -> None:
    p, s = _any(text, random)
    text[p][s] = EditedSentence(random.choice(SHORT))


def _in_other_words(words: str, random: Random) -> str:
    return f"It is said that {words[0].lower()}{words[1:]}"


EDITS: dict[str, Edit] = {
    "a word left out": _word(lambda parts, at: parts.pop(at) and None),
    "a word put in": _word(lambda parts, at: parts.insert(at, "perhaps")),
    "a denial put in": _word(lambda parts, at: parts.insert(at, "not")),
    "a word exchanged": _word(lambda parts, at: parts.__setitem__(at, "ferry")),
    "two words swapped": _word(_swap_words),
    "another figure": _reworded(_figure),
    "a denial taken out": _reworded(lambda words, _: words.replace(" not", "")),
    "another stop": _reworded(lambda words, _: words.rstrip(".?") + "!"),
    "another tense": _reworded(lambda words, _: words.replace("has ", "had ")),
    "words before it": _reworded(_in_other_words),
    "words behind it": _reworded(lambda words, _: words.rstrip(".?") + ", it is said."),
    "half of it cut off": _reworded(lambda words, _: words[: len(words) // 2] + "."),
    "a sentence left out": _delete_sentence,
    "a paragraph left out": _delete_paragraph,
    "a sentence put in": _insert_sentence,
    "a short sentence put in": _insert_short,
    "a paragraph put in": _insert_paragraph,
    "three sentences first": _first_paragraph,
    "a paragraph parted": _split_paragraph,
    "two paragraphs joined": _join_paragraphs,
    "a paragraph moved": _move_paragraph,
    "a sentence moved": _move_sentence,
    "two sentences swapped": _swap_sentences,
    "two sentences made one": _merge_sentences,
    "a sentence made two": _cut_sentence,
    "a sentence said again": _repeat_sentence,
    "a sentence said again in other words": _repeat_changed,
    "the end put first": _last_paragraph_first,
    "a paragraph turned round": _upside_down,
    "a sentence replaced": _replace_sentence,
    "a short sentence for another": _replace_short,
}


def edited(text: Text, edits: Sequence[Edit], random: Random) -> Text:
    """A copy of a text after some edits."""
    copy = [list(paragraph) for paragraph in text]
    for edit in edits:
        edit(copy, random)
    return [paragraph for paragraph in copy if paragraph]

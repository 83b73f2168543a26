"""What the checks must know about a language: one file of word lists for each.

A language is added by adding a file, and nothing here names one: `lexicons/<language>.toml` with
every list, or `in_part/<language>.toml` with those of numbers and days, and of what turns the sense
of a quotation. Each list is read when it is first asked for, so that a start costs little.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct, field

from generator.recall.once import remembered
from generator.recall.results import shipped_tables

Alike = tuple[tuple[str, ...], ...]
"""Groups of names that mean the same."""


KnownPart = Literal["words", "numbers", "digits"]
"""How much of a language is known: all that is compared, its numbers and days, or digits alone."""


class Phrases(Struct, frozen=True):
    """Words and phrases of a list; `beginnings` are those with a star, which may end in any way."""

    words: frozenset[str]
    beginnings: frozenset[str]
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]  # by their first word, the longest first

    def __contains__(self, word: str) -> bool:
        if word in self.words or not self.beginnings:
            return word in self.words
        return any(word[:length] in self.beginnings for length in range(2, len(word) + 1))

    def at(self, words: Sequence[str], index: int) -> int:
        """How many of the words from `index` on form a phrase of this list; 0 if none do."""
        word = words[index]
        if word in self.phrases:
            for phrase in self.phrases[word]:
                if tuple(words[index : index + len(phrase)]) == phrase:
                    return len(phrase)
        return 1 if word in self else 0


NamedPhrases = tuple[tuple[str, Phrases], ...]
"""Lists, each with its name."""


class Lexicon(Struct, frozen=True, eq=False):
    """The word lists of one language, and how much of it they are.

    Raises KeyError for a list that its file does not have; in a language of which only a part is
    known, such a list is empty.
    """

    language: str
    lists: Mapping[str, str]
    own_names: Alike = ()  # the house's
    knows: KnownPart = "words"
    found: dict[Any, dict[Any, Any]] = field(default_factory=dict)  # see `remembered`

    @remembered
    def phrases(self, name: str) -> Phrases:
        """The words and phrases of a list."""
        return _phrases(self.lists[name])

    @remembered
    def table(self, name: str) -> Mapping[str, str]:
        """Words with the value of each: "january 1"."""
        return _word_table(self.lists[name])

    @remembered
    def numbers(self, name: str) -> Mapping[str, float]:
        """Words with the number that each means."""
        return _number_table(self.lists[name])

    @remembered
    def lists_of(self, word: str) -> tuple[tuple[str, ...], NamedPhrases]:
        """The marking lists that have a word, and those with a phrase that begins with it."""
        plain, beginning, opening = _inverted(self)
        begun = [beginning.get(word[:n], ()) for n in range(2, len(word) + 1)]
        names = dict.fromkeys(chain(plain.get(word, ()), *begun))
        return tuple(names), opening.get(word, ())

    @remembered
    def names(self) -> Alike:
        """The names of the language, a group a line, and the house's own."""
        lines = (line.partition(":") for line in self.lists["names"].strip().split("\n"))
        return (*((name, *others.split(",")) for name, _, others in lines), *self.own_names)

    @remembered
    def stem(self, word: str) -> str:
        """A word, in small letters, without the endings that grammar gives it."""
        if not word.isalpha() and any(map(str.isdigit, word)):
            return word
        word = self.table("irregular").get(word, word)
        endings = self.phrases("endings").words
        for _ in range(2):
            for length in range(min(_LONGEST_ENDING, len(word) - _SHORTEST_STEM), 0, -1):
                if word[-length:] in endings:
                    word = word[:-length]
                    break
            else:
                break
        doubled = len(word) > _SHORTEST_STEM and word[-1] == word[-2]
        return word[:-1] if doubled else word


_LONGEST_ENDING = 8
_SHORTEST_STEM = 3


def primary(language: str) -> str:
    """The first part of a language tag (BCP 47): "en" of "en-GB"."""
    return language.replace("_", "-").partition("-")[0].lower()


def region(language: str) -> str:
    """The region of a language tag (BCP 47), in small letters: "gb" of "en-GB"; "" for none."""
    parts = re.split(r"[-_]", language.lower())[1:]
    return next((part for part in parts if re.fullmatch(r"[a-z]{2}|\d{3}", part)), "")


def tables_of_language(folder: Path, language: str) -> dict[str, Any] | None:
    """What a folder of the package has in a primary language; None if it has no such file."""
    path = folder / f"{language}.toml"
    return shipped_tables(path) if language.isalpha() and path.is_file() else None


_FOLDER = Path(__file__).with_name("lexicons")


@lru_cache(maxsize=8)
def lexicon_of(language: str, names: Alike = ()) -> Lexicon | None:
    """The lexicon of a primary language, with a house's own names; None if there is none."""
    lists = tables_of_language(_FOLDER, language)
    return Lexicon(language, lists, names) if lists is not None else None


class _FewLists(dict[str, str]):
    """The lists of a language of which only a part is known: those that are not there are empty."""

    def __missing__(self, name: str) -> str:
        return ""


@lru_cache(maxsize=8)
def _in_part(language: str) -> Lexicon:
    """What is known of a primary language without a lexicon; what all share, if that is all."""
    shared = shipped_tables(_FOLDER.with_name("any_language.toml"))
    own = tables_of_language(_FOLDER.with_name("in_part"), language)
    knows: KnownPart = "digits" if own is None else "numbers"
    return Lexicon(language, _FewLists(shared | (own or {})), knows=knows)


class Lexicons(Struct, frozen=True):
    """The lexicons of a house, which adds `names` of its own to each."""

    names: Alike = ()

    def known(self, language: str) -> Lexicon | None:
        """The lexicon of a language by its tag; None if its words are not known."""
        return lexicon_of(primary(language), self.names)

    def of(self, language: str) -> Lexicon:
        """The same; if there is none, a lexicon of what is known of the language."""
        return self.known(language) or _in_part(primary(language))

    def counting(self, language: str) -> Lexicon | None:
        """The lexicon of a language of which numbers and days are known; None if there is none."""
        lexicon = self.of(language)
        return lexicon if lexicon.knows != "digits" else None


def lexicons(names: Mapping[str, tuple[str, ...]]) -> Lexicons:
    """The lexicons of a house with its own groups of names."""
    return Lexicons(tuple((name, *others) for name, others in names.items()))


def entries(text: str) -> list[str]:
    """The entries of a list: divided by commas or line ends."""
    parts = text.replace("\n", ",").split(",")
    return [entry for part in parts if (entry := part.strip())]


def _phrases(text: str) -> Phrases:
    words, beginnings, phrases = set(), set(), dict[str, list[tuple[str, ...]]]()
    for entry in entries(text):
        if entry.endswith("*"):
            beginnings.add(entry[:-1])
        elif " " in entry:
            parts = tuple(entry.split())
            phrases.setdefault(parts[0], []).append(parts)
        else:
            words.add(entry)
    ordered = {first: tuple(sorted(rest, key=len, reverse=True)) for first, rest in phrases.items()}
    return Phrases(frozenset(words), frozenset(beginnings), ordered)


def _word_table(text: str) -> Mapping[str, str]:
    rows = (entry.rpartition(" ") for entry in entries(text))
    return {word: meaning for word, _, meaning in rows}


def _number_table(text: str) -> Mapping[str, float]:
    return {word: float(number) for word, number in _word_table(text).items()}


MARKING = entries(
    """
    negators, mild_negators, forward_negators, contrasting, conditions, necessity
    time_bounds, firsts
    no_denial, second_negators, cancels_negation, paired_negators
    negative, restricting
    untrue, silent, speakers, own_voice, banning, admitting
    vouching, vouched, certain, enough_for_certain
    stronger, settled
    possible, enough_for_possible, apparent, enough_for_apparent, meant, enough_for_meant
    held, enough_for_held, left_open, limits, no_limits, enough_for_limits
    conditional, comparing, year_before, year_after, text_parts, changes
    lessening, undecided, urging
    supposing, no_supposing, hypothetical, excepting, conceding
    exclusive, enough_for_exclusive, partial, enough_for_partial, at_least, at_most
    scant, enough_for_scant, whole, part, no_whole, below_nought
    """
)
"""The lists whose words are marked in every text, all at once."""

_Lists = Mapping[str, tuple[str, ...]]


@remembered
def _inverted(lexicon: Lexicon) -> tuple[_Lists, _Lists, Mapping[str, NamedPhrases]]:
    """From words, from beginnings and from the first words of phrases to the lists with them."""
    plain: dict[str, tuple[str, ...]] = {}
    beginning: dict[str, tuple[str, ...]] = {}
    opening: dict[str, NamedPhrases] = {}
    for name in MARKING:
        phrases = lexicon.phrases(name)
        for table, words in ((plain, phrases.words), (beginning, phrases.beginnings)):
            for word in words:
                table[word] = (*table.get(word, ()), name)
        for word in phrases.phrases:
            opening[word] = (*opening.get(word, ()), (name, phrases))
    return plain, beginning, opening

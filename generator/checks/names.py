"""The names of a text, and whether another text has them in some form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import zip_longest

from msgspec import Struct

from generator.checks.counted import is_of_a_number
from generator.checks.tokens import Token, TokenText, take_apart, token_words
from generator.language.lexicon import Lexicon
from generator.recall.once import remembered


class Known(Struct, frozen=True):
    """An index of the words and names of a text.

    `groups` are the gazetteer's, so that "Moscow" is known where "Russian" stands.
    """

    words: frozenset[str]
    groups: frozenset[int]
    text: str


class Name(Struct, frozen=True):
    """A name of one or more words: `first` and `last` are tokens, the last not included."""

    first: int
    last: int
    text: str
    start: int
    end: int


@lru_cache(maxsize=1024)
def _known_in(text: str, lexicon: Lexicon) -> Known:
    passage = take_apart(text, lexicon)
    words = {form for low in passage.lows if low[0].isalnum() for form in _forms(low)}
    groups = {group for i in range(len(passage.tokens)) for _, group in _in_gazetteer(passage, i)}
    return Known(frozenset(words), frozenset(groups), text)


def names_missing(
    passage: TokenText, texts: tuple[str, ...], led: int = 0
) -> Iterator[tuple[Name, Name]]:
    """The names of a passage that no text has, each with its missing part.

    `led` is the offset behind words in bold or italics that lead it in: there it begins anew.
    """
    runs = [
        run
        for run in _capital_runs(passage, led)
        if not any(has_words(text, run.text) for text in texts)
    ]
    if not runs:
        return  # word for word, as most are
    known = _together(_known_in(text, passage.lexicon) for text in texts)
    for run in runs:
        letters = [t.text[0] for t in passage.tokens[run.first : run.last] if _is_capital(t)]
        if len(letters) > 1 and "".join(letters).lower() in known.words:
            continue  # "MSMT" for a name spelt out here
        missing = _missing_tokens(passage, run, known)
        if missing:
            yield run, _name_at(passage, missing[0], missing[-1] + 1)


def may_be_a_word(passage: TokenText, name: Name, led: int = 0) -> bool:
    """Whether a name may be a word like others: a single one whose capital opens a sentence."""
    opens = name.first in _beginnings(passage, led)
    opens = opens or passage.lows[name.first - 1] == "|"  # a cell of a table
    token = passage.tokens[name.first]
    has_inner_capitals = token.text[1:].lower() != token.text[1:]
    is_alone = opens and name.last == name.first + 1 and not has_inner_capitals
    return is_alone and not any(_in_gazetteer(passage, name.first))


def is_understood(
    passage: TokenText, name: Name, cited: Iterable[str], source: Iterable[str]
) -> bool:
    """Whether a name is the place that a source tells of, where what is cited names no other.

    A source tells of the place of the gazetteer that it names more often than all others.
    """
    own = {group for _, group in _in_gazetteer(passage, name.first)}
    lexicon = passage.lexicon
    if not own or _together(_known_in(text, lexicon) for text in cited).groups:
        return False
    whole, named = "\n".join(source), Counter[int]()
    for word, count in Counter(re.findall(r"[^\W\d_]+", whole)).items():
        for words, group in _gazetteer(lexicon).get(word, ()):
            named[group] += count if len(words) == 1 else whole.count(" ".join(words))
    return 2 * max(named[group] for group in own) > named.total()


def may_be_a_surname(word: str, lexicon: Lexicon) -> bool:
    """Whether a word with a capital may be the name of a person: no month, place or other word."""
    passage = take_apart(word, lexicon)
    if not passage.tokens or passage.tokens[0].text[0].islower():
        return False
    low, lists = passage.lows[0], (*_ORDINARY, "before_months", "weekdays")
    is_a_word = low in lexicon.table("months") or any(low in lexicon.phrases(it) for it in lists)
    return not is_a_word and not any(_in_gazetteer(passage, 0))


def _together(each: Iterable[Known]) -> Known:
    every = (Known(frozenset(), frozenset(), ""), *each)
    words, groups, texts = zip(*((one.words, one.groups, one.text) for one in every), strict=True)
    return Known(frozenset().union(*words), frozenset().union(*groups), "|".join(texts))


def _missing_tokens(passage: TokenText, run: Name, known: Known) -> list[int]:
    """The tokens of a name that are not known, in any form."""
    missing: list[int] = []
    index = run.first
    while index < run.last:
        places = list(_in_gazetteer(passage, index))
        length = places[0][0] if places else 1
        if places:
            is_known = any(group in known.groups for size, group in places if size == length)
        else:
            is_known = _is_known(passage.tokens[index], known, passage.lexicon)
        if not is_known:
            missing += range(index, index + length)
        index += length
    return missing


def has_words(text: str, words: str) -> bool:
    """Whether a text has these very words, and not as a part of others."""
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        if not text[max(0, at - 1) : at].isalnum() and not text[end : end + 1].isalnum():
            return True
        at = text.find(words, end)
    return False


def _is_known(token: Token, known: Known, lexicon: Lexicon) -> bool:
    form = _forms(token.low)[0]
    if not _is_capital(token) or form in lexicon.phrases("titles"):
        return True
    if token.text.istitle() and form in lexicon.phrases("common"):
        return True
    if form in lexicon.table("months"):
        return True  # read as a day
    is_there = form in known.words or any(_bends(form, word, lexicon) for word in known.words)
    if is_there or _is_spelt_out(token.text[: len(form)], known.text, lexicon):
        return True
    parts = [part for part in token.low.split("-") if part]
    known_parts = (known.words, lexicon.phrases("common").words, lexicon.phrases("prefixes").words)
    return len(parts) > 1 and all(any(part in words for words in known_parts) for part in parts)


def _is_spelt_out(letters: str, text: str, lexicon: Lexicon) -> bool:
    """Whether letters are the initials of a name, or three of any words: "PIB", "MoF"."""
    if len(letters) < 2 or not letters.isalpha() or not letters[-1].isupper():
        return False
    small = "|".join(lexicon.phrases("in_names").words)
    # The boundary is for a language without small words: blanks in blanks would take for ever.
    each = rf"[\w'’-]*\s+(?:\b(?:{small})\s+)*(?:[dl]['’])?".join(letters)
    return re.search(rf"\b{each}", text, re.IGNORECASE if len(letters) > 2 else 0) is not None


def _bends(form: str, other: str, lexicon: Lexicon) -> bool:
    """Whether two words are one but for an ending of grammar: "Henrika" is not "Henrike"."""
    if form[:2] != other[:2] or lexicon.stem(form) != lexicon.stem(other):
        return False
    pairs, endings = enumerate(zip_longest(form, other)), lexicon.phrases("inflections")
    shared = next((at for at, (one, its) in pairs if one != its), len(form))
    return all(not tail or tail in endings for tail in (form[shared:], other[shared:]))


def _forms(low: str) -> list[str]:
    """A word without its possessive, then its parts: what another text may have of it."""
    bare = low.removesuffix("'s").removesuffix("'")
    return [bare, bare.replace(".", ""), *(bare.split("-") if "-" in bare else ())]


def _is_capital(token: Token) -> bool:
    return token.text[0].isupper()


# --- where a name stands ----------------------------------------------------------------


def _beginnings(passage: TokenText, led: int) -> set[int]:
    """The tokens that open a sentence, and the one behind what leads it in."""
    starts = {first for first, _ in passage.sentences}
    return starts | {passage.tokens_between(led, led)[0]} if led else starts


def _capital_runs(passage: TokenText, led: int = 0) -> Iterator[Name]:
    """The stretches of words in capitals, with the small words inside: "Bank of England"."""
    inside = passage.lexicon.phrases("in_names")
    index, count = 0, len(passage.tokens)
    starts = _beginnings(passage, led)
    while index < count:
        if not _opens_name(passage, index, starts):
            index += 1
            continue
        last = _behind(passage, index)
        is_before_title = index in starts and _is_form_of_address(passage, last)
        while not is_before_title and last < count and passage.tokens[last].text[0].isalnum():
            if _is_capital(passage.tokens[last]):
                last = _behind(passage, last)
                continue
            behind = last
            while behind < min(last + 2, count) and passage.lows[behind] in inside:
                behind += 1
            if behind in (last, count) or not _is_capital(passage.tokens[behind]):
                break
            last = _behind(passage, behind)
        yield _name_at(passage, index, last)
        index = last


def _is_form_of_address(passage: TokenText, index: int) -> bool:
    """Whether a "Mr." stands at a token: what opens a sentence before it is no first name."""
    low = passage.lows[index] if index < len(passage.lows) else ""
    return low in passage.lexicon.phrases("forms_of_address")


def _behind(passage: TokenText, index: int) -> int:
    """The token behind a word of a name, or behind the known name that begins with it."""
    return index + max((size for size, _ in _in_gazetteer(passage, index)), default=1)


def _opens_name(passage: TokenText, index: int, starts: set[int]) -> bool:
    token = passage.tokens[index]
    if not _is_capital(token) or is_of_a_number(passage, index):
        return False
    opens = index in starts or passage.lows[index - 1] in _OPENING
    return not opens or not _is_common(passage, index)


_OPENING = frozenset("“\"'(:«„‘–—[/|")


def _is_common(passage: TokenText, index: int) -> bool:
    """Whether a word that opens a sentence is a word like others, and no name."""
    token, lexicon = passage.tokens[index], passage.lexicon
    low = token.low.removesuffix("'s")
    if low.partition("-")[0] in lexicon.table("numbers"):
        return True
    has_inner_capitals = token.text[1:].lower() != token.text[1:]
    if has_inner_capitals or any(_in_gazetteer(passage, index)):
        return False
    ordinary = any(low in lexicon.phrases(name) for name in _ORDINARY)
    ordinary = ordinary or lexicon.phrases("approximate").at(passage.lows, index) > 0
    return ordinary or low.endswith(tuple(lexicon.phrases("no_name_endings").words))


_ORDINARY = ("common", "no_names", "titles", "approximate")


def _name_at(passage: TokenText, first: int, last: int) -> Name:
    start, end = passage.tokens[first].start, passage.tokens[last - 1].end
    return Name(first, last, passage.text[start:end], start, end)


Gazetteer = Mapping[str, Sequence[tuple[tuple[str, ...], int]]]
"""By first word each name, in words and the longest first, with the number of its group."""


@remembered
def _gazetteer(lexicon: Lexicon) -> Gazetteer:
    groups = enumerate(lexicon.names())
    names = [(token_words(name, lexicon), number) for number, group in groups for name in group]
    found: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for words, number in sorted(names, key=lambda name: len(name[0]), reverse=True):
        if words:
            found.setdefault(words[0], []).append((words, number))
    return found


def _in_gazetteer(passage: TokenText, index: int) -> Iterator[tuple[int, int]]:
    """The gazetteer's names that stand at a token: how many words, and their group."""
    tokens = passage.tokens
    text = tokens[index].text
    if not text[0].isalpha():
        return
    names = _gazetteer(passage.lexicon)
    bare = text.removesuffix("'s").removesuffix("'")
    for first in dict.fromkeys((text, bare, *(bare.split("-") if "-" in bare else ()))):
        for words, group in names.get(first, ()):
            size = len(words)
            following = tokens[index + 1 : index + size]
            if len(following) == size - 1 and all(map(_same, following, words[1:])):
                yield size, group


def _same(token: Token, word: str) -> bool:
    return word in (token.text, token.text.removesuffix("'s").removesuffix("'"))

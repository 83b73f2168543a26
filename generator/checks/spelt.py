"""Numbers spelt in words: "twenty-one", "two dozen", "two-thirds", "one in five", "third"."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from generator.checks.clauses import CLAUSE_ENDS
from generator.checks.tokens import TokenText
from generator.language.lexicon import Lexicon
from generator.recall.once import remembered

Kind = Literal["count", "percent", "money", "ordinal", "share"]


class Amount(Struct, frozen=True):
    """A number before it is known what it counts; `behind` is the token behind it."""

    value: float
    step: float  # one unit of its last digit
    behind: int
    in_words: bool = False
    kind: Kind = "count"
    noun: str = ""
    times: float = 1.0  # the "million" in it


def in_words(passage: TokenText, index: int) -> Amount | None:
    """A number such as "twenty-one", "two hundred and five", "two dozen", "half a million"."""
    lows, lexicon = passage.lows, passage.lexicon
    at = index
    if lows[at] in lexicon.phrases("articles"):
        if at + 1 >= len(lows) or lows[at + 1] not in lexicon.numbers("multipliers"):
            is_one = lows[at] in lexicon.lists["one"].split()
            share = one_in(passage, at + 1) if is_one else None
            return share or _and_a_half(passage, at, 1.0) or _fraction(passage, at, 1.0)
        at += 1
    amount = _spelt(passage, at, 1.0 if at > index else 0.0)
    if amount is None:
        return _ordinal(passage, index) or _fraction(passage, index, 1.0)
    if amount.noun:
        return amount
    if amount.value < 100 and (share := _fraction(passage, amount.behind, amount.value)):
        return share
    if found := _of_how_many(passage, amount.behind):
        whole, behind = found
        if amount.value < whole:
            return Amount(amount.value / whole, 1e-6, behind, kind="share")
    if amount.value < 100 and (halved := _and_a_half(passage, amount.behind - 1, amount.value)):
        return halved
    one = amount.behind == index + 1 and lows[index] in lexicon.lists["one"].split()
    return None if one and not _measures(passage, amount.behind) else amount  # "one" is a pronoun


def one_in(passage: TokenText, index: int) -> Amount | None:
    """The share of "one in five", from the token behind the "one" on."""
    found = _of_how_many(passage, index)
    return Amount(1 / found[0], 1e-6, found[1], kind="share") if found and found[0] > 1 else None


def _and_a_half(passage: TokenText, index: int, value: float) -> Amount | None:
    """A number that ends with the token `index`, with half a unit more: "an hour and a half"."""
    noun = passage.stems[index + 1] if index + 2 < len(passage.lows) else ""
    part, behind = _half_at(passage, index + 2) if noun else (0.0, 0)
    return Amount(value + part, 0.1, behind, in_words=True, noun=noun) if part else None


def _half_at(passage: TokenText, index: int) -> tuple[float, int]:
    """The part of "and a half" at a token, 0 if there is none, and the token behind it."""
    for words, part in passage.lexicon.numbers("halves").items():
        behind = index + len(words.split())
        if passage.lows[index:behind] == tuple(words.split()):
            return part, behind
    return 0.0, index


def _spelt(passage: TokenText, at: int, current: float) -> Amount | None:
    """The words of a number added up; `current` is 1 behind "a", as in "a hundred"."""
    lows, lexicon = passage.lows, passage.lexicon
    numbers, multipliers = lexicon.numbers("numbers"), lexicon.numbers("multipliers")
    total, step, seen = 0.0, 1.0, False
    while at < len(lows):
        low = lows[at]
        parts, noun = _parts(low, lexicon) if low not in multipliers else ((), "")
        if parts and _may_follow(current, sum(parts), seen=seen):
            current, at, seen = current + sum(parts), at + 1, True
            if noun:
                return Amount(total + current, step, at, in_words=True, noun=noun)
        elif low in multipliers and (seen or current or low in numbers):
            times, at = multipliers[low], behind_stop(passage, at + 1)
            if total and not current and times > step:  # "mil millones"
                current, total, step = total, 0.0, step * times
            current, seen = (current or 1.0) * times, True
            if times >= 1000:
                is_whole = (current / times).is_integer()
                total, current = total + current, 0.0
                step = max(step, times) if is_whole else times / 10
        elif seen and (half := _half_at(passage, at))[0]:  # "deux millions et demi"
            total += 0 if current else half[0] * step
            current += half[0] if current else 0
            at, step = half[1], step / 10
        elif seen and _joins(passage, at, current, behind_thousands=total > 0):
            at += 1
        else:
            break
    return Amount(total + current, step, at, in_words=True, times=step) if seen else None


def behind_stop(passage: TokenText, at: int) -> int:
    """The token from `at` on that is no stop of an abbreviation: "39 Mrd. Euro"."""
    shortened = passage.lows[at - 1] in passage.lexicon.phrases("shortened")
    return at + 1 if shortened and passage.lows[at : at + 1] == (".",) else at


def _joins(passage: TokenText, at: int, current: float, *, behind_thousands: bool) -> bool:
    """Whether an "and" goes on with a number: "two hundred and five", "treinta y cinco"."""
    lows, lexicon = passage.lows, passage.lexicon
    is_of_hundreds = behind_thousands or current >= 100
    joins = is_of_hundreds and lows[at] in lexicon.phrases("joins_numbers")
    if lows[at] in lexicon.phrases("joins_tens"):
        joins = joins or (current % 100 >= 20 and current % 10 == 0)
    return joins and at + 1 < len(lows) and bool(_parts(lows[at + 1], lexicon)[0])


def _of_how_many(passage: TokenText, index: int) -> tuple[float, int] | None:
    """The five of "one in five" or the hundred of "one loan in a hundred", and what is behind."""
    lows, lexicon = passage.lows, passage.lexicon
    for at in (index, index + 1):
        length = lexicon.phrases("in_how_many").at(lows, at) if at + 1 < len(lows) else 0
        if not length:
            continue
        number = at + length
        if number < len(lows) and lows[number] in lexicon.phrases("articles"):
            number += 1
            tables = ("multipliers",)
        else:
            tables = ("numbers",)
        for name in tables if number < len(lows) else ():
            # Digits right behind: "one in 20", and not "one change in 2016".
            digits = float(lows[number]) if at == index and lows[number].isdecimal() else 0.0
            whole = lexicon.numbers(name).get(lows[number], digits)
            is_time = lows[number + 1 : number + 2] and lows[number + 1] in lexicon.table(
                "measures"
            )
            if whole and not is_time:  # "six times in seven months"
                return whole, number + 1
    return None


def _parts(low: str, lexicon: Lexicon) -> tuple[tuple[float, ...], str]:
    """The numbers in one word, and the stem of what it counts: "twenty-one", "three-year"."""
    numbers = lexicon.numbers("numbers")
    if low in numbers:
        return (numbers[low],), ""
    if "-" not in low:
        value = run_together(low, lexicon)
        return ((value,) if value else ()), ""
    found: list[float] = []
    parts = low.split("-")
    index = 0
    while index < len(parts):
        ends = range(len(parts), index, -1)
        end = next((e for e in ends if "-".join(parts[index:e]) in numbers), 0)
        if not end:
            break
        found.append(numbers["-".join(parts[index:end])])
        index = end
        if index < len(parts) and parts[index] in lexicon.phrases("joins_numbers"):
            index += 1
    rest = "-".join(parts[index:])
    if not found or rest in lexicon.table("fractions"):
        return (), ""
    return tuple(found), lexicon.stem(rest) if rest else ""


def run_together(low: str, lexicon: Lexicon) -> float:
    """The number whose words are written as one, "zweiundvierzig"; 0 for any other word."""
    part, at, total, current = _part_of_number(lexicon), 0, 0.0, 0.0
    while part and at < len(low):
        found = part.match(low, at)
        if found is None:
            return 0.0
        at, times = found.end(), lexicon.numbers("multipliers").get(found[0], 0.0)
        value = lexicon.numbers("numbers").get(found[0], 0.0)
        current = max(current, 1.0) * times if times else current + value
        if times >= 1000:
            total, current = total + current, 0.0
    return total + current


@remembered
def _part_of_number(lexicon: Lexicon) -> re.Pattern[str] | None:
    """One of the words that are written as one in a number; None where they never are."""
    joining = lexicon.phrases("run_together").words
    if not joining:
        return None
    words = {*joining, *lexicon.numbers("numbers"), *lexicon.numbers("multipliers")}
    return re.compile("|".join(sorted(words, key=lambda word: (-len(word), word))))


def _may_follow(current: float, value: float, *, seen: bool) -> bool:
    """Whether a number goes on with another: "twenty one" and "hundred five", not "two three".

    Behind a thousand, where nothing is `current`, it goes on with any.
    """
    if not (seen and current):
        return True
    last = current % 100
    return current >= 20 and (last == 0 or (last % 10 == 0 and value < 10))


def _ordinal(passage: TokenText, index: int) -> Amount | None:
    ordinals, lows = passage.lexicon.numbers("ordinals"), passage.lows
    first, _, noun = (
        (lows[index], "", "") if lows[index] in ordinals else lows[index].partition("-")
    )
    value = ordinals.get(first)
    opens = not index or lows[index - 1] in CLAUSE_ENDS or lows[index + 1 : index + 2] == ()
    if value is None or (opens and lows[index + 1 : index + 2] in ((), (",",))):
        return None  # "First, …" counts the text's own points
    noun = passage.lexicon.stem(noun)  # "the third-lowest"
    return Amount(value, 1.0, index + 1, in_words=True, kind="ordinal", noun=noun)


def _fraction(passage: TokenText, index: int, times: float) -> Amount | None:
    """A part such as "a third of", "two thirds", "half a million"; `times` stands before it."""
    lows, lexicon = passage.lows, passage.lexicon
    fractions, first = lexicon.numbers("fractions"), index
    if index < len(lows) and lows[index] in lexicon.phrases("articles"):
        index += 1
        if index >= len(lows) or lows[index] not in fractions:
            return None
    if index >= len(lows):
        return None
    head, _, tail = lows[index].rpartition("-")
    bound = lexicon.numbers("parts_of_units")
    if part := fractions.get(head) or bound.get(head):
        return _of_unit(tail, part, index + 1, lexicon)  # "half-hour", "demi-million"
    is_bound = not head and tail in bound
    if not (is_bound or tail in fractions) or (head and head not in lexicon.numbers("numbers")):
        return None
    part = bound[tail] if is_bound else fractions[tail]
    value = times * part * (lexicon.numbers("numbers")[head] if head else 1.0)
    behind = index + 1
    if found := _part_of_unit(passage, behind, value, is_bound=is_bound):
        return found
    if is_bound:
        return None
    following = lows[behind] if behind < len(lows) else ""
    # "By a third, …" and "more than half.", but not "a year and a half" or "the first half".
    before = lows[first - 1] if first else ""
    joined = before in lexicon.phrases("joins_numbers") or before in lexicon.table("ordinals")
    alone = index > first or tail not in lexicon.table("ordinals")
    ends = alone and not joined and not any(passage.stems[behind : behind + 1])
    is_share = head or times != 1.0 or ends or following in lexicon.phrases("of_shares")
    return Amount(value, 0.04, behind, kind="share") if is_share else None


def _part_of_unit(passage: TokenText, at: int, value: float, *, is_bound: bool) -> Amount | None:
    """A part of what begins with the token `at`: "half a million", "half a day", "medio millón"."""
    lows, lexicon = passage.lows[at : at + 3], passage.lexicon
    articles, of_shares = lexicon.phrases("articles"), lexicon.phrases("of_shares")
    between = 0
    if lows[:1] and lows[0] in of_shares:
        between = 1
    if lows[between : between + 1] and lows[between] in articles:
        between += 1
    elif not is_bound and not between:
        return None
    unit = lows[between] if between < len(lows) else ""
    is_whole = unit in lexicon.table("measures") and not is_bound and lows[0] not in articles
    return None if is_whole else _of_unit(unit, value, at + between + 1, lexicon)


def _of_unit(unit: str, value: float, behind: int, lexicon: Lexicon) -> Amount | None:
    """A part of a million or of a unit of measure; None if the word is neither."""
    if scale := lexicon.numbers("multipliers").get(unit):
        return Amount(value * scale, scale / 10, behind)
    if unit in lexicon.table("measures"):
        return Amount(value, 0.04, behind, in_words=True, noun=lexicon.stem(unit))
    return None


def _measures(passage: TokenText, index: int) -> bool:
    """Whether a unit of measure follows, so that "one" is a number."""
    if index >= len(passage.lows):
        return False
    low, lexicon = passage.lows[index], passage.lexicon
    is_measure = lexicon.table("measures").get(low, "day") != "day"  # "one day" is some day
    return is_measure or low == "%" or bool(lexicon.phrases("percent").at(passage.lows, index))

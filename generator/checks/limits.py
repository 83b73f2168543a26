"""No claim or quotation is cut before the "but" that limits it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.grounds import Ground, SourceSentence
from generator.checks.matching import is_quoted_from
from generator.checks.tokens import TokenText
from generator.diagnostics import Diagnostic, codes, diagnose
from generator.recall.once import remembered

_LAST = 5  # words of meaning before the limit, most of which a claim must say
_MOST = 0.6


def limits_are_kept(ground: Ground) -> Iterator[Diagnostic]:
    """A claim, or a quotation in it, that ends where its source goes on with "but"."""
    said = ground.said
    if said.marked("enough_for_limits") or _limits(said) or ground.claim.role == "gaps":
        return
    for sentence in ground.sentences:
        for first, last in _limits(sentence.passage):
            if not sentence.first < first < sentence.last:
                continue
            if not _is_left_out(sentence, last, said):
                continue
            word = sentence.passage.words(first, last)
            rest = sentence.passage.words(first, min(sentence.last, last + 8))
            quoted = _quoted_up_to(ground, sentence, first)
            if quoted is not None:
                what, place = "quotation", ground.claim.quotations[quoted].span
            elif _goes_on(sentence, first, last) and _is_said_up_to(sentence, first, said):
                what, place = "claim", ground.claim.span
            else:
                continue
            message = f"this {what} stops before a “{word}”: the source goes on “{rest} …”"
            hint = "say how the source limits it"
            yield diagnose(codes.LOST_CONDITION, message, place, hint=hint)
            return


@remembered
def _limits(passage: TokenText) -> tuple[tuple[int, int], ...]:
    """The words of a text that limit what stands before them, from where to where."""
    limits, spared = passage.lexicon.phrases("limits"), passage.lexicon.phrases("no_limits")
    found, free = [], 1
    for index in sorted(passage.marked("limits", "no_limits")):
        if index >= free:
            length = spared.at(passage.lows, index)
            free = index + (length or limits.at(passage.lows, index))
            if not length:
                found.append((index, free))
    return tuple(found)


def _is_left_out(sentence: SourceSentence, start: int, said: TokenText) -> bool:
    rest = sentence.passage.content_of(start, sentence.last)
    before = sentence.passage.content_of(sentence.first, start)
    own = rest - before
    return bool(own) and len(own & said.content) * 4 <= len(own)


def _quoted_up_to(ground: Ground, sentence: SourceSentence, limit: int) -> int | None:
    """The quotation that ends right before the limit, with no more than a comma between."""
    tokens = sentence.passage.tokens
    before = sentence.passage.text[tokens[sentence.first].start : tokens[limit].start]
    for number, quotation in enumerate(ground.claim.quotations):
        words = quotation.text.split()[-1:]
        ending = " ".join(before.split())[-len(quotation.text) - 3 :].rstrip(" ,;:–—-")
        last = words[0].strip(".,;:!?").casefold() if words else "\0"
        if ending.casefold().endswith(last) and is_quoted_from(_ending(quotation.text), ending):
            return number
    return None


def _ending(text: str, count: int = 4) -> str:
    return " ".join(text.split()[-count:])


def _goes_on(sentence: SourceSentence, first: int, last: int) -> bool:
    """Whether the words after a limit are about the same thing, and not a new statement.

    "Unless" always is; behind "but" there may follow anything.
    """
    passage = sentence.passage
    if last >= sentence.last:
        return False
    is_contrast = passage.lexicon.phrases("contrasts").at(passage.lows, first)
    return not (is_contrast and passage.stems[last])


def _is_said_up_to(sentence: SourceSentence, limit: int, said: TokenText) -> bool:
    """Whether a claim says the last words before the limit, and most of what stands there."""
    passage, places = sentence.passage, range(sentence.first, limit)
    stems = [passage.stems[index] for index in places if passage.stems[index]]
    if len(stems) < 2:
        return False
    last = stems[-_LAST:]
    near = sum(stem in said.content for stem in last) / len(last)
    plain = {passage.stems[i] for i in places if passage.tokens[i].text[0].islower()} - {""}
    everything = plain or set(stems)  # that both name somebody tells little
    whole = len(everything & said.content) / len(everything)
    return near >= _MOST and whole >= _MOST

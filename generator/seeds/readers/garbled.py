"""A text that was read in the wrong encoding before it was saved: "itâ€™s" for "it’s"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostics import Span, codes, refusal

# UTF-8 begins quotation marks and dashes with E2 80, and Latin letters with C2 or C3. These signs
# stand for such bytes in the encodings of Windows and of a Macintosh, and side by side in no word.
# Guillemets are left out: MANHÃ» may end with one.
_SIGNS = {
    "cp1252": r"â€[^\x00-\x7f]|[ÂÃ][\xa0-\xaa\xac-\xba\xbc-\xbf]",
    "mac_roman": r"‚Ä[^\x00-\x7f]",
}

LOST = "\ufffd"
_WORD = re.compile(r"\S{1,80}")  # of a script without blanks as much as a message can show


def refuse_garbled(text: str, file: str, within: str = "") -> None:
    """Raises BriefError at the first word that stands for another one, or has lost a character.

    `within` is the text with its markup, where a part of it was taken: the message has its lines.
    """
    found = min(_garbled_words(text), default=None)
    if found is None:
        return
    place, wrong, right = found
    whole = within or text
    if within:
        place = max(within.find(wrong), 0)
    line = whole.count("\n", 0, place) + 1
    column = place - whole.rfind("\n", 0, place)
    message = f"“{wrong}” stands for “{right}”: the text was garbled before it was saved"
    if not right:
        message = f"a character of “{wrong}” was lost before the text was saved"
    hint = "copy it from its page again; if the author writes so, add `--encoding UTF-8`"
    raise refusal(
        codes.UNKNOWN_ENCODING, message, Span.at(file, line, column, len(wrong)), hint=hint
    )


def _garbled_words(text: str) -> Iterator[tuple[int, str, str]]:
    """The first garbled word of each encoding: its place, how it stands, and what was meant.

    Of the first word that has lost a character, nobody knows what was meant.
    """
    if (lost := text.find(LOST)) >= 0:
        start = max(text.rfind(blank, 0, lost) for blank in " \n") + 1
        if word := _WORD.match(text, start):
            yield start, word[0], ""
    for codec, signs in _SIGNS.items():
        sign = re.compile(signs)
        for word in _WORD.finditer(text) if sign.search(text) else ():
            if sign.search(word[0]) and (right := _meant(word[0], codec)):
                yield word.start(), word[0], right
                break


def _meant(wrong: str, codec: str) -> str | None:
    try:
        return b"".join(_byte(character, codec) for character in wrong).decode()
    except UnicodeError:
        return None


def _byte(character: str, codec: str) -> bytes:
    """The byte that was read as the character; where Windows has none, it stays its number."""
    try:
        return character.encode(codec)
    except UnicodeEncodeError:
        return character.encode("latin-1")

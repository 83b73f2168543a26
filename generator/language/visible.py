"""What can be seen of a text: its words as they are compared, whatever file they come from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.language.folding import UNSEEN
from generator.language.normal_forms import normal

_VARIATION = re.compile("[\ufe00-\ufe0f]")  # the only ones of the unseen that count as printable
_WHITE = "[\t\n\v\f\r]"
# All that XML 1.0 (production 2, Char) and HTML (Living Standard, 13.2.3.5) cannot hold.
_UNWRITABLE = "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"


def legible(text: str) -> str:
    """A text as every file can hold it: a space for white space, U+FFFD for what none can hold."""
    if text.isprintable():
        return text
    return re.sub(_UNWRITABLE, "\ufffd", re.sub(_WHITE, " ", text))


def escaped(words: str) -> str:
    """Words for an element or a double-quoted attribute of XML."""
    words = legible(words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return words.replace('"', "&quot;")


def words_of(text: str) -> list[str]:
    """The words between white space, NFC (UAX 15), without what cannot be seen."""
    return normal("NFC", _seen(text)).split()


def says_words(text: str) -> bool:
    """Whether a text has any word, as `words_of` has them."""
    return any(map(str.isalnum, text)) or bool(_seen(text).strip())


def words_begun(parts: Iterable[str]) -> Iterator[int]:
    """How many words of a text have begun by the end of each of its parts, which follow on."""
    count, inside = 0, False
    for part in parts:
        seen = _seen(part)
        if seen:
            count += len(seen.split()) - (inside and not seen[0].isspace())
            inside = not seen[-1].isspace()
        yield count


def _seen(text: str) -> str:
    """A text without what cannot be seen, its white space as spaces."""
    if text.isprintable() and (text.isascii() or not _VARIATION.search(text)):
        return text
    return legible(UNSEEN.sub("", text))

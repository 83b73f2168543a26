"""Messages in another language than English, in which all of them are written.

A file a language, in `messages/`: the English pattern of a message, `no paragraph {number}`, and
what is said in its place. A message of which it has no pattern stays English. Its `sentences` are
what stands around findings, and its `counts` what is counted there, in the forms by the number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator.diagnostics.diagnostic import Diagnostic
from generator.recall.results import shipped_tables

_FOLDER = Path(__file__).with_name("messages")
_FIELD = re.compile(r"\{(\w+)\}")


_Patterns = tuple[tuple[re.Pattern[str], str], ...]


class Translation(Struct, frozen=True):
    """The words and the messages of a language, by the English ones."""

    words: Mapping[str, str] = {}
    messages: _Patterns = ()
    sentences: _Patterns = ()
    counts: Mapping[str, Mapping[str, str]] = {}

    def word(self, english: str) -> str:
        """A single word, such as the name of a severity."""
        return self.words.get(english, english)

    def said(self, message: str) -> str:
        """A message or a hint; as it is where there is no pattern for it."""
        return _in_words_of(self.messages, message)

    def sentence(self, english: str) -> str:
        """What stands around findings; as it is where there is no pattern for it."""
        return _in_words_of(self.sentences, english)

    def finding(self, finding: Diagnostic) -> Diagnostic:
        """A finding, its message and its hint in this language."""
        hint = finding.hint and self.said(finding.hint)
        return replace(finding, message=self.said(finding.message), hint=hint)


def _in_words_of(patterns: _Patterns, english: str) -> str:
    for pattern, other in patterns:
        if found := pattern.fullmatch(english):
            return _filled(other, found.groupdict())
    return english


def _filled(pattern: str, values: Mapping[str, str]) -> str:
    return _FIELD.sub(lambda name: values[name[1]], pattern)


ENGLISH = Translation()


def translations() -> tuple[str, ...]:
    """The languages that messages may be in beside English, by their primary tags."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


@lru_cache(maxsize=4)
def translation(language: str) -> Translation:
    """The messages of a language by its tag: `fr`, `fr-CA`; English where we have none."""
    primary = language.partition("-")[0].lower()
    if primary not in translations():
        return ENGLISH
    data = read_messages(primary)
    messages, sentences = (
        tuple((_message_pattern(english), other) for english, other in data[table].items())
        for table in ("messages", "sentences")
    )
    return Translation(data["words"], messages, sentences, data["counts"])


def read_messages(language: str) -> dict[str, Any]:
    """The file of a language."""
    return shipped_tables(_FOLDER / f"{language}.toml")


def _message_pattern(english: str) -> re.Pattern[str]:
    """A pattern that matches a message with whatever stands in its braces."""
    parts = _FIELD.split(english)  # words and names of fields, in turn
    each = (f"(?P<{p}>.+?)" if n % 2 else re.escape(p) for n, p in enumerate(parts))
    return re.compile("".join(each), re.DOTALL)

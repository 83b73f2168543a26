"""What is wrong with a text that is not YAML, as people who do not know YAML need it said.

The parser says what it expected, in its own words and often behind the place of the mistake.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence

from generator.config.text import Stopped, TextFault


class _Halted(Stopped, frozen=True):
    """Where the parser stopped, and what it said."""

    said: str

    @property
    def number_above(self) -> int:
        """The nearest line above with words in it; the line itself if there is none."""
        above = range(min(self.number, len(self.lines) + 1) - 1, 0, -1)
        return next((number for number in above if self.lines[number - 1].strip()), self.number)

    def entries(self) -> Iterator[tuple[int, str, str, int]]:
        """Where the parser stopped, and above: line, key, value and the column of that."""
        for number in (self.number, self.number_above):
            line = self.lines[number - 1] if number <= len(self.lines) else ""
            if entry := _ENTRY.match(line[:_LONGEST]):
                yield number, entry[1], entry[2], entry.start(2) + 1


_ENTRY = re.compile(r"\s*(?:- +)?([\w-]+):\s+(\S.*?)\s*$")
_LONGEST = 1000  # letters of a line that are looked at


def fault_of_yaml(text: str, line: int, column: int, said: str) -> TextFault:
    """What is wrong with a text that the parser refuses at a line and column, saying something."""
    halted = _Halted(text.split("\n"), line, column, said)
    for read in _READINGS:
        if found := read(halted):
            return found
    hint = "a value that holds a colon or a quotation mark belongs in quotes"
    return TextFault(line, column, said, hint)


def _quoted_entry(key: str, words: str) -> str:
    """The line that gives a value in quotes: in straight ones, if it stands in others."""
    if re.fullmatch(r"[“„«][^“”„«»]+[”“»]", words):
        words = words[1:-1]
    if '"' in words and "'" not in words:
        return f"write {key}: '{words}'"
    return f"write {key}: {json.dumps(words, ensure_ascii=False)}"


def _tab(halted: _Halted) -> TextFault | None:
    indent = halted.line[: len(halted.line) - len(halted.line.lstrip())]
    if "\t" not in indent:
        return None
    hint = "indent with blanks, not tabs"
    return TextFault(halted.number, indent.index("\t") + 1, "a tab stands before this line", hint)


def _quotes(halted: _Halted) -> TextFault | None:
    """A value whose quotation mark is not closed, or is closed before its end."""
    if "hexdecimal" in halted.said or "escape" in halted.said:
        hint = "write \\\\ for a backslash, or put the value in single quotes"
        message = "a backslash in double quotes means another sign"
        return halted.fault(message, hint)
    for number, key, value, column in halted.entries():
        mark = value[0]
        if mark not in "\"'" or re.fullmatch(_WHOLE[mark], value):
            continue
        closed, whole = mark in value[1:], value.rstrip(", ")
        words = whole[1:-1] if closed and whole.endswith(mark) else value if closed else value[1:]
        message = (
            "quotation marks stand inside the value"
            if closed
            else "this quotation mark is not closed"
        )
        return TextFault(number, column, message, _quoted_entry(key, words), len(value))
    return None


_WHOLE = {'"': r'"(?:[^"\\]|\\.)*"(?:\s+#.*)?', "'": r"'(?:[^']|'')*'(?:\s+#.*)?"}
"""A value in quotes, by its mark."""


def _open_brackets(halted: _Halted) -> TextFault | None:
    if "flow node" in halted.said:
        message = "a comma in these brackets has nothing before it"
        hint = "take it away, or write in quotes what is to stand there"
        return halted.fault(message, hint)
    kinds = {"flow sequence": ("this list", "]"), "flow mapping": ("this brace", "}")}
    found = next((said for kind, said in kinds.items() if kind in halted.said), None)
    if found is None:
        return None
    message, hint = f"{found[0]} is not closed", f"close it with {found[1]}"
    return halted.fault(message, hint)


def _first_sign(halted: _Halted) -> TextFault | None:
    """A value that begins with a sign that means something else in YAML."""
    for number, key, value, column in halted.entries():
        if value[0] in "@`%*&,!|>?]}-" or (value[0] in "[{" and value[-1] not in "]}"):
            message = f"the sign {value[0]} means something else where a value begins"
            return TextFault(number, column, message, _quoted_entry(key, value), len(value))
        return None
    return None


def _colon(halted: _Halted) -> TextFault | None:
    if "mapping values are not allowed" not in halted.said:
        return None
    for number, key, value, column in halted.entries():
        if re.search(r":(?:\s|$)", value):
            return TextFault(
                number, column, "this value has a colon", _quoted_entry(key, value), len(value)
            )
        break
    message = "this line is further in than the line above, which has a value"
    return halted.fault(message, "let it begin where that line begins", halted.line.strip())


def _no_key(halted: _Halted) -> TextFault | None:
    if "could not find expected ':'" not in halted.said:
        return None
    number = (
        halted.number if ":" not in halted.line and halted.line.strip() else halted.number_above
    )
    line = halted.lines[number - 1]
    message = "this line has no key"
    hint = "write `key: value`, a line each; a longer value goes on in lines that are further in"
    if joined := re.fullmatch(r"\s*([\w-]+):([^\s/].*)", line):
        message = "a blank is missing behind the colon"
        hint = _quoted_entry(joined[1], joined[2].strip("\"' "))
    column = len(line) - len(line.lstrip()) + 1
    return TextFault(number, column, message, hint, max(1, len(line.strip())))


def _other_indent(halted: _Halted) -> TextFault | None:
    if "block" not in halted.said:
        return None
    message, hint = "this line begins where no other does", "let it begin where its like begin"
    return halted.fault(message, hint, halted.line.strip())


def _unseen(halted: _Halted) -> TextFault | None:
    if "control characters" not in halted.said:
        return None
    hint = "remove the character that cannot be seen"
    return halted.fault("a character here cannot be seen", hint)


_READINGS: Sequence[Callable[[_Halted], TextFault | None]] = (
    _unseen, _tab, _quotes, _open_brackets, _first_sign, _colon, _no_key, _other_indent
)  # fmt: skip

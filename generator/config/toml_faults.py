"""What is wrong with a text that is not TOML, as people who do not know TOML need it said.

tomllib says what it expected, in its own words and often behind the place of the mistake.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from generator.config.scalars import in_points
from generator.config.text import Stopped, TextFault
from generator.config.toml import toml_key

if TYPE_CHECKING:
    from tomllib import TOMLDecodeError


_HEAD_IN_COMMENT = re.compile(r"#\s*(\[[\w.\"-]+\])\s*(?:#.*)?")
_NAME = re.compile(r"\s*([\w.\"'-]+)\s*=")


def key_below_a_comment(text: str) -> TextFault | None:
    """The first value whose # was taken away, and that of the head above it was not.

    It would be read as a value of whatever table stands before, or of none.
    """
    if "# [" not in text:
        return None
    head, at = "", 0
    for number, line in enumerate(text.split("\n"), 1):
        name = _NAME.match(line)
        if found := _HEAD_IN_COMMENT.fullmatch(line.rstrip()):
            head, at = found[1], number
        elif head and name:
            message = f"`{name[1]}` stands below `# {head}`, which is a comment"
            hint = (
                f"take the # away from line {at}, too; or move it to the top, if it is of no table"
            )
            return TextFault(number, name.start(1) + 1, message, hint, len(name[1]))
        elif not line.startswith("#"):
            head = ""
    return None


def fault_of_toml(text: str, error: TOMLDecodeError) -> TextFault:
    """What is wrong with a text that tomllib refuses."""
    place = re.search(r"line (\d+), column (\d+)", str(error))
    lines = tuple(text.split("\n"))
    line, column = (int(place[1]), int(place[2])) if place else (len(lines), 1)
    said = re.sub(r" \(at .*\)$", "", str(error), flags=re.DOTALL).lower()
    stopped = Stopped(lines, line, column)
    for beginning, read in _KINDS.items():
        if said.startswith(beginning) and (found := read(stopped)):
            return found
    return stopped.fault(f"not TOML: {said}", _PLAINLY)


_PLAINLY = 'write `name = value`, one a line, words in quotes: `name = "words"`'
_HEAD = re.compile(r"\s*\[+\s*([^\]#]+?)\s*\]+")
_SAID = re.compile(r"\s*([\w.\"'-]+)\s*=\s*(.*?)\s*$")


def _twice(stopped: Stopped) -> TextFault | None:
    """A table or a value that stands in the file already."""
    head, said = _HEAD.match(stopped.line), _SAID.match(stopped.line)
    if head is None:
        return _value_twice(stopped, said[1]) if said else None
    words = "".join(head[1].split())
    for number, line in enumerate(stopped.lines[: stopped.number - 1], 1):
        above = _HEAD.match(line)
        if above and "".join(above[1].split()) == words:
            message = f"`[{words}]` is here twice: it begins at line {number}"
            hint = f"put these lines below line {number}, and take this head away"
            return stopped.fault(message, hint, head[0].strip())
    message, hint = f"`[{words}]` is said above in another way", "keep one of the two"
    return stopped.fault(message, hint, head[0].strip())


def _value_twice(stopped: Stopped, name: str) -> TextFault:
    message = f"`{name}` is here twice"
    for number in range(stopped.number - 1, 0, -1):
        said = _SAID.match(stopped.lines[number - 1])
        if said and said[1] == name:
            message += f": it stands at line {number}"
            break
    return stopped.fault(message, "keep one of the two lines", name)


_WORDS_FOR = {"yes": "true", "true": "true", "on": "true", "no": "false", "false": "false"}
_COLOR = re.compile(r"#[0-9a-fA-F]{3,8}\b")
_QUOTES = "\"'“”„‟‘’‚«»"
_IN_TYPED_QUOTES = re.compile(r"[“”„‟‘’‚«»].*?[“”„‟‘’‚«»](?=\s*(?:#|$))")


def _no_value(stopped: Stopped) -> TextFault | None:
    said = _SAID.match(stopped.line)
    if said is None:
        return None
    name, written = said.groups()
    whole = _COLOR.match(written) or _IN_TYPED_QUOTES.match(written)
    value = whole[0] if whole else re.sub(r"\s*#.*", "", written)
    if not value:
        message, hint = f"not TOML: `{name}` has no value", f'write one: {name} = "…"'
        return stopped.fault(message, hint, name)
    meant = _WORDS_FOR.get(value.lower())
    if value[0] in "[{":
        hint = "write each of its words in quotes"
    elif meant:
        hint = f"write {name} = {meant}"
    else:
        quoted = json.dumps(value.strip(_QUOTES), ensure_ascii=False)
        hint = f"write it in straight quotes: {name} = {quoted}"
    return stopped.fault(f"not TOML: `{value}` is no value", hint, value)


_NUMBER = re.compile(r"(-?\d+)(?:([.,])(\d+))?\s*([A-Za-z%]*)")


def _more_than_a_value(stopped: Stopped) -> TextFault | None:
    said = _SAID.match(stopped.line)
    number = _NUMBER.fullmatch(said[2]) if said else None
    if said is None or number is None or not (number[2] == "," or number[4]):
        message = f"not TOML: `{stopped.line[stopped.column - 1 :].strip()}` stands behind a value"
        hint = 'one value stands on a line; in words, write \\" for a quotation mark'
        return stopped.fault(message, hint)
    plain = number[1] + (f".{number[3]}" if number[3] else "")
    points = in_points(plain + number[4])
    how = "with a point" if number[2] == "," else "without a unit"
    how = how if points in ("", plain) else "in points"
    message = f"not TOML: `{said[2]}` is no number"
    return stopped.fault(message, f"write it {how}: {said[1]} = {points or plain}", said[2])


def _unclosed_head(stopped: Stopped) -> TextFault:
    words = re.sub(r"\s*#.*", "", stopped.line).strip()
    inside = words.strip("[] ")
    # Blanks stand for dots, or after a dot for the hyphens of one name.
    name = ("-" if "." in inside else ".").join(inside.split())
    message = f"not TOML: `{words}` is no head of a table"
    return stopped.fault(message, f"write [{toml_key(name.split('.'))}]", words)


def _without_sign(stopped: Stopped) -> TextFault:
    words = stopped.line.strip()
    name, _, value = words.replace(":", " ", 1).partition(" ")
    message = f"not TOML: `{words}` says no value"
    is_said = ":" in words and value.strip() and _NAME.match(f"{name} =")
    hint = f"write {name} = {value.strip()}" if is_said else _PLAINLY
    return stopped.fault(message, hint, words)


def _always(message: str, hint: str) -> Callable[[Stopped], TextFault]:
    """What is wrong there whatever stands there."""
    return lambda stopped: stopped.fault(message, hint)


_UNCLOSED_WORDS = _always(
    "not TOML: these words have no end", "put a quotation mark behind the words, on the same line"
)
_LONE_BACKSLASH = _always(
    "not TOML: a backslash in words means another sign",
    "in words, write \\\\ for a backslash, or put the words between single quotes: '…'",
)


def _unclosed_list(stopped: Stopped) -> TextFault:
    begun = [n for n, line in enumerate(stopped.lines, 1) if re.search(r"=\s*\[", line)]
    where = Stopped(stopped.lines, begun[-1] if begun else stopped.number, 1)
    return where.fault("not TOML: this list is not closed", "put ] at its end", where.line.strip())


def _unclosed_table(stopped: Stopped) -> TextFault:
    hint = "put } at its end, on the same line"
    return stopped.fault("not TOML: these braces are not closed", hint, stopped.line.strip())


_KINDS: Mapping[str, Callable[[Stopped], TextFault | None]] = {
    "cannot declare": _twice,
    "cannot overwrite": _twice,
    "invalid value": _no_value,
    "expected newline": _more_than_a_value,
    "expected ']'": _unclosed_head,
    "expected '='": _without_sign,
    "invalid statement": _without_sign,
    "illegal character '\\n'": _UNCLOSED_WORDS,
    "unterminated string": _UNCLOSED_WORDS,
    "invalid hex": _LONE_BACKSLASH,
    "unescaped": _LONE_BACKSLASH,
    "unclosed array": _unclosed_list,
    "unclosed inline table": _unclosed_table,
}
"""By how tomllib begins its message, what is read of the place."""

"""A YAML text → plain values, every scalar as written, with the place of each.

Scalars stay words: `1.10` keeps its zero, and `no` can mean Norwegian. The schema converts them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from generator.config.conversion import KEY, KeyPath, Locate
from generator.diagnostics import BriefError, Code, Diagnostic, Span, diagnose, refuse
from generator.recall.results import recalled

_DEEPEST = 20
_MOST = 60_000  # values in one file: seven thousand records, each with all that is printed of one


def read_yaml(text: str, file: str, *, code: Code) -> tuple[Any, Locate]:
    """The values of a YAML text and where each stands.

    Raises BriefError if the text is not YAML, or a key occurs twice or comes from a stray comma.
    """
    parsed = recalled(
        _Parsed, (text, file), lambda: _parsed(text, file, code), by="yaml", room=__package__
    )
    places, keys = dict(parsed.places), dict(parsed.keys)

    def locate(path: KeyPath) -> Span:
        if path[-1:] == (KEY,) and path[:-1] in keys:
            return keys[path[:-1]]
        while path and path not in places:
            path = path[:-1]
        return places.get(path, Span.at(file))

    return parsed.data, locate


class _Parsed(Struct, frozen=True):
    """The values of a text, and where each value and each key stands."""

    data: Any
    places: tuple[tuple[KeyPath, Span], ...]
    keys: tuple[tuple[KeyPath, Span], ...]


def _parsed(text: str, file: str, code: Code) -> _Parsed:
    import yaml

    reader = _Reader(file, code)
    try:
        # Events and not nodes: the composer calls itself for each level, and a row of brackets
        # takes it, and with it the whole process, over the end of the stack.
        data = reader.document(yaml.parse(text, Loader=getattr(yaml, "CLoader", yaml.Loader)))
    except yaml.YAMLError as error:
        raise BriefError([_not_yaml(error, text, file, code)]) from None
    refuse(reader.found)
    return _Parsed(data, tuple(reader.places.items()), tuple(reader.keys.items()))


def _not_yaml(error: Any, text: str, file: str, code: Code) -> Diagnostic:
    from generator.config.yaml_faults import fault_of_yaml

    mark = getattr(error, "problem_mark", None)
    if mark:
        line, column = mark.line + 1, mark.column + 1
    else:  # a character that YAML does not allow
        before = text[: getattr(error, "position", None) or 0]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", "unreadable"))
    said = f"{getattr(error, 'context', None) or ''} {problem}".strip()
    begun = getattr(error, "context_mark", None)
    opens = "end of stream" in said or ("flow" in said and "node content" not in said)
    if begun and opens:  # what has no end is told where it begins
        line, column = begun.line + 1, begun.column + 1
    fault = fault_of_yaml(text, line, column, said)
    span = Span.at(file, fault.line, fault.column, fault.width)
    return diagnose(code, f"not YAML: {fault.message}", span, hint=fault.hint)


class _Reader:
    """Turns YAML's events into plain values and keeps the place of each."""

    def __init__(self, file: str, code: Code) -> None:
        self.file, self.code = file, code
        self.places: dict[KeyPath, Span] = {}
        self.keys: dict[KeyPath, Span] = {}
        self.found: list[Diagnostic] = []
        self._values = 0

    def document(self, events: Iterator[Any]) -> Any:
        for event in events:
            match type(event).__name__:
                case "StreamStartEvent" | "DocumentStartEvent":
                    continue
                case "StreamEndEvent":
                    return {}
                case _:
                    return self._value(event, events, ())
        return {}

    def _value(self, event: Any, events: Iterator[Any], path: KeyPath) -> Any:
        self.places.setdefault(path, self._span(event))
        self._count(event)
        match type(event).__name__:
            case "ScalarEvent":
                self._printable(event)
                return event.value
            case "AliasEvent":
                self._report(event, "a reference to another value is not read", "write it out")
                return ""
            case _ if len(path) >= _DEEPEST:
                hint = "write one key a line"
                self._report(event, "too many brackets inside one another", hint)
                raise BriefError(self.found[-1:])
            case "SequenceStartEvent":
                return self._sequence(events, path)
            case _:
                return self._mapping(event, events, path)

    def _count(self, event: Any) -> None:
        self._values += 1
        if self._values > _MOST:
            hint = "take out what nobody needs, or keep it in a file of a reference manager"
            self._report(event, f"more than {_MOST:,} values are in this file", hint)
            raise BriefError(self.found[-1:])

    def _sequence(self, events: Iterator[Any], path: KeyPath) -> list[Any]:
        values: list[Any] = []
        for event in events:
            if type(event).__name__ == "SequenceEndEvent":
                break
            values.append(self._value(event, events, (*path, len(values))))
        return values

    def _mapping(self, mapping: Any, events: Iterator[Any], path: KeyPath) -> dict[str, Any]:
        values: dict[str, Any] = {}
        seen: set[str] = set()
        for key in events:
            if type(key).__name__ == "MappingEndEvent":
                break
            name = self._key(key, events, path)
            item = next(events)
            self.keys.setdefault((*path, name), self._span(key))
            if _is_empty(item):  # the message has no value to point at
                self.places.setdefault((*path, name), self._span(key))
            value = self._value(item, events, (*path, name))
            if name in seen:
                first = self.keys[*path, name].start.line
                hint = f"keep one: the other is in line {first}"
                self._report(key, f"`{name}` is here twice", hint)
            elif mapping.flow_style and _is_empty(item):
                hint = "a comma inside brackets or braces divides: put the value in quotes"
                self._report(key, f"`{name}` is read as a key of its own", hint)
            elif not _is_empty(item):
                values[name] = value
            seen.add(name)
        return values

    def _key(self, event: Any, events: Iterator[Any], path: KeyPath) -> str:
        if type(event).__name__ == "ScalarEvent":
            return str(event.value)
        self._report(event, "this cannot be a key", "write `key: value`, a line each")
        self._value(event, events, (*path, "?"))
        return "?"

    def _report(self, event: Any, message: str, hint: str) -> None:
        self.found.append(diagnose(self.code, message, self._span(event), hint=hint))

    def _printable(self, event: Any) -> None:
        for letter in event.value:
            if letter not in "\n\t" and (letter < " " or "\x7f" <= letter <= "\x9f"):
                message = f"the character U+{ord(letter):04X} cannot be printed"
                self._report(event, message, "remove it")
                return

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        width = end.column - start.column if end.line == start.line else 1
        return Span.at(self.file, start.line + 1, start.column + 1, max(1, width))


def _is_empty(event: Any) -> bool:
    return type(event).__name__ == "ScalarEvent" and event.value == "" and not event.style

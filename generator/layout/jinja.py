"""Layouts as Jinja reads them: filled, parsed, and where each line of a filled one comes from.

Loaded where no earlier run has made the same (see `skeleton`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from msgspec.structs import replace

from generator.diagnostics import BriefError, Diagnostic, Span, codes, diagnose, refusal, refuse
from generator.layout.extending import faults_of_layouts
from generator.layout.grammar import HINT, LISTS, LayoutFault, names_behind
from generator.layout.tags import fault_of_tags
from generator.templates.template import Layout
from generator.theme.running_heads import SEPARATOR

_LONGEST = 20_000  # characters: six times what policy-brief takes, a token for each value


def names_in_layouts(first: str, layouts: tuple[Layout, ...]) -> tuple[frozenset[str], ...]:
    """The names behind a first word in each layout; nothing if one does not parse."""
    try:
        return tuple(names_behind(first, tree) for tree in _trees(layouts))
    except BriefError:
        return ()


def filled_layout(
    layouts: tuple[Layout, ...], written: tuple[Layout, ...], context: Mapping[str, Any]
) -> str:
    """The first layout filled. `written` are the layouts as their files have them.

    Raises BriefError at the line of a fault in them.
    """
    _refuse_unknown(written, context)
    parts, length = [], 0
    try:
        environment = _environment(layouts)
        for part in environment.get_template(layouts[0].name).generate(context):
            parts.append(part)
            length += len(part)
            if length > _LONGEST:
                break
    except Exception as error:  # what it says is known; what it comes to may still fail
        message = f"the layout cannot be filled: {error}"
        raise _layout_fault(*_place_of(error, written, message), HINT) from None
    if length > _LONGEST:
        hint = "a layout arranges; what is to be read stands in the brief"
        raise _layout_fault(written[0], "the filled layout is too long", 1, hint)
    return _without_empty_parts("".join(parts))


_EMPTY = "\ue005"  # where a layout prints a value that the brief does not have


def _marked_if_empty(value: Any) -> Any:
    return value or _EMPTY if isinstance(value, str) else value


def _without_empty_parts(filled: str) -> str:
    """Of parts of a line divided by dots those that say something, as in running heads."""
    if _EMPTY not in filled:
        return filled
    return "\n".join(_without_empty_part(line) for line in filled.split("\n"))


def _without_empty_part(line: str) -> str:
    parts = line.split(SEPARATOR) if _EMPTY in line else [line]
    said = [one for one in parts if _EMPTY not in one or one.replace(_EMPTY, "").strip()]
    return SEPARATOR.join(said).replace(_EMPTY, "")


def _refuse_unknown(layouts: tuple[Layout, ...], context: Mapping[str, Any]) -> None:
    """Raise what the layouts say that is not known, all of it."""
    known = {
        name: frozenset(words) for name, words in context.items() if isinstance(words, Mapping)
    }
    known |= LISTS
    found = _unknown(layouts, tuple(known.items()))
    refuse(found)


@lru_cache(maxsize=8)
def _unknown(
    layouts: tuple[Layout, ...], known: tuple[tuple[str, frozenset[str]], ...]
) -> tuple[Diagnostic, ...]:
    return tuple(
        diagnose(
            codes.LAYOUT_FAULT,
            fault.message,
            _layout_line(layout, fault.line, fault.name),
            hint=fault.hint,
        )
        for layout, fault in faults_of_layouts(layouts, _trees(layouts), dict(known))
    )


@lru_cache(maxsize=8)
def _trees(layouts: tuple[Layout, ...]) -> tuple[nodes.Template, ...]:
    """The layouts parsed. Raises BriefError at the line where one does not parse."""
    return tuple(_parsed(layout) for layout in layouts)


def _parsed(layout: Layout) -> nodes.Template:
    try:
        return _environment((layout,)).parse(layout.source, layout.name, layout.file)
    except jinja2.TemplateSyntaxError as error:
        from generator.layout.unparsed import misread_tag, unparsed

        fault = misread_tag(error, layout.source) or _fault_of_tags(layout) or unparsed(error)
        span = _layout_line(layout, fault.line, fault.name)
        raise refusal(codes.LAYOUT_FAULT, fault.message, span, hint=fault.hint) from None
    except Exception:  # RecursionError, MemoryError, ValueError, as the interpreter has it
        message = "the layout does not parse: too much stands inside one another"
        raise _layout_fault(layout, message, 1, "take it apart") from None


def _fault_of_tags(layout: Layout) -> LayoutFault | None:
    """What is wrong with how its tags stand; None also where the braces of one are not closed."""
    try:
        return fault_of_tags(_environment((layout,)).lex(layout.source))
    except jinja2.TemplateSyntaxError:
        return None


@lru_cache(maxsize=8)  # parsing a layout costs as much as reading a brief
def _environment(layouts: tuple[Layout, ...]) -> jinja2.Environment:
    known = {layout.name: (layout.source, layout.file, None) for layout in layouts}
    return ImmutableSandboxedEnvironment(
        undefined=jinja2.StrictUndefined,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_marked_if_empty,
        loader=jinja2.FunctionLoader(known.get),
    )


def _place_of(
    error: BaseException, layouts: tuple[Layout, ...], message: str
) -> tuple[Layout, str, int]:
    """The layout and line an error comes from: those of the last frame that runs a template."""
    named = {layout.file: layout for layout in layouts}
    layout, line = layouts[0], 1
    trace = error.__traceback__
    while trace is not None:
        ran = named.get(trace.tb_frame.f_code.co_filename)
        if ran is not None:
            layout, line = ran, trace.tb_lineno
        trace = trace.tb_next
    return layout, message, min(line, layout.source.count("\n") + 1)


def _layout_fault(layout: Layout, message: str, line: int, hint: str) -> BriefError:
    span = _layout_line(layout, line)
    return refusal(codes.LAYOUT_FAULT, message, span, hint=hint)


def without_jinja(layout: Layout) -> str:
    """The text of a layout, each value one private letter. Raises BriefError if it has a fault."""
    _trees((layout,))
    parts = []
    for _, kind, text in _environment((layout,)).lex(layout.source):
        parts.append(text if kind == "data" else "\n" * text.count("\n"))
        if kind == "variable_begin":
            parts.append("\ue004")
    return "".join(parts)


# --- from the filled layout back to the file --------------------------------------------

_MARK = "\ue002(\\d+):(\\d+)\ue003"


def places_in_layouts(layouts: tuple[Layout, ...], context: Mapping[str, Any]) -> tuple[Span, ...]:
    """For each line of the filled layout, the line of the layout that it comes from."""
    marked = tuple(_with_line_marks(layouts, index) for index in range(len(layouts)))
    origins = _origins(filled_layout(marked, layouts, context))
    return tuple(_layout_line(layouts[index], number) for index, number in origins)


def _layout_line(layout: Layout, number: int, name: str = "") -> Span:
    """A line of a layout, or where a name stands in it."""
    written = layout.source.split("\n")[number - 1]
    if name and (found := re.search(rf"(?<![\w.]){re.escape(name)}(?!\w)", written)):
        return Span.at(layout.file, number, found.start() + 1, len(name))
    indent = len(written) - len(written.lstrip())
    return Span.at(layout.file, number, indent + 1, max(1, len(written.strip())))


def _with_line_marks(layouts: tuple[Layout, ...], index: int) -> Layout:
    """A layout with its own index and the number of each line behind the words that stand there."""
    parts = []
    layout = layouts[index]
    for number, kind, text in _environment(layouts).lex(layout.source):
        marked = text
        if kind == "data":
            lines = text.split("\n")
            marked = "\n".join(
                re.sub(r"(?<=\S)[ \t]*$", f"\ue002{index}:{number + i}\ue003", line, count=1)
                for i, line in enumerate(lines)
            )
        elif kind == "variable_end" and text == "}}":
            marked += f"\ue002{index}:{number}\ue003"
        parts.append(marked)
    return replace(layout, source="".join(parts))


def _origins(rendered: str) -> list[tuple[int, int]]:
    """For each line of a filled layout, the index of the layout and the line it came from."""
    origins: list[tuple[int, int]] = []
    for line in rendered.split("\n"):
        marks = re.findall(_MARK, line)
        before = origins[-1] if origins else (0, 1)
        origins.append((int(marks[-1][0]), int(marks[-1][1])) if marks else before)
    return origins

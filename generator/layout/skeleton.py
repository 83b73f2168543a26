"""A template's layout filled: Markdown with slots for the author's words.

Nothing an author wrote passes through it: fields and slots are private tokens here, and `compose`
puts the words in their place.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from generator.diagnostics import BriefError, Diagnostic, Span, codes, refusal
from generator.templates.template import Layout, Template

if TYPE_CHECKING:
    import jinja2


def render_skeleton(template: Template, context: Mapping[str, Any]) -> str:
    """The Markdown that the template's layout makes of a context of tokens.

    Raises BriefError with the template's line for a fault in it.
    """
    return _rendered(template.layouts, template.layouts, context)


LONGEST = 1_000_000  # characters: far beyond any layout, short of what a loop run wild makes


def _rendered(
    layouts: tuple[Layout, ...], written: tuple[Layout, ...], context: Mapping[str, Any]
) -> str:
    """The first layout filled. `written` are the layouts as their files have them."""
    import jinja2

    parts, length = [], 0
    try:
        environment = _environment(layouts)
        for part in environment.get_template(layouts[0].name).generate(context):
            parts.append(part)
            length += len(part)
            if length > LONGEST:
                break
    except jinja2.TemplateSyntaxError as error:
        message = f"the layout does not parse: {error.message}"
        hint = "see that the braces are closed, and that each block has its end"
        layout = next((one for one in written if one.name == error.name), written[0])
        raise _layout_fault(layout, message, error.lineno, hint) from None
    except jinja2.TemplateNotFound as error:
        message = f"no template `{error.message}` to build on"
        hint = 'a layout builds on its parent: `parent = "…"` in template.toml says which'
        raise _layout_fault(*_place_of(error, written, message), hint) from None
    except Exception as error:  # a layout is a program of the editor's, and may do anything
        message, hint = _explained(error, context)
        raise _layout_fault(*_place_of(error, written, message), hint) from None
    if length > LONGEST:
        hint = "see its loops"
        raise _layout_fault(written[0], "the filled layout is too long", 1, hint)
    return "".join(parts)


@lru_cache(maxsize=8)  # parsing a layout costs as much as reading a brief
def _environment(layouts: tuple[Layout, ...]) -> jinja2.Environment:
    import jinja2
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Environment(ImmutableSandboxedEnvironment):
        """`'a' * 10**9` is no way to fill a page."""

        intercepted_binops = frozenset({"*", "**"})

        def call_binop(self, _: Any, operator: str, left: Any, right: Any) -> Any:
            if operator == "*" and isinstance(left, int) and isinstance(right, int):
                return left * right
            raise jinja2.TemplateRuntimeError(f"a layout does not use `{operator}` so")

    known = {layout.name: (layout.source, layout.file, None) for layout in layouts}
    return Environment(
        undefined=jinja2.StrictUndefined,
        lstrip_blocks=True,
        keep_trailing_newline=True,
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


_HINT = "the words a layout may use stand in the comment at the head of policy-brief's"


def _explained(error: Exception, context: Mapping[str, Any]) -> tuple[str, str]:
    """What went wrong while a layout was filled, and how to mend it."""
    if isinstance(error, RecursionError):
        return "the layout leads back to itself", "a layout extends its parent, not itself"
    unknown = re.search(r"has no attribute '(.+)'|^'(.+)' is undefined", str(error))
    if unknown is None:
        return f"the layout cannot be filled: {error}", _HINT
    name = unknown[1] or unknown[2]
    known = {word for group in context.values() if isinstance(group, Mapping) for word in group}
    near = difflib.get_close_matches(name, sorted(known | set(context)), 1)
    return f"a layout knows no `{name}`", f"did you mean `{near[0]}`?" if near else _HINT


def _layout_fault(layout: Layout, message: str, line: int, hint: str) -> BriefError:
    span = _layout_line(layout, line)
    return refusal(codes.LAYOUT_FAULT, message, span, hint=hint)


# --- from the filled layout back to the file --------------------------------------------

_MARK = re.compile("\ue002(\\d+):(\\d+)\ue003")


def in_template(
    template: Template, context: Mapping[str, Any], found: Iterable[Diagnostic], filled: str
) -> tuple[Diagnostic, ...]:
    """The findings, those in the filled layout moved to the line of the layout's file."""
    if not any(finding.span.file == filled for finding in found):
        return tuple(found)
    layouts = template.layouts
    marked = tuple(_with_line_marks(layouts, index) for index in range(len(layouts)))
    origins = _origins(_rendered(marked, layouts, context))
    places = [_layout_line(layouts[index], number) for index, number in origins]
    return tuple(
        replace(finding, span=places[finding.span.start.line - 1])
        if finding.span.file == filled
        else finding
        for finding in found
    )


def _layout_line(layout: Layout, number: int) -> Span:
    written = layout.source.split("\n")[number - 1]
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
        marks = _MARK.findall(line)
        before = origins[-1] if origins else (0, 1)
        origins.append((int(marks[-1][0]), int(marks[-1][1])) if marks else before)
    return origins

"""A template's folder → the skeleton of a document, with slots for the author's words.

The skeleton is Markdown made by the editor's `layout.md.j2`. Nothing an author wrote passes
through it: fields and slots are private tokens here, and `compose` puts the words in their place.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.diagnostics import BriefError, Diagnostic, Span
from generator.layout.codes import MALFORMED, SETTINGS
from generator.schema import conform, read_text, read_toml

if TYPE_CHECKING:
    import jinja2


@dataclass(frozen=True, slots=True)
class TemplateSettings:
    """`template.toml`."""

    description: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """A template found on disk. `file` is its layout as messages name it."""

    name: str
    folder: Path
    file: str
    settings: TemplateSettings


def read_template(folder: Path, shown: str) -> Template:
    """The template in a folder. Raises BriefError where its settings do not hold."""
    data, locate = read_toml(folder / "template.toml", f"{shown}/template.toml", code=SETTINGS)
    settings = conform(TemplateSettings, data, locate, code=SETTINGS)
    return Template(folder.name, folder, f"{shown}/layout.md.j2", settings)


def render_skeleton(template: Template, context: Mapping[str, Any]) -> str:
    """The Markdown that the template's layout makes of a context of tokens.

    Raises BriefError with the template's line for a fault in it.
    """
    source = read_text(template.folder / "layout.md.j2", template.file, code=MALFORMED)
    return _rendered(template, source, context)


LONGEST = 1_000_000  # characters: far beyond any layout, short of what a loop run wild makes


def _rendered(template: Template, source: str, context: Mapping[str, Any]) -> str:
    import jinja2

    environment = _environment(template.name, source)
    parts, length = [], 0
    try:
        for part in environment.get_template(template.name).generate(context):
            parts.append(part)
            length += len(part)
            if length > LONGEST:
                break
    except jinja2.TemplateSyntaxError as error:
        message = f"the layout does not parse: {error.message}"
        hint = "see that the braces are closed, and that each block has its end"
        raise _fault(template, source, message, error.lineno, hint) from None
    except jinja2.TemplateNotFound as error:
        message = f"no template `{error.message}` to build on"
        hint = "a layout stands by itself"
        raise _fault(template, source, message, _line_of(error, source), hint) from None
    except Exception as error:  # a layout is a program of the editor's, and may do anything
        message, hint = _explained(error, context)
        raise _fault(template, source, message, _line_of(error, source), hint) from None
    if length > LONGEST:
        hint = "see its loops"
        raise _fault(template, source, "the filled layout is too long", 1, hint)
    return "".join(parts)


@lru_cache(maxsize=8)  # parsing a layout costs as much as reading a brief
def _environment(name: str, source: str) -> jinja2.Environment:
    import jinja2
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Environment(ImmutableSandboxedEnvironment):
        """`'a' * 10**9` is no way to fill a page."""

        intercepted_binops = frozenset({"*", "**"})

        def call_binop(self, _: Any, operator: str, left: Any, right: Any) -> Any:
            if operator == "*" and not isinstance(left, str) and not isinstance(right, str):
                return left * right
            raise jinja2.TemplateRuntimeError(f"a layout does not use `{operator}` on words")

    return Environment(
        undefined=jinja2.StrictUndefined,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        loader=jinja2.FunctionLoader(lambda asked: source if asked == name else None),
    )


def _line_of(error: BaseException, source: str) -> int:
    """The layout's line an error comes from: that of the last frame that runs the template."""
    line = 1
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return min(line, source.count("\n") + 1)


_HINT = "the words a layout may use stand in the comment at the head of policy-brief's"


def _explained(error: Exception, context: Mapping[str, Any]) -> tuple[str, str]:
    """What went wrong while a layout was filled, and how to mend it."""
    unknown = re.search(r"has no attribute '(.+)'|^'(.+)' is undefined", str(error))
    if unknown is None:
        return f"the layout cannot be filled: {error}", _HINT
    name = unknown[1] or unknown[2]
    known = {word for group in context.values() if isinstance(group, Mapping) for word in group}
    near = difflib.get_close_matches(name, sorted(known | set(context)), 1)
    return f"a layout knows no `{name}`", f"did you mean `{near[0]}`?" if near else _HINT


def _fault(template: Template, source: str, message: str, line: int, hint: str) -> BriefError:
    span = _line(template, line, source.split("\n"))
    return BriefError([Diagnostic(MALFORMED, message, span, hint=hint)])


# --- from the filled layout back to the file --------------------------------------------

_MARK = re.compile("\ue002(\\d+)\ue003")


def in_template(
    template: Template, context: Mapping[str, Any], found: Iterable[Diagnostic], filled: str
) -> tuple[Diagnostic, ...]:
    """The findings, those in the filled layout moved to the line of the layout's file."""
    if not any(finding.span.file == filled for finding in found):
        return tuple(found)
    source = read_text(template.folder / "layout.md.j2", template.file, code=MALFORMED)
    lines = source.split("\n")
    origins = _origins(_rendered(template, _marked(template, source), context))
    return tuple(
        replace(finding, span=_line(template, origins[finding.span.start.line - 1], lines))
        if finding.span.file == filled
        else finding
        for finding in found
    )


def _line(template: Template, number: int, lines: list[str]) -> Span:
    written = lines[number - 1]
    indent = len(written) - len(written.lstrip())
    return Span.at(template.file, number, indent + 1, max(1, len(written.strip())))


def _marked(template: Template, source: str) -> str:
    """The layout with the number of each line behind the words that stand in it."""
    parts = []
    for number, kind, text in _environment(template.name, source).lex(source):
        marked = text
        if kind == "data":
            lines = text.split("\n")
            marked = "\n".join(
                re.sub(r"(?<=\S)[ \t]*$", f"\ue002{number + i}\ue003", line, count=1)
                for i, line in enumerate(lines)
            )
        elif kind == "variable_end" and text == "}}":
            marked += f"\ue002{number}\ue003"
        parts.append(marked)
    return "".join(parts)


def _origins(rendered: str) -> list[int]:
    """For each line of a filled layout, the line of the file that it came from."""
    origins: list[int] = []
    for line in rendered.split("\n"):
        marks = _MARK.findall(line)
        origins.append(int(marks[-1]) if marks else origins[-1] if origins else 1)
    return origins

"""A template's folder → the skeleton of a document, with slots for the author's words.

The skeleton is Markdown made by the editor's `layout.md.j2`. Nothing an author wrote passes
through it: fields and slots are private tokens here, and `compose` puts the words in their place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.diagnostics import BriefError, Diagnostic, Span
from generator.schema import conform, read_text, read_toml

MALFORMED = "L001"
NO_TEMPLATE = "L002"
SETTINGS = "L004"

# Private-use characters enclose a token's number; Markdown reads them as letters.
TOKEN = re.compile("\ue000(\\d+)\ue001")


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


class Tokens:
    """Hands out tokens and keeps what each stands for."""

    def __init__(self) -> None:
        self.values: list[Any] = []

    def token(self, value: Any) -> str:
        self.values.append(value)
        return f"\ue000{len(self.values) - 1}\ue001"


def render_skeleton(template: Template, context: Mapping[str, Any]) -> str:
    """The Markdown that the template's layout makes of a context of tokens.

    Raises BriefError with the template's line for a fault in it.
    """
    import jinja2
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    source = read_text(template.folder / "layout.md.j2", template.file, code=MALFORMED)
    environment = ImmutableSandboxedEnvironment(
        undefined=jinja2.StrictUndefined,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        loader=jinja2.FunctionLoader(_only(template.name, source)),
    )
    try:
        return environment.get_template(template.name).render(context)
    except jinja2.TemplateSyntaxError as error:
        message = f"the layout does not parse: {error.message}"
        raise BriefError([_fault(template, message, error.lineno)]) from None
    except jinja2.TemplateError as error:
        message = f"the layout cannot be filled: {error.message}"
        raise BriefError([_fault(template, message, _line_of(error, source))]) from None
    except (TypeError, ValueError, ArithmeticError) as error:
        message = f"the layout cannot be filled: {error}"
        raise BriefError([_fault(template, message, _line_of(error, source))]) from None


def _only(name: str, source: str) -> Callable[[str], str | None]:
    return lambda asked: source if asked == name else None


def _line_of(error: Exception, source: str) -> int:
    """The layout's line an error comes from: that of the last frame that runs the template."""
    line = 1
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return min(line, source.count("\n") + 1)


def _fault(template: Template, message: str, line: int) -> Diagnostic:
    hint = "the words a layout may use stand in the comment at the head of policy-brief's"
    return Diagnostic(MALFORMED, message, Span.at(template.file, line), hint=hint)

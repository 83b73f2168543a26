"""`brief template list`: the templates that can be used in a workspace."""

from __future__ import annotations

from msgspec import Struct

from generator.diagnostics import BriefError, Diagnostic, Span, codes, diagnose, refusal
from generator.pipeline.library import Library
from generator.templates.template import Template
from generator.workspace.finding import begun_templates, template_meant


class ListedTemplate(Struct, frozen=True):
    """A template by its name, what it is for, and what it builds on ("" for nothing).

    It `is_own` if it lies in the workspace, and not in the package alone. `is_house` says that
    briefs take it that name no other.
    """

    name: str
    description: str
    parent: str
    is_own: bool
    is_house: bool


def listed_templates(
    library: Library,
) -> tuple[tuple[ListedTemplate, ...], tuple[Diagnostic, ...]]:
    """All templates by name, and the faults of those that are none or cannot be read."""
    workspace = library.workspace
    listed: list[ListedTemplate] = []
    # A fault of a parent is that of all its children, and told once.
    broken = dict.fromkeys(map(_begun_template, begun_templates(workspace)))
    for name in workspace.templates:
        try:
            template = library.template(name)
        except BriefError as error:
            broken |= dict.fromkeys(error.diagnostics)
            continue
        if template is not None:
            said, is_house = template.settings, name == workspace.settings.template
            own = is_own_template(library, template)
            listed.append(ListedTemplate(name, said.description, said.parent, own, is_house))
    return tuple(listed), tuple(broken)


def _begun_template(name: str) -> Diagnostic:
    message = f"templates/{name} has no template.toml, and so is no template"
    place, hint = Span.at(f"templates/{name}"), 'write one with parent = "policy-brief"'
    return diagnose(codes.NO_TEMPLATE, message, place, hint=hint)


def own_templates(library: Library) -> tuple[str, ...]:
    """The names of the templates that lie in the workspace, whether they hold or not."""
    folder = library.workspace.root / "templates"
    return tuple(sorted(path.parent.name for path in folder.glob("*/template.toml")))


def is_own_template(library: Library, template: Template) -> bool:
    """Whether a template lies in the workspace, where it may be changed."""
    return template.folder.is_relative_to(library.workspace.root / "templates")


def named_template(library: Library, name: str) -> Template:
    """The template of a name. Raises BriefError if there is none, or its settings do not hold."""
    template = library.template(name)
    if template is None:
        hint = template_meant(library.workspace, name)
        place = Span.at(f"templates/{name}")
        raise refusal(codes.NO_TEMPLATE, f"no template `{name}`", place, hint=hint)
    return template

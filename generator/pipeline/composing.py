"""Brief + template → the document, and how it is to look."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.diagnostics import Diagnostic, Span, codes, refusal
from generator.pipeline.library import Library
from generator.pipeline.reading import Reading

if TYPE_CHECKING:
    from generator.briefs.brief import Brief
    from generator.document import Document
    from generator.templates.template import Template
    from generator.theme.theme import Theme


class Composed(Struct, frozen=True):
    """A document, how it is to look, and where both came from."""

    document: Document
    theme: Theme
    template: Template
    inputs: Mapping[str, str]  # SHA-256, hexadecimal, of what the document was made from
    found: tuple[Diagnostic, ...]


def compose(
    library: Library, reading: Reading, name: str | None = None, *, draft: bool = False
) -> Composed:
    """The document that a brief's template makes of it. Raises BriefError."""
    from generator.layout import compose as layout

    evidence, settings = reading.evidence, library.workspace.settings
    template = _template(library, evidence.brief, name, draft=draft)
    labels = library.labels(template, evidence.brief.front.lang or settings.language)
    material = layout.Material(
        brief=evidence.brief,
        seeds=evidence.cited_seeds,
        records=evidence.records,
        caveats=reading.caveats,
        bodies=evidence.bodies,
        assets=reading.folder,
    )
    document, found = layout.compose(material, template, labels, settings, draft=draft)
    inputs = {"markdown": hashlib.sha256(evidence.brief.source.encode()).hexdigest()}
    for part in ("layout.md.j2", "labels.toml", "theme.toml"):
        for path, _ in template.files(part):
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            inputs[f"{path.parent.name}/{part}"] = digest
    return Composed(document, library.theme(template), template, inputs, found)


def _template(library: Library, brief: Brief, name: str | None, *, draft: bool) -> Template:
    """The template that a brief asks for; a draft makes do with the house's own."""
    workspace = library.workspace
    name = name or brief.front.template or workspace.settings.template
    template = library.template(name)
    if template is None and draft:
        template = library.template(workspace.settings.template)
    if template is None:
        hint = f"known here: {', '.join(workspace.templates)}"
        place = brief.places.get("template", Span.at(brief.file))
        raise refusal(codes.NO_TEMPLATE, f"no template `{name}`", place, hint=hint)
    return template

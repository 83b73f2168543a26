"""Brief + template → the document and its look."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from generator.config.files import stands
from generator.diagnostics import BriefError, Diagnostic
from generator.document import Paragraph, Text
from generator.document.markings import Marking, marking_of
from generator.layout.arranged import Arranged
from generator.pipeline.library import Library
from generator.pipeline.reading import Reading
from generator.templates.note_style import NOTES_FILE
from generator.templates.rules import TEMPLATE_FILE, THEME
from generator.templates.template import EXTRACTS, Template
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from generator.briefs.brief import Brief
    from generator.document import Document
    from generator.layout.material import Material
    from generator.templates.template import Length
    from generator.theme.theme import Theme
    from generator.theme.toml import ThemeFile


class Composed(Struct, frozen=True):
    """A document, its look, and where both came from.

    `in_layout` moves findings from the filled layout to the lines of the layouts.
    """

    arranged: Arranged
    theme: Theme
    template: Template
    inputs: Mapping[str, str]  # SHA-256, hexadecimal, of what the document was made from
    found: tuple[Diagnostic, ...]
    in_layout: Callable[[Collection[Diagnostic]], tuple[Diagnostic, ...]]

    @property
    def document(self) -> Document:
        return self.arranged.document


def compose(
    library: Library,
    reading: Reading,
    *,
    draft: bool = False,
    length: Length = "full",
    whole_sources: bool = False,
) -> Composed:
    """The document that the template makes from a brief. Raises BriefError.

    `whole_sources` prints all of each source, whatever may be published of it: for its author.
    """
    from generator.layout.compose import compose_document, found_in_layout

    evidence, settings = reading.evidence, library.workspace.settings
    template = library.template(reading.template)
    if template is None:  # the house's own, as any other was looked for in reading
        raise BriefError(reading.found)
    template = template.at_length(length)
    language = evidence.language
    wording = partial(library.labels, template)
    material = _material_of(library, reading, template, language, whole_sources=whole_sources)
    arranged, found = compose_document(material, template, wording, settings, draft=draft)
    theme = library.theme(template)
    inputs = {"markdown": hashlib.sha256(evidence.brief.source.encode()).hexdigest()}
    inputs |= library.digests_of_look(template, theme.theme)
    found = (*found, *_faults_of_colors(arranged, theme))
    in_layout = partial(found_in_layout, material, template, wording, settings)
    ruled = reading.rulings.on(in_layout(found))
    return Composed(arranged, theme.theme, template, inputs, ruled, in_layout)


def _material_of(
    library: Library, reading: Reading, template: Template, language: str, *, whole_sources: bool
) -> Material:
    """All that a document is made of, as a template names sources in a language."""
    from generator.layout.material import Material

    evidence = reading.evidence
    return Material(
        brief=evidence.brief,
        seeds=evidence.cited_seeds,
        records=evidence.cited_records,
        style=library.note_style(template, language),
        items=library.items(evidence.cited_records),
        caveats=reading.caveats,
        bodies=evidence.bodies,
        assets=reading.folder,
        marking=_marking(library.workspace, evidence.brief),
        whole_sources=whole_sources,
    )


def _faults_of_colors(arranged: Arranged, theme: ThemeFile) -> Iterator[Diagnostic]:
    """What a document wears that can hardly be read: no more than what its nodes wear at first."""
    if any(True for _ in _faults_worn_in(arranged.written, theme)):
        yield from _faults_worn_in(arranged.document, theme)


def _faults_worn_in(document: Document, theme: ThemeFile) -> Iterator[Diagnostic]:
    from generator.theme import contrast

    worn = (*contrast.ALWAYS, *contrast.worn_in(document, theme.theme))
    yield from contrast.faults_of_contrast(theme, worn)
    yield from contrast.faults_of_chips(theme, worn)
    if "dark" in theme.data:
        from generator.theme.dark_contrast import faults_of_dark_colors

        yield from faults_of_dark_colors(theme, worn)


def template_of(library: Library, inputs: Iterable[str]) -> tuple[str, Length] | None:
    """The template that a document was made by, and its length, by the names of its inputs.

    None if the workspace has no such template, or the template has other files today.
    """
    wanted = _telling(inputs)
    for name, length in product(library.templates(), ("full", *EXTRACTS)):
        with suppress(BriefError):  # a template with a fault made nothing
            template = library.template(name)
            made = template.at_length(length) if template else None
            # Its theme only says which logo it has, and takes long to read.
            if made is None or not wanted >= _telling(dict(files_of_look(made, None))):
                continue
            if wanted == _telling(dict(files_of_look(made, library.theme(made).theme))):
                return name, length
    return None


def _telling(inputs: Iterable[str]) -> frozenset[str]:
    """The inputs that tell templates apart; template.toml, which each has, was not always named."""
    told = (one for one in inputs if not one.endswith(f"/{TEMPLATE_FILE}"))
    return frozenset(told) - {"markdown"}


def _marking(workspace: Workspace, brief: Brief) -> Marking | None:
    """The marking of a brief, with the place where its look can be changed."""
    words, own = brief.front.marking, workspace.settings.markings
    found = marking_of(words, own)
    if found is None:
        return None
    is_own = words in own
    span = workspace.place("markings", words) if is_own else brief.places.get("marking")
    return replace(found, span=span)


def files_of_look(template: Template, theme: Theme | None) -> Iterator[tuple[str, Path]]:
    """What arranges and dresses a document, by template and file; the logo is the theme's."""
    own = EXTRACTS.get(template.length)
    parts = (*_PARTS, own) if own else _PARTS
    paths = [path for part in parts for path, _ in template.files(part)]
    paths = [path for path in paths if path.name != NOTES_FILE or stands(path)]
    paths += [template.house[0]] if template.house else []
    paths += [theme.logo.file] if theme and theme.logo else []
    for path in paths:
        folder = next(one for one in template.folders if path.is_relative_to(one))
        yield f"{folder.name}/{path.relative_to(folder).as_posix()}", path


_PARTS = ("layout.md.j2", "labels.toml", THEME, NOTES_FILE, TEMPLATE_FILE)


def ready_for_placing(composed: Composed) -> Composed:
    """The brief in the look for placing, its marking as the first paragraph.

    Such a program leaves running heads out, where the marking stands on other pages.
    """
    from generator.theme.placing import theme_for_placing

    document, theme = composed.document, theme_for_placing(composed.theme)
    if marking := document.meta.marking:
        first = Paragraph((Text(marking.words, span=marking.span),), "masthead")
        document = replace(document, blocks=(first, *document.blocks))
    return replace(composed, arranged=Arranged(document), theme=theme)

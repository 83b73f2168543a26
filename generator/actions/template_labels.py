"""`brief template show NAME labels`: each fixed word of a template, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from generator.actions.template_list import named_template
from generator.actions.template_show import ShownToken, TokenSource, lineage_of
from generator.config.toml import read_layered_toml, toml_value
from generator.diagnostics import codes
from generator.language.lexicon import primary
from generator.pipeline.library import Library
from generator.templates.template import Template
from generator.templates.wording import LABELS

_FILE = "labels.toml"


def show_labels(library: Library, name: str, language: str = "") -> tuple[ShownToken, ...]:
    """The labels of a template in a language, or in that of the house, as lines of a labels.toml.

    Raises BriefError if there is no such template, if its labels have a fault, or if it has none in
    the language.
    """
    spoken = language or library.workspace.settings.language
    lines = _label_lines(library, named_template(library, name), spoken)
    return tuple(sorted(lines, key=lambda line: line.table))


def _label_lines(library: Library, template: Template, language: str) -> Iterator[ShownToken]:
    workspace = library.workspace
    labels = library.labels(template, language)
    said, locate = read_layered_toml(template.files(_FILE), code=codes.BAD_LABEL)
    folders = {f"{one.shown}/{_FILE}": one.name for one in lineage_of(template)}
    for name, words in labels.words.items():
        tags = (tag for tag in (language, primary(language)) if name in said.get(tag, {}))
        tag, source = next(tags, ""), TokenSource()
        if tag:
            place = locate((tag, name))
            by = folders[place.file]
            source = TokenSource(by, place.start.line, is_own=by == template.name)
        elif name in workspace.settings.fields and name not in LABELS:
            place = workspace.place("fields", name)
            source = TokenSource(place.file, place.start.line)
        yield ShownToken(tag or primary(language), name, toml_value(words), source)

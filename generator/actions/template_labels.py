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

_FILE = "labels.toml"


def show_labels(library: Library, name: str) -> tuple[ShownToken, ...]:
    """The labels of a template in the language of the house, as lines of a labels.toml.

    Raises BriefError if there is no such template, or its labels have a fault.
    """
    lines = _label_lines(library, named_template(library, name))
    return tuple(sorted(lines, key=lambda line: line.table))


def _label_lines(library: Library, template: Template) -> Iterator[ShownToken]:
    language = library.workspace.settings.language
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
        yield ShownToken(tag or primary(language), name, toml_value(words), source)

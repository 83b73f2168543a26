"""The list of references: each source that a document cites, in the form of its note style."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Span, codes, diagnose
from generator.document import Block, Inline, Paragraph, Text
from generator.document.walking import plain_text
from generator.language.normal_forms import normal
from generator.layout.naming import entry_anchor
from generator.layout.notes import NoteWriter
from generator.templates.note_style import ReferenceStyle
from generator.templates.template import Template

BIBLIOGRAPHY = "bibliography"
"""The slot that holds the list."""


def bibliography(writer: NoteWriter) -> Iterator[Block]:
    """What is cited, once its notes are written, in the order of the style."""
    entries = {key: _entry_said(writer, key, number) for key, number in writer.entries.items()}
    keys = [*entries]
    if writer.style.order == "names":
        keys.sort(key=lambda key: _sorted_by(plain_text(entries[key])))
    for key in keys:
        run = entries[key] if writer.style.order == "cited" else _without_label(entries[key])
        yield Paragraph(run, "reference", entry_anchor(key))


def _entry_said(writer: NoteWriter, key: str, number: int) -> tuple[Inline, ...]:
    return writer.naming.listed(writer.sources[key], str(number))


def _without_label(run: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The run, its first blank unbreakable: what hangs would stand behind a first short word."""
    first, *others = run
    if not isinstance(first, Text):
        return run
    return (Text(first.value.replace(" ", "\u00a0", 1)), *others)


def _sorted_by(entry: str) -> str:
    """What an entry is sorted by: letters alone, without an article at its head."""
    plain = normal("NFD", entry).casefold()
    letters = "".join(sign for sign in plain if sign.isalnum() or sign.isspace())
    return _ARTICLE.sub("", letters.strip())


_ARTICLE = re.compile(r"(?:the|an?) ")


def faults_of_list(template: Template, style: ReferenceStyle) -> Iterator[Diagnostic]:
    """The fault of a whole layout without the list that the notes of its style rely on."""
    if style.needs_list and template.length == "full":
        named = f"notes in the style `{template.note_style}`"
        message = f"{named} name sources as in a list, and the layout has none"
        hint = f"put {{{{ slot.{BIBLIOGRAPHY} }}}} on a line of its own"
        yield diagnose(codes.SLOT, message, Span.at(template.nearest_file), hint=hint)

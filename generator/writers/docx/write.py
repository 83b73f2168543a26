"""Document + Theme → the bytes of a Word file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from msgspec.structs import replace

from generator.document import Attachment, Document
from generator.document.file_data import FileData
from generator.document.sections import heading_levels, heading_numbers
from generator.document.walking import note_marks
from generator.manifest.bookmarks import bookmark_prefix
from generator.manifest.canonical import NAME
from generator.manifest.shown import shown_by_word, with_shown
from generator.theme.theme import Theme
from generator.writers.docx import base
from generator.writers.docx.backdrops import masthead_ground
from generator.writers.docx.blocks import document_flow
from generator.writers.docx.character_styles import plain_letters
from generator.writers.docx.color_scheme import color_scheme
from generator.writers.docx.comments import Comments
from generator.writers.docx.custom_xml import Controls, attach, attached_xml
from generator.writers.docx.fonts import add_font_table
from generator.writers.docx.making import DocxFile
from generator.writers.docx.markup import NAMESPACES, NEWER_NAMESPACES
from generator.writers.docx.measures import WordMeasures
from generator.writers.docx.notes import notes_xml
from generator.writers.docx.parts import Parts, part_bytes
from generator.writers.docx.references import Bookmarks, PassageMarks, Trail, anchors
from generator.writers.docx.revisions import Revisions
from generator.writers.docx.role_styles import list_edges
from generator.writers.docx.sections import running_heads, sections, stretches
from generator.writers.docx.styles import Styles
from generator.writers.docx.stylesheet import stylesheet
from generator.writers.docx.zipped import zipped


def write_docx(
    document: Document,
    theme: Theme,
    *,
    attachments: Sequence[Attachment] = (),
    page_of: Mapping[str, int] | None = None,
) -> bytes:
    """The document as a Word file (ISO/IEC 29500 transitional), the same bytes on every run.

    `page_of` is the page of each anchor; only a table of contents asks for it. Raises ValueError
    for a note that no mark leads to, KeyError for a mark without a note; OSError where a font
    file of the theme cannot be read, by which lines, a masthead, tables and frames are measured.
    """
    file = _empty_file(document, theme, page_of or {})
    _add_words(file)
    _add_looks(file)
    _add_properties(file)
    file.trail.comments.store(file.parts)
    file.trail.controls.store(file.parts)
    return zipped(_with_carried(attachments, file.parts))


def _with_carried(attachments: Sequence[Attachment], parts: Parts) -> Mapping[str, bytes]:
    """The members of a file, with what it carries: a manifest knows what all the others show."""
    names = {one.name: attach(_blank(one), parts) for one in attachments}
    members = parts.members()
    manifests = [one for one in attachments if one.name == NAME]
    for one in with_shown(manifests, shown_by_word(members.items())) if manifests else ():
        members[names[NAME]] = part_bytes(attached_xml(one))
    return members


def _blank(attachment: Attachment) -> Attachment:
    """An attachment, the manifest without what it does not say before all else is written."""
    is_manifest = attachment.name == NAME
    return replace(attachment, data=FileData(b"")) if is_manifest else attachment


def _empty_file(document: Document, theme: Theme, page_of: Mapping[str, int]) -> DocxFile:
    """A file that has no words yet."""
    meta, prefix = document.meta, bookmark_prefix(document)
    styles, passages = Styles(theme), PassageMarks(document, prefix)
    trail = Trail(
        anchors(document),
        {note.number: place for place, note in enumerate(document.notes, 1)},
        Comments(meta.issued),
        styles.chip,
        styles.code,
        styles.leading,
        Bookmarks(prefix, passages.count + 1),
        Controls(wanted=not meta.changed_by),
        base.note_kind(document),
    )
    levels, numbers = heading_levels(document), heading_numbers(document.blocks)
    measures = WordMeasures(document, theme)
    return DocxFile(theme, trail, passages, styles, document, measures, page_of, levels, numbers)


def _add_words(file: DocxFile) -> None:
    """Add the body, the notes, the running heads."""
    document, trail, parts = file.document, file.trail, file.parts
    masthead = masthead_ground(file)
    rows = list(stretches(file))
    flows = [(stretch, document_flow(stretch.blocks, file)) for stretch in rows]
    if unmarked := trail.notes.keys() - trail.marked.keys():
        raise ValueError(f"no mark leads to note {min(unmarked)}")
    revisions = Revisions(document.meta.changed_by, document.meta.issued)
    notes = parts.add(f"{base.note_kind(document)}s")
    turned = (block for row in rows if row.landscape for block, _ in row.blocks)
    landscape = {mark.number for mark in note_marks(turned)}
    notes.xml = revisions.signed(notes_xml(document.notes, landscape, notes, file))
    heads = running_heads(file, masthead, rows)
    body = revisions.signed(sections(flows, heads, file))
    names = f"{NAMESPACES} {NEWER_NAMESPACES}"
    parts.main.xml = f"<w:document {names}><w:body>{body}</w:body></w:document>"


def _add_looks(file: DocxFile) -> None:
    """Add styles, numbering, settings, theme and fonts. Last, when it is known which are used."""
    document, theme, parts = file.document, file.theme, file.parts
    marking, commented = document.meta.marking, bool(file.trail.comments)
    sheet = stylesheet(
        file.styles,
        theme,
        document.language,
        marking=marking,
        commented=commented,
        endnotes=document.endnotes,
    )
    left, _ = list_edges(theme)
    scheme, house = color_scheme(theme), theme.base
    looks = {
        "styles": parts.add("styles", sheet),
        "numbering": parts.add(
            "numbering", file.numbering.xml(theme, left, partial(plain_letters, theme))
        ),
        "settings": parts.add("settings", base.settings(document, theme)),
        "theme": parts.add("theme", base.document_theme(theme, scheme)),
        "fonts": add_font_table(theme, parts),
    }
    if house is None:
        parts.change(scheme.tied)
        return
    from generator.writers.docx.house_package import begin_with_house, house_scheme

    parts.change(house_scheme(house, scheme).tied)
    begin_with_house(file, house, looks, tag=document.language)


def _add_properties(file: DocxFile) -> None:
    document, parts = file.document, file.parts
    parts.add("core", base.core_properties(document))
    parts.add("app", base.application_properties(document, file.theme))
    if custom := base.custom_properties(document):
        parts.add("custom", custom)

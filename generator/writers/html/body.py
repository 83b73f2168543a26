"""The body of the page: the band, the sections, the sources, the notes, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.document import ENDNOTES, Block, Box, Document, Heading, Note, Paragraph
from generator.document.sections import heading_levels, heading_numbers, parted_at_notes
from generator.document.walking import every_anchor, note_marks
from generator.theme.regions import sections_of_tables
from generator.theme.running_heads import RunningHead, head_fields, words_of_pattern
from generator.theme.theme import Theme
from generator.writers.html.blocks import SOURCE_ROLE, HtmlContext, blocks_html, style_class
from generator.writers.html.images import image_html
from generator.writers.html.inlines import Places
from generator.writers.html.markup import attribute, element, escaped_text, identifier, inner_target

_START, _NOTES = "~start", "~notes"  # no anchor has a name like these, see `identifier`
_LOGO = "{logo}"
_BESIDE = " data-beside"  # marks an element as none of the document's words


def body_html(document: Document, theme: Theme, script: str) -> str:
    """The `body` element. Raises KeyError for a mark without a note, ValueError for the reverse."""
    unmarked = {note.number for note in document.notes}
    unmarked -= {mark.number for mark in note_marks(document.blocks)}
    if unmarked:
        raise ValueError(f"no mark leads to note {min(unmarked)}")
    words = document.meta.screen
    context = _context_of(document, theme)
    marking = _own_marking(document)
    parts = (
        element("a", escaped_text(words.start), f' class="skip" href="#{_START}"', _BESIDE),
        element("header", marking, _BESIDE) if marking else "",
        _draft_word(document),
        element(
            "main",
            "\n".join(_main_parts(context)),
            _arrangement(document, theme),
            f' id="{_START}"',
        ),
        _foot_line(document, theme),
        element("script", script),
    )
    return element("body", "\n".join(filter(None, parts)))


def _context_of(document: Document, theme: Theme) -> HtmlContext:
    places = Places(
        anchors=every_anchor(document),
        notes={note.number: note.anchor for note in document.notes},
        claims={note.number: note.claim for note in document.notes},
        note_name=document.meta.screen.note,
    )
    numbers = heading_numbers(document.blocks) if theme.number_headings else {}
    sized = sections_of_tables(document.blocks, theme)
    return HtmlContext(document, theme, places, numbers, heading_levels(document), sized)


def _arrangement(document: Document, theme: Theme) -> str:
    """Which columns the page has, where a screen has room for them."""
    kinds = []
    if theme.page.side.width:
        kinds += ["has-side", *(["starts"] if theme.page.side.edge == "left" else [])]
    if any(map(_holds_sources, _sections(document.blocks))):
        kinds.append("has-sources")
    return attribute("class", " ".join(kinds))


def _main_parts(context: HtmlContext) -> Iterator[str]:
    """The children of `main`."""
    document, theme = context.document, context.theme
    before, behind = parted_at_notes(document)
    front, *sections = _sections(before)
    head = _head_line(document, theme)
    line = element("div", head, ' class="head"', _BESIDE) if head else ""
    match front:
        case [Box(role, blocks, anchor=anchor), *rest] if theme.box(role).bleed:
            inside = element("div", line + blocks_html(blocks, context))
            kind = attribute("class", f"band b-{role if role in theme.boxes else 'plain'}")
            yield element("div", inside, kind, attribute("id", identifier(anchor)))
        case rest:
            yield element("div", line, ' class="top"') if line else ""
    columns = [element("div", blocks_html(rest, context, inside=False), ' class="front"')]
    yield from _parts_html(columns, sections, context)
    if document.notes:
        yield _notes_section(document.notes, context)
    yield from _parts_html([], filter(None, _sections(behind)), context)


def _parts_html(
    columns: list[str], sections: Iterable[Sequence[Block]], context: HtmlContext
) -> Iterator[str]:
    """Sections behind what has begun the columns; one with sources stands by itself."""
    for section in sections:
        if not _holds_sources(section):
            columns.append(_section_html(section, context, "part"))
            continue
        yield from _columns_html(columns)
        yield _section_html(section, context, "sources")
        columns = []
    yield from _columns_html(columns)


def _sections(blocks: Iterable[Block]) -> list[list[Block]]:
    """What stands before the first section, then each section with the heading that opens it."""
    parts: list[list[Block]] = [[]]
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2:
            parts.append([])
        parts[-1].append(block)
    return parts


def _columns_html(columns: Sequence[str]) -> Iterator[str]:
    """Sections that share their columns: what stands beside one may reach past its end."""
    if columns:
        yield element("div", "\n".join(columns), ' class="text"')


def _section_html(section: Sequence[Block], context: HtmlContext, kind: str) -> str:
    named = attribute("aria-labelledby", identifier(getattr(section[0], "anchor", None)))
    focus = attribute("tabindex", "0" if kind == "sources" else None)
    said = blocks_html(section, context, inside=False)
    return element("section", said, attribute("class", kind), focus, named)


def _holds_sources(blocks: Iterable[Block]) -> bool:
    return any(isinstance(one, Paragraph) and one.role == SOURCE_ROLE for one in blocks)


def _notes_section(notes: Iterable[Note], context: HtmlContext) -> str:
    """The notes at the end, each to be shown beside its mark as well."""
    words = context.document.meta.screen
    marks = {mark.number: mark.anchor for mark in reversed([*note_marks(context.document.blocks)])}
    listed = "".join(_note(note, marks[note.number], context) for note in notes)
    title = (
        ""
        if context.document.endnotes
        else element(
            "h2",
            escaped_text(words.notes),
            attribute("class", style_class("heading2", context.theme)),
            f' id="{_NOTES}"',
            _BESIDE,
        )
    )
    titled_by = identifier(ENDNOTES) if context.document.endnotes else _NOTES
    return element(
        "section",
        title + element("ol", listed),
        f' class="notes" role="doc-endnotes" aria-labelledby="{titled_by}"',
        attribute("data-cite", _citation_of(context.document)),
        attribute("data-copy", words.copy),
        attribute("data-copied", words.copied),
        attribute("data-close", words.close),
    )


def _citation_of(document: Document) -> str:
    """The document as somebody cites it who copies a note."""
    meta = document.meta
    parts = (meta.publisher, document.title, meta.identifier, meta.fields.get("version"))
    return ", ".join(filter(None, parts))


def _note(note: Note, mark: str, context: HtmlContext) -> str:
    name = context.places.note_name.replace("{number}", str(note.number))
    back = element(
        "a",
        "↩",
        ' class="back" role="doc-backlink"',
        attribute("href", inner_target(mark)),
        attribute("aria-label", f"{context.document.meta.screen.back} ({name})"),
    )
    said = blocks_html(note.blocks, context)
    return element(
        "li",
        f"{said}{back}",
        attribute("class", style_class("note", context.theme)),
        attribute("id", identifier(note.anchor)),
        attribute("value", note.number),
        attribute("data-n", note.number),
    )


def _head_line(document: Document, theme: Theme) -> str:
    """What the theme puts at the head of the first page; empty if that is nothing."""
    return _head_places(theme.first_header, "header", document, theme)


def _foot_line(document: Document, theme: Theme) -> str:
    """What the theme puts at the foot of the first page, and the marking once more."""
    line = _head_places(theme.first_footer, "footer", document, theme)
    said = element("div", line, ' class="foot"') if line else ""
    said += _own_marking(document)
    return element("footer", said, _BESIDE) if said else ""


def _own_marking(document: Document) -> str:
    """A marking that has a look of its own, where its scheme wants it."""
    marking = document.meta.marking
    if marking is None or not marking.words.strip():
        return ""
    kind = attribute("class", "marking m-own")
    return element("p", element("span", escaped_text(marking.words)), kind)


def marking_css(document: Document) -> str:
    """The look of the marking, which no scheme of colours changes."""
    marking = document.meta.marking
    if marking is None:
        return ""
    look = marking.look
    side = {"left": "flex-start", "center": "center", "right": "flex-end"}[look.position]
    size = max(12.0, look.size) / 12.0
    return (
        f".m-own{{margin:0;justify-content:{side};background:{look.ground};color:{look.color};"
        f"font:700 {size:.3g}rem/1.3 sans-serif;-webkit-print-color-adjust:exact;"
        f"print-color-adjust:exact}}"
    )


def _draft_word(document: Document) -> str:
    """The word that stands across a draft."""
    word = document.meta.draft
    return element("div", escaped_text(word), ' class="draft"', _BESIDE) if word else ""


def _head_places(head: RunningHead, name: str, document: Document, theme: Theme) -> str:
    fields = head_fields(document.meta, logo=_LOGO if theme.logo else "")
    said = []
    for place in head.places:
        words = words_of_pattern(place.pattern, fields).strip()
        if words:
            kind = attribute("class", style_class(place.style or name, theme))
            lines = (_with_logo(line, theme) for line in words.split("\n"))
            said.append(element("p", "<br>".join(lines), kind))
    return "".join(said)


def _with_logo(words: str, theme: Theme) -> str:
    before, logo, behind = words.partition(_LOGO)
    if not logo or theme.logo is None or theme.logo.image is None:
        return escaped_text(words.replace(_LOGO, ""))
    drawn = image_html(theme.logo.image, theme.logo.height / theme.style("body").size)
    parts = (escaped_text(before.strip()), drawn, escaped_text(behind.strip()))
    return "".join(f"<span>{part}</span>" if part != drawn else part for part in parts if part)

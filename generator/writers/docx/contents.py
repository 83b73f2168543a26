"""Tables of contents: a TOC field of Word's own, its result what our own paging gives.

Nothing in it is marked as out of date: Word shows it as it is, and makes it again when asked to.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from generator.document import Contents
from generator.document.sections import ContentsEntry, contents_entries
from generator.theme.roles import contents_role
from generator.writers.docx.boxes import insets
from generator.writers.docx.flow import Flow, WordParagraph
from generator.writers.docx.making import DocxFile
from generator.writers.docx.markup import TAB, run
from generator.writers.docx.placing import Context, placed_paragraph, spaced, together
from generator.writers.docx.references import FIELD_END, complex_field, field_start
from generator.writers.docx.role_styles import WordStyle, contents_end, entry_stop


def contents_flow(contents: Contents, context: Context, file: DocxFile) -> list[Flow]:
    """A table of contents, its title above it; nothing if it has no entries."""
    entries = list(contents_entries(contents, file.document.blocks))
    if not entries:
        return []
    theme = file.theme
    flow: list[WordParagraph] = []
    if contents.title:
        style = file.styles.paragraph("contents-title", context.box)
        flow.append(placed_paragraph(style, run(contents.title), context, theme))
    styles = [file.styles.paragraph(contents_role(one.level), context.box) for one in entries]
    words = [
        _entry_words(entry, style, context, file)
        for entry, style in zip(entries, styles, strict=True)
    ]
    stops = _moved_stops(context, file)
    moved = theme.base is not None and theme.base.is_moved
    for style, content in zip(styles, _in_one_field(words, contents.depth, moved), strict=True):
        item = placed_paragraph(style, content, context, theme)
        flow.append(replace(item, tabs=(*item.tabs, *stops)))
    return spaced(together(_in_gallery(flow)), after=theme.contents.after)


def _moved_stops(context: Context, file: DocxFile) -> tuple[tuple[str, float], ...]:
    """What puts page numbers at the end of the lines, where their styles do not."""
    theme = file.theme
    right = insets(theme.box(context.box))[1] if context.box else context.right
    end, usual = context.edges[0] + context.width - right, contents_end(theme)
    if "contents1" in theme.kept:
        return (entry_stop(end, theme),)
    return () if end == usual else (("clear", usual), entry_stop(end, theme))


def _entry_words(entry: ContentsEntry, style: WordStyle, context: Context, file: DocxFile) -> str:
    """The words of an entry and its page, all of it a link to the heading."""
    bookmarks, page = file.trail.bookmarks, file.page_of[entry.anchor]
    numbered = file.theme.number_headings and entry.number
    number = run(f"{entry.number}\u2002") if numbered else ""
    words = number + file.runs(entry.children, style, context)
    place = complex_field(f"PAGEREF {bookmarks.name(entry.anchor)} \\h", str(page))
    return bookmarks.link(entry.anchor, words + TAB + place)


def _in_one_field(entries: Sequence[str], depth: int, moved: bool) -> list[str]:
    """The content of a paragraph for each entry, all of them together the result of one field.

    Sections are headings 2, or 1 if they are `moved`: Word pairs `heading 2` with `toc 2`. A switch
    could change that, but its syntax depends on the list separator of the reader's country.
    """
    found = list(entries)
    levels = f"1-{depth}" if moved else f"2-{depth + 1}"
    found[0] = field_start(f'TOC \\o "{levels}" \\h \\z') + found[0]
    found[-1] += FIELD_END
    return found


def _in_gallery(flow: Sequence[WordParagraph]) -> list[WordParagraph]:
    """The paragraphs in the control that Word puts its own tables of contents in."""
    found = list(flow)
    found[0] = replace(found[0], opening=_GALLERY)
    found[-1] = replace(found[-1], closing="</w:sdtContent></w:sdt>")
    return found


_GALLERY = (
    '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
    "<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>"
)

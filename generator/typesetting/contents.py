"""Tables of contents → slabs: entries that lead to their headings, numbered once pages are known.

Space for the numbers is kept free, so that they change no line and no page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import floor

from msgspec.structs import replace

from generator.document import Contents, Text
from generator.document.sections import ContentsEntry, contents_entries
from generator.theme.roles import contents_role
from generator.theme.theme import Style
from generator.typesetting.areas import run_width
from generator.typesetting.inlines import set_words
from generator.typesetting.paragraphs import Area, paragraph_slabs, word_slabs
from generator.typesetting.placed import ContentsLine, GlyphRun, Line, PagePlace, StructureElement
from generator.typesetting.setting import Setting
from generator.typesetting.shaping import shape
from generator.typesetting.slabs import Slab, kept_together, unbroken, with_space
from generator.typesetting.tagging import tagged
from generator.typesetting.words import variant_of

_BESIDE_LEADER = 0.5  # of the type size, between a leader and what stands beside it
_DOTS = 0.45  # of the type size, from one dot of a leader to the next


def contents_slabs(
    block: Contents, area: Area, setting: Setting, parent: StructureElement
) -> list[Slab]:
    """A table of contents as slabs; none if there is nothing to list."""
    entries = list(contents_entries(block, setting.document.blocks))
    if not entries:
        return []
    element = parent.add("TOC")
    slabs: list[Slab] = []
    if block.title:
        title = element.add("Caption")
        style = setting.theme.style("contents-title")
        slabs += unbroken(paragraph_slabs((Text(block.title),), style, area, setting, title))
    for entry, item in zip(entries, _items(entries, element), strict=True):
        slabs += _entry_slabs(entry, area, setting, item)
    return kept_together(with_space(slabs, after=setting.theme.contents.after))


def _items(entries: list[ContentsEntry], root: StructureElement) -> Iterator[StructureElement]:
    """A TOCI for each entry; those of a lower level in a TOC below it (ISO 32000-1, 14.8.4.3.3)."""
    above = [(0, root)]
    for entry in entries:
        while above[-1][0] >= entry.level:
            above.pop()
        item = _table_in(above[-1][1]).add("TOCI")
        above.append((entry.level, item))
        yield item


def _table_in(element: StructureElement) -> StructureElement:
    last = element.kids[-1] if element.kids else None
    if element.kind == "TOC":
        return element
    return last if isinstance(last, StructureElement) and last.kind == "TOC" else element.add("TOC")


def _entry_slabs(
    entry: ContentsEntry, area: Area, setting: Setting, item: StructureElement
) -> list[Slab]:
    style = replace(setting.theme.style(contents_role(entry.level)), align="left")
    numbered = setting.theme.number_headings and entry.number
    title = (Text(f"{entry.number}\u2002"), *entry.children) if numbered else entry.children
    link = item.add("Reference").add("Link")
    words = set_words(title, style, setting, link=f"#{entry.anchor}")
    tags = tagged(words, link, setting)
    tags = replace(tags, leaves=(*tags.leaves, link.content()))
    room = setting.theme.contents.numbers
    narrower = replace(style, right=style.right + room)
    slabs = word_slabs(words, tags, narrower, area, setting)
    if not slabs:
        return []
    last = slabs[-1].lines[0]
    right = area.x + area.width - style.right
    listed = ContentsLine(entry.anchor, right - last.x, style, len(tags.leaves) - 1)
    line = replace(last, line=replace(last.line, listed=listed))
    return [*slabs[:-1], replace(slabs[-1], lines=(line,))]


# --- numbers --------------------------------------------------------------------------------


def numbered_line(line: Line, places: Mapping[str, PagePlace], setting: Setting) -> Line:
    """The last line of an entry with its page number at the end, and a leader from the words."""
    listed = line.listed
    if listed is None or not line.runs or listed.anchor not in places:
        return line
    leaf, style = listed.leaf, listed.style
    number = _run(str(places[listed.anchor].page), style, leaf, setting)
    number = replace(number, x=listed.width - run_width(number))
    last = line.runs[-1]
    end = last.x + run_width(last)
    space = replace(_run(" ", style, leaf, setting), x=end)
    leader = _leader(end, number.x, listed.width, style, setting)
    links = (*line.links[:-1], replace(line.links[-1], right=listed.width))
    return replace(line, runs=(*line.runs, space, *leader, number), links=links, listed=None)


def _leader(
    start: float, end: float, width: float, style: Style, setting: Setting
) -> tuple[GlyphRun, ...]:
    """Dots on a grid that counts from the right, so that those of all entries are in rows."""
    if setting.theme.contents.leader == "none":
        return ()
    step, apart = _DOTS * style.size, _BESIDE_LEADER * style.size
    dot = _run(".", style, None, setting)
    wide = run_width(dot)
    last = floor((width - end + apart) / step) + 1  # steps from the right edge
    first = floor((width - start - apart) / step)
    count = first - last + 1
    if count < 1:
        return ()
    words = dot.words * count
    return (replace(dot, x=width - first * step, tracking=step - wide, words=words),)


def _run(words: str, style: Style, leaf: int | None, setting: Setting) -> GlyphRun:
    """A few words in a style: they stand at the start of the line."""
    chain = setting.chain(style, bold=style.bold, italic=style.italic)
    shaped = shape(chain, words, variant_of(style))
    face = shaped[0].face
    return GlyphRun(0.0, 0.0, face, style.size, style.color, style.tracking, 0.0, shaped, leaf)

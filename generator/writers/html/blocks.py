"""Blocks as elements, in the order of the document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import assert_never

from msgspec import Struct

from generator.document import (
    Aside,
    Block,
    Box,
    BulletList,
    Contents,
    DefinitionList,
    Document,
    Figure,
    Heading,
    NumberedList,
    PageBreak,
    Paragraph,
    Quotation,
    Strong,
    Table,
)
from generator.document.sections import HeadingLevel, contents_entries
from generator.document.walking import plain_text
from generator.theme.regions import region_of
from generator.theme.roles import contents_role, heading_role
from generator.theme.theme import Theme
from generator.writers.html.images import data_address
from generator.writers.html.inlines import Places, run_html
from generator.writers.html.markup import (
    attribute,
    class_name,
    element,
    escaped_text,
    identifier,
    inner_target,
)
from generator.writers.html.tables import caption_html, needs_all_width, table_html

SOURCE_ROLE = "source"
_DEEPEST = 6  # of the headings that HTML has


class HtmlContext(Struct, frozen=True):
    """What blocks are written with: the look, the places, and the numbers of the sections."""

    document: Document
    theme: Theme
    places: Places
    numbers: Mapping[str, str]  # by the anchor of a heading; empty if sections have none
    levels: Mapping[int, HeadingLevel]  # of headings and titles of boxes
    table_sections: Mapping[int, str]  # of tables that have a size of their own


def blocks_html(blocks: Iterable[Block], context: HtmlContext, *, inside: bool = True) -> str:
    """Blocks that follow each other; outside of all others they stand in their regions."""
    return "\n".join([_block(block, context, inside=inside) for block in blocks])


def _block(block: Block, context: HtmlContext, *, inside: bool) -> str:  # noqa: PLR0911 - a match
    region = None if inside else region_of(block, context.theme)
    match block:
        case Heading():
            return _heading(block, context, region)
        case Paragraph():
            return _paragraph_html(block, context, region)
        case BulletList(items):
            return element("ul", _list_items(items, context), _classes(region))
        case NumberedList(items, start, role):
            begins = attribute("start", start if start != 1 else None)
            of_kind = f"l-{class_name(role)}" if role else None
            return element("ol", _list_items(items, context), _classes(of_kind, region), begins)
        case DefinitionList(items):
            pairs = "".join(
                element("dt", run_html(term, context.places), _classes("s-term"))
                + element("dd", blocks_html(said, context))
                for term, said in items
            )
            return element("dl", pairs, _classes(region))
        case Quotation(blocks):
            return element("blockquote", blocks_html(blocks, context), _classes(region))
        case Box() | Aside():
            return _box_html(block, context, region)
        case Table():
            apart = "apart" if region == "full" and needs_all_width(block, context.theme) else None
            section = context.table_sections.get(id(block))
            sized = f"t-{class_name(section)}" if section else None
            kind = _classes("wide", region, apart, sized)
            return table_html(block, context.document.language, context.places, kind)
        case Figure():
            return _figure(block, context, region)
        case Contents():
            return _contents(block, context, region)
        case PageBreak():
            return ""
        case _:
            assert_never(block)


def _classes(*names: str | None) -> str:
    """The classes of an element; the main region is everywhere and needs none."""
    return attribute("class", " ".join(name for name in names if name and name != "main"))


def style_class(role: str, theme: Theme) -> str:
    """The class of what wears a style; that of `body` where the theme has none of the name."""
    return f"s-{class_name(role)}" if role in theme.styles else "s-body"


def _id(anchor: str | None) -> str:
    return attribute("id", identifier(anchor))


def _heading(heading: Heading, context: HtmlContext, region: str | None) -> str:
    name = f"h{min(heading.level, _DEEPEST)}"
    number = attribute("data-number", context.numbers.get(heading.anchor))
    kind = _classes(style_class(heading_role(heading.level), context.theme), region)
    said = run_html(heading.children, context.places, bound=True)
    return element(name, said, kind, _id(heading.anchor), number)


def _paragraph_html(paragraph: Paragraph, context: HtmlContext, region: str | None) -> str:
    kind = _classes(style_class(paragraph.role, context.theme), region)
    match paragraph:
        case Paragraph((Strong() as label, *rest), role=role, anchor=str(anchor)) if (
            role == SOURCE_ROLE
        ):
            to_itself = attribute("href", inner_target(anchor))
            place = element("a", run_html((label,), context.places), _classes("place"), to_itself)
            said = place + run_html(tuple(rest), context.places)
        case _:
            said = run_html(paragraph.children, context.places)
    return element("p", said, kind, _id(paragraph.anchor))


def _list_items(items: tuple[tuple[Block, ...], ...], context: HtmlContext) -> str:
    return "".join(element("li", blocks_html(item, context)) for item in items)


def _box_html(box: Box | Aside, context: HtmlContext, region: str | None) -> str:
    """A box below a heading of its own; what stands beside the text is read as a note to it."""
    look = box.role if box.role in context.theme.boxes else "plain"
    kind = _classes("box", f"b-{class_name(look)}", region)
    title = ""
    if box.title:
        style = style_class(context.theme.box(box.role).title, context.theme)
        found = context.levels.get(id(box.title))
        name = f"h{min(found.level, _DEEPEST)}" if found else "p"
        title = element(name, run_html(box.title, context.places), _classes(style))
    part = ' role="note"' if isinstance(box, Aside) else ""
    named = attribute("aria-label", plain_text(box.title).strip()) if part else ""
    said = title + blocks_html(box.blocks, context)
    return element("div", said, kind, _id(box.anchor), part, named)


def _figure(figure: Figure, context: HtmlContext, region: str | None) -> str:
    """A figure as wide as its share of where it stands, at most as its pixels go."""
    image = (
        f"<img{attribute('src', data_address(figure.image, figure.media_type))}"
        f"{attribute('width', figure.width)}{attribute('height', figure.height)}"
        f"{attribute('alt', figure.alternative) or ' alt'}>"
    )
    share = attribute("data-share", None if figure.share == 1 else f"{figure.share:g}")
    caption = caption_html(figure.label, figure.caption, context.places)
    told = element("figcaption", caption, _classes("s-caption")) if caption else ""
    return element("figure", image + told, _classes(region), _id(figure.anchor), share)


def _contents(contents: Contents, context: HtmlContext, region: str | None) -> str:
    """A table of contents. It has no page numbers, since a page of the web has none."""
    entries = "".join(
        element(
            "li",
            element(
                "a",
                run_html(entry.children, context.places),
                attribute("href", inner_target(entry.anchor)),
            ),
            _classes(style_class(contents_role(entry.level), context.theme)),
            attribute("data-number", (context.numbers and entry.number) or None),
        )
        for entry in contents_entries(contents, context.document.blocks)
    )
    title = element("p", escaped_text(contents.title), _classes("s-contents-title"))
    listed = element("ol", entries) if entries else ""
    name = attribute("aria-label", contents.title)
    return element(
        "nav", (title if contents.title else "") + listed, _classes("contents", region), name
    )

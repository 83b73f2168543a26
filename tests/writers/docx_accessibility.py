"""What Word's accessibility checker asks of a file, and contrast, which it leaves to the eye."""

from __future__ import annotations

from collections.abc import Iterator

from tests.projections import Element, W, WordFile, run_words

_DC = "{http://purl.org/dc/elements/1.1/}"
_TEXT, _LARGE = 4.5, 3.0  # WCAG 2.2, 1.4.3
_LARGE_SIZE, _LARGE_BOLD = 36, 28  # half points


def barriers(data: bytes) -> list[str]:
    """Every rule of accessibility that the file breaks."""
    file = WordFile(data)
    rules = (_title, _language, _pictures, _tables, _headings, _links, _floating, _contrast)
    return [barrier for rule in rules for barrier in rule(file)]


def _title(file: WordFile) -> Iterator[str]:
    title = file.parts["docProps/core.xml"].findtext(f"{_DC}title")
    if not (title or "").strip():
        yield "the file has no title"


def _language(file: WordFile) -> Iterator[str]:
    defaults = file.parts["word/styles.xml"].find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    if defaults is None or not any(defaults.attrib.values()):
        yield "the file has no language"


def _pictures(file: WordFile) -> Iterator[str]:
    for story in file.stories:
        for picture in story.iter("{*}docPr"):
            said = (picture.get("descr") or "").strip()
            if not said and next(picture.iter("{*}decorative"), None) is None:
                yield f"no words stand for {picture.get('name')}"


def _tables(file: WordFile) -> Iterator[str]:
    for table in file.body.iter(f"{W}tbl"):
        rows = [list(row.iterchildren(f"{W}tc")) for row in table.iterchildren(f"{W}tr")]
        first = table.find(f"{W}tr/{W}trPr/{W}tblHeader")
        if first is None:
            yield "a table has no header row"
        if list(table.iter(f"{W}gridSpan", f"{W}vMerge", f"{W}hMerge")):
            yield "cells of a table are merged"
        if any(not _words(cell) for cell in rows[0]):
            yield "a column of a table has no heading"
        if any(not any(map(_words, line)) for line in [*rows, *zip(*rows, strict=False)]):
            yield "a row or a column of a table is empty"


def _words(element: Element) -> str:
    return "".join(map(run_words, element.iter(f"{W}r"))).strip()


def _headings(file: WordFile) -> Iterator[str]:
    levels = {
        style.get(f"{W}styleId"): int(level.get(f"{W}val")) + 1
        for style in file.parts["word/styles.xml"].iter(f"{W}style")
        for level in style.iter(f"{W}outlineLvl")
    }
    before = 0
    for paragraph in file.body.iter(f"{W}p"):
        own = paragraph.find(f"{W}pPr/{W}outlineLvl")
        level = levels.get(_style_id(paragraph), 0) if own is None else int(own.get(f"{W}val")) + 1
        if not level:
            continue
        if not _words(paragraph):
            yield "a heading has no words"
        if level > before + 1:
            yield f"a heading of level {level} follows one of level {before}"
        if level == 1 and before:
            yield "there is more than one title"
        before = level
    if not before:
        yield "the file has no headings"


def _links(file: WordFile) -> Iterator[str]:
    for story in file.stories:
        if any(not _words(link) for link in story.iter(f"{W}hyperlink")):
            yield "a link has no words"


def _floating(file: WordFile) -> Iterator[str]:
    for one in file.body.iter("{*}anchor", "{*}txbxContent"):
        if next(one.iter("{*}decorative"), None) is not None:
            continue  # it says nothing
        yield "something floats beside the text, where no reader meets it in order"


# --- contrast ----------------------------------------------------------------------------


def _contrast(file: WordFile) -> Iterator[str]:
    styles = {one.get(f"{W}styleId"): one for one in file.parts["word/styles.xml"]}
    seen = set()
    for story in file.stories:
        for run in story.iter(f"{W}r"):
            if run_words(run).strip():
                seen.add(_colors(run, styles))
    for ink, ground, size, bold in sorted(seen):
        large = size >= _LARGE_SIZE or (bold and size >= _LARGE_BOLD)
        ratio = contrast(ink, ground)
        if ratio < (_LARGE if large else _TEXT):
            yield f"words in {ink} on {ground} have a contrast of {ratio:.1f}"


def _colors(run: Element, styles: dict[str | None, Element]) -> tuple[str, str, int, bool]:
    """The colour of a run's words and of what is behind them, its size and whether it is bold."""
    paragraph = next(run.iterancestors(f"{W}p"))
    chain = list(_chain(_style_id(paragraph), styles))
    own = run.find(f"{W}rPr")
    named = None if own is None else own.find(f"{W}rStyle")
    letters = [] if own is None else [own]
    if named is not None:
        letters += [one.find(f"{W}rPr") for one in _chain(named.get(f"{W}val"), styles)]
    letters += [one.find(f"{W}rPr") for one in chain]
    cell = next(run.iterancestors(f"{W}tc"), None)
    grounds = [*letters, *(one.find(f"{W}pPr") for one in chain)]
    grounds.insert(len(letters), paragraph.find(f"{W}pPr"))
    grounds += [] if cell is None else [cell.find(f"{W}tcPr"), *_of_table(cell, styles)]
    size = _first(letters, "sz", "val") or "20"
    bold = _first(letters, "b", "val", present="1") in {"1", "true"}
    ink = _first(letters, "color", "val") or "000000"
    return ink, _first(grounds, "shd", "fill") or "FFFFFF", int(size), bold


def _of_table(cell: Element, styles: dict[str | None, Element]) -> Iterator[Element | None]:
    """The looks that the style of a cell's table has for its row."""
    table, row = next(cell.iterancestors(f"{W}tbl")), next(cell.iterancestors(f"{W}tr"))
    named = table.find(f"{W}tblPr/{W}tblStyle")
    look = None if named is None else styles.get(named.get(f"{W}val"))
    if look is None:
        return
    if row is next(table.iter(f"{W}tr")):
        for part in look.iter(f"{W}tblStylePr"):
            if part.get(f"{W}type") == "firstRow":
                yield part.find(f"{W}tcPr")
    yield look.find(f"{W}tcPr")


def _style_id(paragraph: Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "Normal" if style is None else str(style.get(f"{W}val"))


def _chain(name: str | None, styles: dict[str | None, Element]) -> Iterator[Element]:
    while name is not None:
        yield styles[name]
        base = styles[name].find(f"{W}basedOn")
        name = None if base is None else base.get(f"{W}val")


def _first(places: list[Element | None], tag: str, name: str, present: str = "") -> str | None:
    """The value that the nearest of several places gives, `present` where it gives none."""
    for place in places:
        found = None if place is None else place.find(f"{W}{tag}")
        if found is not None:
            return found.get(f"{W}{name}", present)
    return None


def contrast(one: str, other: str) -> float:
    """The contrast of two colours `RRGGBB`, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

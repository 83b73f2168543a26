"""The page of a theme as a house's file has it: sheet, margins, running heads, logo, tables."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from msgspec import Struct

from generator.diagnostics.nearest import did_you_mean
from generator.document.colors import WHITE
from generator.houses.colors import light_ground, named_color, readable_ink, words_on
from generator.houses.house import House, HouseHead, HousePicture, HouseTable
from generator.houses.style_tokens import HouseToken, HouseTold, leading_of
from generator.theme.running_heads import HEAD_FIELD, SEPARATOR
from generator.theme.theme import Theme

_PAGE = "the page set-up"
_SHORTEST, _LEAST_TEXT, _COLUMN = 144.0, 200.0, 110.0
_LONGEST = 1584.0
_MARGIN = 12.0
_RISE = 0.33  # of the size of letters, from their middle to the line that they stand on
_ASCENT = 0.8
_BETWEEN = 4.0
_BELOW_HEAD = 9.0
_SHOWN = (".png", ".jpg", ".jpeg")
_MOST_WORDS, _MOST_LINES = 200, 4
_BESIDE_MARKING = re.compile(r"(?<=\{marking\})\s+[-–—|:]\s+|\s+[-–—|:]\s+(?=\{marking\})")
_UNPRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\ue000-\uf8ff\ufff0-\uffff]")


class HouseLogo(Struct, frozen=True):
    """The picture that becomes the logo: its part, and its height as it has room."""

    part: str
    height: float

    @property
    def file(self) -> str:
        """The name of the logo's file in the template."""
        return f"house-logo{self.part[self.part.rfind('.') :].lower().replace('.jpeg', '.jpg')}"


class PageTokens(Struct):
    """The tokens of the page and what stands on it; `told` is what they do not take."""

    house: House
    theme: Theme
    colors: Mapping[str, str]
    told: HouseTold
    fields: Collection[str]
    """The values that the house's briefs have, and what their pages say of themselves."""
    logo: HouseLogo | None = None

    def tokens(self) -> Iterator[HouseToken]:
        yield from self._page()
        yield from self._heads()
        yield from self._tables()
        yield HouseToken("notes", "columns", 1, _PAGE)

    # --- the sheet ---

    def _page(self) -> Iterator[HouseToken]:
        page, own = self.house.page, self.theme.page
        values: dict[str, Any] = {}
        if page is None:
            self.told.untaken.append(
                "it sets up no page: the sheet and its margins are those of the theme"
            )
        else:
            values = {
                name: round(max(_MARGIN, getattr(page, name)), 2)
                for name in ("top", "right", "bottom", "left", "header", "footer")
            } | {"width": round(page.width, 2), "height": round(page.height, 2)}
            if not _has_room(values):
                self.told.untaken.append(
                    "its page leaves too little room for text: the sheet and its margins are those "
                    "of the theme"
                )
                values = {}
        if not values:
            edges = ("top", "bottom", "header", "footer", "left", "right", "width", "height")
            values = {name: getattr(own, name) for name in edges}
        self._place_heads(values)
        yield from (HouseToken("page", name, value, _PAGE) for name, value in values.items())
        columns = self._columns(values)
        yield HouseToken("page", "columns", columns, _PAGE)
        if columns > 1 and page is not None:
            yield HouseToken("page", "gutter", min(72.0, page.gutter), _PAGE)
        yield HouseToken("page.side", "width", 0, "a page of Word has no column at its side")

    def _columns(self, values: Mapping[str, Any]) -> int:
        page = self.house.page
        count = min(4, page.columns if page else 1)
        gutter = page.gutter if page else 0.0
        width = values["width"] - values["left"] - values["right"]
        while count > 1 and (width - (count - 1) * gutter) / count < _COLUMN:
            count -= 1
        return count

    def _place_heads(self, values: dict[str, Any]) -> None:
        """Where the words of heads stand, which a theme measures to; and how high the logo is.

        Word moves the text down where its head is higher than the margin: so does this.
        """
        for kind, edge in (("header", "top"), ("footer", "bottom")):
            values[kind] = min(values[kind], values["height"] / 6)
            head = self.house.head(kind, "default")
            height = head.height + _BELOW_HEAD if head else 0.0
            needed = values[kind] + min(height, values["height"] / 6)
            least = values[kind] + 14 + self._further(kind)
            values[edge] = round(max(values[edge], needed, least), 2)
        size = self._size("header")
        line = values["header"] + _ASCENT * size + self._further("header")
        pictured = self._pictured()
        if pictured is not None:
            start = min(values["header"], values["top"] / 3)
            width = values["width"] - values["left"] - values["right"]
            room = min(values["top"] - start - _BETWEEN, 144.0)
            shown = min(pictured.height, room, pictured.height * 0.9 * width / pictured.width)
            shown = max(6.0, round(shown, 1))
            line = max(line if start == values["header"] else 0.0, start + shown / 2 + _RISE * size)
            self.logo = HouseLogo(pictured.part, shown)
            if shown < 0.9 * pictured.height:
                self.told.unlike.append(
                    f"the logo is {shown:g} points high in PDF and HTML, not "
                    f"{pictured.height:g}: its margin has no more room"
                )
        values["header"] = round(max(_MARGIN, min(line, values["top"])), 2)
        depth = (1 - _ASCENT) * self._size("footer") + self._further("footer")
        values["footer"] = round(max(_MARGIN, min(values["footer"] + depth, values["bottom"])), 2)

    def _further(self, kind: str) -> float:
        """How far the lines of a head reach beyond the one nearest the text, in points."""
        heads = (self.house.head(kind, pages) for pages in ("default", "first"))
        count = max((len(self._rows(head)) for head in heads if head), default=1)
        style, size = self.house.style("paragraph", kind), self._size(kind)
        step = leading_of(style.look, size) if style else self.theme.style(kind).leading
        return (count - 1) * step

    def _rows(self, head: HouseHead) -> tuple[tuple[str, str, str], ...]:
        """The lines of a head; one beside a logo, and where there are too many."""
        if len(head.lines) <= _MOST_LINES and head.picture is None:
            return head.lines or (("", "", ""),)
        left, center, right = (
            SEPARATOR.join(line[place] for line in head.lines if line[place]) for place in range(3)
        )
        return ((left, center, right),)

    def _size(self, kind: str) -> float:
        style = self.house.style("paragraph", kind)
        return (style.look.size if style else None) or self.theme.style(kind).size

    # --- running heads ---

    def _pictured(self) -> HousePicture | None:
        """The picture of the header of page 1, else of the others, else of a footer."""
        order = (("header", "first"), ("header", "default"))
        heads = (self.house.head(*one) for one in order)
        picture = next((one.picture for one in heads if one and one.picture), None)
        if picture is None:
            return None
        suffix = picture.part[picture.part.rfind(".") :].lower()
        page = self.house.page
        if page is not None and picture.height > page.height / 3:
            self.told.unlike.append("a picture behind the whole page is in Word files only")
        elif suffix not in _SHOWN:
            self.told.unlike.append(
                f"the logo is a {suffix.lstrip('.').upper()} file, which only Word shows: save it "
                "as PNG or SVG, put it into the template's folder, and name it under [logo]"
            )
        elif picture.part in self.house.parts:
            return picture
        return None

    def _heads(self) -> Iterator[HouseToken]:
        said = {one.kind for one in self.house.heads}
        for kind in ("header", "footer"):
            for pages, table in (("default", kind), ("first", f"first_{kind}")):
                origin = f"the {kind} of {'page 1' if pages == 'first' else 'the pages'}"
                head = self.house.head(kind, pages)
                places = ["", "", ""]
                if head is not None:
                    places = self._patterns(head)
                elif kind not in said:
                    places, origin = self._ours(table, pages), f"the house's file has no {kind}"
                for name, pattern in zip(("left", "center", "right"), places, strict=True):
                    yield HouseToken(table, name, pattern, origin)
                    if getattr(self.theme.heads[table], f"{name}_style"):
                        yield HouseToken(table, f"{name}_style", kind, origin)
        if self.logo is not None:
            yield HouseToken("logo", "file", self.logo.file, "the picture in the header")
            yield HouseToken("logo", "height", self.logo.height, "the picture in the header")

    def _ours(self, table: str, pages: str) -> list[str]:
        """What we put where the house has nothing: a number once only on each page."""
        heads = (one for one in self.house.heads if one.pages == pages)
        lines = (line for one in heads for line in one.lines)
        is_counted = any(_NUMBERED.search(words) for line in lines for words in line)
        return ["" if is_counted and one == "{page}" else one for one in _OURS[table]]

    def _tell_unknown(self, head: HouseHead) -> None:
        """Words in braces that no brief says: Word shows them as they are."""
        for name in HEAD_FIELD.findall(" ".join(words for line in head.lines for words in line)):
            if name not in self.fields:
                hint = did_you_mean(name, self.fields)
                message = f"`{{{name}}}` in the {head.kind} is nothing that a brief says"
                self.told.untaken.append(f"{message}: {hint}")

    def _tell_of_word_alone(self, head: HouseHead) -> None:
        """What a head has that only Word shows."""
        if head.has_boxes:
            self.told.unlike.append(f"words in a box in the {head.kind} are in Word files only")
        if head.has_rules:
            style = f"draw it in the style {head.kind.capitalize()}"
            message = f"a line drawn at words of the {head.kind} is in Word files only: {style}"
            self.told.unlike.append(message)
        if head.picture is not None and head.kind == "footer":
            self.told.unlike.append("a picture in the footer is in Word files only")

    def _patterns(self, head: HouseHead) -> list[str]:
        self._tell_unknown(head)
        self._tell_of_word_alone(head)
        rows = [[_as_pattern(words, self.fields) for words in row] for row in self._rows(head)]
        nearest = rows[-1] if head.kind == "header" else rows[0]
        if self.logo is not None and head.picture and head.picture.part == self.logo.part:
            at = head.picture_place
            nearest[at] = f"{{logo}} {nearest[at]}".strip()
        if not any("{marking}" in place for row in rows for place in row):
            nearest[1] = SEPARATOR.join(filter(None, (nearest[1], "{marking}")))
        columns = ("\n".join(column) for column in zip(*rows, strict=True))
        return [column[:_MOST_WORDS] if column.strip() else "" for column in columns]

    # --- tables ---

    def _tables(self) -> Iterator[HouseToken]:
        table = self.house.table
        if table is None:
            return
        origin = f"the table style “{table.name}”"
        for key, line in (("head", table.head), ("under_header", table.under_header),
                          ("between", table.between)):  # fmt: skip
            if line is not None:
                rule = {"weight": line.weight, "color": named_color(line.color, self.colors)}
                yield HouseToken("tables", key, rule, origin)
        ink, navy = self.colors["ink"], self.colors["navy"]
        ground, words = _head_of_table(table, ink)
        fill, letters = (named_color(one, self.colors) for one in (ground, words))
        yield HouseToken("tables", "header_fill", fill, origin)
        yield HouseToken("styles.table-header", "color", letters, origin)
        if table.header.bold is not None:
            yield HouseToken("styles.table-header", "bold", table.header.bold, origin)
        if table.banding:
            lighter = light_ground(table.banding, (ink, navy, readable_ink(navy)))
            yield HouseToken("tables", "banding", lighter, origin)
        for key, points in (("padding_x", table.padding_x), ("padding_y", table.padding_y)):
            if points is not None:
                yield HouseToken("tables", key, max(0.0, min(36.0, points)), origin)


def _head_of_table(table: HouseTable, ink: str) -> tuple[str, str]:
    """The ground of header rows and the colour of their words, which can be read on it."""
    ground, wanted = table.header_fill or WHITE, table.header.color
    if wanted == WHITE and ground != WHITE:
        return readable_ink(ground, (WHITE,)), WHITE
    return ground, words_on(ground, wanted, ink)


def _has_room(page: Mapping[str, float]) -> bool:
    """Whether a sheet is of a size that can be printed, and its margins leave room for a text."""
    printed = all(_SHORTEST <= page[side] <= _LONGEST for side in ("width", "height"))
    margins = all(page[edge] <= page["height"] / 3 for edge in ("top", "bottom"))
    return printed and margins and page["width"] - page["left"] - page["right"] >= _LEAST_TEXT


_OURS: Mapping[str, list[str]] = {
    "header": ["{title}", "{marking}", "{number}"],
    "footer": ["{publisher} · {version} · {date}", "{marking}", "{page}"],
    "first_header": ["{publisher}", "{marking}", "{series} · {number}"],
    "first_footer": ["{publisher} · {version} · {date}", "{marking}", "{page}"],
}


_NUMBERED = re.compile(r"\{page(?:_number)?\}")


def _as_pattern(words: str, fields: Collection[str]) -> str:
    """Words as a pattern that a theme can have; what is no field in braces is words."""
    words = HEAD_FIELD.sub(lambda one: one[0] if one[1] in fields else one[1], words)
    words = _BESIDE_MARKING.sub(SEPARATOR, words)  # one with a look of its own stands apart
    return " ".join(_UNPRINTED.sub(" ", words).split())

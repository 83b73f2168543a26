"""The content of PDF pages → the words of each marked sequence, by the fonts' character maps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from msgspec import Struct, field

from generator.opening.budget import LETTERS, Budget
from generator.opening.pdf_streams import read_stream
from generator.proof.beside import Beside
from generator.proof.needs import CODES, FORMS, TOKENS

Marked = tuple[tuple[int, int], int]
"""A page's object and the identifier of a marked sequence on it (ISO 32000-1, 14.7.4)."""

_UNKNOWN = "\ufffd"
_DEEPEST = 12  # forms inside forms


class Spoken(Struct):
    """What the marked sequences of a file say, and the words outside any: page and words.

    `artifacts` are the words of running heads and the like, `beside` what no brief paints, and
    `tagged` the pages that have a marked sequence at all. `lines` are the points at which words of
    a sequence begin, from the lower left corner, and `images` those that it shows.
    """

    budget: Budget
    said: dict[Marked, str] = field(default_factory=dict)
    stray: list[tuple[int, str]] = field(default_factory=list)
    artifacts: list[str] = field(default_factory=list)
    beside: Counter[Beside] = field(default_factory=Counter)
    tagged: set[tuple[int, int]] = field(default_factory=set)
    lines: dict[Marked, set[tuple[float, float]]] = field(default_factory=dict)
    images: dict[Marked, list[Any]] = field(default_factory=dict)
    _fonts: dict[tuple[int, int], _Font] = field(default_factory=dict)

    def read(self, page: Any, number: int) -> None:
        """Take in a page, its number counted from 1."""
        reader = _Reader(self, page.obj.objgen, number)
        self.count(*_content_streams(page))
        reader.read(page, page.obj.get("/Resources", {}))
        for mark, words in reader.said.items():
            self.said[reader.page, mark] = "".join(words)
        if stray := " ".join("".join(reader.stray).split()):
            self.stray.append((number, stray))

    def count(self, *streams: Any) -> None:
        """Count the tokens of a page or form before they are taken apart (ISO 32000-1, 7.2).

        Raises BriefError if they are too many.
        """
        contents = (read_stream(stream, self.budget) for stream in streams)
        self.budget.spend(TOKENS, sum(len(each.translate(None, _REGULAR)) for each in contents))

    def note(self, what: str, number: int) -> None:
        """Keep what no brief has, on the page with this number."""
        self.beside[Beside(f"{what}, page {number}")] += 1

    def font(self, font: Any) -> _Font:
        """What the character codes of a font stand for; an object of the file is read once."""
        key = font.objgen
        if key == (0, 0) or key not in self._fonts:
            self._fonts[key] = _pdf_font(font, self.budget)
        return self._fonts[key]


class _Reader(Struct):
    """Goes through the operators of a page and of the forms that it shows."""

    spoken: Spoken
    page: tuple[int, int]
    number: int
    said: dict[int, list[str]] = field(default_factory=dict)
    stray: list[str] = field(default_factory=list)
    _marks: list[int | None] = field(default_factory=list)  # None for an artifact
    _font: _Font | None = None
    _kept: list[_Font | None] = field(default_factory=list)  # by `q`, for `Q`
    _artifact: list[str] = field(default_factory=list)
    _point: tuple[float, float] = (0.0, 0.0)
    _worded: bool = False  # whether words of the brief have been shown

    def read(self, content: Any, resources: Any, depth: int = 0) -> None:
        import pikepdf

        for instruction in pikepdf.parse_content_stream(content):
            operands: Any = instruction.operands
            operator = str(instruction.operator)
            self._notice(operator)
            match operator:
                case "Tj" | "'" | '"' | "TJ":
                    self._show(operands[-1])
                case "Tm":
                    self._point = (float(operands[4]), float(operands[5]))
                case "Tf":
                    font = resources.get("/Font", {}).get(str(operands[0]))
                    self._font = None if font is None else self.spoken.font(font)
                case "BDC" | "BMC":
                    self._marks.append(self._identifier(operands, resources))
                case "EMC" if self._marks:
                    self._marks.pop()
                    self.spoken.artifacts.append("".join(self._artifact))
                    self._artifact.clear()
                case "q":
                    self._kept.append(self._font)
                case "Q" if self._kept:
                    self._font = self._kept.pop()
                case "Do" if depth < _DEEPEST:
                    self._do(resources.get("/XObject", {}).get(str(operands[0])), resources, depth)

    def _notice(self, operator: str) -> None:
        """Keep what no brief paints, and what is painted where no brief paints."""
        if operator not in _OPERATORS:
            what = _KNOWN_AS.get(operator, f"an operator that no brief has, {operator[:8]}")
            self.spoken.note(what, self.number)
        if self._worded and operator in _PAINTING:
            self.spoken.note("something painted over the words", self.number)

    def _do(self, shown: Any, resources: Any, depth: int) -> None:
        kind = "" if shown is None else str(shown.get("/Subtype", ""))
        if kind == "/Form":
            self.spoken.budget.spend(FORMS)
            self.spoken.count(shown)
        is_image = kind == "/Image" and self._mark != _NOWHERE
        if is_image and self._mark is not None:
            self.spoken.images.setdefault((self.page, self._mark), []).append(shown)
            return
        if is_image or (kind == "/Form" and self._mark is None and _is_drawing(shown)):
            return  # a logo, or an ornament: it is drawn on the page as rules are
        self.spoken.note("something drawn in that no brief has", self.number)
        if kind == "/Form":
            self.read(shown, shown.get("/Resources", resources), depth + 1)

    def _identifier(self, operands: Any, resources: Any) -> int | None:
        """The MCID that a sequence opens; that of the one around it if it has none."""
        import pikepdf

        if str(operands[0]) == "/Artifact":
            return None
        if str(operands[0]) == "/OC":
            self.spoken.note("a layer that can be switched off", self.number)
        properties: Any = operands[1] if len(operands) > 1 else {}
        if isinstance(properties, pikepdf.Name):
            properties = resources.get("/Properties", {}).get(str(properties), {})
        if "/MCID" in properties:
            self.spoken.tagged.add(self.page)
            return int(properties["/MCID"])
        return self._mark

    @property
    def _mark(self) -> int | None:
        return self._marks[-1] if self._marks else _NOWHERE

    def _show(self, shown: Any) -> None:
        import pikepdf

        parts = shown if isinstance(shown, pikepdf.Array) else [shown]
        text = [
            letters
            for part in parts
            if isinstance(part, pikepdf.String)
            for letters in (self._font.letters(bytes(part)) if self._font else _UNKNOWN)
        ]
        self.spoken.budget.spend(LETTERS, sum(map(len, text)))
        mark = self._mark
        if mark == _NOWHERE:
            self.stray += (*text, " ")
        elif mark is None:
            self._artifact += (*text, " ")
        else:
            self._worded = True
            self.spoken.lines.setdefault((self.page, mark), set()).add(self._point)
            self.said.setdefault(mark, []).append("".join(text))


def _content_streams(page: Any) -> list[Any]:
    import pikepdf

    contents = page.obj.get("/Contents", pikepdf.Array())
    return list(contents) if isinstance(contents, pikepdf.Array) else [contents]


def _is_drawing(form: Any) -> bool:
    """Whether a form is a logo as briefs have it: plain shapes, and nothing from elsewhere."""
    import pikepdf

    if {*form.keys()} - _FORM or {*form.get("/Resources", {}).keys()}:
        return False
    return all(str(one.operator) in _SHAPES for one in pikepdf.parse_content_stream(form))


# ISO 32000-1, 7.2.2: what is neither white space nor a delimiter.
_REGULAR = bytes({*range(256)} - {*b"\0\t\n\f\r ()<>[]{}/%"})
_NOWHERE = -1
_FORM = frozenset({"/Type", "/Subtype", "/BBox", "/Matrix", "/Resources", "/Length", "/Filter"})
_SHAPES = frozenset(
    {"q", "Q", "cm", "rg", "RG", "w", "J", "j", "M", "m", "l", "c", "h"}
    | {"f", "f*", "S", "B", "B*", "n"}
)
_OPERATORS = frozenset(
    {"BDC", "BMC", "EMC", "BT", "ET", "q", "Q", "cm", "Do", "re", "f", "rg"}
    | {"Tf", "Tc", "Tm", "Ts", "TJ", "Tj", "'", '"'}
)
_KNOWN_AS = {
    "Tr": "words that are painted in another way, or not at all",
    "gs": "transparency",
    "INLINE IMAGE": "an image among the words",
    "W": "a clipping path",
    "W*": "a clipping path",
}
_PAINTING = frozenset({"f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "sh", "Do", "INLINE IMAGE"})


# --- fonts --------------------------------------------------------------------------------


class _Font(Struct, frozen=True):
    """The text of each character code, which is so many bytes long."""

    texts: dict[int, str]
    width: int

    def letters(self, data: bytes) -> Iterator[str]:
        codes = (data[i : i + self.width] for i in range(0, len(data), self.width))
        return (self.texts.get(int.from_bytes(code, "big"), _UNKNOWN) for code in codes)


def _pdf_font(font: Any, budget: Budget) -> _Font:
    width = 2 if font.get("/Subtype") == "/Type0" else 1
    if "/ToUnicode" in font:
        return _Font(dict(_mapped(read_stream(font.ToUnicode, budget), budget)), width)
    if width == 1:  # the letters of a Western keyboard, as any editor of PDFs writes them
        return _Font({code: _western(code) for code in range(256)}, width)
    return _Font({}, width)


def _western(code: int) -> str:
    return bytes([code]).decode("cp1252", "replace")


_STRING = re.compile(rb"<([0-9A-Fa-f\s]*)>")
# Neither may reach over the beginning of another: each byte is looked at a few times and no more.
_RANGE = re.compile(
    rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>\s*(?:<([0-9A-Fa-f\s]*)>|\[([^][]*)\])"
)
_CODES = 1 << 16  # of two bytes, the most that a font of a brief has


def _mapped(cmap: bytes, budget: Budget) -> Iterator[tuple[int, str]]:
    """Character codes and their text by a ToUnicode CMap (ISO 32000-1, 9.10.3)."""
    for section in cmap.split(b"beginbf")[1:]:
        content, closed, _ = section.partition(b"endbf")
        if closed:
            each = _single if content.startswith(b"char") else _ranged
            yield from each(content, budget)


def _single(content: bytes, budget: Budget) -> Iterator[tuple[int, str]]:
    strings = iter(_STRING.findall(content))
    pairs = list(zip(strings, strings, strict=False))
    budget.spend(CODES, sum(1 + len(text) // 4 for _, text in pairs))
    yield from ((_hex_number(code), _hex_text(text)) for code, text in pairs)


def _ranged(content: bytes, budget: Budget) -> Iterator[tuple[int, str]]:
    for first, last, target, listed in _RANGE.findall(content):
        start = _hex_number(first)
        count = max(0, min(_hex_number(last) - start + 1, _CODES))
        if listed:
            texts = _STRING.findall(listed)[:count]
            budget.spend(CODES, sum(1 + len(text) // 4 for text in texts))
            yield from ((start + place, _hex_text(text)) for place, text in enumerate(texts))
        else:
            text = _hex_text(target)
            budget.spend(CODES, count * (1 + len(text)))
            yield from ((start + place, _after(text, place)) for place in range(count))


def _hex_number(digits: bytes) -> int:
    return int(b"".join(digits.split()) or b"0", 16)


def _hex_text(digits: bytes) -> str:
    plain = b"".join(digits.split()).decode()
    return bytes.fromhex(plain[: len(plain) // 4 * 4]).decode("utf-16-be", "replace")


def _after(text: str, count: int) -> str:
    last = min(ord(text[-1]) + count, 0x10FFFF) if text else 0
    return text[:-1] + chr(last) if text else ""

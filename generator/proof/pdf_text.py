"""The content of PDF pages → the words of each marked sequence, by the fonts' character maps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct, field

from generator.proof.beside import Beside
from generator.proof.pdf_streams import read_stream

Marked = tuple[tuple[int, int], int]
"""A page's object and the identifier of a marked sequence on it (ISO 32000-1, 14.7.4)."""

_UNKNOWN = "\ufffd"
_DEEPEST = 12  # forms inside forms


class Spoken(Struct):
    """What the marked sequences of a file say, and the words outside any: page and words.

    `artifacts` are the words of running heads and the like, `beside` what no brief paints, and
    `tagged` the pages that have a marked sequence at all.
    """

    file: str
    said: dict[Marked, str] = field(default_factory=dict)
    stray: list[tuple[int, str]] = field(default_factory=list)
    artifacts: list[str] = field(default_factory=list)
    beside: list[Beside] = field(default_factory=list)
    tagged: set[tuple[int, int]] = field(default_factory=set)
    _fonts: dict[tuple[int, int], _Font] = field(default_factory=dict)

    def read(self, page: Any, number: int) -> None:
        """Take in a page, its number counted from 1."""
        reader = _Reader(self, page.obj.objgen, number)
        reader.read(page, page.obj.get("/Resources", {}))
        if stray := " ".join("".join(reader.stray).split()):
            self.stray.append((number, stray))

    def font(self, font: Any) -> _Font:
        """What the character codes of a font stand for; an object of the file is read once."""
        key = font.objgen
        if key == (0, 0) or key not in self._fonts:
            self._fonts[key] = _pdf_font(font, self.file)
        return self._fonts[key]


class _Reader(Struct):
    """Goes through the operators of a page and of the forms that it shows."""

    spoken: Spoken
    page: tuple[int, int]
    number: int
    stray: list[str] = field(default_factory=list)
    _marks: list[int | None] = field(default_factory=list)  # None for an artifact
    _font: _Font | None = None
    _kept: list[_Font | None] = field(default_factory=list)  # by `q`, for `Q`
    _artifact: str = ""
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
                case "Tf":
                    font = resources.get("/Font", {}).get(str(operands[0]))
                    self._font = None if font is None else self.spoken.font(font)
                case "BDC" | "BMC":
                    self._marks.append(self._identifier(operands, resources))
                case "EMC" if self._marks:
                    self._marks.pop()
                    self.spoken.artifacts.append(self._artifact)
                    self._artifact = ""
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
            self.spoken.beside.append(Beside(f"{what}, page {self.number}"))
        if self._worded and operator in _PAINTING:
            what = f"something painted over the words, page {self.number}"
            self.spoken.beside.append(Beside(what))

    def _do(self, shown: Any, resources: Any, depth: int) -> None:
        kind = "" if shown is None else str(shown.get("/Subtype", ""))
        if kind == "/Form":
            read_stream(shown, self.spoken.file)  # which refuses what is too large
        is_image = kind == "/Image" and self._mark != _NOWHERE
        if is_image or (kind == "/Form" and self._mark is None and _is_drawing(shown)):
            self.spoken.beside.append(Beside("images and what is said in their place", usual=True))
            return
        what = f"something drawn in that no brief has, page {self.number}"
        self.spoken.beside.append(Beside(what))
        if kind == "/Form":
            self.read(shown, shown.get("/Resources", resources), depth + 1)

    def _identifier(self, operands: Any, resources: Any) -> int | None:
        """The MCID that a sequence opens; that of the one around it if it has none."""
        import pikepdf

        if str(operands[0]) == "/Artifact":
            return None
        if str(operands[0]) == "/OC":
            what = f"a layer that can be switched off, page {self.number}"
            self.spoken.beside.append(Beside(what))
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
        text = "".join(
            self._font.text(bytes(part)) if self._font else _UNKNOWN
            for part in parts
            if isinstance(part, pikepdf.String)
        )
        mark = self._mark
        if mark == _NOWHERE:
            self.stray.append(f"{text} ")
        elif mark is None:
            self._artifact += f"{text} "
        else:
            self._worded = True
            key = self.page, mark
            self.spoken.said[key] = self.spoken.said.get(key, "") + text


def _is_drawing(form: Any) -> bool:
    """Whether a form is a logo as briefs have it: plain shapes, and nothing from elsewhere."""
    import pikepdf

    if {*form.keys()} - _FORM or {*form.get("/Resources", {}).keys()}:
        return False
    return all(str(one.operator) in _SHAPES for one in pikepdf.parse_content_stream(form))


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

    def text(self, data: bytes) -> str:
        codes = (data[i : i + self.width] for i in range(0, len(data), self.width))
        return "".join(self.texts.get(int.from_bytes(code, "big"), _UNKNOWN) for code in codes)


def _pdf_font(font: Any, file: str) -> _Font:
    width = 2 if font.get("/Subtype") == "/Type0" else 1
    if "/ToUnicode" in font:
        return _Font(dict(_mapped(read_stream(font.ToUnicode, file))), width)
    if width == 1:  # the letters of a Western keyboard, as any editor of PDFs writes them
        return _Font({code: _western(code) for code in range(256)}, width)
    return _Font({}, width)


def _western(code: int) -> str:
    return bytes([code]).decode("cp1252", "replace")


_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_STRING = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>\s*(?:<([0-9A-Fa-f\s]*)>|\[(.*?)\])",
                    re.DOTALL)  # fmt: skip
_WIDEST_RANGE = 1 << 16


def _mapped(cmap: bytes) -> Iterator[tuple[int, str]]:
    """Character codes and their text by a ToUnicode CMap (ISO 32000-1, 9.10.3)."""
    for kind, section in _SECTION.findall(cmap):
        if kind == b"bfchar":
            strings = _STRING.findall(section)
            yield from (
                (_hex_number(c), _hex_text(t)) for c, t in zip(*[iter(strings)] * 2, strict=False)
            )
            continue
        for first, last, target, listed in _RANGE.findall(section):
            start, count = (
                _hex_number(first),
                min(_hex_number(last) - _hex_number(first) + 1, _WIDEST_RANGE),
            )
            if listed:
                texts = enumerate(_STRING.findall(listed)[: max(count, 0)])
                yield from ((start + place, _hex_text(text)) for place, text in texts)
            else:
                yield from (
                    (start + place, _after(_hex_text(target), place)) for place in range(count)
                )


def _hex_number(digits: bytes) -> int:
    return int(b"".join(digits.split()) or b"0", 16)


def _hex_text(digits: bytes) -> str:
    plain = b"".join(digits.split()).decode()
    return bytes.fromhex(plain[: len(plain) // 4 * 4]).decode("utf-16-be", "replace")


def _after(text: str, count: int) -> str:
    last = min(ord(text[-1]) + count, 0x10FFFF) if text else 0
    return text[:-1] + chr(last) if text else ""

"""The content of PDF pages → the words of each marked sequence, by the fonts' character maps."""

from __future__ import annotations

from collections import Counter
from typing import Any, Literal

from msgspec import Struct, field

from generator.language.visible import words_of
from generator.opening.budget import LETTERS, Budget
from generator.opening.pdf_streams import read_stream
from generator.proof.beside import Beside
from generator.proof.needs import FORMS, TOKENS
from generator.proof.pdf_fonts import UNKNOWN, PdfFont, pdf_font
from generator.proof.pdf_painting import Painting
from generator.typesetting import HEADROOM

Marked = tuple[tuple[int, int], int]
"""A page's object and the identifier of a marked sequence on it (ISO 32000-1, 14.7.4)."""

Outside = Literal["nowhere", "layout", "heads"]
"""What stands in no sequence of the tags: in none at all, or in an artifact (14.8.2.2) of the
page's layout, or of its running heads."""

_DEEPEST = 12  # forms inside forms


class Spoken(Struct):
    """What the marked sequences of a file say, and the words outside any: page and words.

    `artifacts` are the words of running heads and the like, `beside` what no brief paints, and
    `filled` the pages that show anything of the brief. `heights` are those in points at which
    anchors of what is seen of a sequence lead to it, and `images` those that it shows. `ornaments`
    are the images that belong to none. `fonts` are those that words are shown in, by their objects.
    """

    budget: Budget
    said: dict[Marked, str] = field(default_factory=dict)
    stray: list[tuple[int, str]] = field(default_factory=list)
    artifacts: list[str] = field(default_factory=list)
    beside: Counter[Beside] = field(default_factory=Counter)
    filled: set[tuple[int, int]] = field(default_factory=set)
    heights: dict[Marked, float] = field(default_factory=dict)
    images: dict[Marked, list[Any]] = field(default_factory=dict)
    ornaments: list[Any] = field(default_factory=list)
    fonts: dict[tuple[int, int], tuple[Any, PdfFont]] = field(default_factory=dict)

    def read(self, page: Any, number: int) -> None:
        """Take in a page, its number counted from 1."""
        painting = Painting([float(each) for each in page.obj.get("/MediaBox", [])])
        reader = _Reader(self, page.obj.objgen, number, painting)
        self.count(*content_streams(page))
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

    def note(self, what: str, number: int, *, sight: bool = False) -> None:
        """Keep what no brief has, on the page with this number."""
        self.beside[Beside(f"{what}, page {number}", sight=sight)] += 1

    def font(self, font: Any) -> PdfFont:
        """What the character codes of a font stand for; an object of the file is read once."""
        key = font.objgen
        if key == (0, 0) or key not in self.fonts:
            self.fonts[key] = font, pdf_font(font, self.budget)
        return self.fonts[key][1]


class _Reader(Struct):
    """Goes through the operators of a page and of the forms that it shows."""

    spoken: Spoken
    page: tuple[int, int]
    number: int
    painting: Painting
    said: dict[int, list[str]] = field(default_factory=dict)
    stray: list[str] = field(default_factory=list)
    _marks: list[int | Outside] = field(default_factory=list)
    _font: PdfFont | None = None
    _size: float = 0.0  # of its letters
    _kept: list[tuple[PdfFont | None, float]] = field(default_factory=list)  # by `q`, for `Q`
    _artifact: list[str] = field(default_factory=list)
    _baseline: float = 0.0
    _top: float = 0.0  # of the image that is shown next
    _worded: bool = False  # whether words of the brief have been shown

    def read(self, content: Any, resources: Any, depth: int = 0) -> None:
        import pikepdf

        for instruction in pikepdf.parse_content_stream(content):
            operands: Any = instruction.operands
            operator = str(instruction.operator)
            self._notice(operator)
            self.painting.take(operator, operands)
            match operator:
                case "Tj" | "'" | '"' | "TJ":
                    self._show(operands[-1])
                case "Tm":
                    self._baseline = float(operands[5])
                case "cm":
                    self._top = float(operands[3]) + float(operands[5])
                case "Tf":
                    font = resources.get("/Font", {}).get(str(operands[0]))
                    self._font = None if font is None else self.spoken.font(font)
                    self._size = float(operands[1])
                case "BDC" | "BMC":
                    self._marks.append(self._identifier(operands, resources))
                case "EMC" if self._marks:
                    self._marks.pop()
                    self.spoken.artifacts.append("".join(self._artifact))
                    self._artifact.clear()
                case "q":
                    self._kept.append((self._font, self._size))
                case "Q" if self._kept:
                    self._font, self._size = self._kept.pop()
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
        match kind, self._mark:
            case "/Image", int(mark):
                self.spoken.images.setdefault((self.page, mark), []).append(shown)
                self.spoken.heights.setdefault((self.page, mark), self._top)
            case "/Image", "layout":
                self.spoken.ornaments.append(shown)
                self.spoken.filled.add(self.page)
            case "/Image", "heads":
                pass  # a logo
            case "/Form", "heads" if _is_drawing(shown):
                pass  # a logo whose shapes are drawn
            case _:
                self.spoken.note("something drawn in that no brief has", self.number)
                if kind == "/Form":
                    self.read(shown, shown.get("/Resources", resources), depth + 1)

    def _identifier(self, operands: Any, resources: Any) -> int | Outside:
        """The MCID that a sequence opens; that of the one around it if it has none."""
        import pikepdf

        if str(operands[0]) == "/OC":
            self.spoken.note("a layer that can be switched off", self.number)
        properties: Any = operands[1] if len(operands) > 1 else {}
        if isinstance(properties, pikepdf.Name):
            properties = resources.get("/Properties", {}).get(str(properties), {})
        if _INSTEAD & {*properties.keys()}:
            self.spoken.note("words to be heard or copied in place of those", self.number)
        if str(operands[0]) == "/Artifact":
            return "heads" if properties.get("/Type") == "/Pagination" else "layout"
        if "/MCID" in properties:
            self.spoken.filled.add(self.page)
            return int(properties["/MCID"])
        return self._mark

    @property
    def _mark(self) -> int | Outside:
        return self._marks[-1] if self._marks else "nowhere"

    def _show(self, shown: Any) -> None:
        import pikepdf

        parts = shown if isinstance(shown, pikepdf.Array) else [shown]
        text = [
            letters
            for part in parts
            if isinstance(part, pikepdf.String)
            for letters in (self._font.letters(bytes(part)) if self._font else UNKNOWN)
        ]
        self.spoken.budget.spend(LETTERS, sum(map(len, text)))
        mark = self._mark
        if mark == "nowhere":
            self.stray += (*text, " ")
        elif not isinstance(mark, int):
            self._artifact += (*text, " ")
        else:
            self._worded = True
            for fault in self.painting.faults(parts) if words_of("".join(text)) else ():
                self.spoken.note(fault, self.number, sight=True)
            if (self.page, mark) not in self.spoken.heights and words_of("".join(text)):
                top = self._baseline + HEADROOM * self._size
                self.spoken.heights[self.page, mark] = top
            self.said.setdefault(mark, []).append("".join(text))


def content_streams(page: Any) -> list[Any]:
    """The streams whose operators, one behind the other, draw a page (ISO 32000-1, 7.7.3.3)."""
    import pikepdf

    contents = page.obj.get("/Contents", pikepdf.Array())
    return list(contents) if isinstance(contents, pikepdf.Array) else [contents]


def _is_drawing(form: Any) -> bool:
    """Whether a form is a logo as briefs have it: plain shapes, and nothing from elsewhere."""
    import pikepdf

    needed = dict(form.get("/Resources", {}))
    if {*form.keys()} - _FORM or any(len(each) for each in needed.values()):
        return False
    return all(str(one.operator) in _SHAPES for one in pikepdf.parse_content_stream(form))


# ISO 32000-1, 7.2.2: what is neither white space nor a delimiter.
_REGULAR = bytes({*range(256)} - {*b"\0\t\n\f\r ()<>[]{}/%"})
_FORM = frozenset({"/Type", "/Subtype", "/BBox", "/Matrix", "/Resources", "/Length", "/Filter"})
_SHAPES = frozenset(
    {"q", "Q", "cm", "rg", "RG", "w", "J", "j", "M", "m", "l", "c", "h"}
    | {"f", "f*", "S", "B", "B*", "n"}
)
_OPERATORS = frozenset(
    {"BDC", "BMC", "EMC", "BT", "ET", "q", "Q", "cm", "Do", "re", "f", "rg"}
    | {"Tf", "Tc", "Tm", "Ts", "TJ", "Tj", "'", '"'}
)
_INSTEAD = frozenset({"/ActualText", "/Alt", "/E"})  # 14.9.3 to 14.9.5
_KNOWN_AS = {
    "Tr": "words that are painted in another way, or not at all",
    "gs": "transparency",
    "INLINE IMAGE": "an image among the words",
    "W": "a clipping path",
    "W*": "a clipping path",
}
_PAINTING = frozenset({"f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "sh", "Do", "INLINE IMAGE"})

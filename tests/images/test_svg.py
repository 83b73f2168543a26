"""SVG: what is drawn of it, and what is refused because it would be drawn otherwise."""

from __future__ import annotations

import io
import math

import PIL.Image
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.images.drawing import RefusedImageError, drawing_operators
from generator.images.paths import path_segments
from generator.images.rendering import bitmap_of
from generator.images.svg import read_svg
from tests.work import counted_calls

SHEET = 'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"'
RED, GREEN, BLUE, NOTHING = (255, 0, 0, 255), (0, 128, 0, 255), (0, 0, 255, 255), (0, 0, 0, 0)


def svg(body: str, sheet: str = SHEET) -> bytes:
    return f"<svg {sheet}>\n{body}\n</svg>".encode()


def pixel(data: bytes, x: float, y: float) -> tuple[int, ...]:
    """The colour that a drawing of 20 units has at a place, eight pixels to the unit."""
    bitmap = bitmap_of(read_svg(data), 20 * 8 * 72 / 300)
    with PIL.Image.open(io.BytesIO(bitmap.data)) as image:
        assert image.size == (160, 160)
        found = image.getpixel((int(x * 8), int(y * 8)))
    assert isinstance(found, tuple)
    return found


SILENT = """
<title>A</title><desc>B</desc><metadata><x xmlns="y:z">C</x></metadata>
<defs><linearGradient id="a"/></defs><rect width="4" height="4" fill="red"/>
"""
OF_A_PROGRAM = """
<n:view xmlns:n="y:z"><n:grid/></n:view>
<path d="M0 0h9v9z" n:x="" xmlns:n="y:z" fill="red"/>
"""
OF_NO_ACCOUNT = """
<rect id="a" class="b" width="4" height="4" data-c="d"
  style="fill:red;opacity:1;font-size:9px;-inkscape-stroke:none;stroke-dasharray:none;"/>
"""


@pytest.mark.parametrize(
    ("body", "inside", "outside"),
    [
        ('<rect x="2" y="2" width="6" height="6" fill="red"/>', (5, 5), (9, 5)),
        ('<rect width="16" height="16" rx="6" fill="red"/>', (8, 0.5), (0.5, 0.5)),
        ('<rect width="16" height="16" ry="20" fill="red"/>', (8, 8), (1.5, 1.5)),
        ('<circle cx="10" cy="10" r="5" fill="#f00"/>', (14, 10), (14, 14)),
        ('<ellipse cx="10" cy="10" rx="8" ry="3" fill="red"/>', (16, 10), (10, 15)),
        ('<polygon points="2,2 18,2 2 18" fill="red"/>', (5, 5), (15, 15)),
        ('<polyline points="2,2 18,2 2,18" fill="red"/>', (5, 5), (15, 15)),
        ('<line x1="0" y1="4" x2="20" y2="4" stroke="red" stroke-width="3"/>', (9, 5), (9, 7)),
        ('<path d="M2 2h16v16h-16z" fill="rgb(255, 0, 0)"/>', (17, 17), (19, 19)),
        ('<path d="M2,2H18V18L2,18" fill="red"/>', (17, 17), (1, 1)),
        ('<path d="m2 2 8 0 0 8" fill="red"/>', (9, 4), (3, 9)),
        ('<path d="M0 10C0-4 20-4 20 10" fill="red"/>', (10, 1), (10, 11)),
        ('<path d="M0 10C0 0 10 0 10 10S20 20 20 10z" fill="red"/>', (15, 15), (15, 5)),
        ('<path d="M0 10Q10-10 20 10" fill="red"/>', (10, 2), (10, 11)),
        ('<path d="M0 10Q5 0 10 10T20 10z" fill="red"/>', (15, 13), (15, 6)),
        ('<path d="M4 10a6 6 0 0116 0" fill="red"/>', (12, 3), (12, 12)),
        ('<path d="M4 10a6,6,0,0,0,12,0" fill="red"/>', (10, 15), (10, 5)),
        ('<path d="M10 4A6 6 0 1 0 16 10z" fill="red"/>', (6, 14), (15, 5)),
        ('<path d="M10 4A6 6 0 0 1 16 10" fill="red"/>', (13.6, 6.4), (10, 12)),
        ('<path fill-rule="evenodd" d="M0 0h20v20H0zM5 5h10v10H5z" fill="red"/>', (2, 2), (9, 9)),
        ('<path d="M0 0h20v20H0zM5 5v10h10V5z" fill="red"/>', (2, 2), (9, 9)),
        ('<path d="M2 2h4v4zm8 8h6v6z" fill="red"/>', (15, 11), (4, 12)),
        ('<path d="M8 8h8v8zl-6 0v4z" fill="red"/>', (3, 9), (3, 13)),
        ('<g fill="red"><g><rect width="9" height="9"/></g></g>', (4, 4), (12, 12)),
        ('<rect width="9" height="9" fill="blue" style="fill:red"/>', (4, 4), (12, 12)),
        ('<g transform="translate(9)"><path d="M0 0h4v4" fill="red"/></g>', (11, 1), (5, 2)),
        ('<rect transform="scale(2 3)" width="4" height="4" fill="red"/>', (7, 11), (9, 5)),
        ('<rect transform="rotate(90 10 10)" width="4" height="4" fill="red"/>', (18, 2), (2, 2)),
        ('<rect transform="rotate(45)" width="12" height="3" fill="red"/>', (5, 6), (8, 1)),
        ('<rect transform="skewX(45)" width="4" height="9" fill="red"/>', (9, 7), (2, 7)),
        ('<rect transform="skewY(45)" width="9" height="4" fill="red"/>', (7, 9), (7, 2)),
        ('<rect transform="matrix(0 1 1 0 4 2)" width="9" height="2" fill="red"/>', (5, 9), (9, 3)),
        ('<rect transform="translate(8,8),scale(.5)" width="8" height="8" fill="red"/>', (11, 11),
         (13, 13)),
        (SILENT, (2, 2), (9, 9)),
        (OF_A_PROGRAM, (7, 2), (2, 7)),
        (OF_NO_ACCOUNT, (2, 2), (9, 9)),
    ],
)  # fmt: skip
def test_a_shape_covers_what_svg_says(body, inside, outside):
    assert pixel(svg(body), *inside) == RED
    assert pixel(svg(body), *outside) == NOTHING


def test_the_shape_that_comes_later_lies_above():
    data = svg('<rect width="9" height="9" fill="red"/><rect width="5" height="5" fill="green"/>')

    assert (pixel(data, 2, 2), pixel(data, 7, 7)) == (GREEN, RED)


def test_a_shape_is_filled_and_its_edge_is_drawn_above():
    look = 'fill="red" stroke="blue" stroke-width="4" stroke-linejoin="round"'
    data = svg(f'<rect x="4" y="4" width="12" height="12" {look}/>')

    assert (pixel(data, 10, 10), pixel(data, 3, 10), pixel(data, 2.1, 2.1)) == (RED, BLUE, NOTHING)


def test_the_part_of_the_plane_that_is_shown_may_begin_anywhere():
    sheet = 'xmlns="http://www.w3.org/2000/svg" viewBox="-10 -10 20 20" width="3in"'

    assert pixel(svg('<circle r="4" fill="red"/>', sheet), 10, 10) == RED


def test_a_drawing_without_a_view_box_has_the_size_it_says():
    sheet = 'xmlns="http://www.w3.org/2000/svg" width="40px" height="20"'

    drawing = read_svg(svg("<path d='M0 0h9v9z'/>", sheet))

    assert (drawing.width, drawing.height) == (40, 20)


def test_a_drawing_is_written_in_operators_of_pdf():
    look = 'fill="#12355b" stroke="white" stroke-width=".5" stroke-linecap="round"'
    drawing = read_svg(svg(f'<g transform="scale(2)"><path {look} d="M1 1H3Q3 3 1 3z"/></g>'))

    assert drawing_operators(drawing).decode().splitlines() == [
        "1 0 0 -1 0 20 cm",
        "q 2 0 0 2 0 0 cm",
        "0.070588 0.207843 0.356863 rg",
        "1 1 1 RG 0.5 w 1 J 0 j",
        "4 M",
        "1 1 m",
        "3 1 l",
        "3 2.333333 2.333333 3 1 3 c",
        "h",
        "B Q",
    ]


def test_what_follows_a_closed_part_begins_a_new_one_where_that_began():
    assert path_segments("M1 1h2v2zl3 3")[-3:] == (("h", ()), ("m", (1, 1)), ("l", (4, 4)))


def test_a_line_has_no_inside():
    (line,) = read_svg(svg('<line x2="9" y2="9" fill="red" stroke="blue"/>')).shapes

    assert line.fill is None


RECT = '<rect width="9" height="9"/>'


@pytest.mark.parametrize(
    ("body", "message", "hint"),
    [
        ("<text>Desk</text>", "line 2: <text> is not read here", "convert text to paths"),
        (f"{RECT}\n<image href='a.png'/>", "line 3: <image> is not read here", "plain SVG"),
        ("<use href='#a'/>", "<use> is not read here", "plain SVG"),
        ("<script>x()</script>", "<script> is not read here", "plain SVG"),
        ("<defs><script>x()</script></defs>", "<script> is not read here", "plain SVG"),
        ("<defs><style>.a{fill:red}</style></defs>", "<style> is not read here", "not as CSS"),
        ("<foreignObject/>", "<foreignObject> is not read here", "plain SVG"),
        ("<svg/>", "<svg> is not read here", "plain SVG"),
        ("<clipPath id='a'/>", "<clipPath> is not read here", "plain SVG"),
        ("<path d='M0 0h9v9' fill='url(#a)'/>", "`url(#a)` is no plain colour", "plain colours"),
        ("<path d='M0 0h9v9' fill='currentColor'/>", "is no plain colour", "plain colours"),
        ("<path d='M0 0h9v9' fill='rgb(256,0,0)'/>", "is no plain colour", "plain colours"),
        ("<g opacity='.5'/>", "<g>: opacity .5 is not read here", "see-through"),
        ("<g style='fill-opacity:0'/>", "fill-opacity 0 is not read here", "see-through"),
        ("<g clip-path='url(#a)'/>", "clip-path url(#a) is not read here", "plain"),
        ("<g display='none'/>", "display none is not read here", "plain"),
        ("<g stroke-dasharray='1 2'/>", "stroke-dasharray 1 2 is not read here", "plain"),
        ("<g onload='x()'/>", "`onload` is not read here", "plain"),
        ("<g style='fill'/>", "`fill` is not read here", "plain"),
        ("<g href='file:///etc/passwd'/>", "a link to another place", "plain"),
        ("<g x:href='a' xmlns:x='http://www.w3.org/1999/xlink'/>", "a link to another", "plain"),
        ("<g transform='rotate(a)'/>", "a number is missing before a", "plain"),
        ("<g transform='turn(9)'/>", "`turn(9)` is no transformation", "plain"),
        ("<g transform='scale(1,2,3)'/>", "`scale(1,2,3)` is no transformation", "plain"),
        ("<g transform='scale(9999) scale(9999)'/>", "enlarged too far", "plain"),
        ("<rect width='50%' height='9'/>", "`50%` is no length", "plain"),
        ("<rect width='-1' height='9'/>", "`width` is less than nothing", "plain"),
        ("<circle r='1e9'/>", "1e9 is too large a number", "plain"),
        ("<polygon points='1 2 3'/>", "without its partner", "plain"),
        ("<path d='L1 1'/>", "does not begin with `M`", "plain"),
        ("<path d='M1'/>", "a number is missing before its end", "plain"),
        ("<path d='M1 1 B2 2'/>", "`B` is no command of a path", "plain"),
        ("<path d='M1 1z 2 2'/>", "numbers stand where a command is missing", "plain"),
        ("<path d='M0 0a1 1 0 2 0 5 5'/>", "a number is missing before 2 0 5 5", "plain"),
        ("<path d='M0 0h9' stroke='red' stroke-width='-1'/>", "less than nothing", "plain"),
        ("<path d='M0 0h9' stroke='red' stroke-linecap='cut'/>", "stroke-linecap cut", "plain"),
        ("<path d='M0 0h9v9' fill='none'/>", "nothing is drawn in it", "plain"),
        ("", "nothing is drawn in it", "plain"),
        ("<g>", "no sound XML", "save it again"),
        ("&logo;", "no sound XML", "save it again"),
        ("<?xml-stylesheet href='a.css'?>", "a style sheet is not read here", "not as CSS"),
    ],
)  # fmt: skip
def test_what_would_be_drawn_otherwise_is_refused_at_its_line(body, message, hint):
    with pytest.raises(RefusedImageError) as refused:
        read_svg(svg(body))

    assert message in str(refused.value)
    assert hint in refused.value.hint


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "this is no sound XML"),
        (b"words", "this is no sound XML"),
        (b"<html/>", "this is no SVG"),
        (b"<svg/>", "this is no SVG"),
        (b"<?xml version='1.0' encoding='klingon'?><svg/>", "this is no SVG"),
        (svg("<desc>\u00e9</desc>").decode().encode("latin-1"), "this is no sound XML"),
        (svg(RECT, 'xmlns="http://www.w3.org/2000/svg"'), "no viewBox of four numbers"),
        (svg(RECT, SHEET.replace("0 0 20 20", "0 0 20")), "no viewBox of four numbers"),
        (svg(RECT, SHEET.replace("20 20", "20 0")), "20 by 0 is no size of a drawing"),
        (svg(RECT, SHEET.replace("20 20", "2000 1")), "2000 by 1 is no size of a drawing"),
        (svg(RECT, f'{SHEET} preserveAspectRatio="none"'), "preserveAspectRatio none"),
    ],
)
def test_what_is_no_drawing_is_refused(data, message):
    with pytest.raises(RefusedImageError) as refused:
        read_svg(data)

    assert message in str(refused.value)


LITTLE_WORK = 100_000  # calls, of which Python makes millions in a second
DOCTYPE = '<!DOCTYPE svg [<!ENTITY a "{}">]>'
HOSTILE = {
    "a file read as an entity": DOCTYPE.replace('"{}"', 'SYSTEM "file:///etc/passwd"')
    + svg("<desc>&a;</desc>").decode(),
    "entities in entities": DOCTYPE.format("&a;&a;&a;") + svg("<desc>&a;</desc>").decode(),
    "a document type from elsewhere": '<!DOCTYPE svg SYSTEM "http://example.org/a.dtd"><svg/>',
    "a file read by a link": svg("<image href='file:///etc/passwd'/>").decode(),
    "copies of copies": svg("<defs><g id='a'/></defs>" + "<use href='#a'/>" * 9).decode(),
    "too deep": svg("<g>" * 20_000).decode(),
    "deep where nothing is drawn": svg("<defs>" + "<g>" * 20_000).decode(),
    "too many elements": svg("<g/>" * 60_000).decode(),
    "too many bytes": svg("<!--" + "x" * 300_000 + "-->").decode(),
    "a huge sheet": svg(RECT, SHEET.replace("20 20", "1e9 1e9")).decode(),
    "a huge number": svg(f"<rect width='{'9' * 200_000}' height='9'/>").decode(),
    "a number without an end": svg(f"<path d='M{'-' * 200_000}'/>").decode(),
    "blanks without an end": svg(f"<path d='M0 0{' ' * 200_000}x'/>").decode(),
    "brackets without an end": svg(f"<g transform='{'scale(' * 30_000}'/>").decode(),
    "a style without an end": svg(f"<g style='{';' * 200_000}x'/>").decode(),
    "an attribute of any name": svg(f"<g {'a' * 200_000}='x'/>").decode(),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_little_work(name):
    data = HOSTILE[name].encode()

    with counted_calls() as calls, pytest.raises(RefusedImageError):
        read_svg(data)

    assert calls() < LITTLE_WORK


@pytest.mark.slow
def test_a_drawing_of_too_many_segments_is_refused():
    lines = "<path d='M0 0{}'/>".format("h1" * 20_000)

    with pytest.raises(RefusedImageError, match="more than 50,000 segments"):
        read_svg(svg(lines * 3))


@pytest.mark.parametrize("encoding", ["shift_jis", "utf-7", "utf-16", "idna", "klingon"])
def test_a_drawing_is_read_as_utf_8_whatever_it_says(encoding):
    said = f"<?xml version='1.0' encoding='{encoding}'?>"

    assert read_svg(said.encode() + svg(RECT)).shapes


# --- properties ---------------------------------------------------------------------------

NAMES = st.sampled_from(
    ["svg", "g", "path", "rect", "circle", "line", "defs", "title", "text", "x"]
)
KEYS = st.sampled_from(
    ["d", "fill", "style", "transform", "points", "r", "width", "height", "rx", "stroke",
     "stroke-width", "opacity", "class", "viewBox", "href"]
)  # fmt: skip
VALUES = st.one_of(
    st.sampled_from(
        ["red", "none", "1", "-1", "1e99", "nan", "M0 0h1z", "a", "fill:red", "scale(2)"]
    ),
    st.text("MmLlHhVvCcSsQqTtAaZz 0123456789.-+eE,", max_size=30),
    st.text(st.characters(exclude_categories=["C"], exclude_characters="<&\"'"), max_size=8),
)


@st.composite
def elements(draw: st.DrawFn, depth: int = 0) -> str:
    name = draw(NAMES)
    said = draw(st.dictionaries(KEYS, VALUES, max_size=4))
    inner = "" if depth > 2 else "".join(draw(st.lists(elements(depth + 1), max_size=3)))
    keys = " ".join(f'{key}="{value}"' for key, value in said.items())
    return f"<{name} {keys}>{inner}</{name}>"


@given(body=st.one_of(elements(), st.text(max_size=60)))
def test_any_drawing_is_read_or_refused(body):
    try:
        drawing = read_svg(svg(body))
    except RefusedImageError as error:
        assert str(error)
        assert error.hint
        return
    for shape in drawing.shapes:
        values = [value for _, values in shape.path for value in values]
        assert all(math.isfinite(value) and abs(value) <= 1e6 for value in values)


@given(data=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data):
    with pytest.raises(RefusedImageError):
        read_svg(data)


COORDINATE = st.integers(-99, 99)
COMMANDS = {"l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2}
PATHS = st.lists(
    st.sampled_from(sorted(COMMANDS)).flatmap(
        lambda name: st.tuples(
            st.just(name),
            st.lists(COORDINATE, min_size=COMMANDS[name], max_size=COMMANDS[name]),
        )
    ),
    max_size=6,
)


@given(path=PATHS, x=COORDINATE, y=COORDINATE)
def test_a_path_of_relative_commands_moves_with_its_beginning(path, x, y):
    data = "".join(f"{name}{' '.join(map(str, values))}" for name, values in path)

    here, there = path_segments(f"M0 0{data}"), path_segments(f"M{x} {y}{data}")

    for (one, values), (other, moved) in zip(here, there, strict=True):
        shifted = [value + (y if odd % 2 else x) for odd, value in enumerate(values)]
        assert one == other
        assert moved == pytest.approx(shifted)


@given(
    radius=st.integers(1, 50),
    begin=st.integers(0, 359),
    turn=st.integers(1, 359),
    positive=st.booleans(),
    tilt=st.integers(0, 359),
)
def test_an_arc_of_a_circle_stays_on_it_whichever_way_it_goes(radius, begin, turn, positive, tilt):
    angle = begin + (turn if positive else -turn)
    (x0, y0), (x1, y1) = (
        (radius * math.cos(math.radians(one)), radius * math.sin(math.radians(one)))
        for one in (begin, angle)
    )
    flags = f"{int(turn > 180)} {int(positive)}"
    _, *curves = path_segments(
        f"M{x0:.9f} {y0:.9f}A{radius} {radius} {tilt} {flags} {x1:.9f} {y1:.9f}"
    )
    if turn == 180:  # either way is as short
        return

    here, travelled = (x0, y0), 0.0
    for _, (ax, ay, bx, by, x, y) in curves:
        middle = [(one + 3 * two + 3 * three + four) / 8 for one, two, three, four in
                  ((here[0], ax, bx, x), (here[1], ay, by, y))]  # fmt: skip
        assert math.hypot(*middle) == pytest.approx(radius, rel=1e-3)
        assert math.hypot(x, y) == pytest.approx(radius, rel=1e-4)
        swept = math.degrees(math.atan2(y, x) - math.atan2(here[1], here[0]))
        travelled += swept % 360 if positive else swept % 360 - 360
        here = (x, y)
    assert here == pytest.approx((x1, y1), abs=1e-6)
    assert abs(travelled) == pytest.approx(turn, abs=0.1)

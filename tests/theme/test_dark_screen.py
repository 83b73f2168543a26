"""A theme says colours of web pages on a dark screen; what it does not say is derived."""

from __future__ import annotations

import pytest

from generator import Library, find_workspace
from generator.writers.html.palette import palette_of
from tests.theme.themes import found, house, write

SAID = """
[dark.words]
navy = "#9fc2ea"
[dark.grounds]
navy = "#0b2038"
paper = "#101010"
[dark.lines]
gold = "#e0b34f"
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return house(tmp_path_factory.mktemp("dark"))


def test_a_colour_may_have_another_on_a_dark_screen_for_each_of_its_uses(root):
    write(root, theme=SAID)
    library = Library(find_workspace(root))

    palette = palette_of(library.theme(library.template("house")).theme)

    said = {"--i-navy": "#9fc2ea", "--g-navy": "#0b2038", "--paper": "#101010"}
    assert said.items() <= palette.dark.items()
    assert palette.dark["--l-gold"] == "#e0b34f"
    assert palette.light["--i-navy"] == palette.light["--g-navy"] == "#12355b"
    assert found(root) == []


@pytest.mark.parametrize(
    ("said", "line", "message"),
    [
        ('[dark.words]\nnavy = "#1a1a1a"', 2, "on a dark screen #1a1a1a on #14181d can hardly"),
        ('[dark.grounds]\npaper = "#fff0f0"', 2, "on a dark screen #ffffff on #fff0f0 can hardly"),
        ('[dark.words]\nnavyy = "#9fc2ea"', 2, "no colour is called `navyy`"),
        ('[dark.words]\nmist = "#9fc2ea"', 2, "no words have the colour `mist`"),
        (
            '[dark.words]\nnavy = "#9fc2ea"\nsea = "#a0a0ff"\n[colors]\nsea = "#12355b"',
            3,
            "`navy` and `sea` are one colour, #12355b, and have two here",
        ),
    ],
)
def test_what_cannot_be_read_or_is_never_seen_on_a_dark_screen_is_told(root, said, line, message):
    write(root, theme=f"{said}\n")

    (one,) = found(root)
    assert (one.span.file, one.span.start.line) == ("templates/house/theme.toml", line)
    assert one.message.startswith(message)

"""The life of a source in five drawings, for docs/sources.md.

Each drawing has columns of cards. A card is a paragraph, or something that was dropped; lines lead
from a card of one column to what became of it in the next. `draw.py` writes them.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_WIDTH, _CARD, _STEP, _BETWEEN, _EDGE, _HEAD = 262, 40, 50, 80, 20, 34  # pixels
_LOOKS = {  # edge, ground and words of a card
    "kept": ("#12355b", "#ffffff", "#12355b"),
    "dropped": ("#c3cad2", "#eef2f6", "#59616b"),
    "same": ("#12355b", "#ffffff", "#12355b"),
    "new": ("#1a7f37", "#eefbf1", "#116329"),
    "changed": ("#9a5b00", "#fbf4e6", "#7a4800"),
    "gone": ("#a8371f", "#f8e9e4", "#7a2a17"),
}
_FONT = "system-ui, 'Segoe UI', Helvetica, Arial, sans-serif"


@dataclass(frozen=True)
class Card:
    """One card: its label, what stands beside that, its look, and the card before that it was."""

    label: str
    said: str
    look: str = "kept"
    was: tuple[int, ...] = ()


@dataclass(frozen=True)
class Scene:
    """A drawing: what it shows, for those who do not see it, and its columns under their heads."""

    says: str
    columns: Sequence[tuple[str, Sequence[Card]]] = field(default_factory=tuple)


SCENES = (
    Scene(
        "A page comes in: what is the article gets numbers, the rest a reason",
        (
            (
                "the page as it was saved",
                [
                    Card("", "Home · News · Harbours", "dropped"),
                    Card("", "The lock that was shut", "dropped"),
                    Card("", "The lock at Veenhuis was …"),
                    Card("", "Advertisement", "dropped"),
                    Card("", "Repairs cost 84,000 …"),
                ],
            ),
            (
                "the seed",
                [
                    Card("", "navigation", "dropped", (0,)),
                    Card("", "title", "dropped", (1,)),
                    Card("¶1", "cited as [@veenhuis, ¶1]", "kept", (2,)),
                    Card("", "advert", "dropped", (3,)),
                    Card("¶2", "cited as [@veenhuis, ¶2]", "kept", (4,)),
                ],
            ),
        ),
    ),
    Scene(
        "Printed numbers are kept; what has none is counted beside them",
        (
            (
                "as printed",
                [
                    Card("", "Recalling that the levy …"),
                    Card("1.", "Requests the harbour …"),
                    Card("2.", "Decides that the levy …"),
                    Card("(a)", "one crown is spent …"),
                ],
            ),
            (
                "as cited",
                [
                    Card("¶0A", "before the first number", "new", (0,)),
                    Card("¶1", "as printed", "kept", (1,)),
                    Card("¶2", "as printed", "kept", (2,)),
                    Card("¶2(a)", "hangs on its number", "kept", (3,)),
                ],
            ),
        ),
    ),
    Scene(
        "A paragraph is divided: once it is cited, no number changes",
        (
            (
                "while nothing cites it",
                [
                    Card("¶3", "first half"),
                    Card("¶4", "second half", "new"),
                    Card("¶5", "numbered anew", "changed"),
                ],
            ),
            (
                "as imported",
                [
                    Card("¶3", "two in print", "kept", (0, 1)),
                    Card("¶4", "The ferries pay …", "kept", (2,)),
                ],
            ),
            (
                "once it is cited: a new edition",
                [
                    Card("¶3", "first half", "kept", (0,)),
                    Card("¶3A", "second half", "new", (0,)),
                    Card("¶4", "as before", "same", (1,)),
                ],
            ),
        ),
    ),
    Scene(
        "A corrected text: what became of each paragraph that is cited",
        (
            (
                "edition 2",
                [
                    Card("¶1", "seven metres deep"),
                    Card("¶2", "began in 2009"),
                    Card("¶3", "hired in 2021"),
                    Card("¶4", "The ferries pay no levy", "gone"),
                ],
            ),
            (
                "edition 3",
                [
                    Card("¶1", "has corrected this report", "new"),
                    Card("¶2", "moved: rewritten", "same", (0,)),
                    Card("¶3", "moved: rewritten", "same", (1,)),
                    Card("¶4", "2022: an error to decide", "changed", (2,)),
                ],
            ),
        ),
    ),
    Scene(
        "In ten years: the archive holds the original and every numbering",
        (
            (
                "seeds/report/",
                [
                    Card("", "original.html"),
                    Card("", "capture.warc.gz"),
                    Card("", "editions/1.json"),
                    Card("", "editions/2.json"),
                ],
            ),
            (
                "each published version",
                [
                    Card("", "the bytes as received", "same", (0,)),
                    Card("", "how they came, on which day", "same", (1,)),
                    Card("", "what ¶3 meant then", "same", (2,)),
                    Card("", "what ¶3 means now", "same", (3,)),
                ],
            ),
        ),
    ),
)


def life_svg(scene: Scene) -> str:
    """A scene as an SVG."""
    most = max(len(cards) for _, cards in scene.columns)
    width = 2 * _EDGE + len(scene.columns) * (_WIDTH + _BETWEEN) - _BETWEEN
    height = 2 * _EDGE + _HEAD + most * _STEP
    drawn = "\n".join([*_links(scene), *_columns(scene)])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" aria-label="{html.escape(scene.says)}">\n'
        f'<rect width="{width}" height="{height}" rx="6" fill="#f6f8fa"/>\n'
        f'<g font-family="{_FONT}" font-size="14">\n{drawn}\n</g>\n</svg>\n'
    )


def _left(column: int) -> int:
    return _EDGE + column * (_WIDTH + _BETWEEN)


def _top(row: int) -> int:
    return _EDGE + _HEAD + row * _STEP


def _links(scene: Scene) -> Iterator[str]:
    for column, (_, cards) in enumerate(scene.columns):
        for row, card in enumerate(cards):
            for before in card.was:
                start, end = _left(column) - _BETWEEN, _left(column)
                high, low = _top(before) + _CARD // 2, _top(row) + _CARD // 2
                half = (start + end) // 2
                yield (
                    f'<path d="M{start} {high} C{half} {high} {half} {low} {end} {low}" '
                    f'fill="none" stroke="{_LOOKS[card.look][0]}" stroke-width="2"/>'
                )


def _columns(scene: Scene) -> Iterator[str]:
    for column, (head, cards) in enumerate(scene.columns):
        yield (
            f'<text x="{_left(column)}" y="{_EDGE + 16}" font-weight="600" fill="#1f2328">'
            f"{html.escape(head)}</text>"
        )
        for row, card in enumerate(cards):
            yield from _card(card, _left(column), _top(row))


def _card(card: Card, left: int, top: int) -> Iterator[str]:
    edge, ground, ink = _LOOKS[card.look]
    dashed = ' stroke-dasharray="4 3"' if card.look in {"dropped", "gone"} else ""
    yield (
        f'<rect x="{left}" y="{top}" width="{_WIDTH}" height="{_CARD}" rx="5" fill="{ground}" '
        f'stroke="{edge}" stroke-width="1.5"{dashed}/>'
    )
    base, words = top + 25, left + 12
    if card.label:
        yield (
            f'<text x="{words}" y="{base}" font-weight="700" fill="{ink}">'
            f"{html.escape(card.label)}</text>"
        )
        words += 48
    yield f'<text x="{words}" y="{base}" fill="{ink}">{html.escape(card.said)}</text>'

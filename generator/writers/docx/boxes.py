"""Boxes as the borders of their paragraphs, among the text and in frames beside it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from generator.theme.theme import BoxStyle, Rule

_MOST_SPACE = 31  # points between a border and its words (ISO 29500-1, 17.18.68)
_THICKEST = 12.0  # points that a border may be wide (ISO 29500-1, 17.18.2)


def insets(box: BoxStyle) -> tuple[float, float]:
    """How far the words of a box stand in from its left and right edges, in points."""
    if box.bleed:
        return box.padding_left + box.side.weight, box.padding_right
    edges = box_edges(box)
    left, right = edges.get("left"), edges.get("right")
    return (left.gap + left.weight if left else 0.0), (right.gap + right.weight if right else 0.0)


def box_edges(box: BoxStyle, after: float = 0.0) -> dict[str, Rule]:
    """The edges of a box, in the order of `w:pBdr`.

    `after` is the space after its last paragraph, in points, which Word leaves out of the box.

    Word fills a paragraph no farther than its borders: where a filled box has no rule, a line
    of its own colour stands at the padding's outer edge.
    """
    edges = {}
    for side, rule, padding in _sides(box, box.above, box.below, after):
        gap = min(_MOST_SPACE, round(padding))
        if rule.weight:
            edges[side] = replace(rule, gap=gap)
        elif box.fill:
            edges[side] = Rule(0.5, box.fill, gap)
    return edges


def _sides(
    box: BoxStyle, above: Rule, below: Rule, after: float = 0.0
) -> Iterator[tuple[str, Rule, float]]:
    """Each side with its rule and its padding."""
    yield "top", above, box.padding_top
    yield "left", box.side, box.padding_left
    yield "bottom", below, box.padding_bottom + after
    yield "right", Rule(), box.padding_right


def framed_insets(box: BoxStyle) -> tuple[float, float]:
    """How far the words of a box in a frame stand in by themselves, in points.

    Where the box has an edge, that holds them off.
    """
    edges = frame_borders(box)
    left = 0.0 if "left" in edges else box.padding_left
    return left, 0.0 if "right" in edges else box.padding_right


def frame_borders(box: BoxStyle) -> dict[str, Rule]:
    """The edges of a box in a frame, in the order of `w:pBdr`.

    LibreOffice draws them inside the frame and leaves the room between them and the words white:
    the ground's padding is a line of its colour, as thick as Word has lines. Rules above and
    below words without a ground stand among these (see `margin`).
    """
    above, below = (rule if box.fill else Rule() for rule in (box.above, box.below))
    edges = {}
    for side, rule, padding in _sides(box, above, below):
        if rule.weight:
            edges[side] = replace(rule, gap=min(_MOST_SPACE, padding))
        elif box.fill and padding:
            weight = min(_THICKEST, padding)
            edges[side] = Rule(weight, box.fill, min(_MOST_SPACE, padding - weight))
    return edges

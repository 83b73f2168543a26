"""Headers and footers: the words of a brief, the logo, the rules beside them, its marking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from generator.diagnostics import Diagnostic
from generator.document.markings import Marking, MarkingLook
from generator.theme.running_heads import RunningHead, joined_patterns
from generator.theme.sheet import Sheet
from generator.typesetting.findings import high_marking
from generator.typesetting.head_places import (
    DEPTH,
    FilledHead,
    HeadRoom,
    filled_head,
    placed_head,
    row_baselines,
)
from generator.typesetting.marking_labels import marking_label
from generator.typesetting.placed import Fill, RunningLine, RunningPicture
from generator.typesetting.setting import Setting

_CLEAR = 1.5  # points between a rule and the ground of a marking


class RunningHeads(Struct, frozen=True):
    """The header and footer of a page."""

    lines: tuple[RunningLine, ...]
    logos: tuple[RunningPicture, ...]
    fills: tuple[Fill, ...]


def heads_of_page(page: tuple[int, int], sheet: Sheet, setting: Setting) -> RunningHeads:
    """The header and footer of a page, with the rules beside them and the marking.

    `page` is its number and how many there are.
    """
    placed: list[RunningLine | RunningPicture] = []
    fills: list[Fill] = []
    for head, line in _filled_heads(page, sheet, setting):
        label = marking_label(head, line, setting)
        room = label.room if label else line
        placed += placed_head(head, room, setting)
        if head.ruled:
            fills += _rule_fills(head, room, label.ground if label else None, setting)
        if label:
            placed += label.lines
            fills.append(label.ground)
    lines = tuple(one for one in placed if isinstance(one, RunningLine))
    logos = tuple(one for one in placed if isinstance(one, RunningPicture))
    return RunningHeads(lines, logos, tuple(fills))


def marking_found(setting: Setting) -> Iterator[Diagnostic]:
    """That the marking does not fit above or below the text, at its place in the author's file."""
    marking = setting.document.meta.marking
    if marking is None or marking.span is None:
        return
    for number in (1, 2):
        for head, line in _filled_heads((number, number), setting.theme.page, setting):
            label = marking_label(head, line, setting)
            if label and label.missing:
                yield high_marking(head.name, len(label.lines), marking.span)
                return


def _filled_heads(
    page: tuple[int, int], sheet: Sheet, setting: Setting
) -> Iterator[tuple[FilledHead, HeadRoom]]:
    """The header and footer of a page, and the line that each stands on."""
    theme, (number, _) = setting.theme, page
    header, footer = theme.header, theme.footer
    if number == 1:
        header, footer = theme.first_header, theme.first_footer
    for head, name, y in (
        (header, "header", sheet.height - sheet.header),
        (footer, "footer", sheet.footer),
    ):
        arranged = _beside_marking(head, setting.document.meta.marking)
        line = HeadRoom(sheet, y, sheet.left, sheet.text_width)
        yield filled_head(arranged, name, page, setting), line


def _beside_marking(head: RunningHead, marking: Marking | None) -> RunningHead:
    """A head whose words make way for a marking in the middle."""
    match marking:
        case Marking(look=MarkingLook(position="center")):
            return replace(head, left=joined_patterns(head.left, head.center), center="")
        case _:
            return head


def _rule_fills(
    head: FilledHead, room: HeadRoom, ground: Fill | None, setting: Setting
) -> Iterable[Fill]:
    """The rules of a head, clear of its letters and of the ground that a marking stands on."""
    sheet, style = room.sheet, head.style
    top, low = row_baselines(head, room)
    face = setting.chain(style, bold=style.bold, italic=style.italic).first
    if style.above.weight:
        above = top + max(face.cap_height * style.size, head.above) + style.above.gap
        above = max(above, ground.y + ground.height + _CLEAR) if ground else above
        yield Fill(sheet.left, above, sheet.text_width, style.above.weight, style.above.color)
    if style.below.weight:
        depth = max(head.below + style.below.gap, DEPTH * style.size)
        below = low - depth - style.below.weight
        below = min(below, ground.y - _CLEAR - style.below.weight) if ground else below
        yield Fill(sheet.left, below, sheet.text_width, style.below.weight, style.below.color)

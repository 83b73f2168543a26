"""A plan of changes, made in the Markdown as it is now: the base, or what became of it since."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field

from generator.language.words import shortened
from generator.merging.agreed import letters_outside_brackets
from generator.merging.arranging import PieceEntry, Row, renumber, row_of
from generator.merging.columns import cells_of, recolumned
from generator.merging.passages import PassageShape
from generator.merging.pieces import Divided
from generator.merging.plan import Added, Moved, PieceAnchor, PieceId, Plan, Step
from generator.merging.spelling import as_line
from generator.merging.threeway import merged_words
from generator.merging.told import Told
from generator.merging.wording import matched, told_differences


def applied_plan(plan: Plan, base: Divided, ours: Divided) -> tuple[str, tuple[Told, ...]]:
    """The text of `ours` with the changes that the plan makes of `base`, and what met others."""
    ids = _matched_pieces(base, ours)
    work = _Work(plan, base, row_of(ours, ids))
    work.recolumn()
    work.change()
    work.drop()
    work.step()
    work.recast()
    renumber(work.row)
    text = work.row.text
    work.tell_lost_notes(text)
    return _with_definitions(text, plan), tuple(work.told)


def _last(step: Step) -> PieceId:
    return step.last if isinstance(step, Moved) else step.piece


def _matched_pieces(base: Divided, ours: Divided) -> dict[int, PieceId]:
    """Which piece of the base each piece of another text is, by its number there."""
    if base.text == ours.text:
        return {piece.number: piece.number for piece in ours.pieces}

    def fits(own: int, other: int) -> bool:
        return ours.pieces[own].kind == base.pieces[other].kind

    old, new = (list(map(one.words_of, one.pieces)) for one in (base, ours))
    return matched(new, old, _ALIKE, fits)


_ALIKE = 0.4


class _Work(Struct):
    plan: Plan
    base: Divided
    row: Row
    told: list[Told] = field(default_factory=list)
    known: set[str] = field(default_factory=set)  # the labels of notes that came before

    def recolumn(self) -> None:
        """Give rows that the base has not the columns that those beside them get."""
        for header, origins in self.plan.columns.items():
            own = next((one for one in self.row.entries if one.id == header), None)
            was = self.base.pieces[header].cells
            if own is None or own.text == self.plan.texts[header]:
                continue  # they have come by now
            if len(cells_of(own.text.split("\n")[0])) == len(was):
                for one in self.row.entries:
                    if one.id is None and one.table == own.table and one.shape.kind == "cell":
                        one.text = recolumned(one.text, origins)

    def change(self) -> None:
        """Give pieces their new words."""
        for piece, text in self.plan.texts.items():
            was = self.base.words_of(self.base.pieces[piece])
            index = self.row.index(piece)
            if index < 0:
                for difference in told_differences(was, text):
                    self._tell(piece, f"deleted “{shortened(was)}”", difference)
                continue
            entry = self.row.entries[index]
            entry.text, rivals = merged_words(was, entry.text, text)
            for one in rivals:
                behind = f" behind “{one.before}”" if one.before else ""
                self._tell(piece, f"has “{one.ours}”{behind}", f"“{one.theirs}”")

    def _tell(self, piece: PieceId, ours: str, theirs: str) -> None:
        message = f"both sides changed this: the Markdown {ours}, the edited file {theirs}"
        hint = "the Markdown stays as it is; change it there if the file is right"
        self.told.append(Told("conflict", message, hint, self.plan.paragraphs.get(piece, -1)))

    def drop(self) -> None:
        """Take out pieces that are gone."""
        for piece in (*self.plan.dropped, *self.plan.joined):
            index = self.row.index(piece)
            was = self.base.words_of(self.base.pieces[piece])
            if index < 0:
                continue
            if self.row.entries[index].text != was:
                ours = shortened(self.row.entries[index].text)
                self._tell(piece, f"has “{ours}” now", "has deleted it")
                continue
            self.row.take(index, index)

    def tell_lost_notes(self, text: str) -> None:
        """Tell of new notes whose words met a change, so that their marks stand nowhere."""
        for label, words in self.plan.definitions.items():
            mark = f"[^{label}]"
            if mark in text or label in self.known:
                continue
            message = f"the new note {mark}, “{words}”, has no place in the Markdown"
            hint = "put it in by hand, where it belongs now"
            behind = (piece for piece, own in self.plan.texts.items() if mark in own)
            place = self.plan.paragraphs.get(next(behind, -1), -1)
            self.told.append(Told("conflict", message, hint, place))

    def step(self) -> None:
        """Put in and move pieces, in reading order; pieces that moved together stay together."""
        steps = list(self.plan.steps)
        while steps:
            first = steps.pop(0)
            if isinstance(first, Added):
                self._add(first)
                continue
            last = first.last
            while steps and self._follows(last, steps[0]):
                last = _last(steps.pop(0))
            self._move(first, last)

    def _follows(self, piece: PieceId, step: Step) -> bool:
        """Whether a step moves the very next piece, to the very next place."""
        if not isinstance(step, Moved) or step.piece != piece + 1:
            return False
        at = self.row.index(piece)
        return at >= 0 and self.row.index(step.piece) == at + 1

    def _move(self, step: Moved, until: PieceId) -> None:
        first, last = self.row.index(step.piece), self.row.index(until)
        if first < 0 or last < first:
            was = shortened(self.base.words_of(self.base.pieces[step.piece]))
            self._tell(step.piece, f"changed or deleted “{was}”", "has moved it")
            return
        taken = self.row.take(first, last)
        for one in taken:
            one.is_fresh = True
        self._put(taken, step.anchor)

    def _add(self, step: Added) -> None:
        index, is_before = self._index(step.anchor)
        before = self.row.entries[index - 1] if index else None
        beside = self.row.entries[index] if is_before else before
        lead = "" if step.is_row else _lead_for(step.shape, self.row.entries[:index], beside)
        shape = PassageShape("cell") if step.is_row else step.shape
        text = lead + step.words
        if self._has_come(step, shape, index, is_before=is_before):
            return
        blocks = beside.blocks if beside and not step.anchor.leaves else 0
        entry = PieceEntry(step.piece, "", text, lead, shape, -1, blocks, is_fresh=True)
        self.row.put(index, [entry], leaving=step.anchor.leaves, is_before=is_before)

    def _has_come(self, step: Added, shape: PassageShape, index: int, *, is_before: bool) -> bool:
        """Whether the Markdown has it at that place by now: the file was handed in before."""
        is_new = [one.id is None for one in self.row.entries]
        first, last = index, index
        while is_before and first and is_new[first - 1]:
            first -= 1
        while last < len(is_new) and is_new[last]:
            last += 1
        near = [one for one in self.row.entries[first:last] if one.shape.kind == shape.kind]
        lines = step.words.split("\n") if step.is_row else [step.words]
        wanted = [*filter(None, map(letters_outside_brackets, lines))]  # no row of dashes
        said = [letters_outside_brackets(one.text[len(one.lead) :]) for one in near]
        for start in range(len(said) - len(wanted) + 1) if wanted else ():
            if said[start : start + len(wanted)] == wanted:
                near[start + len(wanted) - 1].id = step.piece
                self.known.update(re.findall(r"\[\^([^\]]+)\]", step.words))
                return True
        return False

    def _put(self, entries: list[PieceEntry], anchor: PieceAnchor) -> None:
        index, is_before = self._index(anchor)
        self.row.put(index, entries, leaving=anchor.leaves, is_before=is_before)

    def _index(self, anchor: PieceAnchor) -> tuple[int, bool]:
        """Before which entry to put in, and whether it belongs to that entry."""
        after = anchor.after
        if after is None and anchor.before is not None:
            index = self.row.index(anchor.before)
            if index >= 0:
                return index, True
            after = anchor.before - 1
        while after is not None and after >= 0 and self.row.index(after) < 0:
            after -= 1
        index = -1 if after is None else self.row.index(after)
        return (index + 1 if index >= 0 else len(self.row.entries)), False

    def recast(self) -> None:
        """Make headings of paragraphs, items of paragraphs, and the other way round."""
        for piece, shape in self.plan.recast.items():
            index = self.row.index(piece)
            if index >= 0:
                _recast(self.row, index, shape)


def _recast(row: Row, index: int, shape: PassageShape) -> None:
    entry = row.entries[index]
    (taken,) = row.take(index, index)
    lead = _lead_for(shape, row.entries[:index], row.entries[index - 1] if index else None)
    deeper = len(lead) - len(entry.lead) if entry.is_item and shape.kind == "item" else 0
    _relead(taken, lead)
    taken.shape, taken.gap, taken.is_fresh = shape, "", True
    row.put(index, [taken], leaving=False, is_before=index == 0)
    for one in row.entries[index + 1 :]:  # what stands in the item
        if not one.lead.startswith(" ") or (one.is_item and one.shape.level <= shape.level):
            break
        depth = len(one.lead) - len(one.lead.lstrip(" "))
        _relead(one, " " * (depth + deeper) + one.lead.lstrip(" "))


def _relead(entry: PieceEntry, lead: str) -> None:
    entry.text, entry.lead = _releaded(entry.text, entry.lead, lead), lead


def _releaded(text: str, old: str, new: str) -> str:
    """Lines that begin in another way, those behind the first set in as it wants."""
    first, *rest = text[len(old) :].split("\n")
    if new.startswith("#"):
        words = [line.strip().removeprefix("> ") for line in (first, *rest)]
        return new + " ".join(words)
    hang = new if new.strip() == ">" else " " * len(new)
    plain = [re.sub(rf"^[ >]{{0,{len(old)}}}", "", line) for line in rest]
    begun = first if new.strip() else as_line(re.sub(r"[ \t]+#+[ \t]*$", "", first))
    return "\n".join([new + begun, *(hang + line if line else line for line in plain)])


def _lead_for(shape: PassageShape, before: Sequence[PieceEntry], beside: PieceEntry | None) -> str:
    """What the first line of a piece begins with, behind other pieces."""
    match shape.kind:
        case "heading":
            return "#" * max(2, shape.level) + " "
        case "quotation":
            return "> "
        case "definition":
            return ":   "
        case "item":
            return _lead_of_item(shape, before, beside)
        case _:
            return ""


_ITEM = re.compile(r"([ >]*)(?:(\d+)([.)])|([-*+]))([ \t]+)")


def _lead_of_item(
    shape: PassageShape, before: Sequence[PieceEntry], beside: PieceEntry | None
) -> str:
    """Like the item before it in its list; else set in as its depth wants."""
    if beside is not None and beside not in before and beside.is_item:
        found = _ITEM.match(beside.lead)
        if found and beside.shape == shape:
            return beside.lead
    outer = ""
    for entry in reversed(before):
        if not entry.is_item:
            if entry.lead.startswith(" "):
                continue
            break
        found = _ITEM.match(entry.lead)
        if found is None:
            break
        if entry.shape.level == shape.level:
            return _next_lead(found, shape)
        if entry.shape.level < shape.level:
            outer = " " * len(found[0])
            break
    return f"{outer}1. " if shape.is_numbered else f"{outer}- "


def _next_lead(found: re.Match[str], shape: PassageShape) -> str:
    if not shape.is_numbered:
        return f"{found[1]}{found[4] or '-'}{found[5]}"
    number = int(found[2]) + 1 if found[2] else 1
    return f"{found[1]}{number}{found[3] or '.'}{found[5]}"


def _with_definitions(text: str, plan: Plan) -> str:
    """The text with the words of new notes at its end."""
    notes = [
        f"[^{label}]: {words}" for label, words in plan.definitions.items() if f"[^{label}]" in text
    ]
    if not notes:
        return text
    return text.rstrip("\n") + "\n\n" + "\n\n".join(notes) + "\n"

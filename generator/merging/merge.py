"""An edited file and its base → the Markdown with the edits, and what could not be taken over."""

from __future__ import annotations

from msgspec import Struct

from generator.incoming.file import IncomingFile
from generator.merging.applying import applied_plan
from generator.merging.closing import Compose, still_missing
from generator.merging.comments import told_comments
from generator.merging.edited import Edited, edited_passages
from generator.merging.flattened import unflattened
from generator.merging.looks import told_looks
from generator.merging.merge_base import MergeBase
from generator.merging.note_edits import told_unplaced
from generator.merging.pairing import paired, paired_notes
from generator.merging.pieces import in_pieces
from generator.merging.planning import planned
from generator.merging.spelling import waiting_labels
from generator.merging.told import Told, told_in_short


class MergedBrief(Struct, frozen=True):
    """A brief's Markdown with the edits of one file, and what is to be said of them."""

    markdown: str
    told: tuple[Told, ...]


def merge_edits(
    base: MergeBase, ours: str, file: IncomingFile, compose: Compose, *, comments: bool = False
) -> MergedBrief:
    """The Markdown `ours`, which may have moved on from the base, with the edits of a file.

    `compose` prints Markdown as the base was printed. With `comments`, the remarks of readers are
    put into the Markdown as comments; else they are told.
    """
    edited, pairs = _edited_and_paired(base, file)
    labels = tuple(waiting_labels(len(edited.new_notes), (base.markdown, ours)))
    found = planned(base, edited, pairs, labels, comments=comments)
    theirs, _ = applied_plan(found.plan, base.divided, base.divided)
    lost = [*found.told, *told_unplaced(edited, labels, theirs)]
    told = [*lost, *told_looks(file), *([] if comments else told_comments(file))]
    untaken = [one for one in lost if one.kind == "untaken"]
    known = {place for one in untaken for place in (one.paragraph, *one.also)}
    missing = still_missing(base, edited, found.groups, theirs, labels, compose)
    told += [one for one in missing if one.paragraph < 0 or one.paragraph not in known]
    if ours == base.markdown:
        return MergedBrief(theirs, told_in_short(told))
    text, conflicts = applied_plan(found.plan, base.divided, in_pieces(ours, base.file))
    return MergedBrief(text, told_in_short([*told, *conflicts]))


def _edited_and_paired(base: MergeBase, file: IncomingFile) -> tuple[Edited, dict[int, int]]:
    """The paragraphs of a file, and that of each passage which is still there."""
    edited = edited_passages(file, base)
    pairs = paired(base, edited)
    if not base.is_proven and (known := paired_notes(base, edited, pairs)):
        edited = edited_passages(file, base, known)
    return (edited if base.is_proven else unflattened(base, edited, pairs)), pairs

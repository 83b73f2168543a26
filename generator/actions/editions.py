"""The editions of a seed: what differs between two, and all of them in the newest format."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from generator.document.file_data import FileData
from generator.seeds.anchoring import SentencePlace, sentence_anchors
from generator.seeds.carrying import editions_carried_over
from generator.seeds.editions import (
    edition_at,
    edition_bytes,
    edition_name,
    files_of_seed,
    newest_number,
)
from generator.seeds.places import paragraph_place
from generator.seeds.seed import Edition
from generator.seeds.store import check_key, read_seed
from generator.workspace.storing import FileChange
from generator.workspace.workspace import Workspace

ChangeKind = Literal["moved", "changed", "unsure", "gone", "new"]


class EditionChange(Struct, frozen=True):
    """A difference: a paragraph under another number, or a sentence that changed, came or went.

    `before` and `after` are how it is cited in each edition, empty where it is not there.
    """

    kind: ChangeKind
    before: str = ""
    after: str = ""
    words: str = ""
    new_words: str = ""


def compare_editions(
    workspace: Workspace, key: str, first: int | None, second: int | None
) -> tuple[Edition, Edition, tuple[EditionChange, ...]]:
    """Two editions of a seed, the newest where no number is given, and what differs.

    Raises BriefError if there is no such edition, or one does not hold.
    """
    file = f"seeds/{key}"
    check_key(key, file)
    files = files_of_seed(workspace.seeds / key, file)
    newest = newest_number(files, file=file)
    before, after = (edition_at(files, n or newest, file=file) for n in (first, second))
    return before, after, tuple(_differences(before, after))


def _differences(before: Edition, after: Edition) -> Iterator[EditionChange]:
    found = sentence_anchors(before.paragraphs, after.paragraphs)
    met = {anchor.place for anchor in found.values() if anchor.candidates}
    moved: dict[tuple[str, str], None] = {}
    for place, anchor in found.items():
        old = paragraph_place(before.paragraphs[place.paragraph])
        words = place.words_in(before.paragraphs)
        if anchor.whereabouts == "gone":
            yield EditionChange("gone", f"{old} s{place.sentence + 1}", words=words)
            continue
        new = paragraph_place(after.paragraphs[anchor.place.paragraph])
        if old != new and (old, new) not in moved:
            moved[old, new] = None
            yield EditionChange("moved", old, new)
        new_words = anchor.place.words_in(after.paragraphs)
        if anchor.whereabouts == "changed" or words != new_words:
            told: ChangeKind = "unsure" if anchor.whereabouts == "unsure" else "changed"
            ends = f"{old} s{place.sentence + 1}", f"{new} s{anchor.place.sentence + 1}"
            yield EditionChange(told, *ends, words, new_words)
    for index, paragraph in enumerate(after.paragraphs):
        for count, sentence in enumerate(paragraph.sentences):
            if SentencePlace(index, count) not in met:
                cited = f"{paragraph_place(paragraph)} s{count + 1}"
                yield EditionChange("new", after=cited, new_words=sentence.text)


# --- the newest format ------------------------------------------------------------------


class CarriedEdition(Struct, frozen=True):
    """An edition in the new format, and the change of its file."""

    edition: Edition
    change: FileChange


def editions_to_carry(workspace: Workspace, key: str) -> tuple[CarriedEdition, ...]:
    """The editions of format 1 of a seed, carried over, the oldest first. Nothing is written.

    `change_all` writes them. Raises BriefError if the seed has a fault, or its original does not
    prove an edition.
    """
    folder, file = workspace.seeds / key, f"seeds/{key}"
    check_key(key, file)
    read_seed(folder, file=file)
    files = files_of_seed(folder, file)
    carried = []
    for edition in editions_carried_over(files, file=file):
        name, data = edition_name(file, edition.number), FileData(edition_bytes(edition))
        change = FileChange(name, workspace.root / name, FileData(files[name]), data)
        carried.append(CarriedEdition(edition, change))
    return tuple(carried)

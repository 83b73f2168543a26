"""What is compared between two briefs: their words, notes, key points and front matter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator.manifest.passages import Passage
from generator.manifest.reading import Carried, CarriedNote
from generator.proof.changes import compare_words, dressed
from generator.proof.finished import Finished
from generator.proof.places import Expected, expected


class BriefContents(Struct, frozen=True):
    """One side of a comparison. `front` is its front matter, as plain words by key."""

    name: str
    manifest: Carried
    front: Mapping[str, str]
    scale: str

    @property
    def language(self) -> str:
        """The language of its words, as a tag."""
        return self.manifest.brief.get("language", "en")

    @property
    def said(self) -> Expected:
        return expected(self.manifest)

    def citations(self, number: int) -> tuple[str, ...]:
        note = self.manifest.note(number)
        return note.citations if note else ()


def as_said(manifest: Carried, finished: Finished) -> Carried:
    """The manifest with the words that the file really has, if somebody has edited it."""
    body = dressed(finished.body, manifest.body)
    notes = _notes(manifest, finished)
    same = [one.words for one in body] == [one.words for one in manifest.body]
    return (
        replace(manifest, notes=notes)
        if same
        else replace(manifest, body=body, notes=notes, cited_in={})
    )


def _notes(manifest: Carried, finished: Finished) -> tuple[CarriedNote, ...]:
    """The notes in the file, with the file's numbers, each with what it cited.

    A note is known by its bookmark, if the file has that, else by where its mark stands, else by
    its words.
    """
    numbered = finished.particulars.numbered
    placed = compare_words(manifest.body, finished.body).numbers
    by_place = {after: before for before, after in placed.items()}
    known = {_passage_words(note.passages): note for note in reversed(manifest.notes)}
    empty = CarriedNote(0, "", (), (), ())
    return tuple(
        replace(
            manifest.note(numbered.get(number, by_place.get(number, 0)))
            or known.get(_passage_words(said), empty),
            number=number,
            passages=said,
        )
        for number, said in enumerate(finished.notes, 1)
    )


def _passage_words(passages: tuple[Passage, ...]) -> tuple[str, ...]:
    return tuple(word for passage in passages for word in passage.words)


def plain(value: Any) -> str:
    """A value of the front matter in one line."""
    match value:
        case None:
            return ""
        case list():
            return ", ".join(map(plain, value))
        case dict():
            return " · ".join(f"{key} {plain(each)}" for key, each in value.items())
        case _:
            return str(value)

"""The place of a passage in a document, in a person's words, and the notes that rest on it."""

from __future__ import annotations

from msgspec import Struct

from generator.language.sentences import sentences
from generator.manifest.passages import Passage, words_of
from generator.manifest.reading import Carried

_CELLS = {"header", "cell"}


class NamedPlace(Struct, frozen=True):
    """`named` such as "What the author infers, paragraph 2"; `note` if it is one's own words."""

    named: str
    note: int = 0
    cited_in: tuple[int, ...] = ()


class Expected(Struct, frozen=True):
    """All that a document says, the body and then its notes, and the place of each passage."""

    passages: tuple[Passage, ...]
    places: tuple[NamedPlace, ...]


def expected(manifest: Carried) -> Expected:
    body = tuple(_body_places(manifest))
    notes = [(note, passage) for note in manifest.notes for passage in note.passages]
    return Expected(
        (*manifest.body, *(passage for _, passage in notes)),
        (*body, *(NamedPlace(f"note {note.number}", note=note.number) for note, _ in notes)),
    )


def _body_places(manifest: Carried) -> list[NamedPlace]:
    section, table, count = "", "", 0
    places = []
    for index, passage in enumerate(manifest.body):
        cited = manifest.cited_in.get(index, ())
        if passage.role not in _CELLS:
            table = ""
        match passage.role:
            case "heading-1":
                named = "the title"
            case role if role.startswith("heading-"):
                section, count = passage.text.strip(), 0
                named = f"the heading “{section}”"
            case "title":
                section, count = passage.text.strip(), 0
                named = f"the title of the box “{section}”"
            case "caption":
                table = passage.text.partition(".")[0].strip()
                named = f"the caption of {table}"
            case role if role in _CELLS:
                named = table or _within("a table", section)
            case _ if passage.point:
                named = f"key point {passage.point}"
            case _:
                count += 1
                named = _within(f"paragraph {count}", section)
        places.append(NamedPlace(named, cited_in=cited))
    return places


def _within(named: str, section: str) -> str:
    return f"“{section}”, {named}" if section else f"before the first heading, {named}"


def notes_on(passage: Passage, word: int, count: int) -> tuple[int, ...]:
    """The notes whose marks stand in the sentences that so many words from `word` on belong to."""
    text = passage.text
    found: list[int] = []
    for sentence in sentences(text):
        start = len(words_of(text[: sentence.start]))
        end = len(words_of(text[: sentence.end]))
        if word < end and word + max(count, 1) > start:
            found += [number for before, number in passage.marks if start < before <= end]
    return tuple(dict.fromkeys(found))

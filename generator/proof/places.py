"""The place of a passage in a document, in a person's words, and the notes that rest on it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from generator.language.sentences import sentences
from generator.language.visible import words_begun
from generator.manifest.passages import Passage
from generator.manifest.reading import Carried

_CELLS = {"header", "cell"}
_MOST_NOTES = 200  # told at one place: nobody reads more


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
    """What a file should say by its manifest."""
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
        cited = manifest.cited_in.get(index, ())[:_MOST_NOTES]
        if passage.role not in {*_CELLS, "table-source"}:
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
            case "table-source":
                named = f"the line below {table or _within('a table', section)}"
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
    said = _sentences_in(passage)
    first = bisect_right(said.ends, word)
    last = bisect_left(said.starts, word + max(count, 1), lo=first)
    if first == last:
        return ()
    found = bisect_right(said.marked, said.starts[first])
    behind = bisect_right(said.marked, said.ends[last - 1])
    return tuple(dict.fromkeys(said.notes[found : min(behind, found + _MOST_NOTES)]))


class _Sentences(Struct, frozen=True):
    """The words of a passage that have begun before and by the end of each sentence.

    `marked` are those that have begun before each mark of `notes`.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    marked: tuple[int, ...]
    notes: tuple[int, ...]


@lru_cache(maxsize=1)  # the changes of a passage come one behind the other
def _sentences_in(passage: Passage) -> _Sentences:
    text = passage.text
    places = [place for one in sentences(text) for place in (one.start, one.end)]
    begun = tuple(words_begun(text[start:end] for start, end in pairwise([0, *places])))
    marks = tuple(passage.marks)
    return _Sentences(
        begun[::2], begun[1::2], tuple(at for at, _ in marks), tuple(one for _, one in marks)
    )

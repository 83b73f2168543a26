"""Changes of a redline as Word tracks them (ISO 29500-1, 17.13.5): who made them, and when.

While a part is made, what has changed stands in bare elements. When the part is whole, changes that
touch become one, and each gets its author, its day and a number of its own.
"""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct

from generator.document import Changed
from generator.language.visible import escaped

_CHANGE = "ins|del|moveFrom|moveTo"

# --- what has changed ---------------------------------------------------------------------


def change_mark(change: Changed | None) -> str:
    """The element that says it of a paragraph's mark or a row; nothing if it has not changed."""
    return f"<w:{_element(change)}/>" if change else ""


def _element(change: Changed) -> str:
    if change.move:
        return "moveTo" if change.how == "inserted" else "moveFrom"
    return "ins" if change.how == "inserted" else "del"


def changed_runs(content: str, change: Changed) -> str:
    """The content of a paragraph, each run in it as changed; links and bookmarks stay around it.

    The number of a note is its words alone: LibreOffice 7.4 leaves the field where one is rejected.
    """
    name = _element(change)

    def changed(found: re.Match[str]) -> str:
        run = found["run"]
        if run is None:
            return found[0]
        return f"<w:{name}>{_gone(run) if name == 'del' else run}</w:{name}>"

    return re.sub(_RUNS, changed, re.sub(_NOTE_NUMBER, r"\1", content))


# Patterns of tracked changes, which few files have, are compiled where they are used.
# A run by itself, or those that have been changed already.
_RUNS = rf"(?s)<w:({_CHANGE})>.*?</w:\1>|(?P<run><w:r>.*?</w:r>)"
_INSIDE = "<w:r>(?:(?!</w:r>).)*"
_NOTE_NUMBER = (
    rf'{_INSIDE}w:fldCharType="begin"/></w:r>{_INSIDE}> NOTEREF [^<]*</w:instrText></w:r>'
    rf'{_INSIDE}w:fldCharType="separate"/></w:r>(.*?){_INSIDE}w:fldCharType="end"/></w:r>'
)
_WORDS = r"(</?w:)(?:(t)|(instrText))(?=[ >])"


def _gone(run: str) -> str:
    """A run whose words are deleted ones; an instruction of a field is, too."""
    return re.sub(_WORDS, lambda one: one[1] + ("delText" if one[2] else "delInstrText"), run)


def move_range(content: str, change: Changed) -> tuple[str, str]:
    """The content of a paragraph behind the start of its move, and what ends that behind it."""
    if not change.move:
        return content, ""
    place = f"{_element(change)}Range", f'w:name="move{change.move}"'
    start, end = (f"<w:{place[0]}{edge} {place[1]}/>" for edge in ("Start", "End"))
    return start + content, end


# --- by whom ------------------------------------------------------------------------------

_FIRST = 1_000_000  # above the numbers of bookmarks, which are counted from 0
_TOUCHING = rf"</w:({_CHANGE})><w:\1>"
_BARE = rf"(<w:(?:{_CHANGE}))(/?>)"
_RANGE = r'<w:(move(?:From|To))Range(Start|End) w:name="([^"]*)"/>'


class Revisions(Struct):
    """The changes of one file, all by one author on one day."""

    author: str
    day: date
    count: int = 0

    def signed(self, xml: str) -> str:
        """A part with the changes in it joined and signed."""
        if not self.author:
            return xml
        xml = re.sub(_BARE, self._signed_tag, re.sub(_TOUCHING, "", xml))
        numbers: dict[tuple[str, str], int] = {}
        return re.sub(_RANGE, lambda found: self._signed_range(found, numbers), xml)

    def _signed_tag(self, found: re.Match[str]) -> str:
        return f"{found[1]} {self._signature(self._number())}{found[2]}"

    def _signed_range(self, found: re.Match[str], numbers: dict[tuple[str, str], int]) -> str:
        kind, edge, name = found.groups()
        if edge == "End":
            return f'<w:{kind}RangeEnd w:id="{numbers[kind, name]}"/>'
        number = numbers[kind, name] = self._number()
        return f'<w:{kind}RangeStart {self._signature(number)} w:name="{name}"/>'

    def _number(self) -> int:
        self.count += 1
        return _FIRST + self.count

    def _signature(self, number: int) -> str:
        author = escaped(self.author)
        return f'w:id="{number}" w:author="{author}" w:date="{self.day.isoformat()}T00:00:00Z"'

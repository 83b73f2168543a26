"""Fields among the words of Word files and OpenDocument texts (ISO/IEC 29500-1, 17.16)."""

from __future__ import annotations

import re

from msgspec import Struct, field

from generator.opening.budget import Budget
from generator.opening.wordprocessing import W
from generator.opening.xml_part import XmlElement

_CONTENTS = frozenset({"TOC", "INDEX", "TOA"})
_REPEATING = frozenset({"REF", "NOTEREF", "PAGEREF", "PAGE", "NUMPAGES", "SECTIONPAGES"})
_ADDRESS = re.compile(r'\s*HYPERLINK\s+(?:"([^"]*)"|([^\\"\s]\S*))?', re.IGNORECASE)
_INNER = re.compile(r'\\l\s+"?([^"\s]+)')
_LONGEST_CODE = 4_000  # letters: an address has 2,083; what is behind, no reader asks for
_DEEPEST_FIELD = 50  # within others; Word itself stops at twenty


class OpenField(Struct):
    """A field that is open: its code so far, and whether its result begins.

    `words` are those of its result, where it repeats another place.
    """

    code: str = ""
    in_result: bool = False
    words: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The first word of its code, in capitals: TOC, NOTEREF."""
        return "".join(self.code.split(maxsplit=1)[:1]).upper()

    @property
    def target(self) -> str:
        """The second word of its code: the bookmark of what it repeats."""
        return "".join(self.code.split(maxsplit=2)[1:2])

    @property
    def repeats(self) -> bool:
        """Whether it shows what stands at another place."""
        return self.kind in _REPEATING

    @property
    def is_note_mark(self) -> bool:
        """Whether it shows the mark of a note once more."""
        return "NOTEREF" in self.code and "\\f" in self.code

    @property
    def link(self) -> str:
        """The address or `#` and the bookmark that it leads to; "" if it is no link."""
        found = _ADDRESS.match(self.code)
        if found is None:
            return ""
        inner = _INNER.search(self.code)
        return (found[1] or found[2] or "") + (f"#{inner[1]}" if inner else "")


class FieldStack(Struct):
    """The fields that are open in a story, each inside the one before it."""

    budget: Budget
    opened: list[OpenField] = field(default_factory=list)

    def begin(self, code: str = "", *, in_result: bool = False) -> None:
        """Open a field. Raises BriefError if it stands too deep in others."""
        if len(self.opened) >= _DEEPEST_FIELD:
            raise self.budget.damaged(f"{_DAMAGED} fields inside fields without an end")
        self.opened.append(OpenField(code[:_LONGEST_CODE], in_result))

    def instruct(self, code: str) -> None:
        """Add to the code of the innermost field."""
        if self.opened and len(self.opened[-1].code) < _LONGEST_CODE:
            self.opened[-1].code += code[:_LONGEST_CODE]

    def mark(self, element: XmlElement) -> OpenField | None:
        """Take in where a field of Word begins, shows its result or ends; the one that ends."""
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            self.begin()
        elif kind == "separate" and self.opened:
            self.opened[-1].in_result = True
        return self.end() if kind == "end" else None

    def end(self) -> OpenField | None:
        """Close the innermost field, and say which one that was."""
        return self.opened.pop() if self.opened else None

    def finish(self) -> None:
        """Raise BriefError if a field is still open: all behind its beginning would be lost."""
        if self.opened:
            raise self.budget.damaged(f"{_DAMAGED} a field that does not end")

    @property
    def is_silent(self) -> bool:
        """Whether no words of their own stand here: the code of a field, or the mark of a note."""
        return any(not one.in_result or one.is_note_mark for one in self.opened)

    @property
    def in_contents(self) -> bool:
        """Whether this stands in a table of contents, an index or a table of authorities."""
        return any(one.kind in _CONTENTS for one in self.opened)


_DAMAGED = "this file is damaged: it has"

"""Any Markdown an author may write, made of words that occur once each."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

LETTERS = ["é", "e\u0301", "😀", "ψ", "и", "א", "한", "\u200b", "\u00a0", "’", "–", "—", "ﬁ", "10%"]


@dataclass
class Written:
    """A document, and what was put into it outside code."""

    text: str = ""
    words: list[str] = field(default_factory=list)
    brackets: list[str] = field(default_factory=list)
    spans: list[str] = field(default_factory=list)
    quotations: list[str] = field(default_factory=list)


class Writer:
    """Writes one document. Each word, and so each citation and quotation, occurs once."""

    def __init__(
        self, choose: Callable[[Sequence[Any]], Any], number: Callable[[int, int], int]
    ) -> None:
        self.choose, self.number = choose, number
        self.made = Written()
        self.notes: list[str] = []
        self.in_table = False

    def written(self) -> Written:
        lines = self.blocks(self.number(0, 3))
        made = self.made
        made.text = "\n".join(lines + self.notes) + "\n"
        for words in (made.words, made.brackets, made.spans, made.quotations):
            words[:] = [each for each in words if each in made.text]
        return made

    def pick(self, *choices):
        return self.choose(choices)

    def many(self, most: int) -> range:
        return range(self.number(1, most))

    # --- inline -------------------------------------------------------------------------

    def word(self) -> str:
        word = f"w{len(self.made.words)}x"
        self.made.words.append(word)
        letter = self.pick("", "", *LETTERS)
        return self.pick(word + letter, letter + word, word) or word

    def bracket(self) -> str:
        parts = []
        for _ in self.many(2):
            prefix = self.pick("", "", f"see {self.word()} ")
            locator = self.pick("¶2", "¶¶ 3-5", "¶3A", "para. 4", "¶2 s1", "¶¶ 2, 5")
            suffix = self.pick("", "", f", {self.word()}")
            parts.append(f"{prefix}@{self.word_key()}, {locator}{suffix}")
        raw = f"[{self.pick('; ', ';').join(parts)}]"
        self.made.brackets.append(raw)
        return raw

    def word_key(self) -> str:
        key = f"k{len(self.made.words)}z"
        self.made.words.append(key)
        return key

    def atom(self, depth: int) -> str:
        kind = self.number(0, 15 if depth else 5)
        match kind:
            case 0 | 1:
                return self.bracket()
            case 2:
                return self.pick(r"\*", r"\[", "&amp;", "&quot;", "*", "_", "@", "a@b.org", "\\")
            case 3 if not self.in_table:
                return self.pick(f"`{self.word()}`", "`")
            case 4:
                raw = f'"{self.word()} {self.word()}"'
                self.made.quotations.append(raw)
                return raw
            case 6 | 7:
                mark = self.pick("*", "**", "_")
                return f"{mark}{self.run(depth - 1)}{mark}"
            case 8 | 9:
                raw = f"[{self.run(depth - 1)}]{{.reported}}"
                self.made.spans.append(raw)
                return raw
            case 10:
                return f"[{self.run(depth - 1)}](https://example.org/{self.word()})"
            case 11:
                return f"^[{self.run(depth - 1)}]"
            case 12:
                return f"<https://example.org/{self.word()}>"
            case _:
                return self.word()

    def run(self, depth: int) -> str:
        """Atoms on one line."""
        return " ".join([self.word(), *(self.atom(depth) for _ in self.many(3)), self.word()])

    def lines(self, depth: int) -> list[str]:
        """Atoms on one line or several, the later ones perhaps indented."""
        lines = [self.run(depth)]
        if self.number(0, 2) == 0:
            end = self.pick("", "  ", "\\", "\t")
            lines = [lines[0] + end, self.pick("", " ", "  ", "\t") + self.run(depth)]
        return lines

    # --- blocks -------------------------------------------------------------------------

    def blocks(self, depth: int) -> list[str]:
        lines: list[str] = []
        for index in self.many(3):
            if index:
                lines.append("")
            lines += self.block(depth)
        return lines

    def block(self, depth: int) -> list[str]:
        match self.number(0, 11 if depth else 4):
            case 0 | 1 | 2:
                return self.lines(2)
            case 3:
                hashes = self.pick("##", "###")
                return [f"{hashes} {self.run(1)}{self.pick('', ' ##', f' {{#{self.word()}}}')}"]
            case 4:
                return self.table()
            case 5 | 6:
                marker = self.pick("- ", "1. ", "-   ", "10) ")
                indent = " " * len(marker)
                return [
                    line
                    for _ in self.many(2)
                    for line in hung(self.blocks(depth - 1), marker, indent)
                ]
            case 7:
                return hung(self.blocks(depth - 1), "> ", "> ")
            case 8:
                inside = self.blocks(depth - 1)
                return ["::: {.sidebar}", *inside, ":::"]
            case 9:
                marker, indent = self.pick((":   ", "    "), (":\t", "\t"), ("~ ", "  "))
                return [self.run(1), *hung(self.blocks(depth - 1), marker, indent)]
            case 10:
                label = self.word()
                self.notes += ["", *hung(self.lines(1), f"[^{label}]: ", "    ")]
                return [f"{self.run(1)} [^{label}]"]
            case _:
                return [f"![{self.run(1)}](figure.png){{#fig-{self.word()}}}"]

    def table(self) -> list[str]:
        columns = self.number(1, 3)
        self.in_table = True
        rows = [self.row(columns), "|" + " --- |" * columns]
        rows += [self.row(columns) for _ in self.many(3)]
        self.in_table = False
        caption = ["", f": {self.run(1)} {{#tbl-{self.word()}}}"]
        return rows + self.pick([], caption)

    def row(self, columns: int) -> str:
        cells = []
        for _ in range(columns):
            cell = self.run(1)
            cells.append(self.pick(cell, f"{cell} \\| {self.run(0)}", ""))
        padding = self.pick(" ", "", "  ")
        inside = "|".join(f"{padding}{cell}{padding}" for cell in cells)
        return f"|{inside}|"


def hung(lines: list[str], marker: str, indent: str) -> list[str]:
    rest = [indent + line if line else indent.rstrip() for line in lines[1:]]
    return [marker + lines[0], *rest]


@st.composite
def markdown_documents(draw: st.DrawFn) -> Written:
    return Writer(
        lambda choices: draw(st.sampled_from(choices)),
        lambda least, most: draw(st.integers(least, most)),
    ).written()


def markdown_document(seed: int) -> Written:
    """One of them by its number: in a tenth of the time, and not made smaller when it fails."""
    at = random.Random(seed)
    return Writer(at.choice, at.randint).written()

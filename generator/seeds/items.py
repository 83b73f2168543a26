"""Items that hang on a numbered paragraph: (a), (ii), 1. and those within them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from generator.seeds.printed_numbers import PrintedNumber

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv",
          "xv", "xvi", "xvii", "xviii", "xix", "xx")  # fmt: skip
_MOST_LEFT_OUT = 3


class Items(Struct):
    """Where one is in the items of a paragraph: `path` is ("a", "ii") in 8(a)(ii).

    `styles` is how each is printed: "1." within "(1)" is no second "(1)", nor is "2." below it the
    next one. Numberings before version 3 took them for that, with `tells_styles` False.
    """

    path: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    tells_styles: bool = True

    @classmethod
    def behind(cls, subs: Sequence[str], *, tells_styles: bool) -> Items:
        """At the items that a number has behind it, such as "2" and "a" of "8(2)(a)"."""
        return cls(
            tuple(subs), _bracketed(subs) if tells_styles else ("",) * len(subs), tells_styles
        )

    def take(self, head: PrintedNumber) -> bool:
        """Go to an item, if it goes on with a list or begins one; say whether it does."""
        sub, style = head.number.lower(), head.style if self.tells_styles else ""
        for depth in range(len(self.path) - 1, -1, -1):
            if self.styles[depth] == style and _follows(self.path[depth], sub):
                self._go(depth, head, style)
                return True
        if sub in _FIRST and (sub, style) not in zip(self.path, self.styles, strict=True):
            self._go(len(self.path), head, style)
            return True
        return False

    def _go(self, depth: int, head: PrintedNumber, style: str) -> None:
        behind = Items.behind(head.subs, tells_styles=self.tells_styles)
        self.path = (*self.path[:depth], head.number.lower(), *behind.path)
        self.styles = (*self.styles[:depth], style, *behind.styles)


def _bracketed(subs: Sequence[str]) -> tuple[str, ...]:
    return tuple("(#)" if sub.isdecimal() else "(a)" for sub in subs)


_FIRST = frozenset({"1", "a", "i"})


def _follows(earlier: str, later: str) -> bool:
    """Whether an item may come behind another one of its list."""
    if earlier.isdecimal() and later.isdecimal():
        return 1 <= int(later) - int(earlier) <= _MOST_LEFT_OUT
    if earlier in _ROMAN and later in _ROMAN[_ROMAN.index(earlier) + 1 :][:1]:
        return True
    alphabetic = earlier.isalpha() and later.isalpha() and len(earlier) == len(later) == 1
    return alphabetic and ord(later) - ord(earlier) == 1

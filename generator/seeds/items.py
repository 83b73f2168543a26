"""Items that hang on a numbered paragraph: (a), (ii), 1. and those within them."""

from __future__ import annotations

from msgspec import Struct

from generator.seeds.printed_numbers import PrintedNumber

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv",
          "xv", "xvi", "xvii", "xviii", "xix", "xx")  # fmt: skip
_MOST_LEFT_OUT = 3


class Items(Struct):
    """Where one is in the items of a paragraph: `path` is ("a", "ii") in 8(a)(ii)."""

    path: tuple[str, ...] = ()

    def take(self, head: PrintedNumber) -> bool:
        """Go to an item, if it goes on with a list or begins one; say whether it does."""
        sub = head.number.lower()
        for depth in range(len(self.path) - 1, -1, -1):
            if _follows(self.path[depth], sub):
                self.path = (*self.path[:depth], sub, *head.subs)
                return True
        if sub in _FIRST and sub not in self.path:
            self.path = (*self.path, sub, *head.subs)
            return True
        return False


_FIRST = frozenset({"1", "a", "i"})


def _follows(earlier: str, later: str) -> bool:
    """Whether an item may come behind another one of its list."""
    if earlier.isdecimal() and later.isdecimal():
        return 1 <= int(later) - int(earlier) <= _MOST_LEFT_OUT
    if earlier in _ROMAN and later in _ROMAN[_ROMAN.index(earlier) + 1 :][:1]:
        return True
    alphabetic = earlier.isalpha() and later.isalpha() and len(earlier) == len(later) == 1
    return alphabetic and ord(later) - ord(earlier) == 1

"""The items of the lists of a web page, as browsers number them, and as programs write them."""

from __future__ import annotations

import re

from msgspec import Struct, field

from generator.opening.list_numbers import ListPlace, as_int
from generator.receiving.html_tree import CELLS, ITEMS, LISTS, elements_around, nearest_around
from generator.seeds.readers.html_nesting import PageElement
from generator.seeds.readers.html_tokens import attributes_of

_OF_GOOGLE = re.compile(r"(lst-kix_\w+)-(\d)")  # a list for each level, none inside another
_OF_WORD = re.compile(r"(l\d+) level(\d)")  # a paragraph with its label before it
_COUNTED = re.compile(r"[^\W_]{1,5}[.)]")


class HtmlLists(Struct):
    """The lists of a page so far. `label` is the one that Word has written before an item."""

    elements: list[PageElement]
    label: str = ""
    _numbers: dict[int, int] = field(default_factory=dict)  # of the last item of a list
    _labels: dict[int, str] = field(default_factory=dict)
    _used: set[int] = field(default_factory=set)

    def begin_item(self, number: int) -> None:
        the_list = nearest_around(self.elements, number, LISTS)
        if the_list < 0:
            return
        start = attributes_of(self.elements[the_list].attributes).get("start")
        before = self._numbers.get(the_list, as_int(start, 1) - 1)
        own = attributes_of(self.elements[number].attributes).get("value")
        self._numbers[the_list] = as_int(own, before + 1)
        if self.elements[the_list].tag == "ol":
            self._labels[number] = f"{self._numbers[the_list]}."

    def place_of(self, block: int, mso_list: str) -> ListPlace | None:
        """Where a paragraph stands in a list; `mso_list` is what Word says of it."""
        label, self.label = self.label, ""
        if found := _OF_WORD.search(mso_list):
            label = label if _COUNTED.search(label) else ""
            return ListPlace(found[1], as_int(found[2], 1) - 1, bool(label), label)
        item = nearest_around(self.elements, block, ITEMS)
        the_list = nearest_around(self.elements, item, LISTS)
        if the_list < 0 or nearest_around(self.elements, block, CELLS) > item:
            return None
        outer = [at for at, one in elements_around(self.elements, the_list) if one.tag in LISTS]
        name, depth = f"list-{outer[-1]}", len(outer) - 1
        classes = attributes_of(self.elements[the_list].attributes).get("class", "")
        if found := _OF_GOOGLE.search(classes):
            name, depth = found[1], as_int(found[2], 0)
        goes_on = item in self._used
        self._used.add(item)
        label = "" if goes_on else self._labels.get(item, "")
        return ListPlace(name, depth, self.elements[the_list].tag == "ol", label, goes_on)

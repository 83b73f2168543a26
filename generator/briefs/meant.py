"""The signs of a citation that was not read → the citation that the author probably meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

from msgspec import Struct

from generator.briefs.brief import Range, SeedRef
from generator.briefs.citations import CROSS_REFERENCE, RECORD, canonical_citation, written_for
from generator.briefs.cited_places import Locator


class Citable(Struct, frozen=True, dict=True):  # a dict, for the names
    """What a brief can cite: seeds, records, its own tables and figures; and the seeds it lists.

    `authors` leads from who wrote sources to their keys; `all_tables` and `figures` count those of
    the brief that have numbers. `is_usual` says whether the sources use a key as a common word, so
    that a brief may, too; `is_surname`, whether a word with a capital may be somebody's name;
    `is_of_grammar`, whether a word is one of grammar in the language of the brief.
    """

    seeds: frozenset[str]
    records: frozenset[str]
    tables: frozenset[str]
    listed: tuple[str, ...]
    is_usual: Callable[[str], bool]
    is_surname: Callable[[str], bool]
    is_of_grammar: Callable[[str], bool]
    authors: Mapping[str, tuple[str, ...]]
    all_tables: int
    figures: int

    @cached_property
    def names(self) -> frozenset[str]:
        """What may be cited by a name of its own: seeds, tables, records that are not like R4."""
        return self.seeds | self.tables | _named(self.records)

    def key_of(self, written: str) -> str:
        """The key that a name means, however its letters and dashes are written."""
        key = as_key(written)
        return next(iter(_by_key(_named(self.records)).get(key, ())), key)

    def called(self, written: str) -> tuple[str, ...]:
        """What a name may mean: a key, the beginning of one, or whoever wrote the source.

        What has exactly this name comes before all others, then what the brief lists.
        """
        key = as_key(written)
        every = [_by_key(names) for names in (self.seeds, self.records, self.tables)]
        spelt = (key, key.replace("-", ""))
        exact = [name for names in every for one in spelt for name in names.get(one, ())]
        if exact or len(key) < _SHORTEST:
            return tuple(sorted(exact)[:1])
        begins = re.compile(rf"{re.escape(key)}(?![a-z])")
        begun = [
            name
            for names in every
            for known in names
            if known.startswith(key) and begins.match(known)
            for name in names[known]
        ]
        wrote = [
            name for who, names in self.authors.items() if as_key(who) == key for name in names
        ]
        found = sorted({*begun, *wrote})
        return tuple(name for name in found if name in self.listed) or tuple(found)


_SHORTEST = 3  # letters of a name that is not whole


@lru_cache(maxsize=64)
def _by_key(names: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
    """Names by what they are as keys: a library has tens of thousands, and a brief asks often."""
    found: dict[str, tuple[str, ...]] = {}
    for name in sorted(names):
        found[as_key(name)] = (*found.get(as_key(name), ()), name)
    return found


@lru_cache(maxsize=64)
def _named(records: frozenset[str]) -> frozenset[str]:
    return frozenset(name for name in records if not RECORD.fullmatch(name))


NOTHING_CITABLE = Citable(
    seeds=frozenset(),
    records=frozenset(),
    tables=frozenset(),
    listed=(),
    is_usual=lambda _: True,
    is_surname=lambda _: False,
    is_of_grammar=lambda _: False,
    authors={},
    all_tables=0,
    figures=0,
)
"""What words can cite that belong to no brief."""


class MeantCitation(Struct, frozen=True):
    """A key (or a record's id, or a table's name) and a locator. Either may be missing."""

    key: str
    locator: Locator | None
    start: int
    end: int
    needs_no_locator: bool = False


_DASHES = "[ _‐‑‒–−]"


def as_key(written: str) -> str:
    """A name spelt as a key: in small letters, with hyphens for other dashes and blanks."""
    return re.sub(_DASHES, "-", written.lower())


def meant_by(
    signs: Iterable[tuple[re.Match[str], Locator | None]], citable: Citable
) -> tuple[MeantCitation, ...]:
    """What the author meant to cite with the signs of one bracket or row, in order."""
    found: list[MeantCitation] = []
    for sign, locator in signs:
        said = sign.groupdict()
        record = said.get("record")
        own = record.replace(" ", "").upper() if record else said.get("table")
        wrote = citable.authors.get(said.get("author") or "", ())
        own = own or (wrote[0] if len(wrote) == 1 else None)
        key = own or citable.key_of(said.get("name") or said.get("handle") or "")
        last = found[-1] if found else None
        if key:
            like_one = RECORD.fullmatch(key) or CROSS_REFERENCE.fullmatch(key)
            is_whole = key in citable.records or like_one is not None
            found.append(MeantCitation(key, None, sign.start(), sign.end(), is_whole))
        elif locator and last and not last.locator and not last.needs_no_locator:
            found[-1] = MeantCitation(last.key, locator, last.start, locator.end)
        elif locator:
            found.append(MeantCitation("", locator, sign.start(), locator.end))
    return tuple(found)


def written_as_citation(meant: Sequence[MeantCitation], citable: Citable) -> str:
    """The citation in one bracket; if the key is missing, one for each listed seed."""
    first = meant[0] if meant else MeantCitation("", None, 0, 0)
    if len(meant) == 1 and first.locator and not first.key and citable.listed:
        return written_for(citable.listed, first.locator)
    written = f"[{'; '.join(map(_written, meant or [first]))}]"
    whole = all(item.key and (item.locator or item.needs_no_locator) for item in meant or [first])
    return written if whole else f"{written}, with the right key and paragraph"


def _written(item: MeantCitation) -> str:
    if item.needs_no_locator:
        return f"@{item.key}"
    ranges = item.locator.ranges if item.locator else (Range("2", "2"),)
    return canonical_citation(SeedRef(item.key or "key", ranges))

"""BibTeX and BibLaTeX → items. `bibtexparser` divides a file, `pylatexenc` reads LaTeX.

Fields: Lehman and others, "The biblatex Package", 2.2. Zotero and Better BibTeX write both kinds.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from generator.diagnostics import BriefError, refuse
from generator.references.entry import (
    EntryReader,
    ItemRead,
    LibraryEntry,
    bad_library,
    item_read,
)
from generator.references.item import LibraryItem, PersonName
from generator.references.latex import UnreadLatexError, words_of_latex

if TYPE_CHECKING:
    from bibtexparser.model import Entry

_MEND = "close its braces and quotes, or export the library again"


def bibtex_entries(text: str, file: str) -> tuple[LibraryEntry, ...]:
    """The entries of a file, their values as one string each. Raises BriefError."""
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.model import DuplicateBlockKeyBlock, Entry, ParsingFailedBlock

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # it says what we say
    try:
        library = parse_string(text, parse_stack=[])
    except RecursionError:
        raise BriefError([bad_library(file, 1, "too many braces inside braces", _MEND)]) from None
    strings = {found.key.lower(): found.value for found in library.strings}
    entries, faults = [], []
    for block in library.blocks:
        held = block.ignore_error_block if isinstance(block, DuplicateBlockKeyBlock) else block
        if isinstance(held, Entry):
            entries.append(_entry_of(held, strings, file))
        elif isinstance(block, ParsingFailedBlock):
            message = "an entry begins here and cannot be read to its end"
            faults.append(bad_library(file, (block.start_line or 0) + 1, message, _MEND))
    refuse(faults)
    return tuple(entries)


def _entry_of(held: Entry, strings: Mapping[str, str], file: str) -> LibraryEntry:
    line = (held.start_line or 0) + 1
    fields = {found.key.lower(): _put_together(found.value, strings) for found in held.fields}
    lines = {found.key.lower(): (found.start_line or 0) + 1 for found in held.fields}
    return LibraryEntry(held.key, held.entry_type.lower(), fields, file, line, lines)


_PART = re.compile(
    r"""\{(?P<braced>(?:[^{}]++|\{[^{}]*+\})*+)\}
    |"(?P<quoted>(?:[^"{}]++|\{[^{}]*+\})*+)"
    |(?P<bare>[^\s\#"{}]+)""",
    re.VERBOSE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _put_together(raw: str, strings: Mapping[str, str]) -> str:
    """A value without what encloses it; `jan # "~1"` and names of @string put together.

    A name that nothing stands for is kept with a backslash, so that it is told as unread LaTeX.
    """
    value = raw.strip()
    if _is_in_braces(value):
        return value[1:-1]
    said: list[str] = []
    for part in _PART.finditer(value):
        bare = part["bare"]
        if bare is None:
            said.append(part["braced"] or part["quoted"] or "")
        elif bare.isdecimal() or bare.lower() in _MONTHS:
            said.append(bare)
        else:
            known = strings.get(bare.lower())
            said.append(f"\\{bare}" if known is None else _put_together(known, {}))
    return "".join(said)


# --- an entry ---------------------------------------------------------------------------

_TYPES = {
    "article": "article-journal",
    "book": "book",
    "booklet": "pamphlet",
    "collection": "book",
    "dataset": "dataset",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "legislation": "legislation",
    "jurisdiction": "legal_case",
    "mastersthesis": "thesis",
    "online": "webpage",
    "patent": "patent",
    "phdthesis": "thesis",
    "proceedings": "book",
    "report": "report",
    "software": "software",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "video": "motion_picture",
    "www": "webpage",
}

_NOT_PRINTED = """
abstract addendum annotation annote archiveprefix bookpagination bookauthor chapter
copyright editora editoratype editortype entrysubtype eprint
eprintclass eprinttype eventdate eventtitle file gender holder iflabel isbn isrn issn issuetitle
keyword keywords label langid langidopts library lccn mendeley-tags mrnumber
note origdate origlanguage pagetotal pagination part pmcid pmid primaryclass pubstate
series shortauthor shorthand shortjournal shorttitle shortbooktitle timestamp translator
urlnote venue version volumes zblnumber zotero-id date-added date-modified owner groups
bdsk-url-1 bdsk-file-1 citeulike-article-id nationality relatedtype related options
"""
"""Fields of BibTeX, BibLaTeX and the programs that write them, which a note does not print."""

_READ = """
address author authority booksubtitle booktitle date doi edition editor eid howpublished
institution issue journal journaltitle language location month number organization pages
publisher school subtitle title type url urldate volume year
"""


_KNOWN = frozenset((_NOT_PRINTED + _READ).split())


_WORDS = {
    "title": ("title",),
    "container_title": ("journal", "journaltitle", "booktitle", "howpublished"),
    "volume": ("volume",),
    "issue": ("issue",),
    "pages": ("pages",),
    "edition": ("edition",),
    "publisher": ("publisher", "institution", "school", "organization"),
    "publisher_place": ("location", "address"),
    "authority": ("authority",),
    "genre": ("type",),
    "number": ("number",),
    "language": ("language",),
}
"""The fields of an item that are words, and those of an entry that fill them: the first has it."""

# BibTeX has the issue of a journal in `number`, and BibLaTeX the number of an article in `eid`.
_WORDS_OF_ARTICLE = _WORDS | {"issue": ("number", "issue"), "number": ("eid",)}
_SUBTITLES = {"title": "subtitle", "booktitle": "booksubtitle"}


def item_of_bibtex(entry: LibraryEntry) -> ItemRead:
    """What an entry says."""
    reader, fields = EntryReader(entry), entry.fields
    known = _WORDS_OF_ARTICLE if entry.type == "article" else _WORDS
    words = {own: _words_of_fields(reader, own, names) for own, names in known.items()}
    how = fields.get("howpublished", "")
    item = LibraryItem(
        key=entry.key,
        type=_TYPES.get(entry.type, "document"),
        author=_people(reader, "author"),
        editor=_people(reader, "editor"),
        issued=reader.day("date" if "date" in fields else "year", _issued(fields)),
        accessed=reader.accessed("urldate", fields.get("urldate", "")),
        url=_bare_url(fields.get("url", "") or (how if _is_url(how) else "")),
        doi=_bare_url(fields.get("doi", "")),
        **words,
    )
    return item_read(item, reader, (name for name in fields if name not in _KNOWN))


def _words_of_fields(reader: EntryReader, own: str, names: Sequence[str]) -> str:
    """The words of the first of these fields that has some, with its subtitle."""
    value = "title" if own == "title" else "publisher"
    for name in names:
        if words := _read_words(reader, value, name):
            subtitle = _read_words(reader, value, _SUBTITLES.get(name, ""))
            return f"{words}: {subtitle}" if subtitle else words
    return ""


def _read_words(reader: EntryReader, value: str, name: str) -> str:
    written = reader.entry.fields.get(name, "")
    if name == "howpublished" and _is_url(written):
        return ""  # an address, and no words
    try:
        return words_of_latex(written)
    except UnreadLatexError as error:
        hint = f"write the letters themselves, or `{value}:` beside `from:` in records.yaml"
        reader.fault(value, name, f"cannot read {error} in `{name}`", hint)
        return ""


def _issued(fields: Mapping[str, str]) -> str:
    if fields.get("date"):
        return fields["date"]
    year, month = fields.get("year", "").strip(), fields.get("month", "").strip().lower()
    if month[:3] in _MONTHS:
        month = str(_MONTHS.index(month[:3]) + 1)
    return f"{year}-{month}" if year and month else year


def _is_url(words: str) -> bool:
    return bool(re.match(r"\\url\{|https?://", words.strip()))


def _bare_url(words: str) -> str:
    """An address, in which no command stands but those that escape a letter."""
    bare = re.sub(r"^\\url\{(.*)\}$", r"\1", words.strip())
    bare = re.sub(r"\{?\\textasciitilde(?:\{\}|\})?|\\~(?:\{\})?", "~", bare)
    return re.sub(r"\\([_%&#$~{}])", r"\1", bare)


def _people(reader: EntryReader, name: str) -> tuple[PersonName, ...]:
    from bibtexparser.middlewares.names import (
        InvalidNameError,
        parse_single_name_into_parts,
        split_multiple_persons_names,
    )

    people = []
    for written in split_multiple_persons_names(reader.entry.fields.get(name, "")):
        try:
            if _is_in_braces(written):
                people.append(PersonName(literal=words_of_latex(written)))
            elif written.strip() == "others":
                people.append(PersonName(literal="et al."))
            elif written.strip():
                parts = parse_single_name_into_parts(written)
                first, von, last, junior = (
                    words_of_latex(" ".join(words))
                    for words in (parts.first, parts.von, parts.last, parts.jr)
                )
                people.append(PersonName(last, first, von, junior))
        except (InvalidNameError, UnreadLatexError):
            hint = (
                "write {World Bank} in braces, persons as Berg, Anna; or `author:` beside `from:`"
            )
            reader.fault("author", name, f"cannot read a name in `{name}`: {written}", hint)
    return tuple(people)


def _is_in_braces(written: str) -> bool:
    """Whether all of it stands in one pair of braces, which BibTeX does not divide."""
    words, depth = written.strip(), 0
    if not words.startswith("{"):
        return False
    for brace in re.finditer(r"\\.|[{}]", words):
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        if depth == 0:
            return brace.end() == len(words)
    return False

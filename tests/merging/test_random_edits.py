"""Whatever somebody does to the paragraphs of a brief: it comes back, or it is told."""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache
from random import Random

import pytest
from lxml import etree

from generator.document import Document
from generator.document.shifts import on_the_line
from generator.incoming.file import IncomingFile
from generator.incoming.word import read_incoming_word
from generator.manifest.passages import body_passages
from generator.merging.merge import merge_edits
from generator.merging.merge_base import MergeBase, merge_base
from generator.pipeline.composing import compose
from generator.pipeline.reading import read
from generator.proof.carried import carried_manifest
from generator.proof.needs import handed_budget
from tests.conftest import examples
from tests.merging.edited_files import BRIEF, WordFile, element, said_by, text_of, w

INVENTED = ("zorl", "vemp", "quax", "brill", "tondo")  # no word of the brief
EDITABLE = (
    "The ferry line lost",
    "It runs all year",
    "They pay no fees",
    "Higher fares",
    "A grant would cover",
    "The winter line",
    "Today the board pays",
    "Ask for the accounts",
)


@pytest.fixture(scope="module")
def desk(ferry, library) -> tuple[bytes, MergeBase, Callable[[str], Document]]:
    path = ferry / "briefs/ferry.md"

    @lru_cache(maxsize=2)  # the merge has composed by then what it is asked for here
    def printed(text: str) -> Document:
        reading = read(library, path, draft=True, text=text)
        return compose(library, reading, draft=True).document

    data = (ferry / "ferry-draft.docx").read_bytes()
    budget = handed_budget("ferry-draft.docx")
    carried = carried_manifest(read_incoming_word(data, budget), budget)
    return data, merge_base(printed(BRIEF), BRIEF, "briefs/ferry.md", carried), printed


# --- what somebody may do -----------------------------------------------------------------


def retype(paragraph: etree._Element, at: Random) -> None:
    """Put invented words in the place of some, or among them."""
    node = at.choice([t for t in paragraph.iter(w("t")) if " " in (t.text or "").strip()])
    words = (node.text or "").split(" ")
    start = at.randrange(len(words))
    words[start : start + at.randint(0, 2)] = at.sample(INVENTED, at.randint(1, 2))
    node.text = " ".join(words)
    node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def drop(paragraph: etree._Element, _: Random) -> None:
    paragraph.getparent().remove(paragraph)


def add(paragraph: etree._Element, at: Random) -> None:
    own = element("p")
    own.extend(copy.deepcopy(each) for each in paragraph.findall(w("pPr")))
    own.append(element("r", text_of(f"{' '.join(at.sample(INVENTED, 3))}.")))
    paragraph.addnext(own)


def move(paragraph: etree._Element, at: Random) -> None:
    body = paragraph.getparent()
    others = [p for p in body.findall(w("p")) if any(words in said_by(p) for words in EDITABLE)]
    at.choice(others).addnext(paragraph)


def unmark(paragraph: etree._Element, _: Random) -> None:
    """Delete the first mark of a note."""
    for child in paragraph.findall(w("bookmarkStart")):
        if "mark_" in (child.get(w("name")) or ""):
            inside = list(paragraph)
            for gone in inside[inside.index(child) : inside.index(child) + 3]:
                paragraph.remove(gone)
            return


def edit_at_random(file: WordFile, at: Random) -> None:
    for words in at.sample(EDITABLE, at.randint(1, 3)):
        at.choice((retype, retype, retype, drop, add, move, unmark))(file.paragraph(words), at)


# --- whether it came back -----------------------------------------------------------------

_CHIP = re.compile(r"^(?:Reported|Judgement · likely · low confidence) ")


def words_of_file(file: IncomingFile) -> Counter[str]:
    return _counted(one.text for one in file.paragraphs if not one.in_contents)


def words_of_document(document: Document) -> Counter[str]:
    return _counted(on_the_line(one.text) for one in body_passages(document))


def _counted(texts: Iterable[str]) -> Counter[str]:
    """The words before the annex, which is made anew of what is cited."""
    body = []
    for text in texts:
        if text.startswith("Annex"):
            break
        body.append(_CHIP.sub("", " ".join(text.split())))
    return Counter(" ".join(body).split())


@pytest.mark.slow
def test_an_edit_of_any_kind_comes_back_or_is_told(desk, record_property):
    data, base, printed = desk
    told = 0
    for seed in range(examples(300)):
        file = WordFile(data)
        edit_at_random(file, Random(seed))
        edited = read_incoming_word(file.saved(), handed_budget("edited.docx"))

        found = merge_edits(base, BRIEF, edited, printed)

        if any(one.kind == "untaken" for one in found.told):
            told += 1
            continue
        assert words_of_document(printed(found.markdown)) == words_of_file(edited), seed
    record_property("counted", f"merge: {examples(300)} files edited at random, {told} told of")

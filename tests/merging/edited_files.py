"""A small workspace with a brief of every part, and Word files as colleagues hand them back.

An edit is made in the XML of the file that `brief build` wrote, with what Word itself leaves there:
marks of revisions, of spelling, words in several runs.
"""

from __future__ import annotations

import contextlib
import copy
import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree

from tests.archive.workspaces import command

SOURCE = """The ferry between Quayside and North Island carried 41,000 cars in 2024. The line lost \
four million crowns that year.

The harbour board says that "the crossing stays open in winter". It may raise fares in 2026. The \
board has asked the county for help.

Fishermen use the old pier. They pay no fees there, and have done so since 1980.
"""

BRIEF = """---
title: "What the ferry line costs"
subtitle: "One report, read closely"
number: "PB-9"
version: "1.0"
date: "2026-11-20"
cutoff: "2026-11-20"
seeds: [harbour]
lang: "en-GB"
abstract: 'The county''s choice.'
---

::: {.summary}
The ferry line lost four million crowns in 2024 [@harbour, ¶1 s2]. \
The board has asked the county for help [@harbour, ¶2 s3].
:::

::: {.judgements}
1. [The board says that "the crossing stays open in winter"]{.reported} [@harbour, ¶2 s1].
2. The board is *likely* to raise fares in 2026 [@harbour, ¶2 s2]. \
[Low confidence: one report, which gives no figure.]{.confidence}
:::

## The line and its cost

The ferry carried 41,000 cars in 2024 [@harbour, ¶1]. It runs all year.[^1] \
Nobody has counted the lorries -- or the bicycles.

The **old pier** is used by fishermen [@harbour, ¶3]. They pay no fees there, as *The Island Times*
says in [its archive](https://times.example/archive).

[@tbl-traffic] shows what is known.

| Vessel | Cars |
|:-------|-----:|
| Ferry | 41,000 [@harbour, ¶1] |
| Pontoon | none |
| Tug | none |

: Traffic, as reported {#tbl-traffic}

## What would change it

- Higher fares would lower the loss.
- A grant would cover it.
  - The county pays late.
- The winter line could close.

> The crossing stays open in winter [@harbour, ¶2 s1].

## Who pays

Today the board pays. Tomorrow the county may.

The engines emit CO~2~, as [the table](#tbl-traffic) does not say.

::: {.gaps}
The report names no creditor.
:::

::: {.recommendations}
1. Ask for the accounts [@harbour, ¶1]. [This brief's.]{.origin}
2. [County]{.to}: answer the board, [by 31 March 2027]{.by} [@harbour, ¶2]. [This brief's.]{.origin}
:::

[^1]: So says the timetable of *2024*.
"""


def make_workspace(folder: Path) -> Path:
    """A workspace with the brief, its source, and the Word file that was built of it."""
    for name in ("seeds", "briefs"):
        (folder / name).mkdir(parents=True)
    (folder / "brief.toml").write_text('publisher = "Island Desk"\n', encoding="utf-8")
    (folder / "harbour.txt").write_text(SOURCE, encoding="utf-8")
    (folder / "briefs/ferry.md").write_text(BRIEF, encoding="utf-8", newline="\n")
    with contextlib.chdir(folder):
        assert command("seed", "import", "harbour.txt", "--key", "harbour").exit_code == 0
        built = command("build", "ferry", "--draft", "--format", "docx", "--output", ".")
        assert built.exit_code == 0, built.output
    return folder


# --- the file -----------------------------------------------------------------------------

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
NAMES = {"w": _W}


def w(name: str) -> str:
    return f"{{{_W}}}{name}"


def element(name: str, *children: etree._Element, **attributes: str) -> etree._Element:
    made = etree.Element(w(name), {w(key): value for key, value in attributes.items()})
    made.extend(children)
    return made


def text_of(words: str) -> etree._Element:
    """Words as a run has them."""
    made = element("t")
    made.text = words
    made.set(_SPACE, "preserve")
    return made


def said_by(node: etree._Element) -> str:
    """The words in an element."""
    return "".join(node.itertext(w("t")))


class WordFile:
    """A Word file while somebody edits it."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.body = etree.fromstring(self.parts["word/document.xml"])
        notes = self.parts.get("word/footnotes.xml")
        self.notes = etree.fromstring(notes) if notes else None

    def comment(self, comment: str) -> None:
        """Add the part of comments, with one in it."""
        self.parts["word/comments.xml"] = (
            f'<w:comments xmlns:w="{_W}">{comment}</w:comments>'.encode()
        )
        relations = self.parts["word/_rels/document.xml.rels"].decode()
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
        added = f'<Relationship Id="rIdC" Type="{kind}" Target="comments.xml"/></Relationships>'
        relations = relations.replace("</Relationships>", added)
        self.parts["word/_rels/document.xml.rels"] = relations.encode()

    def type_in_head(self, old: str, new: str) -> None:
        """Put words in the place of others in the running heads."""
        heads = [name for name in self.parts if name.startswith(("word/header", "word/footer"))]
        changed = [name for name in heads if old.encode() in self.parts[name]]
        assert changed, old
        for name in changed:
            self.parts[name] = self.parts[name].replace(old.encode(), new.encode())

    def picture(self, name: str) -> etree._Element:
        """A picture as Word puts it in: nobody looks at its dots here."""
        spaces = (
            'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
            'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
            'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
        )
        kind = "http://schemas.openxmlformats.org/drawingml/2006/picture"
        return etree.fromstring(
            f'<w:drawing xmlns:w="{_W}" {spaces}><wp:inline><wp:docPr id="1" name="{name}"/>'
            f'<a:graphic><a:graphicData uri="{kind}"><pic:pic/></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing>"
        )

    def saved(self) -> bytes:
        parts = dict(self.parts)
        if self.notes is not None:
            self._order_notes(self.notes)
            parts["word/footnotes.xml"] = etree.tostring(self.notes, standalone=True)
        parts["word/document.xml"] = etree.tostring(self.body, standalone=True)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
            for name, part in parts.items():
                package.writestr(name, part)
        return out.getvalue()

    def _order_notes(self, notes: etree._Element) -> None:
        """Number the notes in the order of their marks, as Word does, and leave out others."""
        by_id = {one.get(w("id")): one for one in notes if one.get(w("type")) is None}
        for one in by_id.values():
            notes.remove(one)
        for number, reference in enumerate(self.body.iter(w("footnoteReference")), 1):
            note = by_id[reference.get(w("id"))]
            for each in (note, reference):
                each.set(w("id"), str(number))
            notes.append(note)

    def paragraph(self, words: str) -> etree._Element:
        """The first paragraph that has these words: the annex may print them once more."""
        return next(p for p in self.body.iter(w("p")) if words in said_by(p))

    def type(self, old: str, new: str, *, where: str = "") -> None:
        """Put words in the place of others, as somebody types: the run falls into several."""
        node = self._node(where or old, old)
        text = node.text or ""
        at = text.index(old)
        run = node.getparent()
        for part in (text[:at], new, text[at + len(old) :]):
            if part:
                own = copy.deepcopy(run)
                for child in own.findall(w("t")):
                    child.text, child.attrib[_SPACE] = part, "preserve"
                own.set(w("rsidR"), "00A77B3E")
                run.addprevious(own)
        run.addprevious(element("proofErr", type="spellStart"))
        run.getparent().remove(run)

    def _node(self, where: str, words: str) -> etree._Element:
        found = [t for t in self.paragraph(where).iter(w("t")) if words in (t.text or "")]
        assert len(found) == 1, (words, len(found))
        return found[0]

    def run_of(self, words: str, *, where: str = "") -> etree._Element:
        """The run that holds just these words, divided from those around it."""
        self.type(words, words, where=where)
        paragraph = self.paragraph(where or words)
        return next(r for r in paragraph.iter(w("r")) if said_by(r) == words)

    def insert_after(self, words: str, *texts: str) -> list[etree._Element]:
        """New paragraphs like the one that has these words, behind it."""
        model = self.paragraph(words)
        made = []
        for text in texts:
            own = _like(model, text)
            (made[-1] if made else model).addnext(own)
            made.append(own)
        return made

    def restyle(self, paragraph: etree._Element, style: str, number: str = "") -> None:
        """Give a paragraph a style, as a click on the gallery does."""
        for old in paragraph.findall(w("pPr")):
            paragraph.remove(old)
        properties = element("pPr", element("pStyle", val=style))
        if number:
            own = element("numPr", element("ilvl", val="0"), element("numId", val=number))
            properties.append(own)
        paragraph.insert(0, properties)

    def rows(self, words: str) -> Iterator[etree._Element]:
        """The rows of the table that has these words."""
        cell = self.paragraph(words)
        table = next(cell.iterancestors(w("tbl")))
        yield from table.iter(w("tr"))

    def mark_behind(self, words: str) -> list[etree._Element]:
        """The mark of the note behind some words, with its bookmark."""
        paragraph = self.paragraph(words)
        inside = list(paragraph)
        so_far = ""
        for at, child in enumerate(inside):
            so_far += said_by(child)
            if so_far.endswith(words):
                start = next(n for n in range(at + 1, len(inside)) if _opens_mark(inside[n]))
                return inside[start : start + 3]
        raise AssertionError(words)

    def new_note(self, words: str, text: str) -> None:
        """A footnote behind words, as Word makes one."""
        assert self.notes is not None
        number = str(max(int(one.get(w("id")) or 0) for one in self.notes) + 1)
        reference = element("r", element("footnoteReference", id=number))
        self.run_of(words, where=words).addnext(reference)
        own = element("p", element("r", element("footnoteRef")), element("r", text_of(f" {text}")))
        self.notes.append(element("footnote", own, id=number))


def _opens_mark(node: etree._Element) -> bool:
    return node.tag == w("bookmarkStart") and "mark_" in (node.get(w("name")) or "")


def _like(model: etree._Element, text: str) -> etree._Element:
    """A paragraph with the properties of another, without its bookmarks."""
    own = element("p")
    for properties in model.findall(w("pPr")):
        own.append(copy.deepcopy(properties))
    own.append(element("r", text_of(text)))
    return own


WordEdit = Callable[[WordFile], None]

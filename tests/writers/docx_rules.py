"""What must hold in a Word file and no schema says: names, pairs, targets, references."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from tests.projections import Element, R, W, WordFile, run_words

_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"


def findings(data: bytes) -> list[str]:
    """Every rule that the file breaks."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = Counter(package.namelist())
    repeated = [f"two members are called {name}" for name, count in names.items() if count > 1]
    file = WordFile(data)
    rules = (
        *(_bookmarks, _targets, _fields, _footnotes, _styles),
        *(_lists, _tables, _pictures, _controls, _settings),
    )
    return [*repeated, *(finding for rule in rules for finding in rule(file))]


def changed(data: bytes, part: str, old: str, new: str) -> bytes:
    """The file with the first match of a pattern in one part replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == part:
                text = content.decode()
                assert re.search(old, text), f"{old} is not in {part}"
                content = re.sub(old, new, text, count=1).encode()
            after.writestr(name, content)
    return out.getvalue()


def bookmark_names(file: WordFile) -> list[str]:
    return [str(mark.get(f"{W}name")) for mark in _all(file, "bookmarkStart")]


def _all(file: WordFile, tag: str) -> Iterator[Element]:
    for story in file.stories:
        yield from story.iter(f"{W}{tag}")


def _bookmarks(file: WordFile) -> Iterator[str]:
    starts = [str(mark.get(f"{W}id")) for mark in _all(file, "bookmarkStart")]
    ends = [str(mark.get(f"{W}id")) for mark in _all(file, "bookmarkEnd")]
    if len(set(starts)) < len(starts):
        yield "two bookmarks have one id"
    if sorted(starts) != sorted(ends):
        yield "a bookmark is not a pair"
    names = bookmark_names(file)
    for name, count in Counter(name.lower() for name in names).items():
        if count > 1:
            yield f"two bookmarks are called {name}"
    for name in names:
        if len(name) > 40 or not name.isidentifier() or not name.isascii():
            yield f"Word takes no bookmark called {name}"


def _targets(file: WordFile) -> Iterator[str]:
    names = set(bookmark_names(file))
    for link in _all(file, "hyperlink"):
        anchor = link.get(f"{W}anchor")
        if anchor is None and link.get(f"{R}id") is None:
            yield "a link leads nowhere"
        if anchor is not None and anchor not in names:
            yield f"a link leads to {anchor}, which is not there"
    for instruction in _all(file, "instrText"):
        words = (instruction.text or "").split()
        if words[0] in {"REF", "NOTEREF", "PAGEREF"} and words[1] not in names:
            yield f"a field refers to {words[1]}, which is not there"
    yield from _relationships(file)


def _relationships(file: WordFile) -> Iterator[str]:
    for name, part in file.parts.items():
        if name.endswith(".rels"):
            continue
        folder, _, own = name.rpartition("/")
        relationships = file.parts.get(f"{folder}/_rels/{own}.rels")
        known = set() if relationships is None else {one.get("Id") for one in relationships}
        used = {
            value
            for element in part.iter("*")
            for key, value in element.attrib.items()
            if key.startswith(R)
        }
        if used - known:
            yield f"{name} uses relationships that it has not: {sorted(used - known)}"


def _fields(file: WordFile) -> Iterator[str]:
    for story in file.stories:
        yield from _field_steps(story)


def _field_steps(story: Element) -> Iterator[str]:
    """A field may stand in another's result, and that go on over several paragraphs."""
    steps: list[tuple[str, str]] = []  # of each open field how far it is, and its result
    for element in story.iter(f"{W}fldChar", f"{W}t", f"{W}delText"):
        if element.tag != f"{W}fldChar":
            steps = [(step, result + (element.text or "")) for step, result in steps]
            continue
        if element.get(f"{W}dirty") is not None:
            yield "a field asks to be updated"
        now = str(element.get(f"{W}fldCharType"))
        step, result = ("end", "") if now == "begin" or not steps else steps.pop()
        if (step, now) not in {("end", "begin"), ("begin", "separate"), ("separate", "end")}:
            yield f"a field goes from {step} to {now}"
        if now == "end" and not result:
            yield "a field has no result"
        if now != "end":
            steps.append((now, ""))
    if steps:
        yield "a field does not end"


def _footnotes(file: WordFile) -> Iterator[str]:
    written = [note.get(f"{W}id") for note in file.footnotes]
    kinds = (f"{W}footnoteReference", f"{W}endnoteReference")
    marked = [mark.get(f"{W}id") for mark in file.body.iter(*kinds)]
    if written[:2] != ["-1", "0"]:
        yield "the separators of notes are not there"
    if sorted(written[2:], key=str) != sorted(marked, key=str):
        yield f"notes {written[2:]} and their marks {marked} differ"
    for note in file.footnotes:
        if len(note) == 0 or note[-1].tag != f"{W}p":
            yield "a note does not end with a paragraph"


def _styles(file: WordFile) -> Iterator[str]:
    names = Counter(str(name).lower() for name in file.style_names.values())
    yield from (f"two styles are called {name}" for name, count in names.items() if count > 1)
    for tag in ("pStyle", "rStyle", "tblStyle"):
        for style in _all(file, tag):
            if style.get(f"{W}val") not in file.style_names:
                yield f"no style {style.get(f'{W}val')}"
    for tag in ("basedOn", "next", "link"):
        for style in file.parts["word/styles.xml"].iter(f"{W}{tag}"):
            if style.get(f"{W}val") not in file.style_names:
                yield f"a style names {style.get(f'{W}val')}, which is not there"


def _lists(file: WordFile) -> Iterator[str]:
    numbering = file.parts["word/numbering.xml"]
    instances = {one.get(f"{W}numId") for one in numbering.iter(f"{W}num")} | {"0"}  # none
    for part in (*file.stories, file.parts["word/styles.xml"]):
        for used in part.iter(f"{W}numId"):
            if used.get(f"{W}val") not in instances:
                yield f"no list {used.get(f'{W}val')}"
        for level in part.iter(f"{W}ilvl"):
            if int(level.get(f"{W}val", "0")) > _DEEPEST_LEVEL:
                yield f"no level {level.get(f'{W}val')} of lists"
    for linked in numbering.iter(f"{W}pStyle"):
        if linked.get(f"{W}val") not in file.style_names:
            yield f"a level of lists names the style {linked.get(f'{W}val')}, which is not there"


_DEEPEST_LEVEL = 8  # of the nine that Word has, from 0


def _columns_of(cell: Element) -> int:
    over = cell.find(f"{W}tcPr/{W}gridSpan")
    return 1 if over is None else int(over.get(f"{W}val", "1"))


_BEHIND_TABLES = {f"{W}p", f"{W}bookmarkStart", f"{W}sdt"}


def _tables(file: WordFile) -> Iterator[str]:
    for table in _all(file, "tbl"):
        rows = table.findall(f"{W}tr")
        if not rows or rows[0].find(f"{W}trPr/{W}tblHeader") is None:
            yield "a table has no header row"
        for tag in ("tblCaption", "tblDescription"):
            if table.find(f"{W}tblPr/{W}{tag}") is None:
                yield f"a table has no {tag}"
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        if any(sum(map(_columns_of, row.findall(f"{W}tc"))) != columns for row in rows):
            yield "a row has cells too many or too few"
        following = table.getnext()
        if following is None or following.tag not in _BEHIND_TABLES:
            yield "no paragraph follows a table"


def _pictures(file: WordFile) -> Iterator[str]:
    ids = [one.get("id") for story in file.stories for one in story.iter("{*}docPr")]
    if len(set(ids)) < len(ids):
        yield "two drawings have one id"
    for story in file.stories:
        for one in story.iter("{*}docPr"):
            if one.get("descr") is None:
                yield "a picture has no words"


def _controls(file: WordFile) -> Iterator[str]:
    ids = [one.get(f"{W}val") for one in _all(file, "id") if one.getparent().tag == f"{W}sdtPr"]
    if len(set(ids)) < len(ids):
        yield "two content controls have one id"
    store = {
        str(properties.get(next(iter(properties.attrib)))): file.parts[name.replace("Props", "")]
        for name, properties in file.parts.items()
        if re.fullmatch(r"customXml/itemProps\d+\.xml", name)
    }
    for binding in _all(file, "dataBinding"):
        item = str(binding.get(f"{W}storeItemID"))
        if item not in store:
            yield f"a control is bound to {item}, which is not there"
            continue
        prefix, _, namespace = str(binding.get(f"{W}prefixMappings")).partition("=")
        places = {prefix.removeprefix("xmlns:"): namespace.strip("'")}
        (value,) = store[item].xpath(str(binding.get(f"{W}xpath")), namespaces=places) or [
            etree.Element("none")
        ]
        control = binding.getparent().getparent()
        if "".join(map(run_words, control.iter(f"{W}r"))) != (value.text or ""):
            yield f"a control shows other words than the value {value.text} it is bound to"


def _settings(file: WordFile) -> Iterator[str]:
    settings = file.parts["word/settings.xml"]
    if settings.find(f"{W}updateFields") is not None:
        yield "the file asks to update its fields when it is opened"
    mode = settings.find(f".//{W}compatSetting[@{W}name='compatibilityMode']")
    if mode is None or mode.get(f"{W}val") != "15":
        yield "the file opens in compatibility mode"

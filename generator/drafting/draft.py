"""What stands in somebody's file → the Markdown of a new brief, and what is left to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from generator.drafting.blocks import DraftBody, draft_outline
from generator.drafting.lines import markdown_of_blocks
from generator.drafting.markdown import markdown_of
from generator.drafting.pieces import DraftBlock, DraftNotes
from generator.incoming.file import HIGHLIGHTED, STRUCK, IncomingFile
from generator.language.counting import counted
from generator.language.words import shortened

_NO_AUTHORS = frozenset({"python-docx", "unknown", "user", "microsoft office user", "author"})


class Draft(Struct, frozen=True):
    """A draft as the body of a brief, and what its author has to do yet.

    `author` and `title` are those that the file names, and may be empty.
    """

    title: str
    subtitle: str
    author: str
    markdown: str
    left: tuple[str, ...]


def draft_of(file: IncomingFile) -> Draft:
    """The body of a brief from a file: words, lists, tables and notes as they stand there."""
    outline = draft_outline(file)
    notes = DraftNotes(file)
    blocks, of_parts = with_parts(tuple(DraftBody(notes, outline).blocks()))
    markdown = markdown_of_blocks(blocks)
    defined = "\n\n".join(_note_definitions(notes))
    left = (*_told_of_file(file), *of_parts, *notes.left)
    return Draft(
        outline.title,
        outline.subtitle,
        _author_of(file),
        "\n\n".join(filter(None, (markdown, defined))) + "\n",
        tuple(dict.fromkeys(left)),
    )


def _note_definitions(notes: DraftNotes) -> Iterator[str]:
    """The notes of the text, in the order of their marks."""
    for key, label in notes.labels.items():
        said = [
            words
            for place, paragraph in enumerate(notes.file.notes.get(key, ()))
            if (words := markdown_of(notes.pieces(paragraph, place, note=key)))
        ]
        if not said:
            notes.left.append(f"note {label} is empty: write it, or take its mark out")
        body = "\n\n".join(said) or "TODO"
        yield f"[^{label}]: " + body.replace("\n", "\n    ").replace("\n    \n", "\n\n")


def _author_of(file: IncomingFile) -> str:
    said = (file.properties.get(name, "").strip() for name in ("initial-creator", "creator"))
    return next((one for one in said if one and one.casefold() not in _NO_AUTHORS), "")


_MOST = 3  # stretches of one look that are told one by one
_TO_DO = {STRUCK: "take it out, or leave it", HIGHLIGHTED: "see what was to be done about it"}


def _told_of_look(file: IncomingFile, look: str) -> Iterator[str]:
    """The words that look so, in one line if they are many."""
    stretches = chain.from_iterable(one.by_hand for one in file.paragraphs)
    found = [shortened(words) for words, looks in stretches if look in looks]
    if len(found) > _MOST:
        some = f"“{found[0]}” and {len(found) - 1} more stretches of words"
        yield f"{some} were {look}: {_TO_DO[look]}"
    else:
        yield from (f"“{words}” was {look}: {_TO_DO[look]}" for words in found)


def _told_of_file(file: IncomingFile) -> Iterator[str]:
    if "manifest.json" in file.attachments:
        yield "this file was built from a brief: `brief merge` takes its edits back into that one"
    changes = [one for one in file.tracked if one.kind != "format"]
    if changes:
        people = dict.fromkeys(filter(None, (one.author for one in changes)))
        by = f" of {', '.join(people)}" if people else ""
        done = counted(len(changes), "tracked change")
        yield f"{done}{by} accepted: see whether that is right"
    for look in _TO_DO:
        yield from _told_of_look(file, look)
    for paragraph in file.paragraphs:
        for words in filter(str.strip, paragraph.hidden):
            yield f"“{shortened(words)}” was hidden, and is left out"
    if any(one.in_contents for one in file.paragraphs):
        yield "the table of contents is left out: the template says whether a brief has one"
    heads = dict.fromkeys(f"“{shortened(one.text)}”" for one in file.heads if one.text.strip())
    if heads:
        yield f"what stands in running heads is left out: {', '.join(heads)}"
    if file.comments:
        yield f"{counted(len(file.comments), 'comment')} in the text: answer and remove them"
    for comment in file.comments:
        if comment.paragraph < 0:
            yield f"a comment stood nowhere: {comment.author}: {comment.text}"


# --- sections that are parts of a brief -------------------------------------------------


_NAMES: Mapping[str, tuple[str, ...]] = {
    "summary": (
        *("summary", "executive summary", "in brief", "bottom line", "overview"),
        *("résumé", "résumé exécutif", "synthèse", "en bref", "l'essentiel"),
    ),
    "judgements": (
        *("key points", "key judgements", "key judgments", "key findings", "key messages"),
        *("main points", "main findings", "takeaways", "key takeaways"),
        *("points clés", "points essentiels", "messages clés", "principales conclusions"),
    ),
    "recommendations": ("recommendations", "policy recommendations", "recommandations"),
    "gaps": (
        *("gaps", "information gaps", "knowledge gaps", "limitations", "what we do not know"),
        *("lacunes", "limites", "ce que nous ne savons pas"),
    ),
}
"""The parts by their classes, and their headings in the languages of `language.lexicons`."""

_IN_ITEMS = frozenset({"judgements", "recommendations"})
_WORDED = frozenset({"paragraph", "item"})
_LEFT: Mapping[str, str] = {
    "judgements": "say of each key point whether it is {.reported} or a judgement, "
    "with its likelihood and {.confidence}",
    "recommendations": "say of each recommendation who acts, {.to}, and by when, {.by}",
}


def with_parts(blocks: Sequence[DraftBlock]) -> tuple[list[DraftBlock], list[str]]:
    """The blocks in which such sections are fenced, and what is left to do about them."""
    done: list[DraftBlock] = []
    left: list[str] = []
    taken: set[str] = set()
    place = 0
    while place < len(blocks):
        block = blocks[place]
        part = _part_of(block)
        if part is None:
            done.append(block)
            place += 1
            continue
        end = _end_of_section(blocks, place)
        inner = blocks[place + 1 : end]
        if part not in taken and _is_of_the_form(part, inner):
            taken.add(part)
            done.append(_fenced(part, inner))
            left.append(f"“{block.words}” was taken for .{part}: see whether it is")
            left += [_LEFT[part]] if part in _LEFT else []
            place = end
        else:
            left.append(f"“{block.words}” stays a section: .{part} has another form")
            done.append(block)
            place += 1
    return done, left


def _part_of(block: DraftBlock) -> str | None:
    if block.kind != "heading":
        return None
    words = re.sub(r"\A[\W\d]+|[\W\d]+\Z", "", block.words.casefold().replace("’", "'"))
    return next((part for part, names in _NAMES.items() if words in names), None)


def _end_of_section(blocks: Sequence[DraftBlock], place: int) -> int:
    level = blocks[place].level
    behind = range(place + 1, len(blocks))
    ends = (at for at in behind if blocks[at].kind == "heading" and blocks[at].level <= level)
    return next(ends, len(blocks))


def _is_of_the_form(part: str, inner: Sequence[DraftBlock]) -> bool:
    """Whether blocks can be this part: words alone, and where it has points, one list of them."""
    if not inner or any(block.kind not in _WORDED for block in inner):
        return False
    if part not in _IN_ITEMS:
        return True
    return all(block.kind == "item" and not block.level for block in inner)


def _fenced(part: str, inner: Iterable[DraftBlock]) -> DraftBlock:
    """The part, its points numbered."""
    if part in _IN_ITEMS:
        inner = [replace(block, number=n, name=part) for n, block in enumerate(inner, 1)]
    return DraftBlock("box", f"::: {{.{part}}}\n{markdown_of_blocks(inner)}\n:::")

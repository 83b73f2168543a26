"""Words that somebody changed in a running head of a file, where no brief says anything."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import unescape

from generator.document import Meta
from generator.incoming.file import IncomingFile, IncomingParagraph, IncomingPicture
from generator.language.words import shortened
from generator.merging.told import Told
from generator.merging.wording import same_signed
from generator.theme.running_heads import head_fields, words_of_pattern
from generator.theme.theme import Theme
from generator.theme.word_base import BaseHead

_AT_ENDS = " ·…,;:–—()"


def said_in_heads(theme: Theme, meta: Meta) -> Iterator[str]:
    """What the running heads of a document say, without the numbers of pages."""
    fields = head_fields(meta, page=("0", "0"))
    for head in theme.heads.values():
        for place in head.places:
            yield words_of_pattern(place.pattern, fields)
    for own in theme.base.heads if theme.base else ():
        yield from _words_of_house_head(own, meta)
    if meta.marking:
        yield meta.marking.words
    yield meta.draft.upper()  # what stands across each page hangs in them


_ENDS = re.compile(r"</w:p>|<w:(?:tab|br|cr)/>")
_WORDS = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")


def _words_of_house_head(head: BaseHead, meta: Meta) -> Iterator[str]:
    """What a header or footer of the house's Word file says, with what the brief says in it."""
    marking = meta.marking.words if meta.marking else meta.fields.get("marking", "")
    fields = {**head_fields(meta, page=("0", "0")), "marking": marking}
    for line in _ENDS.split(head.markup):
        yield words_of_pattern(unescape("".join(_WORDS.findall(line)), {"&quot;": '"'}), fields)


def told_heads(file: IncomingFile, said: Iterable[str]) -> Iterator[Told]:
    """The words in running heads that a brief does not print there."""
    known = {word for words in said for word in _bare_words(words)}
    for paragraph in file.heads:
        drawn = " ".join(one.words for one in _pictures_in(paragraph))
        strange = [word for word in _bare_words(f"{paragraph.text} {drawn}") if word not in known]
        if strange:
            message = f"“{shortened(' '.join(strange))}” stands in a running head of the file"
            hint = "the head of the brief and the template say what stands there: change it there"
            yield Told("untaken", f"{message}, and is not taken over", hint)


def told_edited_heads(file: IncomingFile, was: IncomingFile) -> Iterator[Told]:
    """The lines of running heads of which the file has no word any more, and new pictures."""
    known = {word for one in file.heads for word in _bare_words(one.text)}
    for words in dict.fromkeys(one.text.strip() for one in was.heads):
        if words and known.isdisjoint(_bare_words(words)):
            message = f"“{shortened(words)}” stands in no running head of the file any more"
            hint = "the head of the brief and the template say what stands there: change it there"
            yield Told("untaken", f"{message}, and stays", hint)
    now, before = (sum(len(_pictures_in(each)) for each in one.heads) for one in (file, was))
    if now > before:
        message = "a picture was put into a running head, and is not taken over"
        yield Told("untaken", message, "the template says what stands in running heads")


def told_properties(file: IncomingFile, was: IncomingFile) -> Iterator[Told]:
    """The properties of the file that somebody has filled in or changed."""
    for name in ("title", "subject", "keywords", "category", "description"):
        said, before = (one.properties.get(name, "") for one in (file, was))
        if said and _bare_words(said) != _bare_words(before):  # programs part keywords otherwise
            message = f"the property “{name}” of the file is “{shortened(said)}”"
            hint = "the properties of a file say what the head of the brief does: change it there"
            yield Told("untaken", f"{message}, which is not taken over", hint)


def _pictures_in(paragraph: IncomingParagraph) -> list[IncomingPicture]:
    return [one for one in paragraph.pieces if isinstance(one, IncomingPicture)]


def _bare_words(text: str) -> list[str]:
    return [word for each in same_signed(text).split() if (word := each.strip(_AT_ENDS))]

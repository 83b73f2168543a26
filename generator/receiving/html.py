"""A web page → what stands in it: as Google Docs or Word save one, or any plain page."""

from __future__ import annotations

import re

from generator.diagnostics import BriefError, Span, codes, refusal
from generator.incoming.file import IncomingFile
from generator.incoming.story import IncomingStory
from generator.opening.budget import Budget
from generator.opening.zipped import zip_members
from generator.receiving.html_notes import with_notes_apart
from generator.receiving.html_walk import HtmlWalk
from generator.seeds.readers.encoding import decode_source
from generator.seeds.readers.html import declared_encoding
from generator.seeds.readers.html_nesting import OversizedPageError
from generator.seeds.readers.html_tokens import markup_tokens


def read_incoming_html(data: bytes, budget: Budget, *, rejected: bool = False) -> IncomingFile:
    """What stands in a web page, what it marks as deleted left out, or as inserted if `rejected`.

    Raises BriefError if it cannot be read.
    """
    walk = HtmlWalk(IncomingStory(budget), rejected)
    try:
        for token in markup_tokens(re.sub("\r\n?", "\n", _decoded(data, budget))):
            walk.take(token)
        walk.finish()
    except OversizedPageError as error:
        raise budget.damaged(f"this web page is none that people read: it has {error}") from None
    noted = with_notes_apart(walk.story.paragraphs, walk.containers)
    return IncomingFile(
        kind="web page",
        paragraphs=noted.paragraphs,
        notes=noted.notes,
        comments=noted.comments,
        properties={name: words for name, words in walk.properties.items() if words.strip()},
    )


def read_zipped_html(data: bytes, budget: Budget, *, rejected: bool = False) -> IncomingFile:
    """What stands in the one page of a zip file, as Google Docs hands pages out."""
    members = zip_members(data, budget, "zip file")
    name = next(name for name in members.names if name.lower().endswith(_ENDINGS))
    return read_incoming_html(members.read(name), budget, rejected=rejected)


_ENDINGS = (".html", ".htm")


def _decoded(data: bytes, budget: Budget) -> str:
    try:
        return decode_source(data, budget.file, declared=declared_encoding(data)).text
    except BriefError:
        message = "it is not certain in which encoding this web page is"
        hint = "save it again as UTF-8, or as .docx"
        raise refusal(codes.NOT_TAKEN_IN, message, Span.at(budget.file), hint=hint) from None

"""briefs/<slug>.md → Brief, and seeds/<key>/caveats.md → caveats."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.briefs.brief import Body, Brief, Caveat, Citation, CitationGroup, Claim
from generator.briefs.characters import misleading_characters, without_private_letters
from generator.briefs.citations import CROSS_REFERENCE, read_citation
from generator.briefs.claims import claims_in, claims_in_words
from generator.briefs.front import FrontMatter, printed_values, read_front, split_front
from generator.briefs.outline import Outline, caveat
from generator.briefs.spelling import mixed_marks
from generator.briefs.structure import PRINTED_ATTRIBUTES, cross_reference, faults_of_structure
from generator.briefs.unfinished import half_done, half_done_front, nothing_written
from generator.config.files import BRIEF
from generator.config.text import read_text
from generator.diagnostics import BriefError, Diagnostic, Span, codes, diagnose, refuse
from generator.language.scales import SCALES, scale_of
from generator.markdown.citing import CITED
from generator.markdown.parse import parse
from generator.markdown.syntax import Node
from generator.markdown.unread import markup_in_words
from generator.workspace.settings import HouseFields


class BriefDefaults(Struct, frozen=True):
    """What a house says once for its briefs: `fields` are the values that are its own."""

    scale: str = "icd203"
    language: str = "en"
    fields: HouseFields = {}


ENGLISH_DEFAULTS = BriefDefaults()


def read_brief(
    path: Path,
    file: str,
    *,
    defaults: BriefDefaults = ENGLISH_DEFAULTS,
    draft: bool = False,
    records: Collection[str] = (),
    text: str | None = None,
) -> tuple[Brief, list[Diagnostic]]:
    """The brief in a file, and every fault in its Markdown. Findings name the file as `file`.

    `records` are the ids of the records that it may cite beside those like R4. With `text`, this is
    read in place of what the file holds. Likelihood and confidence are read in its language.

    Raises BriefError if the file cannot be read, or has no front matter (which a draft may lack).
    """
    text = read_text(path, file, BRIEF, code=codes.UNREADABLE_BRIEF) if text is None else text
    refuse(_unprintable(text, file))
    head, body_text, faults = _halves(without_private_letters(text), file, draft=draft)
    try:
        front, places, amiss = read_front(head, file, defaults.fields)
    except BriefError as error:
        if not draft:
            # One run shows every fault: those of the body, too.
            unread = read_body(body_text, file, records=records)[1]
            raise BriefError([*error.diagnostics, *unread]) from None
        front, places, amiss = FrontMatter(path.stem, datetime.date.min), {}, error.diagnostics
    body, found = read_body(body_text, file, front.seeds, records)
    if not found:  # else something stands there, though it is not read
        found += nothing_written(body.markdown.blocks, places.get("title", Span.at(file)))
    values = tuple(printed_values(front, places))
    said = (one for _, words, place in values for one in claims_in_words(words, None, place))
    body = replace(body, asides=(*body.asides, *gather_claims(said, found)))
    found += faults or amiss
    if amiss and "seeds" in places and not front.seeds:
        front = replace(front, seeds=body.cited_seeds)  # else each citation would be a finding, too
    front = _with_scale(front, places.get("scale", Span.at(file)), defaults.scale, found)
    language = front.lang or defaults.language
    outline = Outline(scale_of(front.scale or defaults.scale, language), language)
    outline.take(body.markdown.blocks)
    found += [*outline.found, *half_done_front(front, places)]
    found += [it for name, words, place in values for it in markup_in_words(words, name, place)]
    found += misleading_characters(text, file, body, [value[1:] for value in values])
    return _outlined(Brief(path.stem, file, front, places, body, source=text), outline), found


def _halves(text: str, file: str, *, draft: bool) -> tuple[str, str, tuple[Diagnostic, ...]]:
    """Front matter, body and faults. A draft without front matter is all body, which is a fault."""
    try:
        return *split_front(text, file), ()
    except BriefError as error:
        if not draft:
            raise
        return "", text, error.diagnostics


def _with_scale(
    front: FrontMatter, span: Span, default: str, found: list[Diagnostic]
) -> FrontMatter:
    """The front matter with a known scale; an unknown one is added to `found`."""
    scale = front.scale or default
    if scale in SCALES:
        return front
    hint = f"this can be {' or '.join(SCALES)}"
    found.append(diagnose(codes.UNKNOWN_SCALE, f"unknown scale `{scale}`", span, hint=hint))
    return replace(front, scale="icd203")


def _outlined(brief: Brief, outline: Outline) -> Brief:
    return replace(
        brief,
        summary=outline.parts.get("summary", ()),
        glance=outline.parts.get("glance", ()),
        decision=outline.parts.get("decision", ()),
        key_points=tuple(outline.key_points),
        sections=tuple(outline.sections),
        caveats=tuple(outline.caveats),
        gaps=outline.parts.get("gaps", ()),
        recommendations=outline.parts.get("recommendations", ()),
    )


def read_caveats(
    text: str, file: str, *, records: Collection[str] = ()
) -> tuple[tuple[Caveat, ...], Body, list[Diagnostic]]:
    """The caveats of a source, the body that they are in, and every fault."""
    found = list(_unprintable(text, file))
    plain = re.sub(_UNPRINTABLE, " ", text) if found else text
    body, faults = read_body(without_private_letters(plain), file, records=records)
    found += [*faults, *misleading_characters(plain, file, body)]
    caveats = []
    for node in body.markdown.blocks:
        if node.kind == "div" and "caveat" in node.classes:
            caveats.append(caveat(node, found))
        else:
            hint = "write each caveat as ::: {.caveat #name}"
            message = "this file can only hold caveats"
            found.append(diagnose(codes.BAD_CAVEAT, message, node.span, hint=hint))
    return tuple(caveats), body, found


def read_body(
    text: str, file: str, listed: Sequence[str] = (), records: Collection[str] = ()
) -> tuple[Body, list[Diagnostic]]:
    """Markdown with its citations and claims read, and every fault in it.

    `listed` are the seeds that the brief names as its sources, `records` the ids of the records
    that it may cite beside those like R4.
    """
    markdown = parse(text, file)
    everything = (*markdown.blocks, *markdown.footnotes.values())
    found = [*markdown.diagnostics, *half_done(markdown, text)]
    groups: dict[Span, CitationGroup] = {}
    for node in markdown.nodes:
        if node.kind in ("citations", "author_in_text") and not cross_reference(node):
            group = _group(node, listed, records)
            if isinstance(group, CitationGroup):
                groups[node.span] = group
            else:
                found.extend(group)
    unclosed = {it.span for it in markdown.diagnostics if it.code == codes.STRAY_FENCE}
    found += faults_of_structure(markdown, unclosed)
    claims = gather_claims(claims_in(everything, groups), found)
    asides = gather_claims(_said_aside(markdown.nodes, groups.values()), found)
    found += mixed_marks(claims, text)
    return Body(markdown, groups, claims, asides), found


def gather_claims(
    items: Iterable[Claim | Diagnostic], found: list[Diagnostic]
) -> tuple[Claim, ...]:
    """The claims among the items; the diagnostics are added to `found`."""
    claims = []
    for item in items:
        if isinstance(item, Diagnostic):
            found.append(item)
        else:
            claims.append(item)
    return tuple(claims)


def _group(
    node: Node, listed: Sequence[str], records: Collection[str]
) -> CitationGroup | list[Diagnostic]:
    in_text = node.kind == "author_in_text"
    only = listed if len(node.children) == 1 else ()  # else "¶2" may belong to the source before
    read = [
        read_citation(child, in_text=in_text, listed=only, records=records)
        for child in node.children
    ]
    for child in node.children:
        found = CITED.search(child.value)
        if found and CROSS_REFERENCE.fullmatch(found[1]):
            hint = f"refer to it in a separate bracket: [@{found[1]}]"
            message = f"`@{found[1]}` is a table or figure, not a source"
            return [diagnose(codes.UNREADABLE_CITATION, message, child.span, hint=hint)]
    faults = [item for item in read if isinstance(item, Diagnostic)]
    if faults:
        return faults
    citations = tuple(item for item in read if isinstance(item, Citation))
    return CitationGroup(citations, node.span, in_text=in_text)


# --- what is said beside the running text -----------------------------------------------


def _said_aside(
    nodes: tuple[Node, ...], groups: Iterable[CitationGroup]
) -> Iterator[Claim | Diagnostic]:
    for node in nodes:
        for name in PRINTED_ATTRIBUTES if node.attributes else ():
            if name in node.attributes:
                yield from claims_in_words(node.attributes[name], None, node.span)
    for group in groups:
        for citation in group.citations:
            for words in filter(None, (citation.prefix, citation.suffix)):
                yield from claims_in_words(words, group, group.span)


# --- the file ---------------------------------------------------------------------------


# Control characters, which XML and so a Word file cannot hold, and non-characters.
_UNPRINTABLE = "[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]"


def _unprintable(text: str, file: str) -> Iterator[Diagnostic]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.isprintable() and (found := re.search(_UNPRINTABLE, line)):
            name = "a NUL byte" if found[0] == "\0" else f"the character U+{ord(found[0]):04X}"
            hint = "remove it; the file may have been damaged"
            if found[0] == "\0":
                hint += ", or saved as UTF-16"
            span = Span.at(file, number, found.start() + 1, 1)
            yield diagnose(codes.UNREADABLE_BRIEF, f"{name} cannot be printed", span, hint=hint)
            if found[0] == "\0":
                return

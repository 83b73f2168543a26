"""What page 1 holds beside the summary: key points, caveats in brief and in full, figures."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from generator.briefs.brief import Brief, Caveat, Judgement, KeyPoint
from generator.briefs.outline import opening_figure
from generator.diagnostics import Position
from generator.document import Block, Box, Inline, Link, NumberedList, Paragraph, Strong, Text
from generator.language.capitals import with_capital, without_capital
from generator.layout.convert import Converter
from generator.layout.source_words import in_its_language
from generator.layout.typography import typographic
from generator.markdown.syntax import Node, walk, words_aloud
from generator.templates.labels import Labels


class FirstPage(Struct, frozen=True):
    """Writes with the converter of a document, so only once its notes are numbered."""

    brief: Brief
    caveats: tuple[Caveat, ...]
    labels: Labels
    converter: Converter
    house_language: str
    has_more: bool = True  # behind it: the caveats in full

    # --- key points -----------------------------------------------------------------------

    def key_points(self) -> Iterator[Block]:
        items = tuple(tuple(self._key_point(point)) for point in self.brief.key_points)
        yield NumberedList(items, role="key-point")

    def more_points(self) -> Iterator[Block]:
        """How many key points the whole brief has beside these."""
        count = self.brief.more_points
        if count:
            said = self.labels.word("more_point" if count == 1 else "more_points", count=count)
            yield Paragraph((Text(said),), "small")

    def _key_point(self, point: KeyPoint) -> Iterator[Block]:
        lead = self._chip(point)
        first, *rest = self.converter.blocks(point.blocks, "list")
        if isinstance(first, Paragraph):
            yield replace(first, children=(lead, Text(" "), *first.children))
        else:
            yield from (Paragraph((lead,), "list"), first)
        yield from rest
        if isinstance(point, Judgement) and point.basis:
            apart = "{confidence}" in self.labels.plain("judgement")
            basis = _without_level(point) if apart else point.basis
            yield Paragraph(self.converter.run(basis), "confidence")

    def _chip(self, point: KeyPoint) -> Strong:
        """What a key point is; of a judgement how likely and how sure, where the label says so."""
        if not isinstance(point, Judgement):
            return Strong((Text(self.labels.word("reported")),), "reported")
        words = self.labels.word(
            "judgement", likelihood=point.likelihood or "", confidence=_level(point)
        )
        said = " · ".join(part for part in words.split(" · ") if part.strip())
        return Strong((Text(said),), "judgement")

    # --- caveats --------------------------------------------------------------------------

    def caveats_in_brief(self) -> Iterator[Block]:
        """What is said of each caveat in a sentence, and a link to the whole.

        Of one that says nothing in brief the link alone, unless it is resolved.
        """
        for caveat in self.caveats:
            if caveat.unresolved or caveat.in_brief:
                language = self._language(caveat)
                said = self.converter.blocks_in(language, caveat.in_brief, "caveat-brief")
                anchor = f"in-brief-{self._anchor(caveat)}"
                blocks = tuple(self._led(said, caveat))
                yield Box("caveat-brief", blocks, anchor=anchor, span=caveat.span)

    def _led(self, said: tuple[Block, ...], caveat: Caveat) -> Iterator[Block]:
        """What is said in brief, with what leads it and, at its end, the link to the whole."""
        lead = Strong((Text(self.labels.word("caveat_lead")),))
        whole = Link((Text(self.labels.word("caveat_whole")),), f"#{self._anchor(caveat)}")
        end = (Text(" "), whole) if self.has_more else ()
        match said:
            case (Paragraph(words) as first,):
                yield replace(first, children=(lead, Text(" "), *words, *end))
            case (Paragraph(words) as first, *rest):
                yield replace(first, children=(lead, Text(" "), *words))
                yield from rest
                yield from (Paragraph((whole,), "caveat-brief"),) if end else ()
            case _:
                yield Paragraph((lead, *end), "caveat-brief")
                yield from said

    def caveats_in_full(self) -> Iterator[Block]:
        for caveat in self.caveats:
            state = self.labels.word("unresolved" if caveat.unresolved else "resolved")
            language = self._language(caveat)
            blocks = self.converter.blocks_in(language, caveat.blocks, "definition")
            words = (*self._title(caveat, language), Text(f" ({state})"))
            yield Box("caveat", blocks, words, self._anchor(caveat), span=caveat.span)

    def _title(self, caveat: Caveat, language: str) -> tuple[Inline, ...]:
        if not caveat.title:
            return (Text(self.labels.word("caveat")),)
        title = typographic(caveat.title, marks=self.converter.writer.marks)
        return in_its_language((Text(title),), language, self.converter.language)

    def _language(self, caveat: Caveat) -> str:
        """The brief's, or for a caveat on a source that of the house."""
        is_own = caveat in self.brief.caveats
        return self.converter.language if is_own else self.house_language

    def _anchor(self, caveat: Caveat) -> str:
        """Two sources may each have a caveat of the same name."""
        alike = [one for one in self.caveats if one.name == caveat.name]
        count = alike.index(caveat)
        return f"caveat-{caveat.name}" + (f"-{count + 1}" if count else "")

    # --- figures of the matter ------------------------------------------------------------

    def figures(self) -> Iterator[Block]:
        """Each figure above the words that say what it counts."""
        for node in walk(self.brief.glance):
            lead = opening_figure(node) if node.kind == "item" else None
            if lead is None:
                continue
            first, *rest = node.children
            yield Paragraph(self.converter.run(lead.children), "figure-number", span=lead.span)
            said = _without_lead(self.converter.run(first.children[1:]))
            yield Paragraph(said, "tile", span=first.span)
            yield from self.converter.blocks(rest, "tile")


def _without_lead(run: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The run without the blank or the stop that it begins with."""
    match run:
        case (Text(value) as first, *rest):
            return (replace(first, value=value.lstrip(" :–—")), *rest)
        case _:
            return run


def _level(judgement: Judgement) -> str:
    """The words that say how sure a judgement is, as its author has them: "low confidence"."""
    said = words_aloud(judgement.basis)[: _level_length(judgement)]
    return without_capital(said.strip(" .:,;–—-"))


def _level_length(judgement: Judgement) -> int:
    if not judgement.confidence:
        return 0
    return len(words_aloud(judgement.basis).rstrip()) - len(judgement.basis_text)


def _without_level(judgement: Judgement) -> tuple[Node, ...]:
    """The words that a confidence rests on, without its level before them.

    All of them where the level does not stand in plain words at their head.
    """
    first, *rest = judgement.basis
    length = _level_length(judgement)
    words = first.value[length:]
    if first.kind != "text" or not words.strip():
        return judgement.basis
    start = first.span.start
    span = replace(first.span, start=Position(start.line, start.column + length))
    return (replace(first, value=with_capital(words), span=span), *rest)

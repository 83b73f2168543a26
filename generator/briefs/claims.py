"""Sentence by sentence: which words each bracket closes, and what they quote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, zip_longest

from msgspec.structs import replace

from generator.briefs.blocks import block_quotation, is_signed
from generator.briefs.brief import (
    Body,
    CitationGroup,
    Claim,
    MarkedKind,
    MarkedWords,
    QuotedWords,
    Stretch,
)
from generator.briefs.quotations import LoneMark, Quoted, opening_mark, quoted
from generator.briefs.runs import (
    BETWEEN_CELLS,
    REFERENCE,
    RUNS,
    TEXT,
    Part,
    Run,
    part_of,
    run_of,
    run_of_row,
)
from generator.diagnostics import Diagnostic, Severity, Span, codes, diagnose
from generator.language.sentences import Sentence
from generator.markdown.syntax import Node, words_aloud


def claims_in(
    nodes: Iterable[Node], groups: Mapping[Span, CitationGroup], part: Part = TEXT
) -> Iterator[Claim | Diagnostic]:
    """Every claim in the nodes, in reading order, and the quotation marks without a partner."""
    siblings = tuple(nodes)
    for node, following in zip_longest(siblings, siblings[1:]):
        if node.kind == "quotation" or is_signed(node):
            claims, notes = block_quotation(node, groups)
            yield from claims
            yield from _claims_of_notes(notes, groups)
        elif node.kind in RUNS or node.kind == "row":
            read = run_of_row if node.kind == "row" else run_of
            run, notes = read(node, groups, part)
            yield from _claims_of(run, _opening_of(following))
            yield from _claims_of_notes(notes, groups)
        else:
            yield from claims_in(node.children, groups, part_of(node, part))


def _opening_of(node: Node | None) -> str:
    """The mark that a paragraph begins with, which goes on with a quotation begun before it."""
    if node is None or node.kind != "paragraph":
        return ""
    return opening_mark(words_aloud(node.children))


def claims_in_words(
    words: str, group: CitationGroup | None, span: Span
) -> Iterator[Claim | Diagnostic]:
    """The quotations in words outside the running text: a title, or the prefix of a citation."""
    quotations, unclosed = quoted(words)
    if quotations:
        stretches = tuple((quotation.start, quotation.end) for quotation in quotations)
        said = tuple(QuotedWords(quotation.text, span) for quotation in quotations)
        yield Claim(words, group, said, span, quoted=stretches)
    if unclosed:
        yield _unclosed(span, unclosed[0])


def _claims_of_notes(
    notes: Iterable[Node], groups: Mapping[Span, CitationGroup]
) -> Iterator[Claim | Diagnostic]:
    for note in notes:
        run, _ = run_of(note, groups)
        yield from _claims_of(run)


def _claims_of(run: Run, opens_next: str = "") -> Iterator[Claim | Diagnostic]:
    """The claims of a run: each reaches back to the bracket before, inside its sentence.

    The last bracket of a sentence also takes the words behind it. A row of a table is a sentence.
    An unclosed quotation goes on in the next paragraph if that begins with its mark, `opens_next`.
    """
    words = run.words
    quotations, unclosed = _quotations(run, words, opens_next)
    for mark in unclosed:
        yield _unclosed(run.span(mark.start, mark.start + 1), mark)
    groups, number = run.groups, 0
    for sentence in run.sentences:
        inside = []
        while number < len(groups) and _is_inside(*groups[number], sentence):
            inside.append(groups[number])
            number += 1
        own = [q for q in quotations if sentence.start < q.end <= sentence.end]
        quotations = quotations[len(own) :]
        following = groups[number][1] if number < len(groups) else None
        yield from _claims_of_sentence(run, words, sentence, inside, own, following)


def _quotations(
    run: Run, words: str, opens_next: str
) -> tuple[tuple[Quoted, ...], tuple[LoneMark, ...]]:
    apart = [stretch for stretch, _ in run.marked]
    found, lone = _by_cell(run, words, apart) if run.cells else quoted(words, apart)
    is_one = len(lone) == 1 and lone[0].opens
    if is_one and opens_next and opening_mark(words[lone[0].start :]) == opens_next:
        found, lone = quoted(words, apart, goes_on=True)
    spoken = (
        Quoted(words[start:end], start, end)
        for start, end in run.spoken
        if not any(start < q.end and q.start < end for q in found)
    )
    return tuple(sorted((*found, *spoken), key=lambda one: one.start)), lone


def _by_cell(
    run: Run, words: str, apart: list[Stretch]
) -> tuple[tuple[Quoted, ...], tuple[LoneMark, ...]]:
    """The quotations of a row, none of which goes on from one cell into the next."""
    found, lone = list[Quoted](), list[LoneMark]()
    for first, last in run.cells:
        own = ((a - first, b - first) for a, b in apart if first <= a < last)
        pairs, alone = quoted(words[first:last], own)
        found += (replace(q, start=q.start + first, end=q.end + first) for q in pairs)
        lone += (replace(mark, start=mark.start + first) for mark in alone)
    return tuple(found), tuple(lone)


def _is_inside(at: int, group: CitationGroup, sentence: Sentence) -> bool:
    # A bracket belongs to the words before it, a name in the text to the words after it.
    return at - group.in_text < sentence.end if group.in_text else at <= sentence.end


def _claims_of_sentence(
    run: Run,
    words: str,
    sentence: Sentence,
    groups: list[tuple[int, CitationGroup]],
    quotations: list[Quoted],
    following: CitationGroup | None,
) -> Iterator[Claim]:
    start = sentence.start
    for number, (at, group) in enumerate(groups):
        # The last bracket of a sentence also takes the words behind it.
        is_last = number == len(groups) - 1
        end = sentence.end if is_last else run.closed_up_to(at, groups[number + 1][0])
        own = [q for q in quotations if start < q.end <= end]
        yield _claim(run, words, (start, end), group, own)
        start = end
    place = sentence.start, sentence.end
    if not groups and (quotations or any(_marked(run, words, *place))):
        yield replace(_claim(run, words, place, None, quotations), following=following)


def _claim(
    run: Run,
    words: str,
    place: tuple[int, int],
    group: CitationGroup | None,
    quotations: list[Quoted],
) -> Claim:
    start, end = place
    span = run.span(start, end)
    beside = REFERENCE + (BETWEEN_CELLS if run.cells else "")
    while start < end and (words[start].isspace() or words[start] in beside):
        start += 1
    while start < end and (words[end - 1].isspace() or words[end - 1] in beside):
        end -= 1

    text = words[start:end]
    refers = REFERENCE in text

    def within(offset: int) -> int:
        offset = min(max(offset, start), end)
        return offset - start - (words.count(REFERENCE, start, offset) if refers else 0)

    return Claim(
        text=text.replace(REFERENCE, ""),
        group=group,
        quotations=tuple(QuotedWords(q.text, run.span(q.start, q.end)) for q in quotations),
        span=span,
        role=run.part.role,
        quoted=tuple((within(q.start), within(q.end)) for q in quotations),
        own=tuple((within(a), within(b)) for a, b in run.own if a < end and b > start),
        origin=run.part.origin,
        places=tuple((within(offset), position) for offset, position in run.places(start, end)),
        marked=tuple(_marked(run, words, start, end)),
        beside=tuple((within(a), within(b)) for a, b in run.cells_beside(start, end)),
        table=run.part.table,
    )


def _marked(run: Run, words: str, start: int, end: int) -> Iterator[MarkedWords]:
    emphasised: Iterator[tuple[Stretch, MarkedKind]] = (
        (stretch, "emphasis") for stretch in run.emphasised
    )
    for (first, last), kind in chain(run.marked, emphasised):
        if start <= first < end:
            before, behind = words[start:first], words[last:end]
            beside = (it.replace(REFERENCE, "") for it in (before, behind))
            yield MarkedWords(kind, words[first:last], run.span(first, last), *beside)


def _unclosed(span: Span, mark: LoneMark) -> Diagnostic:
    if not mark.certain:
        message = "this mark closes a quotation that was never opened"
        hint = "add the opening mark; if it is an apostrophe at the end of a name, write ʼ"
        severity = Severity.WARNING
        return diagnose(codes.LONE_MARK, message, span, hint=hint, severity=severity)
    message = f"this quotation mark {'is never closed' if mark.opens else 'has no partner'}"
    hint = "add the missing mark, or remove this one"
    return diagnose(codes.LONE_MARK, message, span, hint=hint)


# --- by bracket -------------------------------------------------------------------------


def claims_closed(bodies: Iterable[Body]) -> dict[Span, Claim]:
    """The claim of each bracket, by the bracket's place.

    A bracket of a block quotation may have several claims: they are joined into one.
    """
    found: dict[Span, Claim] = {}
    for body in bodies:
        for claim in body.claims:
            if claim.group is None:
                continue
            span = claim.group.span
            if span in found:
                before = found[span]
                quotations = (*before.quotations, *claim.quotations)
                text = f"{before.text} {claim.text}"
                whole = Span(span.file, before.span.start, claim.span.end)
                found[span] = replace(before, text=text, quotations=quotations, span=whole)
            else:
                found[span] = claim
    return found


# --- all sentences ----------------------------------------------------------------------


def statements_in(
    nodes: Iterable[Node], groups: Mapping[Span, CitationGroup]
) -> Iterator[tuple[str, Span, tuple[CitationGroup, ...]]]:
    """Every sentence of the running text, its place and the brackets in it.

    A row of a table counts as a sentence.
    """
    for node in nodes:
        match node.kind:
            case "paragraph":
                run, _ = run_of(node, groups)
                yield from _statements_of(run)
            case "row":
                run, _ = run_of_row(node, groups)
                yield from _statements_of(run)
            case "table":
                rows = [row for row in node.children if row.kind == "row"]
                yield from statements_in(rows[1:], groups)  # the first is the header
            case "heading" | "term" | "caption" | "figure":
                continue
            case _:
                yield from statements_in(node.children, groups)


def _statements_of(run: Run) -> Iterator[tuple[str, Span, tuple[CitationGroup, ...]]]:
    waiting = list(run.groups)
    for sentence in run.sentences:
        inside = [group for at, group in waiting if _is_inside(at, group, sentence)]
        waiting = waiting[len(inside) :]
        yield sentence.text, run.span(sentence.start, sentence.end), tuple(inside)

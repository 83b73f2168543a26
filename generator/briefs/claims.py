"""Sentence by sentence: which words each bracket closes, and what they quote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from generator.briefs.brief import CitationGroup, Claim, QuotedWords
from generator.briefs.quotations import Quoted, quoted
from generator.briefs.runs import REFERENCE, RUNS, TEXT, Part, Run, part_of, run_of
from generator.diagnostics import Diagnostic, Span, codes, diagnose
from generator.language.sentences import Sentence, sentences
from generator.markdown.syntax import Node


def claims_in(
    nodes: Iterable[Node], groups: Mapping[Span, CitationGroup], part: Part = TEXT
) -> Iterator[Claim | Diagnostic]:
    """Every claim in the nodes, in reading order, and the quotation marks without a partner."""
    for node in nodes:
        if node.kind == "quotation":
            yield from _block_quotation(node, groups)
        elif node.kind not in RUNS:
            yield from claims_in(node.children, groups, part_of(node, part))
        else:
            run, notes = run_of(node, groups, part)
            yield from _claims_of(run)
            yield from _claims_of_notes(notes, groups)


def claims_in_words(
    words: str, group: CitationGroup | None, span: Span
) -> Iterator[Claim | Diagnostic]:
    """What words that are no running text quote: a title, or the prefix of a citation."""
    quotations, unclosed = quoted(words)
    if quotations:
        yield Claim(words, group, tuple(QuotedWords(q.text, span) for q in quotations), span)
    if unclosed:
        yield _unclosed(span)


def _claims_of_notes(
    notes: Iterable[Node], groups: Mapping[Span, CitationGroup]
) -> Iterator[Claim | Diagnostic]:
    for note in notes:
        run, _ = run_of(note, groups)
        yield from _claims_of(run)


def _claims_of(run: Run) -> Iterator[Claim | Diagnostic]:
    """The claims of a run: a bracket's words reach back to the bracket before, in its sentence."""
    words = run.words
    quotations, unclosed = quoted(words)
    for offset in unclosed:
        yield _unclosed(run.span(offset, offset + 1))
    groups, number = run.groups, 0
    for sentence in sentences(words):
        inside = []
        while number < len(groups) and _is_inside(*groups[number], sentence):
            inside.append(groups[number])
            number += 1
        own = [q for q in quotations if sentence.start < q.end <= sentence.end]
        quotations = quotations[len(own) :]
        yield from _claims_of_sentence(run, words, sentence, inside, own)


def _is_inside(at: int, group: CitationGroup, sentence: Sentence) -> bool:
    # A bracket closes what stands before it, a name in the text begins what stands behind.
    return at - group.in_text < sentence.end if group.in_text else at <= sentence.end


def _claims_of_sentence(
    run: Run,
    words: str,
    sentence: Sentence,
    groups: list[tuple[int, CitationGroup]],
    quotations: list[Quoted],
) -> Iterator[Claim]:
    start = sentence.start
    for number, (at, group) in enumerate(groups):
        # What stands behind the last bracket of a sentence is still closed by it.
        end = sentence.end if number == len(groups) - 1 else at
        own = [q for q in quotations if start < q.end <= end]
        yield _claim(run, words, (start, end), group, own)
        start = end
    if not groups and quotations:
        yield _claim(run, words, (sentence.start, sentence.end), None, quotations)


def _claim(
    run: Run,
    words: str,
    place: tuple[int, int],
    group: CitationGroup | None,
    quotations: list[Quoted],
) -> Claim:
    start, end = place
    span = run.span(start, end)
    while start < end and (words[start].isspace() or words[start] == REFERENCE):
        start += 1
    while start < end and (words[end - 1].isspace() or words[end - 1] == REFERENCE):
        end -= 1

    def within(offset: int) -> int:
        offset = min(max(offset, start), end)
        return offset - start - words.count(REFERENCE, start, offset)

    return Claim(
        text=words[start:end].replace(REFERENCE, ""),
        group=group,
        quotations=tuple(QuotedWords(q.text, run.span(q.start, q.end)) for q in quotations),
        span=span,
        role=run.part.role,
        quoted=tuple((within(q.start), within(q.end)) for q in quotations),
        own=tuple((within(a), within(b)) for a, b in run.own if a < end and b > start),
        origin=run.part.origin,
        places=tuple((within(offset), position) for offset, position in run.places(start, end)),
    )


def _unclosed(span: Span) -> Diagnostic:
    hint = "add the mark that is missing, or take this one away"
    return diagnose(codes.LONE_MARK, "this quotation mark has no partner", span, hint=hint)


# --- all sentences ----------------------------------------------------------------------


def statements_in(
    nodes: Iterable[Node], groups: Mapping[Span, CitationGroup]
) -> Iterator[tuple[str, Span, tuple[CitationGroup, ...]]]:
    """Every sentence of the running text, its place and the brackets in it.

    A row of a table is one.
    """
    for node in nodes:
        match node.kind:
            case "paragraph":
                run, _ = run_of(node, groups)
                yield from _statements_of(run)
            case "row":
                cells = [run_of(cell, groups)[0] for cell in node.children]
                text = " | ".join(cell.words for cell in cells)
                yield text, node.span, tuple(group for cell in cells for _, group in cell.groups)
            case "table":
                rows = [row for row in node.children if row.kind == "row"]
                yield from statements_in(rows[1:], groups)  # the first is the header
            case "heading" | "term" | "caption" | "figure":
                continue
            case _:
                yield from statements_in(node.children, groups)


def _statements_of(run: Run) -> Iterator[tuple[str, Span, tuple[CitationGroup, ...]]]:
    waiting = list(run.groups)
    for sentence in sentences(run.words):
        inside = [group for at, group in waiting if _is_inside(at, group, sentence)]
        waiting = waiting[len(inside) :]
        yield sentence.text, run.span(sentence.start, sentence.end), tuple(inside)


# --- block quotations -------------------------------------------------------------------

_OUTER_MARKS = re.compile(r"""\s*["“„«”](.*)["”“»]\s*[.,;:]?\s*""", re.DOTALL)


class _ClaimPassage(Struct, frozen=True):
    text: str
    group: CitationGroup | None
    span: Span


def _block_quotation(
    node: Node, groups: Mapping[Span, CitationGroup]
) -> Iterator[Claim | Diagnostic]:
    """All of a block quotation is quoted, and rests on the next bracket in it, or the last."""
    found: list[_ClaimPassage] = []
    for leaf in _leaves(node.children):
        run, notes = run_of(leaf, groups)
        found += _claim_passages(run)
        yield from _claims_of_notes(notes, groups)
    following: CitationGroup | None = None
    last = next((p.group for p in reversed(found) if p.group), None)
    claims = []
    for passage in reversed(found):
        following = passage.group or following
        claims.append(_quoted_whole(passage, following or last))
    yield from reversed(claims)


def _leaves(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        if node.kind in RUNS:
            yield node
        else:
            yield from _leaves(node.children)


def _claim_passages(run: Run) -> Iterator[_ClaimPassage]:
    words, start = run.words, 0
    for number, (at, group) in enumerate(run.groups):
        end = len(words) if number == len(run.groups) - 1 else at
        span = run.span(start, end) if words else group.span
        yield _ClaimPassage(words[start:end], group, span)
        start = end
    if not run.groups and words.strip():
        yield _ClaimPassage(words, None, run.span(0, len(words)))


def _quoted_whole(passage: _ClaimPassage, group: CitationGroup | None) -> Claim:
    text = passage.text.replace(REFERENCE, "").strip()
    marked = _OUTER_MARKS.fullmatch(text)
    words = marked[1] if marked else text
    said = (QuotedWords(words, passage.span),) if any(map(str.isalnum, words)) else ()
    return Claim(text, group, said, passage.span, quoted=((0, len(text)),))

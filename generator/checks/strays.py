"""No citation may be printed as words, anywhere in a brief."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from generator.briefs.brief import Body, Brief, CitationGroup, Stretch
from generator.briefs.cited_places import read_locator
from generator.briefs.front import printed_values
from generator.briefs.locators import PARAGRAPH
from generator.briefs.meant import Citable
from generator.briefs.runs import REFERENCE, RUNS, Run, run_of
from generator.briefs.strays import Stray, marks_of_notes, stray_citations
from generator.briefs.structure import cross_reference, is_counted
from generator.checks.evidence import Evidence
from generator.checks.names import may_be_a_surname
from generator.diagnostics import Diagnostic, Fix, Span, codes, diagnose
from generator.markdown.syntax import Node
from generator.recall.once import remembered
from generator.seeds.seed import Seed

_WAY_OUT = "; where nothing is cited: [words]{.term}"


def no_citation_is_left_as_words(evidence: Evidence) -> Iterator[Diagnostic]:
    nodes = chain.from_iterable(body.markdown.nodes for body in evidence.bodies)
    marked = [node for node in nodes if node.identifier or node.attributes]
    citable = citable_in(evidence)
    for body in evidence.bodies:
        for run in _runs((*body.markdown.blocks, *body.markdown.footnotes.values()), body.groups):
            terms = (stretch for stretch, kind in run.marked if kind == "term")
            spared = (*terms, *_told_already(run))
            strays = tuple(stray_citations(run.words, citable, spared))
            told = (*spared, *((stray.start, stray.end) for stray in strays))
            for stray in (*strays, *marks_of_notes(run.words, run.shifted, told)):
                yield _found(stray, run)
        yield from _beside_citations(body, citable)
    yield from _in_attributes(marked, citable)
    yield from _in_front(evidence.brief, citable)


@remembered
def citable_in(evidence: Evidence) -> Citable:
    """What can be cited in a brief, and what may look like it."""
    kinds = (
        body.markdown.of_kind.get(kind, ())
        for body in evidence.bodies
        for kind in ("table", "figure")
    )
    shown = [node for nodes in kinds for node in nodes if is_counted(node)]
    seeds = tuple(evidence.seeds.values())  # the evidence itself would go round in a circle

    def is_usual(key: str) -> bool:
        whole = re.compile(rf"(?<![\w-]){re.escape(key)}(?![\w-])", re.IGNORECASE)
        texts = (text for s in seeds for text in (s.meta.title, *(p.text for p in s.paragraphs)))
        return any(whole.search(text) for text in texts)

    lexicon = evidence.lexicons.known(evidence.language)
    of_grammar = evidence.lexicons.of(evidence.language).phrases("common").words

    return Citable(
        seeds=frozenset(evidence.keys),
        # A key that is one word may be that word, where nothing cites it.
        records=frozenset(
            (*evidence.records, *(n for n in evidence.record_ids or () if not n.isalpha()))
        ),
        tables=frozenset(node.identifier for node in shown if node.identifier),
        listed=evidence.brief.front.seeds,
        is_usual=is_usual,
        is_surname=lambda word: lexicon is not None and may_be_a_surname(word, lexicon),
        is_of_grammar=of_grammar.__contains__,
        authors=_authors(evidence),
        all_tables=sum(node.kind == "table" for node in shown),
        figures=sum(node.kind == "figure" for node in shown),
    )


def _authors(evidence: Evidence) -> Mapping[str, tuple[str, ...]]:
    """Who wrote or published what can be cited, by whole names and surnames, and its keys."""
    found: dict[str, tuple[str, ...]] = {}
    said = {key: (record.author, record.publisher) for key, record in evidence.records.items()}
    said |= {key: (s.meta.author, s.meta.publisher) for key, s in evidence.seeds.items()}
    for key, (author, publisher) in said.items():
        names = re.split(r",\s*|;\s*|\s+(?:and|et|&)\s+", author)
        every = (publisher, *names, *(name.split(" ")[-1] for name in names))
        for name in dict.fromkeys(name for name in every if len(name) >= _NAMED):
            found[name] = (*found.get(name, ()), key)
    return found


_NAMED = 3  # letters of a name


def _runs(nodes: Iterable[Node], groups: Mapping[Span, CitationGroup]) -> Iterator[Run]:
    for node in nodes:
        if node.kind in RUNS:
            run, notes = run_of(node, groups)
            yield run
            yield from (run_of(note, groups)[0] for note in notes)
        else:
            yield from _runs(node.children, groups)


def _told_already(run: Run) -> Iterator[Stretch]:
    """The locators behind names that could not be read as citations, which is told about those."""
    words = run.words
    if REFERENCE not in words:
        return
    read = {at - 1 for at, group in run.groups if group.in_text}
    for name in re.finditer(rf"{REFERENCE}[\s,(]*", words):
        if name.start() in read or cross_reference(run.node_at(name.start())):
            continue
        if locator := read_locator(words, name.end()):
            yield name.end(), locator.end


def _found(stray: Stray, run: Run) -> Diagnostic:
    span = run.span(stray.start, stray.end)
    hint = f"write {stray.meant}{_WAY_OUT}"
    if not stray.sure:
        message = f"“{run.words[stray.start : stray.end]}” names no source, so nothing is cited"
        return diagnose(codes.BARE_PLACE, message, span, hint=hint)
    if stray.unclosed:
        message = "this bracket is not closed, and a citation stands in it"
        return diagnose(codes.CITATION_AS_WORDS, message, span, hint=hint)
    message = "this looks like a citation and would be printed as words"
    ends = (run.node_at(stray.start), run.node_at(stray.end - 1))
    fix = None
    if stray.whole and all(node.kind == "text" for node in ends):  # in code it would stay code
        fix = Fix(span, stray.meant)
    return diagnose(codes.CITATION_AS_WORDS, message, span, hint=hint, fix=fix)


# --- beside the running text ------------------------------------------------------------


def _beside_citations(body: Body, citable: Citable) -> Iterator[Diagnostic]:
    for group in body.groups.values():
        for citation in group.citations:
            for words in filter(None, (citation.prefix, citation.suffix)):
                if next(stray_citations(words, citable, in_bracket=True), None):
                    message = f"“{words}” beside this citation looks like another"
                    hint = "divide citations by a semicolon: [@key, ¶2; @other, ¶3]"
                    yield diagnose(codes.CITATION_AS_WORDS, message, citation.span, hint=hint)


def _in_attributes(marked: Iterable[Node], citable: Citable) -> Iterator[Diagnostic]:
    for node in marked:
        for name, words in node.attributes.items():
            if name in ("title", "alt"):
                yield from _cites_nothing(name, words, node.span, citable)


def _in_front(brief: Brief, citable: Citable) -> Iterator[Diagnostic]:
    for name, words, span in printed_values(brief.front, brief.places):
        yield from _cites_nothing(name, words, span, citable)


def cited_beside(
    name: str, words: str, span: Span, citable: Citable, seed: Seed | None
) -> Iterator[Diagnostic]:
    """An error where the value of `name`, in another file than the brief, looks like it cites.

    What describes a `seed` may name those of its paragraphs that are there.
    """
    own = tuple(_paragraphs_of(seed, words)) if seed else ()
    named = next((one for one in stray_citations(words, citable, own) if one.sure), None)
    if named:
        shown = words[named.start : named.end]
        hint = f"nothing can be cited here: say in words what “{shown}” is, by author and day"
        yield _citation_in(name, span, hint)


def _paragraphs_of(seed: Seed, words: str) -> Iterator[Stretch]:
    for sign in PARAGRAPH.finditer(words):
        locator = read_locator(words, sign.start())
        ends = (
            (end for part in locator.ranges for end in (part.first, part.last)) if locator else ()
        )
        if locator and all(map(seed.paragraph, ends)):
            yield sign.start(), locator.end


def _cites_nothing(name: str, words: str, span: Span, citable: Citable) -> Iterator[Diagnostic]:
    if any(stray.sure for stray in stray_citations(words, citable)):
        yield _citation_in(name, span, "cite in the text of the brief")


def _citation_in(name: str, span: Span, hint: str) -> Diagnostic:
    return diagnose(codes.CITATION_IN_TITLE, f"a citation is not read in `{name}`", span, hint=hint)

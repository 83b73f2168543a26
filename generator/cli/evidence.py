"""`brief trace`, `brief cite` and `brief coverage`."""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.findings import ONE_BRIEF, TEXT_FORM, asked_for, in_workspace
from generator.cli.terminal import bold, hanging, has_color, json_text
from generator.language.counting import counted, numbered

if TYPE_CHECKING:
    from generator.actions.trace import Followed
    from generator.checks.citing import CitablePlace
    from generator.checks.coverage import Coverage, ParagraphUse, SeedUse
    from generator.checks.tracing import Answer, CitedSentence, Trace, TracedCitation
    from generator.diagnostics import Diagnostic


def trace_command(
    brief: Annotated[str, ONE_BRIEF],
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="N", help="A note (7), a key point (k2) or a line of the brief (l34)."
        ),
    ] = None,
) -> None:
    """Show the words of the source that a note, a key point or a line rests on.

    Without N, list the notes of the brief with their claims.

    Examples: `brief trace military 7` · `brief trace military k2` · `brief trace military l34`
    """
    from generator.actions.trace import at, follow

    library, (path,) = asked_for([brief])
    with in_workspace():
        followed = follow(library, path)
    if what is None:
        typer.echo(_listed(followed))
        return
    answer = at(followed, what)
    if answer is None:
        typer.echo(f"no `{what}` in {followed.brief.slug}: {_extent(followed)}", err=True)
        raise typer.Exit(2)
    typer.echo("\n".join(_answer(answer)))


def cite_command(
    brief: Annotated[str, ONE_BRIEF],
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="Words to look for, in quotation marks.")
    ],
) -> None:
    """Find where the sources of a brief say something, and print the citation to paste.

    Example: `brief cite military "North Korea offers artillery"`
    """
    from generator.actions import trace as action

    library, (path,) = asked_for([brief])
    with in_workspace():
        found = action.cite(library, path, text)
    typer.echo("\n".join(_places_found(found)))


def coverage_command(
    brief: Annotated[str, ONE_BRIEF],
    form: Annotated[str, TEXT_FORM] = "text",
) -> None:
    """Show for each paragraph of the sources which notes cite it, and what no note cites.

    Example: `brief coverage military`
    """
    from generator.actions import trace as action

    library, (path,) = asked_for([brief])
    with in_workspace():
        found = action.coverage(library, path)
    if form == "json":
        typer.echo(json_text(found))
    else:
        typer.echo("\n".join(_coverage(found)))


# --- trace ------------------------------------------------------------------------------


def _extent(followed: Followed) -> str:
    notes, points = len(followed.notes), len(followed.brief.key_points)
    lines = followed.brief.source.count("\n") + 1
    parts = [f"line l1 to l{lines}"]
    if points:
        parts.insert(0, f"key point k1 to k{points}")
    if notes:
        parts.insert(0, f"note 1 to {followed.notes[-1]}")
    return "it has " + ", ".join(parts)


def _listed(followed: Followed) -> str:
    lines = [bold(f"{followed.brief.slug}  {followed.brief.front.title}")]
    for each in followed.traces:
        point = f"k{each.point}" if each.point else ""
        own = each.place.file == followed.brief.file
        line = f"l{each.place.start.line}" if own else "caveat"
        lines.append(
            hanging(f"{each.note:>4}  {point:<3} {line:<6}  ", _without_gaps(each.claim) or "–")
        )
    return "\n".join(lines)


def _answer(answer: Answer) -> Iterator[str]:
    if answer.words:
        yield bold(answer.title)
        yield ""
        yield hanging("  ", _without_gaps(answer.words))
        yield ""
    for each in answer.traces:
        yield from _trace(each)
        yield ""
    if any(citation.sentences for each in answer.traces for citation in each.citations):
        yield from (f"▸ is what the note prints; {_legend()} are words of the claim.", "")
    if not answer.traces:
        yield from ("Nothing is cited here.", "")
    yield from _opinion(answer.findings)


def _legend() -> str:
    return "marked words" if has_color(sys.stdout) else "words between *asterisks*"


def _trace(found: Trace) -> Iterator[str]:
    start = found.place.start
    point = f" · key point {found.point}" if found.point else ""
    yield bold(f"note {found.note}{point} · {found.place.file}:{start.line}:{start.column}")
    yield ""
    if found.claim:
        yield hanging("  ", _without_gaps(found.claim))
        yield ""
    for citation in found.citations:
        yield from _traced_citation(citation)


def _without_gaps(words: str) -> str:
    """Words of the brief without the spaces and commas that removed citations left behind."""
    return re.sub(r"\s+(?=[.,](?:\s|$))", "", words).lstrip(" ,;:")


def _traced_citation(found: TracedCitation) -> Iterator[str]:
    yield bold(f"[{found.written}]")
    if found.record:
        record = found.record
        parts = (record.author, f"“{record.title}”", record.publisher, record.date, record.note)
        yield hanging("  ", ", ".join(part for part in parts if part))
        if record.url:
            yield f"  {record.url}"
        yield "  Its words are not kept here: open it and read."
    elif not found.sentences:
        yield "  Nothing stands there."
    else:
        yield from _traced_sentences(found.sentences)


def _traced_sentences(found: tuple[CitedSentence, ...]) -> Iterator[str]:
    told = [s for s in found if s.marks or s.shown]
    for each in told:
        sign = "▸" if each.shown else " "
        yield hanging(f"{sign} {each.place} s{each.number}  ", each.text, each.marks)
    rest = [f"{s.place} s{s.number}" for s in found if s not in told]
    if rest:
        yield hanging("  ", f"No word in common: {', '.join(rest)}.")


def _opinion(found: Iterable[Diagnostic]) -> Iterator[str]:
    """What the checks say. If they say nothing, that proves nothing."""
    findings = tuple(found)
    if not findings:
        yield "The checks ask for nothing to be read again."
        return
    yield bold("Read this again:")
    for each in findings:
        place = f"{each.span.start.line}:{each.span.start.column}"
        yield hanging("  ", f"{each.severity}[{each.code}] at {place}: {each.message}")
        if each.answer:
            yield hanging("    ", f"answered by {each.answer.by}: {each.answer.reason}")
        elif each.hint:
            yield hanging("    ", each.hint)


# --- cite -------------------------------------------------------------------------------


def _places_found(found: tuple[CitablePlace, ...]) -> Iterator[str]:
    if not found:
        yield "No sentence of the sources that the brief lists contains any of these words."
        return
    if not found[0].near:
        yield "No sentence of the brief's sources is close to this. The closest are:"
        yield ""
    for each in found:
        yield bold(each.citation) + ("  word for word" if each.exact else "")
        yield hanging("  ", each.text, each.marks)


# --- coverage ---------------------------------------------------------------------------


def _coverage(found: Coverage) -> Iterator[str]:
    yield bold(f"{found.brief}: {counted(found.notes, 'note')}")
    for seed in found.seeds:
        yield ""
        yield from _seed_use(seed)
    if found.records:
        yield ""
        yield bold("records")
        for name, notes in found.records.items():
            yield hanging(f"  {name:<5} ", numbered("note", notes))
    if found.sections:
        yield ""
        yield bold("sentences of the brief that cite")
    titles = max((len(section.title) for section in found.sections), default=0)
    for section in found.sections:
        cited, count = section.cited, section.sentences
        share = round(100 * cited / count)
        yield f"  {section.title:<{titles}}  {cited:>3} of {count:>3}  {share:>3} %"


def _seed_use(seed: SeedUse) -> Iterator[str]:
    yield bold(f"{seed.key}  {seed.title}")
    for paragraph in seed.paragraphs:
        yield hanging(f"  {paragraph.place:<5} ", _use(paragraph))


def _use(paragraph: ParagraphUse) -> str:
    if not paragraph.notes:
        return f"never cited: {textwrap.shorten(paragraph.text, 120, placeholder=' …')}"
    points = f"{numbered('key point', paragraph.points)}; " if paragraph.points else ""
    unused = ", ".join(f"s{number}" for number in paragraph.unused)
    rest = f"; no note shows {unused}" if unused else ""
    return f"{points}{numbered('note', paragraph.notes)}{rest}"

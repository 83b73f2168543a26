"""What stands around findings: counts and sentences, in the language that findings are told in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from generator.cli.terminal import messages_language
from generator.diagnostics import Diagnostic, Severity, Span
from generator.diagnostics.codes import CODES, SETTABLE
from generator.diagnostics.translating import translation
from generator.language.counting import counted
from generator.language.plurals import plural_form


def say(english: str) -> str:
    """A sentence in the language of messages, its values as they are; English without one."""
    return translation(messages_language()).sentence(english)


def headed(head: str, words: str) -> str:
    """Words behind what they are about, and a colon."""
    return f"{head}{translation(messages_language()).word(': ')}{words}"


def count_of(number: int, noun: str, behind: str = "") -> str:
    """A number with its noun and what stands `behind`: "1 brief checked", "3 notes"."""
    language = messages_language()
    forms = translation(language).counts.get(f"{noun}{behind}")
    if forms is None:
        return counted(number, noun) + behind
    grouped = f"{number:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
    return forms[plural_form(number, language)].replace("{count}", grouped)


def summary(briefs: int, found: Sequence[Diagnostic]) -> str:
    """One line: "2 briefs checked: 1 error, 3 warnings, 2 answered"."""
    checked = count_of(briefs, "brief", " checked")
    standing = [finding for finding in found if finding.answer is None]
    answered = len(found) - len(standing)
    settled = say(f"{answered} answered") if answered else ""
    told = ", ".join(filter(None, (counted_findings(standing), settled))) or say("no findings")
    return headed(checked, told)


def counted_findings(found: Sequence[Diagnostic]) -> str:
    """How many there are of each severity: "1 error, 3 warnings"; nothing if there are none."""
    numbers = {severity: sum(each.severity is severity for each in found) for severity in Severity}
    return ", ".join(count_of(number, severity) for severity, number in numbers.items() if number)


def told_later(brief: str, later: Sequence[Diagnostic], follow: int) -> str:
    """How many findings of a brief are not shown, and how they are; "" where all are.

    They are left for `later`, or `follow` from those that are shown.
    """
    if later:
        untold = say(
            f"{counted_findings(later)} not shown: correct what is above, then check again"
        )
    elif follow:
        more = count_of(follow, "more finding")
        untold = say(f"{more} follows from these" if follow == 1 else f"{more} follow from these")
    else:
        return ""
    return headed(brief, f"{untold}; {say(f'`brief check {brief} --all` shows every one')}")


def other_places(first: Diagnostic, rest: Sequence[Diagnostic]) -> Iterator[str]:
    """The other places of similar findings. Each says only what differs from the first."""
    if not rest:
        return
    places = count_of(len(rest), "other place")
    yield "  = " + say(f"and at {places}:")
    for other in rest[:_MOST_PLACES]:
        start, same_file = other.span.start, other.span.file == first.span.file
        place = f"{start.line}:{start.column}"
        said = [other.message] if other.message != first.message else []
        said += [other.hint] if other.hint and other.hint != first.hint else []
        place = place if same_file else f"{other.span.file}:{place}"
        yield f"    {place}  {'; '.join(said)}".rstrip()
    if len(rest) > _MOST_PLACES:
        more = count_of(len(rest) - _MOST_PLACES, "more place")
        yield "    … " + say(f"and {more}")


_MOST_PLACES = 12


def way_out(found: Sequence[Diagnostic]) -> str:
    """How the first warning that a person may answer is answered; "" where there is none."""
    warnings = (each for each in found if each.severity is Severity.WARNING and not each.answer)
    one = next((each for each in warnings if CODES.get(each.code) in SETTABLE), None)
    if one is None or not one.span.file.endswith(".md") or one.span.file.startswith("seeds/"):
        return ""
    place = f"{Path(one.span.file).stem}:{one.span.start.line}"
    return say(f'Is a warning wrong? Say why: brief answer {place} {one.code} "the reason"')


def answered(file: str, found: Iterable[Diagnostic]) -> Iterator[str]:
    """What has been answered about a brief: "1 answered: C014 at line 15, by Ann: 45 of 410"."""
    lines = [
        say(f"{each.code} at {_line_in(file, each.span)}, by {one.by}: {one.reason}")
        for each in found
        if (one := each.answer)
    ]
    settled = say(f"{len(lines)} answered")
    if len(lines) == 1:
        yield headed(file, headed(settled, lines[0]))
    elif lines:
        yield headed(file, settled)
        yield from (f"  {line}" for line in lines)


def _line_in(file: str, span: Span) -> str:
    """The line of a place as somebody reads of it who looks at a file."""
    if span.file == file:
        return say(f"line {span.start.line}")
    return say(f"line {span.start.line} of {span.file}")

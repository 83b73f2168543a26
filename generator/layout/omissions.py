"""What a layout leaves out of a brief: a warning, and an error where it is a caveat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.briefs.brief import Caveat
from generator.diagnostics import Diagnostic, Severity, Span, codes, diagnose
from generator.layout.tokens import SECTION, Field, Slot, Tokens
from generator.markdown.syntax import words_aloud
from generator.templates.template import Length, Template


def parts_left_out(tokens: Tokens, template: Template) -> Iterator[Diagnostic]:
    """A part of the brief that has no slot in the layout would be missing without a word."""
    yield from _disclaimer_left_out(tokens, template)
    for slot in tokens.values:
        if not isinstance(slot, Slot) or slot.name in tokens.met:
            continue
        is_said = slot.nodes or slot.name == "caveats_in_brief"
        if not is_said or _may_be_left_out(slot.name, tokens, template):
            continue
        severity = Severity.ERROR if slot.name.startswith("caveats") else Severity.WARNING
        what = slot.name.replace("_", " ")
        hint = f"put {{{{ slot.{slot.name} }}}} on a line of its own"
        if slot.name.startswith(SECTION):
            what = f"section “{_first_words(slot)}”"
            hint = "put {{ section.whole }} of each section on a line of its own"
        message, span = f"the template leaves out the brief's {what}", Span.at(template.file)
        yield diagnose(codes.SLOT, message, span, severity=severity, hint=hint)


def _first_words(section: Slot) -> str:
    return " ".join(words_aloud(section.nodes[0].children).split()[:6])


def _disclaimer_left_out(tokens: Tokens, template: Template) -> Iterator[Diagnostic]:
    given = any(isinstance(one, Field) and one.name == "disclaimer" for one in tokens.values)
    if given and "brief.disclaimer" not in tokens.met and template.length == "full":
        message = "the template leaves out the brief's disclaimer"
        hint = "put {{ brief.disclaimer }} at the end of the layout"
        place = Span.at(template.file)
        yield diagnose(codes.SLOT, message, place, severity=Severity.WARNING, hint=hint)


_KEPT: Mapping[Length, tuple[str, ...]] = {
    "page": ("summary", "key_points", "decision"),
    "short": ("summary", "key_points"),
}


def _may_be_left_out(slot: str, tokens: Tokens, template: Template) -> bool:
    """Whether the template need not print a part of the brief.

    Caveats stand on page 1 in brief or, in templates that know of no other way, in full; a single
    page has no room for more than its reader must know.
    """
    one_by_one = any(name.startswith(SECTION) for name in tokens.met)
    if slot == "sections" and one_by_one:
        return True
    if slot.startswith(SECTION) and ("sections" in tokens.met or not one_by_one):
        return True
    if slot == "caveats_in_brief":
        return template.length == "full" and "caveats" in tokens.met
    return template.length != "full" and slot not in _KEPT[template.length]


def caveats_not_in_brief(tokens: Tokens, caveats: Iterable[Caveat]) -> Iterator[Diagnostic]:
    """Each unresolved caveat without a sentence for page 1, if the layout prints those."""
    if "caveats_in_brief" not in tokens.met:
        return
    for caveat in caveats:
        if caveat.unresolved and not caveat.in_brief:
            message = "this caveat has no sentence for page 1"
            hint = "add a last term, In brief, with that sentence and what it cites"
            yield diagnose(codes.CAVEAT_NOT_IN_BRIEF, message, caveat.span, hint=hint)

"""What a layout leaves out of a brief: a warning, and an error where it is a caveat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.briefs.brief import Caveat
from generator.diagnostics import Diagnostic, Severity, Span, codes, diagnose
from generator.layout.skeleton import head_values_named
from generator.layout.tokens import SECTION, Field, Slot, Tokens
from generator.layout.values import SaidOfBrief
from generator.markdown.syntax import words_aloud
from generator.templates.template import CALLED, Length, Template


def parts_left_out(
    tokens: Tokens, template: Template, values: Mapping[str, SaidOfBrief]
) -> Iterator[Diagnostic]:
    """A part of the brief that has no slot in the layout would be missing without a word."""
    if template.length == "full":
        yield from _values_left_out(tokens, template, values)
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
        yield _left_out(what, template, hint, severity)


def _left_out(
    what: str, template: Template, hint: str, severity: Severity = Severity.WARNING
) -> Diagnostic:
    who = "the template"
    if template.length != "full":
        who = f"{CALLED[template.length]} by the template"
    message, place = f"{who} leaves out the brief's {what}", Span.at(template.nearest_file)
    return diagnose(codes.SLOT, message, place, severity=severity, hint=hint)


def _first_words(section: Slot) -> str:
    return " ".join(words_aloud(section.nodes[0].children).split()[:6])


def _values_left_out(
    tokens: Tokens, template: Template, values: Mapping[str, SaidOfBrief]
) -> Iterator[Diagnostic]:
    """The values that are given to be printed, and that the layout does not name."""
    given = {one.name for one in tokens.values if isinstance(one, Field)}
    wanted = {
        "disclaimer": "put {{ brief.disclaimer }} at the end of the layout",
        "subtitle": "put {{ brief.subtitle }} below the title",
        "translators": "put {{ brief.translators }} into the layout",
    }
    for name in ("affiliation", "email", "orcid"):
        wanted[name] = f"put {{{{ author.{name} }}}} of each author of `authors` into the layout"
    for name, value in values.items():
        if value.label and value.where != "layout":
            hint = f"put the label and the words of each value of `{value.where}` into the layout"
            wanted[name] = hint
    in_form = head_values_named(template.layouts)
    for name, hint in wanted.items():
        if name in given and name not in in_form and f"brief.{name}" not in tokens.met:
            yield _left_out(name, template, hint)


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

"""Fenced blocks: how each is set, in a layout and in what an author wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from generator.diagnostics import Diagnostic, codes, diagnose
from generator.diagnostics.nearest import did_you_mean, nearest_name
from generator.document import Aside, Block, Box, NumberedList, Paragraph
from generator.layout.skeleton import slots_named
from generator.markdown.syntax import Node
from generator.templates.blocks import BlockRule, BlockRules, slot_of_block
from generator.templates.labels import Labels
from generator.templates.template import Template
from generator.templates.wording import LABELS


def set_apart(classes: tuple[str, ...]) -> tuple[type[Box | Aside] | None, tuple[str, ...]]:
    """As what a layout sets a fenced block apart, if it does, and the names of its look.

    `{.box .name}` is a box, in whatever order; `{.aside .name}` stands beside what follows it.
    """
    names = tuple(name for name in classes if name != "box")
    if "box" in classes:
        return Box, names
    return (Aside, names[1:]) if names[:1] == ("aside",) else (None, names)


def rule_of_fence(classes: tuple[str, ...], declared: BlockRules, *, in_layout: bool) -> BlockRule:
    """How a fenced block is set. A layout says so itself, or names a block that is declared."""
    kind, names = set_apart(classes) if in_layout else (None, classes)
    name = names[0] if names else None
    if kind is Box:
        return BlockRule(box=name or "plain")
    if kind is Aside:
        return BlockRule(aside=name or "plain")
    return declared.get(name or "", BlockRule(style=name))


def in_style_of(blocks: Iterable[Block], role: str) -> Iterator[Block]:
    """What fills a slot, in the style of the fence around it where there is one."""
    for block in blocks:
        match block:
            case Paragraph(role="small" | "list") if role != "body":
                yield replace(block, role=role)
            case NumberedList(items) if role != "body":
                yield replace(block, items=tuple(tuple(in_style_of(item, role)) for item in items))
            case _:
                yield block


# --- blocks that a layout places ------------------------------------------------------------


def placed_blocks(blocks: Iterable[Node], declared: BlockRules) -> Mapping[str, tuple[Node, ...]]:
    """By the names of their slots the blocks that do not stay where their author wrote them."""
    found: dict[str, tuple[Node, ...]] = {
        slot_of_block(name): () for name, rule in declared.items() if rule.placed
    }
    for block in blocks:
        if slot := _slot_of(block, declared):
            found[slot] = (*found[slot], block)
    return found


def left_in_place(blocks: Iterable[Node], declared: BlockRules) -> tuple[Node, ...]:
    """The blocks of the sections without those that a layout places."""
    return tuple(block for block in blocks if not _slot_of(block, declared))


def _slot_of(block: Node, declared: BlockRules) -> str:
    name = next((name for name in block.classes if block.kind == "div"), "")
    return slot_of_block(name) if name in declared and declared[name].placed else ""


# --- what a declaration names -----------------------------------------------------------------


def faults_of_declared(
    template: Template, labels: Labels, slots: Iterable[str]
) -> Iterator[Diagnostic]:
    """The labels and slots that the blocks of a template name, and that are not there.

    `slots` are those of every layout.
    """
    known = {*slots}
    for name, rule in template.rules.blocks.items():
        own, slot = declarer(template, name), slot_of_block(name)
        if own is None:
            continue
        if rule.title and rule.title not in labels.names:
            message = f"no label `{rule.title}`, which is to head the block `{name}`"
            hint = f'add {rule.title} = "…" under [en] of labels.toml'
            if rule.title != name:  # a block's own name is no misspelling of another label
                hint = did_you_mean(rule.title, labels.names, hint)
            yield _at_declaration(own, name, "title", message, hint)
        elif rule.title and LABELS.get(rule.title):
            message = f"the label `{rule.title}` is filled with values, and can head no block"
            hint = "name one that is words alone, or add your own to labels.toml"
            yield _at_declaration(own, name, "title", message, hint)
        if rule.placed and slot in known:
            hint = "give your block another name"
            message = f"each layout has a `slot.{slot}` of another kind"
            yield _at_declaration(own, name, "placed", message, hint)
        elif rule.placed and _is_nowhere(slot, known, slots_named(template.layouts)):
            hint = f"put {{{{ slot.{slot} }}}} on a line of its own in layout.md.j2"
            yield _at_declaration(own, name, "placed", f"no layout places the block `{name}`", hint)


def _is_nowhere(slot: str, known: Iterable[str], named: frozenset[str] | None) -> bool:
    """Whether no layout names a slot; False where one misspells it, of which it tells itself."""
    if named is None or slot in named:
        return False
    return not any(nearest_name(one, [slot]) for one in named.difference(known))


def declarer(template: Template, block: str) -> Template | None:
    """Which of a template and those it builds on declares a block; None if no file does."""
    own: Template | None = template
    while own is not None and block not in own.settings.blocks:
        own = own.parent
    return own


def _at_declaration(own: Template, name: str, key: str, message: str, hint: str) -> Diagnostic:
    return diagnose(codes.BAD_TEMPLATE_SETTINGS, message, own.place("blocks", name, key), hint=hint)

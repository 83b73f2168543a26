"""Layouts that build on one another: what each may say, and where.

A child only fills the blocks of its parent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from generator.diagnostics.nearest import did_you_mean
from generator.layout.grammar import LayoutFault, LayoutVocabulary, faults_of_grammar, names_behind
from generator.templates.template import Layout

if TYPE_CHECKING:
    from jinja2 import nodes


def faults_of_layouts(
    layouts: Sequence[Layout], trees: Sequence[nodes.Template], vocabulary: LayoutVocabulary
) -> Iterator[tuple[Layout, LayoutFault]]:
    """Every fault of the layouts of a template, nearest first, with the layout that has it."""
    for index, (layout, tree) in enumerate(zip(layouts, trees, strict=True)):
        found = [
            *_faults_of_extending(tree, layouts, trees, index),
            *_twofold_blocks(tree),
            *faults_of_grammar(tree, vocabulary),
        ]
        yield from ((layout, fault) for fault in found)


def _blocks_of(tree: nodes.Template) -> tuple[str, ...]:
    """The names of the blocks of a layout."""
    from jinja2 import nodes

    return tuple(block.name for block in tree.find_all(nodes.Block))


def _twofold_blocks(tree: nodes.Template) -> Iterator[LayoutFault]:
    """Each block of a layout that has the name of one above it."""
    from jinja2 import nodes

    first: dict[str, int] = {}
    for block in sorted(tree.find_all(nodes.Block), key=lambda one: one.lineno):
        if block.name in first:
            message = (
                f"the block `{block.name}` is here twice: it begins at line {first[block.name]}"
            )
            hint = "put what both hold into one, and take the other away"
            yield LayoutFault(block.lineno, message, hint, block.name)
        first.setdefault(block.name, block.lineno)


def _faults_of_extending(
    tree: nodes.Template, layouts: Sequence[Layout], trees: Sequence[nodes.Template], index: int
) -> Iterator[LayoutFault]:
    """The faults of a layout that extends a parent: it may only fill its blocks."""
    from jinja2 import nodes

    extends = list(tree.find_all(nodes.Extends))
    if not extends:
        yield from _lacking_extends(tree, layouts, trees, index)
        return
    if fault := _misplaced(tree, extends) or _of_another(extends[0], layouts, index):
        yield fault
        return
    name = layouts[index + 1].name
    known = [block for one in trees[index + 1 :] for block in _blocks_of(one)]
    for node in tree.body:
        if isinstance(node, nodes.Block) and node.name not in known:
            message = f"no block `{node.name}` in `{name}`"
            hint = did_you_mean(node.name, sorted(known))
            yield LayoutFault(node.lineno, message, hint, node.name)
        elif not isinstance(node, nodes.Block | nodes.Extends):
            yield from _lost_words(node)


def _misplaced(tree: nodes.Template, extends: Sequence[nodes.Extends]) -> LayoutFault | None:
    """The fault of a layout that extends its parent twice, or below what it says itself."""
    from jinja2 import nodes

    if extends[1:]:
        message = f"`{{% extends %}}` is here twice: it stands at line {extends[0].lineno}"
        return LayoutFault(extends[1].lineno, message, "keep one of the two", "extends")
    for node in tree.body:
        if isinstance(node, nodes.Extends):
            return None
        if isinstance(node, nodes.Block):
            break
    hint = "make it the first line of the file"
    return LayoutFault(extends[0].lineno, "a layout begins with what it extends", hint, "extends")


def _of_another(
    extends: nodes.Extends, layouts: Sequence[Layout], index: int
) -> LayoutFault | None:
    """The fault of a layout that extends itself, or what is not its parent."""
    from jinja2 import nodes

    asked = extends.template
    name = asked.value if isinstance(asked, nodes.Const) else None
    above = [layout.name for layout in layouts[index + 1 :]]
    if name in above:
        return None
    if name == layouts[index].name:
        hint = "a layout extends its parent, not itself"
        return LayoutFault(extends.lineno, "the layout leads back to itself", hint)
    if name is None:
        hint = f'write {{% extends "{above[0] if above else "policy-brief"}" %}}'
        return LayoutFault(extends.lineno, "what a layout extends stands in quotes", hint)
    if not above:
        hint = 'a layout builds on its parent: `parent = "…"` in template.toml says which'
        return LayoutFault(extends.lineno, f"no template `{name}` to build on", hint)
    if layouts[index].name != above[0] and "/" in layouts[index].name:  # that of a shorter brief
        hint = f'write {{% extends "{above[0]}" %}}, whatever template it is of'
        message = f"the layout of a shorter brief builds on `{above[0]}`, not on `{name}`"
        return LayoutFault(extends.lineno, message, hint)
    hint = f'write {{% extends "{above[0]}" %}}, or name the other as `parent` in template.toml'
    return LayoutFault(extends.lineno, f"this template does not build on `{name}`", hint)


def _lacking_extends(
    tree: nodes.Template, layouts: Sequence[Layout], trees: Sequence[nodes.Template], index: int
) -> Iterator[LayoutFault]:
    """The fault of a layout that would stand in its parent's place, and does not print a brief.

    It fills blocks of its parent, or names nothing of a brief. One that prints the caveats is
    whole: it may have blocks of the same names.
    """
    slots = names_behind("slot", tree)
    if slots & {"caveats", "caveats_in_brief"}:
        return
    known = {block for one in trees[index + 1 :] for block in _blocks_of(one)}
    own = next((node for node in tree.body if getattr(node, "name", "") in known), None)
    prints = bool(slots or names_behind("brief", tree))
    if not layouts[index + 1 :] or (own is None and prints):
        return
    parent = layouts[index + 1].name
    does = "fills blocks of its parent" if own else "names nothing of a brief"
    message = f"the layout {does}, and does not extend `{parent}`"
    hint = f'begin with {{% extends "{parent}" %}}'
    yield LayoutFault(own.lineno if own else 1, message, hint)


def _lost_words(node: nodes.Node) -> Iterator[LayoutFault]:
    from jinja2 import nodes

    parts: list[nodes.Node] = list(node.nodes) if isinstance(node, nodes.Output) else [node]
    for part in parts:
        blank, line = "", part.lineno
        if isinstance(part, nodes.TemplateData):
            words = part.data.lstrip()
            if not words:
                continue
            blank = part.data[: len(part.data) - len(words)]
        message = "this stands outside the blocks, and would be left out"
        hint = "put it between {% block … %} and {% endblock %}"
        yield LayoutFault(line + blank.count("\n"), message, hint)
        return

"""What a `layout.md.j2` may be made of. Jinja is a language for programs; a layout only arranges.

So it fills blocks, names values, asks whether they exist, and goes over the sources and the
sections. Anything else in Jinja is a finding at its line: nothing in a layout can grow or run
without end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from generator.diagnostics.nearest import did_you_mean, nearest_name
from generator.templates.template import Layout

if TYPE_CHECKING:
    from jinja2 import nodes

LayoutVocabulary = Mapping[str, frozenset[str]]
"""What may follow each first word: "title" after "brief", "gaps" after "slot"."""

LISTS: LayoutVocabulary = {
    "sources": frozenset({"reference", "reproduced", "paragraphs", "evidence"}),
    "sections": frozenset({"name", "title", "whole"}),
    "authors": frozenset({"name", "role", "affiliation", "email", "orcid"}),
    "fields": frozenset({"label", "words", "choices", "day", "address", "required"}),
    "about": frozenset({"label", "words"}),
    "imprint": frozenset({"label", "words"}),
}
"""What a layout goes over, and the fields of each item."""

_LIKELIEST = ("slot", "brief")
"""The first words that somebody means who gives none, the likeliest last."""

_LOOP = frozenset({"first", "index", "last", "length"})
_DEEPEST = 2  # loops inside one another

_FILTERS = ("capitalize", "default", "first", "last", "length", "lower", "title", "trim", "upper")
_TESTS = ("defined", "undefined", "none", "even", "odd")
_PLAIN = ("Add", "And", "Compare", "Concat", "CondExpr", "Const", "If", "Not", "Operand", "Or",
          "Output", "Sub", "Template", "TemplateData")  # fmt: skip
_SIGNS = {
    "Pow": "**",
    "Mul": "*",
    "Div": "/",
    "FloorDiv": "//",
    "Mod": "%",
    "Getitem": "[…]",
    "List": "[…]",
    "Tuple": "(…, …)",
    "Dict": "{…}",
    "Assign": "set",
    "AssignBlock": "set",
    "FromImport": "from",
    "FilterBlock": "filter",
    "CallBlock": "call",
    "ScopedEvalContextModifier": "autoescape",
}
HINT = "the words a layout may use stand in the comment at the head of policy-brief's"


class LayoutFault(Struct, frozen=True):
    """What a layout says that is not understood, on which line, and the name that it is about."""

    line: int
    message: str
    hint: str = HINT
    name: str = ""


def faults_of_layouts(
    layouts: Sequence[Layout], trees: Sequence[nodes.Template], vocabulary: LayoutVocabulary
) -> Iterator[tuple[Layout, LayoutFault]]:
    """Every fault of the layouts of a template, nearest first, with the layout that has it."""
    for index, (layout, tree) in enumerate(zip(layouts, trees, strict=True)):
        found = [
            *_faults_of_extending(tree, layouts, trees, index),
            *_GrammarReader(vocabulary).faults(tree),
        ]
        yield from ((layout, fault) for fault in found)


def blocks_of(tree: nodes.Template) -> tuple[str, ...]:
    """The names of the blocks of a layout."""
    from jinja2 import nodes

    return tuple(block.name for block in tree.find_all(nodes.Block))


def names_behind(first: str, tree: nodes.Template) -> frozenset[str]:
    """What a layout names behind a first word: the labels behind `label`."""
    from jinja2 import nodes

    return frozenset(
        one.attr
        for one in tree.find_all(nodes.Getattr)
        if isinstance(one.node, nodes.Name) and one.node.name == first
    )


# --- what builds on another layout -------------------------------------------------------


def _faults_of_extending(
    tree: nodes.Template, layouts: Sequence[Layout], trees: Sequence[nodes.Template], index: int
) -> Iterator[LayoutFault]:
    """The faults of a layout that extends a parent: it may only fill its blocks."""
    from jinja2 import nodes

    extends = list(tree.find_all(nodes.Extends))
    if not extends:
        yield from _lacking_extends(tree, layouts, trees, index)
        return
    asked = extends[0].template
    name = asked.value if isinstance(asked, nodes.Const) else None
    if name == layouts[index].name:
        hint = "a layout extends its parent, not itself"
        yield LayoutFault(extends[0].lineno, "the layout leads back to itself", hint)
        return
    if name not in [layout.name for layout in layouts[index + 1 :]]:
        hint = 'a layout builds on its parent: `parent = "…"` in template.toml says which'
        yield LayoutFault(extends[0].lineno, f"no template `{name}` to build on", hint)
        return
    known = [block for one in trees[index + 1 :] for block in blocks_of(one)]
    for node in tree.body:
        if isinstance(node, nodes.Block) and node.name not in known:
            message = f"no block `{node.name}` in `{name}`"
            hint = did_you_mean(node.name, sorted(known))
            yield LayoutFault(node.lineno, message, hint, node.name)
        elif not isinstance(node, nodes.Block | nodes.Extends):
            yield from _lost_words(node)


def _lacking_extends(
    tree: nodes.Template, layouts: Sequence[Layout], trees: Sequence[nodes.Template], index: int
) -> Iterator[LayoutFault]:
    """The fault of a layout that fills blocks of its parent, and would stand in its place.

    One that prints the caveats is whole: it may have blocks of the same names.
    """
    if names_behind("slot", tree) & {"caveats", "caveats_in_brief"}:
        return
    known = {block for one in trees[index + 1 :] for block in blocks_of(one)}
    own = next((node for node in tree.body if getattr(node, "name", "") in known), None)
    if own is not None:
        parent = layouts[index + 1].name
        message = f"the layout fills blocks of `{parent}`, and does not extend it"
        hint = f'begin with {{% extends "{parent}" %}}'
        yield LayoutFault(own.lineno, message, hint)


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


# --- what is said ------------------------------------------------------------------------


class _GrammarReader:
    """Reads one layout. `_known` holds what each first word means where it may be used."""

    def __init__(self, vocabulary: LayoutVocabulary) -> None:
        self._known = {**vocabulary}
        self._loops = 0

    def faults(self, node: nodes.Node) -> Iterator[LayoutFault]:
        kind = type(node).__name__
        own = getattr(self, f"_{kind.lower()}", None)
        if own is not None:
            yield from own(node)
        elif kind in _PLAIN:
            yield from self._inner(node)
        else:
            sign = _SIGNS.get(kind, kind.lower())
            yield LayoutFault(node.lineno, f"a layout does not use `{sign}`")

    def _inner(self, node: nodes.Node) -> Iterator[LayoutFault]:
        for child in node.iter_child_nodes():
            yield from self.faults(child)

    def _extends(self, _: nodes.Extends) -> Iterator[LayoutFault]:
        yield from ()

    def _block(self, node: nodes.Block) -> Iterator[LayoutFault]:
        yield from self._inner(node)

    def _for(self, node: nodes.For) -> Iterator[LayoutFault]:
        target = getattr(node.target, "name", "")
        fields = LISTS.get(getattr(node.iter, "name", ""))
        if fields is None or not target or node.recursive:
            *names, last = (f"`{name}`" for name in LISTS)
            known = f"{', '.join(names)} or {last}"
            yield LayoutFault(node.lineno, f"a layout goes over {known} and nothing else")
            return
        if self._loops == _DEEPEST:
            yield LayoutFault(node.lineno, "too many loops inside one another")
            return
        before, self._known = self._known, {**self._known, target: fields, "loop": _LOOP}
        self._loops += 1
        for child in (*node.body, *node.else_, *([node.test] if node.test else ())):
            yield from self.faults(child)
        self._known, self._loops = before, self._loops - 1

    def _name(self, node: nodes.Name) -> Iterator[LayoutFault]:
        if node.name in self._known and node.name not in LISTS:
            some = min(self._known[node.name])
            hint = f"name one of its values: `{node.name}.{some}`, say"
            message = f"`{node.name}` is not a value by itself"
            yield LayoutFault(node.lineno, message, hint, node.name)
        elif node.name not in LISTS:
            yield self._unknown(node.lineno, node.name, self._meant(node.name))

    def _getattr(self, node: nodes.Getattr) -> Iterator[LayoutFault]:
        first = getattr(node.node, "name", None)
        if first is None or first in LISTS:
            yield LayoutFault(node.lineno, f"`.{node.attr}` stands behind what has no parts")
        elif first not in self._known:
            near = nearest_name(first, [*self._known])
            meant = f"{near}.{node.attr}" if near else self._meant(node.attr)
            yield self._unknown(node.lineno, f"{first}.{node.attr}", meant)
        elif node.attr not in self._known[first]:
            yield self._unknown(node.lineno, f"{first}.{node.attr}", self._meant(node.attr, first))

    def _meant(self, name: str, first: str = "") -> str:
        """What somebody meant by a last word: one behind the same `first` word, or another."""
        own = self._known.get(first, frozenset())
        if near := nearest_name(name, sorted(own)):
            return f"{first}.{near}"
        others = sorted(set(self._known).difference(LISTS, _LIKELIEST))
        firsts = (*others, *_LIKELIEST)
        places = {word: one for one in firsts for word in self._known[one]}
        near = nearest_name(name, sorted({*places, *firsts}))
        return f"{places[near]}.{near}" if near in places else near

    def _unknown(self, line: int, name: str, meant: str) -> LayoutFault:
        hint, (first, _, last) = HINT, name.partition(".")
        if meant:
            hint = f"did you mean `{meant}`?"
        elif first == "label":
            hint = f'put {last} = "…" under [en] of labels.toml'
        return LayoutFault(line, f"a layout knows no `{name}`", hint, name)

    def _call(self, node: nodes.Call) -> Iterator[LayoutFault]:
        arguments: list[Any] = [*node.args, *node.kwargs, node.dyn_args, node.dyn_kwargs]
        if getattr(node.node, "name", "") != "super" or any(arguments):
            yield LayoutFault(node.lineno, "a layout calls nothing but `super()`")

    def _filter(self, node: nodes.Filter) -> Iterator[LayoutFault]:
        if node.name not in _FILTERS:
            message = f"a layout knows no filter `{node.name}`"
            hint = did_you_mean(node.name, sorted(_FILTERS))
            yield LayoutFault(node.lineno, message, hint, node.name)
        yield from self._inner(node)

    def _test(self, node: nodes.Test) -> Iterator[LayoutFault]:
        if node.name not in _TESTS:
            message = f"a layout knows no test `{node.name}`"
            hint = did_you_mean(node.name, sorted(_TESTS))
            yield LayoutFault(node.lineno, message, hint, node.name)
        yield from self._inner(node)

"""What a `layout.md.j2` may be made of. Jinja is a language for programs; a layout only arranges.

So it fills blocks, names values, asks whether they exist, and goes over the sources and the
sections. Anything else in Jinja is a finding at its line: nothing in a layout can grow or run
without end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from generator.config.scalars import spoken_list
from generator.diagnostics.nearest import did_you_mean, nearest_name

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
          "Output", "Sub", "Template")  # fmt: skip
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
HINT = "a layout has {% extends %}, {% block %}, {% if %}, {% for %}, values and slots, and no more"


class LayoutFault(Struct, frozen=True):
    """What a layout says that is not understood, on which line, and the name that it is about."""

    line: int
    message: str
    hint: str = HINT
    name: str = ""


def names_behind(first: str, tree: nodes.Template) -> frozenset[str]:
    """What a layout names behind a first word: the labels behind `label`."""
    from jinja2 import nodes

    return frozenset(
        one.attr
        for one in tree.find_all(nodes.Getattr)
        if isinstance(one.node, nodes.Name) and one.node.name == first
    )


# --- what is said ------------------------------------------------------------------------


_UNFILLED = r"\{[\s{]*((?:brief|label|slot)\.\w+)[\s}]*\}"  # braces that Jinja does not know


def faults_of_grammar(tree: nodes.Template, vocabulary: LayoutVocabulary) -> Iterator[LayoutFault]:
    """All in a layout that it may not say."""
    yield from _GrammarReader(vocabulary).faults(tree)


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

    def _templatedata(self, node: nodes.TemplateData) -> Iterator[LayoutFault]:
        if found := re.search(_UNFILLED, node.data):
            line = node.lineno + node.data[: found.start()].count("\n")
            message = f"`{found[0]}` would be printed as it stands"
            yield LayoutFault(line, message, f"write {{{{ {found[1]} }}}}", found[1])

    def _block(self, node: nodes.Block) -> Iterator[LayoutFault]:
        yield from self._inner(node)

    def _for(self, node: nodes.For) -> Iterator[LayoutFault]:
        target = getattr(node.target, "name", "")
        asked = getattr(node.iter, "name", "")
        fields = LISTS.get(asked)
        if fields is None or not target or node.recursive:
            known = spoken_list([f"`{name}`" for name in LISTS], "or")
            message = f"a layout goes over {known} and nothing else"
            hint = did_you_mean(asked, LISTS, HINT)
            yield LayoutFault(node.lineno, message, hint, asked)
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
        own = f'put {last} = "…" under [en] of labels.toml' if first == "label" else ""
        if meant:
            hint = f"did you mean `{meant}`?" + (f" Or {own}" if own else "")
        elif name == "super":
            hint = "write {{ super() }}"
        elif own:
            hint = own
        return LayoutFault(line, f"a layout knows no `{name}`", hint, name)

    def _call(self, node: nodes.Call) -> Iterator[LayoutFault]:
        arguments: list[Any] = [*node.args, *node.kwargs, node.dyn_args, node.dyn_kwargs]
        if getattr(node.node, "name", "") != "super" or any(arguments):
            called = getattr(node.node, "name", "")
            hint = "write {{ super() }}" if nearest_name(called, ["super"]) else HINT
            yield LayoutFault(node.lineno, "a layout calls nothing but `super()`", hint, called)

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

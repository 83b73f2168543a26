"""No value of theme.toml, labels.toml, template.toml or brief.toml ends in a traceback.

Values are thrown at random, from the printed schemas and from beside them. What is refused is told
at a place; what is accepted becomes files that Word's rules and a PDF reader hold for sound.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from generator import BriefError, Library, build, check, find_workspace
from generator.actions.schemas import SCHEMAS
from tests.conftest import examples
from tests.theme.themes import house, write

QUICK = settings(max_examples=examples(25), suppress_health_check=list(HealthCheck))
LONG = settings(max_examples=60, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return house(tmp_path_factory.mktemp("any"))


@cache
def leaves(name: str) -> tuple[tuple[tuple[str, ...], Any], ...]:
    """Every value that a file may hold, by its path, with what its schema says of it."""
    schema = SCHEMAS[name]()
    return tuple(_leaves(schema, schema.get("$defs", {})))


def _leaves(schema: Any, definitions: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    """As leaves; `*` stands for any name."""
    if "$ref" in schema:
        schema = definitions[schema["$ref"].rpartition("/")[2]]
    inner = {**schema.get("properties", {})}
    if isinstance(schema.get("additionalProperties"), dict):
        inner["*"] = schema["additionalProperties"]
    if not inner:
        yield (), schema
    for key, one in inner.items():
        yield from (((key, *path), said) for path, said in _leaves(one, definitions))


ODD = st.sampled_from(
    ["", "x", "navy", "ink", "body", "text", "lead", "sand", "#7a1f2b", "#12", "{title}", "{page}",
     "{x.y}", "{", "\ue000", "\x07", "x" * 400, "é—“", "&<>\"'", 0, 1, 6, 12, 72, -1, 0.5, 1e308,
     10**400, True, [], ["text"], [[]], {}, {"weight": 3}, {"color": "navy"}]
)  # fmt: skip


def values(said: Any) -> st.SearchStrategy[Any]:
    """Values that the schema takes, and others."""
    own: list[st.SearchStrategy[Any]] = [ODD]
    if said.get("type") in ("number", "integer"):
        least, most = said.get("minimum", -50), said.get("maximum", 500)
        own += [st.integers(int(least), int(most)), st.floats(least, most), st.floats()]
    if said.get("type") == "boolean":
        own.append(st.booleans())
    if "enum" in said:
        own.append(st.sampled_from(said["enum"]))
    if said.get("type") == "string":
        own.append(st.text(max_size=12))
    return st.one_of(own)


NAMES = {
    "styles": ["body", "lead", "heading2", "note", "table-cell", "header", "pull", "heding1"],
    "boxes": ["summary", "caveat", "sidebar", "plain", "summry"],
    "fonts": ["text", "display", "odd"],
    "colors": ["ink", "navy", "grey", "sand", "new"],
    "markings": ["SECRET", "", "TLP:RED"],
}


@st.composite
def tables(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """A few values of a file, each at a path that its schema knows, or nearly."""
    known = leaves(name)
    data: dict[str, Any] = {}
    for path, said in draw(st.lists(st.sampled_from(known), min_size=1, max_size=4)):
        keys = list(path)
        for index, key in enumerate(keys):
            if key == "*":
                some = NAMES.get(keys[index - 1] if index else "", ["en", "fr", "x", "SECRET"])
                keys[index] = draw(st.sampled_from(some))
        if draw(st.integers(0, 19)) == 0:
            keys[-1] += "x"
        table = data
        for key in keys[:-1]:
            table = table.setdefault(key, {})
            if not isinstance(table, dict):
                break
        else:
            table[keys[-1]] = draw(values(said))
    return data


def toml(value: Any) -> str:
    """A value as TOML writes it, tables inline."""
    match value:
        case dict():
            return "{" + ", ".join(f"{json.dumps(k)} = {toml(v)}" for k, v in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(toml, value)) + "]"
        case bool():
            return str(value).lower()
        case str():
            return json.dumps(value, ensure_ascii=True).replace("\x7f", "\\u007f")
        case _:
            return str(value)


def written(data: dict[str, Any]) -> str:
    return "".join(f"{json.dumps(key)} = {toml(value)}\n" for key, value in data.items())


def is_told(found) -> bool:
    return all(one.message and one.span.start.line > 0 for one in found)


def built_or_told(root) -> bool:
    """Whether a brief is built: its files are sound, or else messages tell why it is not."""
    path = root / "briefs/summit.md"
    try:
        built = build(path, output=root / "out", workspace=Library(find_workspace(root)))
    except BriefError as error:
        assert error.diagnostics
        assert is_told(error.diagnostics)
        return False
    for place, rendition in built.files:
        if place.suffix == ".docx":
            result = OpenXmlValidator().validate(place)
            assert not list(result.errors), list(result.errors)
        else:
            pikepdf.open(io.BytesIO(rendition.data)).close()
    return True


@pytest.mark.slow
@QUICK
@given(theme=tables("theme"))
def test_any_values_of_a_theme_are_told_or_taken(root, theme):
    write(root, theme=written(theme))

    assert is_told(check(root / "briefs/summit.md", workspace=Library(find_workspace(root))))


@QUICK
@given(labels=tables("labels"))
def test_any_labels_are_told_or_taken(root, labels):
    write(root, labels=written(labels))

    assert is_told(check(root / "briefs/summit.md", workspace=Library(find_workspace(root))))


@QUICK
@given(values=tables("template"))
def test_any_settings_of_a_template_are_told_or_taken(root, values):
    write(root, settings=written({"parent": "policy-brief"} | values))

    assert is_told(check(root / "briefs/summit.md", workspace=Library(find_workspace(root))))


@QUICK
@given(values=tables("workspace"))
def test_any_settings_of_a_workspace_are_told_or_taken(root, values):
    write(root)
    settings = root / "brief.toml"
    settings.write_text(written({"template": "house"} | values), encoding="utf-8")
    try:
        assert is_told(check(root / "briefs/summit.md", workspace=Library(find_workspace(root))))
    except BriefError as error:
        assert is_told(error.diagnostics)
    finally:
        settings.write_text('template = "house"\npublisher = "Desk"\n', encoding="utf-8")


@pytest.mark.slow
@LONG
@given(theme=tables("theme"), labels=tables("labels"), both=st.booleans())
def test_what_is_taken_becomes_sound_files(root, theme, labels, both):
    write(root, theme=written(theme), **({"labels": written(labels)} if both else {}))

    built_or_told(root)


def extremes() -> Iterator[tuple[tuple[str, ...], float]]:
    for path, said in leaves("theme"):
        for bound in ("minimum", "maximum"):
            if bound in said:
                keys = tuple("lead" if key == "*" and path[0] == "styles" else key for key in path)
                yield tuple("summary" if key == "*" else key for key in keys), said[bound]


Extreme = tuple[tuple[str, ...], float]


def themed(extremes_of_it: Iterable[Extreme]) -> str:
    data: dict[str, Any] = {}
    for path, value in extremes_of_it:
        table = data
        for key in path[:-1]:
            table = table.setdefault(key, {})
        table[path[-1]] = int(value) if float(value).is_integer() else value
    return written(data)


def is_taken(root, theme: str) -> bool:
    """Whether a theme is taken; if not, why is told."""
    write(root, theme=theme)
    library = Library(find_workspace(root))
    template = library.template("house")
    assert template
    try:
        return bool(library.theme(template))
    except BriefError as error:
        assert is_told(error.diagnostics)
        return False


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_each_number_at_its_bounds_is_told_or_taken(root, part):
    taken = [one for one in sorted(set(extremes()))[part::4] if is_taken(root, themed([one]))]

    # They bear each other, so one build has many of them, but never both bounds of one number.
    for several in (taken[start : start + 16] for start in range(0, len(taken), 16)):
        write(root, theme=themed(several))
        if not built_or_told(root):
            for one in several:
                write(root, theme=themed([one]))
                built_or_told(root)

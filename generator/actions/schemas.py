"""The JSON Schemas of the files that people write."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from msgspec import Struct

from generator.config.files import LIBRARY_SUFFIXES
from generator.config.json_schema import DIALECT, Schema, schema_of
from generator.config.kinds import LanguageTag, Words
from generator.config.patterns import Fields
from generator.config.version_numbers import PATTERN
from generator.diagnostics.codes import SETTABLE
from generator.language.plurals import FORMS_BY, PLURAL_FORMS
from generator.language.scales import SCALES
from generator.templates.label_faults import Months
from generator.templates.wording import LABELS, MONTHS, OF_STYLE
from generator.workspace.format import NEWEST
from generator.workspace.settings import HouseFields


def brief_schema(fields: HouseFields = MappingProxyType({})) -> Schema:
    """The schema of the front matter of briefs in a house with values of its own."""
    from generator.briefs.front import FrontMatter

    schema = schema_of(FrontMatter, words=True)
    properties = schema["properties"]
    properties["scale"]["enum"] = list(SCALES)
    properties["seeds"]["items"] = dict(_KEY)
    properties["title"] |= {"minLength": 1}
    properties["version"] |= {"pattern": f"^(?:{PATTERN})?$"}
    for name, own in fields.items():
        kind = {"enum": list(own.choices)} if own.choices else {"type": ["string", "number"]}
        properties[name] = {"description": own.label} | kind
        schema["required"] += [name] if own.required else []
    return _titled(schema, "The front matter of a brief (briefs/*.md)")


def _seed() -> Schema:
    from generator.seeds.seed import SeedMeta

    schema = schema_of(SeedMeta)
    published = schema["properties"].pop("published")
    dates = [{"enum": ["undated"]}, {k: v for k, v in published.items() if k != "description"}]
    schema["properties"]["date"] = {"description": published["description"], "anyOf": dates}
    schema["properties"]["title"] |= {"minLength": 1}
    return _titled(schema, "What a person says of a source (seeds/*/seed.toml)")


def _template() -> Schema:
    from generator.templates.note_style import NOTE_STYLES
    from generator.templates.rules import TemplateSettings

    schema = schema_of(TemplateSettings)
    schema["properties"]["note_style"] |= {"enum": list(NOTE_STYLES)}
    return _titled(schema, "What a template is for (template.toml)")


def _notes_schema() -> Schema:
    from generator.templates.note_style import ReferenceStyle

    schema = schema_of(ReferenceStyle)
    schema["properties"]["labels"] = _label_tables({name: LABELS[name] for name in OF_STYLE})
    return _titled(schema, "How notes name their sources (notes.toml)")


def _theme() -> Schema:
    from generator.theme.theme import Theme

    schema = schema_of(Theme)
    for table in (schema, *schema["$defs"].values()):
        table.pop("required", None)  # a template that has a parent names only what it changes
    return _titled(schema, "How documents look (theme.toml)")


class _Label(Struct, frozen=True):
    """The kinds of values of labels.toml."""

    language: LanguageTag
    words: Words
    months: Months


def _labels() -> Schema:
    labels = {"$schema": DIALECT} | _label_tables(LABELS, and_own=True)
    return _titled(labels, "Every fixed word, by language (labels.toml)")


def _label_tables(labels: Mapping[str, Fields], *, and_own: bool = False) -> Schema:
    """The schema of labels by language, `and_own` that a layout names beside."""
    kinds = schema_of(_Label)["properties"]
    properties = {
        name: _label_schema(fields, kinds["months" if name in MONTHS else "words"])
        for name, fields in sorted(labels.items())
    }
    language = {
        "type": "object",
        "properties": properties,
        "additionalProperties": kinds["words"] if and_own else False,
    }
    return {"type": "object", "propertyNames": kinds["language"], "additionalProperties": language}


def _label_schema(fields: Fields, kind: Schema) -> Schema:
    """The schema of a label, with what it says of its fields."""
    if not fields:
        return kind
    said = (f"{{{name}}}" + ("" if needed else " if wanted") for name, needed in fields.items())
    about = {"description": f"Holds {', '.join(said)}."}
    if fields.keys().isdisjoint(FORMS_BY):
        return kind | about
    names = {"enum": list(PLURAL_FORMS)}
    by_number = {"type": "object", "propertyNames": names, "additionalProperties": kind}
    return {"anyOf": [kind, by_number]} | about


def _records_schema() -> Schema:
    from generator.seeds.records import Record
    from generator.seeds.shelf import CITABLE_ID, FILES

    record = schema_of(Record, words=True)
    del record["$schema"]
    definitions = record.pop("$defs")
    needed = record.pop("required")
    key = {"type": "string", "description": "The key, the DOI or the title of an entry of `files`."}
    record["properties"] |= {"from": key}
    record["anyOf"] = [{"required": needed}, {"required": ["from"]}]
    suffixes = "|".join(suffix[1:] for suffix in LIBRARY_SUFFIXES)
    names = {"type": "string", "pattern": rf"^[^/\\]+\.({suffixes})$"}
    said = "Files of a reference manager beside this one, whose entries can be cited by their keys."
    schema = {
        "$schema": DIALECT,
        "type": "object",
        "propertyNames": {"anyOf": [{"pattern": f"^{CITABLE_ID.pattern}$"}, {"const": FILES}]},
        "properties": {FILES: {"type": "array", "items": names, "description": said}},
        "additionalProperties": {"$ref": "#/$defs/Record"},
        "$defs": {"Record": record, **definitions},
    }
    return _titled(schema, "Public record beside the seeds (records.yaml)")


def _answers() -> Schema:
    from generator.answers.file import KeptAnswer

    answer = schema_of(KeptAnswer, words=True)
    del answer["$schema"]
    properties = answer["properties"]
    properties["code"]["enum"] = sorted(SETTABLE)
    for name in ("claim", "sources"):
        properties[name] |= {"pattern": "^[0-9a-f]{64}$"}
    schema = {
        "$schema": DIALECT,
        "type": "array",
        "items": {"$ref": "#/$defs/KeptAnswer"},
        "$defs": {"KeptAnswer": answer},
    }
    return _titled(
        schema, "What was said to findings (briefs/*.answers.yaml, seeds/*/caveats.answers.yaml)"
    )


def _workspace() -> Schema:
    from generator.workspace.settings import Settings
    from generator.writers import WRITERS

    schema = schema_of(Settings)
    schema["properties"]["format"] |= {"minimum": 1, "maximum": NEWEST}
    schema["properties"]["scale"]["enum"] = list(SCALES)
    schema["properties"]["formats"]["items"] = {"enum": list(WRITERS)}
    schema["properties"]["severities"]["propertyNames"] = {"enum": sorted(SETTABLE)}
    return _titled(schema, "What a house says once for all its briefs (brief.toml)")


_KEY = {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$"}


def _titled(schema: Schema, title: str) -> dict[str, Any]:
    return {"$schema": schema["$schema"], "title": title} | schema


SCHEMAS: Mapping[str, Callable[[], Schema]] = {
    "brief": brief_schema,
    "seed": _seed,
    "template": _template,
    "theme": _theme,
    "labels": _labels,
    "notes": _notes_schema,
    "records": _records_schema,
    "answers": _answers,
    "workspace": _workspace,
}
"""Makes the schema of each kind of file."""

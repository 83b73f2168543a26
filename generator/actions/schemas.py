"""The schemas of the files that people write, as they write them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from generator.config.json_schema import DIALECT, Schema, schema_of
from generator.config.version_numbers import PATTERN
from generator.diagnostics.codes import SETTABLE
from generator.language.scales import SCALES


def _brief() -> Schema:
    from generator.briefs.brief import FrontMatter

    schema = schema_of(FrontMatter, words=True)
    properties = schema["properties"]
    properties["scale"]["enum"] = list(SCALES)
    properties["seeds"]["items"] = dict(_KEY)
    properties["title"] |= {"minLength": 1}
    properties["version"] |= {"pattern": f"^(?:{PATTERN})?$"}
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
    from generator.templates.template import TemplateSettings

    return _titled(schema_of(TemplateSettings), "What a template is for (template.toml)")


def _theme() -> Schema:
    from generator.theme.theme import Theme

    schema = schema_of(Theme)
    definitions = schema["$defs"]
    for table in (schema, *definitions.values()):
        table.pop("required", None)  # a template that has a parent names only what it changes
    definitions["Style"]["properties"]["inherit"] = {
        "type": "string",
        "description": "A style that this one takes everything from but what it names itself.",
    }
    schema["properties"]["colors"]["additionalProperties"] |= {"pattern": "^#[0-9a-fA-F]{6}$"}
    for definition in definitions.values():
        for name in {"color", "fill", "header_fill"} & set(definition["properties"]):
            definition["properties"][name]["description"] = "`#rrggbb`, or a name from [colors]."
    return _titled(schema, "How documents look (theme.toml)")


def _records_schema() -> Schema:
    from generator.seeds.records import Record

    record = schema_of(Record, words=True)
    del record["$schema"]
    schema = {
        "$schema": DIALECT,
        "type": "object",
        "propertyNames": {"pattern": "^R[0-9]+[A-Za-z]?$"},
        "additionalProperties": {"$ref": "#/$defs/Record"},
        "$defs": {"Record": record},
    }
    return _titled(schema, "Public record beside the seeds (records.yaml)")


def _workspace() -> Schema:
    from generator.workspace.settings import Settings
    from generator.writers import WRITERS

    schema = schema_of(Settings)
    schema["properties"]["scale"]["enum"] = list(SCALES)
    schema["properties"]["formats"]["items"] = {"enum": list(WRITERS)}
    schema["properties"]["severities"]["propertyNames"] = {"enum": sorted(SETTABLE)}
    return _titled(schema, "What a house says once for all its briefs (brief.toml)")


_KEY = {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$"}


def _titled(schema: Schema, title: str) -> dict[str, Any]:
    return {"$schema": schema["$schema"], "title": title} | schema


SCHEMAS: Mapping[str, Callable[[], Schema]] = {
    "brief": _brief,
    "seed": _seed,
    "template": _template,
    "theme": _theme,
    "records": _records_schema,
    "workspace": _workspace,
}
"""Makes the schema of each kind of file."""

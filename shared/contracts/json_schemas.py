"""The JSON Schema of every message, generated from the classes and kept in `schemas/`.

After a change: `python -m shared.contracts.json_schemas`. It refuses to write over a schema that
readers out there could no longer rely on.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic.json_schema import models_json_schema

from shared.contracts.compatibility import breaking_changes
from shared.contracts.wire import BY_TYPE, ENVELOPES, schema_url

FOLDER = Path(__file__).parent / "schemas"
DIALECT = "https://json-schema.org/draft/2020-12/schema"

JsonSchema = dict[str, Any]


class BreakingChangeError(Exception):
    """The change is not additive: keep the old class and publish a new type (`.v2`) beside it."""


def schema_of(event_type: str) -> JsonSchema:
    """Describe the whole message of one type, envelope and data."""
    schema = ENVELOPES[event_type].model_json_schema()
    return {"$schema": DIALECT, "$id": schema_url(event_type)} | _fixed(schema, event_type)


def shared_definitions(ref_template: str) -> tuple[dict[str, JsonSchema], dict[str, JsonSchema]]:
    """Describe all types at once: messages by type, and the definitions they refer to."""
    kinds = [(ENVELOPES[name], "validation") for name in sorted(ENVELOPES)]
    by_kind, definitions = models_json_schema(kinds, ref_template=ref_template)  # type: ignore[arg-type]
    found: dict[str, JsonSchema] = definitions.get("$defs", {})
    messages = {}
    for name in sorted(ENVELOPES):
        key = by_kind[(ENVELOPES[name], "validation")]["$ref"].rpartition("/")[2]
        messages[name] = _fixed(found.pop(key), name)
    return messages, found


def text_of(schema: JsonSchema) -> str:
    """Write a schema as the committed files have it."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def committed(folder: Path = FOLDER) -> dict[str, JsonSchema]:
    """Read by type the schemas that were agreed on."""
    return {
        file.stem: json.loads(file.read_text(encoding="utf-8"))
        for file in sorted(folder.glob("*.json"))
    }


def write_all(folder: Path = FOLDER) -> None:
    """Bring the files up to date; raises BreakingChangeError and writes nothing otherwise."""
    schemas = {event_type: schema_of(event_type) for event_type in BY_TYPE}
    if found := broken_promises(committed(folder), schemas):
        raise BreakingChangeError(found)
    for event_type, schema in schemas.items():
        (folder / f"{event_type}.json").write_text(text_of(schema), encoding="utf-8")


def broken_promises(
    old: Mapping[str, JsonSchema], new: Mapping[str, JsonSchema]
) -> dict[str, list[str]]:
    """List by type what is not additive; a type that is gone is one of those."""
    changes = {
        event_type: breaking_changes(schema, new[event_type]) if event_type in new else ["removed"]
        for event_type, schema in old.items()
    }
    return {event_type: found for event_type, found in changes.items() if found}


def _fixed(schema: JsonSchema, event_type: str) -> JsonSchema:
    properties = schema["properties"]
    fixed = {"type": event_type, "dataschema": schema_url(event_type)}
    pinned = {name: properties[name] | {"const": value} for name, value in fixed.items()}
    return schema | {"title": event_type, "properties": properties | pinned}


if __name__ == "__main__":
    write_all()

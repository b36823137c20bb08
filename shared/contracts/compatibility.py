"""What makes one JSON Schema unable to stand in for an earlier one; additive changes pass."""

from collections.abc import Iterator
from typing import Any

from shared.contracts.event import CODE_PATTERN

_WORDING = frozenset({"$schema", "$id", "$defs", "title", "description", "default", "examples"})
_HANDLED = frozenset({"properties", "required", "enum", "items", "prefixItems", "anyOf"})

JsonSchema = dict[str, Any]

CODE_TO_COME: JsonSchema = {"pattern": CODE_PATTERN, "type": "string"}
"""Beside an enumeration: a code that this version does not know is read, too."""


def breaking_changes(old: JsonSchema, new: JsonSchema) -> list[str]:
    """List what a reader or a writer of the old schema trips over; empty when it is additive.

    Allowed: a new optional field, a new value of an enumeration, an enumeration that opens for
    codes to come, other words. A renamed field is a removed one.
    """
    return list(_Comparison(old.get("$defs", {}), new.get("$defs", {})).differences(old, new, ""))


class _Comparison:
    def __init__(self, old_definitions: JsonSchema, new_definitions: JsonSchema) -> None:
        self._old = old_definitions
        self._new = new_definitions

    def differences(self, old: JsonSchema, new: JsonSchema, place: str) -> Iterator[str]:
        was_open, old = _without_codes_to_come(_resolved(old, self._old), self._old)
        is_open, new = _without_codes_to_come(_resolved(new, self._new), self._new)
        if _rules(old) != _rules(new):
            yield f"{place}: retyped"
        elif was_open and not is_open:
            yield f"{place}: no longer open for codes to come"
        if lost := [value for value in old.get("enum", ()) if value not in new.get("enum", ())]:
            yield f"{place}: no longer {', '.join(map(str, lost))}"
        yield from self._fields(old, new, place)
        yield from self._parts(old, new, place)

    def _fields(self, old: JsonSchema, new: JsonSchema, place: str) -> Iterator[str]:
        before, after = old.get("properties", {}), new.get("properties", {})
        for name, schema in before.items():
            if name in after:
                yield from self.differences(schema, after[name], f"{place}.{name}".lstrip("."))
            else:
                yield f"{place}.{name}: removed".lstrip(".")
        was, now = set(old.get("required", ())), set(new.get("required", ()))
        yield from (f"{place}.{name}: newly required".lstrip(".") for name in sorted(now - was))
        yield from (
            f"{place}.{name}: no longer certain".lstrip(".")
            for name in sorted((was - now) & after.keys())
        )

    def _parts(self, old: JsonSchema, new: JsonSchema, place: str) -> Iterator[str]:
        for keyword in ("items", "prefixItems", "anyOf"):
            before, after = _listed(old.get(keyword)), _listed(new.get(keyword))
            if len(before) != len(after):
                yield f"{place}: retyped"
                continue
            for one, other in zip(before, after, strict=True):
                yield from self.differences(one, other, place)


def _resolved(schema: JsonSchema, definitions: JsonSchema) -> JsonSchema:
    name = schema.get("$ref", "").rpartition("/")[2]
    found: JsonSchema = definitions[name] if name else schema
    return found


def _without_codes_to_come(schema: JsonSchema, definitions: JsonSchema) -> tuple[bool, JsonSchema]:
    """Take an open enumeration as its known codes; says whether it is one."""
    ways = _flat(schema)
    has_codes = any("enum" in _resolved(way, definitions) for way in ways)
    known = [way for way in ways if way != CODE_TO_COME]
    if not has_codes or len(known) == len(ways):
        return False, schema
    if len(known) == 1:
        return True, _resolved(known[0], definitions)
    return True, schema | {"anyOf": known}


def _flat(schema: JsonSchema) -> list[JsonSchema]:
    ways: list[JsonSchema] = []
    for way in schema.get("anyOf", ()):
        ways.extend(_flat(way) if "anyOf" in way else [way])
    return ways


def _rules(schema: JsonSchema) -> JsonSchema:
    rules = {key: value for key, value in schema.items() if key not in _WORDING | _HANDLED}
    return rules | {"is enumeration": "enum" in schema}


def _listed(part: JsonSchema | list[JsonSchema] | None) -> list[JsonSchema]:
    if part is None:
        return []
    return part if isinstance(part, list) else [part]

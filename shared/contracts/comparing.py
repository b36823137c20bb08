"""What makes one JSON Schema unable to stand in for an earlier one; additive changes pass."""

from collections.abc import Iterator
from typing import Any

_WORDING = frozenset({"$schema", "$id", "$defs", "title", "description", "default", "examples"})
_HANDLED = frozenset({"properties", "required", "enum", "items", "prefixItems", "anyOf"})

JsonSchema = dict[str, Any]


def breaking_changes(old: JsonSchema, new: JsonSchema) -> list[str]:
    """List what a reader or a writer of the old schema trips over; empty when it is additive.

    Allowed: a new optional field, a new value of an enumeration, other words. A renamed field is
    a removed one.
    """
    return list(_Comparison(old.get("$defs", {}), new.get("$defs", {})).differences(old, new, ""))


class _Comparison:
    def __init__(self, old_definitions: JsonSchema, new_definitions: JsonSchema) -> None:
        self._old = old_definitions
        self._new = new_definitions

    def differences(self, old: JsonSchema, new: JsonSchema, place: str) -> Iterator[str]:
        old, new = _resolved(old, self._old), _resolved(new, self._new)
        if _rules(old) != _rules(new):
            yield f"{place}: retyped"
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


def _rules(schema: JsonSchema) -> JsonSchema:
    rules = {key: value for key, value in schema.items() if key not in _WORDING | _HANDLED}
    return rules | {"is enumeration": "enum" in schema}


def _listed(part: JsonSchema | list[JsonSchema] | None) -> list[JsonSchema]:
    if part is None:
        return []
    return part if isinstance(part, list) else [part]

"""What would be otherwise with other files, in words that somebody can agree to."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Final

import yaml

SHOWN: Final = 8
"""Changes of a file; of more it is said how many there are."""
_LONGEST: Final = 60


def changes(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Iterator[str]:
    """Say, file by file, what comes, goes and changes; nothing where all is the same."""
    for name in sorted({*before, *after}):
        if name not in before:
            yield f"+ {name}: new"
        elif name not in after:
            yield f"- {name}: goes"
        elif before[name] != after[name]:
            yield f"~ {name}"
            yield from (f"    {line}" for line in _changed(name, before[name], after[name]))


def _changed(name: str, before: bytes, after: bytes) -> Sequence[str]:
    old, new = _values(name, before), _values(name, after)
    found = [
        f"{key}: {_short(old.get(key))} → {_short(new.get(key))}"
        for key in dict.fromkeys((*old, *new))
        if old.get(key) != new.get(key)
    ]
    if not found:
        return ["remarks only"]
    more = [f"and {len(found) - SHOWN} more"] if len(found) > SHOWN else []
    return [*found[:SHOWN], *more]


def _values(name: str, content: bytes) -> Mapping[str, object]:
    if name.endswith(".toml"):
        return dict(_flat(tomllib.loads(content.decode())))
    if name.endswith(".yaml"):
        return dict(_flat(yaml.safe_load(content)))
    return {"picture": f"{len(content)} bytes ({sha256(content).hexdigest()[:8]})"}


def _flat(value: object, way: str = "") -> Iterator[tuple[str, object]]:
    """Give single values by the way to each; what is listed goes by its code, or its number."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(inner, f"{way} {key}".strip())
    elif isinstance(value, list) and any(isinstance(each, dict) for each in value):
        for number, inner in enumerate(value, start=1):
            code = inner.get("code", number) if isinstance(inner, dict) else number
            yield from _flat(inner, f"{way} {code}".strip())
    else:
        yield way, value


def _short(value: object) -> str:
    if value is None:
        return "nothing"
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    text = " ".join(text.split()) or '""'
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"

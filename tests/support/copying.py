"""Copy a state, and share what nobody can change in it: most of it is that."""

import copy
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Final, TypeVar

from pydantic import BaseModel

ThingT = TypeVar("ThingT")


def copied(thing: ThingT, memo: dict[int, Any] | None = None) -> ThingT:
    """Copy what can be changed, however deep it lies; two that were one are one again."""
    memo = {} if memo is None else memo
    if id(thing) not in memo:
        memo[id(thing)] = _anew(thing, memo)
    made: ThingT = memo[id(thing)]
    return made


def _anew(thing: Any, memo: dict[int, Any]) -> Any:  # noqa: ANN401  # whatever lies in a state
    if _is_for_ever(thing):
        return thing
    if is_dataclass(thing):
        return _fields_anew(thing, memo)
    kind = type(thing)
    return _KINDS[kind](thing, memo) if kind in _KINDS else copy.deepcopy(thing, memo)


def _is_for_ever(thing: object) -> bool:
    if isinstance(thing, BaseModel):
        return bool(thing.model_config.get("frozen"))
    told = getattr(type(thing), "__dataclass_params__", None)
    return told is not None and bool(told.frozen)


def _pairs(thing: dict[Any, Any], memo: dict[int, Any]) -> list[tuple[Any, Any]]:
    return [(key, copied(value, memo)) for key, value in thing.items()]


_KINDS: Final[Mapping[type, Callable[[Any, dict[int, Any]], Any]]] = {
    dict: lambda thing, memo: dict(_pairs(thing, memo)),
    defaultdict: lambda thing, memo: defaultdict(thing.default_factory, _pairs(thing, memo)),
    list: lambda thing, memo: [copied(each, memo) for each in thing],
    set: lambda thing, _: set(thing),
}


def _fields_anew(thing: Any, memo: dict[int, Any]) -> Any:  # noqa: ANN401  # see above
    made = memo[id(thing)] = copy.copy(thing)
    for each in fields(thing):
        setattr(made, each.name, copied(getattr(thing, each.name), memo))
    return made

"""Describe an exception without the values it may carry."""

import traceback

import asyncpg
from pydantic import ValidationError

_OURS = ("shared.", "services.", "deploy.")
_MOST_FRAMES = 20
_MOST_CAUSES = 5
_MOST_PLACES = 5

Description = dict[str, str | list[str]]


def describe(error: BaseException) -> list[Description]:
    """Give kind, safe text and stack (`module:line`, innermost last) of the error and its causes.

    Text is kept only where it cannot hold a value: the docstring of our own errors, the places
    of a validation error, the state and constraint of a database error.
    """
    return [_describe_one(item) for item in _chain(error)]


def text_of(error: BaseException) -> str:
    """Say what went wrong in words that were written before any value was known."""
    if isinstance(error, ValidationError):
        return _places(error)
    if isinstance(error, asyncpg.PostgresError):
        return _state(error)
    if isinstance(error, OSError):
        return f"errno {error.errno}" if error.errno is not None else ""
    return _docstring(type(error))


def _describe_one(error: BaseException) -> Description:
    kind = type(error)
    described: Description = {"type": f"{kind.__module__}.{kind.__qualname__}"}
    text = text_of(error)
    if text:
        described["text"] = text
    described["frames"] = _frames(error)
    return described


def _chain(error: BaseException) -> list[BaseException]:
    chain = [error]
    for known in chain:
        chain += [item for item in _behind(known) if item not in chain]
        if len(chain) >= _MOST_CAUSES:
            break
    return chain[:_MOST_CAUSES]


def _behind(error: BaseException) -> list[BaseException]:
    members = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    hidden = None if error.__suppress_context__ else error.__context__
    cause = error.__cause__ or hidden
    return [*members, *([cause] if cause else [])]


def _frames(error: BaseException) -> list[str]:
    places = [
        f"{frame.f_globals.get('__name__', '?')}:{line}"
        for frame, line in traceback.walk_tb(error.__traceback__)
    ]
    return places[-_MOST_FRAMES:]


def _docstring(kind: type[BaseException]) -> str:
    ours = kind.__module__.startswith(_OURS)
    return (kind.__doc__ or "").strip().split("\n", maxsplit=1)[0] if ours else ""


def _places(error: ValidationError) -> str:
    found = error.errors(include_url=False, include_context=False, include_input=False)
    return "; ".join(f"{_place(item['loc'])}: {item['type']}" for item in found[:_MOST_PLACES])


def _place(location: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in location)


def _state(error: asyncpg.PostgresError) -> str:
    # the message and DETAIL quote the row; these name only our own schema
    parts = {
        "sqlstate": getattr(error, "sqlstate", None),
        "table": getattr(error, "table_name", None),
        "constraint": getattr(error, "constraint_name", None),
    }
    return " ".join(f"{name}={value}" for name, value in parts.items() if value)

"""One value made of others, for fakes that show what they keep."""

from dataclasses import fields
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

ShownT = TypeVar("ShownT", bound="DataclassInstance")


def alike(kind: type[ShownT], *sources: object, **others: object) -> ShownT:
    """Make one whose fields are those of the sources by the same names, the first that has it."""
    found = {
        field.name: getattr(source, field.name)
        for source in reversed(sources)
        for field in fields(kind)
        if hasattr(source, field.name)
    }
    return kind(**found | others)

"""No personal data in an event: every field must be of a kind that cannot hold any."""

import types
from collections.abc import Iterator
from datetime import date, datetime
from enum import Enum
from typing import Annotated, Any, ClassVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from pydantic import AwareDatetime, BaseModel

from shared.contracts.event import Code, HexHash, MunicipalityCode, PostalCode
from shared.contracts.matching.partners import AgreementVersion, PartnerListed
from shared.contracts.notify import NotificationRequested
from shared.contracts.reporting import ProjectCode
from shared.contracts.rights import RightAnswered

PLAIN = (UUID, bool, int, date, datetime, types.NoneType)
CODES = (
    *(MunicipalityCode, PostalCode, HexHash, Code, AgreementVersion, ProjectCode),
    AwareDatetime,
)
"""Strings of one narrow form; any other string could hold a name."""
EXCEPTIONS = (
    (NotificationRequested, "sealed"),
    (RightAnswered, "sealed"),
    (PartnerListed, "published"),
)
"""Boxes that only notify, or the case of who asked, opens; what an organisation tells everybody."""
PERSONAL = frozenset(
    {"name", "phone", "email", "street", "address", "birth", "born", "text", "note", "ssn", "hetu"}
)
"""Words that no field may be named by, whatever its kind: a phone number is also an integer."""


def personal_fields(kind: type[BaseModel]) -> list[str]:
    """Name the fields of an event, or of a part of one, that could hold personal data."""
    return [
        name
        for name, annotation in _fields(kind)
        if (kind, name) not in EXCEPTIONS and not (_is_safe(annotation) and _is_neutral(name))
    ]


def _fields(kind: type[BaseModel]) -> Iterator[tuple[str, Any]]:
    for name, annotation in get_type_hints(kind, include_extras=True).items():
        if get_origin(annotation) is not ClassVar and name in kind.model_fields:
            yield name, annotation


def _is_neutral(name: str) -> bool:
    return PERSONAL.isdisjoint(name.split("_"))


def _is_safe(annotation: object) -> bool:
    if annotation in CODES or annotation in PLAIN or annotation is Ellipsis:
        return True
    if isinstance(annotation, type) and issubclass(annotation, Enum | BaseModel):
        return issubclass(annotation, Enum) or not personal_fields(annotation)
    if get_origin(annotation) is Annotated:
        return _is_safe(get_args(annotation)[0])
    return _is_safe_group(annotation)


def _is_safe_group(annotation: object) -> bool:
    group = get_origin(annotation) in {Union, types.UnionType, tuple, frozenset}
    return group and all(_is_safe(part) for part in get_args(annotation))

"""Between a concern and what is stored of it."""

from collections.abc import Mapping
from dataclasses import fields

import asyncpg

from services.intake.concerns.model import Concern, ConcernId, Origin, Words
from shared.contracts.event import known

LINE = tuple(field.name for field in fields(Concern))
FIELDS = ("what", "who", "reach", "reference", "origin")


def subject_of(concern_id: ConcernId) -> str:
    """Name the subject under whose key a concern is sealed: its own."""
    return f"concern/{concern_id}"


def sealable(words: Words) -> dict[str, str]:
    """Give what is to be sealed, field by field; what is empty is left out."""
    values = {name: str(getattr(words, name)) for name in FIELDS}
    return {name: value for name, value in values.items() if value}


def words_of(clear: Mapping[str, str]) -> Words:
    """Read the unsealed fields; an origin of a later version is an open one."""
    texts = {name: clear.get(name, "") for name in FIELDS if name != "origin"}
    return Words(**texts, origin=known(Origin, clear.get("origin", "")) or Origin.OPEN)


def concern_of(row: asyncpg.Record) -> Concern:
    """Read a line of the list."""
    return Concern(**{name: row[name] for name in LINE})

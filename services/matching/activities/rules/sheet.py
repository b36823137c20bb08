"""Activities as rows of a sheet: the same columns are written and read."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Final
from uuid import UUID

from services.matching.activities.model import Logged
from services.matching.activities.rules.done import as_typed

COLUMNS: Final = (
    *("occurred_on", "title", "headcount", "basis", "minutes", "service_line", "municipality"),
    *("age_under_18", "age_from_18_to_29", "age_from_30_to_54", "age_from_55"),
    *("volunteer_minutes", "staff_minutes", "evidence"),
)


def keyed(organisation_id: UUID) -> Callable[..., str]:
    """Give how a row of an organisation is named by what it says: the same way by whatever door."""

    def key(*texts: str) -> str:
        said = "\n".join((organisation_id.hex, *texts))
        return hashlib.sha256(said.encode()).hexdigest()

    return key


def row_of(logged: Logged) -> Sequence[str]:
    """Write one activity as it was corrected last."""
    typed = as_typed(logged.done)
    return [typed.get(name, "") for name in COLUMNS]


def fields_of(body: Mapping[str, object], towns: Mapping[str, str]) -> dict[str, str]:
    """Give a row as the form's fields; a town is said by its name or its code."""
    fields = {name: str(value) for name, value in body.items()}
    town = fields.get("municipality", "")
    return fields | {"municipality": towns.get(town.casefold().strip(), town)}

"""Which activities a coordinator wants to see: read from an address, and written into one."""

from collections.abc import Mapping
from uuid import UUID

from services.matching.activities.model import Place, Wanted
from shared.contracts.words import ServiceLine
from shared.fields.day import read_day


def read_wanted(asked: Mapping[str, str]) -> Wanted:
    """Read an address; what is not understood restricts nothing."""
    line = asked.get("service_line", "")
    return Wanted(
        organisation_id=_id(asked.get("organisation", "")),
        line=ServiceLine(line) if line in set(ServiceLine) else None,
        first=read_day(asked.get("first", "")),
        last=read_day(asked.get("last", "")),
        after=_place(asked.get("after", "")),
    )


def words_of(wanted: Wanted) -> Mapping[str, str]:
    """Write it for an address; nothing in it points to a person."""
    after = wanted.after
    said = {
        "organisation": wanted.organisation_id,
        "service_line": wanted.line,
        "first": wanted.first,
        "last": wanted.last,
        "after": f"{after.day}_{after.id}" if after else None,
    }
    return {name: str(value) for name, value in said.items() if value is not None}


def _place(said: str) -> Place | None:
    day, _, which = said.partition("_")
    at, found = read_day(day), _id(which)
    return Place(at, found) if at and found else None


def _id(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None

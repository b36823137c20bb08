"""What of the listed stands in the directory, under which ids, and a page at a time."""

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final, TypeVar
from uuid import UUID, uuid5

from services.reporting.directory.model import Listed, Offered, Placed, Wanted
from shared.contracts.partner_words import PERHAPS_A_PERSON

_PLACES: Final = UUID("6f1f6b4e-3f0c-5b7e-9a55-0d8f4f8c2a10")
"""The name space of ids of places."""
_DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_MIDNIGHT: Final = 24 * 60

Item = TypeVar("Item")


def public(listed: Iterable[Listed]) -> list[Listed]:
    """Leave out whose name may be a person's own, and who does nothing; in order of their names."""
    open_ones = (each for each in listed if each.lines and each.kind not in PERHAPS_A_PERSON)
    return sorted(open_ones, key=lambda each: (each.name.casefold(), each.id))


def offered_by(listed: Listed) -> list[Offered]:
    """Give the services of an organisation, one a line; the same line has the same id always."""
    return [Offered(uuid5(listed.id, line), listed, line) for line in listed.lines]


def placed(offered: Offered) -> list[Placed]:
    """Give the places of a service, one a municipality."""
    return [
        Placed(uuid5(offered.id, code), offered, code, uuid5(_PLACES, code))
        for code in offered.listed.municipalities
    ]


def chosen(listed: Iterable[Listed], wanted: Wanted) -> list[Listed]:
    """Give those that are asked for; a moment without a zone is in UTC."""
    since = wanted.modified_after
    if since is not None and since.tzinfo is None:
        since = since.replace(tzinfo=UTC)
    sought = wanted.search.strip().casefold()
    return [
        each
        for each in listed
        if wanted.organization_id in {None, each.id}
        and (since is None or each.changed_at >= since)
        and sought in each.name.casefold()
    ]


def page_of(items: Sequence[Item], wanted: Wanted) -> tuple[Sequence[Item], Mapping[str, object]]:
    """Cut a page out, and say of it what the specification wants said."""
    start = (wanted.page - 1) * wanted.per_page
    shown = items[start : start + wanted.per_page]
    pages = math.ceil(len(items) / wanted.per_page)
    return shown, {
        "total_items": len(items),
        "total_pages": pages,
        "page_number": wanted.page,
        "size": len(shown),
        "first_page": wanted.page == 1,
        "last_page": wanted.page >= pages,
        "empty": not shown,
    }


def schedules(listed: Listed, whose: UUID) -> list[dict[str, object]]:
    """Write when it is open, by the day of the week."""
    return [
        {
            "id": str(uuid5(whose, f"{each.weekday} {each.opens}")),
            "service_id": str(whose),
            "freq": "WEEKLY",
            "wkst": "MO",
            "byday": _DAYS[each.weekday],
            "opens_at": _clock(each.opens),
            "closes_at": _clock(min(each.closes, _MIDNIGHT - 1)),
            "notes": "Europe/Helsinki",
        }
        for each in listed.hours
    ]


def moment(at: datetime) -> str:
    """Write a moment in UTC, to the millisecond."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"

"""When a letter is due, and what lies together in it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta, tzinfo
from typing import Final

from services.notify.partner_news.model import Form, Group

MORNING: Final = time(7, 30)
"""When a daily letter is written, as people here read the clock."""


def due_at(form: Form, now: datetime, zone: tzinfo) -> datetime | None:
    """Say when what comes now is told by letter; None where it is only shown."""
    if form == "page":
        return None
    if form == "at_once":
        return now
    if form == "hourly":
        return now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return _next_morning(now, zone)


def grouped(news: Iterable[tuple[str, str | None]]) -> Sequence[Group]:
    """Put types together, each with its municipalities: what names them first, then the most."""
    places = defaultdict[str, list[str | None]](list)
    for kind, municipality in news:
        places[kind].append(municipality)
    groups = [_group(kind, found) for kind, found in places.items()]
    return sorted(groups, key=lambda group: (not _is_own(group.type), -group.count, group.type))


def _is_own(kind: str) -> bool:
    """Say whether it names the organisation: nobody else hears of it."""
    return kind.startswith("referral.")


def _group(kind: str, places: Sequence[str | None]) -> Group:
    counts = Counter(place for place in places if place is not None)
    return Group(kind, len(places), sorted(counts.items(), key=lambda each: (-each[1], each[0])))


def _next_morning(now: datetime, zone: tzinfo) -> datetime:
    here = now.astimezone(zone)
    day = here.date() if here.time() < MORNING else here.date() + timedelta(days=1)
    return datetime.combine(day, MORNING, zone)

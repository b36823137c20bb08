"""What is live, as tables with their findings."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from services.reporting.documents.model import Column, Kind, Table
from services.reporting.picture.model import Hour, Live, Waits
from services.reporting.picture.rules.waits import BOUNDS, SOON, WITHIN_A_DAY
from services.reporting.picture.rules.wrong import FOUND, requests_in, unfound, what_is_wrong
from services.reporting.picture.wording.words import PictureWording
from shared.contracts.call_words import CallDirection, CallOutcome
from shared.web.dates import spoken_time

_WITHIN_A_DAY: Final = BOUNDS.index(WITHIN_A_DAY)
_SOON: Final = BOUNDS.index(SOON)


class Total(NamedTuple):
    """A headline figure: its name, its value, and what is counted."""

    name: str
    value: str
    label: str


def totals_of(live: Live, say: PictureWording) -> list[Total]:
    """Give the headline figures, those who wait first."""
    waiting = requests_in(unfound(live.waits))
    numbers = {
        "waiting": waiting,
        "underway": requests_in(live.waits) - waiting,
        "asked": sum(hour.asked for hour in live.hours),
        "helped": sum(hour.helped for hour in live.hours),
        "calls": answered_in(live),
        "missed": live.missed.whole,
    }
    return [
        Total(name, say.number(number), say.counted(f"picture.total.{name}", number))
        for name, number in numbers.items()
    ]


def answered_in(live: Live) -> int:
    """Count the calls that came in and were answered."""
    return sum(
        each.calls
        for each in live.calls
        if each.direction == CallDirection.INBOUND and each.outcome != CallOutcome.TEST
    )


def wrongs_of(live: Live, say: PictureWording) -> list[str]:
    """Say what is wrong, the worst first."""
    return [
        say.text(
            f"picture.wrong.{each.what}",
            count=say.number(each.requests),
            since=spoken_time(each.since, say.language),
        )
        for each in what_is_wrong(live)
    ]


def live_tables(live: Live, say: PictureWording) -> list[Table]:
    """Give the tables that are told anew: why and how long people wait, and the last 24 hours."""
    tables = [_why(live, say), _ages(live, say)] if live.waits else []
    return [*tables, _hours(live, say)]


def _why(live: Live, say: PictureWording) -> Table:
    by_why: dict[str, list[Waits]] = defaultdict(list)
    for each in live.waits:
        by_why[each.why].append(each)
    ordered = sorted(by_why, key=lambda why: (why in FOUND, -requests_in(by_why[why]), why))
    return Table(
        name="why",
        title=say.text("picture.why.title"),
        finding=_why_found(live, say),
        columns=[
            Column("why", say.text("picture.why.label"), Kind.TEXT),
            Column("requests", say.text("picture.column.requests")),
            Column("oldest", say.text("picture.column.oldest"), Kind.TEXT),
        ],
        rows=[
            [say.why(why), requests_in(by_why[why]), _oldest(by_why[why], say)] for why in ordered
        ],
        drawn=1,
    )


def _why_found(live: Live, say: PictureWording) -> str:
    waits = unfound(live.waits)
    if not waits:
        return say.text("picture.why.none")
    return say.text(
        "picture.why.finding", count=say.number(requests_in(waits)), since=_oldest(waits, say)
    )


def _oldest(waits: Sequence[Waits], say: PictureWording) -> str:
    return spoken_time(min(each.oldest for each in waits), say.language)


def _ages(live: Live, say: PictureWording) -> Table:
    """Who waits for a helper, by how long; the others have one."""
    ages: Counter[int] = Counter()
    for each in unfound(live.waits):
        ages[each.age] += each.requests
    return Table(
        name="ages",
        title=say.text("picture.ages.title"),
        finding=_ages_found(unfound(live.waits), say),
        columns=[
            Column("age", say.text("picture.ages.label"), Kind.TEXT),
            Column("requests", say.text("picture.column.requests")),
        ],
        rows=[[say.text(f"picture.short.{age}"), ages[age]] for age in range(len(BOUNDS) + 1)],
        drawn=1,
        is_over_time=True,
    )


def _ages_found(waits: Sequence[Waits], say: PictureWording) -> str:
    whole = requests_in(waits)
    if not whole:
        return say.text("picture.why.none")
    soon = requests_in([each for each in waits if each.age <= _SOON])
    long = requests_in([each for each in waits if each.age > _WITHIN_A_DAY])
    return say.text(
        "picture.ages.finding",
        soon=say.percent(Decimal(soon) / whole),
        long=say.percent(Decimal(long) / whole),
    )


def _hours(live: Live, say: PictureWording) -> Table:
    return Table(
        name="hours",
        title=say.text("picture.hours.title"),
        finding=_hours_found(live, say),
        columns=[
            Column("hour", say.text("picture.hours.label"), Kind.TEXT),
            Column("asked", say.text("picture.column.asked")),
            Column("helped", say.text("picture.column.helped")),
        ],
        rows=[[say.hour(hour.begins), hour.asked, hour.helped] for hour in live.hours]
        if any(hour.asked or hour.helped for hour in live.hours)
        else [],
        drawn=1,
        is_over_time=True,
    )


def _hours_found(live: Live, say: PictureWording) -> str:
    def asked(hour: Hour) -> int:
        return hour.asked

    busiest = max(live.hours, key=asked)
    if not busiest.asked:
        return say.text("picture.hours.none")
    return say.text(
        "picture.hours.finding",
        asked=say.number(sum(map(asked, live.hours))),
        helped=say.number(sum(hour.helped for hour in live.hours)),
        hour=say.hour(busiest.begins),
        most=say.number(busiest.asked),
    )

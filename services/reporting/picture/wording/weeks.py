"""The last weeks, as tables with their findings: how much, and how soon people were helped."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import dropwhile
from typing import Final

from services.reporting.documents.model import Column, Compared, Kind, Table
from services.reporting.picture.model import Day, Weeks
from services.reporting.picture.rules.waits import (
    BOUNDS,
    SOON,
    STILL,
    WEEK,
    WITHIN_A_DAY,
    Period,
    decided_weeks,
    reached,
    within,
)
from services.reporting.picture.wording.words import PictureWording

NHS: Final = {SOON: Decimal("0.70"), WITHIN_A_DAY: Decimal("0.98")}
"""NHS Volunteer Responders, June 2020: the share of tasks done within so many minutes."""
_HALF, _MOST = Decimal("0.5"), Decimal("0.9")


def week_tables(weeks: Weeks, today: date, say: PictureWording) -> list[Table]:
    """Give the tables: how soon help came first."""
    periods = decided_weeks(weeks.days, today)
    periods = list(dropwhile(lambda period: not within(period.soon, SOON).whole, periods))
    soon = [_soon(periods, minutes, say) for minutes in (SOON, WITHIN_A_DAY)] if periods else []
    return [*soon, *([_spread(periods, say)] if periods else []), _days(weeks.days, say)]


def _soon(periods: Sequence[Period], minutes: int, say: PictureWording) -> Table:
    shares = [within(period.soon, minutes) for period in periods]
    compared = say.text("picture.soon.compared", share=say.percent(NHS[minutes]))
    newest = shares[-1].value
    return Table(
        name=f"soon_{minutes}",
        title=say.text("picture.soon.title", within=say.text(f"picture.within.{minutes}")),
        finding=say.text("picture.soon.none")
        if newest is None
        else say.text(
            "picture.soon.finding",
            days=say.days(periods[-1].first, periods[-1].last),
            within=say.text(f"picture.within.{minutes}"),
            share=say.percent(newest),
            nhs=say.percent(NHS[minutes]),
        ),
        columns=[
            Column("week", say.text("picture.column.days"), Kind.TEXT),
            Column("share", say.text("picture.column.share"), Kind.SHARE),
            Column("helped", say.text("picture.column.helped")),
            Column("asked", say.text("picture.column.asked")),
        ],
        rows=[
            [
                say.days(period.first, period.last),
                say.text("picture.unsaid") if share.value is None else share.value,
                share.part,
                share.whole,
            ]
            for period, share in zip(periods, shares, strict=True)
        ],
        notes=[say.text("picture.soon.note" if minutes == SOON else "picture.nhs")],
        drawn=1,
        compared=Compared(NHS[minutes], compared),
    )


def _spread(periods: Sequence[Period], say: PictureWording) -> Table:
    """How long people waited, over all weeks that are known."""
    soon = {
        code: sum(period.soon.get(code, 0) for period in periods)
        for code in (*map(str, range(len(BOUNDS) + 1)), *STILL)
    }
    whole = sum(soon.values())
    return Table(
        name="spread",
        title=say.text("picture.spread.title"),
        finding=_spread_found(soon, say),
        columns=[
            Column("wait", say.text("picture.ages.label"), Kind.TEXT),
            Column("requests", say.text("picture.column.requests")),
            Column("share", say.text("picture.column.share"), Kind.SHARE),
        ],
        rows=[
            [
                say.text(f"picture.short.{code}"),
                requests,
                Decimal(requests) / whole if whole else Decimal(0),
            ]
            for code, requests in soon.items()
        ],
        notes=[say.text("picture.spread.note")],
        drawn=1,
        is_over_time=True,
    )


def _spread_found(soon: dict[str, int], say: PictureWording) -> str:
    half, most = reached(soon, _HALF), reached(soon, _MOST)
    if half is None:
        return say.text("picture.spread.few")
    within_half = say.text(f"picture.within.{half}")
    if most is None:
        return say.text("picture.spread.half", half=within_half)
    return say.text(
        "picture.spread.finding", half=within_half, most=say.text(f"picture.within.{most}")
    )


def _days(days: Sequence[Day], say: PictureWording) -> Table:
    return Table(
        name="days",
        title=say.text("picture.days.title"),
        finding=_days_found(days, say),
        columns=[
            Column("day", say.text("picture.days.label"), Kind.TEXT),
            Column("asked", say.text("picture.column.asked")),
            Column("helped", say.text("picture.column.helped")),
        ],
        rows=[[_short(day.day), day.asked, day.helped] for day in days],
        drawn=1,
        is_over_time=True,
    )


def _short(day: date) -> str:
    return f"{day.day}.{day.month}."


def _days_found(days: Sequence[Day], say: PictureWording) -> str:
    """Compare the last seven days with those before."""
    last, before = days[-WEEK.days :], days[-2 * WEEK.days : -WEEK.days]
    return say.text(
        "picture.days.finding",
        asked=say.number(sum(day.asked for day in last)),
        helped=say.number(sum(day.helped for day in last)),
        before=say.number(sum(day.asked for day in before)),
    )

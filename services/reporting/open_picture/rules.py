"""What everybody may see: days of the whole network, and towns of whole weeks, never both at once.

A day is closed once, so that no two versions of it can be compared. Its sum is hidden where it is
small. Sums of several days are put together from what is shown of each. Towns of a week have the
week's sum in common with its days: they are shown only where every day of the week is, for the sum
would else tell of what was hidden.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from services.reporting.figures.model.marks import AtLeast
from services.reporting.figures.rules.small_cells import Table, show
from services.reporting.open_picture.model import (
    ClosedDay,
    Measure,
    OpenDay,
    OpenPicture,
    OpenTown,
    OpenWeek,
)

WEEK: Final = 7
SHOWN_DAYS: Final = 28


def days_to_close(now: datetime, zone: tzinfo, hour: int) -> tuple[date, date]:
    """Give the first and the last day that are to be closed by now, four weeks of them."""
    local = now.astimezone(zone)
    last = local.date() - timedelta(days=1 if local.hour >= hour else 2)
    return last - timedelta(days=SHOWN_DAYS - 1), last


def open_picture_of(days: Sequence[ClosedDay]) -> OpenPicture | None:
    """Give what may be seen of days in their order; None before the first."""
    if not days:
        return None
    shown = [_day(day) for day in days]
    last = shown[-WEEK:]
    return OpenPicture(
        days=shown,
        asked=_together([day.asked for day in last]),
        helped=_together([day.helped for day in last]),
        week=_week(days),
        closed_at=days[-1].closed_at,
        k=max(day.k for day in days),
    )


def _day(day: ClosedDay) -> OpenDay:
    return OpenDay(day.day, _sum(day, "asked"), _sum(day, "helped"))


def _sum(day: ClosedDay, measure: Measure) -> int | None:
    whole = sum(day.by_town(measure).values())
    return None if 0 < whole < day.k else whole


def _together(cells: Sequence[int | None]) -> int | AtLeast:
    known = sum(cell for cell in cells if cell is not None)
    return AtLeast(known) if None in cells else known


def _week(days: Sequence[ClosedDay]) -> OpenWeek | None:
    """Give the newest whole week of which something may be shown by town."""
    for end in range(len(days), WEEK - 1, -1):
        week = days[end - WEEK : end]
        if _is_whole(week) and (found := _towns(week)):
            return OpenWeek(week[0].day, week[-1].day, found)
    return None


def _is_whole(week: Sequence[ClosedDay]) -> bool:
    monday = week[0].day
    return monday.weekday() == 0 and (week[-1].day - monday).days == WEEK - 1


def _towns(week: Sequence[ClosedDay]) -> Sequence[OpenTown]:
    asked, helped = _by_town(week, "asked"), _by_town(week, "helped")
    towns = sorted({*asked, *helped})
    return [OpenTown(town, asked.get(town), helped.get(town)) for town in towns if town]


def _by_town(week: Sequence[ClosedDay], measure: Measure) -> dict[str, int | None]:
    """Give the sums by town; none at all where their own sum would not stand or tells too much."""
    counts = Counter[str]()
    for day in week:
        counts.update(day.by_town(measure))
    if any(_sum(day, measure) is None for day in week) or not counts:
        return {}
    towns = sorted(counts)
    cells = show(Table([[counts[town]] for town in towns]), max(day.k for day in week)).cells
    if cells[len(towns), 0] is None or cells[len(towns), 1] is None:
        return {}
    return {town: cells[place, 0] for place, town in enumerate(towns)}

"""How a report is made: the days it covers, how they are asked for, the lengths of its bars."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from services.reporting.event_log.model import Stood
from services.reporting.figures.model.facts import RequestState
from services.reporting.figures.model.report import Period
from shared.contracts.words import Standing
from shared.fields.day import read_day

_ESCALATED: Final = "request.escalated"
_WAITING: Final = frozenset({"request.created", "request.reopened"})


def stands(state: str, stood: Stood) -> str:
    """Say where a request stands: by its own end, with a person, or as matching said last."""
    if stood.event == _ESCALATED:
        return "escalated"
    if stood.event not in _WAITING:
        return state
    is_searched = stood.standing not in {None, Standing.CLOSED}
    return str(stood.standing) if is_searched else RequestState.RECEIVED


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its value, its length in per cent of the longest, its share of all."""

    label: str
    value: int
    length: float
    share: float


def bars(values: Sequence[tuple[str, int]]) -> list[Bar]:
    """Measure the bars, longest first; what is nothing has no bar."""
    shown = sorted((item for item in values if item[1] > 0), key=lambda item: -item[1])
    total = sum(value for _, value in shown)
    return [
        Bar(label, value, round(100 * value / shown[0][1], 1), round(100 * value / total, 1))
        for label, value in shown
    ]


def choose_period(
    first: date | None, last: date | None, *, first_known: date | None, today: date
) -> Period:
    """Take the days asked for; what was not asked for is everything until today.

    Days the wrong way round are turned: the reader meant what lies between them.
    """
    end = last or max(today, first or today)
    start = first or min(first_known or end, end)
    return Period(min(start, end), max(start, end))


@dataclass(frozen=True, slots=True)
class AskedDay:
    """What somebody put into a field for a day."""

    field: str
    text: str

    @property
    def day(self) -> date | None:
        """The day, written 2026-11-25 or 25.11.2026; None when it is none."""
        return read_day(self.text)

    @property
    def wrong(self) -> bool:
        """Say whether something was given that is no day."""
        return bool(self.text.strip()) and self.day is None

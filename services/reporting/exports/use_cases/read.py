"""Give a funder's tool what was published of its project, and keep that it looked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from http import HTTPStatus
from typing import NamedTuple

from services.reporting.exports.model import Brief, FigureKey, KeyUse, Published
from services.reporting.exports.ports import FigureKeys, PublishedReports
from services.reporting.exports.rules import MOST_AN_HOUR, read_period, written


class Refused(NamedTuple):
    """Why nothing is given, as in HTTP and by a code."""

    status: HTTPStatus
    code: str
    title: str


class Refusal(Enum):
    """What may be wrong with what a tool asks."""

    NO_KEY = Refused(
        HTTPStatus.UNAUTHORIZED, "no_key", "Send the key as `Authorization: Bearer <key>`"
    )
    WRONG_KEY = Refused(
        HTTPStatus.UNAUTHORIZED, "wrong_key", "This key opens nothing: it is wrong or withdrawn"
    )
    OTHER_PROJECT = Refused(
        HTTPStatus.FORBIDDEN, "other_project", "This key is for another project"
    )
    UNREADABLE = Refused(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "period",
        "Write the period as its first and last day: 2026-01-01/2026-06-30",
    )
    UNPUBLISHED = Refused(
        HTTPStatus.NOT_FOUND, "unpublished", "No report of this period is published"
    )
    TOO_OFTEN = Refused(
        HTTPStatus.TOO_MANY_REQUESTS, "too_often", "This key was used too often within an hour"
    )


Given = Published | Sequence[Brief]


@dataclass(frozen=True, slots=True)
class ReadFigures:
    """The figures by a key."""

    reports: PublishedReports
    keys: FigureKeys
    hash_of: Callable[[str], str]

    async def read(self, key: str, project: str, period: str | None) -> Given | Refusal:
        """Give the figures of a period, or without one the periods that are published."""
        found = await self.keys.by_hash(self.hash_of(key)) if key else None
        if found is None:
            return Refusal.WRONG_KEY if key else Refusal.NO_KEY
        if await self.keys.uses_of_hour(found.id) >= MOST_AN_HOUR:
            return Refusal.TOO_OFTEN
        given = await self._given(found, project, period)
        status = given.value.status if isinstance(given, Refusal) else HTTPStatus.OK
        await self.keys.note(KeyUse(found.id, _asked(found, project, period), status))
        return given

    async def _given(self, key: FigureKey, project: str, period: str | None) -> Given | Refusal:
        if key.withdrawn_at or key.project != project:
            return Refusal.WRONG_KEY if key.withdrawn_at else Refusal.OTHER_PROJECT
        if period is None:
            return await self.reports.periods(project)
        days = read_period(period)
        if days is None:
            return Refusal.UNREADABLE
        return await self.reports.one(project, days) or Refusal.UNPUBLISHED


def _asked(key: FigureKey, project: str, period: str | None) -> str:
    """Write for what; what is not ours stands in no record."""
    if key.project != project:
        return "another project"
    if period is None:
        return project
    days = read_period(period)
    return f"{project} {written(days)}" if days else f"{project} unread"

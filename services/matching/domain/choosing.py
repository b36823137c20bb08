"""The first rule: of those who fit and are free, ask whoever was asked longest ago."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from services.matching.domain.model import Match, MatchState, Task, Volunteer, VolunteerId
from services.matching.domain.words import VOLUNTEER_CATEGORIES, UnmatchedReason

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Shortage:
    """Why nobody can be asked, in numbers that name nobody."""

    reason: UnmatchedReason
    considered: int = 0
    """Those who fit the task."""
    asked: int = 0
    declined: int = 0
    at_their_cap: int = 0
    """Those who fit, were not asked, and have enough to do this week."""


def is_for_volunteers(task: Task) -> bool:
    """Say whether a volunteer may be asked at all."""
    return task.volunteer_allowed and task.category in VOLUNTEER_CATEGORIES


def fits(volunteer: Volunteer, task: Task) -> bool:
    """Say whether the task is what the volunteer offered to do, where and in a shared language."""
    offer = volunteer.offer
    return (
        task.category in offer.categories
        and task.language in offer.languages
        and task.municipality in offer.areas
    )


def is_at_cap(volunteer: Volunteer) -> bool:
    """Say whether the volunteer has enough to do this week."""
    return volunteer.tasks_this_week >= volunteer.offer.weekly_cap


def choose_volunteer(
    task: Task, asked: Collection[VolunteerId], volunteers: Iterable[Volunteer]
) -> Volunteer | None:
    """Pick the volunteer who was asked longest ago; ties go to the smallest id."""
    able = (
        volunteer
        for volunteer in volunteers
        if fits(volunteer, task) and volunteer.id not in asked and not is_at_cap(volunteer)
    )
    return min(able, key=_turn, default=None)


def shortage(task: Task, history: Collection[Match], volunteers: Collection[Volunteer]) -> Shortage:
    """Count why nobody of `volunteers` can be asked."""
    if not is_for_volunteers(task):
        return Shortage(UnmatchedReason.NOT_FOR_VOLUNTEERS)
    asked = {match.volunteer_id for match in history}
    fitting = [volunteer for volunteer in volunteers if fits(volunteer, task)]
    fresh = [volunteer for volunteer in fitting if volunteer.id not in asked]
    return Shortage(
        reason=UnmatchedReason.EVERYONE_ASKED if history else UnmatchedReason.NOBODY_ABLE,
        considered=len(fitting),
        asked=len(history),
        declined=sum(match.state is MatchState.DECLINED for match in history),
        at_their_cap=sum(is_at_cap(volunteer) for volunteer in fresh),
    )


def _turn(volunteer: Volunteer) -> tuple[datetime, VolunteerId]:
    return volunteer.last_asked_at or _NEVER, volunteer.id

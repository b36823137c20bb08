"""Who is asked: the first rule, fair before clever."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from services.matching.domain.model import Candidate, Need
from services.matching.domain.words import VOLUNTEER_CATEGORIES

_NEVER: Final = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Tally:
    """Why nobody could be chosen, in numbers that name nobody."""

    considered: int = 0
    """Those who fit the need."""
    at_their_cap: int = 0
    """Those who fit, were not asked, and have enough to do this week."""


def choose_volunteer(need: Need, candidates: Iterable[Candidate]) -> Candidate | None:
    """Pick the able volunteer asked least recently; ties go to the smallest id."""
    able = [candidate for candidate in candidates if is_able(candidate, need)]
    return min(able, key=_turn, default=None)


def is_able(candidate: Candidate, need: Need) -> bool:
    """Say whether a volunteer may be asked now."""
    return fits(candidate, need) and not candidate.asked_before and not is_at_cap(candidate)


def is_for_volunteers(need: Need) -> bool:
    """Say whether a volunteer may know of it; what reveals health goes to a person."""
    return need.volunteer_allowed and need.category in VOLUNTEER_CATEGORIES


def fits(candidate: Candidate, need: Need) -> bool:
    """Say whether kind of help, language and area are the volunteer's own."""
    return (
        is_for_volunteers(need)
        and need.category in candidate.categories
        and need.language in candidate.languages
        and need.municipality in candidate.areas
    )


def is_at_cap(candidate: Candidate) -> bool:
    """Say whether the week is full."""
    return candidate.load >= candidate.weekly_cap


def tally(need: Need, candidates: Iterable[Candidate]) -> Tally:
    """Count who would fit, and who of them is only kept back by their own limit."""
    fitting = [candidate for candidate in candidates if fits(candidate, need)]
    full = [one for one in fitting if is_at_cap(one) and not one.asked_before]
    return Tally(considered=len(fitting), at_their_cap=len(full))


def _turn(candidate: Candidate) -> tuple[datetime, int]:
    return candidate.last_asked_at or _NEVER, candidate.volunteer_id.int

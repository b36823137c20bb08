"""How long each step of a referral may take; an installation changes it in its settings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from services.matching.engine.model import QuietHours, by_urgency
from services.matching.partners.model import OpenHours
from services.matching.referrals.model import HELPING, ReferralState
from services.matching.referrals.rules.deadlines import (
    Deadlines,
    deadlines_at_once,
    deadlines_in_hours,
)
from shared.contracts.words import Urgency

_SHORTEST: Final = 2
_YEAR: Final = 366 * 24 * 60


class UnusableTermsError(ValueError):
    """A time of referrals is missing for an urgency, or too short, or no number."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Times are minutes, from *today* to *no hurry*; at half of each it is reminded of."""

    answer: Mapping[Urgency, float] = field(default_factory=lambda: by_urgency(60, 480, 1440, 4320))
    """Until an organisation has answered, or a coordinator what it asked back."""
    help: Mapping[Urgency, float] = field(
        default_factory=lambda: by_urgency(1440, 4320, 10080, 20160)
    )
    """Until something is heard of help that was agreed."""
    most_asked: int = 4
    """Organisations that are asked about a request by themselves: then a coordinator decides."""
    quiet_hours: QuietHours = field(default_factory=QuietHours)
    """When nobody is there of an organisation that told no hours."""

    def __post_init__(self) -> None:
        """Refuse what would end a referral at once, or never."""
        for times in (self.answer, self.help):
            if set(times) != set(Urgency) or not all(
                _SHORTEST <= each <= _YEAR for each in times.values()
            ):
                raise UnusableTermsError
        if self.most_asked < 1:
            raise UnusableTermsError


def deadlines(
    terms: Terms,
    urgency: Urgency,
    state: ReferralState,
    hours: Iterable[OpenHours],
    local: datetime,
) -> Deadlines:
    """Say by when something is to be heard of a referral that stands so.

    What is needed today does not wait for an office to open: somebody else is asked.
    """
    times = terms.help if state in HELPING else terms.answer
    time = timedelta(minutes=times[urgency])
    if urgency is Urgency.TODAY:
        return deadlines_at_once(time)
    return deadlines_in_hours(time, tuple(hours) or _daytime(terms.quiet_hours), local)


def _daytime(quiet: QuietHours) -> tuple[OpenHours, ...]:
    return tuple(OpenHours(day, quiet.end * 60, quiet.start * 60) for day in range(7))

"""What is looked for when a need's turn comes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from services.matching.engine.model import Place, Wanted, hours_from, minute_of
from services.matching.engine.rules.eligibility import REMOTE_CATEGORIES
from services.matching.engine.rules.policy import Policy
from services.matching.engine.rules.widening import ask_limit, wider_km
from services.matching.needs.model import Need, NeedState
from services.matching.proposals.model import Turn
from shared.contracts.words import PARTNERS_FIRST, VOLUNTEER_CATEGORIES, Urgency

_SPANS: Final = {
    Urgency.TODAY: timedelta(hours=24),
    Urgency.WITHIN_2_DAYS: timedelta(days=2),
    Urgency.WITHIN_A_WEEK: timedelta(days=7),
    Urgency.NO_HURRY: timedelta(days=7),
}
"""When the help can be given: a helper must have an hour of it."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Now, by the network's clock and by the clock on the wall."""

    now: datetime
    local: datetime


def is_for_volunteers(need: Need) -> bool:
    """Say whether a volunteer may know of it; what reveals health goes to a person."""
    are_all = VOLUNTEER_CATEGORIES.issuperset(need.kinds)
    return need.volunteer_allowed and need.is_known and are_all


def is_for_partners_first(need: Need) -> bool:
    """Say whether organisations are asked before a volunteer: at first, and by their word only.

    Not where the same helper is wanted as before.
    """
    is_new = need.state is NeedState.OPEN and need.standing_number == 0 and not need.again_of
    are_all = PARTNERS_FIRST.issuperset(need.kinds)
    return need.may_be_referred and is_new and are_all and is_for_volunteers(need)


def waits_for_morning(need: Need, policy: Policy, moment: Moment) -> bool:
    """Say whether it is a quiet hour and this can wait."""
    is_quiet = policy.quiet_hours is not None and policy.quiet_hours.cover(moment.local)
    return is_quiet and need.urgency is not Urgency.TODAY


def asks_borne(need: Need, policy: Policy) -> float:
    """Say how many asks somebody may have to forget with this one."""
    return ask_limit(policy.ask_limit[need.urgency], need.widened)


def wanted_of(turn: Turn, place: Place | None, policy: Policy, moment: Moment) -> Wanted | None:
    """Say what the need wants of a helper now; None when it is not for volunteers."""
    need = turn.need
    if need.category is None or not is_for_volunteers(need):
        return None
    kinds = frozenset(need.kinds)
    return Wanted(
        category=need.category,
        language=need.language,
        municipality=need.municipality,
        place=place,
        urgency=need.urgency,
        minute=minute_of(moment.now),
        ask_limit=asks_borne(need, policy),
        forget_minutes=policy.forget_minutes,
        hours=hours_from(moment.local, _SPANS[need.urgency]),
        vetting=need.vetting,
        also=kinds - {need.category},
        remote=kinds <= REMOTE_CATEGORIES,
        partly_remote=not kinds.isdisjoint(REMOTE_CATEGORIES) and not kinds <= REMOTE_CATEGORIES,
        is_quiet=policy.quiet_hours is not None and policy.quiet_hours.cover(moment.local),
        asked=turn.asked - turn.again,
        blocked=turn.blocked,
        usual=turn.usual,
        wider_km=wider_km(need.widened),
    )

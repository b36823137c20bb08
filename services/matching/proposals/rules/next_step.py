"""What follows when a need's turn comes: ask, wait, or hand it to a coordinator."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from services.matching.engine.model import Reason
from services.matching.engine.rules.choosing import Chosen, Pick
from services.matching.engine.rules.eligibility import MOMENTARY, UNFIT
from services.matching.engine.rules.policy import LOOK_AGAIN, Policy, SearchState, look_again, seats
from services.matching.engine.rules.widening import more_at_once
from services.matching.proposals.model import Turn
from services.matching.proposals.rules.wanted import (
    Moment,
    is_for_partners_first,
    is_for_volunteers,
    waits_for_morning,
)
from shared.contracts.words import UnmatchedReason

AT_ONCE = timedelta()


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask these helpers; `look_again` is when one more is to be asked beside them."""

    picks: tuple[Pick, ...]
    look_again: timedelta | None


@dataclass(frozen=True, slots=True)
class Wait:
    """Ask nobody now; None: only an answer or a new helper changes it."""

    look_again: timedelta | None


@dataclass(frozen=True, slots=True)
class Search:
    """Look for so many helpers."""

    seats: int


@dataclass(frozen=True, slots=True)
class HandOver:
    """Nobody may be asked, or nobody is left: a coordinator decides."""

    reason: UnmatchedReason
    refusals: Mapping[Reason, int] = field(default_factory=dict)
    """How many helpers nearby were refused for which reason."""

    @property
    def considered(self) -> int:
        """Count those who fit the need."""
        return sum(count for reason, count in self.refusals.items() if reason not in UNFIT)

    @property
    def at_their_cap(self) -> int:
        """Count those whom their own week keeps back."""
        return self.refusals.get(Reason.AT_WEEKLY_CAP, 0)

    @property
    def look_again(self) -> timedelta | None:
        """Say after what time someone may have become free by themselves."""
        return LOOK_AGAIN if any(self.refusals.get(reason) for reason in MOMENTARY) else None


def search_state(turn: Turn, *, usual_is_free: bool = False) -> SearchState:
    """Give what the policy asks about."""
    return SearchState(
        urgency=turn.need.urgency,
        waited=turn.waited,
        open_now=turn.open_now,
        usual_is_free=usual_is_free,
        more_at_once=more_at_once(turn.need.widened),
    )


def first_step(
    turn: Turn, policy: Policy, moment: Moment, *, usual_is_free: bool
) -> Search | Wait | HandOver:
    """Say whether helpers are to be looked for at all."""
    if not is_for_volunteers(turn.need):
        return HandOver(UnmatchedReason.NOT_FOR_VOLUNTEERS)
    if turn.is_reserved or is_for_partners_first(turn.need):
        return Wait(None)
    if waits_for_morning(turn.need, policy, moment):
        return Wait(policy.quiet_hours.over_in(moment.local) if policy.quiet_hours else None)
    standing = search_state(turn, usual_is_free=usual_is_free)
    free = seats(policy, standing)
    return Search(free) if free else Wait(look_again(policy, standing))


def next_step(turn: Turn, chosen: Chosen, policy: Policy) -> Ask | Wait | None:
    """Say what follows from the choice; None: nobody may be asked, and nobody is being asked."""
    again = AT_ONCE if chosen.is_outbid else look_again(policy, search_state(turn))
    if chosen.picks:
        return Ask(chosen.picks, again)
    return Wait(again) if chosen.is_outbid or turn.open_now else None


def hand_over(turn: Turn, refusals: Mapping[Reason, int]) -> HandOver:
    """Hand a need over that nobody may be asked about."""
    reason = UnmatchedReason.EVERYONE_ASKED if turn.asked else UnmatchedReason.NOBODY_ABLE
    return HandOver(reason, refusals)

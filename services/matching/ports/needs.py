"""Needs and their matches, in one transaction."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Protocol

from services.matching.domain.model import (
    Match,
    MatchId,
    Need,
    RequestId,
    VolunteerId,
)
from services.matching.domain.words import MatchState


class NeedWork(Protocol):
    """Needs, in one transaction; a need's row lock comes before every other lock."""

    async def add_needs(self, needs: Sequence[Need]) -> None:
        """Store needs, due at once; one that is known, or whose end is, stays as it is."""
        ...

    async def end_need(self, request_id: RequestId) -> Need | None:
        """Close a need and give it as it was before; None when only its end was ever heard."""
        ...

    async def need(self, request_id: RequestId) -> Need:
        """Read a need, without locking it."""
        ...

    async def lock_need(self, request_id: RequestId) -> Need:
        """Read a need, locked until the end of the transaction."""
        ...

    async def save_need(self, need: Need, look_again: timedelta | None = None) -> None:
        """Store how a need stands, and after what time to look at it again if at all."""
        ...

    async def save_needs(self, needs: Sequence[tuple[Need, timedelta | None]]) -> None:
        """Store how many stand, each with the time after which to look again."""
        ...

    async def take_need(self, request_id: RequestId) -> Need | None:
        """Lock a need, unless someone else holds it: what they do to it comes first."""
        ...

    async def wake_needs(self, volunteer_id: VolunteerId, limit: int) -> int:
        """Let the oldest unmatched needs that this volunteer fits be looked at; gives how many.

        Comes before the volunteer's row is changed, and waits for whoever hands a need over, so
        that a need that becomes unmatched now is not missed.
        """
        ...


class MatchWork(Protocol):
    """Proposals and assignments, in one transaction."""

    async def match(self, match_id: MatchId) -> Match:
        """Read a match."""
        ...

    async def match_by_proposal(self, token_hash: str) -> Match | None:
        """Read a match by its proposal link."""
        ...

    async def match_by_task(self, token_hash: str) -> Match | None:
        """Read a match by one of its task links."""
        ...

    async def live_matches(self, request_id: RequestId) -> Sequence[Match]:
        """Give the proposals and the assignment that are not over."""
        ...

    async def accept(self, match: Match) -> bool:
        """Accept if it is still open and in time; the store refuses a second acceptance."""
        ...

    async def end_matches(
        self, matches: Sequence[Match], state: MatchState, minutes: int | None = None
    ) -> None:
        """Store the end of matches of one need and the number of the last event of each."""
        ...

    async def end_week(self, match_id: MatchId) -> bool:
        """Let a task that was accepted seven days ago count no more; False when it does not."""
        ...

    async def count_event(self, match: Match) -> None:
        """Store the number of a match's last event."""
        ...

    async def allow_access(self, match_id: MatchId) -> bool:
        """Count a new contact link; False when the last one is too fresh or there were many."""
        ...

    async def add_task_link(self, match_id: MatchId, token_hash: str) -> None:
        """Let one more link open the task page."""
        ...

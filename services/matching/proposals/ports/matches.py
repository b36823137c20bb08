"""Proposals and assignments, and what time alone does with them."""

from collections.abc import Sequence
from typing import Protocol

from services.matching.needs.model import RequestId
from services.matching.proposals.model import Match, MatchId, MatchState
from services.matching.volunteers.model import VolunteerId
from shared.contracts.words import WithdrawalReason


class Matches(Protocol):
    """Proposals and assignments, in one transaction."""

    async def read(self, match_id: MatchId) -> Match:
        """Read a match."""
        ...

    async def find(self, match_id: MatchId) -> Match | None:
        """Read a match; None for one that is not known, or is forgotten."""
        ...

    async def by_proposal(self, token_hash: str) -> Match | None:
        """Read a match by its proposal link."""
        ...

    async def by_task(self, token_hash: str) -> Match | None:
        """Read a match by one of its task links."""
        ...

    async def live(self, request_id: RequestId) -> Sequence[Match]:
        """Give the proposals and the assignment that are not over."""
        ...

    async def asked_now(self, request_id: RequestId, number: int) -> Match | None:
        """Read what a helper is being asked about a need, by roster number."""
        ...

    async def has_live(self, volunteer_id: VolunteerId) -> bool:
        """Say whether somebody is asked or has a task."""
        ...

    async def held_by(self, volunteer_id: VolunteerId) -> Sequence[Match]:
        """Give what somebody is asked and has to do, in the order of the needs."""
        ...

    async def accept(self, match: Match) -> bool:
        """Accept if it is still open and in time; the store refuses a second acceptance."""
        ...

    async def end(
        self, matches: Sequence[Match], state: MatchState, minutes: int | None = None
    ) -> None:
        """Store the end of matches of one need and the number of the last event of each."""
        ...

    async def withdraw(self, matches: Sequence[Match], why: WithdrawalReason) -> None:
        """Store that matches of one need were taken back, why, and the number of the event."""
        ...

    async def leave_behind(self, request_id: RequestId) -> None:
        """Let help that was reported stand in nobody's way: its need is opened again."""
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

    async def links_issued(self, match_id: MatchId) -> int:
        """Count the links to the contact data that were mailed."""
        ...

    async def add_task_link(self, match_id: MatchId, token_hash: str) -> None:
        """Let one more link open the task page."""
        ...


class WithMatches(Protocol):
    """A transaction in which matches can be read and changed."""

    @property
    def matches(self) -> Matches:
        """Give the matches as this transaction sees them."""
        ...


class DueMatches(Protocol):
    """What time alone brings about, read without locking anything."""

    async def lapsed(self, limit: int) -> Sequence[MatchId]:
        """List open proposals whose time is over, the longest first."""
        ...

    async def weeks_over(self, limit: int) -> Sequence[MatchId]:
        """List tasks that were accepted seven days ago and still count, the longest first."""
        ...

"""Proposals, assignments and their links."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.matching.needs.model import RequestId
from services.matching.proposals.model import Match, MatchId, MatchState
from services.matching.proposals.rows import match_of
from services.matching.proposals.store.queries import SQL
from services.matching.volunteers.model import VolunteerId
from shared.contracts.words import WithdrawalReason
from shared.postgres.queries import ids
from shared.postgres.types import Connection, Pool


@dataclass(frozen=True, slots=True)
class PostgresMatches:
    """Implements the port `Matches`."""

    connection: Connection

    async def read(self, match_id: MatchId) -> Match:
        """Read by id."""
        found = await self.find(match_id)
        if found is None:
            raise LookupError
        return found

    async def find(self, match_id: MatchId) -> Match | None:
        """Read by id."""
        return await self._one("read_match", match_id)

    async def by_proposal(self, token_hash: str) -> Match | None:
        """Read by the proposal link."""
        return await self._one("match_by_proposal", token_hash)

    async def by_task(self, token_hash: str) -> Match | None:
        """Read by a task link."""
        return await self._one("match_by_task", token_hash)

    async def live(self, request_id: RequestId) -> Sequence[Match]:
        """Read what is not over."""
        rows = await self.connection.fetch(SQL["live_matches"], request_id)
        return [match_of(row) for row in rows]

    async def asked_now(self, request_id: RequestId, number: int) -> Match | None:
        """Read by the need and the roster number."""
        row = await self.connection.fetchrow(SQL["asked_now"], request_id, number)
        return match_of(row) if row else None

    async def has_live(self, volunteer_id: VolunteerId) -> bool:
        """Look for one that is not over."""
        found: bool = await self.connection.fetchval(SQL["has_live_match"], volunteer_id)
        return found

    async def held_by(self, volunteer_id: VolunteerId) -> Sequence[Match]:
        """Read what is not over."""
        rows = await self.connection.fetch(SQL["held_matches"], volunteer_id)
        return [match_of(row) for row in rows]

    async def accept(self, match: Match) -> bool:
        """Win or lose by one conditional update."""
        await self.connection.execute(SQL["lock_asked"], match.request_id)
        won = await self.connection.fetchval(SQL["accept_match"], match.id, match.version)
        return won is not None

    async def end(
        self, matches: Sequence[Match], state: MatchState, minutes: int | None = None
    ) -> None:
        """Update the rows that were live, and the loads of those who are free now."""
        await self._end(matches, state, minutes, None)

    async def withdraw(self, matches: Sequence[Match], why: WithdrawalReason) -> None:
        """Update them in the same way, with the reason."""
        await self._end(matches, MatchState.WITHDRAWN, None, why)

    async def leave_behind(self, request_id: RequestId) -> None:
        """Update the rows."""
        await self.connection.execute(SQL["leave_behind"], request_id)

    async def end_week(self, match_id: MatchId) -> bool:
        """Win or lose by one conditional update."""
        return await self.connection.fetchval(SQL["end_week"], match_id) is not None

    async def count_event(self, match: Match) -> None:
        """Update the number."""
        await self.connection.execute(SQL["count_event"], match.id, match.version)

    async def allow_access(self, match_id: MatchId) -> bool:
        """Win or lose by one conditional update."""
        return await self.connection.fetchval(SQL["allow_access"], match_id) is not None

    async def links_issued(self, match_id: MatchId) -> int:
        """Read the count."""
        return int(await self.connection.fetchval(SQL["links_issued"], match_id))

    async def add_task_link(self, match_id: MatchId, token_hash: str) -> None:
        """Insert."""
        await self.connection.execute(SQL["add_task_link"], token_hash, match_id)

    async def _end(
        self, matches: Sequence[Match], state: MatchState, *rest: int | WithdrawalReason | None
    ) -> None:
        ids, versions = [match.id for match in matches], [match.version for match in matches]
        await self.connection.execute(SQL["end_matches"], ids, versions, state, *rest)

    async def _one(self, statement: str, key: object) -> Match | None:
        row = await self.connection.fetchrow(SQL[statement], key)
        return match_of(row) if row else None


@dataclass(frozen=True, slots=True)
class PostgresDueMatches:
    """Implements the port `DueMatches`."""

    pool: Pool

    async def lapsed(self, limit: int) -> Sequence[MatchId]:
        """Read ids without locking anything."""
        return [MatchId(each) for each in await ids(self.pool, SQL["lapsed_matches"], limit)]

    async def weeks_over(self, limit: int) -> Sequence[MatchId]:
        """Read ids without locking anything."""
        return [MatchId(each) for each in await ids(self.pool, SQL["weeks_over"], limit)]

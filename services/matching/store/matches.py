"""Proposals, assignments and their links."""

from collections.abc import Sequence

from services.matching.domain.model import Candidate, History, Match, MatchId, Need, RequestId
from services.matching.domain.words import MatchState
from services.matching.ports import NewMatch
from services.matching.store.connected import SQL, Connected
from services.matching.store.rows import candidate_of, match_of


class MatchRows(Connected):
    """Implements the port `MatchWork`."""

    async def alone(self) -> None:
        """Take the one lock around choosing."""
        await self.connection.execute(SQL["choose_alone"])

    async def able(self, need: Need, limit: int) -> Sequence[Candidate]:
        """Walk the turn index until enough are found."""
        rows = await self.connection.fetch(SQL["able_volunteers"], *_wanted(need), limit)
        return [candidate_of(row) for row in rows]

    async def candidates(self, need: Need) -> Sequence[Candidate]:
        """Read all, for the counts."""
        rows = await self.connection.fetch(SQL["fitting_volunteers"], *_wanted(need))
        return [candidate_of(row) for row in rows]

    async def history(self, request_id: RequestId) -> History:
        """Count rows."""
        row = await self.connection.fetchrow(SQL["read_history"], request_id)
        return History(row["asked"], row["declined"]) if row else History()

    async def propose(self, new: NewMatch) -> Match:
        """Insert; the time it ends is counted by the database."""
        row = await self.connection.fetchrow(
            SQL["add_match"],
            new.id,
            new.request_id,
            new.volunteer_id,
            new.attempt,
            new.lifetime,
            new.token_hash,
        )
        if row is None:
            raise LookupError
        return match_of(row)

    async def match(self, match_id: MatchId) -> Match:
        """Read by id."""
        found = await self._one("read_match", match_id)
        if found is None:
            raise LookupError
        return found

    async def match_by_proposal(self, token_hash: str) -> Match | None:
        """Read by the proposal link."""
        return await self._one("match_by_proposal", token_hash)

    async def match_by_task(self, token_hash: str) -> Match | None:
        """Read by a task link."""
        return await self._one("match_by_task", token_hash)

    async def live_match(self, request_id: RequestId) -> Match | None:
        """Read what is not over."""
        return await self._one("live_match", request_id)

    async def accept(self, match: Match) -> bool:
        """Win or lose by one conditional update."""
        won = await self.connection.fetchval(SQL["accept_match"], match.id, match.version)
        return won is not None

    async def end_match(self, match: Match, state: MatchState, minutes: int | None = None) -> None:
        """Update the row, which was live."""
        await self.connection.execute(SQL["end_match"], match.id, match.version, state, minutes)

    async def count_event(self, match: Match) -> None:
        """Update the number."""
        await self.connection.execute(SQL["count_event"], match.id, match.version)

    async def allow_access(self, match_id: MatchId) -> bool:
        """Win or lose by one conditional update."""
        return await self.connection.fetchval(SQL["allow_access"], match_id) is not None

    async def add_task_link(self, match_id: MatchId, token_hash: str) -> None:
        """Insert."""
        await self.connection.execute(SQL["add_task_link"], token_hash, match_id)

    async def _one(self, statement: str, key: object) -> Match | None:
        row = await self.connection.fetchrow(SQL[statement], key)
        return match_of(row) if row else None


def _wanted(need: Need) -> tuple[object, ...]:
    return need.request_id, need.category, need.language, need.municipality

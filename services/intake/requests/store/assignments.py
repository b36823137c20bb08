"""Who helps with a request, and the word by which they are known."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from services.intake.requests.model import Assignment, MatchId, RequestId, VolunteerId
from services.intake.requests.rows import WORD, present, subject_of
from services.intake.requests.store.queries import SQL
from shared.contracts.event import known
from shared.contracts.words import VettingLevel
from shared.postgres.types import Connection
from shared.sealing.vault import Vault


@dataclass(frozen=True, slots=True)
class PostgresAssignments:
    """The part of the port `Requests` that is about who helps."""

    connection: Connection
    vault: Vault

    async def code_word(self, request_id: RequestId) -> str:
        """Unseal it where there is one."""
        sealed = await self.connection.fetchval(SQL["read_code_word"], request_id)
        if sealed is None:
            return ""
        return (await self._words(request_id, [sealed]))[0]

    async def save_code_word(self, request_id: RequestId, code_word: str) -> None:
        """Seal and update."""
        sealed = await self._seal_word(request_id, code_word)
        await self.connection.execute(SQL["save_code_word"], request_id, sealed)

    async def code_words_used(self, request_id: RequestId) -> Collection[str]:
        """Unseal those of all assignments."""
        rows = await self.connection.fetch(SQL["code_words_used"], request_id)
        return await self._words(request_id, [row["code_word"] for row in rows])

    async def assignment(self, request_id: RequestId) -> Assignment | None:
        """Read the open one and unseal its word."""
        row = await self.connection.fetchrow(SQL["read_assignment"], request_id)
        if row is None:
            return None
        sealed = {name: row[name] for name in ("code_word", "introduced_as")}
        clear = await self.vault.unseal(self.connection, subject_of(request_id), present(sealed))
        level = known(VettingLevel, row["level"]) or VettingLevel.NONE
        return Assignment(MatchId(row["match_id"]), **clear, level=level)

    async def open_assignment(
        self, request_id: RequestId, assignment: Assignment, volunteer_id: VolunteerId
    ) -> None:
        """Insert; a unique index refuses a second open one."""
        sealed = await self._seal_word(request_id, assignment.code_word)
        await self.connection.execute(
            SQL["open_assignment"],
            request_id,
            assignment.match_id,
            volunteer_id,
            sealed,
        )

    async def introduce(self, request_id: RequestId, match_id: MatchId, name: str) -> None:
        """Seal and update."""
        subject, clear = subject_of(request_id), {"introduced_as": name}
        sealed = await self.vault.seal(self.connection, subject, clear)
        values = request_id, match_id, sealed["introduced_as"]
        await self.connection.execute(SQL["introduce_helper"], *values)

    async def close_assignment(self, request_id: RequestId) -> None:
        """Note the time of the end."""
        await self.connection.execute(SQL["close_assignment"], request_id)

    async def _seal_word(self, request_id: RequestId, word: str) -> bytes:
        clear = {WORD: word}
        return (await self.vault.seal(self.connection, subject_of(request_id), clear))[WORD]

    async def _words(self, request_id: RequestId, sealed: Sequence[bytes]) -> list[str]:
        subject = subject_of(request_id)
        return [
            (await self.vault.unseal(self.connection, subject, {WORD: each}))[WORD]
            for each in sealed
        ]

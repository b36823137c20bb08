"""What was sent before, and what it was told."""

from dataclasses import dataclass

from services.intake.domain.model import StoredAnswer
from services.intake.store.queries import SQL
from services.intake.store.rows import answer_of, subject_of
from shared.postgres.queries import rows_of
from shared.postgres.types import Connection
from shared.sealing.vault import Vault


@dataclass(frozen=True, slots=True)
class PostgresSubmissions:
    """Implements the port `Submissions`."""

    connection: Connection
    vault: Vault

    async def stored_answer(self, key_hash: str) -> StoredAnswer | None:
        """Unseal the answer unless it is too old."""
        row = await self.connection.fetchrow(SQL["stored_answer"], key_hash)
        if row is None:
            return None
        if row["answer"] is None:
            return StoredAnswer(row["fingerprint"], None)
        subject = subject_of(row["request_id"])
        clear = await self.vault.unseal(self.connection, subject, {"answer": row["answer"]})
        return StoredAnswer(row["fingerprint"], answer_of(clear["answer"]))

    async def forget_answers(self) -> int:
        """Empty the column; the key and its fingerprint stay."""
        return rows_of(await self.connection.execute(SQL["forget_answers"]))

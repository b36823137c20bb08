"""Cases in PostgreSQL; what is the person's lies sealed under a key of the case."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import asyncpg

from services.intake.requests.model import RequestId
from services.intake.rights.model import (
    Answered,
    Asking,
    Beside,
    Case,
    Lately,
    Receipt,
    Right,
    RightId,
    Secret,
    State,
    Step,
    Tried,
)
from services.intake.rights.rules import ANSWER_LIVES, CODE_LIVES, READ_WITHIN
from shared.activation import Activation
from shared.contracts.right_words import RightKind, RightService
from shared.contracts.words import Language
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection
from shared.reach_points import ReachPoint
from shared.sealing.vault import Vault

SQL = load_queries(Path(__file__).with_name("queries.sql"))
SOME: Final = 100
_SEALED: Final = "sealed"


@dataclass(frozen=True, slots=True)
class PostgresRights:
    """Implements the port `Rights`."""

    connection: Connection
    vault: Vault

    async def lately(self, mark: str) -> Lately:
        """Count rows."""
        row = await self.connection.fetchrow(SQL["rights_lately"], mark)
        return Lately(row["of_one"], row["in_all"]) if row else Lately(0, 0)

    async def add(self, asking: Asking) -> None:
        """Insert; a key is made only where there is something to seal."""
        right, secret = asking.right, asking.secret
        await self.connection.execute(
            SQL["add_right"],
            right.id,
            right.kind,
            asking.token_hash,
            asking.code_hash,
            asking.mark,
            await self._seal(right.id, secret) if secret else None,
            right.activation.id,
            right.activation.exercise,
            right.due_at,
            CODE_LIVES,
        )

    async def by_token(self, token_hash: str) -> Right | None:
        """Read by the hash of either link."""
        row = await self.connection.fetchrow(SQL["right_by_token"], token_hash)
        return _right(row) if row else None

    async def try_code(self, token_hash: str, most: int) -> Tried | None:
        """Count by one update."""
        row = await self.connection.fetchrow(SQL["try_right_code"], token_hash, most)
        return Tried(_right(row), row["code_hash"]) if row else None

    async def lock(self, right_id: RightId) -> Right | None:
        """Read for update."""
        row = await self.connection.fetchrow(SQL["lock_right"], right_id)
        return _right(row) if row else None

    async def secret(self, right_id: RightId) -> Secret:
        """Unseal; raises LookupError where nothing is left."""
        sealed = await self.connection.fetchval(SQL["read_right_secret"], right_id)
        if sealed is None:
            raise LookupError
        clear = await self.vault.unseal(self.connection, _subject(right_id), {_SEALED: sealed})
        return _secret(clear[_SEALED])

    async def gather(self, right_id: RightId, secret: Secret) -> None:
        """Update."""
        sealed = await self._seal(right_id, secret)
        await self.connection.execute(SQL["gather_right"], right_id, sealed)

    async def say(self, right_id: RightId, version: int) -> None:
        """Update."""
        await self.connection.execute(SQL["say_right"], right_id, version)

    async def keep_receipt(self, right_id: RightId, receipt: Receipt) -> None:
        """Insert once."""
        said = receipt.service, receipt.receipt_id, receipt.things, receipt.answer
        await self.connection.execute(SQL["keep_right_receipt"], right_id, *said)

    async def receipts(self, right_id: RightId) -> Sequence[Receipt]:
        """Read rows."""
        rows = await self.connection.fetch(SQL["right_receipts"], right_id)
        return [
            Receipt(RightService(row["service"]), row["receipt_id"], row["things"], row["answer"])
            for row in rows
        ]

    async def make_ready(self, right_id: RightId, answer_hash: str, code_hash: str) -> None:
        """Update."""
        values = answer_hash, code_hash, ANSWER_LIVES
        await self.connection.execute(SQL["make_right_ready"], right_id, *values)

    async def note_opened(self, right_id: RightId) -> None:
        """Update."""
        await self.connection.execute(SQL["open_right"], right_id, READ_WITHIN)

    async def cases(self, limit: int) -> Sequence[Case]:
        """Read cases, then their receipts by one more statement."""
        rows = await self.connection.fetch(SQL["right_cases"], limit)
        ids = [row["id"] for row in rows]
        answered: dict[RightId, dict[str, Answered]] = {each: {} for each in ids}
        for row in await self.connection.fetch(SQL["answered_rights"], ids):
            answered[row["right_id"]][row["service"]] = Answered(row["answered_at"], row["things"])
        return [_case(row, answered[row["id"]]) for row in rows]

    async def close_expired(self) -> int:
        """Take some, erase their keys, and delete or empty them."""
        rows = await self.connection.fetch(SQL["expired_rights"], SOME)
        for row in rows:
            if row["has_key"]:
                await self.vault.erase(self.connection, _subject(row["id"]))
        unproven = [row["id"] for row in rows if row["is_unproven"]]
        others = [row["id"] for row in rows if not row["is_unproven"]]
        await self.connection.execute(SQL["delete_rights"], unproven)
        await self.connection.execute(SQL["close_rights"], others)
        for each in others:
            await self.note(each, Step.CLOSED)
        return len(rows)

    async def note(self, right_id: RightId, step: Step) -> None:
        """Append a row."""
        await self.connection.execute(SQL["note_right_step"], right_id, step)

    async def requests_at(self, mark: str) -> Sequence[RequestId]:
        """Read ids."""
        rows = await self.connection.fetch(SQL["requests_at_mark"], mark)
        return [RequestId(row["id"]) for row in rows]

    async def beside(self, request_id: RequestId) -> Beside:
        """Count rows of other rooms."""
        row = await self.connection.fetchrow(SQL["beside_request"], request_id)
        return Beside(row["calls"], row["notes"], row["looks"]) if row else Beside()

    async def _seal(self, right_id: RightId, secret: Secret) -> bytes:
        to = secret.to
        text = json.dumps([to.kind, to.address, to.language, secret.answer_key])
        sealed = await self.vault.seal(self.connection, _subject(right_id), {_SEALED: text})
        return sealed[_SEALED]


def _secret(text: str) -> Secret:
    kind, address, language, answer_key = json.loads(text)
    return Secret(ReachPoint(kind, address, Language(language)), answer_key)


def _subject(right_id: RightId) -> str:
    return f"right/{right_id}"


def _case(row: asyncpg.Record, answered: Mapping[str, Answered]) -> Case:
    return Case(
        id=RightId(row["id"]),
        state=State(row["state"]),
        asked_at=row["asked_at"],
        due_at=row["due_at"],
        closed_at=row["closed_at"],
        is_overdue=row["is_overdue"],
        answered=answered,
    )


def _right(row: asyncpg.Record) -> Right:
    return Right(
        id=RightId(row["id"]),
        kind=RightKind(row["kind"]),
        state=State(row["state"]),
        version=row["version"],
        activation=Activation(row["activation_id"], row["exercise"]),
        due_at=row["due_at"],
    )

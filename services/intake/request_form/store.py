"""Forms being filled in."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from services.intake.request_form.model import Draft, DraftId
from services.intake.requests.rows import present
from services.intake.submissions.rows import answer_of, sealable
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection
from shared.sealing.errors import KeyLostError
from shared.sealing.vault import Vault

SQL = load_queries(Path(__file__).with_name("queries.sql"))

SWEPT = 200
"""Drafts removed in one transaction."""


@dataclass(frozen=True, slots=True)
class PostgresDrafts:
    """Implements the port `Drafts`."""

    connection: Connection
    vault: Vault

    async def start(self, draft: Draft, browser: str) -> None:
        """Insert an empty one."""
        await self.connection.execute(SQL["new_draft"], draft.id, browser, draft.life)

    async def read(self, draft_id: DraftId, browser: str) -> Draft | None:
        """Unseal the answers."""
        row = await self.connection.fetchrow(SQL["read_draft"], draft_id, browser)
        if row is None:
            return None
        draft = Draft(
            draft_id, {}, None, row["version"], row["life"], left=row["left"], age=row["age"]
        )
        sealed = present({"fields": row["fields"], "answer": row["answer"]})
        if not sealed:
            return draft
        clear = await self._open(draft_id, sealed)
        answer = answer_of(clear["answer"]) if "answer" in clear else None
        return replace(draft, fields=json.loads(clear.get("fields", "{}")), answer=answer)

    async def unfinished(self, browser: str) -> DraftId | None:
        """Find the newest that has answers."""
        found: UUID | None = await self.connection.fetchval(SQL["unfinished_draft"], browser)
        return None if found is None else DraftId(found)

    async def left(self, browser: str) -> timedelta:
        """Ask for the last that expires."""
        found: timedelta = await self.connection.fetchval(SQL["browser_left"], browser)
        return found

    async def save(self, draft: Draft) -> None:
        """Seal the answers, or in their place what the sender was told.

        What was typed ends with its key then: it is the request's now, and is erased with that.
        """
        clear = {"fields": json.dumps(dict(draft.fields))}
        if draft.answer is not None:
            clear = {"answer": sealable(draft.answer)}
            await self.vault.erase(self.connection, f"draft/{draft.id}")
        sealed = await self.vault.seal(self.connection, _subject(draft.id, clear), clear)
        await self.connection.execute(
            SQL["save_draft"],
            draft.id,
            sealed.get("fields"),
            sealed.get("answer"),
            draft.version,
            draft.life,
        )

    async def remove(self, draft_id: DraftId, browser: str) -> None:
        """Delete it with its key."""
        await self._remove("draft_to_remove", draft_id, browser)

    async def remove_all(self, browser: str) -> None:
        """Delete them with their keys."""
        await self._remove("drafts_to_remove", browser)

    async def remove_sent(self, browser: str) -> None:
        """Delete them with the keys of what was told."""
        await self._remove("sent_to_remove", browser)

    async def remove_expired(self) -> int:
        """Delete some expired drafts with their keys."""
        return await self._remove("expired_drafts", SWEPT)

    async def _remove(self, query: str, *of: object) -> int:
        rows = await self.connection.fetch(SQL[query], *of)
        for row in rows:
            if row["has_key"]:
                await self.vault.erase(self.connection, f"draft/{row['id']}")
            if row["was_sent"]:
                await self.vault.erase(self.connection, f"sent/{row['id']}")
        await self.connection.execute(SQL["delete_drafts"], [row["id"] for row in rows])
        return len(rows)

    async def _open(self, draft_id: UUID, sealed: Mapping[str, bytes]) -> dict[str, str]:
        try:
            return await self.vault.unseal(self.connection, _subject(draft_id, sealed), sealed)
        except KeyLostError:
            # sent by an earlier version, which had one key for both; a day later none is left
            return await self.vault.unseal(self.connection, f"draft/{draft_id}", sealed)


def _subject(draft_id: UUID, values: Collection[str]) -> str:
    return f"sent/{draft_id}" if "answer" in values else f"draft/{draft_id}"

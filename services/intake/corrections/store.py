"""Corrections on PostgreSQL."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from services.intake.corrections.model import Corrected
from services.intake.requests.model import RequestId
from services.intake.requests.rows import subject_of
from services.intake.submissions.rules.reserved import may_go_to_partner
from shared.postgres.queries import load_queries, rows_of
from shared.postgres.types import Connection
from shared.reach_points import ReachPoint
from shared.sealing.vault import Vault

SQL = load_queries(Path(__file__).with_name("queries.sql"))
_SEALED: Final = ("first_name", "street", "area_note", "text")


@dataclass(frozen=True, slots=True)
class PostgresCorrections:
    """Implements the port `Corrections`."""

    connection: Connection
    vault: Vault

    async def save(
        self, request_id: RequestId, version: int, corrected: Corrected, *, is_reserved: bool
    ) -> None:
        """Update the row that the caller holds, and the reach points that are new."""
        plea, changed = corrected.plea, set(corrected.changed)
        clear: dict[str, str] = {
            name: getattr(plea.contact, name) for name in _SEALED if name in changed
        }
        clear |= {point.key: point.address for point in corrected.points}
        subject = subject_of(request_id)
        sealed = await self.vault.seal(self.connection, subject, clear) if clear else {}
        await self.connection.execute(
            SQL["correct_request"],
            request_id,
            version,
            plea.category,
            plea.urgency,
            plea.postal_code,
            plea.municipality,
            plea.min_vetting,
            not is_reserved,
            *(sealed.get(name) for name in _SEALED),
            plea.circumstances.address_secret,
            plea.circumstances.under_18,
            plea.circumstances.payment or None,
            corrected.changed,
            list(plea.also),
            plea.language,
            may_go_to_partner(plea),
        )
        for point in corrected.points:
            mark = corrected.marks.get(point.key)
            await self._keep(request_id, point, sealed[point.key], mark)

    async def _keep(
        self, request_id: RequestId, point: ReachPoint, address: bytes, mark: str | None
    ) -> None:
        known = (
            *(request_id, point.kind, point.whose, address, mark),
            *(point.may_leave_message, point.may_ring, point.may_text, point.may_write),
            point.language,
        )
        corrected = SQL["correct_reach_point"], *known, point.is_verified
        if not rows_of(await self.connection.execute(*corrected)):
            await self.connection.execute(SQL["add_reach_point"], *known)

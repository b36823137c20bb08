"""Reports on PostgreSQL; what is published is kept from change by the table itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import asyncpg

from services.reporting.reports.model.report import (
    Beside,
    Edition,
    New,
    Place,
    Report,
    ReportId,
    Text,
    Which,
)
from services.reporting.reports.rows import edition_of, report_of, text_of
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresReports:
    """Implements the port `Reports`."""

    connection: Connection

    async def begin(self, new: New) -> ReportId:
        """Insert, or find what was inserted."""
        which, said = new.which, (new.simulated, new.by)
        await self.connection.execute(SQL["begin_report"], new.id, *which, *said)
        return ReportId(await self.connection.fetchval(SQL["report_about"], *which))

    async def every(self) -> Sequence[Report]:
        """Read them."""
        return [report_of(row) for row in await self.connection.fetch(SQL["every_report"])]

    async def find(self, report_id: ReportId) -> Report | None:
        """Read the row."""
        return await self._one("find_report", report_id)

    async def lock(self, report_id: ReportId) -> Report | None:
        """Read with the lock of the row."""
        return await self._one("lock_report", report_id)

    async def stand(self, report: Report) -> None:
        """Update the row."""
        stands = report.state, report.edition, report.reason, report.begun_by
        await self.connection.execute(SQL["stand_report"], report.id, *stands)

    async def texts(self, report_id: ReportId) -> Sequence[Text]:
        """Read the greatest number of each place."""
        rows = await self.connection.fetch(SQL["newest_texts"], report_id)
        return [text_of(row) for row in rows]

    async def history(self, report_id: ReportId, place: Place) -> Sequence[Text]:
        """Read by the key."""
        rows = await self.connection.fetch(SQL["texts_of_place"], report_id, *place)
        return [text_of(row) for row in rows]

    async def writers(self, report_id: ReportId, edition: int) -> Sequence[UUID]:
        """Read who wrote."""
        rows = await self.connection.fetch(SQL["writers_of_edition"], report_id, edition)
        return [row["written_by"] for row in rows]

    async def write(self, report_id: ReportId, text: Text) -> None:
        """Insert; the key refuses a number that is taken."""
        said = text.number, text.edition, text.text, text.by
        await self.connection.execute(SQL["write_text"], report_id, *text.place, *said)

    async def editions(self, report_id: ReportId) -> Sequence[Edition]:
        """Read them."""
        rows = await self.connection.fetch(SQL["editions_of_report"], report_id)
        return [edition_of(row) for row in rows]

    async def beside(self, report_id: ReportId) -> Sequence[Beside]:
        """Read with the days they are about."""
        rows = await self.connection.fetch(SQL["editions_beside"], report_id)
        return [_beside(row) for row in rows]

    async def former(self, report_id: ReportId) -> Sequence[Beside]:
        """Read the greatest number of each."""
        rows = await self.connection.fetch(SQL["former_editions"], report_id)
        return [_beside(row) for row in rows]

    async def alone(self) -> None:
        """Wait for an advisory lock."""
        await self.connection.execute(SQL["publish_alone"])

    async def hold(self, edition: Edition) -> None:
        """Insert."""
        await self.connection.execute(
            SQL["hold_edition"],
            edition.report_id,
            edition.number,
            edition.shown,
            edition.counted,
            edition.hash,
            edition.reason,
            edition.reviewed_by,
        )

    async def let_go(self, report_id: ReportId, edition: int) -> None:
        """Delete."""
        await self.connection.execute(SQL["let_edition_go"], report_id, edition)

    async def publish(self, report_id: ReportId, edition: int, by: UUID) -> None:
        """Update."""
        await self.connection.execute(SQL["publish_edition"], report_id, edition, by)

    async def _one(self, query: str, report_id: ReportId) -> Report | None:
        row = await self.connection.fetchrow(SQL[query], report_id)
        return report_of(row) if row else None


def _beside(row: asyncpg.Record) -> Beside:
    return Beside(Which(row["project"], row["first_day"], row["last_day"]), edition_of(row))

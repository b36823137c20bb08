"""The real reader of reasons and the real reports: the contracts, and what a database shows."""

from collections.abc import Sequence

from typing_extensions import override

from services.matching.needs.store import SQL as NEEDS_SQL
from services.matching.reasons.ports import Reasons
from services.matching.reasons.store import PostgresReasons
from shared.contracts.matching import RequestSearchReported
from shared.contracts.wire import read
from tests.support.matching.ground import Ground
from tests.support.matching.grounds import PostgresGround
from tests.support.matching.reasons.reports_contract import MINUTE, ReportsContract, report_on
from tests.support.matching.reasons.store_contract import ReasonsContract


class TestPostgresReasons(ReasonsContract):
    """The contract itself is inherited."""

    @override
    def reasons(self, ground: Ground) -> Reasons:
        assert isinstance(ground, PostgresGround)
        return PostgresReasons(ground.pool)


class TestPostgresReports(ReportsContract):
    """The contract itself is inherited."""

    @override
    async def said(self, ground: Ground) -> Sequence[tuple[str, int, RequestSearchReported]]:
        assert isinstance(ground, PostgresGround)
        rows = await ground.pool.fetch(
            "SELECT subject, subject_version, body FROM outbox WHERE type = $1 ORDER BY position",
            RequestSearchReported.event_type,
        )
        return [(row[0], row[1], _report_in(row[2])) for row in rows]


def _report_in(body: str) -> RequestSearchReported:
    data = read(body.encode()).data
    assert isinstance(data, RequestSearchReported)
    return data


async def test_a_report_leaves_alone_what_somebody_changes_right_now(
    ground: PostgresGround,
) -> None:
    held, other = await ground.add_need(), await ground.add_need()
    await ground.pass_time(MINUTE)

    async with ground.store.begin() as work:
        await work.needs.lock(held.request_id)
        told = await report_on(ground)
        await work.needs.save(held)

    assert (told, await report_on(ground)) == (1, 1)
    subjects = await ground.pool.fetch("SELECT subject FROM outbox ORDER BY position")
    assert [row[0] for row in subjects] == [f"need/{each.request_id}" for each in (other, held)]


async def test_what_is_due_can_be_read_from_its_index(ground: PostgresGround) -> None:
    async with ground.pool.acquire() as connection, connection.transaction():
        await connection.execute("SET LOCAL enable_seqscan = off")  # the table is too small

        plan = await connection.fetch(f"EXPLAIN {NEEDS_SQL['needs_to_report_on']}", 100)

    assert "needs_report" in "\n".join(row[0] for row in plan)

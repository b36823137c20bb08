"""Keys and published editions in PostgreSQL: of each period the newest that was published."""

import json
from uuid import uuid4

import asyncpg
import pytest

from deploy.local.databases import Addresses
from services.reporting.exports.ports import FigureKeys
from services.reporting.exports.store import PostgresFigureKeys, PostgresPublishedReports
from shared.postgres.types import Pool
from tests.support.reporting.exports.building import CODE, LATER, SHOWN
from tests.support.reporting.exports.keys_contract import KeysContract
from tests.support.reporting.projects.building import SPRING

REPORT = """
INSERT INTO reports (id, project, first_day, last_day, activation_id, exercise, begun_by)
VALUES ($1::uuid, $2, $3, $4, $1::uuid, $5, $1::uuid)
"""
EDITION = """
INSERT INTO report_versions (
    report_id, edition, shown, counted, hash, reason, reviewed_by, published_by, published_at
)
VALUES (
    $1::uuid, $2, $3, '[]', repeat('ab', 32), '', $1::uuid, CASE WHEN $4 THEN $1::uuid END,
    CASE WHEN $4 THEN network_now() END
)
"""


class TestPostgresKeys(KeysContract):
    @pytest.fixture
    def keys(self, pool: Pool) -> FigureKeys:
        return PostgresFigureKeys(pool)


async def test_the_newest_published_edition_of_each_period_is_handed_out(
    made: Addresses, pool: Pool
) -> None:
    owner = await asyncpg.connect(made.owner_dsn)
    for period, exercise in ((SPRING, False), (LATER, True)):
        report_id = uuid4()
        await owner.execute(REPORT, report_id, CODE, period.first, period.last, exercise)
        for edition, is_published in ((1, True), (2, True), (3, False)):
            shown = json.dumps(SHOWN | {"k": edition})
            await owner.execute(EDITION, report_id, edition, shown, is_published)
    await owner.close()
    reports = PostgresPublishedReports(pool)

    one = await reports.one(CODE, LATER)

    assert one is not None
    assert (one.edition, one.k, one.exercise) == (2, 2, True)
    assert len(one.told) == len(SHOWN["told"])
    assert [(each.first, each.edition) for each in await reports.periods(CODE)] == [
        (LATER.first, 2),
        (SPRING.first, 2),
    ]
    assert [each.period for each in await reports.every()] == [SPRING]
    assert await reports.one("another", SPRING) is None

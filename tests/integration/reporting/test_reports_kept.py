"""Reports and jobs in PostgreSQL: as every keeper must, with what is published out of reach."""

import asyncio
import sys

import asyncpg
import pytest
from typing_extensions import override

from deploy.local.databases import Addresses
from services.reporting.jobs.store import PostgresDueJobs
from services.reporting.reports.model.report import Refusal
from services.reporting.reports.ports import PublishingWork, ReportWork
from services.reporting.reports.use_cases.write import Outcome
from services.reporting.work import store_over
from shared.postgres.types import Pool
from shared.work import Store
from tests.support.reporting.jobs.store_contract import WANTED, JobsContract, Workshop
from tests.support.reporting.reports.building import Desk
from tests.support.reporting.reports.store_contract import READER, ReportsContract, begun, held
from tests.support.two_at_once import in_turn, one_behind_the_other


@pytest.fixture
def reports(pool: Pool) -> Store[PublishingWork]:
    return store_over(pool)


class TestPostgresReports(ReportsContract, JobsContract):
    @pytest.fixture
    def workshop(self, pool: Pool) -> Workshop:
        return Workshop(store_over(pool), PostgresDueJobs(pool))

    @override
    async def pass_turn(self, workshop: Workshop) -> None:
        async with workshop.store.begin() as work:
            connection: asyncpg.Connection = work.connection  # type: ignore[attr-defined]
            await connection.execute("UPDATE jobs SET held_until = network_now() - interval '1 s'")

    @pytest.mark.parametrize("role", ["owner_dsn", "app_dsn"])
    @pytest.mark.parametrize(
        "change", ["UPDATE report_versions SET shown = ''", "DELETE FROM report_versions"]
    )
    async def test_what_is_published_can_be_changed_by_nobody(
        self, made: Addresses, reports: Store[ReportWork], role: str, change: str
    ) -> None:
        report_id = await begun(reports)
        async with reports.begin() as work:
            await work.reports.hold(held(report_id))
            await work.reports.publish(report_id, 1, READER)
        connection = await asyncpg.connect(getattr(made, role))

        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(change)
        await connection.close()


LOCK = "SELECT FROM reports WHERE id = $1 FOR UPDATE"


async def test_of_two_who_publish_at_once_one_says_it(
    pool: Pool, reports: Store[PublishingWork]
) -> None:
    desk = Desk(reports)
    report_id = await desk.begun()
    assert await desk.review(report_id) is None

    both = desk.publish(report_id), desk.publish(report_id)
    done = await one_behind_the_other(pool, LOCK, report_id, *both)

    assert [*done] == [None, None]
    said = await pool.fetch("SELECT type FROM outbox")
    assert [each["type"] for each in said] == ["report.published"]


@pytest.mark.parametrize("writes_first", [True, False])
async def test_a_text_written_while_it_is_published_is_before_or_refused(
    pool: Pool, reports: Store[PublishingWork], writes_first: bool
) -> None:
    desk = Desk(reports)
    report_id = await desk.begun()
    await desk.review(report_id)
    seen = await desk.hash(report_id)

    both = (
        desk.write(report_id, "Sittenkin.", seen=1),
        desk.publishing.publish(report_id, seen, READER),
    )
    written, published = await in_turn(pool, LOCK, report_id, both, as_said=writes_first)
    if not writes_first:
        written, published = published, written

    said = await pool.fetchval("SELECT count(*) FROM outbox")
    if writes_first:
        assert isinstance(written, Outcome)
        assert (published, said) == (Refusal.NOT_REVIEWED, 0)
    else:
        assert (written, published, said) == (Refusal.PUBLISHED, None, 1)


async def test_a_process_that_is_killed_at_a_file_leaves_no_half_and_another_goes_on(
    made: Addresses, pool: Pool
) -> None:
    workshop = Workshop(store_over(pool), PostgresDueJobs(pool))
    job_id = await workshop.at.ask(WANTED, "", READER)
    command = sys.executable, "-m", "tests.support.reporting.jobs.worker", made.app_dsn
    child = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert child.stdout is not None
    async with asyncio.timeout(60):
        assert await child.stdout.readline() == b"at work\n"
    child.kill()
    await child.wait()

    half = await workshop.at.show(job_id)
    handed = await workshop.at.file(job_id, WANTED.files[0])
    await pool.execute("UPDATE jobs SET held_until = network_now() - interval '1 s'")
    await workshop.go_round()

    assert half is not None
    assert (half.percent, handed) == (50, None)
    first = await workshop.at.file(job_id, WANTED.files[0])
    assert first is not None
    assert first.content == b"one of who died", "a file that is whole is not made again"
    assert workshop.made == 1

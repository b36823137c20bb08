"""What services keep of organisations and referrals agrees; what is changed is named by its id."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple
from uuid import UUID, uuid4

import pytest

from deploy.local.databases import named
from deploy.local.services import SERVICES
from services.matching.activities.events import activity_logged
from services.matching.partners.model import OrganisationId
from services.matching.programme.use_cases.plan import SentPlan
from shared.clock import local_day
from shared.postgres.pool import connected
from tests.support.fresh_databases import MakeDatabase
from tests.support.matching.activities.building import logged
from tests.support.matching.programme.building import ART
from tests.support.referral_town.grounds import Grounds, open_grounds
from tests.support.referral_town.mortal import Fate
from tests.support.referral_town.people import People
from tests.support.referral_town.story import everything_happens
from tests.support.referral_town.town import ReferralTown
from tests.support.verifying.tampering import Tampering


class Lie(NamedTuple):
    """What a superuser changes in one row, which id names it, and by which rule."""

    table: str
    change: str
    """UPDATE or DELETE, up to the condition."""
    which: str
    """The condition; the first such row is changed."""
    id: str
    """An expression over the row."""
    rule: str


COMPLETED: Final = "state = 'completed'"
LINK: Final = "left(token_hash, 32)::uuid"
LINK_SAID: Final = "left(body::jsonb #>> '{data,token_hash}', 32)::uuid"
ONCE_MORE: Final = "SET version = version + 1"
LIES: Final = {
    "matching": (
        Lie(
            "referrals",
            ONCE_MORE,
            COMPLETED,
            "id",
            "the number of a referral is that of its last event",
        ),
        Lie("referrals", "SET state = 'declined'", COMPLETED, "id", "a referral and its figures"),
        Lie("referrals", "SET state = 'declined'", COMPLETED, "id", "a referral as it is followed"),
        Lie(
            "referrals",
            "",
            COMPLETED,
            "id",
            "a referral is announced, and what was announced is kept",
        ),
        Lie("referral_links", "", "true", LINK, "links to referrals"),
        Lie("referral_choices", "", "true", "request_id", "why an organisation was asked is kept"),
        Lie(
            "needs",
            "SET state = 'referred', reason = NULL, look_at = NULL",
            "state = 'unmatched'",
            "request_id",
            "a request that is with an organisation has its referral, and no other has",
        ),
        Lie(
            "partners",
            ONCE_MORE,
            "standing = 'joined'",
            "organisation_id",
            "the number of an organisation is that of its last event",
        ),
        Lie(
            "partner_lines",
            "SET amount = amount + 1",
            "true",
            "organisation_id",
            "a partner and what was said of it",
        ),
        Lie("activities", "SET headcount = 6000", "true", "id", "activities of partners"),
        Lie(
            "plans", ONCE_MORE, "true", "id", "the number of an activity is that of its last event"
        ),
        Lie(
            "plans",
            "SET is_cancelled = NOT is_cancelled",
            "true",
            "id",
            "what is planned is as it was told, and what was told is kept",
        ),
        Lie(
            "plans",
            "",
            "true",
            "id",
            "what is planned is as it was told, and what was told is kept",
        ),
    ),
    "intake": (
        Lie(
            "referrals",
            "SET state = 'sent'",
            COMPLETED,
            "referral_id",
            "a referral as it is followed",
        ),
        Lie("referrals", "", COMPLETED, "referral_id", "a referral as it is followed"),
        Lie("outbox", "", "type = 'referral.link_issued'", LINK_SAID, "links to referrals"),
        Lie("organisations", "", "true", "id", "an organisation and its partner"),
    ),
    "notify": (
        Lie(
            "deliveries",
            "",
            "endpoint_id IS NOT NULL",
            "event_id",
            "news that partners subscribed to and their deliveries",
        ),
        Lie(
            "organisation_news",
            "",
            "due_at IS NULL",
            "(SELECT id FROM deliveries WHERE deliveries.event_id = organisation_news.event_id)",
            "what an organisation heard stands on its page",
        ),
        Lie(
            "organisation_news",
            "SET told_in = gen_random_uuid()",
            "told_in IS NOT NULL",
            "event_id",
            "what was told by letter has its letter",
        ),
        Lie(
            "deliveries",
            "",
            "kind = 'partner_digest'",
            "(SELECT event_id FROM organisation_news WHERE told_in = deliveries.id)",
            "what was told by letter has its letter",
        ),
    ),
    "reporting": (
        Lie(
            "event_log",
            "",
            "type = 'referral.completed'",
            "substr(subject, 10)",
            "a referral and its figures",
        ),
        Lie("activities", "SET headcount = 6000", "true", "activity_id", "activities of partners"),
    ),
}


async def live(town: ReferralTown) -> None:
    """Let referrals happen, and an organisation plan, cancel and write down what it did."""
    await everything_happens(await People.meet(town))
    use, one = town.play.use, OrganisationId(UUID(int=1))
    day = local_day(datetime.now(UTC))
    done = logged(one, occurred_on=day - timedelta(days=1))
    async with town.grounds.matching.store.begin() as work:
        await work.activities.log(done, uuid4())
        await work.publish([activity_logged(done)])
    for ahead in (2, 3):
        art = ART | {"service_line": "food", "day": (day + timedelta(days=ahead)).isoformat()}
        assert await use.plans.plan(SentPlan(one, uuid4(), uuid4(), art)) is True
    agenda = await use.plans.show(one)
    assert agenda is not None
    await use.plans.cancel(one, agenda.planned[0].id, with_rest=False)
    await town.settle()


@pytest.fixture
async def grounds(database: MakeDatabase) -> AsyncIterator[Grounds]:
    async with open_grounds(database) as grounds:
        await live(ReferralTown(grounds, Fate()))
        yield grounds


async def untold(grounds: Grounds, tampering: Tampering, lie: Lie) -> str | None:
    """Tell a lie; gives what was said instead where its id is not named by its rule."""
    about = await tampering.connection.fetchval(
        f"SELECT {lie.id} FROM {lie.table} WHERE {lie.which} ORDER BY ctid LIMIT 1"  # noqa: S608  # ours
    )
    what = "UPDATE {} {}" if lie.change else "DELETE FROM {}"
    row = f"ctid = (SELECT min(ctid) FROM {lie.table} WHERE {lie.which})"  # noqa: S608  # ours
    async with tampering.changed(
        lie.table, f"{what.format(lie.table, lie.change)} WHERE {row}"
    ) as rows:
        broken = await grounds.broken()
    return None if rows and str(about) in broken.get(lie.rule, "") else f"{about}: {broken}"


async def test_untouched_all_agrees_and_each_lie_is_named_by_its_id(
    grounds: Grounds, postgres_admin_dsn: str
) -> None:
    untouched, silent = await grounds.broken(), dict[str, str]()

    async with AsyncExitStack() as stack:
        for service in SERVICES:
            superuser = named(postgres_admin_dsn, _name_of(grounds, service))
            tampering = Tampering(await stack.enter_async_context(connected(superuser)))
            for lie in LIES[service]:
                if said := await untold(grounds, tampering, lie):
                    silent[f"{service}.{lie.table}: {lie.change or 'gone'}, {lie.rule}"] = said

    assert untouched == {}
    assert silent == {}
    assert await grounds.broken() == {}
    at_two = await put_with_two(named(postgres_admin_dsn, _name_of(grounds, "matching")))
    assert str(at_two) in (await grounds.broken())["one open referral a request"]


def _name_of(grounds: Grounds, service: str) -> str:
    return grounds.places.dsns[service].rpartition("/")[2]


async def put_with_two(superuser: str) -> UUID:
    """Open all referrals of one request, which an index keeps anybody else from doing."""
    async with connected(superuser) as connection:
        await connection.execute("DROP INDEX referrals_open")
        found: UUID = await connection.fetchval(
            "SELECT request_id FROM referrals GROUP BY request_id HAVING count(*) > 2"
        )
        opened = "UPDATE referrals SET state = 'sent', due_at = now(), passes_on = NULL"
        await connection.execute(f"{opened} WHERE request_id = $1", found)
    return found

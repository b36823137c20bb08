"""An erased request on a real database: nothing left opens, nothing can be compared."""

from dataclasses import replace
from typing import TypeVar

from services.intake.operating import erase_request, others_of
from services.intake.requests.model import Closure, RequestLetter, State, Template
from services.intake.submissions.model import NewRequest
from shared.contracts.event import Event
from shared.contracts.intake import RequestUnlinked
from shared.contracts.notify import NotificationRecalled, NotificationRequested
from shared.contracts.wire import read
from tests.support.intake.postgres_world import SEALING_KEYS, PostgresWorld
from tests.support.intake.requests.building import letters
from tests.support.intake.submissions.building import new_request, taken_in

EventT = TypeVar("EventT", bound=Event)


async def closed(world: PostgresWorld) -> NewRequest:
    """Take a request in with its letter, and end it."""
    new = new_request()
    reach_point = new.plea.reach_points[-1]
    confirmation = RequestLetter(
        template=Template.RECEIVED,
        request_id=new.id,
        reference=new.reference,
        municipality="491",
        activation=new.activation,
        contact=new.plea.contact,
        to=reach_point,
        status_url="http://localhost/fi/p/token",
        code_word=new.code_word,
    )
    taken = taken_in(new)
    said = [*taken.announcements, letters().announce(confirmation)]
    await world.reception.take_in(replace(taken, announcements=said))
    async with world.store.begin() as work:
        await work.requests.save_standing(new.id, 1, State.CLOSED, Closure.CANCELLED)
    return new


async def said(world: PostgresWorld, kind: type[EventT]) -> list[EventT]:
    rows = await world.pool.fetch("SELECT body FROM outbox ORDER BY position")
    data = [read(row["body"].encode()).data for row in rows]
    return [each for each in data if isinstance(each, kind)]


async def test_nothing_of_theirs_is_sealed_or_hashed_any_more(world: PostgresWorld) -> None:
    new = await closed(world)
    before = await world.pool.fetchrow("SELECT * FROM requests")

    erased = [await erase_request(world.dsn, SEALING_KEYS, new.id) for _ in range(2)]

    after = await world.pool.fetchrow("SELECT * FROM requests")
    assert before is not None
    assert after is not None
    assert erased == [True, True]
    assert not [value for value in after.values() if isinstance(value, bytes)]
    assert after["fingerprint"] is None
    assert after["status_hash"] != before["status_hash"]
    assert after["key_hash"] != before["key_hash"]
    for table in ("reach_points", "status_links", "subject_keys"):
        assert await world.pool.fetchval(f"SELECT count(*) FROM {table}") == 0  # noqa: S608  # ours


async def test_their_letters_are_emptied_and_recalled(world: PostgresWorld) -> None:
    new = await closed(world)
    before = await said(world, NotificationRequested)

    await erase_request(world.dsn, SEALING_KEYS, new.id)

    after = await said(world, NotificationRequested)
    (recall,) = await said(world, NotificationRecalled)
    assert [bool(letter.sealed) for letter in (*before, *after)] == [True, False]
    assert recall.whose == new.id


async def test_what_may_be_of_the_same_person_is_named_until_it_is_erased(
    world: PostgresWorld,
) -> None:
    one, other = await closed(world), await world.add_request("other-token")
    async with world.store.begin() as work:
        await work.requests.save_standing(other.id, 3, State.CLOSED, Closure.CANCELLED)

    named = [await others_of(world.dsn, one.id)]
    await erase_request(world.dsn, SEALING_KEYS, other.id)
    named.append(await others_of(world.dsn, one.id))

    assert [list(each) for each in named] == [[other.reference], []]


async def test_whoever_is_erased_belongs_together_with_nobody(world: PostgresWorld) -> None:
    one, other = await closed(world), await world.add_request("other-token")
    async with world.store.begin() as work:
        await work.acts.link(one.id, other.id)

    await erase_request(world.dsn, SEALING_KEYS, one.id)

    assert await world.pool.fetchval("SELECT count(*) FROM linked_requests") == 0
    assert [each.with_id for each in await said(world, RequestUnlinked)] == [other.id, one.id]

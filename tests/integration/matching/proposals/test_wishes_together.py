"""A coordinator's wish beside choosing and beside another wish, on a real database."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import uuid4

from deploy.local.databases import Addresses
from services.matching.needs.model import RequestId
from shared.contracts.ask_words import AssignmentRefusal
from shared.contracts.event import Event
from shared.contracts.matching import MatchProposed
from shared.contracts.wire import read
from shared.postgres.pool import connected
from tests.support.matching.building import RequestStory
from tests.support.matching.grounds import PostgresGround
from tests.support.matching.playing import Play
from tests.support.matching.proposals.building import claim
from tests.support.matching.proposals.wishes import Coordinator, refusals
from tests.support.matching.volunteers.building import JUVA, offer
from tests.support.matching.weeks import OVER

MOMENT = 0.3


def process(ground: PostgresGround) -> Play:
    return Play(
        ground.store, ground.due_matches, ground.due_applicants, now=lambda: datetime.now(UTC)
    )


async def told(ground: PostgresGround) -> Sequence[Event]:
    rows = await ground.pool.fetch("SELECT body FROM outbox ORDER BY position")
    return [read(row["body"].encode()).data for row in rows]


async def proposals(ground: PostgresGround) -> list[MatchProposed]:
    return [data for data in await told(ground) if isinstance(data, MatchProposed)]


async def test_a_wish_and_choosing_ask_the_same_volunteer_within_the_week(
    ground: PostgresGround,
) -> None:
    number = ground.numbers[await ground.add_volunteer(offer(weekly_cap=1))]
    play, chosen, wished = process(ground), RequestStory(), RequestStory(municipality=JUVA)
    await play.use.keep_needs.react_to_requests_created([chosen.created(), wished.created()])
    other = await ground.add_need()

    async with ground.store.begin() as choosing:
        await choosing.proposals.claim([claim(other, number)])
        asking = asyncio.create_task(
            play.use.ask_wished.react_to_assignment_requested(
                Coordinator(wished.request_id).wish_for(number, "area", "at_weekly_cap")
            )
        )
        await asyncio.sleep(MOMENT)
        waited = not asking.done()
    await asking
    await play.settle()

    loads = await ground.pool.fetch("SELECT load, asked FROM volunteers")
    assert waited
    assert [data.request_id for data in await proposals(ground)] == [wished.request_id]
    assert [tuple(row) for row in loads] == [(1, 2)]
    assert await ground.pool.fetch(OVER) == []


async def test_choosing_that_waited_for_a_wish_sees_the_place_taken(
    ground: PostgresGround,
) -> None:
    number = ground.numbers[await ground.add_volunteer(offer(weekly_cap=1))]
    wished, chosen = await ground.add_need(), await ground.add_need()

    async with ground.store.begin() as wishing:
        granted = await wishing.proposals.claim([claim(wished, number, slack=None)])
        choosing = asyncio.create_task(ground.claim(claim(chosen, number)))
        await asyncio.sleep(MOMENT)
        waited = not choosing.done()

    assert waited
    assert (len(granted), await choosing) == (1, [])


async def test_a_wish_waits_for_choosing_of_its_request_and_sees_who_was_asked(
    ground: PostgresGround,
) -> None:
    number = ground.numbers[await ground.add_volunteer()]
    play, story = process(ground), RequestStory()
    await play.use.keep_needs.react_to_requests_created([story.created()])

    async with ground.store.begin() as choosing:
        due = await choosing.proposals.these_turns([RequestId(story.request_id)])
        assert due is not None
        asking = asyncio.create_task(
            play.use.ask_wished.react_to_assignment_requested(
                Coordinator(story.request_id).wish_for(number)
            )
        )
        await asyncio.sleep(MOMENT)
        waited = not asking.done()
        await choosing.proposals.claim([claim(due.turns[0].need, number)])
    await asking

    assert waited
    assert refusals(await told(ground)) == [AssignmentRefusal.ASKED_BEFORE]


async def test_of_two_wishes_for_one_volunteer_and_request_one_is_done(
    ground: PostgresGround,
) -> None:
    number = ground.numbers[await ground.add_volunteer(offer())]
    play, about = process(ground), await ground.add_need()
    coordinator = Coordinator(about.request_id)
    wishes = [coordinator.wish_for(number) for _ in range(8)]

    reacting = map(play.use.ask_wished.react_to_assignment_requested, [*wishes, *wishes])
    await asyncio.gather(*reacting)

    (asked,) = await proposals(ground)
    assert asked.wish_id in {wish.data.wish_id for wish in wishes}
    assert refusals(await told(ground)) == [AssignmentRefusal.ASKED_BEFORE] * 7


async def test_two_wishes_for_one_request_ask_both(ground: PostgresGround) -> None:
    numbers = [ground.numbers[await ground.add_volunteer(offer())] for _ in range(2)]
    play, about = process(ground), await ground.add_need()
    coordinator = Coordinator(about.request_id)

    await asyncio.gather(
        *(
            play.use.ask_wished.react_to_assignment_requested(coordinator.wish_for(number))
            for number in numbers
        )
    )

    assert sorted(each.attempt for each in await proposals(ground)) == [1, 2]
    assert refusals(await told(ground)) == []


async def test_who_must_not_meet_is_not_asked_whoever_wishes(ground: PostgresGround) -> None:
    volunteer_id = await ground.add_volunteer()
    play, about = process(ground), await ground.add_need()
    await ground.pool.execute(
        "INSERT INTO blocks (volunteer_id, request_id) VALUES ($1, $2)",
        volunteer_id,
        about.request_id,
    )

    await play.use.ask_wished.react_to_assignment_requested(
        Coordinator(about.request_id).wish_for(ground.numbers[volunteer_id])
    )

    assert refusals(await told(ground)) == [AssignmentRefusal.ASKED_BEFORE]


async def test_who_is_on_a_break_is_not_asked_but_may_say_yes(ground: PostgresGround) -> None:
    number = ground.numbers[await ground.add_volunteer()]
    play, about = process(ground), await ground.add_need()
    await ground.pool.execute("UPDATE volunteers SET on_duty = false")

    for manner in ("first", "agreed"):
        await play.use.ask_wished.react_to_assignment_requested(
            Coordinator(about.request_id).wish_for(number, "off_duty", manner=manner)
        )

    assert refusals(await told(ground)) == [AssignmentRefusal.OFF_DUTY]
    states = await ground.pool.fetch("SELECT state, manner FROM matches")
    assert [tuple(row) for row in states] == [("accepted", "agreed")]


async def test_while_one_is_asked_before_all_others_choosing_asks_nobody(
    ground: PostgresGround,
) -> None:
    first = ground.numbers[await ground.add_volunteer()]
    play, story = process(ground), RequestStory()
    await play.use.keep_needs.react_to_requests_created([story.created()])
    coordinator = Coordinator(story.request_id)
    await play.use.ask_wished.react_to_assignment_requested(
        coordinator.wish_for(first, manner="first")
    )
    await ground.add_volunteer()

    await ground.pool.execute("UPDATE needs SET look_at = network_now()")
    await play.settle()
    before = len(await proposals(ground))
    await ground.pool.execute("UPDATE matches SET expires_at = network_now()")
    await play.tick()

    assert (before, len(await proposals(ground))) == (1, 2)


async def test_a_yes_by_phone_to_what_was_asked_answers_the_wish_in_the_books(
    ground: PostgresGround, made: Addresses
) -> None:
    about, asked = await ground.add_need(), await ground.add_volunteer()
    await ground.propose(asked, about, uuid4().hex)
    wish = Coordinator(about.request_id).wish_for(ground.numbers[asked], manner="agreed")

    await process(ground).use.ask_wished.react_to_assignment_requested(wish)

    async with connected(made.owner_dsn) as owner:
        booked = await owner.fetch("SELECT id, fact FROM book_answers('{}')")
    assert [tuple(row) for row in booked] == [
        (wish.data.wish_id, f"answer=asked request={about.request_id}")
    ]


async def test_a_yes_by_phone_and_a_yes_by_link_make_one_helper(ground: PostgresGround) -> None:
    for phoned_first in (True, False):
        about = await ground.add_need()
        asked, rang = [await ground.add_volunteer() for _ in range(2)]
        token = uuid4().hex
        await ground.propose(asked, about, token)
        play = process(ground)
        wish = Coordinator(about.request_id).wish_for(ground.numbers[rang], manner="agreed")
        both = [
            play.use.ask_wished.react_to_assignment_requested(wish),
            play.use.answer.accept_proposal(token),
        ]

        await asyncio.gather(*(both if phoned_first else reversed(both)))

        helping = await ground.pool.fetch(
            "SELECT state FROM matches WHERE request_id = $1 AND state = 'accepted'",
            about.request_id,
        )
        assert len(helping) == 1

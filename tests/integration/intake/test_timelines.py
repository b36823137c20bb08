"""Whatever changes a request leaves its step, by the transaction that changes it."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from deploy.local.databases import Addresses
from services.intake.attention.model import AttentionReason, Outcome
from services.intake.requests.model import (
    Closure,
    MatchId,
    Proposal,
    ProposalState,
    RequestId,
    State,
    Unmatched,
    VolunteerId,
)
from services.intake.wishes.model import ASKED, Widening
from shared.contracts.notify import NotificationRequested
from shared.contracts.words import UnmatchedReason
from shared.messaging.outbox import Announcement, Story
from tests.support.activations import ACTIVATION
from tests.support.intake.building import NOW
from tests.support.intake.postgres_world import PostgresWorld, postgres_world
from tests.support.intake.timelines.building import message
from tests.support.intake.wishes.store_contract import sender, sent, waiting

MakeDatabase = Callable[[str], Awaitable[Addresses]]


async def told(world: PostgresWorld, request_id: RequestId) -> list[tuple[str, str]]:
    """Give what is told of a request, in order."""
    found = await world.timelines.tell(request_id, 100)
    assert found is not None
    return [(each.what, each.code) for each in found.entries]


async def stand(
    world: PostgresWorld, request_id: RequestId, state: State, closure: Closure | None = None
) -> None:
    async with world.store.begin() as work:
        await work.requests.save_standing(request_id, 1, state, closure)


async def test_what_a_row_no_longer_says_stays_told(database: MakeDatabase) -> None:
    made = await database("intake")
    asked = Proposal(MatchId(uuid4()), VolunteerId(uuid4()), 1, ProposalState.OPEN)
    async with postgres_world(made.app_dsn) as world:
        one = (await world.add_request()).id
        for version, state in enumerate((ProposalState.OPEN, ProposalState.DECLINED), start=1):
            async with world.store.begin() as work:
                await work.requests.keep_proposal(one, replace(asked, version=version, state=state))
        async with world.store.begin() as work:
            await work.requests.keep_unmatched(
                one, Unmatched(1, UnmatchedReason.EVERYONE_ASKED, 1, 1, 1, 0)
            )
        await stand(world, one, State.UNMATCHED)
        await stand(world, one, State.CLOSED, Closure.COMPLETED)
        async with world.store.begin() as work:
            await work.requests.reopen(one, 2, 1)

        assert await told(world, one) == [
            ("asked", "web"),
            ("proposal", "open"),
            ("proposal", "declined"),
            ("unmatched", "everyone_asked"),
            ("closed", "completed"),
            ("reopened", ""),
        ]

        staff_id = await world.add_staff("kaisa")
        async with world.store.begin() as work:
            await work.attention.call_person(one, AttentionReason.NOT_HELPED)
            raised = await work.attention.open_of(one)
            await work.attention.settle([each.id for each in raised], staff_id, Outcome.REACHED)

        assert (await told(world, one))[-1] == ("reopened", ""), "nobody was called"


async def test_what_is_undone_was_never_told(database: MakeDatabase) -> None:
    made = await database("intake")
    async with postgres_world(made.app_dsn) as world:
        one = (await world.add_request()).id
        with pytest.raises(ZeroDivisionError):
            await _die_in_the_middle(world, one)

        assert await told(world, one) == [("asked", "web")]


async def _die_in_the_middle(world: PostgresWorld, request_id: RequestId) -> None:
    async with world.store.begin() as work:
        await work.requests.save_standing(request_id, 2, State.CLOSED, Closure.CANCELLED)
        await work.messages.keep(request_id, message())
        raise ZeroDivisionError


async def test_with_the_request_its_story_goes(database: MakeDatabase) -> None:
    made = await database("intake")
    async with postgres_world(made.app_dsn) as world:
        one = (await world.add_request()).id
        async with world.store.begin() as work:
            await work.messages.keep(one, message())
        await stand(world, one, State.CLOSED, Closure.CANCELLED)
        await world.pool.execute("DELETE FROM requests")

        for table in ("request_steps", "request_messages"):
            assert await world.pool.fetchval(f"SELECT count(*) FROM {table}") == 0  # noqa: S608  # ours


async def test_wishes_are_told_while_they_wait_and_after_they_were_undone(
    database: MakeDatabase,
) -> None:
    made = await database("intake")
    async with postgres_world(made.app_dsn) as world:
        one, kaisa = (await world.add_request()).id, await world.add_staff("Kaisa")
        send, further = sender(world), Widening(("radius",), "few_here")
        undone = await waiting(world, send, one, kaisa)
        await send.undo_wish(one, undone, await world.add_staff("Pekka"))
        await send.widen_search(one, further, kaisa)
        before = await world.timelines.tell(one, 100)
        (wish, _) = await sent(world, one)
        await send.send_wish(wish.id)
        async with world.store.begin() as work:
            await work.wishes.answer(wish.id, one, ASKED, 9)
        after = await world.timelines.tell(one, 100)

    assert before is not None
    assert after is not None
    assert [(each.what, each.fields, each.who) for each in before.entries[1:]] == [
        ("wish", ("17",), "Kaisa"),
        ("wish_undone", ("17",), "Pekka"),
        ("widening_waits", ("few_here", "radius"), "Kaisa"),
    ]
    assert [(each.what, each.fields, each.who) for each in after.entries[3:]] == [
        ("widening", ("few_here", "radius"), "Kaisa"),
        ("widened", ("9",), ""),
    ]


async def test_a_letter_is_on_its_way_until_it_is_known_what_became_of_it(
    database: MakeDatabase,
) -> None:
    made = await database("intake")
    async with postgres_world(made.app_dsn) as world:
        one, other = (await world.add_request()).id, (await world.add_request("another")).id
        asked = [letter_to(each) for each in (one, one, other)]
        async with world.store.begin() as work:
            await work.publish([each[1] for each in asked])
            await work.letter_bodies.empty([asked[0][0]])
        entries = await told(world, one)

    assert entries[1:] == [("under_way", "request_changed")]


def letter_to(request_id: RequestId) -> tuple[UUID, Announcement]:
    """Ask for a letter about a request; gives its id too."""
    letter_id = uuid4()
    data = NotificationRequested(
        notification_id=letter_id,
        template="request_changed",
        language="fi",
        channel="email",
        about=request_id,
        expires_at=NOW,
        sealed="c2VhbGVk",
    )
    story = Story(request_id, "491", activation=ACTIVATION)
    return letter_id, story.say(f"notification/{letter_id}", 1, data)

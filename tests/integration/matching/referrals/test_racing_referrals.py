"""Two transactions at once: whatever comes first, one of them has it."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from uuid import UUID, uuid4

import asyncpg
import pytest

from services.matching.needs.model import NeedState, RequestId
from services.matching.partners.model import Capacity
from services.matching.referrals.model import Referral, ReferralId, ReferralState, Step
from services.matching.referrals.rules.deadlines import deadlines_at_once
from shared.contracts.partner_words import CapacityUnit
from shared.postgres.hurry import in_a_hurry
from shared.postgres.types import Pool
from shared.postgres.walls import see_only
from tests.support.matching.building import NOW, RequestStory
from tests.support.matching.grounds import PostgresGround
from tests.support.matching.playing import Play
from tests.support.matching.proposals.wishes import Coordinator
from tests.support.matching.referrals.building import Partnership, food
from tests.support.matching.volunteers.building import offer

Race = Callable[[], Awaitable[object]]
ROUNDS = 6


@pytest.fixture
def stage(ground: PostgresGround, play: Play) -> Partnership:
    return Partnership(ground, play)


async def both(first: Race, second: Race) -> None:
    """Let two begin at once, or one a moment before."""
    await asyncio.gather(first(), second())


def pool_of(stage: Partnership) -> Pool:
    assert isinstance(stage.ground, PostgresGround)
    return stage.ground.pool


async def count_open(stage: Partnership, request_id: UUID) -> int:
    found = await pool_of(stage).fetchval(
        "SELECT count(*) FROM referrals WHERE request_id = $1 AND due_at IS NOT NULL", request_id
    )
    return int(found)


@pytest.mark.parametrize("round_", range(ROUNDS))
async def test_two_members_who_accept_at_once_have_accepted_once(
    stage: Partnership, round_: int
) -> None:
    del round_
    await stage.join()
    referral = await stage.referred()

    pressed = await asyncio.gather(*(stage.press(referral, Step.ACCEPT) for _ in range(2)))

    assert sorted(map(bool, pressed)) == [False, True]
    said = "SELECT count(*) FROM outbox WHERE type = 'referral.accepted'"
    assert await pool_of(stage).fetchval(said) == 1


@pytest.mark.parametrize("round_", range(ROUNDS))
async def test_a_yes_and_a_cancellation_end_alike_in_either_order(
    stage: Partnership, round_: int
) -> None:
    await stage.join()
    story = food()
    referral = await stage.referred(story)

    async def accept() -> object:
        await asyncio.sleep(0.002 * (round_ % 3))
        return await stage.press(referral, Step.ACCEPT)

    ends = stage.play.use.end_needs
    await both(accept, lambda: ends.react_to_request_cancelled(story.cancelled()))

    assert await stage.state(referral.id) is ReferralState.WITHDRAWN
    assert (await stage.need(story)).state is NeedState.CLOSED


@pytest.mark.parametrize("round_", range(ROUNDS))
async def test_a_volunteers_yes_and_a_referral_never_both_have_it(
    stage: Partnership, round_: int
) -> None:
    await stage.join(lines=("errands",))
    await stage.ground.add_volunteer(offer())
    story = RequestStory()
    await stage.ground.add_need()
    await stage.play.use.keep_needs.react_to_requests_created([story.created()])
    number = min(stage.ground.numbers.values())
    need = await stage.need(story)
    await stage.ground.propose(next(iter(stage.ground.numbers)), need, token := f"token-{round_}")
    wish = Coordinator(story.request_id).refer()

    async def refer() -> object:
        await asyncio.sleep(0.002 * (round_ % 3))
        await stage.play.use.refer.react_to_referral_requested(wish)
        return None

    await both(refer, lambda: stage.play.use.answer.accept_proposal(token))

    state = (await stage.need(story)).state
    taken = await pool_of(stage).fetchval(
        "SELECT count(*) FROM matches WHERE request_id = $1 AND state = 'accepted'",
        story.request_id,
    )
    assert (state, taken, await count_open(stage, story.request_id)) in {
        (NeedState.ASSIGNED, 1, 0),
        (NeedState.REFERRED, 0, 1),
    }
    assert number


async def test_of_many_wishes_at_once_one_is_done(stage: Partnership) -> None:
    for _ in range(3):
        await stage.join()
    story = await stage.ask()

    await asyncio.gather(*(stage.refer(story) for _ in range(4)))

    assert await count_open(stage, story.request_id) == 1
    said = "SELECT count(*) FROM outbox WHERE type = 'request.referral_refused'"
    assert await pool_of(stage).fetchval(said) == 3


async def test_many_requests_at_once_respect_turns_and_capacity(stage: Partnership) -> None:
    for _ in range(2):
        await stage.join(Capacity(2, CapacityUnit.BAGS))
    stories = [await stage.ask() for _ in range(6)]

    await asyncio.gather(*map(stage.refer, stories))

    rows = await pool_of(stage).fetch(
        "SELECT count(*) AS given FROM referrals GROUP BY organisation_id"
    )
    assert [row["given"] for row in rows] == [2, 2]


async def test_of_many_processes_one_passes_it_on(stage: Partnership) -> None:
    for _ in range(3):
        await stage.join()
    story = food()
    referral = await stage.referred(story)
    await stage.press(referral, Step.DECLINE, "full")

    pass_on = stage.play.use.pass_on_referrals.pass_on
    done = await asyncio.gather(*(pass_on(referral.id) for _ in range(5)))

    assert sum(done) == 1
    assert len(await stage.asked(story)) == 2


async def test_what_somebody_has_in_hand_is_left_to_them(stage: Partnership) -> None:
    await stage.join()
    story = food()
    referral = await stage.referred(story)
    await pool_of(stage).execute("UPDATE referrals SET due_at = now() - interval '1 minute'")
    follow = stage.play.use.follow_referrals.follow_deadline

    async with stage.ground.store.begin() as work:
        await work.needs.lock(RequestId(story.request_id))
        assert not await follow(referral.id)

    assert await follow(referral.id)


async def test_the_database_lets_a_request_be_with_one_organisation_only(
    stage: Partnership,
) -> None:
    await stage.join()
    referral = await stage.referred()
    second = Referral(
        ReferralId(uuid4()), referral.request_id, referral.organisation_id, "food", 2, NOW
    )

    with pytest.raises(asyncpg.UniqueViolationError, match="referrals_open"):
        async with stage.ground.store.begin() as work:
            await work.referrals.add(second, deadlines_at_once(timedelta(hours=1)))


async def test_a_member_who_declines_sees_nobody_else_and_the_next_is_asked(
    stage: Partnership,
) -> None:
    await stage.join()
    await stage.join()
    story = food()
    referral = await stage.referred(story)
    other = ({*stage.names} - {referral.organisation_id}).pop()

    with in_a_hurry():
        see_only(other)
        hidden = await stage.play.use.answer_referrals.show_one(
            referral.organisation_id, referral.id
        )
        see_only(referral.organisation_id)
        seen = await stage.play.use.answer_referrals.show_list(referral.organisation_id)
        declined = await stage.press(referral, Step.DECLINE, "full")
        see_only(None)
    await stage.play.tick()

    assert (hidden, len(seen), declined) == (None, 1, True)
    assert (await stage.open_of(story)).organisation_id == other

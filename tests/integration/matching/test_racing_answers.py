"""Many answers at once on a real database: one of them counts, and whatever races it."""

import asyncio
from datetime import timedelta

import pytest

from services.matching.proposals.model import Outcome
from tests.support.matching.building import RequestStory
from tests.support.matching.crowds import crowd, facts, letters
from tests.support.matching.grounds import PostgresGround
from tests.support.matching.playing import Play, last_link
from tests.support.matching.volunteers.building import offer


async def test_of_fifty_accepts_exactly_one_is_told(ground: PostgresGround, play: Play) -> None:
    await ground.add_volunteer()
    await play.hear(RequestStory().created())
    token = last_link(await letters(ground), "proposal_url")

    outcomes = await crowd(play.use.answer.accept_proposal(token) for _ in range(50))

    assert set(outcomes) == {Outcome.ACCEPTED}
    said = await facts(ground)
    assert (said["volunteer.matched"], said["match.access_issued"]) == (1, 1)
    assert [letter.template for letter in await letters(ground)] == ["proposal", "match_accepted"]


async def test_of_fifty_completions_exactly_one_counts(ground: PostgresGround, play: Play) -> None:
    await ground.add_volunteer()
    await play.hear(RequestStory().created())
    await play.use.answer.accept_proposal(last_link(await letters(ground), "proposal_url"))
    task = last_link(await letters(ground), "task_url")

    done = await crowd(play.use.assignments.complete_task(task, 30) for _ in range(50))

    assert done.count(True) == 1
    said = await facts(ground)
    assert (said["assignment.completed"], said["hours.logged"], said["activity.logged"]) == (
        1,
        1,
        1,
    )


@pytest.mark.parametrize("answer_first", [True, False])
async def test_accept_and_cancel_in_either_order_leave_no_assignment(
    ground: PostgresGround, play: Play, answer_first: bool
) -> None:
    await ground.add_volunteer()
    story = RequestStory()
    await play.hear(story.created())
    token = last_link(await letters(ground), "proposal_url")

    if answer_first:
        outcome = await play.use.answer.accept_proposal(token)
        await play.use.end_needs.react_to_request_cancelled(story.cancelled())
    else:
        await play.use.end_needs.react_to_request_cancelled(story.cancelled())
        outcome = await play.use.answer.accept_proposal(token)

    said = await facts(ground)
    told_last = (await letters(ground))[-1].template
    assert said["match.withdrawn"] == 1
    if answer_first:
        assert outcome is Outcome.ACCEPTED
        assert told_last == "assignment_withdrawn"
    else:
        assert outcome is Outcome.CANCELLED
        assert (said["volunteer.matched"], told_last) == (0, "proposal_withdrawn")


async def test_accept_racing_cancel_always_ends_withdrawn(
    ground: PostgresGround, play: Play
) -> None:
    for _ in range(10):
        await ground.add_volunteer(offer(weekly_cap=7))
        story = RequestStory()
        await play.hear(story.created())
        token = last_link(await letters(ground), "proposal_url")

        await asyncio.gather(
            play.use.answer.accept_proposal(token),
            play.use.end_needs.react_to_request_cancelled(story.cancelled()),
        )

    live = await ground.pool.fetchval(
        "SELECT count(*) FROM matches WHERE state IN ('open', 'accepted')"
    )
    assert live == 0
    assert (await facts(ground))["match.withdrawn"] == 10


async def test_declines_and_expiries_racing_keep_one_open_proposal_a_need(
    ground: PostgresGround, play: Play
) -> None:
    for _ in range(6):
        await ground.add_volunteer(offer(weekly_cap=7))
    await play.hear(RequestStory().created())

    for _ in range(4):
        token = last_link(await letters(ground), "proposal_url")
        await ground.pass_time(timedelta(minutes=15))
        await asyncio.gather(
            play.tick(),
            play.decline(token),
            play.use.answer.accept_proposal(token),
            play.tick(),
        )
        await play.settle()  # a need that someone held at the last look is looked at again
        open_ones = await ground.pool.fetchval("SELECT count(*) FROM matches WHERE state = 'open'")
        assert open_ones == 1

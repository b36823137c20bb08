"""The same is asked for again: whoever helped last time is asked first, if they may be asked."""

from datetime import timedelta
from uuid import UUID

import pytest

from services.matching.engine.rules.policy import Policy
from shared.contracts.matching import MatchProposed
from shared.contracts.words import Language
from shared.reach_points import ReachKind, ReachPoint
from tests.support.matching.building import RequestStory
from tests.support.matching.stage import Stage
from tests.support.matching.volunteers.building import offer, sign_up

FAR, MAIL = "50670", "veera@example.org"


@pytest.fixture
def stage() -> Stage:
    """Give a stage on which several are asked at once for today, as in a network."""
    return Stage(Policy(quiet_hours=None))


async def helped(stage: Stage, weekly_cap: int = 7) -> tuple[RequestStory, UUID]:
    """Let a request be done by who lives far away; somebody near joins when it is over."""
    far = sign_up(MAIL, offer(postal_code=FAR, weekly_cap=weekly_cap))
    former = await stage.play.enrol(stage.published, far)
    story = RequestStory()
    await stage.play.use.assignments.complete_task(await stage.accepted(story), 45)
    await stage.play.use.end_needs.react_to_request_completed(story.completed())
    await stage.play.use.end_needs.react_to_request_closed(story.closed())
    await stage.volunteers()
    return story, former


async def asked_about(stage: Stage, story: RequestStory) -> list[UUID]:
    """Let a request come in; gives who was asked about it until now, the first one first.

    Whoever was claimed as they went on a break is found out by the next look, which is due at once.
    """
    await stage.play.hear(story.created())
    await stage.play.settle()
    return asked(stage, story)


def asked(stage: Stage, story: RequestStory) -> list[UUID]:
    said = [each.data for each in stage.published() if isinstance(each.data, MatchProposed)]
    return [each.volunteer_id for each in said if each.request_id == story.request_id]


async def test_the_former_helper_is_asked_first_and_alone(stage: Stage) -> None:
    first, former = await helped(stage)

    again = await asked_about(stage, RequestStory(again_of=first.request_id))
    new = await asked_about(stage, RequestStory())

    assert again == [former]
    assert len(new) == 2
    assert new[0] != former


async def test_after_a_while_and_after_a_no_others_are_asked_as_ever(stage: Stage) -> None:
    first, former = await helped(stage)
    silent, declined = (
        RequestStory(again_of=first.request_id),
        RequestStory(again_of=first.request_id),
    )
    await asked_about(stage, silent)
    stage.pass_time(timedelta(minutes=8))
    await stage.play.tick()
    await asked_about(stage, declined)
    await stage.play.decline(stage.link("proposal_url"))

    assert [asked(stage, each)[0] for each in (silent, declined)] == [former, former]
    assert [len(asked(stage, each)) for each in (silent, declined)] == [2, 2]


async def test_at_the_limit_of_their_week_another_is_asked(stage: Stage) -> None:
    first, former = await helped(stage, weekly_cap=1)

    again = await asked_about(stage, RequestStory(again_of=first.request_id))

    assert again
    assert former not in again


async def test_on_a_break_another_is_asked(stage: Stage) -> None:
    first, former = await helped(stage)
    point = ReachPoint(ReachKind.EMAIL, MAIL, Language.FINNISH)
    await stage.play.use.member_links.send_link(point)
    await stage.play.use.membership.pause(stage.link("member_url"), None)

    again = await asked_about(stage, RequestStory(again_of=first.request_id))

    assert again
    assert former not in again


async def test_whoever_gave_the_task_back_is_asked_like_everybody(stage: Stage) -> None:
    await stage.play.enrol(stage.published, sign_up(offered=offer(postal_code=FAR)))
    story = RequestStory()
    await stage.play.give_up(await stage.accepted(story))
    await stage.volunteers()

    again = await asked_about(stage, RequestStory(again_of=story.request_id))

    assert len(again) == 2


async def test_where_the_help_had_not_come_nobody_is_asked_first(stage: Stage) -> None:
    first, _ = await helped(stage)
    await stage.play.use.reopen_needs.react_to_request_reopened(first.reopened(4))

    again = await asked_about(stage, RequestStory(again_of=first.request_id))

    assert len(again) == 2

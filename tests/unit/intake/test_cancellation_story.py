"""A cancellation ends a request once, whatever matching says before or after."""

import pytest

from services.intake.attention.model import AttentionReason
from services.intake.contact_access.model import View
from services.intake.requests.model import Closure, State
from shared.contracts.intake import RequestCancelled, RequestClosed, RequestCompleted
from shared.contracts.words import ClosureReason, WithdrawalReason
from tests.support.intake.scene import Scene


@pytest.mark.parametrize("heard", [0, 1, 2])
async def test_a_request_can_be_cancelled_in_every_live_state(heard: int) -> None:
    scene = Scene()
    story = await scene.open()
    await scene.hear(*[story.proposed(), story.matched()][:heard])

    assert await scene.following.cancel_request(scene.link)

    (cancelled,), (closed,) = scene.said(RequestCancelled), scene.said(RequestClosed)
    assert cancelled.reason is closed.reason is ClosureReason.CANCELLED
    assert scene.request.stored.closure is Closure.CANCELLED
    assert scene.letters()[-1] == "request_cancelled"
    assert not any(is_open for _, is_open in scene.request.assignments)


async def test_cancelling_twice_is_cancelling_once() -> None:
    scene = Scene()
    await scene.open()

    assert await scene.following.cancel_request(scene.link)
    assert await scene.following.cancel_request(scene.link)

    assert len(scene.said(RequestCancelled)) == 1


async def test_an_unknown_link_cancels_nothing() -> None:
    scene = Scene()
    await scene.open()

    assert not await scene.following.cancel_request("guess")
    assert await scene.following.show_request("guess") is None
    assert scene.state is State.RECEIVED


async def test_a_match_after_the_cancellation_changes_nothing_here() -> None:
    scene = Scene()
    story = await scene.open()
    await scene.hear(story.proposed())
    await scene.following.cancel_request(scene.link)
    before = len(scene.store.state.published)

    await scene.hear(story.matched(), story.access())
    await scene.hear(story.withdrawn(WithdrawalReason.REQUEST_CANCELLED))

    assert scene.request.stored.closure is Closure.CANCELLED
    assert scene.request.assignments == []
    assert len(scene.store.state.published) == before
    assert (await scene.contact.show_contact("access-token", "browser")).view is View.CANCELLED


async def test_a_completion_after_the_cancellation_changes_nothing_here() -> None:
    scene = Scene()
    story = await scene.open()
    await scene.hear(story.proposed(), story.matched())
    await scene.following.cancel_request(scene.link)

    await scene.hear(story.completed())

    assert scene.said(RequestCompleted) == []
    assert scene.request.stored.closure is Closure.CANCELLED


async def test_a_cancellation_after_the_completion_changes_nothing() -> None:
    scene = Scene()
    story = await scene.open()
    await scene.hear(story.proposed(), story.matched(), story.completed())

    assert await scene.following.cancel_request(scene.link)

    assert scene.request.stored.closure is Closure.COMPLETED
    assert scene.said(RequestCancelled) == []


async def test_who_cancels_is_called_no_more_unless_they_may_be_in_danger() -> None:
    scene = Scene()
    story = await scene.open()
    for reason in AttentionReason:
        async with scene.store.begin() as work:
            await work.attention.call_person(story.request_id, reason)

    await scene.following.cancel_request(scene.link)

    async with scene.store.begin() as work:
        left = await work.attention.open_of(story.request_id)
    assert {each.reason for each in left} == {
        AttentionReason.DANGER_CALL_ME,
        AttentionReason.DANGER_CALLED,
        AttentionReason.CHILD_ALONE,
        AttentionReason.WORDS,
        AttentionReason.CONCERN,
    }

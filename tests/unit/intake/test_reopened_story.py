"""The help did not come, though it was reported: it is searched for again."""

import random
from typing import TYPE_CHECKING, Any

import pytest

from services.intake.attention.model import AttentionReason
from services.intake.requests.model import Closure, State
from services.intake.requests.rules.steps import Step
from shared.contracts.intake import RequestCompleted, RequestReopened
from tests.support.intake.requests.building import MatchStory, unmatched
from tests.support.intake.scene import Scene

if TYPE_CHECKING:
    from shared.contracts.envelope import Envelope


async def done() -> tuple[Scene, MatchStory]:
    scene = Scene()
    story = await scene.open()
    await scene.hear(story.proposed(), story.matched(), story.completed())
    return scene, story


async def test_a_request_that_counts_as_done_is_opened_again_once() -> None:
    scene, _ = await done()

    for _ in range(2):
        assert await scene.reopening.reopen_request(scene.link)

    (said,) = scene.said(RequestReopened)
    versions = [
        item.version for item in scene.store.state.published if item.subject.startswith("request/")
    ]
    assert (scene.state, scene.request.stored.closure) == (State.OPEN, None)
    assert (said.category, said.postal_code, said.volunteer_allowed) == ("groceries", "50100", True)
    assert versions == [1, 2, 3, 4]
    first = scene.request.assignments[0][0].code_word
    standing = await scene.following.show_request(scene.link)
    assert standing is not None
    assert standing.code_word not in {"", first}
    called = [each.attention.reason for each in scene.store.state.attentions.values()]
    assert called == [AttentionReason.NOT_HELPED]


async def test_the_next_helper_ends_it_for_good() -> None:
    scene, first = await done()
    await scene.reopening.reopen_request(scene.link)
    second = first.again()

    await scene.hear(second.proposed(), second.matched())
    standing = await scene.following.show_request(scene.link)
    await scene.hear(second.completed())

    assert standing is not None
    assert (standing.request.state, standing.step) == (State.ASSIGNED, Step.FOUND)
    assert scene.request.stored.closure is Closure.COMPLETED
    assert [each.match_id for each in scene.said(RequestCompleted)] == [
        first.match_id,
        second.match_id,
    ]


async def test_whoever_was_asked_before_does_not_count_as_asked_now() -> None:
    scene, _ = await done()
    await scene.reopening.reopen_request(scene.link)

    standing = await scene.following.show_request(scene.link)

    assert standing is not None
    assert standing.step is Step.RECEIVED


@pytest.mark.parametrize("seed", range(20))
async def test_what_is_from_before_changes_nothing_in_whatever_order(seed: int) -> None:
    scene = Scene()
    first = await scene.open()
    second, third = first.again(), first.again().again()
    before: list[Envelope[Any]] = [
        first.proposed(),
        first.declined(),
        unmatched(first.request_id, asked=1),
        second.proposed(),
        second.matched(),
        second.completed(),
    ]
    await scene.hear(*before)
    await scene.reopening.reopen_request(scene.link)
    after: list[Envelope[Any]] = [*before, third.proposed(), third.matched()]
    random.Random(seed).shuffle(after)  # noqa: S311  # a test's dice

    await scene.hear(*after)

    open_ones = [item.match_id for item, is_open in scene.request.assignments if is_open]
    assert (scene.state, open_ones) == (State.ASSIGNED, [third.match_id])


async def test_what_was_cancelled_or_still_waits_is_not_opened_again() -> None:
    scene = Scene()
    await scene.open()

    assert await scene.reopening.reopen_request(scene.link)
    await scene.following.cancel_request(scene.link)
    assert await scene.reopening.reopen_request(scene.link)

    assert scene.request.stored.closure is Closure.CANCELLED
    assert scene.said(RequestReopened) == []


async def test_an_unknown_link_opens_nothing() -> None:
    scene, _ = await done()

    assert not await scene.reopening.reopen_request("a guess")
    assert scene.request.stored.closure is Closure.COMPLETED

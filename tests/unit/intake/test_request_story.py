"""What matching says changes the request once, in whatever order it comes."""

import random
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest

from services.intake.board.model import Wanted
from services.intake.requests.model import RequestId, State
from services.intake.requests.ports import UnknownRequestError
from shared.contracts.intake import RequestClosed, RequestCompleted
from shared.contracts.words import ClosureReason
from tests.support.activations import EXERCISE
from tests.support.intake.board.fakes import FakeBoardReader
from tests.support.intake.requests.building import MatchStory, unmatched
from tests.support.intake.scene import Scene

if TYPE_CHECKING:
    from shared.contracts.envelope import Envelope


async def test_without_an_address_nobody_is_mailed() -> None:
    scene = Scene()
    story = await scene.open(email="")

    await scene.hear(story.proposed(), story.matched(), story.completed())

    assert scene.letters() == []


async def test_a_redelivered_event_changes_nothing() -> None:
    scene = Scene()
    story = await scene.open()
    matched = story.matched()

    await scene.hear(story.proposed(), matched, matched, matched)

    assert scene.letters() == ["request_received", "request_matched"]
    assert len(scene.request.assignments) == 1


async def test_a_completed_assignment_completes_and_closes_the_request() -> None:
    scene = Scene()
    story = await scene.open()

    await scene.hear(story.proposed(), story.matched(), story.completed())

    (completed,), (closed,) = scene.said(RequestCompleted), scene.said(RequestClosed)
    versions = [
        item.version for item in scene.store.state.published if item.subject.startswith("request/")
    ]
    assert scene.state is State.CLOSED
    assert completed.match_id == story.match_id
    assert closed.reason is ClosureReason.COMPLETED
    assert versions == [1, 2, 3]
    assert not any(is_open for _, is_open in scene.request.assignments)


async def test_who_helped_is_kept_also_when_it_is_heard_before_that_they_would() -> None:
    scene = Scene()
    story = await scene.open()

    await scene.hear(story.proposed(), story.completed(), story.matched())

    ((assignment, is_open),) = scene.request.assignments
    assert (assignment.match_id, is_open) == (story.match_id, False)
    assert scene.letters() == ["request_received", "request_completed"]


async def test_events_name_what_caused_them() -> None:
    scene = Scene()
    story = await scene.open()
    completed = story.completed()

    await scene.hear(story.proposed(), story.matched(), completed)

    causes = {item.causation_id for item in scene.store.state.published[-3:]}
    assert causes == {completed.id}


@pytest.mark.parametrize("end", ["completed", "cancelled"])
async def test_whatever_is_said_of_a_request_in_an_exercise_says_so(end: str) -> None:
    scene = Scene(EXERCISE)
    first = await scene.open()
    second = first.again()

    await scene.hear(first.proposed(), first.matched(), first.withdrawn(), second.proposed())
    await scene.hear(second.matched())
    if end == "completed":
        await scene.hear(second.completed())
    else:
        await scene.following.cancel_request(scene.link)

    letters = ["request_received", "request_matched", "request_reopened", "request_matched"]
    assert scene.letters() == [*letters, f"request_{end}"]
    kinds = {item.data.event_type for item in scene.store.state.published}
    assert kinds == {
        "request.created",
        "notification.requested",
        f"request.{end}",
        "request.closed",
    }
    assert {item.activation for item in scene.store.state.published} == {EXERCISE}
    assert scene.request.stored.activation == EXERCISE


async def test_a_volunteer_who_cannot_after_all_opens_the_request_again() -> None:
    scene = Scene()
    story = await scene.open()

    await scene.hear(story.proposed(), story.matched(), story.withdrawn())

    assert scene.state is State.OPEN
    assert scene.letters()[-1] == "request_reopened"
    assert not any(is_open for _, is_open in scene.request.assignments)


async def test_the_next_helper_may_be_heard_of_before_the_first_ones_withdrawal() -> None:
    scene = Scene()
    first = await scene.open()
    second = first.again()

    await scene.hear(first.proposed(), first.matched(), second.proposed(), second.matched())
    await scene.hear(first.withdrawn())

    open_ones = [item.match_id for item, is_open in scene.request.assignments if is_open]
    assert open_ones == [second.match_id]


@pytest.mark.long
@pytest.mark.parametrize("seed", range(20))
async def test_any_order_with_doubles_ends_alike(seed: int) -> None:
    scene = Scene()
    first = await scene.open()
    second, third = first.again(), first.again().again()
    events: list[Envelope[Any]] = [
        first.proposed(),
        first.declined(),
        unmatched(first.request_id, asked=1),
        second.proposed(),
        second.matched(),
        second.access("one"),
        second.withdrawn(),
        third.proposed(),
        third.matched(),
        third.access("two"),
    ]
    mixed = events + random.Random(seed).choices(events, k=6)  # noqa: S311  # a test's dice
    random.Random(seed).shuffle(mixed)  # noqa: S311  # a test's dice

    await scene.hear(*mixed)

    open_ones = [item.match_id for item, is_open in scene.request.assignments if is_open]
    assert scene.state is State.ASSIGNED
    assert open_ones == [third.match_id]


@pytest.mark.parametrize("seed", range(20))
async def test_any_order_of_a_whole_story_closes_once(seed: int) -> None:
    scene = Scene()
    story = await scene.open()
    events: list[Envelope[Any]] = [
        story.proposed(),
        story.matched(),
        story.access(),
        story.completed(),
    ]
    random.Random(seed).shuffle(events)  # noqa: S311  # a test's dice

    await scene.hear(*events, *events)

    assert scene.state is State.CLOSED
    assert len(scene.said(RequestCompleted, RequestClosed)) == 2


async def test_nobody_left_goes_to_the_coordinator_with_the_reason() -> None:
    scene = Scene()
    story = await scene.open()

    await scene.hear(unmatched(story.request_id))

    (line,) = await FakeBoardReader(scene.store).lines(Wanted(), 10)
    assert line.state is State.UNMATCHED
    assert line.unmatched is not None
    assert (line.unmatched.considered, line.unmatched.at_their_cap) == (3, 1)


async def test_an_event_about_nothing_is_parked() -> None:
    scene = Scene()

    for event in (MatchStory(uuid4()).proposed(), unmatched(UUID(int=1))):
        with pytest.raises(UnknownRequestError):
            await scene.hear(event)


async def test_every_letter_has_a_link_that_opens_the_page() -> None:
    scene = Scene()
    story = await scene.open()

    await scene.hear(story.proposed(), story.matched(), story.withdrawn())

    assert len(scene.store.state.status_links) == 3
    assert set(scene.store.state.status_links.values()) == {RequestId(story.request_id)}

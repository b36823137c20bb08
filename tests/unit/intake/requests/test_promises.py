"""Who asked hears from us by the time they were told, or a person knows that they did not."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from services.intake.attention.model import AttentionReason, Outcome
from services.intake.phone_hours.adapters import HOURS_FILE, read_hours
from services.intake.phone_hours.rules import open_now, opens_next
from services.intake.requests.model import RequestId, State
from services.intake.requests.use_cases.keep_promises import KeepPromises
from shared.clock import HELSINKI
from shared.contracts.words import Urgency
from tests.support.intake.building import NOW
from tests.support.intake.requests.building import letters, promises
from tests.support.intake.scene import Scene
from tests.support.intake.submissions.building import plea, reach_points

BY = timedelta(hours=2)
"""What is promised of a request of today."""

HOURS = read_hours(HOURS_FILE)
LETTER, RUNG = reach_points(email="aino@example.org"), reach_points()
NIGHT = datetime(2026, 11, 25, 23, tzinfo=HELSINKI)

minutes = some.integers(0, 60 * 24 * 60).map(lambda many: NOW + timedelta(minutes=many))


class Waiting:
    """Somebody who asked, and time that passes."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.now = scene, NOW
        self.keep = KeepPromises(scene.store, letters(), promises(lambda: self.now))

    async def open(self, email: str = "aino@example.org") -> None:
        self.story = await self.scene.open(email)

    @property
    def id(self) -> RequestId:
        (found,) = self.scene.store.state.requests
        return found

    @property
    def heard_by(self) -> datetime:
        return self.scene.store.state.promises[self.id].heard_by

    async def until(self, time: timedelta) -> bool:
        self.now = NOW + time
        return await self.keep.keep_promise(self.id)

    def called(self) -> list[AttentionReason]:
        return [
            item.attention.reason
            for item in self.scene.store.state.attentions.values()
            if item.settled_as is None
        ]

    def settle(self) -> None:
        for item in self.scene.store.state.attentions.values():
            item.settled_as = Outcome.REACHED


@pytest.fixture
def waiting() -> Waiting:
    return Waiting(Scene())


@pytest.mark.parametrize("urgency", list(Urgency))
def test_every_urgency_has_a_time_and_something_is_done_before_it(urgency: Urgency) -> None:
    first, following = promises().first(urgency, LETTER), promises().next(urgency, LETTER)

    assert NOW < first.act_at < first.heard_by <= following.heard_by


@given(minutes, some.sampled_from(Urgency), some.booleans())
def test_nobody_is_promised_to_hear_while_nobody_is_there_to_ring(
    now: datetime, urgency: Urgency, is_first: bool
) -> None:
    told = promises(lambda: now)
    promise = (told.first if is_first else told.next)(urgency, RUNG)

    spans = told.spans[urgency]
    opens = now if open_now(HOURS, now) else opens_next(HOURS, now)
    assert opens is not None
    assert promise.heard_by >= opens + (spans.first if is_first else spans.then)
    assert open_now(HOURS, promise.act_at)
    assert open_now(HOURS, promise.heard_by - timedelta(minutes=1))
    assert now < promise.act_at < promise.heard_by


@given(minutes, some.sampled_from(Urgency))
def test_a_letter_goes_at_any_hour(now: datetime, urgency: Urgency) -> None:
    told = promises(lambda: now)

    assert told.first(urgency, LETTER).heard_by == now + told.spans[urgency].first


@pytest.mark.parametrize(
    ("asked", "heard"),
    [
        (NIGHT, NIGHT + timedelta(hours=11)),  # opens at 8.00
        (NIGHT - timedelta(hours=3, minutes=30), NIGHT + timedelta(hours=9, minutes=45)),
        (NIGHT - timedelta(hours=6), NIGHT - timedelta(hours=4)),
    ],
)
def test_who_is_only_rung_hears_once_the_phone_is_answered(
    asked: datetime, heard: datetime
) -> None:
    assert promises(lambda: asked).first(Urgency.TODAY, RUNG).heard_by == heard


async def test_the_receipt_the_letter_and_the_row_say_the_same_time(waiting: Waiting) -> None:
    asked = await waiting.scene.submissions.take_in(plea(), "a-key")

    assert asked.answer.heard_by == waiting.heard_by == NOW + BY
    again = await waiting.scene.submissions.take_in(plea(), "a-key")
    assert again.answer == asked.answer


async def test_nothing_is_done_before_its_time(waiting: Waiting) -> None:
    await waiting.open()

    assert not await waiting.until(timedelta(hours=1))
    assert waiting.scene.letters() == ["request_received"]


async def test_who_can_be_written_to_hears_in_time_and_is_told_the_next(waiting: Waiting) -> None:
    await waiting.open()

    assert await waiting.until(BY - timedelta(minutes=40))
    assert not await waiting.until(BY)

    assert waiting.scene.letters() == ["request_received", "still_looking"]
    assert waiting.heard_by > NOW + BY
    assert waiting.called() == []


async def test_to_whom_no_letter_may_go_a_person_rings(waiting: Waiting) -> None:
    await waiting.open(email="")

    await waiting.until(BY - timedelta(minutes=40))

    assert waiting.called() == [AttentionReason.CALL_BACK]
    assert waiting.heard_by == NOW + BY


async def test_where_nobody_rang_in_time_it_is_red(waiting: Waiting) -> None:
    await waiting.open(email="")
    await waiting.until(BY - timedelta(minutes=40))

    await waiting.until(BY + timedelta(minutes=11))

    assert waiting.called() == [AttentionReason.CALL_BACK, AttentionReason.PROMISE_MISSED]


async def test_where_somebody_rang_in_time_the_next_is_promised(waiting: Waiting) -> None:
    await waiting.open(email="")
    await waiting.until(BY - timedelta(minutes=40))
    waiting.settle()

    await waiting.until(BY + timedelta(minutes=11))

    assert waiting.called() == []
    assert waiting.heard_by > NOW + BY


async def test_a_letter_that_is_late_by_our_own_fault_goes_and_is_red(waiting: Waiting) -> None:
    await waiting.open()

    await waiting.until(BY + timedelta(hours=3))

    assert waiting.scene.letters() == ["request_received", "still_looking"]
    assert waiting.called() == [AttentionReason.PROMISE_MISSED]


async def test_whom_somebody_helps_is_not_told_that_we_still_look(waiting: Waiting) -> None:
    await waiting.open()
    await waiting.scene.hear(waiting.story.proposed(), waiting.story.matched())

    await waiting.until(BY)

    assert waiting.scene.state is State.ASSIGNED
    assert waiting.scene.letters() == ["request_received", "request_matched"]
    assert waiting.heard_by > NOW + BY


async def test_what_is_over_is_promised_nothing_more(waiting: Waiting) -> None:
    await waiting.open()
    await waiting.scene.following.cancel_request(waiting.scene.link)

    await waiting.until(BY)

    assert waiting.scene.store.state.promises == {}
    assert "still_looking" not in waiting.scene.letters()


async def test_of_what_is_held_nothing_is_promised() -> None:
    scene = Scene()
    await scene.open()
    (item,) = scene.store.state.requests.values()
    item.stored = replace(item.stored, state=State.HELD)
    waiting = Waiting(scene)

    await waiting.until(BY)

    assert scene.store.state.promises == {}

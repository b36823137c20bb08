"""A person decides about held requests; a stranger's letters are counted."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from services.intake.doors.model import Manner
from services.intake.held_requests.model import Decision
from services.intake.held_requests.use_cases import DecideOnHeldRequests
from services.intake.requests.model import Closure, Contact, RequestId, State
from services.intake.staff.model import StaffId
from services.intake.submissions.model import Plea
from shared.contracts.intake import RequestCreated
from shared.contracts.notify import NotificationRequested
from shared.contracts.words import Category
from tests.support.intake.doors.building import LIMITS
from tests.support.intake.held_requests.fakes import FakeHeldRequestReader
from tests.support.intake.scene import Scene
from tests.support.intake.submissions.building import plea

KAISA = StaffId(uuid4())
CAP = LIMITS.same_person.an_hour


class Held:
    """One request past the cap of its sender, and what can be decided about it."""

    def __init__(self) -> None:
        self.scene = Scene()
        reader = FakeHeldRequestReader(self.scene.store)
        self.decides = DecideOnHeldRequests(self.scene.store, reader, self.scene.let_through)

    async def open(self, said: Plea | None = None) -> RequestId:
        asked = [
            await self.scene.submissions.take_in(said or plea(), f"key-{number}")
            for number in range(CAP + 1)
        ]
        self.link = asked[-1].answer.status_url.rpartition("/")[2]
        (held,) = await self.decides.show_held()
        return held.id

    async def decide(self, held: RequestId, decision: Decision) -> bool:
        return await self.decides.decide(held, KAISA, decision)

    def called(self) -> set[UUID]:
        calls = self.scene.store.state.attentions.values()
        return {item.attention.request_id for item in calls}

    def said_of(self, held: RequestId) -> Sequence[type]:
        published = self.scene.store.state.published
        return [type(item.data) for item in published if item.correlation_id == held]


async def test_a_held_request_that_is_let_through_goes_the_way_of_all() -> None:
    story = Held()
    held = await story.open()
    before = story.said_of(held)

    done = await story.decide(held, Decision.LET_THROUGH)

    stored = story.scene.store.state.requests[held].stored
    assert (done, before) == (True, [])
    assert (stored.state, stored.version) == (State.RECEIVED, 1)
    assert story.said_of(held) == [RequestCreated, NotificationRequested]
    first, *_, created = story.scene.said(RequestCreated)
    assert created.person == first.person is not None
    assert story.scene.store.state.held_decisions == [(held, KAISA, Decision.LET_THROUGH)]


async def test_whose_helper_is_asked_first_is_said_once_it_is_let_through() -> None:
    story, before = Held(), RequestId(uuid4())
    held = await story.open(replace(plea(), again_of=before))

    await story.decide(held, Decision.LET_THROUGH)

    *_, created = story.scene.said(RequestCreated)
    assert created.again_of == before


@pytest.mark.parametrize(
    ("said", "is_called"),
    [
        (plea(category=Category.CRISIS_SUPPORT), True),
        (replace(plea(), contact=Contact(text="En jaksa enää elää.")), True),
        (plea(), False),
    ],
)
async def test_a_person_is_called_at_once_where_words_or_what_is_asked_for_say_so(
    said: Plea, is_called: bool
) -> None:
    story = Held()
    held = await story.open(said)
    before = story.called()

    await story.decide(held, Decision.LET_THROUGH)

    assert (held in before) is (held in story.called()) is is_called


async def test_what_is_set_aside_is_closed_without_a_word() -> None:
    story = Held()
    held = await story.open()

    assert await story.decide(held, Decision.SET_ASIDE)

    stored = story.scene.store.state.requests[held].stored
    assert (stored.state, stored.closure, stored.version) == (State.CLOSED, Closure.SET_ASIDE, 0)
    assert story.said_of(held) == []
    assert story.scene.store.state.held_decisions == [(held, KAISA, Decision.SET_ASIDE)]


async def test_a_second_press_changes_nothing() -> None:
    story = Held()
    held = await story.open()

    done = [
        await story.decide(held, Decision.LET_THROUGH),
        await story.decide(held, Decision.SET_ASIDE),
        await story.decide(RequestId(uuid4()), Decision.SET_ASIDE),
    ]

    assert done == [True, False, False]
    assert len(story.scene.store.state.held_decisions) == 1
    assert story.scene.store.state.requests[held].stored.state is State.RECEIVED


async def test_whoever_asked_may_cancel_while_it_is_held_and_nobody_is_told() -> None:
    story = Held()
    held = await story.open()

    assert await story.scene.following.cancel_request(story.link)

    stored = story.scene.store.state.requests[held].stored
    assert (stored.closure, stored.version) == (Closure.CANCELLED, 0)
    assert story.said_of(held) == []
    assert not await story.decide(held, Decision.LET_THROUGH)


@pytest.mark.long
async def test_a_stranger_can_have_only_so_many_letters_sent_to_somebody() -> None:
    scene = Scene()
    for number in range(100):
        await scene.submissions.take_in(plea("victim@example.org"), f"key-{number}")

    assert scene.letters() == ["request_received"] * CAP
    assert len(scene.store.state.requests) == 100


async def test_two_spellings_of_one_address_are_one() -> None:
    scene = Scene()
    for number, email in enumerate(["Victim@Example.org", "victim@example.org"] * CAP):
        await scene.submissions.take_in(plea(email), f"key-{number}")

    assert scene.letters() == ["request_received"] * CAP


async def test_what_our_own_staff_hand_in_is_not_counted() -> None:
    scene = Scene()
    for number in range(CAP + 3):
        await scene.submissions.take_in(plea(), f"key-{number}", Manner(is_ours=True))

    assert len(scene.said(RequestCreated)) == CAP + 3

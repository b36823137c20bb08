"""A call belongs to one of the staff, and ends with exactly one outcome that is said to others."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from services.intake.attention.model import AttentionReason
from services.intake.calls.events import logged
from services.intake.calls.model.call import LEFT, Call, CallId, Ending, Step
from services.intake.calls.rules.drafts import Refusal, unlike
from services.intake.calls.use_cases.end import SweepCalls
from services.intake.calls.use_cases.hold import HoldCalls, Stopped, Typed
from services.intake.requests.model import Circumstances, RequestId
from services.intake.staff.model import StaffId
from shared.contracts.call_words import CallDirection, CallOutcome
from shared.contracts.intake import CallLogged
from shared.contracts.words import Category
from tests.support.activations import ACTIVATION, FakeCurrent
from tests.support.intake.building import NOW, Drawn, Sealed
from tests.support.intake.calls.building import finish_over
from tests.support.intake.fakes import FakeStore
from tests.support.intake.requests.building import letters
from tests.support.intake.submissions.building import plea
from tests.support.intake.submissions.use_cases import submissions_over

KAISA, VELI = StaffId(uuid4()), StaffId(uuid4())
TYPED = Typed({"phone": "040 123 4567", "channel": "web", "nonsense": "x"}, 0)
CALL = Call(CallId(uuid4()), KAISA, "Kaisa", CallDirection.INBOUND, ACTIVATION, NOW, NOW)


class Scene:
    """A store, and what is done there."""

    def __init__(self) -> None:
        self.store = FakeStore()
        chance, letters_of = Drawn().chance(), letters(Sealed())
        self.hold = HoldCalls(self.store, chance, FakeCurrent())
        taken = submissions_over(self.store, letters_of, chance)
        self.finish = finish_over(self.store, taken, chance)
        self.sweep = SweepCalls(self.store)

    async def begun(self) -> CallId:
        return await self.hold.begin(KAISA, CallDirection.INBOUND)

    def said(self) -> list[CallLogged]:
        found = [one.data for one in self.store.state.published]
        return [data for data in found if isinstance(data, CallLogged)]


@pytest.fixture
def scene() -> Scene:
    return Scene()


async def test_what_the_screen_asks_is_kept_right_or_wrong_and_nothing_else(scene: Scene) -> None:
    call_id = await scene.begun()

    assert await scene.finish.keep(call_id, KAISA, TYPED) is None

    kept = await scene.hold.show(call_id)
    assert kept is not None
    assert kept.fields == {"phone": "040 123 4567"}


async def test_only_who_has_a_call_changes_it(scene: Scene) -> None:
    call_id = await scene.begun()

    stopped = [
        await scene.finish.keep(call_id, VELI, TYPED),
        await scene.finish.finish(call_id, VELI, TYPED, CallOutcome.ADVISED),
    ]
    assert [each.why for each in stopped if isinstance(each, Stopped)] == [Refusal.OTHERS] * 2

    assert await scene.hold.take_over(call_id, VELI, KAISA)
    assert not await scene.hold.take_over(call_id, VELI, KAISA)
    refused = await scene.finish.keep(call_id, KAISA, replace(TYPED, version=1))
    assert isinstance(refused, Stopped)
    assert (
        await scene.finish.finish(call_id, VELI, replace(TYPED, version=1), CallOutcome.TEST)
        is None
    )
    assert [(who, step) for _, who, step in scene.store.state.call_steps] == [
        (KAISA, Step.OPENED),
        (VELI, Step.TAKEN_OVER),
        (VELI, Step.ENDED),
    ]


async def test_what_another_window_kept_is_not_overwritten(scene: Scene) -> None:
    call_id = await scene.begun()
    await scene.finish.keep(call_id, KAISA, TYPED)

    stopped = await scene.finish.keep(call_id, KAISA, Typed({"phone": "050 765 4321"}, 0))

    assert isinstance(stopped, Stopped)
    assert stopped.call is not None
    assert stopped.why is Refusal.CHANGED
    assert unlike(stopped.call.fields, {"phone": "050 765 4321"}) == {"phone": "040 123 4567"}


async def test_a_call_ends_once_and_its_end_is_said_once_without_a_word_of_it(
    scene: Scene,
) -> None:
    call_id = await scene.begun()
    await scene.finish.keep(call_id, KAISA, TYPED)
    scene.store.state.now += timedelta(seconds=75)

    for outcome in (CallOutcome.ADVISED, CallOutcome.ABUSE):
        await scene.finish.finish(call_id, KAISA, replace(TYPED, version=1), outcome)

    (said,) = scene.said()
    assert (said.outcome, said.seconds, said.request_id) == (CallOutcome.ADVISED, 75, None)
    assert set(said.model_dump()) == {
        *("call_id", "direction", "outcome", "seconds"),
        *("channel", "service_line", "category", "request_id"),
    }
    assert "040" not in said.model_dump_json().replace(str(call_id), "")


async def test_what_nobody_ended_for_a_week_ends_by_itself_as_long_as_it_was_worked_at(
    scene: Scene,
) -> None:
    call_id = await scene.begun()
    scene.store.state.now += timedelta(minutes=2)
    await scene.finish.keep(call_id, KAISA, TYPED)

    early = await scene.sweep.end_left()
    scene.store.state.now += LEFT + timedelta(seconds=1)
    late = [await scene.sweep.end_left(), await scene.sweep.end_left()]

    assert (early, late) == (0, [1, 0])
    assert [(said.outcome, said.seconds) for said in scene.said()] == [
        (CallOutcome.UNFINISHED, 120)
    ]
    found = await scene.hold.show(call_id)
    assert found is not None
    assert found.fields == {}


@pytest.mark.parametrize(
    ("category", "circumstances", "expected"),
    [
        (Category.GROCERIES, Circumstances(), ("errands", "groceries")),
        (Category.CRISIS_SUPPORT, Circumstances(), ("advice", None)),
        (Category.GROCERIES, Circumstances(address_secret=True), ("advice", None)),
    ],
)
def test_of_what_is_reserved_a_call_says_no_more_than_the_request_does(
    category: Category, circumstances: Circumstances, expected: tuple[str, str | None]
) -> None:
    asked = replace(plea(category=category), circumstances=circumstances)
    ending = Ending(CallOutcome.NEW_REQUEST, RequestId(uuid4()), asked)

    said = logged(CALL, ending, 60).data

    assert isinstance(said, CallLogged)
    assert (said.service_line, said.category) == expected


def test_of_danger_a_call_says_nothing_of_what_was_asked_for() -> None:
    asked = replace(plea(), danger=AttentionReason.DANGER_CALL_ME)

    said = logged(CALL, Ending(CallOutcome.HANDED_OVER, RequestId(uuid4()), asked), 60)

    assert isinstance(said.data, CallLogged)
    assert (said.data.service_line, said.data.category, said.municipality) == (None, None, None)

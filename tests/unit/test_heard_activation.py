"""A service that hears how the network stands, twice and in any order."""

from dataclasses import dataclass, field
from itertools import permutations

import pytest

from shared.contracts.activation_words import ActivationState, OpenChannel, SignUp
from shared.heard_activation import HearActivations, LaterStateError
from tests.support.activations import ACTIVATION, standing
from tests.support.fake_store import StaffedState, StaffedStore, StaffedWork
from tests.support.heard_activations import (
    LISTED,
    NEXT,
    SPRING,
    ActivationsContract,
    FakeActivations,
    said,
)


class TestFakeActivations(ActivationsContract):
    @pytest.fixture
    def kept(self) -> FakeActivations:
        return FakeActivations()


class FakeWork(StaffedWork[StaffedState]):
    """Nothing beside what is heard."""


class FakeStore(StaffedStore[StaffedState, FakeWork]):
    """A service that only hears."""

    make_state, make_work = StaffedState, FakeWork


@dataclass
class Hearing:
    store: FakeStore = field(default_factory=FakeStore)

    @property
    def react(self) -> HearActivations:
        return HearActivations(self.store)


async def test_a_redelivered_event_changes_nothing() -> None:
    hearing = Hearing()
    event = said(ACTIVATION, standing(ActivationState.PROLONGED, LISTED, version=2))

    await hearing.react.react_to_activation_changed(event)
    known = dict(hearing.store.state.activations.known)
    await hearing.react.react_to_activation_changed(event)

    assert hearing.store.state.activations.known == known
    assert await hearing.store.state.activations.open() == {
        ACTIVATION: standing(ActivationState.PROLONGED, LISTED, version=2)
    }


LIFE = (
    (ACTIVATION, standing(version=1)),
    (ACTIVATION, standing(ActivationState.WINDING_DOWN, LISTED, version=2)),
    (ACTIVATION, standing(ActivationState.ENDED, version=3)),
    (NEXT, standing(ActivationState.STANDBY, version=1, opened_at=SPRING)),
)


async def test_any_order_ends_alike() -> None:
    ends = []

    for order in permutations(LIFE):
        hearing = Hearing()
        for activation, stands in order:
            await hearing.react.react_to_activation_changed(said(activation, stands))
        ends.append(hearing.store.state.activations.known)

    assert ends == [{ACTIVATION: LIFE[2][1], NEXT: LIFE[3][1]}] * len(ends)


async def test_a_state_of_a_later_version_waits_for_a_person() -> None:
    hearing = Hearing()
    event = said(ACTIVATION, standing(version=1))
    later = event.model_copy(update={"data": event.data.model_copy(update={"state": "resting"})})

    with pytest.raises(LaterStateError):
        await hearing.react.react_to_activation_changed(later)

    assert hearing.store.state.activations.known == {}


async def test_later_words_open_nothing_that_is_not_known() -> None:
    hearing = Hearing()
    event = said(ACTIVATION, standing(version=1))
    words = {"sign_up": "by_name", "channels": ("web", "drones")}

    await hearing.react.react_to_activation_changed(
        event.model_copy(update={"data": event.data.model_copy(update=words)})
    )

    reach = hearing.store.state.activations.known[ACTIVATION].reach
    assert reach.sign_up is SignUp.PAUSED
    assert reach.channels == {OpenChannel.WEB}

"""Somebody decides how the network stands: stored, on record and said at once, or not at all."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.intake.activation.model import Changed, Fault, Refused, SomebodyWasFirst, Stand
from services.intake.activation.use_cases import ShowActivation
from services.intake.staff.model import Staff, StaffId
from shared.activation import Activation
from shared.contracts.activation_words import ActivationState, OpenChannel, SignUp
from shared.contracts.intake import ActivationChanged
from shared.contracts.words import StaffRole
from tests.support.activations import ACTIVATION, standing
from tests.support.intake.activation.building import AT, REACH, deciding, decision, press
from tests.support.intake.fakes import FakeStore

AWAKE = ActivationState.ACTIVATED


@pytest.fixture
def store() -> FakeStore:
    return FakeStore()


async def member(store: FakeStore, name: str) -> StaffId:
    staff = Staff(StaffId(UUID(int=3)), name, "$argon2id$", (StaffRole.COORDINATOR,))
    async with store.begin() as work:
        await work.staff.add(staff)
    return staff.id


def now(store: FakeStore) -> Stand:
    return store.state.stands[-1]


def said(store: FakeStore) -> list[ActivationChanged]:
    told = [each.data for each in store.state.published]
    return [each for each in told if isinstance(each, ActivationChanged)]


async def test_what_was_decided_is_stored_on_record_and_said(store: FakeStore) -> None:
    kaisa = await member(store, "Kaisa")

    outcome = await deciding(store).change(press(now(store), by=kaisa))

    assert isinstance(outcome, Changed)
    assert outcome.stand == now(store)
    assert now(store).standing.state is ActivationState.PROLONGED
    (step,) = store.state.life_steps
    assert (step.id, step.by, step.was) == (outcome.audit_id, "Kaisa", AWAKE)
    (told,) = said(store)
    assert (told.state, told.was, told.changed_at) == (ActivationState.PROLONGED, AWAKE, AT)


async def test_an_event_says_the_whole_of_it_and_no_word_of_why(store: FakeStore) -> None:
    narrow = replace(
        REACH,
        areas=frozenset({"507", "491"}),
        lines=frozenset({"food", "errands"}),
        channels=frozenset({OpenChannel.PHONE}),
        sign_up=SignUp.PAUSED,
    )

    await deciding(store).change(press(now(store), decision(reach=narrow)))

    (told,) = said(store)
    assert (told.areas, told.lines) == (("491", "507"), ("errands", "food"))
    assert (told.channels, told.sign_up) == ((OpenChannel.PHONE,), SignUp.PAUSED)
    assert (told.valid_until, told.review_on) == (REACH.valid_until, REACH.review_on)
    assert "epidemic" not in told.model_dump_json()
    assert store.state.published[-1].version == 1
    assert store.state.published[-1].activation == ACTIVATION


async def test_of_two_at_once_the_second_hears_who_was_first(store: FakeStore) -> None:
    seen, kaisa = now(store), await member(store, "Kaisa")
    await deciding(store).change(press(seen, by=kaisa))

    second = await deciding(store).change(press(seen, decision(ActivationState.WINDING_DOWN)))

    assert isinstance(second, SomebodyWasFirst)
    assert second.last is not None
    assert (second.last.by, second.last.state) == ("Kaisa", ActivationState.PROLONGED)
    assert len(said(store)) == len(store.state.life_steps) == 1


async def test_without_the_typed_word_nothing_happens(store: FakeStore) -> None:
    outcome = await deciding(store).change(press(now(store), is_confirmed=False))

    assert outcome == Refused([Fault.NOT_CONFIRMED])
    assert (store.state.life_steps, said(store)) == ([], [])


async def test_where_one_ends_the_next_begins_asleep_in_the_same_transaction(
    store: FakeStore,
) -> None:
    store.state.stands = [Stand(ACTIVATION, standing(ActivationState.WINDING_DOWN))]

    await deciding(store).change(press(now(store), decision(ActivationState.ENDED)))

    ended, following = store.state.stands
    assert ended.standing.state is ActivationState.ENDED
    assert following.activation not in {ACTIVATION, Activation(ACTIVATION.id, exercise=True)}
    assert following.standing.state is ActivationState.STANDBY
    assert [(each.state, each.was) for each in said(store)] == [
        (ActivationState.ENDED, ActivationState.WINDING_DOWN),
        (ActivationState.STANDBY, None),
    ]
    assert [each.activation for each in store.state.published] == [
        ACTIVATION,
        following.activation,
    ]
    assert len({each.opened_at for each in said(store)}) == 2


async def test_an_operator_at_the_machine_has_no_name(store: FakeStore) -> None:
    await deciding(store).change(press(now(store), by=None))

    stand, steps = await ShowActivation(store).show()

    assert stand == now(store)
    assert [(each.by, each.trigger) for each in steps] == [("", "epidemic")]


def test_a_form_is_of_one_activation_and_one_version() -> None:
    seen = {
        Stand(activation, standing(version=version)).seen
        for activation in (ACTIVATION, Activation(UUID(int=99)))
        for version in (1, 2)
    }

    assert len(seen) == 4

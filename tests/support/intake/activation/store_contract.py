"""What a store of the network's life must do."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from services.intake.activation.model import Stand
from services.intake.activation.rules import beginning, decided
from shared.activation import Activation
from shared.contracts.activation_words import ActivationState, OpenChannel, SignUp
from tests.support.intake.activation.building import REACH, decision
from tests.support.intake.store_world import REFUSED, StoreWorld

NARROW = replace(
    REACH,
    areas=frozenset({"491", "507"}),
    lines=frozenset({"food", "errands"}),
    channels=frozenset({OpenChannel.PHONE}),
    sign_up=SignUp.WAITING_LIST,
)


class LifeContract:
    """Inherited by `StoreContract`, which says where the store comes from."""

    async def test_a_network_that_was_never_decided_on_is_awake(self, world: StoreWorld) -> None:
        async with world.store.begin() as work:
            stand, steps = await work.life.now(), await work.life.steps(5)

        assert (stand.standing.state, stand.standing.version) == (ActivationState.ACTIVATED, 0)
        assert not stand.activation.exercise
        assert list(steps) == []

    async def test_what_was_decided_stands_whole(self, world: StoreWorld) -> None:
        made, at = decision(reach=NARROW), await world.now()
        async with world.store.begin() as work:
            before = await work.life.hold()
            after = replace(before, standing=decided(before.standing, made, at))
            await work.life.save(after)

        async with world.store.begin() as work:
            assert await work.life.now() == after
            assert await work.life.hold() == after

    async def test_the_audit_says_who_decided_what_and_why(self, world: StoreWorld) -> None:
        made, at, kaisa = decision(reach=NARROW), await world.now(), await world.add_staff("Kaisa")
        async with world.store.begin() as work:
            before = await work.life.hold()
            after = replace(before, standing=decided(before.standing, made, at))
            await work.life.save(after)
            number = await work.life.note(after, before.standing.state, made, kaisa)

        async with world.store.begin() as work:
            (step,) = await work.life.steps(5)
        assert (step.id, step.by) == (number, "Kaisa")
        assert (step.was, step.state) == (ActivationState.ACTIVATED, ActivationState.PROLONGED)
        assert (step.trigger, step.decision) == (made.trigger, made.decision)

    async def test_the_next_one_begins_when_the_one_before_has_ended(
        self, world: StoreWorld
    ) -> None:
        at = await world.now()
        following = Stand(Activation(uuid4()), beginning(at + timedelta(seconds=1)))
        for state in (ActivationState.WINDING_DOWN, ActivationState.ENDED):
            async with world.store.begin() as work:
                before = await work.life.hold()
                made = decided(before.standing, decision(state), at)
                await work.life.save(replace(before, standing=made))

        async with world.store.begin() as work:
            await work.life.begin(following)
            await work.life.note_beginning(following, None)

        async with world.store.begin() as work:
            (step,) = await work.life.steps(5)
            assert await work.life.now() == following
        assert (step.by, step.was, step.trigger) == ("", None, "")

    async def test_another_one_never_begins_while_one_is_open(self, world: StoreWorld) -> None:
        following = Stand(Activation(uuid4()), beginning(await world.now()))

        with pytest.raises(REFUSED):
            async with world.store.begin() as work:
                await work.life.begin(following)

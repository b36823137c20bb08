"""What whoever keeps activations must do, how one is said, and the fake."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Final, Protocol, cast
from uuid import UUID

import pytest

from shared.activation import Activation
from shared.activation.standing import Reach, Standing
from shared.contracts.activation_words import ActivationState, OpenChannel, SignUp
from shared.contracts.envelope import Envelope
from shared.contracts.intake import ActivationChanged
from shared.heard_activation import Activations
from shared.messaging.outbox import Announcement
from tests.support.activations import ACTIVATION, BEGAN, EXERCISE, standing
from tests.support.events import outbox

NEXT: Final = Activation(UUID(int=9))
SPRING: Final = BEGAN + timedelta(days=90)
LISTED: Final = Reach(
    frozenset({"491", "507"}),
    frozenset({"errands", "food"}),
    frozenset({OpenChannel.PHONE}),
    SignUp.PAUSED,
    SPRING.date(),
    BEGAN.date(),
)


def said(activation: Activation, stands: Standing) -> Envelope[ActivationChanged]:
    """Say how one stands, as intake does."""
    reach = stands.reach
    data = ActivationChanged.model_validate(
        {
            "state": stands.state,
            "areas": sorted(reach.areas),
            "lines": sorted(reach.lines),
            "channels": sorted(reach.channels),
            "sign_up": reach.sign_up,
            "valid_until": reach.valid_until,
            "review_on": reach.review_on,
            "opened_at": stands.opened_at,
            "since": stands.since,
            "changed_at": stands.changed_at,
        }
    )
    told = Announcement(
        f"activation/{activation.id}", stands.version, data, activation.id, activation=activation
    )
    return cast("Envelope[ActivationChanged]", outbox().envelope(told))


@dataclass
class FakeActivations:
    """Implements `Activations` in memory."""

    known: dict[Activation, Standing] = field(default_factory=dict)

    async def hear(self, activation: Activation, said: Standing) -> None:
        """Keep the later of both, and one open of each kind."""
        before = self.known.get(activation)
        if before is None or before.version < said.version:
            self.known[activation] = said
        kind = [each for each in self.known if each.exercise == activation.exercise]
        newest = max(kind, key=lambda each: self.known[each].opened_at)
        for each in set(kind) - {newest}:
            self.known[each] = replace(self.known[each], state=ActivationState.ENDED)

    async def open(self) -> Mapping[Activation, Standing]:
        """Give those that have not ended."""
        ended = ActivationState.ENDED
        return {each: kept for each, kept in self.known.items() if kept.state is not ended}


class KnownActivations(Activations, Protocol):
    """Activations that can be looked up where they are kept."""

    async def open(self) -> Mapping[Activation, Standing]:
        """Give those that have not ended."""
        ...


class ActivationsContract:
    """The behaviours of a repository; a subclass gives the fixture `kept`, which knows none."""

    async def test_what_is_heard_of_an_unknown_one_makes_it(self, kept: KnownActivations) -> None:
        stands = standing(ActivationState.WINDING_DOWN, LISTED, version=4)

        await kept.hear(ACTIVATION, stands)

        assert await kept.open() == {ACTIVATION: stands}

    @pytest.mark.parametrize("turned", [False, True])
    async def test_what_was_said_later_holds(self, kept: KnownActivations, turned: bool) -> None:
        told = [standing(version=1), standing(ActivationState.PROLONGED, LISTED, version=2)]

        for stands in reversed(told) if turned else told:
            await kept.hear(ACTIVATION, stands)

        assert await kept.open() == {ACTIVATION: told[1]}

    @pytest.mark.parametrize("turned", [False, True])
    async def test_the_next_one_takes_the_place_of_the_one_before(
        self, kept: KnownActivations, turned: bool
    ) -> None:
        after = standing(ActivationState.STANDBY, version=1, opened_at=SPRING)
        told = [(ACTIVATION, standing(ActivationState.ENDED, version=5)), (NEXT, after)]
        await kept.hear(ACTIVATION, standing(ActivationState.WINDING_DOWN, version=3))

        for activation, stands in reversed(told) if turned else told:
            await kept.hear(activation, stands)
            assert len(await kept.open()) <= 1
        await kept.hear(ACTIVATION, standing(ActivationState.WINDING_DOWN, version=4))

        assert await kept.open() == {NEXT: after}

    async def test_what_comes_of_a_former_one_opens_nothing(self, kept: KnownActivations) -> None:
        after = standing(ActivationState.STANDBY, version=1, opened_at=SPRING)
        await kept.hear(NEXT, after)

        await kept.hear(ACTIVATION, standing(ActivationState.ACTIVATED, version=2))

        assert await kept.open() == {NEXT: after}

    async def test_an_exercise_stands_beside_what_is_real(self, kept: KnownActivations) -> None:
        real, drill = standing(version=1), standing(version=1, opened_at=SPRING)

        await kept.hear(ACTIVATION, real)
        await kept.hear(EXERCISE, drill)

        assert await kept.open() == {ACTIVATION: real, EXERCISE: drill}

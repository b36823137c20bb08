"""What whoever knows whether the network is open must do: the fake, then PostgreSQL."""

from datetime import datetime
from typing import Protocol

import pytest

from services.intake.site.ports import NobodyKnowsError, Openings


class Switchboard(Protocol):
    """A network that a test opens, puts to sleep and cuts off."""

    @property
    def openings(self) -> Openings:
        """Give what is asked."""
        ...

    async def since(self) -> datetime:
        """Say when it was opened."""
        ...

    async def sleep(self) -> None:
        """Switch it off."""
        ...

    async def cut(self) -> None:
        """Take the database away."""
        ...


class OpeningsContract:
    """The behaviours of the port; a subclass gives the fixture `network`, which is open."""

    async def test_a_network_is_open_since_its_activation(self, network: Switchboard) -> None:
        opening = await network.openings.opening()

        assert opening is not None
        assert (opening.since, opening.exercise) == (await network.since(), False)

    async def test_a_network_without_an_activation_sleeps(self, network: Switchboard) -> None:
        await network.sleep()

        assert await network.openings.opening() is None

    async def test_what_does_not_answer_is_not_a_network_that_sleeps(
        self, network: Switchboard
    ) -> None:
        await network.cut()

        with pytest.raises(NobodyKnowsError):
            await network.openings.opening()

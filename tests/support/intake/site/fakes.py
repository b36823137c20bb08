"""Whether the network is switched on, as a test wants it."""

from dataclasses import dataclass, replace

from services.intake.site.model import Opening
from services.intake.site.ports import NobodyKnowsError
from shared.activation.standing import Standing
from tests.support.activations import AWAKE
from tests.support.intake.building import NOW


@dataclass
class FakeOpenings:
    """Open since now, until a test says otherwise."""

    now: Opening | None = Opening(NOW, exercise=False)  # noqa: RUF009  # a frozen value
    stands: Standing | None = replace(AWAKE, since=NOW)  # noqa: RUF009  # a frozen value
    is_away: bool = False

    async def opening(self) -> Opening | None:
        """Give what the test says."""
        if self.is_away:
            raise NobodyKnowsError
        return self.now

    async def standing(self) -> Standing | None:
        """Give what the test says."""
        if self.is_away:
            raise NobodyKnowsError
        return self.stands

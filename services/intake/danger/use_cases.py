"""Call a person for somebody in danger, whatever they typed."""

from dataclasses import dataclass

from services.intake.danger.model import Way
from services.intake.danger.rules import place_said, plea_of
from services.intake.submissions.use_cases.take_in import TakeInRequests
from shared.activation.current import enter
from shared.chance import Chance
from shared.contracts.activation_words import Door
from shared.contracts.words import Language


@dataclass(frozen=True, slots=True)
class CallFromDanger:
    """The one thing asked is sealed with a request that a person has at once."""

    submissions: TakeInRequests
    home: str
    """The code of the network's own municipality."""
    chance: Chance

    def new_key(self) -> str:
        """Give a key under which pressing twice is pressing once."""
        return self.chance.new_token()

    async def enter(self) -> None:
        """Raise DoorShutError where nobody is at work who could ring."""
        current = self.submissions.current
        if not (await current.standing()).is_at_work:
            await enter(current, Door.FORM)

    async def call(self, way: Way, typed: str, language: Language, key: str) -> bool:
        """Store it and call; False where nothing was typed by which anybody could be reached.

        Raises DoorShutError.
        """
        said = place_said(typed)
        if not said:
            return False
        plea = plea_of(way, said, language, self.submissions.municipality_of, self.home)
        await self.submissions.take_in(plea, f"danger/{key}")
        return True

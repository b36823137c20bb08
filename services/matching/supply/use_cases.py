"""How much help there is in a town is said when it changes, at most once a minute."""

from dataclasses import dataclass

from services.matching.supply.events import report_on, supply_reported
from services.matching.supply.ports import SupplyWork
from services.matching.supply.rules import AGAIN, FEW, LATELY, told_of
from shared.activation import Activation
from shared.activation.current import Current, NoActivationError
from shared.chance import Chance
from shared.contracts.activation_words import ActivationState
from shared.messaging.outbox import Story
from shared.work import Store


@dataclass(frozen=True, slots=True)
class ReportSupply:
    """Counts town by town; several processes share them."""

    store: Store[SupplyWork]
    current: Current
    chance: Chance

    async def report_town(self, town: str) -> bool:
        """Say it where it changed or is old; False when nothing is said, as while all rest."""
        activation = await self._awake()
        if activation is None:
            return False
        async with self.store.begin() as work:
            told = await work.supplies.take(town, self.chance.new_id(), AGAIN)
            if told is None:
                return False
            counted = await work.supplies.count(town, LATELY, FEW)
            data = report_on(town, told_of(counted))
            said = data.model_dump_json()
            if (said, activation.id) == (told.said, told.activation_id) and not told.is_old:
                return False
            await work.supplies.keep(town, told.version + 1, said, activation.id)
            story = Story(self.chance.new_id(), town, activation=activation)
            await work.publish([supply_reported(story, told, data)])
        return True

    async def _awake(self) -> Activation | None:
        """Give what is open; whoever decides to open it asks for helpers while it is prepared."""
        try:
            is_asleep = (await self.current.standing()).state is ActivationState.STANDBY
        except NoActivationError:
            return None
        return None if is_asleep else await self.current.activation()

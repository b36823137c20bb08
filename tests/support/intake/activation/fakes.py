"""The network's life in memory."""

from collections.abc import Sequence

from services.intake.activation.model import Decision, Stand, Step
from services.intake.staff.model import StaffId
from shared.contracts.activation_words import ActivationState
from tests.support.intake.state import FakeState, Repository


class FakeLife(Repository):
    """The network's life in memory."""

    state: FakeState

    async def now(self) -> Stand:
        return self.state.stands[-1]

    async def hold(self) -> Stand:
        return self.state.stands[-1]

    async def save(self, stand: Stand) -> None:
        self.state.stands[-1] = stand

    async def begin(self, stand: Stand) -> None:
        assert self.state.stands[-1].standing.state is ActivationState.ENDED
        self.state.stands.append(stand)

    async def note(
        self, stand: Stand, was: ActivationState, decision: Decision, by: StaffId | None
    ) -> int:
        return self._note(stand, by, was, decision.trigger.strip(), decision.decision.strip())

    async def note_beginning(self, stand: Stand, by: StaffId | None) -> None:
        self._note(stand, by, None, "", "")

    async def steps(self, limit: int) -> Sequence[Step]:
        return self.state.life_steps[::-1][:limit]

    def _note(
        self,
        stand: Stand,
        by: StaffId | None,
        was: ActivationState | None,
        trigger: str,
        decision: str,
    ) -> int:
        names = {each.id: each.name for each in self.state.staff.values()}
        number = len(self.state.life_steps) + 1
        named = names.get(by, "") if by else ""
        known = self.state.now, named, stand.standing.state, was, trigger, decision
        self.state.life_steps.append(Step(number, *known))
        return number

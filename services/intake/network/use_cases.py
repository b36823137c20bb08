"""Show how the network stands, look at what a decision would change, and do it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from services.intake.accounts.model import Account
from services.intake.activation.model import Decision, Outcome, Press, Stand, Step
from services.intake.activation.rules import faults
from services.intake.activation.use_cases import ChangeActivation, ShowActivation
from services.intake.board.ports import BoardReader
from services.intake.missed_calls.model import RINGS
from services.intake.network.model import Checked, Facts, Missing, NotReady
from services.intake.network.ports import OpeningWork
from services.intake.network.rules.opening import missing, opens
from services.intake.requests.model import HELPED, State
from services.intake.shifts.model import Attendance
from services.intake.shifts.rules import IDLE
from services.intake.supply.rules import FRESH
from shared.clock import local_day
from shared.contracts.words import StaffRole
from shared.work import Store

ANSWER: Final = frozenset({StaffRole.OPERATOR, StaffRole.COORDINATOR})
MOST: Final = 50
"""Calls; whether anybody rang is what counts."""


@dataclass(frozen=True, slots=True)
class DecideOnNetwork:
    """A person decides with what will change before their eyes."""

    store: Store[OpeningWork]
    board: BoardReader
    showing: ShowActivation
    changing: ChangeActivation

    async def show(self) -> tuple[Stand, Sequence[Step]]:
        """Give how it stands and what was decided before."""
        return await self.showing.show()

    async def check(self, decision: Decision) -> Checked:
        """Say what is wrong with a decision and what is missing for it; nothing is changed."""
        stand, _ = await self.show()
        today = local_day(self.changing.now())
        wrong = faults(stand.standing, decision, today, self.changing.serves)
        facts = await self._facts()
        return Checked(stand, wrong, facts, self._missing(stand, decision, facts))

    async def decide(self, press: Press, *, anyway: bool) -> Outcome | NotReady:
        """Do it; where something is missing only if they say that it opens all the same."""
        checked = await self.check(press.decision)
        is_as_seen = checked.stand.seen == press.seen
        if is_as_seen and checked.missing and not anyway:
            return NotReady(checked.missing)
        return await self.changing.change(press)

    def _missing(self, stand: Stand, decision: Decision, facts: Facts) -> Sequence[Missing]:
        is_asked = opens(stand.standing, decision)
        return missing(facts, decision, self.changing.serves) if is_asked else ()

    async def _facts(self) -> Facts:
        counts = await self.board.counts()
        settled = {State.CLOSED, *HELPED}
        async with self.store.begin() as work:
            owed = await work.call_backs.waiting(MOST)
            missed = await work.missed_calls.waiting(RINGS, MOST)
            organisations = await work.organisations.every()
            return Facts(
                waiting=sum(number for state, number in counts.items() if state not in settled),
                rang=len(owed) + len(missed),
                staff=sum(map(_may_answer, await work.accounts.every())),
                answering=Attendance(await work.shifts.now(IDLE)).answering,
                helped=await work.supply.helped(FRESH),
                organisations=sum(each.is_reached and not each.has_left for each in organisations),
            )


def _may_answer(account: Account) -> bool:
    return account.standing == "active" and bool(ANSWER & set(account.roles))

"""Decisions about the network's life, and who makes them."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Final
from uuid import UUID

from services.intake.activation.model import Decision, Press, Stand
from services.intake.activation.ports import LifeWork
from services.intake.activation.use_cases import ChangeActivation
from services.intake.staff.model import StaffId
from shared.activation.standing import Reach
from shared.contracts.activation_words import ActivationState
from shared.work import Store

AT: Final = datetime(2026, 3, 20, 9, tzinfo=UTC)
REACH: Final = Reach(valid_until=date(2026, 8, 31), review_on=date(2026, 5, 4))
SERVES: Final = frozenset({"491", "507", "623"})


def decision(
    state: ActivationState = ActivationState.PROLONGED,
    reach: Reach = REACH,
    *,
    trigger: str = "epidemic",
    decision: str = "board of the town, 19 March, § 81",
) -> Decision:
    """Decide to go on, or something else."""
    return Decision(state, reach, trigger, decision)


def press(
    stand: Stand,
    decided: Decision | None = None,
    by: StaffId | None = None,
    *,
    is_confirmed: bool = True,
) -> Press:
    """Press what was decided about what is seen."""
    return Press(by, decision() if decided is None else decided, stand.seen, is_confirmed)


def deciding(store: Store[LifeWork], at: datetime = AT) -> ChangeActivation:
    """Give who decides, at one moment."""
    numbers = count(100)
    return ChangeActivation(store, SERVES, lambda: at, lambda: UUID(int=next(numbers)))

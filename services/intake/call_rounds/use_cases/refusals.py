"""Who refused to be rung by rounds may take that back."""

from dataclasses import dataclass

from services.intake.call_rounds.model import TakenBack
from services.intake.call_rounds.ports import WithCallRounds
from services.intake.staff.model import StaffId
from shared.fields.phone import international, is_phone
from shared.fields.problem import Problem
from shared.work import Store


@dataclass(frozen=True, slots=True)
class TakeBackRefusals:
    """Only by the whole number and with a reason: nobody lists who refused."""

    store: Store[WithCallRounds]

    async def take_back(
        self, typed: str, reason: TakenBack | None, by: StaffId
    ) -> tuple[Problem, ...]:
        """Let rounds ring a number again, or say what is wrong."""
        number = international(typed)
        if not is_phone(number):
            return (Problem("refused_number", "missing"),)
        if reason is None:
            return (Problem("refusal_reason", "missing"),)
        async with self.store.begin() as work:
            mark = await work.call_rounds.mark_of(number)
            is_allowed = await work.call_rounds.allow(mark, by, reason)
        return () if is_allowed else (Problem("refused_number", "unknown"),)

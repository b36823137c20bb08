"""What is agreed of ringing again, by the hours of the network's phone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.intake.calls.model.call import Again
from services.intake.calls.rules.drafts import kept_of
from services.intake.calls.rules.ringing_again import (
    UNREACHED,
    When,
    agreed_time,
    hours_today,
    next_try,
    offered,
    unusable_number,
)
from services.intake.phone_hours.model import Hours
from shared.contracts.call_words import CallOutcome
from shared.fields.problem import Problem


@dataclass(frozen=True, slots=True)
class AgreeOnCallBacks:
    """Nobody is promised a call at an hour at which nobody is at the phone."""

    hours: Hours
    now: Callable[[], datetime]
    """The network's time."""

    def offered(self) -> Mapping[When, datetime]:
        """Give what may be chosen now, in plain words."""
        return offered(self.hours, self.now())

    def hours_today(self) -> Sequence[tuple[datetime, str]]:
        """Give the hours of today that are left, each with what is sent of it."""
        return hours_today(self.hours, self.now())

    def read(
        self, outcome: CallOutcome, fields: Mapping[str, str]
    ) -> Again | tuple[Problem, ...] | None:
        """Say when to ring again after such an end, or what is wrong; None: nothing is agreed."""
        is_promised = outcome is CallOutcome.CALL_BACK
        is_chosen = outcome in UNREACHED and bool(fields.get("call_back"))
        if not is_promised and outcome not in UNREACHED:
            return None
        if not (is_promised or is_chosen):
            return Again(next_try(self.hours, self.now()))
        due = agreed_time(fields, self.hours, self.now())
        number = unusable_number(fields) if is_promised else None
        if number is not None or isinstance(due, Problem):
            return tuple(each for each in (number, due) if isinstance(each, Problem))
        chosen = {"call_back", "call_back_at"}
        kept = {name: said for name, said in kept_of(fields).items() if name not in chosen}
        return Again(due, kept)

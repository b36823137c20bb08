"""Practise with a made-up caller: by the rules of a real call, and without a store."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from services.intake.callers.model import Agreement, Card, Likeness
from services.intake.calls.model.call import Call, CallId
from services.intake.calls.model.practice import Before, Caller, Went
from services.intake.calls.rules.asked import asked_plea, plea_in_danger
from services.intake.calls.rules.practice import Done, missed
from services.intake.calls.use_cases.finish import FinishCalls
from services.intake.danger.model import Way
from services.intake.requests.model import RequestId, State
from services.intake.staff.model import StaffId
from services.intake.submissions.model import Plea
from shared.activation import Activation
from shared.contracts.call_words import CallDirection, CallOutcome
from shared.fields.phone import international
from shared.fields.problem import Problem

PRACTICE: Final = Activation(UUID(int=0), exercise=True)
"""A practice call belongs to no activation; whatever were made of it would be an exercise."""
BEFORE: Final = RequestId(UUID(int=1))
"""The made-up request from before."""
_A_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PractiseCalls:
    """Nothing is stored, said to others or counted: what is typed lives in the page alone."""

    callers: Sequence[Caller]
    finish: FinishCalls

    def caller(self, code: str) -> Caller | None:
        """Give one of them; None for one that nobody wrote."""
        return next((each for each in self.callers if each.code == code), None)

    def call(self, by: StaffId, fields: Mapping[str, str]) -> Call:
        """Give the call as the screen shows it."""
        now = self.finish.call_backs.now()
        said = self.finish.triage.current().version if "notice" in fields else None
        direction = CallDirection.INBOUND
        return Call(CallId(UUID(int=0)), by, "", direction, PRACTICE, now, now, notice=said)

    def likeness(self, caller: Caller, fields: Mapping[str, str]) -> Likeness:
        """Show the made-up request from before, where the number is right."""
        is_known = international(fields.get("phone", "")) == caller.expected.phone
        cards = [self._card(caller.known)] if caller.known and is_known else []
        return Likeness(cards, is_complete=True)

    def press(self, caller: Caller, fields: Mapping[str, str]) -> Went:
        """Do as a real press would, as far as the screen shows."""
        judged, pressed = self.finish.judge(fields), fields.get("do", "")
        is_handing = pressed in {*Way} or judged.danger
        handed = "handed" in fields
        if is_handing and not handed:
            return self._hand_over(fields)
        outcome, problems = self._ending(pressed, fields)
        if problems or (outcome is None and pressed != "done"):
            return Went(handed, problems)
        done = Done(fields, judged, handed, outcome)
        return Went(handed, missed=missed(caller.expected, done))

    def _hand_over(self, fields: Mapping[str, str]) -> Went:
        municipality_of = self.finish.submissions.municipality_of
        plea = plea_in_danger(Way.CALL_ME, fields, municipality_of, self.finish.home)
        return Went(plea is not None, () if plea else (Problem("phone", "missing"),))

    def _ending(
        self, pressed: str, fields: Mapping[str, str]
    ) -> tuple[CallOutcome | None, tuple[Problem, ...]]:
        if fields.get("attach"):
            return CallOutcome.ADDED, ()
        if pressed == CallOutcome.NEW_REQUEST or fields.get("link"):
            judged, read_plea = self.finish.judge(fields), self.finish.submissions.read_plea
            plea = asked_plea(fields, judged, read_plea)
            return CallOutcome.NEW_REQUEST, () if isinstance(plea, Plea) else plea
        if pressed != "end":
            return None, ()
        chosen = next((each for each in CallOutcome if each == fields.get("outcome")), None)
        return chosen, () if chosen else (Problem("outcome", "missing"),)

    def _card(self, known: Before) -> Card:
        return Card(
            request_id=BEFORE,
            state=State.OPEN,
            line=known.line,
            created_at=self.finish.call_backs.now() - _A_DAY,
            town=known.town,
            exercise=True,
            why=(Agreement.PHONE, Agreement.NAME),
            score=1.0,
        )

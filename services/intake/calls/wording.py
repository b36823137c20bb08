"""The screen of a call as its template shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from services.intake.callers.model import Likeness
from services.intake.callers.use_cases.find import Unshown
from services.intake.calls.model.triage import Judged, Question, Triage
from services.intake.calls.rules.asked import CALLERS
from services.intake.calls.rules.ringing_again import When
from services.intake.calls.rules.triage import questions_for
from services.intake.lookups.model import Reason
from services.intake.request_form.rules import IN_ORDER
from services.intake.requests.rules.payment import PaymentWays
from shared.contracts.call_words import CallDirection, CallOutcome
from shared.contracts.words import Language, Urgency
from shared.web.wording import name_of

_OUTBOUND_ONLY: Final = frozenset({CallOutcome.NO_ANSWER, CallOutcome.REFUSED})
_NOT_CHOSEN: Final = frozenset({CallOutcome.NEW_REQUEST, CallOutcome.UNFINISHED})
"""What has a button of its own, or comes by itself."""


@dataclass(frozen=True, slots=True)
class Screen:
    """What is asked and offered in one call."""

    triage: Triage
    payment: PaymentWays
    judged: Judged
    values: Mapping[str, str] = field(repr=False)
    direction: CallDirection
    call_back_times: Mapping[When, datetime]
    """When somebody may be promised a call, by the codes of what is offered."""
    call_back_hours: Sequence[tuple[datetime, str]]
    """The hours of today that are left, each with what is sent of it."""

    def shown(self, language: Language) -> Mapping[str, object]:
        """Give what `calls/call.html` asks for."""
        said_in = spoken_to(self.values, language)
        return {
            "values": self.values,
            "needs": self._needs,
            "callers": CALLERS,
            "categories": IN_ORDER,
            "urgencies": tuple(Urgency),
            "payments": [(way.code, way.asker[language]) for way in self.payment.ways],
            "questions": self._questions,
            "say": [words[said_in] for words in self.judged.say],
            "notice": self.triage.notice[said_in],
            "silent": [words[said_in] for words in self.triage.silent],
            "said_in": said_in,
            "outcomes": outcomes_for(self.direction),
            "call_back_times": self.call_back_times,
            "call_back_hours": self.call_back_hours,
            "raised": self.judged.urgency if self._is_raised else None,
            "route": self.judged.route,
        }

    @property
    def is_asked_anew(self) -> bool:
        """Say whether other questions belong to what is needed than those that were answered."""
        answered = {name for name in self.values if name.startswith("t-")}
        return answered != {each.field for each in self._questions}

    @property
    def _questions(self) -> Sequence[Question]:
        return questions_for(self.triage, self._needs)

    @property
    def _needs(self) -> Sequence[str]:
        return [*self.values.get("category", "").split(), *self.values.get("also", "").split()]

    @property
    def _is_raised(self) -> bool:
        return self.judged.urgency is not None and self.judged.urgency != self.values.get("urgency")


def spoken_to(values: Mapping[str, str], language: Language) -> Language:
    """Give the language in which the caller is spoken to; that of the screen until it is known."""
    said = values.get("language", "")
    return Language(said).spoken if said in {*Language} else language.spoken


def outcomes_for(direction: CallDirection) -> Sequence[CallOutcome]:
    """Give how a call may be ended beside taking a request in."""
    hidden = _NOT_CHOSEN if direction is CallDirection.OUTBOUND else _NOT_CHOSEN | _OUTBOUND_ONLY
    return [outcome for outcome in CallOutcome if outcome not in hidden]


def shown_likeness(likeness: Likeness | Unshown | None, language: Language) -> Mapping[str, object]:
    """Give what the template needs of it: cards, or why there are none."""
    if isinstance(likeness, Likeness):
        return {
            "said": "found" if likeness.cards else "none",
            "cards": likeness.cards,
            "is_complete": likeness.is_complete,
            "place_of": lambda code: name_of(code, language),
            "opened_for": (Reason.CALL_BACK, Reason.SAFETY),
        }
    return {"said": likeness or "empty", "cards": (), "is_complete": True}

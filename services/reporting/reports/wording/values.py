"""What the values of events are called, in the reader's words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Final, get_args

from services.reporting.documents.model import Words
from shared.contracts.activation_words import ActivationState
from shared.contracts.activity_words import TakenBack
from shared.contracts.ask_words import (
    AskManner,
    AssignmentRefusal,
    OverrideReason,
    ReferralRefusal,
    SoftLimit,
    WideningReason,
    WideningRefusal,
)
from shared.contracts.call_words import CallDirection, CallOutcome
from shared.contracts.event import Event
from shared.contracts.referral_words import (
    ReferralQuestion,
    ReferralReason,
    ReferralWithdrawal,
)
from shared.contracts.reporting import ParticipantForm
from shared.contracts.volunteer_words import VolunteerStanding
from shared.contracts.words import (
    Basis,
    Category,
    Channel,
    ClosureReason,
    Helped,
    Language,
    NoticeChannel,
    ServiceLine,
    StaffRole,
    UnmatchedReason,
    Urgency,
    VettingLevel,
    WithdrawalReason,
)
from shared.languages import writing_of
from shared.web.dates import spoken_time
from shared.web.wording import Wording, name_of

GROUPS: dict[type[StrEnum], str] = {
    ActivationState: "activation_state",
    ParticipantForm: "participant_form",
    AskManner: "ask_manner",
    AssignmentRefusal: "assignment_refusal",
    Basis: "basis",
    TakenBack: "taken_back",
    CallDirection: "call_direction",
    CallOutcome: "call_outcome",
    Category: "category",
    Channel: "channel",
    ClosureReason: "closure",
    Helped: "helped",
    Language: "spoken",
    NoticeChannel: "notice",
    OverrideReason: "override_reason",
    ReferralQuestion: "referral_question",
    ReferralReason: "referral_reason",
    ReferralRefusal: "referral_refusal",
    ReferralWithdrawal: "referral_withdrawal",
    ServiceLine: "line",
    SoftLimit: "soft_limit",
    StaffRole: "role",
    UnmatchedReason: "unmatched",
    Urgency: "urgency",
    VettingLevel: "vetting",
    VolunteerStanding: "volunteer_standing",
    WideningReason: "widening_reason",
    WideningRefusal: "widening_refusal",
    WithdrawalReason: "withdrawal",
}
"""The first part of the text ids of each kind of code."""

UNSHARED: Final = {"reason": "reason"}
"""The same for a field whose codes are no shared set: why notify gave up."""

UNSAID: Final = frozenset(
    {"language", "standing", "not_for", "needs", "ages"}
    | {"published", "hours", "controller_role", "unit", "per", "supplier_kind", "content_hash"}
    | {"areas", "lines", "channels", "sign_up"}
)
"""Fields that no sentence needs; the catalogue takes an argument of the first one's name."""


@cache
def groups_of(kind: type[Event]) -> Mapping[str, str]:
    """Give the group of each field to be said that holds codes, also codes to come."""
    said = {name: field for name, field in kind.model_fields.items() if name not in UNSAID}
    found = {name: _group(field.annotation) or UNSHARED.get(name) for name, field in said.items()}
    return {name: group for name, group in found.items() if group}


def _group(annotation: object) -> str | None:
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return GROUPS[annotation]
    return next(filter(None, map(_group, get_args(annotation))), None)


@dataclass(frozen=True, slots=True)
class ReportWording(Wording):
    """Says facts in one reader's language."""

    def what(self, category: str | None, service_line: str | None, also: Iterable[str] = ()) -> str:
        """Say what kind of help, as closely as may be said."""
        if category is not None:
            return ", ".join(self.code("category", code) for code in (category, *also))
        return self.code("line", service_line) if service_line else self.text("report.unknown")

    @property
    def of_documents(self) -> Words:
        """Give what a document says beside its own texts."""
        writing = writing_of(self.language)
        return Words(
            tag=writing.tag,
            locale=writing.locale,
            day=writing.day,
            hidden=self.text("report.hidden"),
            unknown=self.text("report.not_known"),
            at_least=self.text("report.at_least", number="{number}"),
            contents=self.text("report.contents"),
            notes=self.text("report.notes"),
        )

    def counted(self, text_id: str, number: int) -> str:
        """Give the form for a number."""
        return self.catalogues.counted(self.language, text_id, number)

    def place(self, code: str | None) -> str:
        """Name a municipality."""
        return self.text("report.unknown") if code is None else name_of(code, self.language)

    def spoken(self, value: object, group: str | None = None) -> str:
        """Say a value of an event, whatever its kind; a code by the words of its group."""
        if isinstance(value, tuple):
            return ", ".join(self.spoken(each, group) for each in value)
        if isinstance(value, str) and group:
            return self.code(group, value)
        return self._plain(value)

    def _plain(self, value: object) -> str:
        if isinstance(value, datetime):
            return spoken_time(value, self.language)
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return self.number(value)
        return str(value)

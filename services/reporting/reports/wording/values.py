"""What the values of events are called, in the reader's words."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from shared.contracts.words import (
    AssignmentRefusal,
    Basis,
    Category,
    Channel,
    ClosureReason,
    Language,
    NoticeChannel,
    ReferralRefusal,
    ServiceLine,
    StaffRole,
    UnmatchedReason,
    Urgency,
    VettingLevel,
    WithdrawalReason,
)
from shared.web.dating import spoken_time
from shared.web.wording import Wording, name_of

GROUPS: dict[type[StrEnum], str] = {
    AssignmentRefusal: "assignment_refusal",
    Basis: "basis",
    Category: "category",
    Channel: "channel",
    ClosureReason: "closure",
    Language: "spoken",
    NoticeChannel: "notice",
    ReferralRefusal: "referral_refusal",
    ServiceLine: "line",
    StaffRole: "role",
    UnmatchedReason: "unmatched",
    Urgency: "urgency",
    VettingLevel: "vetting",
    WithdrawalReason: "withdrawal",
}
"""The first part of the text ids of each kind of code."""


@dataclass(frozen=True, slots=True)
class ReportWording(Wording):
    """Says facts in one reader's language."""

    def what(self, category: str | None, service_line: str | None) -> str:
        """Say what kind of help, as closely as may be said."""
        if category is not None:
            return self.code("category", category)
        return self.code("line", service_line) if service_line else self.text("report.unknown")

    def place(self, code: str | None) -> str:
        """Name a municipality."""
        return self.text("report.unknown") if code is None else name_of(code, self.language)

    def spoken(self, value: object) -> str:
        """Say a value of an event, whatever its kind."""
        if isinstance(value, StrEnum):
            return self.code(GROUPS[type(value)], value)
        if isinstance(value, tuple):
            return ", ".join(map(self.spoken, value))
        return self._plain(value)

    def _plain(self, value: object) -> str:
        if isinstance(value, datetime):
            return spoken_time(value, self.language)
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return self.number(value)
        return str(value)

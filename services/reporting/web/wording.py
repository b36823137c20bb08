"""Codes, numbers and days in the reader's words."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from babel.dates import format_date
from babel.numbers import format_decimal

from shared.areas.municipalities import municipality
from shared.contracts.words import (
    Basis,
    Category,
    Channel,
    ClosureReason,
    Language,
    NoticeChannel,
    ServiceLine,
    StaffRole,
    UnmatchedReason,
    Urgency,
    WithdrawalReason,
)
from shared.web.catalogues import Catalogues, UnknownTextError
from shared.web.dating import spoken_time

GROUPS: dict[type[StrEnum], str] = {
    Basis: "basis",
    Category: "category",
    Channel: "channel",
    ClosureReason: "closure",
    Language: "spoken",
    NoticeChannel: "notice",
    ServiceLine: "line",
    StaffRole: "role",
    UnmatchedReason: "unmatched",
    Urgency: "urgency",
    WithdrawalReason: "withdrawal",
}
"""The first part of the text ids of each kind of code."""

DASH = "\u2013"
_DAYS = {Language.FINNISH: "d.M.y", Language.SWEDISH: "d.M.y", Language.ENGLISH: "d MMMM y"}


@dataclass(frozen=True, slots=True)
class Wording:
    """One reader's language."""

    catalogues: Catalogues
    language: Language

    def text(self, text_id: str, **values: object) -> str:
        """Look a text up."""
        return self.catalogues.text(self.language, text_id, **values)

    def code(self, group: str, code: str) -> str:
        """Say a code; one that has no words yet is shown as it is."""
        try:
            return self.text(f"{group}.{code}")
        except UnknownTextError:
            return code

    def what(self, category: str | None, service_line: str | None) -> str:
        """Say what kind of help, as closely as may be said."""
        if category is not None:
            return self.code("category", category)
        return self.code("line", service_line) if service_line else self.text("report.unknown")

    def place(self, code: str | None) -> str:
        """Name a municipality."""
        if code is None:
            return self.text("report.unknown")
        found = municipality(code)
        return found.name(self.language) if found else code

    def number(self, value: float) -> str:
        """Write a number as readers of the language do, with at most one decimal."""
        return format_decimal(value, format="#,##0.#", locale=str(self.language))

    def hours(self, minutes: int) -> str:
        """Write minutes as hours."""
        return self.number(round(minutes / 60, 1))

    def day(self, day: date) -> str:
        """Write a day."""
        return format_date(day, _DAYS[self.language], locale=str(self.language))

    def days(self, first: date, last: date) -> str:
        """Write a period; a single day is written once."""
        return self.day(first) if first == last else f"{self.day(first)}{DASH}{self.day(last)}"

    def moment(self, at: datetime) -> str:
        """Write a moment to the second: what follows at once is told apart."""
        mark = ":" if self.language is Language.ENGLISH else "."
        return f"{spoken_time(at, self.language)}{mark}{at.second:02}"

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

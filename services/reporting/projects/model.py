"""Projects as the network's file has them, and figures of them that only a form can tell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from services.reporting.figures.model.report import Period
from shared.contracts.words import Language
from shared.funding import Funder

Names = Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """What money is for, and how much of it."""

    name: Names
    euros: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """What one funder pays for, within some days."""

    code: str
    """As addresses and commands name it."""
    names: Names
    paid_by: Funder
    """With the sentence and the emblem that it wants shown."""
    programme: Names
    implementers: tuple[Names, ...]
    target_groups: tuple[Names, ...]
    areas: tuple[str, ...]
    """Municipalities by their codes."""
    budget: tuple[BudgetLine, ...]
    first: date
    last: date
    keep_until: date
    """Until when the funder may ask for the evidence."""
    periods: tuple[Period, ...]
    """The days of its reports: fixed, in order, none within another."""
    targets: Mapping[str, Decimal]
    """What it aims at by its end, by the code of an indicator."""
    participant_link: str = ""
    """Where participants fill the funder's forms in themselves; empty where they do not."""
    by_hand: tuple[str, ...] = ()
    """What of its figures only forms tell, by the codes of indicators; none: all there are."""
    readers: frozenset[UUID] = frozenset()
    """The funder's accounts that may read of it; none: every account with the funder's role."""
    simulated: bool = False
    """Made up to show what a report is: no evidence of anything."""

    @property
    def funder(self) -> Names:
        """What whoever pays is called."""
        return self.paid_by.name

    @property
    def funding_code(self) -> str:
        """The number under which the funder knows it."""
        return self.paid_by.project

    @property
    def days(self) -> Period:
        """All of its days."""
        return Period(self.first, self.last)

    def period_of(self, first: date) -> Period | None:
        """Give the reporting period that begins on a day."""
        return next((each for each in self.periods if each.first == first), None)

    def period_at(self, day: date) -> Period:
        """Give the newest reporting period that has begun by a day, or else the first."""
        begun = [each for each in self.periods if each.first <= day]
        return begun[-1] if begun else self.periods[0]

    def period_before(self, period: Period) -> Period | None:
        """Give the reporting period before another."""
        return next((each for each in reversed(self.periods) if each.last < period.first), None)


@dataclass(frozen=True, slots=True)
class Projects:
    """All of the network's."""

    all: Sequence[Project] = ()

    def of(self, code: str) -> Project | None:
        """Give the one of a code."""
        return next((each for each in self.all if each.code == code), None)

    def paying_on(self, day: date) -> Sequence[Project]:
        """Give those that pay for a day."""
        return [each for each in self.all if each.days.covers(day)]


class CountForm(StrEnum):
    """From which form of the funder's or of ours a figure was read."""

    START_FORMS = "start_forms"
    EXIT_FORMS = "exit_forms"
    REGISTER = "register"
    """The sum that the funder's own system shows."""
    SURVEY = "survey"
    BOOKKEEPING = "bookkeeping"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Blank:
    """What only a form can tell: an indicator, and the codes of its cells."""

    indicator: str
    names: Names
    cells: tuple[str, ...]
    """Those of a breakdown; the one cell of a figure without any has an empty code."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is entered for one period of a project."""

    project: str
    period: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One version of one cell; what was entered before stays."""

    id: UUID
    indicator: str
    cell: str
    version: int
    value: int
    form: CountForm
    entered_by: UUID
    entered_at: datetime
    after_closing: bool = False
    """The report of the period was published before."""
    confirmed_by: UUID | None = None
    confirmed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """All that was entered for one cell, the newest first."""

    entries: tuple[Entry, ...] = ()

    @property
    def version(self) -> int:
        """Give the number of the newest; 0 where nothing was entered."""
        return self.entries[0].version if self.entries else 0

    @property
    def confirmed(self) -> Entry | None:
        """Give what holds: the newest that two people have seen."""
        return next((each for each in self.entries if each.confirmed_by), None)

    @property
    def waiting(self) -> Entry | None:
        """Give the newest where nobody else has seen it yet."""
        newest = self.entries[0] if self.entries else None
        return newest if newest and newest.confirmed_by is None else None


Counts = Mapping[tuple[str, str], Count]
"""By indicator and cell."""

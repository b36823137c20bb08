"""The figures of a report: what was asked for, what was done, and three counts kept apart."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

ESF_PARTICIPANTS = 0
"""A help request never makes an ESF participant; those come with the funder's own register."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days from the first to the last, both within."""

    first: date
    last: date

    def covers(self, day: date) -> bool:
        """Say whether the day is within."""
        return self.first <= day <= self.last

    def meets(self, other: "Period") -> bool:
        """Say whether a day is in both."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The sums of a period."""

    requests: int = 0
    to_person: int = 0
    """Among them those that a person had from the beginning: nothing else is known of them."""
    linked: int = 0
    """Requests that somebody linked to another, each once, by the day of that."""
    completed: int = 0
    people_helped: int = 0
    """Requests that got help, each once; the same person may be behind many of them."""
    activities: int = 0
    headcount: int = 0
    """Who came to what is done for many, counted one by one; nobody who asked is among them."""
    headcount_sampled: int = 0
    headcount_estimated: int = 0
    minutes: int = 0
    """What volunteers noted."""


@dataclass(frozen=True, slots=True)
class RequestGroup:
    """Requests that share a category or a municipality.

    `code` is None where the fact that says it has not arrived yet.
    """

    code: str | None
    received: int
    completed: int


@dataclass(frozen=True, slots=True)
class CategoryGroup:
    """Requests of one category, or of a service line where the category would reveal health."""

    category: str | None
    service_line: str | None
    received: int
    completed: int


@dataclass(frozen=True, slots=True)
class ActivityGroup:
    """Activities of one service line whose headcounts are known alike."""

    service_line: str
    basis: str
    activities: int
    headcount: int
    minutes: int


@dataclass(frozen=True, slots=True)
class CallGroup:
    """Calls that ended alike."""

    outcome: str
    calls: int
    seconds: int


@dataclass(frozen=True, slots=True)
class PartnerGroup:
    """Organisations that do one line at the end of a period; one that does several is in each."""

    service_line: str
    joined: int
    paused: int
    told: int
    """Of how many what they told they can give still held."""


@dataclass(frozen=True, slots=True)
class LineTold:
    """What one organisation that is here says of one line it does, at the end of a period."""

    organisation: str
    service_line: str
    rests: bool
    unit: str | None = None
    """None: it told nothing that still holds."""
    per: str | None = None
    amount: int | None = None
    """None beside a unit: as much as comes."""


@dataclass(frozen=True, slots=True)
class Organisations:
    """Organisations at the end of a period, each once however many lines it does."""

    joined: int = 0
    paused: int = 0
    told: int = 0


@dataclass(frozen=True, slots=True)
class CapacityGroup:
    """What organisations that take requests told they can give of one line, counted alike."""

    service_line: str
    unit: str
    per: str
    organisations: int
    amount: int
    unlimited: int
    """How many of them give as much as comes: nothing of theirs is in the amount."""


@dataclass(frozen=True, slots=True)
class ReferralGroup:
    """Referrals of which the same was said within a period, each once, by the day it was said."""

    said: str
    """As the event has it: sent, accepted, declined…"""
    reason: str | None
    """Why it was declined; None for everything else."""
    referrals: int


@dataclass(frozen=True, slots=True)
class PurchaseGroup:
    """Services of one line that were bought: no help to anybody is counted here, and no person."""

    service_line: str
    contracts: int
    """Those that hold within the period."""
    deliveries: int
    minutes: int
    cents: int
    """What was delivered in the period, at the price that is agreed."""
    agreed_cents: int
    """What those contracts cost as a whole."""


@dataclass(frozen=True, slots=True)
class MissedCalls:
    """Calls that nobody answered, by whether whoever rang was spoken to since."""

    unreached: int = 0
    returned: int = 0

    @property
    def whole(self) -> int:
        """Count both."""
        return self.unreached + self.returned


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Everything a report of one period says."""

    totals: Totals
    categories: Sequence[CategoryGroup]
    municipalities: Sequence[RequestGroup]
    activities: Sequence[ActivityGroup]
    calls: Sequence[CallGroup] = field(default_factory=list)
    missed_calls: MissedCalls = MissedCalls()
    partners: Sequence[PartnerGroup] = field(default_factory=list)
    organisations: Organisations = Organisations()
    capacity: Sequence[CapacityGroup] = field(default_factory=list)
    referrals: Sequence[ReferralGroup] = field(default_factory=list)
    minutes_to_answer: float | None = None
    """From a referral until a yes or a no, the median of those given; None: nobody answered."""
    purchases: Sequence[PurchaseGroup] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far the evidence reaches; both are None before the first fact."""

    first_day: date | None
    """The day of the first request."""
    until: datetime | None
    """When the newest fact happened."""

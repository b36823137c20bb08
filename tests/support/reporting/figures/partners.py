"""Organisations, and what they made of referrals, read from what was said, in memory."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from uuid import UUID

from services.reporting.figures.model.report import LineTold, ReferralGroup
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.matching import (
    PartnerCapacityReported,
    PartnerJoined,
    PartnerLeft,
    PartnerListed,
    PartnerPaused,
    PartnerResumed,
    ReferralAccepted,
    ReferralDeclined,
    ReferralSent,
    SaysReferral,
)

STANDINGS = (PartnerJoined, PartnerPaused, PartnerResumed, PartnerLeft)
UNCOUNTED = {"reminded", "asked_back", "answered", "in_progress"}


@dataclass
class Known:
    """What is known of organisations once all of it was heard."""

    last: date
    stands: dict[UUID, type[Event]] = field(default_factory=dict)
    lines: dict[UUID, Sequence[str]] = field(default_factory=dict)
    told: dict[tuple[UUID, str], PartnerCapacityReported] = field(default_factory=dict)

    def hear(self, said: Event) -> None:
        if isinstance(said, STANDINGS):
            self.stands[said.organisation_id] = type(said)
        elif isinstance(said, PartnerListed):
            self.lines[said.organisation_id] = said.service_lines
        elif isinstance(said, PartnerCapacityReported):
            self.told[said.organisation_id, said.service_line] = said

    def each(self) -> Iterator[LineTold]:
        for one, kind in self.stands.items():
            for line in self.lines.get(one, ()) if kind is not PartnerLeft else ():
                told = self.told.get((one, line))
                rests = kind is PartnerPaused
                if told is None or (told.valid_until or self.last) < self.last:
                    yield LineTold(str(one), line, rests)
                else:
                    yield LineTold(str(one), line, rests, told.unit, told.per, told.amount)


def partner_lines(said: Iterable[Event], last: date) -> list[LineTold]:
    """Read them; what was said comes in its order."""
    known = Known(last)
    for each in said:
        known.hear(each)
    return list(known.each())


def referral_groups(said: Iterable[Envelope[Event]]) -> list[ReferralGroup]:
    """Count what was said of referrals, each once."""
    subjects = defaultdict[tuple[str, str], set[str]](set)
    for each in said:
        kind = each.type.partition(".")[2]
        if isinstance(each.data, SaysReferral) and kind not in UNCOUNTED:
            why = each.data.reason if isinstance(each.data, ReferralDeclined) else ""
            subjects[kind, why].add(each.subject)
    found = sorted(subjects.items())
    return [ReferralGroup(kind, why or None, len(each)) for (kind, why), each in found]


def minutes_to_answer(
    said: Iterable[Envelope[Event]], ever: Iterable[Envelope[Event]]
) -> float | None:
    """Give the median of the answers among what was said."""
    sent = {each.subject: each.time for each in ever if isinstance(each.data, ReferralSent)}
    answers = [each for each in said if isinstance(each.data, ReferralAccepted | ReferralDeclined)]
    took = [(each.time - sent[each.subject]).total_seconds() / 60 for each in answers]
    return median(took) if took else None

"""Say in a reader's words how a need stands and why: for the pages and for the terminal."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from services.matching.engine.model import Reason
from services.matching.engine.rules.weighing.formula import Cost
from services.matching.needs.model import Need, NeedState
from services.matching.proposals.model import Considered, Decision, KeptDecision
from services.matching.reasons.model import AskedByHand, Explained, Progress, Tried
from services.matching.reasons.rules import (
    asked_as_before,
    distance_to,
    does_nobody_all,
    most_first,
    summary,
)
from shared.contracts.words import UnmatchedReason
from shared.web.search_wording import SearchWording
from shared.web.wording import area

WAITING: Final = frozenset({NeedState.OPEN, NeedState.PROPOSED, NeedState.UNMATCHED})
_UNITS: Final = (("days", 24 * 60), ("hours", 60), ("minutes", 1))
_LEAST_SHOWN: Final = 0.05
"""Smaller parts of a cost would read as 0,0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """How one need stands; `waited` is empty for one that waits no more."""

    request_id: UUID
    state: str
    reason: str
    """Why it went to the coordinator, or nothing."""
    kind: str
    area: str
    urgency: str
    waited: str
    sentence: str
    look_at: datetime | None


@dataclass(frozen=True, slots=True)
class Line:
    """One volunteer who was considered."""

    number: str
    km: str
    chance: str
    cost: str
    parts: str

    @property
    def cells(self) -> tuple[str, str, str, str, str]:
        """Give all of it as one row."""
        return (self.number, self.km, self.chance, self.cost, self.parts)


@dataclass(frozen=True, slots=True)
class ToldDecision:
    """One decision; `refusals` are there when nobody could be asked."""

    at: datetime
    sentence: str
    asked: Sequence[Line]
    next_best: Sequence[Line]
    refusals: Sequence[tuple[str, int]]
    expected: str
    nobody: str
    first: str
    """Why one was asked before all others, or nothing."""


@dataclass(frozen=True, slots=True)
class Told:
    """Everything about one need, the newest decision first."""

    stand: Stand
    decisions: Sequence[ToldDecision]
    by_hand: Sequence[tuple[datetime, str]] = ()
    """When somebody was asked because a coordinator said so, whom and how."""


@dataclass(frozen=True, slots=True)
class ReasonsWording(SearchWording):
    """Tells about needs in one reader's language."""

    def tell(self, explained: Explained) -> Told:
        """Tell about one need."""
        decisions = [self._decision(explained, kept) for kept in explained.decisions]
        by_hand = [(each.at, self._by_hand(each)) for each in explained.by_hand]
        return Told(self.stand(explained.progress), decisions, by_hand)

    def stand(self, progress: Progress) -> Stand:
        """Say how a need stands."""
        need = progress.need
        return Stand(
            request_id=need.request_id,
            state=self.text(f"reasons.state.{need.state}"),
            reason=self.text(f"reasons.unmatched.{need.reason}") if need.reason else "",
            kind=self._kind(need),
            area=area(need.municipality, need.postal_code, self.language),
            urgency=self.code("urgency", need.urgency_code),
            waited=self.length(progress.waited) if need.state in WAITING else "",
            sentence=self.search(summary(progress)),
            look_at=progress.look_at,
        )

    def length(self, time: timedelta) -> str:
        """Say a time in the largest unit of which there are two: 90 minutes, 3 hours, 2 days."""
        minutes = time // timedelta(minutes=1)
        if minutes < 1:
            return self.text("wait.now")
        name, unit = next(
            ((name, unit) for name, unit in _UNITS if minutes >= 2 * unit), _UNITS[-1]
        )
        return self.catalogues.counted(self.language, f"wait.{name}", minutes // unit)

    def _decision(self, explained: Explained, kept: KeptDecision) -> ToldDecision:
        made, need = kept.decision, explained.progress.need
        tried = Tried(asked=made.asked_before + len(made.asked), declined=made.declined)
        then = Progress(need, timedelta(), tried, last=made)
        return ToldDecision(
            at=kept.at,
            sentence=self.search(summary(then)),
            asked=[self._line(one, explained) for one in made.asked],
            next_best=[self._line(one, explained) for one in made.next_best],
            refusals=[
                (self._refused(reason, need), count) for reason, count in most_first(made.refusals)
            ],
            expected=self._expected(made),
            nobody="" if made.asked else self._nobody(need, made),
            first=self._first(made, explained),
        )

    def _by_hand(self, asked: AskedByHand) -> str:
        hand = asked.hand
        parts = [self.text(f"reasons.by_hand.{hand.manner}", number=asked.number)]
        rules = [self.text(f"reasons.refused.{rule}") for rule in sorted(hand.overrides)]
        if rules:
            parts.append(self.text("reasons.by_hand.past", rules=", ".join(rules)))
        if hand.reason:
            parts.append(self.text(f"override_reason.{hand.reason}"))
        return ". ".join(parts)

    def _first(self, made: Decision, explained: Explained) -> str:
        known = asked_as_before(made, explained)
        return self.text("reasons.before", number=known[0]) if known else ""

    def _expected(self, made: Decision) -> str:
        if made.expected_minutes is None:
            return ""
        return self.length(timedelta(minutes=max(1, round(made.expected_minutes))))

    def _nobody(self, need: Need, made: Decision) -> str:
        if need.reason is UnmatchedReason.NOT_FOR_VOLUNTEERS:
            return self.text("reasons.nobody.not_for_volunteers")
        if does_nobody_all(need, made):
            return self.text("reasons.nobody.all")
        return self.text("reasons.nobody.refused" if made.refusals else "reasons.nobody.near")

    def _refused(self, reason: Reason, need: Need) -> str:
        is_of_several = reason is Reason.CATEGORY and bool(need.also_codes)
        return self.text("reasons.refused.all" if is_of_several else f"reasons.refused.{reason}")

    def _line(self, one: Considered, explained: Explained) -> Line:
        distance = distance_to(explained.progress, explained.homes.get(one.number))
        return Line(
            number=str(one.number),
            km=self.text(f"reasons.distance.{distance}", km=self.number(one.km)),
            chance=self.text("reasons.percent", number=round(one.chance * 100)),
            cost=self.number(one.cost.total),
            parts=self._parts(one.cost),
        )

    def _parts(self, cost: Cost) -> str:
        parts = {field.name: getattr(cost, field.name) for field in fields(cost)}
        return " + ".join(
            f"{self.text(f'reasons.cost.{name}')} {self.number(minutes)}"
            for name, minutes in parts.items()
            if minutes >= _LEAST_SHOWN
        )

    def _kind(self, need: Need) -> str:
        if need.category_code is None:
            return self.code("line", need.service_line)
        codes = (need.category_code, *need.also_codes)
        return ", ".join(self.code("category", code) for code in codes)

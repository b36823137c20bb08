"""The picture in memory; kept honest by `PictureContract`."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from services.reporting.figures.model.facts import ActivityFacts, RequestFacts
from services.reporting.figures.model.report import ActivityGroup, MissedCalls
from services.reporting.figures.rules.joined import Joinable, one_each
from services.reporting.picture.events import seen_of
from services.reporting.picture.model import (
    Calls,
    Day,
    Dim,
    Group,
    Hour,
    Live,
    RequestSeen,
    Seen,
    Volunteers,
    Waits,
    Weeks,
)
from services.reporting.picture.rules.waits import LEFT_OUT, class_of, filled_days, filled_hours
from services.reporting.picture.rules.wrong import FOUND
from shared.clock import HELSINKI, local_day
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from tests.support.reporting.state import FakeState, Stored

Found = TypeVar("Found", bound=Joinable)
NOT_OURS = {
    *("cancelled", "completed", "done_by_others", "duplicate"),
    *("no_help_wanted", "out_of_scope", "rejected"),
}


@dataclass(frozen=True)
class FakePictured:
    """What is seen and heard, in one transaction."""

    state: FakeState

    async def learn(self, events: Sequence[Envelope[Event]]) -> None:
        await self.see(seen_of(events))
        await self.hear({event.source.rpartition("/")[2] for event in events})

    async def see(self, seen: Seen) -> None:
        _join(self.state.pictured, seen.requests)
        _join(self.state.pictured_volunteers, seen.volunteers)

    async def hear(self, services: Collection[str]) -> None:
        now = max(event.time for event in self.state.log)
        self.state.heard |= dict.fromkeys(services, now)
        self.state.batches += 1


@dataclass(frozen=True)
class _Line:
    """One request as the picture knows it."""

    seen: RequestSeen
    facts: RequestFacts | None

    @property
    def asked_at(self) -> datetime | None:
        received = self.facts.received_at if self.facts else None
        return received or self.seen.to_person_at

    @property
    def helped_at(self) -> datetime | None:
        return self.facts.completed_at if self.facts else None

    @property
    def waits(self) -> bool:
        ended = self.facts and self.facts.closed_at
        return bool(self.asked_at) and not self.helped_at and not ended

    @property
    def why(self) -> str:
        seen = self.seen
        if seen.to_person_version > seen.searched_version:
            return "with_person"
        if seen.standing == "unmatched" and seen.reason:
            return f"unmatched.{seen.reason}"
        return "received" if seen.standing in {None, "closed"} else str(seen.standing)

    @property
    def soon(self) -> str:
        if self.helped_at and self.asked_at:
            return str(class_of(self.helped_at - self.asked_at))
        if self.facts is None or not self.facts.closed_at:
            return "waits"
        return LEFT_OUT if self.facts.closure_reason in NOT_OURS else "unhelped"

    def code(self, dim: Dim) -> str:
        if dim is Dim.LANGUAGE:
            return self.seen.language or ""
        if self.facts is None:
            return ""
        need = self.facts.category and f"category.{self.facts.category}"
        line = self.facts.service_line and f"line.{self.facts.service_line}"
        codes = {Dim.NEED: need or line, Dim.AREA: self.facts.municipality}
        return (codes | {Dim.CHANNEL: self.facts.channel})[dim] or ""


@dataclass(frozen=True)
class FakePictures:
    """Counts what the fake store knows."""

    store: Stored

    async def mark(self) -> int:
        return self.store.state.batches

    async def live(self, now: datetime) -> Live:
        hours: dict[datetime, Hour] = {}
        for line in self._lines():
            _count_hour(hours, line.asked_at, 1, 0)
            _count_hour(hours, line.helped_at, 0, 1)
        waiting = [line for line in self._lines() if line.waits]
        unfound = [line for line in waiting if line.why not in FOUND]
        return Live(
            at=now,
            heard=self.store.state.heard,
            hours=filled_hours(hours, now),
            waits=_waits(waiting, now),
            unfound={dim: Counter(line.code(dim) for line in unfound) for dim in Dim},
            calls=self._calls(now - timedelta(hours=24)),
            missed=self._missed(now - timedelta(hours=24)),
        )

    async def weeks(self, first: date, last: date) -> Weeks:
        lines = list(self._lines())
        start = datetime.combine(first, datetime.min.time(), tzinfo=HELSINKI)
        return Weeks(
            days=filled_days(_days(lines), first, last),
            groups={dim: _groups(lines, dim, first, last) for dim in Dim},
            calls=self._calls(start),
            volunteers=self._volunteers(first),
            activities=self._activities(first, last),
            missed=self._missed(start),
        )

    def _lines(self) -> Iterator[_Line]:
        for request_id, seen in self.store.state.pictured.items():
            facts = self.store.state.requests.get(request_id)
            if not seen.exercise and not (facts and facts.exercise):
                yield _Line(seen, facts)

    def _calls(self, since: datetime) -> Sequence[Calls]:
        counted = Counter(
            (call.direction, call.outcome)
            for call in self.store.state.calls.values()
            if call.logged_at >= since and not call.exercise
        )
        found = [Calls(*key, calls) for key, calls in counted.items()]
        return sorted(found, key=lambda it: (-it.calls, it.direction, it.outcome))

    def _missed(self, since: datetime) -> MissedCalls:
        found = [
            each.returned_at is not None
            for each in self.store.state.missed_calls.values()
            if not each.exercise and each.rang_at and each.rang_at >= since
        ]
        return MissedCalls(found.count(False), found.count(True))

    def _volunteers(self, first: date) -> Volunteers:
        known = self.store.state.pictured_volunteers.values()
        away = [each for each in known if each.offered_at and each.standing in {"paused", "left"}]

        def since(moment: datetime | None) -> bool:
            return moment is not None and local_day(moment) >= first

        return Volunteers(
            offered=sum(each.offered_at is not None for each in known),
            asked=sum(since(each.asked_at) for each in known),
            helping=sum(since(each.accepted_at) for each in known),
            paused=sum(each.standing == "paused" for each in away),
            left=sum(each.standing == "left" for each in away),
            asked_away=sum(since(each.asked_at) for each in away),
        )

    def _activities(self, first: date, last: date) -> Sequence[ActivityGroup]:
        found: dict[tuple[str, str], list[ActivityFacts]] = defaultdict(list)
        for each in self.store.state.activities.values():
            counts = not (each.exercise or each.taken_back or each.assignment_id)
            if counts and first <= each.occurred_on <= last:
                found[each.service_line, each.basis].append(each)
        groups = [
            ActivityGroup(
                *key, len(each), sum(it.headcount for it in each), sum(it.minutes for it in each)
            )
            for key, each in found.items()
        ]
        return sorted(groups, key=lambda it: (-it.headcount, it.service_line, it.basis))


def _waits(lines: Sequence[_Line], now: datetime) -> Sequence[Waits]:
    found: dict[tuple[str, int], list[datetime]] = defaultdict(list)
    for line in lines:
        if line.asked_at:
            found[line.why, class_of(now - line.asked_at)].append(line.asked_at)
    waits = [Waits(why, age, len(each), min(each)) for (why, age), each in found.items()]
    return sorted(waits, key=lambda it: (-it.requests, it.why, it.age))


def _days(lines: Sequence[_Line]) -> Mapping[date, Day]:
    asked = Counter(local_day(line.asked_at) for line in lines if line.asked_at)
    helped = Counter(local_day(line.helped_at) for line in lines if line.helped_at)
    soon: dict[date, Counter[str]] = defaultdict(Counter)
    for line in lines:
        if line.asked_at:
            soon[local_day(line.asked_at)][line.soon] += 1
    return {day: Day(day, asked[day], helped[day], soon[day]) for day in asked | helped}


def _groups(lines: Sequence[_Line], dim: Dim, first: date, last: date) -> Sequence[Group]:
    def within(moment: datetime | None) -> bool:
        return moment is not None and first <= local_day(moment) <= last

    asked = Counter(line.code(dim) for line in lines if within(line.asked_at))
    helped = Counter(line.code(dim) for line in lines if within(line.helped_at))
    groups = [Group(code, asked[code], helped[code]) for code in asked | helped]
    return sorted(groups, key=lambda it: (-it.asked, it.code))


def _count_hour(
    hours: dict[datetime, Hour], moment: datetime | None, asked: int, helped: int
) -> None:
    if moment:
        begins = moment.replace(minute=0, second=0, microsecond=0)
        known = hours.get(begins, Hour(begins))
        hours[begins] = Hour(begins, known.asked + asked, known.helped + helped)


def _join(known: dict[UUID, Found], news: Sequence[Found]) -> None:
    known.update({each.key: each for each in one_each([*known.values(), *news])})

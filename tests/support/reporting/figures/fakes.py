"""The figures in memory; kept honest by `FiguresContract`."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from services.reporting.figures.model import report
from services.reporting.figures.model.facts import ActivityFacts, Knowledge, RequestFacts
from services.reporting.figures.rules.joined import Joinable, one_each
from services.reporting.figures.rules.partners import by_line, capacity_of, each_once
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.intake import RequestCreated, RequestEscalated, RequestLinked
from shared.contracts.words import Basis
from tests.support.reporting.figures.partners import (
    minutes_to_answer,
    partner_lines,
    referral_groups,
)
from tests.support.reporting.purchases import purchase_groups
from tests.support.reporting.state import FakeState, Stored

HELSINKI = ZoneInfo("Europe/Helsinki")
Facts = TypeVar("Facts", bound=Joinable)
Key = TypeVar("Key")


@dataclass(frozen=True)
class FakeProjections:
    """What is known, in one transaction."""

    state: FakeState

    async def learn(self, knowledge: Knowledge) -> None:
        _join(self.state.requests, knowledge.requests)
        _join(self.state.matches, knowledge.matches)
        _join(self.state.hours, knowledge.hours)
        _join(self.state.activities, knowledge.activities)
        _join(self.state.calls, knowledge.calls)
        _join(self.state.missed_calls, knowledge.missed_calls)


@dataclass(frozen=True)
class FakeFigures:
    """Counts what the fake store knows."""

    store: Stored

    async def coverage(self) -> report.Coverage:
        days = [_day(facts.received_at) for facts in self._requests()]
        days += [_day(event.time) for event in self._escalated()]
        first = min((day for day in days if day is not None), default=None)
        times = [event.time for event in self.store.state.log if not event.exercise]
        return report.Coverage(first, max(times, default=None))

    async def count(self, period: report.Period) -> report.Figures:
        requests = self._requests()
        activities = [
            facts
            for facts in self.store.state.activities.values()
            if not facts.exercise and period.covers(facts.occurred_on) and not facts.taken_back
        ]
        lines, said = self._partner_lines(period), self._said(period)
        return report.Figures(
            totals=self._totals(period, requests, activities),
            categories=_categories(period, requests),
            municipalities=_municipalities(period, requests),
            activities=_activities(activities),
            calls=self._calls(period),
            missed_calls=self._missed_calls(period),
            partners=by_line(lines),
            organisations=each_once(lines),
            capacity=capacity_of(lines),
            referrals=referral_groups(said),
            minutes_to_answer=minutes_to_answer(said, self.store.state.log),
            purchases=self._purchases(period),
        )

    async def lines_told(self, day: date) -> Sequence[report.LineTold]:
        return self._partner_lines(report.Period(day, day))

    async def newest_requests(self, limit: int) -> Sequence[RequestFacts]:
        known = [
            (facts.received_at, facts)
            for facts in self._requests()
            if facts.received_at is not None
        ]
        known.sort(key=lambda item: (-item[0].timestamp(), item[1].request_id))
        return [facts for _, facts in known[:limit]]

    def _requests(self) -> list[RequestFacts]:
        return [facts for facts in self.store.state.requests.values() if not facts.exercise]

    def _escalated(self) -> list[Envelope[Event]]:
        found = [event for event in self.store.state.log if not event.exercise]
        return [event for event in found if isinstance(event.data, RequestEscalated)]

    def _to_person(self, period: report.Period) -> int:
        log = self.store.state.log
        known = {each.correlationid for each in log if isinstance(each.data, RequestCreated)}
        came = [each for each in self._escalated() if _within(period, each.time)]
        return len({each.correlationid for each in came} - known)

    def _linked(self, period: report.Period) -> int:
        linked = [each for each in self.store.state.log if isinstance(each.data, RequestLinked)]
        counted = [each for each in linked if not each.exercise and _within(period, each.time)]
        return len({each.subject for each in counted})

    def _calls(self, period: report.Period) -> list[report.CallGroup]:
        seconds: dict[str, list[int]] = defaultdict(list)
        for facts in self.store.state.calls.values():
            if not facts.exercise and _within(period, facts.logged_at):
                seconds[facts.outcome].append(facts.seconds)
        groups = [report.CallGroup(code, len(each), sum(each)) for code, each in seconds.items()]
        return sorted(groups, key=lambda it: (-it.calls, it.outcome))

    def _missed_calls(self, period: report.Period) -> report.MissedCalls:
        found = [
            each.returned_at is not None
            for each in self.store.state.missed_calls.values()
            if not each.exercise and each.rang_at and _within(period, each.rang_at)
        ]
        return report.MissedCalls(found.count(False), found.count(True))

    def _said(self, period: report.Period) -> list[Envelope[Event]]:
        log = self.store.state.log
        return [event for event in log if not event.exercise and _within(period, event.time)]

    def _partner_lines(self, period: report.Period) -> list[report.LineTold]:
        log = sorted(self.store.state.log, key=lambda event: event.subjectversion)
        kept = [event for event in log if not event.exercise and _until(period, event.time)]
        return partner_lines([event.data for event in kept], period.last)

    def _purchases(self, period: report.Period) -> list[report.PurchaseGroup]:
        log = sorted(self.store.state.log, key=lambda event: event.subjectversion)
        return purchase_groups([event.data for event in log if not event.exercise], period)

    def _totals(
        self, period: report.Period, requests: list[RequestFacts], activities: list[ActivityFacts]
    ) -> report.Totals:
        notes = [
            facts.minutes
            for facts in self.store.state.hours.values()
            if not facts.exercise and _within(period, facts.logged_at)
        ]
        to_person = self._to_person(period)
        return report.Totals(
            requests=sum(_within(period, facts.received_at) for facts in requests) + to_person,
            to_person=to_person,
            linked=self._linked(period),
            completed=sum(_within(period, facts.completed_at) for facts in requests),
            people_helped=len({facts.request_id for facts in activities} - {None}),
            activities=len(activities),
            headcount=_heads(activities, Basis.COUNTED),
            headcount_sampled=_heads(activities, Basis.SAMPLED),
            headcount_estimated=_heads(activities, Basis.ESTIMATED),
            minutes=sum(notes),
        )


def _join(known: dict[UUID, Facts], news: Iterable[Facts]) -> None:
    known.update({facts.key: facts for facts in one_each([*known.values(), *news])})


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone(HELSINKI).date() if moment else None


def _until(period: report.Period, moment: datetime | None) -> bool:
    day = _day(moment)
    return day is not None and day <= period.last


def _within(period: report.Period, moment: datetime | None) -> bool:
    day = _day(moment)
    return day is not None and period.covers(day)


def _counted(
    period: report.Period, requests: list[RequestFacts], key: Callable[[RequestFacts], Key]
) -> dict[Key, tuple[int, int]]:
    received = Counter(key(it) for it in requests if _within(period, it.received_at))
    done = Counter(key(it) for it in requests if _within(period, it.completed_at))
    return {each: (received[each], done[each]) for each in received | done}


def _categories(period: report.Period, requests: list[RequestFacts]) -> list[report.CategoryGroup]:
    found = _counted(
        period,
        requests,
        lambda facts: (facts.category, None if facts.category else facts.service_line),
    )
    groups = [report.CategoryGroup(*key, *counts) for key, counts in found.items()]
    return sorted(groups, key=lambda it: (-it.received, it.category or "~", it.service_line or "~"))


def _municipalities(
    period: report.Period, requests: list[RequestFacts]
) -> list[report.RequestGroup]:
    found = _counted(period, requests, lambda facts: facts.municipality)
    groups = [report.RequestGroup(key, *counts) for key, counts in found.items()]
    return sorted(groups, key=lambda it: (-it.received, it.code or "~"))


def _activities(activities: list[ActivityFacts]) -> list[report.ActivityGroup]:
    lines: dict[tuple[str, str], list[ActivityFacts]] = defaultdict(list)
    for facts in activities:
        lines[facts.service_line, facts.basis].append(facts)
    groups = [
        report.ActivityGroup(
            line, basis, len(found), _heads(found, basis), sum(it.minutes for it in found)
        )
        for (line, basis), found in lines.items()
    ]
    return sorted(groups, key=lambda it: (-it.headcount, it.service_line, it.basis))


def _heads(activities: list[ActivityFacts], basis: str) -> int:
    """Count who came to what no request asked for."""
    counted = [it for it in activities if it.basis == basis and it.assignment_id is None]
    return sum(it.headcount for it in counted)

"""Draw a project's acts from its script: each week by itself, so more weeks change no earlier."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final, TypeVar
from uuid import UUID

from deploy.seeding.acts import Act, Ask, Buy, Deliver, Hold, Miss, Plan, Ring, SignUp
from deploy.seeding.script import WEEK, Activity, Days, Script, Span, running
from shared.clock import HELSINKI
from shared.contracts.words import Category

GRID: Final = 5
"""Minutes: nobody is more punctual, so the clock is moved less often."""
_OPEN: Final = (9 * 60, 19 * 60 + 30)
_AT_WEEKENDS: Final = (10 * 60, 15 * 60 + 30)
_SATURDAY: Final = 6
_MORNING: Final = 8 * 60
_EVENING: Final = 17 * 60
_BLOCK: Final = 1_000_000
Key = TypeVar("Key")


def moment(day: date, minute: int) -> datetime:
    """Give a moment of a day where the help is given."""
    return datetime.combine(day, time(*divmod(minute, 60)), HELSINKI)


@dataclass(frozen=True, slots=True)
class Drawing:
    """One project's acts, by a number."""

    script: Script
    number: int
    weeks: int

    def acts(self) -> list[Act]:
        """Give all of them in order."""
        found = [*self._people(), *self._activities(), *self._purchases()]
        return sorted(found, key=lambda each: (each.at, repr(each.what)))

    @property
    def last(self) -> date:
        """Give the last day that is played."""
        return min(self.script.last, self.script.first + self.weeks * WEEK - timedelta(days=1))

    def _draw(self, *parts: object) -> Random:
        return Random(" ".join(map(str, (self.number, *parts))))  # noqa: S311  # no secret

    def _days(self, week: int) -> list[date]:
        first = self.script.first + week * WEEK
        days = [first + timedelta(days=each) for each in range(7)]
        return [each for each in days if each <= self.last]

    def _people(self) -> Iterator[Act]:
        for week in range(self.weeks):
            yield from self._sign_ups(week)
            yield from self._asks(week)
            yield from self._calls(week)
            yield from self._missed(week)

    def _moments(self, draw: Random, week: int, count: int) -> list[datetime]:
        """Spread so many over the days of a week: fewer at weekends."""
        days = self._days(week)
        weights = [2 if each.isoweekday() >= _SATURDAY else 5 for each in days]
        chosen = draw.choices(days, weights, k=count) if days else []
        return sorted(_open_moment(draw, each) for each in chosen)

    def _sign_ups(self, week: int) -> Iterator[Act]:
        draw, of = self._draw("volunteers", week), self.script.volunteers
        before = running(of.a_week)[week]
        for count, at in enumerate(self._moments(draw, week, of.a_week[week])):
            number = before + count
            yield Act(
                at,
                SignUp(
                    name=draw.choice(of.names),
                    email=f"auttaja{number}@example.org",
                    postal_code=weighed(draw, of.places),
                    language=weighed(draw, of.languages),
                    categories=draw.choice(of.offers),
                    confirms=often(draw, of.confirmed),
                ),
            )

    def _asks(self, week: int) -> Iterator[Act]:
        draw, of = self._draw("requests", week), self.script.requests
        before = running(of.a_week)[week]
        for count, at in enumerate(self._moments(draw, week, of.a_week[week])):
            yield Act(at, self._ask(draw, before + count))

    def _ask(self, draw: Random, number: int) -> Ask:
        of = self.script.requests
        who = draw.randrange(number) if number and often(draw, of.again) else number
        need = draw.choices(of.need, [each.share for each in of.need])[0]
        by_phone = often(draw, of.by_phone)
        asker = self._asker(who)
        fields = asker | {
            "category": need.category,
            "urgency": weighed(draw, need.urgencies),
            "text": "",
            "payment": "agree" if need.category in {Category.GROCERIES, Category.PHARMACY} else "",
            "may_be_referred": "yes" if often(draw, of.referred) else "",
        }
        if by_phone or not often(draw, of.with_mail):
            fields.pop("email")
        return Ask(fields, by_phone, often(draw, of.cancelled), _key(draw))

    def _asker(self, who: int) -> dict[str, str]:
        """Give somebody who asks: the same whenever they come again."""
        draw = self._draw("asker", who)
        return {
            "first_name": draw.choice(self.script.volunteers.names),
            "phone": phone_of(2 * _BLOCK + who),
            "email": f"pyytaja{who}@example.org",
            "postal_code": weighed(draw, self.script.requests.places),
            "language": weighed(draw, self.script.requests.languages),
        }

    def _calls(self, week: int) -> Iterator[Act]:
        draw, of = self._draw("phone", week), self.script.phone
        for at in self._moments(draw, week, of.a_week[week]):
            yield Act(
                at, Ring(phone_of(4 * _BLOCK + draw.randrange(_BLOCK)), weighed(draw, of.outcomes))
            )

    def _missed(self, week: int) -> Iterator[Act]:
        draw, of = self._draw("missed", week), self.script.phone
        before = running(of.missed_a_week)[week]
        for count, at in enumerate(self._moments(draw, week, of.missed_a_week[week])):
            back, reached = often(draw, of.rung_back), often(draw, of.reached)
            number = before + count
            yield Act(at, Miss(phone_of(6 * _BLOCK + number), number, back, reached))

    def _activities(self) -> Iterator[Act]:
        for each in self.script.activity:
            draw, days = self._draw("activity", each.title), self._days_of(each)
            planned = self._days_of(each, self.script.last) if each.place else ()
            if planned:
                plan = Plan(each, planned[0], planned[-1], _key(draw))
                yield Act(moment(self.script.first, _MORNING + 90), plan)
            for day in days:
                yield self._hold(draw, each, day)

    def _hold(self, draw: Random, each: Activity, day: date) -> Act:
        held = Hold(each, day, between(draw, each.people), _key(draw), slips=day in each.slips)
        return Act(moment(day, _EVENING + GRID * draw.randrange(18)), held)

    def _purchases(self) -> Iterator[Act]:
        for each in self.script.purchase:
            draw, days = self._draw("purchase", each.service), self._days_of(each)
            first = each.first or self.script.first
            if first > self.last:
                continue
            key = _key(draw)
            signed = Buy(each, first, each.last or self.script.last, key)
            yield Act(moment(first, _MORNING + 120), signed)
            for day in days[: each.quantity]:
                people = between(draw, each.people) if each.people else None
                at = moment(day, _EVENING + GRID * draw.randrange(18))
                yield Act(at, Deliver(each, key, day, people, _key(draw)))

    def _days_of(self, each: Days, last: date | None = None) -> Sequence[date]:
        """Give the days on which something is done, as far as is played."""
        first = each.first or self.script.first
        day = first + timedelta(days=(each.weekday - first.isoweekday()) % 7)
        end = min(last or self.last, each.last or self.script.last)
        found = []
        while day <= end:
            found.append(day)
            day += each.every * WEEK
        return found


def weighed(draw: Random, weights: Mapping[Key, int]) -> Key:
    """Draw one by its weight."""
    return draw.choices(list(weights), list(weights.values()))[0]


def often(draw: Random, percent: int) -> bool:
    """Say yes so many times of a hundred."""
    return draw.randrange(100) < percent


def between(draw: Random, span: Span) -> int:
    """Draw a number within."""
    return draw.randint(span.least, span.most)


def phone_of(number: int) -> str:
    """Give a number that is somebody's in the play only."""
    return f"+35840{number:07}"


def _open_moment(draw: Random, day: date) -> datetime:
    opens, closes = _AT_WEEKENDS if day.isoweekday() >= _SATURDAY else _OPEN
    return moment(day, draw.randrange(opens, closes, GRID))


def _key(draw: Random) -> UUID:
    return UUID(int=draw.getrandbits(128), version=4)

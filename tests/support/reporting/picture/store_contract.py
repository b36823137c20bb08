"""What every store of the picture must do; the fake runs it in unit, PostgreSQL in integration."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from services.reporting.figures.model.report import ActivityGroup, MissedCalls
from services.reporting.figures.ports import FiguresWork
from services.reporting.picture.model import Calls, Dim, Group, Hour, Live, Volunteers, Weeks
from services.reporting.picture.ports import Pictures
from shared.contracts.call_words import CallOutcome
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.matching import VolunteerAvailabilityChanged, VolunteerRegistered
from shared.contracts.volunteer_words import VolunteerStanding
from shared.contracts.words import Category, ClosureReason, Language, ServiceLine
from shared.work import Store
from tests.support.reporting.building import (
    DAY,
    START,
    activity,
    called,
    cancelled,
    closed,
    completed,
    corrected,
    created,
    declined_match,
    escalated,
    fact,
    helped,
    match_story,
    missed,
    named,
    reopened,
    returned,
    unmatched,
)
from tests.support.reporting.changes import drilled, saying
from tests.support.reporting.stories import record

NOW = START + timedelta(hours=3)
WEEK = DAY - timedelta(days=6), DAY + timedelta(days=1)


@dataclass(frozen=True)
class Gallery:
    """A store, and the picture as it is read from it."""

    store: Store[FiguresWork]
    pictures: Pictures

    async def live(self, now: datetime = NOW) -> Live:
        """Look now; when services were heard last is told by another clock."""
        return replace(await self.pictures.live(now), heard={})

    async def weeks(self) -> Weeks:
        """Look at the days around that of the stories."""
        return await self.pictures.weeks(*WEEK)


def standing(event: Envelope[Event], number: int, stands: str) -> Envelope[Event]:
    """Say how the request stands from now on."""
    return saying(event, standing=stands, standing_number=number)


def offered(name: str, minute: int = 0) -> Envelope[Event]:
    """Offer to help."""
    who = named(name)
    data = VolunteerRegistered(
        volunteer_id=who, municipality="491", languages=("fi",), categories=("groceries",)
    )
    return fact(data, f"volunteer/{who}", 1, about=who, minute=minute, source="matching")


def stands(name: str, version: int, standing: VolunteerStanding) -> Envelope[Event]:
    """Say that somebody rests, can be asked again, or left."""
    who = named(name)
    data = VolunteerAvailabilityChanged(volunteer_id=who, state=standing)
    return fact(data, f"volunteer/{who}", version, about=who, minute=version, source="matching")


def waiting() -> list[Envelope[Event]]:
    """Tell of those who wait, each for another reason."""
    proposed, _ = declined_match("asked")
    assigned = match_story("found")[:2]
    return [
        created("new"),
        created("asked", minute=10),
        standing(proposed, 1, "proposed"),
        created("refused", Category.PHARMACY, municipality="178", minute=20),
        standing(unmatched("refused"), 4, "unmatched"),
        created("found", minute=30),
        *(
            standing(each, at, stands)
            for each, at, stands in zip(assigned, (1, 2), ("proposed", "assigned"), strict=True)
        ),
        escalated("danger", minute=40),
        created("over", minute=50),
        cancelled("over", minute=60),
        *drilled([created("drill"), standing(unmatched("drill"), 1, "unmatched")]),
    ]


def counted(live: Live) -> dict[str, int]:
    """Give how many wait, by why."""
    return {each.why: each.requests for each in live.waits}


class PictureContract:
    """The behaviours of the picture; a subclass gives the `gallery` fixture."""

    async def test_who_waits_is_told_by_why_and_how_long(self, gallery: Gallery) -> None:
        await record(gallery.store, *waiting())

        live = await gallery.live()

        assert counted(live) == {
            "received": 1,
            "proposed": 1,
            "unmatched.everyone_asked": 1,
            "assigned": 1,
            "with_person": 1,
        }
        assert {each.why: each.age for each in live.waits}["received"] == 3
        assert live.unfound[Dim.AREA] == {"491": 2, "178": 1, "": 1}
        assert live.unfound[Dim.NEED] == {"category.groceries": 2, "category.pharmacy": 1, "": 1}

    async def test_the_newest_standing_counts_and_ends_with_the_request(
        self, gallery: Gallery
    ) -> None:
        proposed, declined = declined_match("one")
        told = [created("one"), standing(declined, 2, "open"), standing(proposed, 1, "proposed")]
        await record(gallery.store, *told)
        assert counted(await gallery.live()) == {"open": 1}

        await record(gallery.store, completed("one"), standing(unmatched("one"), 3, "unmatched"))
        assert counted(await gallery.live()) == {}

        await record(gallery.store, reopened("one"))
        assert counted(await gallery.live()) == {"unmatched.everyone_asked": 1}

    async def test_whoever_a_person_had_waits_as_all_do_once_it_is_searched_for_them(
        self, gallery: Gallery
    ) -> None:
        await record(gallery.store, escalated("one"))
        told = created("one").model_copy(update={"subjectversion": 2, "id": named("later")})
        await record(gallery.store, told)

        assert counted(await gallery.live()) == {"received": 1}

    async def test_hours_and_days_hold_what_happened_in_them(self, gallery: Gallery) -> None:
        await record(gallery.store, *helped("one"), created("two"), created("old", minute=-2900))

        live, weeks = await gallery.live(), await gallery.weeks()

        assert [hour for hour in live.hours if hour.asked or hour.helped] == [Hour(START, 2, 1)]
        assert len(live.hours) == 24
        by_day = {day.day: day for day in weeks.days}
        assert (by_day[DAY].asked, by_day[DAY].helped) == (2, 1)
        assert by_day[DAY].soon == {"1": 1, "waits": 1}
        assert by_day[DAY - timedelta(days=2)].asked == 1
        assert len(weeks.days) == 8

    async def test_who_was_not_to_be_helped_by_us_is_left_out_and_who_was_not_helped_is_not(
        self, gallery: Gallery
    ) -> None:
        await record(
            gallery.store,
            *(created("one"), closed("one", ClosureReason.UNFULFILLED)),
            *(created("two"), closed("two", ClosureReason.DUPLICATE)),
            *(created("three"), cancelled("three")),
        )

        (day,) = (day for day in (await gallery.weeks()).days if day.asked)
        assert day.soon == {"unhelped": 1, "left_out": 2}

    async def test_what_is_corrected_moves_to_where_it_belongs(self, gallery: Gallery) -> None:
        spoken = saying(corrected("one", Category.PHARMACY), language=Language.SWEDISH)
        await record(gallery.store, created("one"))
        await record(gallery.store, spoken)

        groups = (await gallery.weeks()).groups
        assert groups[Dim.NEED] == [Group("category.pharmacy", 1, 0)]
        assert groups[Dim.LANGUAGE] == [Group("sv", 1, 0)]
        assert groups[Dim.CHANNEL] == [Group("web", 1, 0)]

    async def test_any_order_and_repetition_ends_in_the_same_picture(
        self, gallery: Gallery
    ) -> None:
        events = [*helped("one"), *waiting(), *helped("two", Category.MENTAL_WELLBEING)]
        await record(gallery.store, *events)
        live, weeks = await gallery.live(), await gallery.weeks()
        again = [
            each.model_copy(update={"id": UUID(int=at)})
            for at, each in enumerate(events * 2, start=1)
        ]
        random.Random(5).shuffle(again)  # noqa: S311  # an order, no secret

        await record(gallery.store, *again, batch=3)

        assert (await gallery.live(), await gallery.weeks()) == (live, weeks)

    async def test_disorder_from_the_beginning_ends_in_the_same_picture(
        self, gallery: Gallery
    ) -> None:
        await record(gallery.store, *reversed(helped("one")), batch=1)

        (day,) = (day for day in (await gallery.weeks()).days if day.asked)
        assert (day.asked, day.helped, day.soon) == (1, 1, {"1": 1})
        assert counted(await gallery.live()) == {}

    async def test_a_night_with_an_hour_more_has_all_its_hours_and_one_day(
        self, gallery: Gallery
    ) -> None:
        # at four in the morning of 25 October 2026 it was three once more
        evening = datetime(2026, 10, 24, 20, 30, tzinfo=UTC)
        night = [evening + timedelta(hours=at) for at in range(27)]
        await record(gallery.store, *_asked_at(night))

        live = await gallery.live(datetime(2026, 10, 25, 3, 0, tzinfo=UTC))
        weeks = await gallery.pictures.weeks(date(2026, 10, 24), date(2026, 10, 26))

        assert [hour.asked for hour in live.hours[-8:]] == [1] * 8
        assert [day.asked for day in weeks.days] == [1, 25, 1]

    async def test_volunteers_are_those_who_offered_and_were_asked_and_said_yes(
        self, gallery: Gallery
    ) -> None:
        old = [
            each.model_copy(update={"time": START - timedelta(days=40)})
            for each in declined_match("old")
        ]
        await record(
            gallery.store,
            *(offered("volunteer"), offered("idle"), offered("other", minute=-80_000), *old),
            *match_story("one"),
            *drilled([*declined_match("drill"), offered("drill volunteer")]),
        )

        assert (await gallery.weeks()).volunteers == Volunteers(offered=3, asked=1, helping=1)

    async def test_who_rests_or_left_cannot_be_asked_as_was_said_last(
        self, gallery: Gallery
    ) -> None:
        await record(
            gallery.store,
            *(stands("volunteer", 3, VolunteerStanding.PAUSED), offered("volunteer")),
            stands("volunteer", 2, VolunteerStanding.ACTIVE),
            *(offered("back"), stands("back", 2, VolunteerStanding.PAUSED)),
            *(offered("gone"), stands("gone", 2, VolunteerStanding.LEFT), offered("idle")),
        )
        await record(
            gallery.store, stands("back", 3, VolunteerStanding.ACTIVE), *match_story("one")
        )

        volunteers = (await gallery.weeks()).volunteers

        assert (volunteers.offered, volunteers.paused, volunteers.left) == (4, 1, 1)
        assert (volunteers.active, volunteers.asked, volunteers.idle) == (2, 1, 2)

    async def test_calls_and_what_was_done_for_many_are_counted(self, gallery: Gallery) -> None:
        await record(
            gallery.store,
            *(called("one"), called("two"), called("three", CallOutcome.NEW_REQUEST)),
            *(
                activity("food", headcount=120, line=ServiceLine.FOOD),
                activity("mine", assignment="a"),
            ),
            *(missed("four"), missed("five"), returned("five"), missed("six", minute=-2000)),
            *drilled([called("drill"), missed("drill"), activity("drill", headcount=9)]),
        )

        live, weeks = await gallery.live(), await gallery.weeks()

        calls = [Calls("inbound", "advised", 2), Calls("inbound", "new_request", 1)]
        assert (live.calls, weeks.calls) == (calls, calls)
        assert (live.missed, weeks.missed) == (MissedCalls(1, 1), MissedCalls(2, 1))
        assert weeks.activities == [ActivityGroup("food", "counted", 1, 120, 45)]

    async def test_it_is_told_that_something_came_and_of_whom(self, gallery: Gallery) -> None:
        before = await gallery.pictures.mark()
        await record(gallery.store, created("one"), unmatched("one"))

        assert await gallery.pictures.mark() > before
        assert (await gallery.pictures.live(NOW)).heard.keys() == {"intake", "matching"}


def _asked_at(moments: Sequence[datetime]) -> list[Envelope[Event]]:
    return [
        created(f"request {at}").model_copy(update={"time": moment})
        for at, moment in enumerate(moments)
    ]

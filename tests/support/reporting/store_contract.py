"""What every store of reporting must do; the fake runs it in unit, PostgreSQL in integration."""

import random
from datetime import date, timedelta
from uuid import uuid4

from services.reporting.domain.figures import (
    ActivityGroup,
    CategoryGroup,
    Coverage,
    Figures,
    Period,
    RequestGroup,
    Totals,
)
from services.reporting.handlers.recording import Recording
from services.reporting.ports import Store
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.words import Category, ClosureReason, ServiceLine
from tests.support.reporting.building import (
    DAY,
    START,
    activity,
    cancelled,
    closed,
    completed,
    created,
    declined_match,
    helped,
    mailed,
    match_story,
    named,
    unmatched,
)

TODAY = Period(DAY, DAY)
STORIES = [
    *helped("one"),
    *helped("two", Category.MENTAL_WELLBEING, municipality="178"),
    created("three", Category.PHARMACY),
    *declined_match("three"),
    unmatched("three"),
    created("four"),
    cancelled("four"),
    closed("four", ClosureReason.CANCELLED),
    created("drill", exercise=True),
    activity("food line", headcount=120, line=ServiceLine.FOOD),
]
IN_ORDER = Figures(
    totals=Totals(
        requests=4, completed=2, people_helped=2, activities=3, headcount=122, minutes=90
    ),
    categories=[
        CategoryGroup("groceries", None, 2, 1),
        CategoryGroup("pharmacy", None, 1, 0),
        CategoryGroup(None, "wellbeing", 1, 1),
    ],
    municipalities=[RequestGroup("491", 3, 1), RequestGroup("178", 1, 1)],
    activities=[ActivityGroup("food", 1, 120, 45), ActivityGroup("errands", 2, 2, 90)],
)


async def record(store: Store, *events: Envelope[Event], batch: int = 200) -> None:
    """Hand events over as the broker would, in batches."""
    recording = Recording(store)
    for start in range(0, len(events), batch):
        await recording.on_facts(events[start : start + batch])


class StoreContract:
    """The behaviour of a store."""

    async def test_an_empty_store_covers_nothing(self, store: Store) -> None:
        assert await store.coverage() == Coverage(None, None)
        assert await store.figures(TODAY) == Figures(
            totals=Totals(), categories=[], municipalities=[], activities=[]
        )
        assert await store.journey(uuid4()) == []

    async def test_the_figures_of_stories_told_in_order(self, store: Store) -> None:
        await record(store, *STORIES)

        assert await store.figures(TODAY) == IN_ORDER

    async def test_order_and_repetition_do_not_change_the_figures(self, store: Store) -> None:
        shuffler = random.Random(7)  # noqa: S311  # a fixed order, not a secret
        events = STORIES * 2
        shuffler.shuffle(events)

        await record(store, *events, batch=5)

        assert await store.figures(TODAY) == IN_ORDER

    async def test_one_by_one_is_the_same_as_all_at_once(self, store: Store) -> None:
        await record(store, *reversed(STORIES), batch=1)

        assert await store.figures(TODAY) == IN_ORDER

    async def test_a_batch_that_fails_changes_nothing(self, store: Store) -> None:
        try:
            async with store.begin() as work:
                await work.first_deliveries([created("one")])
                await work.append([created("one")])
                raise InterruptedError  # noqa: TRY301  # the crash itself
        except InterruptedError:
            pass
        await record(store, created("one"))

        assert (await store.figures(TODAY)).totals.requests == 1

    async def test_what_ends_before_it_began_is_counted_when_it_is_known(
        self, store: Store
    ) -> None:
        await record(store, closed("one"), completed("one"))
        early = await store.figures(TODAY)
        await record(store, created("one"))
        late = await store.figures(TODAY)

        assert early.categories == [CategoryGroup(None, None, 0, 1)]
        assert early.municipalities == [RequestGroup(None, 0, 1)]
        assert late.categories == [CategoryGroup("groceries", None, 1, 1)]

    async def test_an_assignment_counts_once(self, store: Store) -> None:
        twice = [
            activity("first", assignment="one"),
            activity("second", assignment="one", headcount=9),
        ]
        kept = min(twice, key=lambda event: event.subject_id)
        await record(store, *twice, batch=1)

        totals = (await store.figures(TODAY)).totals

        assert totals.activities == 1
        assert totals.headcount == (1 if kept is twice[0] else 9)

    async def test_a_corrected_activity_replaces_the_earlier_version(self, store: Store) -> None:
        await record(
            store,
            activity("park", headcount=40, version=2),
            activity("park", headcount=30, version=1),
            batch=1,
        )

        assert (await store.figures(TODAY)).totals.headcount == 40

    async def test_days_are_those_of_the_place_not_of_the_server(self, store: Store) -> None:
        evening = 14 * 60 + 30
        await record(store, created("late", minute=evening))
        tomorrow = DAY + timedelta(days=1)

        assert (await store.figures(TODAY)).totals.requests == 0
        assert (await store.figures(Period(tomorrow, tomorrow))).totals.requests == 1
        assert (await store.coverage()).first_day == tomorrow

    async def test_what_lies_outside_the_period_is_left_out(self, store: Store) -> None:
        await record(store, *helped("one"), activity("old", occurred_on=date(2026, 1, 1)))

        figures = await store.figures(Period(date(2026, 1, 1), date(2026, 1, 31)))

        assert figures.totals == Totals(activities=1, headcount=1)
        assert figures.categories == []

    async def test_the_evidence_reaches_to_the_newest_fact(self, store: Store) -> None:
        await record(store, mailed("one", minute=2), created("one"))

        coverage = await store.coverage()

        assert coverage == Coverage(DAY, START + timedelta(minutes=2))

    async def test_the_newest_requests_come_first(self, store: Store) -> None:
        await record(
            store,
            created("old", minute=1),
            created("new", minute=3),
            created("middle", minute=2),
            created("drill", minute=4, exercise=True),
            completed("unheard"),
        )

        newest = await store.newest_requests(2)

        assert [facts.request_id for facts in newest] == [named("new"), named("middle")]
        assert newest[0].category == Category.GROCERIES

    async def test_a_journey_is_told_in_order_of_time(self, store: Store) -> None:
        story = helped("one")
        await record(store, *reversed(story), *helped("two"), mailed("one", minute=2))

        journey = await store.journey(named("one"))

        assert [(event.type, event.subjectversion) for event in journey] == [
            ("request.created", 1),
            ("match.proposed", 1),
            ("notification.sent", 2),
            ("volunteer.matched", 2),
            ("activity.logged", 1),
            ("assignment.completed", 3),
            ("hours.logged", 4),
            ("request.completed", 2),
            ("request.closed", 3),
        ]
        assert set(journey) == {*story, mailed("one", minute=2)}

    async def test_a_match_is_where_its_newest_event_left_it(self, store: Store) -> None:
        await record(store, *reversed(match_story("one")), batch=1)

        assert (await store.figures(TODAY)).totals.minutes == 45

"""What every store of figures must do; the fake runs it in unit, PostgreSQL in integration."""

import random
from datetime import date, timedelta

from services.reporting.figures.events import knowledge_of
from services.reporting.figures.model import report
from shared.contracts.words import Category
from tests.support.reporting.building import (
    DAY,
    START,
    activity,
    closed,
    completed,
    created,
    escalated,
    helped,
    mailed,
    match_story,
    named,
    unmatched,
)
from tests.support.reporting.changes import SAID_ONLY, drilled, example, marked
from tests.support.reporting.stories import IN_ORDER, STORIES, TODAY, Ground, record


class FiguresContract:
    """The behaviours of figures; a subclass gives the `ground` fixture."""

    async def test_an_empty_store_covers_nothing(self, ground: Ground) -> None:
        assert await ground.figures.coverage() == report.Coverage(None, None)
        assert await ground.figures.count(TODAY) == report.Figures(
            totals=report.Totals(), categories=[], municipalities=[], activities=[]
        )

    async def test_the_figures_of_stories_told_in_order(self, ground: Ground) -> None:
        await record(ground.store, *STORIES)

        assert await ground.figures.count(TODAY) == IN_ORDER

    async def test_order_and_repetition_do_not_change_the_figures(self, ground: Ground) -> None:
        shuffler = random.Random(7)  # noqa: S311  # a fixed order, not a secret
        events = STORIES * 2
        shuffler.shuffle(events)

        await record(ground.store, *events, batch=5)

        assert await ground.figures.count(TODAY) == IN_ORDER

    async def test_one_by_one_is_the_same_as_all_at_once(self, ground: Ground) -> None:
        await record(ground.store, *reversed(STORIES), batch=1)

        assert await ground.figures.count(TODAY) == IN_ORDER

    async def test_a_batch_that_fails_changes_nothing(self, ground: Ground) -> None:
        try:
            async with ground.store.begin() as work:
                await work.first_deliveries([created("one")])
                await work.event_log.append([created("one")])
                raise InterruptedError  # noqa: TRY301  # the crash itself
        except InterruptedError:
            pass
        await record(ground.store, created("one"))

        assert (await ground.figures.count(TODAY)).totals.requests == 1

    async def test_what_ends_before_it_began_is_counted_when_it_is_known(
        self, ground: Ground
    ) -> None:
        await record(ground.store, closed("one"), completed("one"))
        early = await ground.figures.count(TODAY)
        await record(ground.store, created("one"))
        late = await ground.figures.count(TODAY)

        assert early.categories == [report.CategoryGroup(None, None, 0, 1)]
        assert early.municipalities == [report.RequestGroup(None, 0, 1)]
        assert late.categories == [report.CategoryGroup("groceries", None, 1, 1)]

    async def test_what_a_person_had_from_the_beginning_was_received_and_is_counted_once(
        self, ground: Ground
    ) -> None:
        alone, later, ordinary = escalated("alone"), escalated("later"), created("ordinary")
        await record(ground.store, alone, alone, later, ordinary)
        early = (await ground.figures.count(TODAY)).totals
        await record(ground.store, created("later"), *drilled([escalated("drill")]))

        late = await ground.figures.count(TODAY)

        assert (early.requests, early.to_person) == (3, 2)
        assert (late.totals.requests, late.totals.to_person) == (3, 1)
        assert late.categories == [report.CategoryGroup("groceries", None, 2, 0)]
        yesterday = DAY - timedelta(days=1)
        before = await ground.figures.count(report.Period(yesterday, yesterday))
        assert before.totals == report.Totals()

    async def test_the_evidence_begins_with_whoever_came_first(self, ground: Ground) -> None:
        await record(ground.store, escalated("alone"))

        assert (await ground.figures.coverage()).first_day == DAY

    async def test_an_assignment_counts_once(self, ground: Ground) -> None:
        twice = [
            activity("first", assignment="one"),
            activity("second", assignment="one", headcount=9),
        ]
        kept = min(twice, key=lambda event: event.subject_id)
        await record(ground.store, *twice, batch=1)

        totals = (await ground.figures.count(TODAY)).totals

        assert totals.activities == 1
        assert totals.headcount == (1 if kept is twice[0] else 9)

    async def test_a_corrected_activity_replaces_the_earlier_version(self, ground: Ground) -> None:
        await record(
            ground.store,
            activity("park", headcount=40, version=2),
            activity("park", headcount=30, version=1),
            batch=1,
        )

        assert (await ground.figures.count(TODAY)).totals.headcount == 40

    async def test_days_are_those_of_the_place_not_of_the_server(self, ground: Ground) -> None:
        evening = 14 * 60 + 30
        await record(ground.store, created("late", minute=evening))
        tomorrow = DAY + timedelta(days=1)

        assert (await ground.figures.count(TODAY)).totals.requests == 0
        assert (await ground.figures.count(report.Period(tomorrow, tomorrow))).totals.requests == 1
        assert (await ground.figures.coverage()).first_day == tomorrow

    async def test_what_lies_outside_the_period_is_left_out(self, ground: Ground) -> None:
        await record(ground.store, *helped("one"), activity("old", occurred_on=date(2026, 1, 1)))

        figures = await ground.figures.count(report.Period(date(2026, 1, 1), date(2026, 1, 31)))

        assert figures.totals == report.Totals(activities=1, headcount=1)
        assert figures.categories == []

    async def test_the_evidence_reaches_to_the_newest_fact(self, ground: Ground) -> None:
        await record(ground.store, mailed("one", minute=2), created("one"))

        coverage = await ground.figures.coverage()

        assert coverage == report.Coverage(DAY, START + timedelta(minutes=2))

    async def test_the_newest_requests_come_first(self, ground: Ground) -> None:
        await record(
            ground.store,
            created("old", minute=1),
            created("new", minute=3),
            created("middle", minute=2),
            created("drill", minute=4, exercise=True),
            completed("unheard"),
        )

        newest = await ground.figures.newest_requests(2)

        assert [facts.request_id for facts in newest] == [named("new"), named("middle")]
        assert newest[0].category == Category.GROCERIES

    async def test_an_exercise_is_in_no_figure_and_no_list(self, ground: Ground) -> None:
        told = [*marked(helped("drill")), activity("line", headcount=50), unmatched("drill")]
        early = created("early").model_copy(update={"time": START - timedelta(days=9)})
        await record(ground.store, *drilled([*told, early]))

        assert await ground.figures.count(TODAY) == report.Figures(
            totals=report.Totals(), categories=[], municipalities=[], activities=[]
        )
        assert await ground.figures.coverage() == report.Coverage(None, None)
        assert await ground.figures.newest_requests(20) == []

    async def test_an_exercise_beside_real_help_changes_nothing(self, ground: Ground) -> None:
        await record(ground.store, *STORIES)
        before = await ground.figures.coverage(), await ground.figures.newest_requests(20)
        late = completed("late drill", minute=600)
        await record(ground.store, *drilled([*helped("another drill"), late]))

        assert await ground.figures.count(TODAY) == IN_ORDER
        assert (await ground.figures.coverage(), await ground.figures.newest_requests(20)) == before

    async def test_the_newest_requests_say_all_that_is_known(self, ground: Ground) -> None:
        story = marked(helped("one"))
        await record(ground.store, *story)

        newest = await ground.figures.newest_requests(1)

        assert newest == knowledge_of(story).requests

    async def test_wishes_refusals_and_searches_change_no_figure(self, ground: Ground) -> None:
        await record(ground.store, *STORIES)
        known = await ground.figures.newest_requests(20)
        said = [example(event_type) for event_type in SAID_ONLY]
        await record(ground.store, *said)

        assert await ground.figures.count(TODAY) == IN_ORDER
        assert await ground.figures.newest_requests(20) == known
        told = await ground.journeys.journey(said[0].correlationid)
        assert {event.type for event in told} == set(SAID_ONLY)

    async def test_a_match_is_where_its_newest_event_left_it(self, ground: Ground) -> None:
        await record(ground.store, *reversed(match_story("one")), batch=1)

        assert (await ground.figures.count(TODAY)).totals.minutes == 45

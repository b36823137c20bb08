"""What every store of figures must do; the fake runs it in unit, PostgreSQL in integration."""

import random
from datetime import date, timedelta

from services.reporting.figures.events import knowledge_of
from services.reporting.figures.model import report
from shared.contracts.referral_words import ReferralReason
from shared.contracts.words import Basis, Category, ServiceLine
from tests.support.reporting.building import (
    DAY,
    START,
    activity,
    closed,
    completed,
    created,
    escalated,
    helped,
    linked,
    mailed,
    match_story,
    named,
    unmatched,
)
from tests.support.reporting.changes import SAID_ONLY, drilled, example, marked, saying
from tests.support.reporting.partners import partner_story
from tests.support.reporting.purchases import purchase_story
from tests.support.reporting.referrals import (
    ASKED_BACK,
    COMPLETED,
    EXPIRED,
    HANDED_ON,
    accepted,
    declined,
    referral_story,
)
from tests.support.reporting.stories import IN_ORDER, STORIES, TODAY, Ground, record


class FiguresContract:
    """The behaviours of figures; a subclass gives the `ground` fixture."""

    async def test_organisations_are_counted_by_line_as_they_stood_on_the_last_day(
        self, ground: Ground
    ) -> None:
        events = [event for number in range(3) for event in partner_story(f"partner {number}")]
        events += partner_story("partner 1", rests=True)[-1:]
        events += partner_story("partner 2", leaves=True)[-1:]
        events += drilled(partner_story("drill"))
        random.Random(7).shuffle(events)  # noqa: S311  # an order, no secret
        await record(ground.store, *events)

        first = START.date()
        counted = await ground.figures.count(report.Period(first, first))
        later = await ground.figures.count(report.Period(first, first + timedelta(days=9)))

        assert counted.partners == [
            report.PartnerGroup("company", 1, 1, 0),
            report.PartnerGroup("food", 1, 1, 2),
        ]
        assert [group.told for group in later.partners] == [0, 0], "what they told lapsed"
        assert counted.organisations == report.Organisations(joined=1, paused=1, told=2)
        assert later.organisations == report.Organisations(joined=1, paused=1)

    async def test_what_organisations_told_is_added_up_where_it_is_counted_alike(
        self, ground: Ground
    ) -> None:
        events = [event for number in range(3) for event in partner_story(f"partner {number}")]
        events += partner_story("partner 3", rests=True)
        events += partner_story("partner 4", amount=None)
        events += partner_story("partner 5", leaves=True)
        await record(ground.store, *events)

        first = START.date()
        counted = await ground.figures.count(report.Period(first, first))
        later = await ground.figures.count(report.Period(first, first + timedelta(days=9)))

        assert counted.capacity == [report.CapacityGroup("food", "bags", "week", 4, 60, 1)]
        assert later.capacity == []

    async def test_referrals_are_counted_by_the_day_of_what_was_said_of_them(
        self, ground: Ground
    ) -> None:
        events = [
            *referral_story("one", accepted(10), COMPLETED),
            *referral_story("two", declined(30)),
            *referral_story("three", declined(60, ReferralReason.NOT_OURS)),
            *referral_story("four", declined(20)),
            *referral_story("five", EXPIRED),
            *referral_story("six", ASKED_BACK, accepted(60 * 24), HANDED_ON),
            *drilled(referral_story("drill", accepted(1))),
        ]
        random.Random(7).shuffle(events)  # noqa: S311  # an order, no secret
        await record(ground.store, *events)
        await record(ground.store, *events)

        today = await ground.figures.count(TODAY)
        tomorrow = await ground.figures.count(
            report.Period(DAY + timedelta(days=1), DAY + timedelta(days=1))
        )

        assert today.referrals == [
            report.ReferralGroup("accepted", None, 1),
            report.ReferralGroup("completed", None, 1),
            report.ReferralGroup("declined", "full", 2),
            report.ReferralGroup("declined", "not_ours", 1),
            report.ReferralGroup("expired", None, 1),
            report.ReferralGroup("handed_on", None, 1),
            report.ReferralGroup("sent", None, 6),
        ]
        assert today.minutes_to_answer == 25
        assert tomorrow.referrals == [report.ReferralGroup("accepted", None, 1)]
        assert tomorrow.minutes_to_answer == 60 * 24

    async def test_what_was_bought_is_counted_as_it_was_said_last_and_no_headcount_of_it(
        self, ground: Ground
    ) -> None:
        day, hour = START.date(), {"occurred_on": START.date()}
        many, none = {"delivery_id": named("many"), "quantity": 3}, {"quantity": 0}
        events = [
            *purchase_story(
                "art",
                ("contracted", {"unit_price_cents": 1}),
                ("delivered", hour),
                ("delivered", hour | many),
                ("delivered", hour | none | {"replaces": 2}),
                ("corrected", {"unit_price_cents": 6050}),
                ("delivered", {"delivery_id": named("early"), "occurred_on": date(2026, 11, 2)}),
            ),
            *purchase_story("crisis", ("contracted", {"service_line": ServiceLine.WELLBEING})),
            *purchase_story("gone", ("contracted", {}), ("ended", {"ended_on": date(2026, 11, 5)})),
            *drilled(purchase_story("drill", ("contracted", {}))),
        ]
        random.Random(7).shuffle(events)  # noqa: S311  # an order, no secret
        await record(ground.store, *events)

        counted = await ground.figures.count(report.Period(day, day))
        month = await ground.figures.count(report.Period(date(2026, 11, 1), day))

        assert counted.purchases == [
            report.PurchaseGroup("culture", 1, 1, 90, 3 * 6050, 12 * 6050),
            report.PurchaseGroup("wellbeing", 1, 0, 0, 0, 10 * 6050),
        ]
        assert [(it.contracts, it.deliveries) for it in month.purchases] == [(2, 2), (1, 0)]
        assert counted.totals == report.Totals()

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

    async def test_each_request_that_was_linked_to_another_is_counted_once(
        self, ground: Ground
    ) -> None:
        news = [created("one"), created("other"), created("third")]
        pairs = [("one", "other"), ("other", "one"), ("one", "third"), ("third", "one")]
        links = [linked(one, other, 2 + place) for place, (one, other) in enumerate(pairs)]
        await record(ground.store, *news, *links, *drilled([linked("drill", "one")]))

        assert (await ground.figures.count(TODAY)).totals.linked == 3

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
            activity("second", assignment="one", line=ServiceLine.FOOD),
        ]
        kept = min(twice, key=lambda event: event.subject_id)
        await record(ground.store, *twice, batch=1)

        figures = await ground.figures.count(TODAY)

        assert figures.totals.activities == 1
        line = ServiceLine.ERRANDS if kept is twice[0] else ServiceLine.FOOD
        assert [each.service_line for each in figures.activities] == [line]

    async def test_headcounts_are_apart_from_requests_and_by_how_they_are_known(
        self, ground: Ground
    ) -> None:
        known = (Basis.COUNTED, Basis.SAMPLED, Basis.ESTIMATED)
        told = [
            saying(activity(f"line {basis}", headcount=10 * at), basis=basis)
            for at, basis in enumerate(known, start=1)
        ]
        await record(ground.store, *helped("one"), *told)

        figures = await ground.figures.count(TODAY)

        totals = figures.totals
        assert (totals.people_helped, totals.activities) == (1, 4)
        assert (totals.headcount, totals.headcount_sampled, totals.headcount_estimated) == (
            10,
            20,
            30,
        )
        assert {(each.basis, each.headcount) for each in figures.activities} == {
            ("counted", 10),
            ("sampled", 20),
            ("estimated", 30),
        }

    async def test_an_activity_that_was_taken_back_counts_for_nothing_until_corrected(
        self, ground: Ground
    ) -> None:
        back = saying(activity("line", headcount=60, version=2), taken_back="twice")
        await record(ground.store, activity("line", headcount=60), activity("park", headcount=5))
        await record(ground.store, back)
        less = await ground.figures.count(TODAY)
        await record(ground.store, activity("line", headcount=59, version=3))
        more = await ground.figures.count(TODAY)

        assert (less.totals.activities, less.totals.headcount) == (1, 5)
        assert [each.headcount for each in less.activities] == [5]
        assert (more.totals.activities, more.totals.headcount) == (2, 64)

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

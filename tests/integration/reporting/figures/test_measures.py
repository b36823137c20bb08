"""Indicators over PostgreSQL say what other SQL says, and lead back to their events."""

import random
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from services.reporting.figures.adapters import INDICATORS_FOLDER, indicators_in
from services.reporting.figures.model.indicators import Figure, Indicators
from services.reporting.figures.model.report import Period
from services.reporting.figures.rules.indicator_files import read_indicators
from services.reporting.figures.store.figures import PostgresFigures
from services.reporting.figures.store.measures import PostgresMeasures
from services.reporting.figures.use_cases.count_indicators import CountIndicators, TraceFigure
from services.reporting.reports.wording.partners import said_of
from services.reporting.work import store_over
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.intake import FeedbackReceived
from shared.contracts.words import Category, Helped, ServiceLine
from shared.postgres.types import Pool
from tests.support.reporting.building import DAY, activity, called, escalated, fact, helped, named
from tests.support.reporting.partners import partner_story
from tests.support.reporting.purchases import purchase_story
from tests.support.reporting.referrals import accepted, referral_story
from tests.support.reporting.stories import STORIES, TODAY, record

PERSON = "c2" * 32
AGREED = {"first_day": DAY, "last_day": DAY + timedelta(days=90)}
WEEK = Period(DAY - timedelta(days=2), DAY + timedelta(days=5))
NEW = """
[[indicator]]
code = "mine"
name = { fi = "Oma", sv = "Egen", en = "Mine" }
definition = { fi = "Oma.", sv = "Egen.", en = "Mine." }
basis = "counted"
unit = "requests"
kind = "count"
formula = [{ measure = "requests.received", where = { municipality = ["178"] } }]
"""


def answered(name: str, said: Helped) -> Envelope[Event]:
    request_id = named(name)
    data = FeedbackReceived(request_id=request_id, helped=said)
    return fact(data, f"request/{request_id}", 9, about=request_id, minute=90)


def of_person(events: list[Envelope[Event]], person: str) -> list[Envelope[Event]]:
    return [
        each.model_copy(update={"data": each.data.model_copy(update={"person": person})})
        if each.type == "activity.logged"
        else each
        for each in events
    ]


def world() -> list[Envelope[Event]]:
    events = [
        *STORIES,
        *of_person(helped("again", municipality="178"), PERSON),
        *of_person(helped("and again", Category.PHARMACY), PERSON),
        answered("again", Helped.PARTLY),
        answered("and again", Helped.YES),
        escalated("in danger"),
        activity("a walk", headcount=7, line=ServiceLine.COMPANY),
        called("a call more"),
        *partner_story("partner 1"),
        *referral_story("again", accepted(10)),
        *purchase_story("art", ("contracted", AGREED), ("delivered", {"occurred_on": DAY})),
    ]
    random.Random(5).shuffle(events)  # noqa: S311  # an order, no secret
    return events


def counts(figures: list[Figure]) -> dict[str, int]:
    """Give the total of each as it was counted."""
    return {
        each.indicator.code: sum(int(count or 0) for cells in each.counts for count in cells)
        for each in figures
    }


def with_new_file() -> Indicators:
    files = {file.name: file.read_text("utf-8") for file in Path(INDICATORS_FOLDER).glob("*.toml")}
    return read_indicators({**files, "zz_new.toml": NEW})


async def test_figures_are_what_the_report_counts_and_lead_back_to_their_events(pool: Pool) -> None:
    await record(store_over(pool), *world())
    measures, known = PostgresMeasures(pool), with_new_file()

    figures = list(await CountIndicators(known, measures).count_indicators(TODAY.first, TODAY.last))
    told = await PostgresFigures(pool).count(TODAY)

    found, totals = counts(figures), told.totals
    assert (
        found.items()
        >= {
            "requests": totals.requests,
            "requests_by_channel": totals.requests,
            "requests_completed": totals.completed,
            "headcount": totals.headcount,
            "volunteer_hours": totals.minutes,
            "calls": sum(group.calls for group in told.calls),
            "calls_missed": told.missed_calls.whole,
            "calls_missed_by_month": told.missed_calls.whole,
            "organisations": told.organisations.joined + told.organisations.paused,
            "referrals_sent": said_of(told, "sent"),
            "referrals_accepted": said_of(told, "accepted"),
            "mine": 2,
        }.items()
    ), "the last of them is of a new file"
    trace = TraceFigure(known, measures)
    for code in (
        "requests",
        "people_helped",
        "calls",
        "calls_missed",
        "headcount",
        "volunteer_hours",
    ):
        ids = await trace.events_of(code, TODAY.first, TODAY.last)
        types = {row["type"] for row in await pool.fetch(TYPES, ids)}
        assert types
        assert types <= set(known.of(code).sources)
    one = await trace.events_of("requests", TODAY.first, TODAY.last, ["errands"])
    assert 0 < len(one) < len(await trace.events_of("requests", TODAY.first, TODAY.last))


TYPES = "SELECT type FROM event_log WHERE event_id = ANY ($1::uuid[])"


async def test_people_count_once_and_answers_are_of_who_was_helped(pool: Pool) -> None:
    await record(store_over(pool), *world())
    indicators = indicators_in()
    counting = CountIndicators(indicators, PostgresMeasures(pool))

    figures = list(await counting.count_indicators(WEEK.first, WEEK.last))

    found, by_code = counts(figures), {each.indicator.code: each for each in figures}
    persons = await pool.fetchval(
        "SELECT count(DISTINCT person) FROM activities WHERE NOT exercise AND taken_back IS NULL"
    )
    assert found["people_helped"] == found["people_helped_by_municipality"] == persons == 2
    assert found["people_not_deduplicated"] == 1
    for code in ("requests_by_month", "volunteer_hours_by_month", "calls_by_month"):
        assert by_code[code].rows == (f"{DAY:%Y-%m}",), "a month is written as a year and a month"
    answers = by_code["answers"]
    said = {row: cells[0] for row, cells in zip(answers.rows, answers.counts, strict=True)}
    assert said == {"none": 2, "partly": 1, "yes": 1}
    assert by_code["answer_rate"].counts == ((Decimal("0.5"),),)
    assert by_code["esf_participants"].counts == ((None,),), "only a form can tell"
    assert "volunteer_value" not in by_code, "off until the network switches it on"
    (deliveries, euros) = (found[f"purchases_{name}"] for name in ("deliveries", "euros"))
    bought = (await PostgresFigures(pool).count(WEEK)).purchases
    assert deliveries == sum(group.deliveries for group in bought) > 0
    assert euros == sum(group.cents for group in bought) // 100

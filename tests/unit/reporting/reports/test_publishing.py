"""What is published is what somebody else read; a correction tells of nobody by its difference."""

import json
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from services.reporting.figures.model.marks import AtLeast, Mark
from services.reporting.figures.model.report import Period
from services.reporting.figures.rules.shown import shown
from services.reporting.reports.model.report import Refusal, ReportId, State
from services.reporting.reports.rules.following import changed_by_few
from services.reporting.reports.rules.frozen import (
    cell_of_text,
    frozen,
    hash_of,
    text_of_cell,
    thawed,
)
from services.reporting.reports.rules.kept import figures_in, kept
from shared.contracts.reporting import ReportPublished
from tests.support.reporting.fakes import FakeStore
from tests.support.reporting.projects.building import AUTUMN, SPRING
from tests.support.reporting.reports.building import KNOWN, OTHER, PAID, Counts, Desk, FakeMeasures
from tests.support.reporting.reports.store_contract import READER, WRITER


@pytest.fixture
def desk() -> Desk:
    return Desk(FakeStore())


def store_of(desk: Desk) -> FakeStore:
    assert isinstance(desk.store, FakeStore)
    return desk.store


async def test_a_report_is_published_with_a_number_as_it_was_read_and_said_once(
    desk: Desk,
) -> None:
    report_id = await desk.begun()

    own = await desk.publishing.review(report_id, await desk.hash(report_id), WRITER)
    early = await desk.publish(report_id)
    assert (own, early) == (Refusal.OWN_TEXT, Refusal.NOT_REVIEWED)
    assert await desk.review(report_id) is None
    desk.counts.measures.scale = 99
    assert await desk.publish(report_id) is None
    assert await desk.publish(report_id) is None, "whoever presses twice finds it published"

    (said,) = store_of(desk).state.published
    reading = await desk.reading.read(report_id)
    assert reading is not None
    assert reading.edition is not None
    assert isinstance(said.data, ReportPublished)
    assert (said.subject, said.version, said.data.number) == (f"report/{report_id}", 1, 1)
    assert said.data.content_hash == hash_of(reading.edition.shown) == reading.hash
    assert reading.stored.report.state is State.PUBLISHED
    requests = next(each for each in reading.content.told if each.code == "requests")
    assert requests.total == Decimal(113), "as it was read, not as it is counted now"
    assert requests.target == Decimal(3000)
    assert store_of(desk).state.closed, "what was entered by hand is closed with it"


async def test_who_reviews_or_publishes_what_changed_meanwhile_reads_it_again(desk: Desk) -> None:
    report_id = await desk.begun()
    seen = await desk.hash(report_id)

    desk.counts.measures.scale = 61
    figures = await desk.publishing.review(report_id, seen, READER)
    await desk.review(report_id)
    await desk.write(report_id, "Ja vielä.", seen=1)
    text = await desk.publishing.publish(report_id, seen, READER)

    assert (figures, text) == (Refusal.CHANGED, Refusal.NOT_REVIEWED)
    assert store_of(desk).state.published == []


async def test_a_correction_that_differs_by_few_waits_and_one_by_many_is_a_version(
    desk: Desk,
) -> None:
    report_id = await desk.begun()
    await desk.review(report_id)
    await desk.publish(report_id)
    await desk.writing.correct(report_id, WRITER, "yksi pyyntö puuttui")

    desk.counts.measures.more["requests.received"] = 1
    few = await desk.review(report_id)
    desk.counts.measures.more["requests.received"] = 40
    many = await desk.review(report_id)
    await desk.publish(report_id)

    reading, first = await desk.reading.read(report_id), await desk.reading.read(report_id, 1)
    assert (few, many) == (Refusal.FEW_CHANGED, None)
    assert reading is not None
    assert first is not None
    assert [each.number for each in reading.stored.published] == [2, 1]
    assert reading.content.reason == "yksi pyyntö puuttui"
    assert changed_by_few(reading.content, [first.content]) == []
    assert [each.version for each in store_of(desk).state.published] == [1, 2]


async def test_it_is_compared_with_each_version_that_somebody_may_have(desk: Desk) -> None:
    report_id = await desk.begun()
    for more in (0, 40):
        desk.counts.measures.more["requests.received"] = more
        await desk.review(report_id)
        await desk.publish(report_id)
        await desk.writing.correct(report_id, WRITER, "taas")

    desk.counts.measures.more["requests.received"] = 2

    assert await desk.review(report_id) is Refusal.FEW_CHANGED


async def test_who_subtracts_what_another_project_published_of_the_same_days_learns_of_nobody(
    desk: Desk,
) -> None:
    first, second = await desk.begun(), await desk.begun(code=OTHER.code)
    await desk.review(second)
    await desk.review(first)
    assert await desk.publish(first) is None
    assert await desk.publish(second) is None, "what is the same tells nothing"
    for report_id in (first, second):
        assert await desk.writing.correct(report_id, WRITER, "tarkennus") is None
    desk.counts.measures.more["requests.received"] = 2
    few = await desk.review(first)
    desk.counts.measures.more["requests.received"] = 40
    many = await desk.review(first)
    desk.counts.measures.more["requests.received"] = 42
    reviewed = await desk.review(second)
    published = await desk.publish(first)
    late = await desk.publish(second)
    again = await desk.review(second)

    assert (few, many, reviewed, published) == (Refusal.FEW_CHANGED, None, None, None)
    assert (late, again) == (Refusal.CHANGED, Refusal.FEW_CHANGED)


async def test_what_only_forms_tell_another_project_is_not_compared(desk: Desk) -> None:
    first, second = await desk.begun(), await desk.begun(code=OTHER.code)
    desk.counts.entered["esf_participants", "women"] = 40
    await desk.review(first)
    await desk.publish(first)

    desk.counts.entered["esf_participants", "women"] = 42

    assert await desk.review(second) is None
    assert await desk.publish(second) is None


async def test_days_of_which_another_project_published_some_are_not_reviewed(desk: Desk) -> None:
    first = await desk.begun()
    days = Period(SPRING.first, SPRING.last - timedelta(days=1))
    across = await desk.begun(code=OTHER.code, days=days)
    assert await desk.review(across) is None, "nothing is published yet"
    await desk.review(first)
    await desk.publish(first)

    late = await desk.publish(across)

    assert (late, await desk.review(across)) == (Refusal.CHANGED, Refusal.CROSSED)


async def test_a_target_stands_beside_all_that_was_told_since_the_project_began(desk: Desk) -> None:
    first = await desk.begun()
    await desk.review(first)
    await desk.publish(first)
    desk.counts.measures.scale = 99

    later = await told(desk, await desk.begun(days=AUTUMN))
    lacking = await told(desk, await desk.begun(code=OTHER.code, days=AUTUMN))

    assert (later["requests"].target, lacking["requests"].target) == (3000, 500)
    assert later["requests"].so_far == later["requests"].total + Decimal(113)
    assert later["volunteers"].so_far == AtLeast(Decimal(99)), "who was there twice counts once"
    assert lacking["requests"].so_far == AtLeast(lacking["requests"].total), (
        "of one nothing is told"
    )
    assert later["headcount"].so_far is None, "it has no target"


async def told(desk: Desk, report_id: ReportId) -> dict[str, Any]:
    reading = await desk.reading.read(report_id)
    assert reading is not None
    assert thawed(frozen(reading.content)) == reading.content
    return {each.code: each for each in reading.content.told}


async def test_a_period_that_is_not_over_is_not_reviewed(desk: Desk) -> None:
    early = replace(desk, today=SPRING.last)
    report_id = await early.begun()

    assert await early.review(report_id) is Refusal.NOT_OVER


async def test_what_was_frozen_and_kept_is_read_as_it_was() -> None:
    counts = Counts(FakeMeasures(), {("esf_participants", "women"): 40, ("CO01", "women"): 3})
    desk = Desk(FakeStore(), counts)
    report_id = await desk.begun()
    reading = await desk.reading.read(report_id)
    figures = await counts(PAID, SPRING)

    assert reading is not None
    text = frozen(reading.content)
    assert thawed(text) == reading.content
    assert frozen(thawed(text)) == text
    assert json.loads(text)["texts"] == [["fi", "results", "Verkosto toimii."]]
    assert shown(figures_in(kept(figures), KNOWN)) == shown(figures)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (Decimal("1204.5"), "1204.5"),
        (Decimal(0), "0"),
        (AtLeast(Decimal(7)), ">=7"),
        (Mark.HIDDEN, "hidden"),
        (Mark.UNKNOWN, "unknown"),
        ("10\u201329", "=10\u201329"),
    ],
)
def test_a_frozen_cell_says_why_no_number_is_there(cell: Decimal | Mark, text: str) -> None:
    assert text_of_cell(cell) == text
    assert cell_of_text(text) == cell

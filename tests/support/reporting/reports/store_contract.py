"""What every keeper of reports must do; the fake runs it in unit, PostgreSQL in integration."""

import asyncio
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from services.reporting.reports.model.report import (
    Edition,
    Part,
    Place,
    Refusal,
    Report,
    ReportId,
    State,
    Which,
)
from services.reporting.reports.ports import ReportWork
from services.reporting.reports.rules.writing import Typed, Written
from services.reporting.reports.use_cases.write import Outcome, WriteReports
from shared.contracts.words import Language
from shared.work import Store
from tests.support.reporting.building import SPACE

WRITER, READER = UUID(int=7), UUID(int=8)
HALF = Which("esimerkki-2026", date(2026, 1, 1), date(2026, 6, 30))
AFTER = date(2026, 7, 1), date(2026, 12, 31)
AIMS = Place(Language.FINNISH, Part.AIMS)
HASH = "9f" * 32


def at_desk(reports: Store[ReportWork]) -> WriteReports:
    return WriteReports(reports, uuid4)


async def begun(reports: Store[ReportWork], which: Which = HALF) -> ReportId:
    return await at_desk(reports).begin(which, WRITER, simulated=False)


def held(report_id: ReportId, number: int = 1) -> Edition:
    return Edition(
        report_id=report_id,
        number=number,
        shown="{}",
        counted="[]",
        hash=HASH,
        reviewed_by=READER,
    )


class ReportsContract:
    """The behaviours of reports; a subclass gives the `reports` fixture."""

    async def test_there_is_one_report_of_a_project_and_days(
        self, reports: Store[ReportWork]
    ) -> None:
        other = Which(HALF.project, date(2026, 7, 1), date(2026, 12, 31))

        first, second = await asyncio.gather(begun(reports), begun(reports))
        third = await begun(reports, other)

        async with reports.begin() as work:
            every = await work.reports.every()
        assert first == second
        assert [each.id for each in every] == [third, first]
        assert every[1].number < every[0].number
        assert (every[1].state, every[1].edition, every[1].begun_by) == (State.DRAFTED, 1, WRITER)
        assert every[1].activation.id != SPACE

    async def test_the_later_of_two_writers_sees_what_the_former_wrote_and_nothing_is_lost(
        self, reports: Store[ReportWork]
    ) -> None:
        at, report_id = at_desk(reports), await begun(reports)

        ours = await at.write(report_id, AIMS, Typed("ours", 0), WRITER)
        twice = await at.write(report_id, AIMS, Typed("ours", 0), WRITER)
        theirs = await at.write(report_id, AIMS, Typed("theirs", 0), READER)
        assert isinstance(ours, Outcome)
        assert isinstance(twice, Outcome)
        assert isinstance(theirs, Outcome)
        assert theirs.newest is not None
        after = await at.write(report_id, AIMS, Typed("both", theirs.newest.number), READER)

        assert [each.written for each in (ours, twice, theirs)] == [
            Written.STORED,
            Written.SAME,
            Written.MEANWHILE,
        ]
        assert (theirs.newest.text, theirs.newest.by) == ("ours", WRITER)
        assert isinstance(after, Outcome)
        texts = await at.history(report_id, AIMS)
        assert [(each.number, each.text) for each in texts] == [(2, "both"), (1, "ours")]
        async with reports.begin() as work:
            assert [each.text for each in await work.reports.texts(report_id)] == ["both"]
            assert set(await work.reports.writers(report_id, 1)) == {WRITER, READER}
        assert await at.write(ReportId(uuid4()), AIMS, Typed("nobody's", 0), WRITER) is None

    async def test_what_was_reviewed_is_let_go_by_a_change(
        self, reports: Store[ReportWork]
    ) -> None:
        at, report_id = at_desk(reports), await begun(reports)
        await self._reviewed(reports, report_id)

        await at.write(report_id, AIMS, Typed("one word more", 0), WRITER)

        async with reports.begin() as work:
            found = await work.reports.find(report_id)
            assert await work.reports.editions(report_id) == []
        assert found is not None
        assert found.state is State.DRAFTED

    async def test_what_is_published_stays_and_is_corrected_by_a_further_edition(
        self, reports: Store[ReportWork]
    ) -> None:
        at, report_id = at_desk(reports), await begun(reports)
        reviewed = await self._reviewed(reports, report_id)
        async with reports.begin() as work:
            await work.reports.publish(report_id, 1, READER)
            await work.reports.stand(replace(reviewed, state=State.PUBLISHED))

        late = await at.write(report_id, AIMS, Typed("too late", 0), WRITER)
        assert late is Refusal.PUBLISHED
        assert await at.correct(report_id, WRITER, "a zero too many") is None
        assert await at.correct(report_id, WRITER, "once more") is Refusal.NOT_PUBLISHED
        assert isinstance(await at.write(report_id, AIMS, Typed("now", 0), WRITER), Outcome)

        async with reports.begin() as work:
            (published,) = await work.reports.editions(report_id)
            anew = await work.reports.lock(report_id)
        assert (published.number, published.published_by, published.hash) == (1, READER, HASH)
        assert published.published_at is not None
        assert anew is not None
        assert (anew.edition, anew.reason) == (2, "a zero too many")

    async def test_what_others_published_of_some_of_the_same_days_is_read_beside(
        self, reports: Store[ReportWork]
    ) -> None:
        days = {"same": HALF[1:], "across": (HALF.last, date(2026, 8, 1))}
        days |= {"apart": (date(2026, 7, 1), date(2026, 7, 31)), "draft": HALF[1:]}
        ids = {name: await begun(reports, Which(name, *each)) for name, each in days.items()}
        own = await begun(reports)
        async with reports.begin() as work:
            await work.reports.alone()
            for each in (*ids.values(), own):
                await work.reports.hold(held(each))
        for name in ("same", "across", "apart"):
            async with reports.begin() as work:
                await work.reports.publish(ids[name], 1, READER)

        async with reports.begin() as work:
            beside = await work.reports.beside(own)

        assert [each.which.project for each in beside] == ["same", "across"]
        assert [each.edition.report_id for each in beside] == [ids["same"], ids["across"]]
        assert beside[1].which[1:] == days["across"]
        assert all(each.edition.published_at for each in beside)

    async def test_what_was_published_last_of_earlier_periods_is_read_in_their_order(
        self, reports: Store[ReportWork]
    ) -> None:
        before = Which(HALF.project, date(2025, 7, 1), date(2025, 12, 31))
        earliest = Which(HALF.project, date(2025, 1, 1), date(2025, 6, 30))
        others = before._replace(project="other"), Which(HALF.project, *AFTER)
        every = [*others, before, earliest]
        ids = {each: await begun(reports, each) for each in every}
        own = await begun(reports)
        for each, number in (*((each, 1) for each in every), (before, 2)):
            async with reports.begin() as work:
                await work.reports.hold(held(ids[each], number))
                await work.reports.publish(ids[each], number, READER)
        async with reports.begin() as work:
            await work.reports.hold(held(ids[earliest], 2))
            former = await work.reports.former(own)

        assert [each.which for each in former] == [earliest, before]
        assert [each.edition.number for each in former] == [1, 2]

    async def _reviewed(self, reports: Store[ReportWork], report_id: ReportId) -> Report:
        async with reports.begin() as work:
            report = await work.reports.lock(report_id)
            assert report is not None
            await work.reports.hold(held(report_id))
            await work.reports.stand(replace(report, state=State.REVIEWED))
        return report

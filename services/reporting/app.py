"""Composition root: the one module that knows every concrete class of reporting."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from uuid_utils.compat import uuid7

from services.reporting.composition import MakeReportFiles, ReadFrom, reading_of
from services.reporting.directory import api as directory_api
from services.reporting.directory import pages as directory
from services.reporting.directory.adapters import read_terms
from services.reporting.directory.store import PostgresPartnerReader
from services.reporting.directory.use_cases import TellDirectory
from services.reporting.documents.adapters.charts import NARROW, chart_of
from services.reporting.event_log.store.log import PostgresJourneys
from services.reporting.event_log.store.months import PostgresMonths
from services.reporting.explorer import pages as explorer
from services.reporting.explorer.store import PostgresEventLooks, PostgresEventReader
from services.reporting.explorer.use_cases import ExploreEvents
from services.reporting.exports import api as figures_api
from services.reporting.exports.adapters import read_terms as read_open_terms
from services.reporting.exports.pages import keys as key_pages
from services.reporting.exports.pages import open_data
from services.reporting.exports.store import PostgresFigureKeys, PostgresPublishedReports
from services.reporting.exports.use_cases.keys import LookAfterKeys, drawn
from services.reporting.exports.use_cases.open_data import ShareOpenData
from services.reporting.exports.use_cases.read import ReadFigures
from services.reporting.figures.adapters import indicators_in
from services.reporting.figures.store.figures import PostgresFigures
from services.reporting.figures.use_cases.record_facts import RecordFacts
from services.reporting.jobs import pages as jobs
from services.reporting.jobs.store import PostgresDueJobs
from services.reporting.jobs.use_cases.ask import FollowJobs
from services.reporting.jobs.use_cases.make import MakeJobs
from services.reporting.open_picture import pages as open_picture
from services.reporting.open_picture.adapters import read_picture_terms
from services.reporting.open_picture.store import PostgresClosedDays
from services.reporting.open_picture.use_cases import KeepOpenPicture
from services.reporting.picture.pages import live, picture
from services.reporting.picture.store.pictures import PostgresPictures
from services.reporting.picture.use_cases.draw import DrawCharts
from services.reporting.picture.use_cases.follow import FollowPicture
from services.reporting.picture.use_cases.look import LookNow
from services.reporting.picture.use_cases.show import ShowPicture
from services.reporting.projects.adapters import square_of
from services.reporting.projects.model import Projects
from services.reporting.projects.pages import counts, direct, periods
from services.reporting.projects.rules.counts import blanks_of
from services.reporting.projects.use_cases.direct import DirectParticipants
from services.reporting.projects.use_cases.enter import EnterCounts, ShowPeriods
from services.reporting.queues import FACTS_QUEUE
from services.reporting.reports.pages import editions, projects, report, timeline, writing
from services.reporting.reports.use_cases.overview import ListReports
from services.reporting.reports.use_cases.publish import PublishReports
from services.reporting.reports.use_cases.read import ReadReports
from services.reporting.reports.use_cases.show import ShowReport, ShowTimeline
from services.reporting.reports.use_cases.write import WriteReports
from services.reporting.reports.wording.files import KIND
from services.reporting.settings import Settings
from services.reporting.work import ReportingWork, store_over
from shared.activation.current import PostgresCurrent
from shared.clock import HELSINKI
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.loops import DueRows, Limits, Loop, Pauses, PostgresSetbacks
from shared.sealing.tokens import token_hash
from shared.service import Opened, Service, Wired
from shared.web.streams import PING_SECONDS
from shared.work import Store

EACH_FEW_SECONDS: Final = Pauses(usual=timedelta(seconds=2))
LONG: Final = Limits(told=timedelta(minutes=4), ended=timedelta(minutes=10))
"""A form of a large report takes its time."""
LONGEST_ROW: Final = 500.0

NOW_AND_THEN: Final = Pauses(usual=timedelta(hours=6), after_failure=timedelta(minutes=5))


def wire(opened: Opened[Settings]) -> Wired:
    """Make the use cases over PostgreSQL; today is the network's day where the help is given."""
    today = partial(opened.clock.today, HELSINKI)
    settings = opened.settings
    indicators = indicators_in(settings.indicators_folder, settings.small_cells_file)
    loops: list[Loop] = []

    def hint() -> None:
        opened.hint()
        for loop in loops:
            loop.wake()

    store = store_over(opened.pool, opened.clock, hint)
    files = ReadFrom(opened.pool, opened.pages.funding, indicators, settings.projects_file)
    reading = reading_of(files, store)
    loops.append(_jobs(opened, store, MakeReportFiles(reading, opened.pages.catalogues)))
    opened_picture = KeepOpenPicture(
        PostgresClosedDays(opened.pool),
        read_picture_terms(indicators.small_cells.k, settings.open_picture_file),
        opened.clock.now,
    )
    recorder, (follow, *of_picture) = RecordFacts(store), _of_picture(opened)

    async def record(events: Sequence[Envelope[Event]]) -> None:
        await recorder.record_facts(events)
        follow.hint()

    return Wired(
        use_cases=[
            ShowReport(
                PostgresFigures(opened.pool),
                PostgresJourneys(opened.pool),
                today,
            ),
            ShowTimeline(PostgresJourneys(opened.pool)),
            ExploreEvents(PostgresEventReader(opened.pool), PostgresEventLooks(opened.pool)),
            EnterCounts(store, reading.projects, blanks_of(indicators), today),
            ShowPeriods(reading.projects),
            DirectParticipants(
                store, reading.projects, PostgresCurrent(opened.pool), today, uuid7, square_of
            ),
            *_for_others(opened, reading.projects),
            *_of_reports(store, reading, today),
            follow,
            *of_picture,
            opened_picture,
        ],
        batches={FACTS_QUEUE: record},
        loops=[
            *loops,
            follow.loop(),
            Loop("open_picture", opened_picture.close_days),
            Loop("log_months", PostgresMonths(opened.pool).make_ahead, NOW_AND_THEN),
        ],
    )


def _of_reports(
    store: Store[ReportingWork], reading: ReadReports, today: Callable[[], date]
) -> Sequence[object]:
    return (
        ListReports(store, reading.projects),
        reading,
        WriteReports(store, uuid7),
        PublishReports(store, reading, today),
        FollowJobs(store, uuid7),
    )


def _jobs(opened: Opened[Settings], store: Store[ReportingWork], files: MakeReportFiles) -> Loop:
    making = MakeJobs(store, {KIND: files})
    rows = DueRows(
        PostgresDueJobs(opened.pool).due,
        making.make,
        "job_id",
        PostgresSetbacks(opened.pool, "jobs"),
        making.give_up,
        row_seconds=LONGEST_ROW,
    )
    return Loop("jobs", rows, EACH_FEW_SECONDS, limits=LONG)


def _of_picture(opened: Opened[Settings]) -> tuple[FollowPicture, ShowPicture, DrawCharts]:
    """Make what shows the situation picture, and tells it to those who look."""
    pictures = PostgresPictures(opened.pool)
    look = LookNow(pictures, PostgresCurrent(opened.pool), opened.clock.now)
    return (
        FollowPicture(pictures, look, PING_SECONDS),
        ShowPicture(look, pictures, PostgresFigures(opened.pool)),
        DrawCharts(partial(chart_of, width=NARROW)),
    )


def _for_others(opened: Opened[Settings], projects: Projects) -> Sequence[object]:
    """Make what other houses' programs and anybody may ask."""
    settings, pool = opened.settings, opened.pool
    published, keys = PostgresPublishedReports(pool), PostgresFigureKeys(pool)
    terms, open_terms = (
        read_terms(settings.directory_file),
        read_open_terms(settings.open_data_file),
    )
    return [
        LookAfterKeys(keys, projects, uuid7, drawn),
        ReadFigures(published, keys, token_hash),
        ShareOpenData(published, open_terms, settings.origin),
        TellDirectory(PostgresPartnerReader(pool), terms, settings.origin),
    ]


SERVICE = Service(
    name="reporting",
    here=Path(__file__).parent,
    routers=[
        report.router,
        timeline.router,
        counts.router,
        periods.router,
        direct.router,
        explorer.router,
        live.router,
        open_picture.router,
        picture.router,
        directory.router,
        directory_api.router,
        projects.router,
        writing.router,
        editions.router,
        jobs.router,
        key_pages.router,
        open_data.router,
        figures_api.router,
    ],
    wire=wire,
)

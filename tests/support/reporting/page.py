"""Reporting's pages over a fake store: who is signed in, and what there is to see."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import uuid4

from fastapi import FastAPI
from typing_extensions import override

from services.reporting.app import SERVICE
from services.reporting.composition import MakeReportFiles
from services.reporting.directory.adapters import read_terms
from services.reporting.directory.model import DirectoryTerms
from services.reporting.directory.use_cases import TellDirectory
from services.reporting.documents.adapters.charts import NARROW, chart_of
from services.reporting.explorer.use_cases import ExploreEvents
from services.reporting.exports.model import OpenDataTerms, Published
from services.reporting.exports.use_cases.keys import LookAfterKeys, drawn
from services.reporting.exports.use_cases.open_data import ShareOpenData
from services.reporting.exports.use_cases.read import ReadFigures
from services.reporting.jobs.use_cases.ask import FollowJobs
from services.reporting.jobs.use_cases.make import MakeJobs
from services.reporting.open_picture.model import PictureTerms
from services.reporting.open_picture.use_cases import KeepOpenPicture
from services.reporting.picture.use_cases.draw import DrawCharts
from services.reporting.picture.use_cases.follow import FollowPicture
from services.reporting.picture.use_cases.look import LookNow
from services.reporting.picture.use_cases.show import ShowPicture
from services.reporting.projects.adapters import square_of
from services.reporting.projects.model import Projects
from services.reporting.projects.use_cases.direct import DirectParticipants
from services.reporting.projects.use_cases.enter import EnterCounts, ShowPeriods
from services.reporting.reports.model.content import Outline
from services.reporting.reports.use_cases.overview import ListReports
from services.reporting.reports.use_cases.publish import PublishReports
from services.reporting.reports.use_cases.read import ReadReports
from services.reporting.reports.use_cases.show import ShowReport, ShowTimeline
from services.reporting.reports.use_cases.write import WriteReports
from services.reporting.reports.wording.files import KIND
from shared.activation import FIRST_ACTIVATION, Activation
from shared.activation.standing import Standing
from shared.contracts.words import StaffRole
from shared.sealing.tokens import token_hash
from shared.web.pages import PAGES_FILE
from shared.web.permissions import PERMISSIONS_FILE
from shared.web.streams import PING_SECONDS
from tests.support.activations import ASLEEP, AWAKE, FakeCurrent
from tests.support.reporting.building import DAY, START
from tests.support.reporting.directory.fakes import FakePartnerReader
from tests.support.reporting.event_log.fakes import FakeJourneys
from tests.support.reporting.explorer.fakes import FakeEventLooks, FakeEventReader
from tests.support.reporting.exports.building import OPEN
from tests.support.reporting.exports.fakes import FakeFigureKeys, FakePublishedReports
from tests.support.reporting.fakes import FakeStore
from tests.support.reporting.figures.fakes import FakeFigures
from tests.support.reporting.jobs.fakes import FakeDueJobs
from tests.support.reporting.open_picture.fakes import FakeClosedDays
from tests.support.reporting.picture.fakes import FakePictures
from tests.support.reporting.projects.building import BLANKS, project
from tests.support.reporting.reports.building import KNOWN, OUTLINE, Counts
from tests.support.web.page_world import StaffPages, app_over_fakes, pages_of
from tests.support.web.staff import cookie_for

HERE = SERVICE.here
CONTACT = HERE.parents[1] / "deploy" / "contact.toml"


SHOWN = PictureTerms(shown=True, closes_at_hour=4, k=5)


@dataclass
class PageWorld(StaffPages):
    """The application over a fake store."""

    store: FakeStore = field(default_factory=FakeStore)
    terms: DirectoryTerms = field(default_factory=read_terms)
    published: list[Published] = field(default_factory=list)
    keys: FakeFigureKeys = field(default_factory=FakeFigureKeys)
    open_terms: OpenDataTerms = OPEN
    looks: FakeEventLooks = field(default_factory=FakeEventLooks)
    projects: Projects = field(default_factory=lambda: Projects((project(),)))
    counts: Counts = field(default_factory=Counts)
    outline: Outline = OUTLINE
    pages_file: Path = PAGES_FILE
    permissions_file: Path = PERMISSIONS_FILE
    now: datetime = START + timedelta(hours=2)
    rests: bool = False
    picture_terms: PictureTerms = SHOWN
    closed_days: FakeClosedDays = field(init=False)
    follow: FollowPicture = field(init=False)
    look: LookNow = field(init=False)

    def __post_init__(self) -> None:
        """Look at the picture at a moment that a test sets."""
        pictures = FakePictures(self.store)
        self.look = LookNow(pictures, self, lambda: self.now)
        self.closed_days = FakeClosedDays(self.store, lambda: self.now)
        self.follow = FollowPicture(pictures, self.look, PING_SECONDS)

    async def activation(self) -> Activation:
        """Give the open one."""
        return FIRST_ACTIVATION

    async def standing(self) -> Standing:
        """Say whether it is awake."""
        return ASLEEP if self.rests else AWAKE

    @property
    def reading(self) -> ReadReports:
        """Give what reads reports."""
        return ReadReports(self.store, self.projects, self.counts, KNOWN, self.outline)

    async def make_files(self) -> None:
        """Make what is asked for, as the loop does."""
        files = MakeReportFiles(self.reading, pages_of(SERVICE).catalogues)
        for job_id in await FakeDueJobs(self.store).due(9):
            await MakeJobs(self.store, {KIND: files}).make(job_id)

    @property
    def directing(self) -> DirectParticipants:
        """Show participants the funder's form, on a day of the tests."""
        return DirectParticipants(
            self.store, self.projects, FakeCurrent(), lambda: DAY, uuid4, square_of
        )

    @override
    def sign_in(self, role: StaffRole) -> str:
        """Sign somebody in and give the browser's cookie."""
        return cookie_for(role)

    @override
    def app(self) -> FastAPI:
        """Build the application as production does, over the fake store."""
        pictures = FakePictures(self.store)
        use_cases: list[object] = [
            ShowReport(FakeFigures(self.store), FakeJourneys(self.store), today=lambda: DAY),
            ShowTimeline(FakeJourneys(self.store)),
            ExploreEvents(FakeEventReader(self.store), self.looks),
            EnterCounts(self.store, self.projects, BLANKS, lambda: DAY),
            ShowPeriods(self.projects),
            self.directing,
            LookAfterKeys(self.keys, self.projects, uuid4, drawn),
            ReadFigures(FakePublishedReports(self.published), self.keys, token_hash),
            ShareOpenData(
                FakePublishedReports(self.published), self.open_terms, "http://localhost"
            ),
            TellDirectory(FakePartnerReader(self.store), self.terms, "http://localhost"),
            ListReports(self.store, self.projects),
            self.reading,
            WriteReports(self.store, uuid4),
            PublishReports(self.store, self.reading, lambda: DAY),
            FollowJobs(self.store, uuid4),
            KeepOpenPicture(self.closed_days, self.picture_terms, lambda: self.now),
            ShowPicture(self.look, pictures, FakeFigures(self.store)),
            self.follow,
            DrawCharts(partial(chart_of, width=NARROW)),
        ]
        pages = pages_of(SERVICE, self.pages_file, self.permissions_file)
        return app_over_fakes(SERVICE, pages, use_cases, self.store.is_closed)

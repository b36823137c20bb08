"""Reporting's pages over a fake store: who is signed in, and what there is to see."""

from dataclasses import dataclass, field
from pathlib import Path

from fastapi import FastAPI
from typing_extensions import override

from services.reporting.app import SERVICE
from services.reporting.reports.use_cases import ShowReport, ShowTimeline
from shared.contracts.words import StaffRole
from shared.web.pages import PAGES_FILE
from shared.web.permissions import PERMISSIONS_FILE
from tests.support.reporting.building import DAY
from tests.support.reporting.event_log.fakes import FakeJourneys
from tests.support.reporting.fakes import FakeStore
from tests.support.reporting.figures.fakes import FakeFigures
from tests.support.web.page_world import StaffPages, app_over_fakes, pages_of
from tests.support.web.staff import cookie_for

HERE = SERVICE.here
CONTACT = HERE.parents[1] / "deploy" / "contact.toml"


@dataclass
class PageWorld(StaffPages):
    """The application over a fake store."""

    store: FakeStore = field(default_factory=FakeStore)
    pages_file: Path = PAGES_FILE
    permissions_file: Path = PERMISSIONS_FILE

    @override
    def sign_in(self, role: StaffRole) -> str:
        """Sign somebody in and give the browser's cookie."""
        return cookie_for(role)

    @override
    def app(self) -> FastAPI:
        """Build the application as production does, over the fake store."""
        use_cases = [
            ShowReport(FakeFigures(self.store), FakeJourneys(self.store), today=lambda: DAY),
            ShowTimeline(FakeJourneys(self.store)),
        ]
        pages = pages_of(SERVICE, self.pages_file, self.permissions_file)
        return app_over_fakes(SERVICE, pages, use_cases, self.store.is_closed)

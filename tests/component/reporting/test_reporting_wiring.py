"""What the pages name is what the service provides."""

from datetime import timedelta

import asyncpg

from services.reporting.app import SERVICE
from services.reporting.reports.use_cases.show import ShowReport
from services.reporting.settings import Settings
from shared.clock import HELSINKI, Clock
from shared.service import Opened
from tests.support.all_services import NO_DATABASE, NOWHERE, told
from tests.support.reporting.page import CONTACT
from tests.support.web.wiring import named_and_provided

SETTINGS = Settings.model_validate(told(NO_DATABASE, NOWHERE))


def opened(clock: Clock | None = None) -> Opened[Settings]:
    unopened = asyncpg.create_pool(str(SETTINGS.postgres_url))
    return Opened(SETTINGS, unopened, SERVICE.pages(CONTACT), lambda: None, clock or Clock())


async def test_every_page_is_given_its_use_case() -> None:
    named = named_and_provided(SERVICE.routers, SERVICE.wire(opened()).use_cases)

    assert named == [
        "DirectParticipants",
        "DrawCharts",
        "EnterCounts",
        "ExploreEvents",
        "FollowJobs",
        "FollowPicture",
        "KeepOpenPicture",
        "ListReports",
        "LookAfterKeys",
        "PublishReports",
        "ReadFigures",
        "ReadReports",
        "ShareOpenData",
        "ShowPeriods",
        "ShowPicture",
        "ShowReport",
        "ShowTimeline",
        "TellDirectory",
        "WriteReports",
    ]


async def test_today_is_the_networks_day() -> None:
    clock = Clock(timedelta(days=400))

    (report, *_) = SERVICE.wire(opened(clock)).use_cases

    assert isinstance(report, ShowReport)
    assert report.today() == clock.today(HELSINKI)

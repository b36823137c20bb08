"""What the pages name is what the service provides."""

from datetime import timedelta

import asyncpg
from pydantic import AmqpDsn, HttpUrl, PostgresDsn, SecretStr

from services.reporting.app import SERVICE
from services.reporting.reports.use_cases import ShowReport
from services.reporting.settings import Settings
from shared.clock import HELSINKI, Clock
from shared.service import Opened
from tests.support.reporting.page import CONTACT
from tests.support.web.staff import PUBLIC_PASS_KEYS, STAMP_KEYS
from tests.support.web.wiring import named_and_provided

SETTINGS = Settings(
    postgres_url=PostgresDsn("postgresql://localhost/none"),
    rabbit_url=AmqpDsn("amqp://localhost/none"),
    http_port=1,
    public_url=HttpUrl("http://localhost:8080"),
    session_public_keys=PUBLIC_PASS_KEYS,
    session_stamp_keys=SecretStr(STAMP_KEYS),
)


def opened(clock: Clock | None = None) -> Opened[Settings]:
    unopened = asyncpg.create_pool(str(SETTINGS.postgres_url))
    return Opened(SETTINGS, unopened, SERVICE.pages(CONTACT), lambda: None, clock or Clock())


async def test_every_page_is_given_its_use_case() -> None:
    named = named_and_provided(SERVICE.routers, SERVICE.wire(opened()).use_cases)

    assert named == ["ShowReport", "ShowTimeline"]


async def test_today_is_the_networks_day() -> None:
    clock = Clock(timedelta(days=400))

    (report, *_) = SERVICE.wire(opened(clock)).use_cases

    assert isinstance(report, ShowReport)
    assert report.today() == clock.today(HELSINKI)

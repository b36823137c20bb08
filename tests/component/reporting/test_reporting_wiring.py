"""What the pages name is what the service provides."""

import asyncpg
from pydantic import AmqpDsn, HttpUrl, PostgresDsn

from services.reporting.app import SERVICE
from services.reporting.reports.use_cases import ShowReport, ShowTimeline
from services.reporting.settings import Settings
from shared.service import Opened
from tests.support.reporting.page import CONTACT
from tests.support.web.wiring import named_by

SETTINGS = Settings(
    postgres_url=PostgresDsn("postgresql://localhost/none"),
    rabbit_url=AmqpDsn("amqp://localhost/none"),
    http_port=1,
    public_url=HttpUrl("http://localhost:8080"),
)


async def test_every_page_is_given_its_use_case() -> None:
    unopened = asyncpg.create_pool(str(SETTINGS.postgres_url))
    opened = Opened(SETTINGS, unopened, SERVICE.pages(CONTACT), hint=lambda: None)

    named = await named_by(SERVICE.routers, SERVICE.wire(opened).use_cases)

    assert list(map(type, named)) == [ShowReport, ShowTimeline]

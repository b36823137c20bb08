"""What the pages name is what the service provides."""

import asyncpg
from pydantic import AmqpDsn, HttpUrl, PostgresDsn

from services.reporting.app import SERVICE
from services.reporting.settings import Settings
from shared.service import Opened
from tests.support.reporting.page import CONTACT
from tests.support.web.wiring import named_and_provided

SETTINGS = Settings(
    postgres_url=PostgresDsn("postgresql://localhost/none"),
    rabbit_url=AmqpDsn("amqp://localhost/none"),
    http_port=1,
    public_url=HttpUrl("http://localhost:8080"),
)


async def test_every_page_is_given_its_use_case() -> None:
    unopened = asyncpg.create_pool(str(SETTINGS.postgres_url))
    opened = Opened(SETTINGS, unopened, SERVICE.pages(CONTACT), hint=lambda: None)

    named = named_and_provided(SERVICE.routers, SERVICE.wire(opened).use_cases)

    assert named == ["ShowReport", "ShowTimeline"]

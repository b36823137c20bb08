"""What the journeys through intake's pages share."""

import pytest_asyncio
from playwright.async_api import Browser

from tests.support.intake.journey import Pages


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def pages(browser: Browser) -> Pages:
    """Give what the journeys of a worker share."""
    return Pages(browser)

"""One Chromium for all tests of a file: to start one costs as much as a short walk."""

from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import Browser

from tests.support.browser import chromium
from tests.support.intake.journey import Pages


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """Give the browser; whoever walks gets a fresh profile in it."""
    async with chromium() as started:
        yield started


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pages(browser: Browser) -> Pages:
    """Give what the journeys of a file share."""
    return Pages(browser)

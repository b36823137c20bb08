"""One Chromium for all tests of a worker: to start one costs as much as a short walk."""

from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.support.browser import chromium
from tests.support.patience import PATIENCE


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Give the browser; whoever walks gets a fresh profile in it."""
    expect.set_options(timeout=PATIENCE * 1000)
    async with chromium() as started:
        yield started

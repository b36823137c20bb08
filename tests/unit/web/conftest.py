"""A visitor of a small application inside the page kit."""

from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import httpx
import pytest

from tests.support.web.small_service import Browse, visiting


@pytest.fixture
def browse(tmp_path: Path) -> Browse:
    """Give a way to visit the application, built as the test wants it."""
    return partial(visiting, tmp_path)


@pytest.fixture
async def client(browse: Browse) -> AsyncIterator[httpx.AsyncClient]:
    """Give a visitor of the application."""
    async with browse() as visitor:
        yield visitor

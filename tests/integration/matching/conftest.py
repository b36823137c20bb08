"""Matching's real store on a database of the test's own."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from deploy.local.databases import Addresses
from tests.support.matching.grounds import PostgresGround, postgres_ground
from tests.support.matching.playing import Play
from tests.support.matching.two_scene import TwoScene


@pytest.fixture
async def ground(made: Addresses) -> AsyncIterator[PostgresGround]:
    async with postgres_ground(made.app_dsn) as ground:
        yield ground


@pytest.fixture
def play(ground: PostgresGround) -> Play:
    return Play(
        ground.store,
        ground.due_matches,
        ground.due_applicants,
        now=lambda: datetime.now(UTC),
        due_referrals=ground.due_referrals,
    )


@pytest.fixture
async def scene(ground: PostgresGround) -> TwoScene:
    return await TwoScene(ground).open()

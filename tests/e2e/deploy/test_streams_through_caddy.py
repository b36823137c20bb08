"""What is told to a page that listens comes through the front at once, packed or not."""

import asyncio
import shutil
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import httpx
import pytest

from deploy.local.folders import Folders
from deploy.local.front import front
from deploy.local.ports import free_port
from shared.contracts.words import StaffRole
from shared.web.streams import PING_SECONDS
from tests.support.deploy.answers import until_answers
from tests.support.intake.board.watching import Watcher
from tests.support.intake.page_world import PageWorld, ask, staffed
from tests.support.patience import PATIENCE
from tests.support.serving import served

pytestmark = pytest.mark.skipif(shutil.which("caddy") is None, reason="Caddy is not installed")


@pytest.mark.parametrize("packed", ["gzip", "identity"])
async def test_news_of_the_board_come_through_at_once(packed: str) -> None:
    world = staffed(PageWorld(), StaffRole.COORDINATOR)
    async with served(world.app) as origin, world.signed_in() as signed:
        ports = {name: free_port() for name in ("matching", "notify", "reporting", "catcher")}
        ports["intake"] = urlsplit(origin).port or 0
        with ExitStack() as stack:
            folders = Folders(Path(stack.enter_context(TemporaryDirectory(prefix="porukalla-"))))
            folders.make()
            port = free_port()
            program = front(folders, port, ports)
            stack.callback(program.kill)
            program.start()
            outside = f"http://localhost:{port}"
            await asyncio.to_thread(until_answers, outside)
            async with httpx.AsyncClient(
                base_url=outside,
                cookies=dict(signed.cookies),
                headers={"Accept-Encoding": packed},
                trust_env=False,
            ) as client:
                await news_come(world, Watcher(client))


async def news_come(world: PageWorld, watcher: Watcher) -> None:
    async with watcher.watch() as stream, asyncio.timeout(PATIENCE):
        await stream.until("seen")
        story = await ask(world)
        await world.follow.tell()
        # sooner than the next beat, which would push on what a proxy holds back
        async with asyncio.timeout(PING_SECONDS / 2):
            (row,) = (await stream.until("rows")).rows

    assert row["id"] == str(story.request_id)

"""A service that listens does not search through itself for garbage again and again."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.responses import PlainTextResponse

from shared.web.server import GARBAGE, LastingServer, listening
from tests.support.messaging import until


@asynccontextmanager
async def listening_server() -> AsyncIterator[None]:
    """Start one, and leave the process's search for garbage as it was."""
    usual = gc.get_threshold()
    server = LastingServer(listening(PlainTextResponse("here"), "127.0.0.1", 0, lifespan="off"))
    serving = asyncio.create_task(server.serve())
    try:
        await until(lambda: server.started)
        yield
    finally:
        server.should_exit = True
        await serving
        gc.unfreeze()
        gc.set_threshold(*usual)


async def test_what_is_there_when_it_begins_to_listen_is_not_searched_again() -> None:
    there = len(gc.get_objects())

    async with listening_server():
        assert gc.get_freeze_count() > there / 2
        assert gc.get_threshold()[0] == GARBAGE
        assert gc.isenabled()

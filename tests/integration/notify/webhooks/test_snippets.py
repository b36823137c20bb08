"""The receivers that the page shows, as they are shown: they verify, answer and tell."""

import asyncio
import os
import shutil
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import httpx
import pytest

from services.notify.deliveries.model import Accepted, Refused
from services.notify.endpoints.use_cases import SNIPPET_FOLDER, SNIPPETS
from tests.support.messaging import until
from tests.support.notify.webhooks.calls import LOCAL, SECRET, call, sender
from tests.support.patience import PATIENCE

OTHER_SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"
PROGRAMS = {"python": sys.executable, "node": shutil.which("node"), "php": shutil.which("php")}


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        found: int = listening.getsockname()[1]
        return found


@asynccontextmanager
async def receiver(name: str) -> AsyncIterator[str]:
    program = PROGRAMS[name]
    if program is None:
        pytest.skip(f"{name} is not on this machine (Debian: {name}-cli or {name}js)")
    port, file = free_port(), str(SNIPPET_FOLDER / f"{name}.txt")
    words = ["-S", f"127.0.0.1:{port}", file] if name == "php" else [file]
    told = {**os.environ, "WEBHOOK_SECRET": SECRET, "PORT": str(port)}
    running = await asyncio.create_subprocess_exec(
        program,
        *words,
        env=told,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        await until(lambda: _listens(port))
        yield f"http://127.0.0.1:{port}/"
    finally:
        running.kill()
        await running.wait()


async def _listens(port: int) -> bool:
    try:
        async with httpx.AsyncClient(timeout=PATIENCE) as client:
            return (await client.post(f"http://127.0.0.1:{port}/")).status_code == 401
    except httpx.TransportError:
        return False


@pytest.mark.parametrize("name", SNIPPETS)
async def test_a_receiver_from_the_page_answers_verifies_and_refuses(name: str) -> None:
    async with receiver(name) as url:
        post, item = sender(LOCAL), call(url)
        challenged = await post(replace(item, challenge="say-this"))
        news = await post(item)
        again = await post(item)
        rotated = await post(replace(item, secrets=(OTHER_SECRET, SECRET)))
        foreign = await post(replace(item, secrets=(OTHER_SECRET,)))

    assert challenged == Accepted("200")
    assert (news, again, rotated) == (Accepted("204"),) * 3
    assert foreign == Refused("401")

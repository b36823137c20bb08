"""Whether staff come in and people ask for help while a flood tries made-up names."""

import asyncio
import json
import statistics
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Final
from urllib.parse import urlsplit

from deploy.local.folders import CLONE
from deploy.local.record import Network
from deploy.local.secrets import Secrets
from tests.bench.measuring import Goal, Row, alone
from tests.support.intake.sign_in.accounts import add_passkey
from tests.support.passkey import SoftPasskey, options_on
from tests.support.person import Person

STAFF: Final = "demo-koordinaattori"
CONNECTIONS: Final = 500
SECONDS: Final = 60
SIGNED_IN: Final = Goal("<=", 2000)
ASKED: Final = Goal("<=", 500)


async def flood_rows(network: Network, secrets: Secrets) -> list[Row]:
    """Sign in again and again, in a browser that is known, and open the form, during a flood."""
    passkey = SoftPasskey(STAFF, network.origin)
    await add_passkey(network.databases["intake"], passkey)
    async with Person.at(network.origin) as staff, Person.at(network.origin) as asking:

        async def sign_in() -> None:
            page = await staff.open("/fi/kirjaudu")
            password = secrets.staff_password(STAFF)
            page = await staff.submit(page.form(), name=STAFF, password=password)
            answer = passkey.get(options_on(page.html))
            page = await staff.submit(page.form(), answer=answer)
            assert page.status == 200, page.text

        async def ask() -> None:
            page = await asking.open("/fi/apua/vaara")
            assert page.status == 200, page.text

        await sign_in()
        quiet = [await _took(ask) for _ in range(40)]
        flood = await _flooding(network)
        came_in, opened = await asyncio.gather(_during(flood, sign_in), _during(flood, ask))
        answers = json.loads(await _printed(flood))
    return [
        alone("sign-in in a known browser under flood, p95", _p95(came_in), "ms", SIGNED_IN),
        alone("sign-in in a known browser under flood, longest", max(came_in), "ms"),
        alone("form, quiet, p95", _p95(quiet), "ms"),
        alone("form under flood of 500 connections, p95", _p95(opened), "ms", ASKED),
        alone("flood: answered 429", answers.get("429", 0), ""),
        alone("flood: answered else", sum(answers.values()) - answers.get("429", 0), ""),
    ]


async def _flooding(network: Network) -> asyncio.subprocess.Process:
    port = str(urlsplit(network.origin).port)
    words = ["-m", "tests.bench.network.wrong_names", port, str(CONNECTIONS), str(SECONDS)]
    return await asyncio.create_subprocess_exec(
        sys.executable, *words, cwd=CLONE, stdout=asyncio.subprocess.PIPE
    )


async def _during(
    flood: asyncio.subprocess.Process, act: Callable[[], Awaitable[None]]
) -> list[float]:
    await asyncio.sleep(2)  # until all connections are made
    taken = []
    while flood.returncode is None:
        taken.append(await _took(act))
        await asyncio.sleep(0.5)
    return taken[:-1]


async def _printed(flood: asyncio.subprocess.Process) -> bytes:
    assert flood.stdout is not None
    return await flood.stdout.read()


async def _took(act: Callable[[], Awaitable[None]]) -> float:
    begun = time.perf_counter()
    await act()
    return 1000 * (time.perf_counter() - begun)


def _p95(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=20)[-1]

"""How soon a plea is a letter to a volunteer, and whether a crowd of pleas is answered."""

import asyncio
import statistics
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Final
from uuid import uuid4

import httpx

from deploy.local.record import Network
from deploy.local.secrets import Secrets
from services.matching.operating import add_volunteer
from tests.bench.measuring import Goal, Row, alone

VOLUNTEERS: Final = 40
ALONE: Final = 30
"""Pleas, one a second."""
A_SECOND, SECONDS = 50, 20
"""Pleas of the crowd."""
LETTER = Goal("<=", 150)
NONE = Goal("<=", 0)
_NUMBERS: Final = count(1_000_000)
"""Of a person each: what many ask with one number waits for a person."""
PLEA: Final = {
    "category": "groceries",
    "urgency": "no_hurry",
    "postal_code": "50100",
    "language": "fi",
}


async def plea_rows(network: Network, secrets: Secrets) -> list[Row]:
    """Ask once a second and look when the volunteer's letter arrived; then ask as a crowd."""
    await _let_people_join(network, secrets)
    async with httpx.AsyncClient(base_url=network.origin, trust_env=False, timeout=30) as client:
        await _until_letter(client, await _ask(client))  # connections are made, plans prepared
        waits = [1000 * (await _one(client)).total_seconds() for _ in range(ALONE)]
        answers = await _crowd(client)
    return [
        alone("plea to letter at 1/s, median", statistics.median(waits), "ms", LETTER),
        alone("plea to letter at 1/s, longest of 30", max(waits), "ms"),
        alone("50 pleas a second for 20 s: taken in", answers[201], ""),
        alone("50 pleas a second for 20 s: not taken in", answers.total() - answers[201], "", NONE),
    ]


async def _let_people_join(network: Network, secrets: Secrets) -> None:
    for number in range(VOLUNTEERS):
        await add_volunteer(
            network.databases["matching"],
            secrets.sealing_keys("matching"),
            name=f"Volunteer {number}",
            email=f"volunteer-{number}@example.org",
            postal_code="50100",
            languages=["fi"],
            categories=["groceries"],
        )


async def _one(client: httpx.AsyncClient) -> timedelta:
    second = asyncio.create_task(asyncio.sleep(1))
    waited = await _until_letter(client, await _ask(client))
    await second
    return waited


async def _ask(client: httpx.AsyncClient) -> datetime:
    """Send a plea without an address, so that the only letter is the volunteer's."""
    asked = datetime.now(UTC)
    answer = await _send(client)
    assert answer == httpx.codes.CREATED, answer
    return asked


async def _until_letter(client: httpx.AsyncClient, asked: datetime) -> timedelta:
    async with asyncio.timeout(30):
        while True:
            later = [at for at in await _letters(client) if at > asked]
            if later:
                return min(later) - asked
            await asyncio.sleep(0.2)


async def _letters(client: httpx.AsyncClient) -> Sequence[datetime]:
    """Give when each arrived, by the same machine's clock."""
    found = (await client.get("/_posti.json")).json()["mails"]
    return [datetime.fromisoformat(mail["received_at"]) for mail in found]


async def _crowd(client: httpx.AsyncClient) -> Counter[int]:
    """Send at the rate, whether or not the ones before were answered."""
    sent = []
    for _ in range(A_SECOND * SECONDS):
        sent.append(asyncio.create_task(_send(client)))
        await asyncio.sleep(1 / A_SECOND)
    return Counter(await asyncio.gather(*sent))


async def _send(client: httpx.AsyncClient) -> int:
    headers = {"Idempotency-Key": str(uuid4())}
    body = PLEA | {"phone": f"040{next(_NUMBERS)}"}
    return (await client.post("/api/requests", json=body, headers=headers)).status_code

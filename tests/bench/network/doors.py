"""Whether people are heard while a thousand machines a minute post (`./porukalla bench doors`)."""

import asyncio
import hashlib
import time
from collections import Counter
from itertools import count
from typing import Final
from uuid import uuid4

import httpx

from deploy.local.record import Network
from tests.bench.measuring import Goal, Row, alone
from tests.support.person import Person

BOTS_A_MINUTE, PEOPLE, SECONDS = 1_000, 60, 60
HEARD: Final = Goal(">=", 0.999)
NONE: Final = Goal("<=", 0)
SOON: Final = Goal("<=", 2)
_NUMBERS: Final = count(1_000_000)


async def door_rows(network: Network) -> list[Row]:
    """Have machines post without work while people send the form, one a second."""
    async with httpx.AsyncClient(base_url=network.origin, trust_env=False, timeout=30) as client:
        machines = asyncio.create_task(_machines(client))
        await asyncio.sleep(5)  # the flood is there first
        people = await asyncio.gather(*(_person(network, number) for number in range(PEOPLE)))
        answers = await machines
    waits = sorted(seconds for _, seconds in people)
    heard = sum(state == "received" for state, _ in people)
    return [
        alone("1,000 machines a minute: people heard and not held", heard / PEOPLE, "", HEARD),
        alone("the same: sending a form, p95", waits[int(0.95 * PEOPLE) - 1], "s", SOON),
        alone("the same: pleas of machines not kept", answers["lost"], "", NONE),
        alone("the same: pleas of machines held for a person", answers["held"], ""),
        alone("the same: pleas of machines that went ahead", answers["received"], ""),
    ]


async def _machines(client: httpx.AsyncClient) -> Counter[str]:
    tasks = []
    for _ in range(BOTS_A_MINUTE * SECONDS // 60):
        tasks.append(asyncio.create_task(_machine(client)))
        await asyncio.sleep(60 / BOTS_A_MINUTE)
    return Counter(await asyncio.gather(*tasks))


async def _machine(client: httpx.AsyncClient) -> str:
    body = {
        "category": "groceries",
        "urgency": "no_hurry",
        "postal_code": "50100",
        "language": "fi",
        "phone": f"040{next(_NUMBERS)}",
    }
    headers = {"Idempotency-Key": str(uuid4())}
    answer = await client.post("/api/requests", json=body, headers=headers)
    return str(answer.json()["state"]) if answer.is_success else "lost"


async def _person(network: Network, number: int) -> tuple[str, float]:
    """Fill the form in while the machines post; gives how it stands, and how long sending took."""
    await asyncio.sleep(number * (SECONDS - 10) / PEOPLE)
    async with Person.at(network.origin) as person:
        page = await person.open("/fi/apua/vaara")
        page = await person.submit(page.form(), danger="no")
        page = await person.submit(page.form(), on_behalf="no")
        page = await person.submit(page.form(), category="groceries")
        page = await person.submit(page.form(), payment="shop_bills")
        page = await person.submit(page.form(), urgency="today")
        page = await person.submit(page.form(), postal_code="50100")
        page = await person.submit(page.form(), phone=f"040{next(_NUMBERS)}", language="fi")
        page = await person.submit(page.form())
        proof = await asyncio.to_thread(_solved, *_work_of(page.html))
        begun = time.monotonic()
        page = await person.submit(page.form(), proof=proof)
        took = time.monotonic() - begun
        if not page.address.endswith("/valmis"):
            return "lost", took
        return "held" if "Ihminen katsoo" in page.text else "received", took


def _work_of(html: str) -> tuple[str, int]:
    after = html.partition('data-challenge="')[2]
    return after.partition('"')[0], int(after.partition('data-bits="')[2].partition('"')[0])


def _solved(challenge: str, bits: int) -> str:
    for number in count():
        text = f"{challenge}:{number}"
        digest = hashlib.sha256(text.encode()).digest()
        if int.from_bytes(digest, "big") >> (256 - bits) == 0:
            return text
    raise AssertionError

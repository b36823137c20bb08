"""Whatever programs send to the public API, it answers what was wrong, never that it broke.

PORUKALLA_API_CASES=5000 sends so many; without it a few, which take seconds.
"""

import asyncio
import os
from collections import Counter
from dataclasses import dataclass
from typing import Final

import httpx
import pytest

from deploy.local.rabbit import RabbitServer
from services.intake.queues import QUEUES
from shared.messaging.topology import declare
from tests.support.all_services import NAMES, build
from tests.support.api_cases import calls
from tests.support.fresh_databases import MakeDatabase
from tests.support.intake.app_world import SAID, running
from tests.support.serving import running as serving

CASES: Final = int(os.environ.get("PORUKALLA_API_CASES", "150"))
WHOLE: Final = {"postal_code": "50100", "phone": "040 123 4567"}


@dataclass(frozen=True)
class Broken:
    """An answer that says that we broke, and what was sent."""

    status: int
    method: str
    path: str
    body: bytes


@pytest.mark.timeout(2 * CASES)
async def test_nothing_that_is_sent_to_the_api_breaks_it(
    database: MakeDatabase, private_rabbit: RabbitServer, capsys: pytest.CaptureFixture[str]
) -> None:
    await declare(private_rabbit.url, [*QUEUES, SAID], settle_seconds=0)
    dsn = (await database("intake")).app_dsn
    async with running(dsn, private_rabbit.url) as client:
        document = (await client.get("/openapi.json")).json()
        made = await asyncio.to_thread(calls, document, CASES, WHOLE)
        answers = [(request, await client.send(request)) for request in made]

    broken = [
        Broken(answer.status_code, request.method, request.url.path, request.content)
        for request, answer in answers
        if answer.status_code >= 500
    ]
    statuses = Counter(int(answer.status_code) for _, answer in answers)
    with capsys.disabled():
        print(f"\n{len(answers)} cases: {dict(sorted(statuses.items()))}")  # noqa: T201  # a figure for the notes
    assert broken == []
    assert statuses[201] > len(answers) // 100, "few got as far as being stored"
    assert all(speaks_json(answer) for _, answer in answers)


def speaks_json(answer: httpx.Response) -> bool:
    return not answer.content or answer.headers["content-type"] in {
        "application/json",
        "application/problem+json",
    }


@pytest.mark.timeout(2 * CASES)
async def test_nothing_that_is_sent_to_what_reporting_gives_to_programs_breaks_it(
    database: MakeDatabase,
) -> None:
    app = build("reporting", (await database("reporting")).app_dsn)
    made = await asyncio.to_thread(calls, app.openapi(), CASES, {})
    async with serving(app) as client:
        answers = [await client.send(request) for request in made]

    assert [answer.url for answer in answers if answer.status_code >= 500] == []
    assert {200, 404, 422} <= {answer.status_code for answer in answers}
    assert all(speaks_json(answer) for answer in answers)


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"intake", "reporting"}))
def test_the_other_services_have_no_public_api(name: str) -> None:
    described = build(name, "postgresql://nobody@127.0.0.1:1/nowhere").openapi()

    assert described["paths"] == {}, "send cases to it too"

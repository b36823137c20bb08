"""The whole service while its broker or its database is away."""

import re

from deploy.local.postgres import PostgresServer
from deploy.local.rabbit import RabbitServer
from services.intake.migrations import COMPONENTS
from services.intake.queues import QUEUES
from shared.contracts.wire import read
from shared.messaging.topology import declare
from shared.postgres.migrations import migrate
from shared.postgres.pool import connected
from tests.support.fault_proxy import proxy_before
from tests.support.fresh_databases import MakeDatabase
from tests.support.intake.app_world import ORIGIN, SAID, ask, running, said
from tests.support.intake.calls.building import PHONED
from tests.support.intake.calls.desk import version_in
from tests.support.intake.page_world import fill_in, form_of, send
from tests.support.intake.sign_in.accounts import add_staff, sign_in
from tests.support.person import Page

TAKEN = """
SELECT urgency, postal_code, (
    SELECT count(*) FROM outbox
    WHERE type = 'request.created' AND subject = 'request/' || requests.id
) AS said
FROM requests
JOIN calls ON calls.request_id = requests.id
WHERE calls.id = $1::uuid
"""


async def test_without_the_broker_requests_are_taken_and_said_later(
    database: MakeDatabase, private_rabbit: RabbitServer
) -> None:
    addresses, rabbit_url = await database("intake"), private_rabbit.url
    await declare(rabbit_url, [*QUEUES, SAID], settle_seconds=0)

    async with (
        proxy_before(rabbit_url) as (proxy, url),
        running(addresses.app_dsn, url) as client,
    ):
        proxy.become("down")
        answers = [await ask(client) for _ in range(20)]
        health = (await client.get("/health/ready")).json()
        proxy.become("pass")
        bodies = await said(rabbit_url, 20)

    assert {answer.status_code for answer in answers} == {201}
    assert health["status"] == "degraded"
    assert health["checks"]["sweep"]["status"] == "ok"
    assert len({read(body).id for body in bodies}) == 20


async def test_without_the_database_nothing_is_promised(
    private_postgres: PostgresServer, private_rabbit: RabbitServer
) -> None:
    dsn = private_postgres.admin_dsn
    await migrate(dsn, COMPONENTS, "postgres")
    await declare(private_rabbit.url, [*QUEUES, SAID], settle_seconds=0)

    async with running(dsn, private_rabbit.url) as client:
        await fill_in(client)
        private_postgres.kill()
        answers = [
            await ask(client, "a-key-to-repeat"),
            await client.post(f"{form_of(client)}tarkista"),
        ]
        private_postgres.start()
        again = await ask(client, "a-key-to-repeat")
        done = await send(client)

    for answer in answers:
        assert answer.status_code == 503
        assert "+358 15 000 0000" in answer.text
        for word in ("received", "perillä", "vastaanotettu"):
            assert word not in answer.text.lower()
    assert again.status_code == 201
    assert done.status_code == 200


async def test_a_call_whose_database_dies_gives_its_words_back_and_is_taken_in_once(
    private_postgres: PostgresServer, private_rabbit: RabbitServer
) -> None:
    dsn = private_postgres.admin_dsn
    await migrate(dsn, COMPONENTS, "postgres")
    await declare(private_rabbit.url, [*QUEUES, SAID], settle_seconds=0)
    kaisas = await add_staff(dsn, "kaisa", "operator", ORIGIN)

    async with running(dsn, private_rabbit.url) as client:
        await sign_in(client, kaisas)
        begun = await client.post("/fi/ops", data={"direction": "inbound"})
        call = begun.headers["location"]
        version = version_in((await client.get(call)).text)
        private_postgres.kill()
        lost = await client.post(call, data={**PHONED, "version": version, "do": "new_request"})
        private_postgres.start()
        again = [await client.post(call, data=given_back(lost.text)) for _ in range(2)]
    async with connected(dsn) as owner:
        taken = await owner.fetch(TAKEN, call.rpartition("/")[2])

    assert (lost.status_code, lost.headers["retry-after"]) == (503, "30")
    assert "Mitään ei tallennettu" in lost.text
    assert {answer.status_code for answer in again} == {303}
    assert [(row["urgency"], row["postal_code"], row["said"]) for row in taken] == [
        ("within_2_days", "50100", 1)
    ]


def given_back(page: str) -> dict[str, str]:
    """Press the one button of the page that gives back what was typed."""
    (form,) = [each for each in Page("/", 503, page).forms if "/ops/" in each.action]
    (text,) = re.findall(r"<textarea[^>]*>\n(.*)</textarea>", page)
    (button,) = re.findall(r'<button[^>]* name="do" value="(\w+)"', page)
    filled = {name: values[-1] for name, values in form.fields.items()}
    return filled | {"text": text, "do": button}

"""Three days are played over real databases: what they hold is what the script says."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import asyncpg

from deploy.local.databases import Addresses
from deploy.local.ports import free_port
from deploy.local.secrets import Secrets
from deploy.local.services import SERVICES
from deploy.seeding.acts import Act, Ask, Buy, Deliver, Hold, Miss, Ring, SignUp
from deploy.seeding.draws import Drawing
from deploy.seeding.house import Ground
from deploy.seeding.play import play
from deploy.verifying.checks import checks_of
from deploy.verifying.ledgers import SetAside, open_ledgers
from deploy.verifying.places import Places
from shared.clock import shift
from tests.support.deploy.played import NUMBER, short_network, short_script
from tests.support.fresh_databases import MakeDatabase

COUNTED = {
    "requests": "SELECT count(*) FROM requests",
    "calls": "SELECT count(*) FROM calls WHERE direction = 'inbound'",
    "missed": "SELECT count(*) FROM missed_calls WHERE rang_at IS NOT NULL AND in_hours",
    "people": "SELECT sum(headcount) FROM activities WHERE assignment_id IS NULL",
    "times": "SELECT count(*) FROM activities WHERE assignment_id IS NULL",
    "volunteers": "SELECT count(*) FROM event_log WHERE type = 'volunteer.registered'",
    "contracts": "SELECT count(*) FROM event_log WHERE type = 'purchase.contracted'",
    "organisations": "SELECT count(*) FROM event_log WHERE type = 'partner.joined'",
    "published": "SELECT count(*) FROM event_log WHERE type = 'report.published'",
    "corrected": "SELECT count(*) FROM event_log WHERE body #>> '{data,replaces}' IS NOT NULL",
}
MORNING_AFTER = datetime(2020, 4, 18, 5, tzinfo=UTC)
DAYS = """
SELECT min(occurred_at), max(occurred_at), min(recorded_at), max(recorded_at), network_now()
FROM event_log
"""


async def test_what_is_played_is_what_the_script_says_in_its_own_year_and_verify_agrees(
    database: MakeDatabase, tmp_path: Path
) -> None:
    script = short_script()
    made = {name: await database(name) for name in SERVICES}

    done = await play(script, ground(made, tmp_path), NUMBER, 1)

    counted = {name: await asked(made["reporting"], query) for name, query in COUNTED.items()}
    first, last, arrived_first, arrived_last, now = await row(made["reporting"], DAYS)
    woken = await asked(made["intake"], "SELECT opened_at FROM activations")
    assert counted == said(Drawing(script, NUMBER, 1).acts())
    assert await asked(made["intake"], "SELECT count(*) FROM missed_calls") == done["calls missed"]
    days = [each.date() for each in (woken, first, arrived_first, last, arrived_last)]
    assert days == [script.first] * 3 + [MORNING_AFTER.date()] * 2
    assert timedelta() <= now - MORNING_AFTER < timedelta(minutes=5)
    assert done["reports published"] == 1
    assert await broken({name: each.verify_dsn for name, each in made.items()}) == {}
    await set_clocks_back(made)


def ground(made: Mapping[str, Addresses], secrets: Path) -> Ground:
    return Ground(
        databases={name: each.app_dsn for name, each in made.items()},
        owners={name: each.owner_dsn for name, each in made.items()},
        ledgers={name: each.verify_dsn for name, each in made.items()},
        secrets=Secrets(secrets),
        network=short_network(secrets / "network"),
        smtp_port=free_port(),
    )


async def row(database: Addresses, query: str) -> tuple[Any, ...]:
    connection = await asyncpg.connect(database.owner_dsn)
    try:
        return tuple(await connection.fetchrow(query) or ())
    finally:
        await connection.close()


async def asked(database: Addresses, query: str) -> Any:  # noqa: ANN401  # whatever is asked
    return (await row(database, query))[0]


async def set_clocks_back(made: Mapping[str, Addresses]) -> None:
    """Leave the databases as others expect them."""
    for each in made.values():
        owner = await asyncpg.connect(each.owner_dsn)
        await shift(owner, timedelta())
        await owner.close()


def said(acts: list[Act]) -> Mapping[str, int]:
    """Count what the script says."""
    whats: list[Any] = [each.what for each in acts]

    def of(kind: type) -> list[Any]:
        return [each for each in whats if isinstance(each, kind)]

    return {
        "requests": len(of(Ask)),
        "calls": len(of(Ring)) + sum(each.by_phone for each in of(Ask)),
        "missed": len(of(Miss)),
        "people": sum(each.people for each in of(Hold)) + sum(each.people for each in of(Deliver)),
        "times": len(of(Hold)) + len(of(Deliver)),
        "volunteers": sum(each.confirms for each in of(SignUp)),
        "contracts": len(of(Buy)),
        "organisations": 3,
        "published": 1,
        "corrected": 1,
    }


async def broken(ledgers: Mapping[str, str]) -> dict[str, str]:
    """Judge as `verify` does, with nothing on its way."""
    async with open_ledgers(Places(ledgers, "")) as opened:
        late = opened.moment + timedelta(days=1)
        checks, _ = await checks_of(opened, SetAside({}, {}, {}), late)
    return {check.rule: check.detail for check in checks if check.broken}

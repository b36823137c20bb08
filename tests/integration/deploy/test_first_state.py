"""A town's own network begins asleep in every service, once."""

import asyncpg

from deploy.local.first_state import begin_asleep
from deploy.local.services import SERVICES
from tests.support.fresh_databases import MakeDatabase

DECIDED = "UPDATE activations SET state = 'activated', version = version + 1"


async def states(owners: dict[str, str]) -> set[str]:
    found = set()
    for dsn in owners.values():
        connection = await asyncpg.connect(dsn)
        found.add(await connection.fetchval("SELECT state FROM activations"))
        await connection.close()
    return found


async def test_a_new_network_sleeps_everywhere_and_what_is_decided_stays(
    database: MakeDatabase,
) -> None:
    owners = {service: (await database(service)).owner_dsn for service in SERVICES}

    await begin_asleep(owners, is_new=False)
    before = await states(owners)
    await begin_asleep(owners, is_new=True)
    asleep = await states(owners)
    for dsn in owners.values():
        connection = await asyncpg.connect(dsn)
        await connection.execute(DECIDED)
        await connection.close()
    await begin_asleep(owners, is_new=False)

    assert (before, asleep, await states(owners)) == ({"activated"}, {"standby"}, {"activated"})


async def test_a_start_that_was_cut_off_is_made_up_for(database: MakeDatabase) -> None:
    owners = {service: (await database(service)).owner_dsn for service in SERVICES}
    connection = await asyncpg.connect(owners["intake"])
    await connection.execute("UPDATE activations SET state = 'standby'")
    await connection.close()

    await begin_asleep(owners, is_new=False)

    assert await states(owners) == {"standby"}

"""What is made on the servers before the services start, and removed once they run."""

import asyncio
from collections.abc import Mapping, Sequence

from deploy.local.broker_definitions import WITHOUT_LIMITS, check_user, has_limits
from deploy.local.databases import Addresses, addresses, close_server, create_database
from deploy.local.first_state import DECIDES, begin_asleep, is_bare
from deploy.local.secrets import Secrets
from deploy.local.services import SERVICES, all_queues, components_of
from deploy.local.verify_rights import let_verify
from shared.messaging.former_returns import remove_former
from shared.messaging.renewal import renew
from shared.messaging.takeover import take_over
from shared.messaging.topology import SETTLE_SECONDS, declare
from shared.postgres.migration_files import Phase
from shared.postgres.migrations import migrate
from shared.postgres.rights import read_rights


def make_databases(
    admin_dsn: str, secrets: Secrets, *, is_ours: bool, begins_asleep: bool = False
) -> Mapping[str, str]:
    """Create what is missing, migrate, and give each service's own address.

    A server of our own (`is_ours`) is closed to whoever has no database on it.
    """
    if is_ours:
        asyncio.run(close_server(admin_dsn))
    return asyncio.run(_make_databases(admin_dsn, secrets, begins_asleep=begins_asleep))


async def _make_databases(
    admin_dsn: str, secrets: Secrets, *, begins_asleep: bool
) -> Mapping[str, str]:
    made, bare = {}, set()
    for service in SERVICES:
        database = await create_database(admin_dsn, service, passwords=secrets.passwords(service))
        if await is_bare(database.owner_dsn):
            bare.add(service)
        await _migrate(database, service, "before")
        made[service] = database
    if begins_asleep:
        owners = {service: database.owner_dsn for service, database in made.items()}
        await begin_asleep(owners, is_new=DECIDES in bare)
    return {service: database.app_dsn for service, database in made.items()}


def finish_databases(admin_dsn: str, secrets: Secrets) -> None:
    """Apply the migrations that wait until no process of an earlier release runs."""
    asyncio.run(_finish_databases(admin_dsn, secrets))


async def _finish_databases(admin_dsn: str, secrets: Secrets) -> None:
    for service in SERVICES:
        database = addresses(admin_dsn, service, service, secrets.passwords(service))
        await _migrate(database, service, "after")


async def _migrate(database: Addresses, service: str, phase: Phase) -> None:
    components = components_of(service)
    rights = read_rights(components[-1][1])
    await migrate(database.owner_dsn, components, database.app_role, phase, rights)
    await let_verify(database.owner_dsn, f"{service}_verify", only=phase == "after")


def declare_queues(rabbit_url: str, as_users: Sequence[str] = ()) -> list[str]:
    """Declare every queue, renew and take over former ones; gives what a person should hear.

    Returns when a crash of the broker could not lose one any more. `as_users` are the addresses
    by which services connect: raises UnknownUserError when one of them cannot.
    """
    return asyncio.run(_declare_queues(rabbit_url, as_users))


async def _declare_queues(rabbit_url: str, as_users: Sequence[str]) -> list[str]:
    queues = all_queues()
    await declare(rabbit_url, queues, settle_seconds=0)
    waiting = []
    for queue in queues:
        waiting += await renew(rabbit_url, queue)
        await take_over(rabbit_url, queue)
    if not waiting:
        await remove_former(rabbit_url)
    for address in as_users:
        await check_user(address)
    await asyncio.sleep(SETTLE_SECONDS)
    told = [f"{name} is in use, and made anew at the next start" for name in waiting]
    return told if await has_limits(rabbit_url) else [*told, WITHOUT_LIMITS]

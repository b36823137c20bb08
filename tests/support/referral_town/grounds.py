"""The four databases of a town of referrals, and what `verify` says of them."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from deploy.local.services import SERVICES
from deploy.verifying.checks import checks_of
from deploy.verifying.ledgers import SetAside, open_ledgers
from deploy.verifying.places import Places
from shared.postgres.pool import open_pool
from shared.postgres.types import Pool
from tests.support.fresh_databases import MakeDatabase
from tests.support.intake.postgres_world import PostgresWorld, postgres_world
from tests.support.matching.grounds import PostgresGround as MatchingGround
from tests.support.matching.grounds import postgres_ground as matching_ground
from tests.support.notify.grounds import PostgresGround as NotifyGround
from tests.support.notify.grounds import postgres_ground as notify_ground

AT_ONCE: Final = timedelta()
"""How long a lease lasts where whoever died is started again at once."""
_NOTHING_IS_YOUNG: Final = timedelta(days=1)
_OF_FAKES: Final = "what is sealed has its key"
"""The keys that tell people apart are fakes in these towns."""


@dataclass(frozen=True)
class Grounds:
    """Each store as its service has it, and by which addresses `verify` comes."""

    intake: PostgresWorld
    matching: MatchingGround
    notify: NotifyGround
    reporting: Pool
    places: Places

    @property
    def pools(self) -> Mapping[str, Pool]:
        """Give each by its service."""
        own = {"intake": self.intake.pool, "matching": self.matching.pool}
        return {**own, "notify": self.notify.pool, "reporting": self.reporting}

    async def broken(self) -> dict[str, str]:
        """Judge as `verify` does, with nothing on its way: by broken rule what breaks it."""
        async with open_ledgers(self.places) as ledgers:
            late = ledgers.moment + _NOTHING_IS_YOUNG
            checks, _ = await checks_of(ledgers, SetAside({}, {}, {}), late)
        return {
            check.rule: check.detail for check in checks if check.broken and check.rule != _OF_FAKES
        }


@asynccontextmanager
async def open_grounds(database: MakeDatabase) -> AsyncIterator[Grounds]:
    """Make the databases and open them."""
    made = {service: await database(service) for service in SERVICES}
    dsns = {service: addresses.app_dsn for service, addresses in made.items()}
    async with AsyncExitStack() as stack:
        enter = stack.enter_async_context
        yield Grounds(
            await enter(postgres_world(dsns["intake"])),
            await enter(matching_ground(dsns["matching"])),
            await enter(notify_ground(dsns["notify"], AT_ONCE)),
            await enter(open_pool(dsns["reporting"], name="reporting")),
            Places({service: each.verify_dsn for service, each in made.items()}, ""),
        )

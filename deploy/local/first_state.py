"""A network of a town's own begins asleep: it is there before it is needed."""

from collections.abc import Mapping
from typing import Final

from shared.postgres.pool import connected

DECIDES: Final = "intake"
"""It says how the network stands; the others begin as it does."""
_BARE: Final = "SELECT to_regclass('public.activations') IS NULL"
_SLEEPS: Final = "SELECT EXISTS (SELECT FROM activations WHERE version = 0 AND state = 'standby')"
_TO_SLEEP: Final = """
UPDATE activations SET state = 'standby'
WHERE version = 0 AND state = 'activated' AND NOT exercise
"""


async def is_bare(owner_dsn: str) -> bool:
    """Say whether a service's database was made just now, before its first migration."""
    async with connected(owner_dsn) as owner:
        return bool(await owner.fetchval(_BARE))


async def begin_asleep(owner_dsns: Mapping[str, str], *, is_new: bool) -> None:
    """Put a new network to sleep in every service; what was decided since stays as it was.

    A start that was cut off is made up for by the next: the others follow who decides.
    """
    async with connected(owner_dsns[DECIDES]) as owner:
        if is_new:
            await owner.execute(_TO_SLEEP)
        if not await owner.fetchval(_SLEEPS):
            return
    for service in owner_dsns.keys() - {DECIDES}:
        async with connected(owner_dsns[service]) as owner:
            await owner.execute(_TO_SLEEP)

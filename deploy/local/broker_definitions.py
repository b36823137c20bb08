"""What a broker is told before it serves us: the limits of our queues."""

from deploy.local.services import SERVICES
from shared.messaging.limits import Policy, are_loaded, definitions, policies, proof
from shared.messaging.publisher import connect

LIMITS = policies(SERVICES)
WITHOUT_LIMITS = "the broker has not this version's limits; load `./porukalla definitions` into it"


def definitions_of(
    vhost: str, further: tuple[Policy, ...] = ()
) -> dict[str, list[dict[str, object]]]:
    """Give the definitions file, with what lets `status` see that it was loaded."""
    return definitions((*LIMITS, proof(LIMITS), *further), vhost)


async def has_limits(rabbit_url: str) -> bool:
    """Say whether the broker has the limits of this version."""
    connection = await connect(rabbit_url, "porukalla limits")
    async with connection:
        return await are_loaded(connection, LIMITS)

"""What a broker is told before it serves us: the limits of our queues, and who may do what."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from aiormq.exceptions import (
    AuthenticationError,
    InvalidFrameError,
    ProbableAuthenticationError,
)

from deploy.local import broker_rights
from deploy.local.broker_users import passwords
from deploy.local.secrets import Secrets
from deploy.local.services import SERVICES, queues_of
from shared.messaging import limits
from shared.messaging.publisher import connect

LIMITS = limits.policies(SERVICES)
RIGHTS = broker_rights.rights_of({name: queues_of(name) for name in SERVICES})
WITHOUT_LIMITS = "the broker has not this version's limits; load `./porukalla definitions` into it"


class UnknownUserError(Exception):
    """The broker does not let a service's user in: load `./porukalla definitions` into it."""


Definitions = Mapping[str, Sequence[Mapping[str, object]]]


def definitions_of(vhost: str, secrets: Secrets) -> Definitions:
    """Give the definitions file: limits, users with this installation's passwords, and rights."""
    users = broker_rights.definitions(RIGHTS, passwords(secrets), vhost)
    return {**limits_of(vhost), **users}


def limits_of(vhost: str, further: tuple[limits.Policy, ...] = ()) -> Definitions:
    """Give the limits alone, with what lets `status` see that they were loaded."""
    return limits.definitions((*LIMITS, limits.proof(LIMITS), *further), vhost)


async def has_limits(rabbit_url: str) -> bool:
    """Say whether the broker has the limits of this version."""
    connection = await connect(rabbit_url, "porukalla limits")
    async with connection:
        return await limits.are_loaded(connection, LIMITS)


async def check_user(address: str) -> None:
    """See that the broker lets the user of this address in; raises UnknownUserError."""
    try:
        connection = await connect(address, "deploy")
    except (AuthenticationError, ProbableAuthenticationError, InvalidFrameError):
        raise UnknownUserError(urlsplit(address).username) from None
    await connection.close()

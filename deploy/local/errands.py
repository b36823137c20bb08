"""What a start does once with the services' libraries: a helper does it, and takes them with it.

They are imported within, for whoever names an errand must not load what it needs.
"""

from collections.abc import Mapping, Sequence

from deploy.local.rabbit_files import Definitions
from deploy.local.record import Network
from deploy.local.secrets import Secrets


def make_databases(
    admin_dsn: str, secrets: Secrets, *, is_ours: bool, begins_asleep: bool
) -> Mapping[str, str]:
    """Create what is missing, migrate, and give each service's own address."""
    from deploy.local import preparation  # noqa: PLC0415  # see above

    return preparation.make_databases(
        admin_dsn, secrets, is_ours=is_ours, begins_asleep=begins_asleep
    )


def broker_definitions(secrets: Secrets) -> Definitions:
    """Give what a private broker is told: limits, users and rights."""
    from deploy.local import broker_definitions as told  # noqa: PLC0415  # see above

    return told.definitions_of("/", secrets)


def declare_queues(rabbit_url: str, as_users: Sequence[str] = ()) -> list[str]:
    """Declare every queue, and see that services are let in; gives what a person should hear."""
    from deploy.local import preparation  # noqa: PLC0415  # see above

    return preparation.declare_queues(rabbit_url, as_users)


def seed_if_empty(network: Network, secrets: Secrets) -> None:
    """Make the demo town where nobody is stored yet."""
    from deploy.local import demo_data  # noqa: PLC0415  # see above

    demo_data.seed_if_empty(network, secrets)


def finish(network: Network, admin_dsn: str, secrets: Secrets) -> None:
    """Wait until the network takes requests, then remove what only the release before needed."""
    from deploy.local import first_answer, preparation  # noqa: PLC0415  # see above

    first_answer.until_ready(network)
    preparation.finish_databases(admin_dsn, secrets)


def try_letter(network: Network, secrets: Secrets, to: str, *, is_caught: bool) -> None:
    """Try the whole way of a letter."""
    from deploy.local import letter_trial  # noqa: PLC0415  # see above

    letter_trial.try_letter(network, secrets, to=to, is_caught=is_caught)

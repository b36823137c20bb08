"""`porukalla definitions`: what to load into a RabbitMQ of one's own."""

import json
from typing import Annotated

import typer


def definitions(
    vhost: Annotated[
        str, typer.Option(help="The virtual host that PORUKALLA_RABBIT_URL ends with.")
    ] = "/",
) -> None:
    """Print the limits of our queues as a RabbitMQ definitions file.

    For a server that is given; a private one has them. Load them, at first and after an update,
    with `rabbitmqctl import_definitions FILE` or its management page; queues are not touched.
    """
    from deploy.local.broker_definitions import definitions_of  # noqa: PLC0415  # see app.py

    print(json.dumps(definitions_of(vhost), indent=2))

"""`porukalla definitions`: what to load into a RabbitMQ of one's own."""

import json
from typing import Annotated

import typer

from deploy.cli.options import State


def definitions(
    vhost: Annotated[
        str, typer.Option(help="The virtual host that PORUKALLA_RABBIT_URL ends with.")
    ] = "/",
    state: State = None,
) -> None:
    """Print limits of our queues, users and rights as a RabbitMQ definitions file.

    For a server that is given; a private one has them. Load them, at first and after an update,
    with `rabbitmqctl import_definitions FILE` or its management page; queues are not touched.
    Passwords are made here, kept in the state folder, and printed as hashes only. Then give the
    server's address without a user: PORUKALLA_RABBIT_URL=amqp://HOST:5672/
    """
    from deploy.local.broker_definitions import definitions_of  # noqa: PLC0415  # see app.py
    from deploy.local.folders import choose_folders  # noqa: PLC0415  # see app.py
    from deploy.local.secrets import Secrets  # noqa: PLC0415  # see app.py

    folders = choose_folders(state)
    folders.make()
    print(json.dumps(definitions_of(vhost, Secrets(folders.secrets)), indent=2))

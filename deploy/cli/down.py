"""`porukalla down`: end the network that runs on this machine."""

from typing import Annotated

import typer

from deploy.cli.exits import Exit
from deploy.cli.options import State

PATIENCE_SECONDS = 120.0


def down(
    *,
    timeout: Annotated[
        float, typer.Option(help="Seconds after which what still runs is killed.")
    ] = PATIENCE_SECONDS,
    state: State = None,
) -> None:
    """Stop everything; data and keys stay.

    Front, services, mail catcher and servers end in this order, leaving no process and no port.
    """
    from deploy.local.folders import choose_folders  # noqa: PLC0415  # see app.py
    from deploy.local.stop_network import Outcome, stop_network  # noqa: PLC0415  # see app.py

    folders = choose_folders(state)
    outcome = stop_network(folders, timeout)
    print(outcome.value)
    if outcome is Outcome.KILLED:
        raise typer.Exit(Exit.FAILED)

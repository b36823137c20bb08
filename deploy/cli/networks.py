"""The network that a command works on, or the end of the command."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from deploy.cli.exits import Exit

if TYPE_CHECKING:
    from deploy.local.record import Network


def network_or_exit(state: Path | None) -> "Network":
    """Give the network that runs here or is given by addresses; else say so and exit with 4."""
    from deploy.local.folders import choose_folders  # noqa: PLC0415  # see app.py
    from deploy.local.start_report import reason_of  # noqa: PLC0415  # see app.py
    from deploy.local.which_network import NoNetworkError, find_network  # noqa: PLC0415  # see app.py

    try:
        return find_network(choose_folders(state))
    except NoNetworkError as error:
        typer.echo(reason_of(error), err=True)
        raise typer.Exit(Exit.UNREACHABLE) from None

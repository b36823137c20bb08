"""`porukalla seed`: the demo town in an empty network."""

import sys
from typing import Annotated

import typer

from deploy.cli.exits import Exit
from deploy.cli.options import State

SEED = 7


def seed(
    *,
    number: Annotated[int, typer.Option("--seed", help="The same number, the same town.")] = SEED,
    force: Annotated[
        bool, typer.Option("--force", help="Also where people are stored already.")
    ] = False,
    state: State = None,
) -> None:
    """Add the demo town, each person once.

    Staff, volunteers around Mikkeli and a partner organisation; the same --seed, the same town.
    Refuses (exit 1) a network that already holds other people's data, unless forced.
    """
    from deploy.local.demo_data import NotEmptyError, Seeding  # noqa: PLC0415  # see app.py
    from deploy.local.folders import choose_folders  # noqa: PLC0415  # see app.py
    from deploy.local.record import running_network  # noqa: PLC0415  # see app.py
    from deploy.local.secrets import Secrets  # noqa: PLC0415  # see app.py
    from deploy.local.start_report import reason_of  # noqa: PLC0415  # see app.py

    folders = choose_folders(state)
    network = running_network(folders)
    if network is None:
        print("nothing runs here; start it first: ./porukalla up", file=sys.stderr)
        raise typer.Exit(Exit.UNREACHABLE)
    try:
        added = Seeding(network, Secrets(folders.secrets), number).run(force=force)
    except NotEmptyError as error:
        print(reason_of(error), file=sys.stderr)
        raise typer.Exit(Exit.FAILED) from None
    for line in added or ["nothing to add"]:
        print(line)

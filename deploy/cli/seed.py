"""`porukalla seed`: the demo town in an empty network, or a project that is played."""

import sys
from pathlib import Path
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
    project: Annotated[
        str | None,
        typer.Option("--project", help="Play this project in a network of its own instead."),
    ] = None,
    weeks: Annotated[
        int | None, typer.Option("--weeks", min=1, help="Of the project: the first ones only.")
    ] = None,
    state: State = None,
) -> None:
    """Add the demo town, each person once.

    Staff, volunteers around Mikkeli and a partner organisation; the same --seed, the same town.
    Refuses (exit 1) a network that already holds other people's data, unless forced.

    With --project the days of a simulated project are played in a folder of its own, by its own
    clock, which stays there; exit 1 where it was played before.
    """
    if project is not None:
        _play(project, number, weeks, state)
        return
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


def _play(project: str, number: int, weeks: int | None, state: Path | None) -> None:
    """Play a project, telling of each day where somebody watches."""
    from deploy.local.folders import Folders, choose_folders  # noqa: PLC0415  # see app.py
    from deploy.local.single_supervisor import AlreadyRunningError  # noqa: PLC0415  # see app.py
    from deploy.local.start_report import reason_of  # noqa: PLC0415  # see app.py
    from deploy.seeding import seed  # noqa: PLC0415  # see app.py
    from shared.telemetry import logs  # noqa: PLC0415  # see app.py

    logs.configure("seed", "ERROR")
    folders = choose_folders(state) if state else Folders(choose_folders().state / project)
    refusals = (
        seed.UnknownProjectError,
        seed.PlayedAlreadyError,
        seed.NotEmptyError,
        AlreadyRunningError,
    )
    try:
        counts = seed.Seed(folders, project, number, weeks, _tell).run()
    except refusals as error:
        print(reason_of(error), file=sys.stderr)
        raise typer.Exit(Exit.FAILED) from None
    for what, count in counts.items():
        print(f"{what}\t{count}")
    print(f"see it: ./porukalla up --state {folders.state}", file=sys.stderr)


def _tell(day: object, counts: object) -> None:
    """Say where the clock of the play stands."""
    del counts
    if sys.stderr.isatty():
        print(f"\r{day}", end="", file=sys.stderr, flush=True)

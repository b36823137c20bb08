"""`porukalla indicators`: what is counted of a period, and the events a figure came from."""

import asyncio
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from deploy.cli.exits import Exit
from deploy.cli.networks import network_or_exit
from deploy.cli.options import State, network_files
from deploy.cli.reader import language_of

if TYPE_CHECKING:
    from services.reporting.operating import Period

app = typer.Typer(help="What is counted of a period.", no_args_is_help=True)

Folder = Annotated[
    Path | None,
    typer.Option("--folder", help="Files to read instead of deploy/network/indicators."),
]


@app.command("check")
def check(folder: Folder = None) -> None:
    """Read the files and say everything that is wrong with them; exit 1 when anything is."""
    from services.reporting.operating import IndicatorsError, indicators_of  # noqa: PLC0415  # see app.py

    try:
        found = indicators_of(folder) if folder else indicators_of()
    except IndicatorsError as error:
        print(*error.problems, sep="\n", file=sys.stderr)
        raise typer.Exit(Exit.FAILED) from None
    print(f"{len(found.known)} indicators, nothing wrong")


@app.command("list")
def list_indicators(folder: Folder = None) -> None:
    """List them: code, kind, what it is by, where its numbers come from, name in your language.

    Where no event tells, "by hand" stands; "unconfirmed" where nobody has confirmed the code.
    """
    from services.reporting.operating import indicators_of  # noqa: PLC0415  # see app.py

    language = language_of(os.environ)
    for each in indicators_of(folder) if folder else indicators_of():
        by = " × ".join(each.by) or "-"  # noqa: RUF001  # as tables are written
        sources = ", ".join(each.sources) or "by hand"
        state = "unconfirmed" if each.unconfirmed else "off" if not each.is_on else "-"
        print("\t".join((each.code, each.kind, by, sources, state, each.name[language])))


@app.command("events")
def events(
    code: Annotated[str, typer.Argument(help="As `indicators list` says it.")],
    period: Annotated[str, typer.Option(help="First and last day: 2026-01-01/2026-06-30.")],
    *,
    project: Annotated[
        str, typer.Option(help="The code of a project: the days must be a period of its.")
    ] = "",
    cell: Annotated[
        list[str] | None,
        typer.Option(help="One row (and column) of the figure by its code: food, 491, 2026-05."),
    ] = None,
    state: State = None,
) -> None:
    """Print the ids of the events a figure came from, one a line; each tells nothing by itself.

    What is shown by its id is in /tapahtumat, where whoever runs the network looks into the log.
    """
    from services.reporting.operating import UnknownIndicatorError, events_of_figure  # noqa: PLC0415  # see app.py

    days, network = _days(period, project, state), network_or_exit(state)
    dsn = network.databases["reporting"]
    try:
        ids = asyncio.run(events_of_figure(dsn, code, days, cell or ()))
    except UnknownIndicatorError:
        _refuse(f"There is no indicator {code}.")
    except OSError as error:
        print(f"A server does not answer: {type(error).__name__}", file=sys.stderr)
        raise typer.Exit(Exit.UNREACHABLE) from None
    for each in ids:
        print(each)


def _days(period: str, project: str, state: Path | None) -> "Period":
    from services.reporting.operating import Period, periods_of  # noqa: PLC0415  # see app.py

    try:
        first, last = map(date.fromisoformat, period.split("/"))
    except ValueError:
        _refuse("A period is a first and a last day: 2026-01-01/2026-06-30.")
    if not project:
        return Period(first, last)
    periods = periods_of(project, **network_files(state))
    if periods is None:
        _refuse(f"There is no project {project}.")
    if Period(first, last) not in periods:
        known = ", ".join(f"{each.first}/{each.last}" for each in periods)
        _refuse(f"The periods of {project} are {known}.")
    return Period(first, last)


def _refuse(reason: str) -> NoReturn:
    print(reason, file=sys.stderr)
    raise typer.Exit(Exit.FAILED)

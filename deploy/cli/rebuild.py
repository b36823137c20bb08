"""`porukalla rebuild`: make what is counted anew from the log of all events."""

import asyncio
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from deploy.cli.exits import Exit
from deploy.cli.networks import network_or_exit
from deploy.cli.options import State

if TYPE_CHECKING:
    from services.reporting.operating import Outcome

STEP = 20
"""A line of progress for each twentieth of the log."""


def rebuild(
    names: Annotated[
        list[str] | None, typer.Argument(help="Projections; none named are all.")
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    state: State = None,
) -> None:
    """Make projections of reporting anew from the log, and say what was not as the log says.

    Everything goes on meanwhile, and nothing is sent outward. What is made lies beside the live
    rows until the end, and then takes the place of those that differ. Cut off, it goes on where
    it was when it is started again. Progress goes to stderr. Exits with 0 when figures and log say
    the same afterwards, with 1 when they do not or somebody else is rebuilding.

    Needs the owner of the database: its password lies in the state folder, or its address is
    REPORTING_OWNER_URL.

    --json prints {"agrees": bool, "facts", "resumed_at", "differing": {table: rows},
    "later": {type: number}}. Names are never taken away.
    """
    from services.reporting.operating import NAMES  # noqa: PLC0415  # see app.py

    chosen = names or NAMES
    if unknown := sorted(set(chosen) - set(NAMES)):
        print(f"{', '.join(unknown)}: there are {', '.join(NAMES)}.", file=sys.stderr)
        raise typer.Exit(Exit.USAGE)
    outcome = _rebuilt(_owner_url(state), chosen)
    if as_json:
        print(json.dumps(_facts(outcome)))
    else:
        for name, value in _lines(outcome):
            print(f"{name}\t{value}")
    raise typer.Exit(Exit.OK if outcome.proved.agrees else Exit.FAILED)


def _owner_url(state: Path | None) -> str:
    from deploy.local.folders import choose_folders  # noqa: PLC0415  # see app.py
    from deploy.local.which_network import owner_url  # noqa: PLC0415  # see app.py

    found = owner_url(choose_folders(state), network_or_exit(state), "reporting")
    if found is None:
        print("Say who owns the database, by REPORTING_OWNER_URL.", file=sys.stderr)
        raise typer.Exit(Exit.USAGE)
    return found


def _rebuilt(dsn: str, names: Sequence[str]) -> "Outcome":
    import asyncpg  # noqa: PLC0415  # see app.py

    from services.reporting.operating import AlreadyRebuildingError, rebuild  # noqa: PLC0415  # see app.py

    try:
        return asyncio.run(rebuild(dsn, names, _Told()))
    except AlreadyRebuildingError:
        print("Somebody else is rebuilding.", file=sys.stderr)
        raise typer.Exit(Exit.FAILED) from None
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        print(f"Cut off: {type(error).__name__}; started again, it goes on.", file=sys.stderr)
        raise typer.Exit(Exit.UNREACHABLE) from None


class _Told:
    """Says now and then how far it has come."""

    def __init__(self) -> None:
        self._twentieth = 0

    def __call__(self, position: int, last: int) -> None:
        reached = position * STEP // last
        if reached > self._twentieth:
            self._twentieth = reached
            print(f"{position} of {last}", file=sys.stderr)


def _facts(outcome: "Outcome") -> dict[str, object]:
    return {
        "agrees": outcome.proved.agrees,
        "facts": outcome.made.facts,
        "resumed_at": outcome.made.resumed_at,
        "differing": dict(outcome.made.differing),
        "later": dict(outcome.made.later),
    }


def _lines(outcome: "Outcome") -> Iterator[tuple[str, object]]:
    yield "facts", outcome.made.facts
    if outcome.made.resumed_at:
        yield "went on after", outcome.made.resumed_at
    for table, rows in outcome.made.differing.items():
        yield f"put right {table}", rows
    for name, events in outcome.made.later.items():
        yield f"later {name}", events
    yield "agrees with the log", "yes" if outcome.proved.agrees else "NO"

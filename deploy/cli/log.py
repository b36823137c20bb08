"""`porukalla log`: publish the end of the event log, and look whether it is as it was written."""

import asyncio
import json
import sys
from collections.abc import Coroutine, Sequence
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from deploy.cli.exits import Exit
from deploy.cli.networks import network_or_exit
from deploy.cli.options import State

if TYPE_CHECKING:
    from services.reporting.operating import Checked

T = TypeVar("T")

app = typer.Typer(help="The log of all events, and whether it is whole.", no_args_is_help=True)


@app.callback()
def log() -> None:
    """Publish the end of the log of all events, and look whether it is as it was written."""


@app.command("anchor")
def anchor(state: State = None) -> None:
    """Print day, position and hash of the end of the log, in one line.

    Publish it, or keep it where nobody changes it: in the minutes of a meeting, in a newspaper.
    With it `porukalla log check --anchor` tells whether anything before was changed since, even by
    somebody who made the whole chain anew. Exits with 1 while nothing was ever logged.
    """
    from services.reporting.operating import log_anchor  # noqa: PLC0415  # see app.py

    line = _asked(log_anchor(network_or_exit(state).databases["reporting"]))
    if line is None:
        print("Nothing was ever logged.", file=sys.stderr)
        raise typer.Exit(Exit.FAILED)
    print(line)


@app.command("check")
def check(
    *,
    anchors: Annotated[
        list[str] | None,
        typer.Option("--anchor", help="A line of `porukalla log anchor`; may be given often."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    state: State = None,
) -> None:
    """Look through the whole log; exit 1 and name the first position that does not hold.

    Each batch of events is linked by a hash to the one before it when it is stored. Whatever was
    changed, removed, put in or exchanged since is found; what was cut off at the end, or made anew,
    only by an anchor. Events of types that this version does not know are kept, and counted.

    --json prints {"holds": bool, "events", "before", "position", "broken_at": number or null,
    "contradicted": [position], "later": {type: number}}. Names are never taken away.
    """
    from services.reporting.operating import check_log  # noqa: PLC0415  # see app.py

    dsn = network_or_exit(state).databases["reporting"]
    try:
        checked = _asked(check_log(dsn, anchors or ()))
    except ValueError as error:
        print(f"This is no line of `porukalla log anchor`: {error}", file=sys.stderr)
        raise typer.Exit(Exit.USAGE) from None
    if as_json:
        print(json.dumps(_facts(checked)))
    else:
        for name, value in _lines(checked):
            print(f"{name}\t{value}")
    raise typer.Exit(Exit.OK if checked.holds else Exit.FAILED)


def _facts(checked: "Checked") -> dict[str, object]:
    return {
        "holds": checked.holds,
        "events": checked.events,
        "before": checked.before,
        "position": checked.position,
        "broken_at": checked.broken_at,
        "contradicted": [each.position for each in checked.contradicted],
        "later": dict(checked.later),
    }


def _lines(checked: "Checked") -> Sequence[tuple[str, object]]:
    told: list[tuple[str, object]] = [
        ("holds up to", checked.position),
        ("events", checked.events),
        ("before the chain", checked.before),
        *((f"later {name}", events) for name, events in checked.later.items()),
        *(("not as published", each.position) for each in checked.contradicted),
    ]
    if checked.broken_at is not None:
        told.append(("does not hold from", checked.broken_at))
    return told


def _asked(work: Coroutine[Any, Any, T]) -> T:
    import asyncpg  # noqa: PLC0415  # see app.py

    try:
        return asyncio.run(work)
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        print(f"The database does not answer: {type(error).__name__}", file=sys.stderr)
        raise typer.Exit(Exit.UNREACHABLE) from None

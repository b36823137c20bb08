"""`porukalla why`: who was asked about a request, who was not, and for which reasons."""

import asyncio
import json
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from deploy.cli.exits import Exit
from deploy.cli.networks import network_or_exit
from deploy.cli.options import State
from deploy.cli.reader import language_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from rich.table import Table

    from deploy.local.record import Network
    from services.matching.operating import ToldDecision, Why

LABELS = {
    "request": "reasons.id",
    "state": "reasons.stand",
    "waited": "reasons.waited",
    "urgency": "reasons.urgency",
    "help": "reasons.kind",
    "area": "reasons.area",
    "next look": "reasons.look_at",
}
"""What a terminal shows for the name that a line begins with; where there is none, nothing."""
HEADS = ("reasons.volunteer", "reasons.distance", "reasons.chance", "reasons.cost", None)


def why(
    request: Annotated[
        str, typer.Argument(help="Id of a request, or the code its asker was given (K7-0B11).")
    ],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    state: State = None,
) -> None:
    """Say how a request stands and why; exit 1 when nobody knows it, 4 when a server is away.

    The last five decisions, the newest first: who was asked (roster numbers only), how likely they
    accept, what asking each costs, who would have been next; when nobody could be asked, how many
    nearby were refused for which reason. In the language of your system (fi, sv or en), with the
    time where the help is given.

    --json prints {"request_id", "state", "reason", "urgency", "category", "also", "service_line",
    "municipality", "waited_minutes", "look_at", "opening", "counts": {name: number}, "decisions":
    [{"at", "asked": [{"number", "km", "chance", "helped_before",
    "cost": {part: minutes}}], "next_best", "fitting",
    "at_cap", "asked_enough", "asked_before", "declined", "refusals": {code: number},
    "expected_minutes"}]}. Names are never taken away.
    """
    found = _asked(network_or_exit(state), request)
    if found is None:
        print(f"Matching knows no request {request}.", file=sys.stderr)
        raise typer.Exit(Exit.FAILED)
    if as_json:
        print(json.dumps(found.facts, ensure_ascii=False))
    elif sys.stdout.isatty():
        _print_tables(found)
    else:
        for line in lines(found):
            print(line)


def lines(found: "Why") -> "Iterator[str]":
    """Give tab-separated lines, each of which names its kind first."""
    yield from ("\t".join(each) for each in _standing(found, _local))
    for decision in found.told.decisions:
        yield f"decision\t{_local(decision.at)}\t{decision.sentence}"
        if decision.nobody:
            yield f"nobody\t{decision.nobody}"
        if decision.first:
            yield f"first\t{decision.first}"
        for kind, rows in (("asked", decision.asked), ("next", decision.next_best)):
            yield from ("\t".join((kind, *row.cells)) for row in rows)
        if decision.expected:
            yield f"expected\t{decision.expected}"
        yield from (f"refused\t{count}\t{reason}" for reason, count in decision.refusals)


def _asked(network: "Network", request: str) -> "Why | None":
    import asyncpg  # noqa: PLC0415  # see app.py

    try:
        return asyncio.run(_explain(network, request))
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        print(f"A server does not answer: {type(error).__name__}", file=sys.stderr)
        raise typer.Exit(Exit.UNREACHABLE) from None


async def _explain(network: "Network", request: str) -> "Why | None":
    from services.intake.operating import request_of  # noqa: PLC0415  # see app.py
    from services.matching.operating import explain_request  # noqa: PLC0415  # see app.py

    request_id = _id_in(request) or await request_of(network.databases["intake"], request)
    if request_id is None:
        return None
    language = language_of(os.environ)
    return await explain_request(network.databases["matching"], request_id, language)


def _id_in(request: str) -> UUID | None:
    try:
        return UUID(request)
    except ValueError:
        return None


def _standing(found: "Why", said_at: "Callable[[datetime], str]") -> list[tuple[str, str]]:
    stand = found.told.stand
    rows = [
        ("request", str(stand.request_id)),
        ("state", f"{stand.state}: {stand.reason}" if stand.reason else stand.state),
        ("so far", stand.sentence),
        ("waited", stand.waited),
        ("urgency", stand.urgency),
        ("help", stand.kind),
        ("area", stand.area),
        ("next look", said_at(stand.look_at) if stand.look_at else ""),
    ]
    return [(name, value) for name, value in rows if value]


def _local(moment: "datetime") -> str:
    from shared.clock import HELSINKI  # noqa: PLC0415  # see app.py

    return moment.astimezone(HELSINKI).isoformat(timespec="seconds")


def _print_tables(found: "Why") -> None:
    from rich.console import Console  # noqa: PLC0415  # slow to import, only for terminals

    console = Console(highlight=False)
    for name, value in _standing(found, found.time):
        label = found.text(LABELS[name]) if name in LABELS else ""
        console.print(f"{label:<22}{value}", markup=False)
    for decision in found.told.decisions:
        console.print(f"\n{found.time(decision.at)}", style="bold")
        console.print(*_parts(decision, found), sep="\n", markup=False)


def _parts(decision: "ToldDecision", found: "Why") -> "Iterator[str | Table]":
    text = found.text
    yield f"{decision.sentence}. {decision.nobody}{decision.first}".rstrip()
    heads = [text(head) if head else "" for head in HEADS]
    for title, rows in (("asked", decision.asked), ("next", decision.next_best)):
        if rows:
            yield _table(text(f"reasons.{title}"), heads, [row.cells for row in rows])
    if decision.expected:
        yield text("reasons.expected", time=decision.expected)
    if decision.refusals:
        refused = [(str(count), reason) for reason, count in decision.refusals]
        yield _table(
            text("reasons.refused"), (text("reasons.people"), text("reasons.why")), refused
        )


def _table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> "Table":
    from rich.table import Table  # noqa: PLC0415  # slow to import, only for terminals

    table = Table(*heads, title=title, title_justify="left")
    for row in rows:
        table.add_row(*row)
    return table

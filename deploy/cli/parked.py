"""`porukalla parked`: what waits for a human, and what the human decides."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from deploy.cli.exits import Exit
from deploy.cli.networks import network_or_exit
from deploy.cli.options import State

if TYPE_CHECKING:
    from deploy.local.record import Network
    from shared.messaging.parked import Decision, ParkedMessage
    from shared.messaging.topology import WorkQueue

app = typer.Typer(help="Messages that could not be handled.", no_args_is_help=True)

Queue = Annotated[str, typer.Argument(help="Work queue, as `parked list` names it.")]
Ids = Annotated[list[str] | None, typer.Option("--id", help="Only this event; may be repeated.")]
Reason = Annotated[str, typer.Option(help="Why; kept in the audit trail.")]
Actor = Annotated[str, typer.Option(help="Who decides; kept in the audit trail.", envvar="USER")]


@app.command("list")
def list_parked(state: State = None) -> None:
    """List the parked messages of every queue: queue, event, type, attempts, reason."""
    messages = asyncio.run(_list(network_or_exit(state)))
    for item in messages:
        row = (item.queue, item.event_id, item.type, str(item.attempts), item.reason)
        typer.echo("\t".join(row))
    raise typer.Exit(Exit.DEGRADED if messages else Exit.OK)


@app.command("show")
def show(queue: Queue, event_id: str, state: State = None) -> None:
    """Print one message's body; sealed parts stay sealed."""
    messages = asyncio.run(_look(network_or_exit(state), _queue(queue)))
    for item in messages:
        if item.event_id == event_id:
            typer.echo(item.body.decode("utf-8", "backslashreplace"))
            return
    raise typer.Exit(Exit.FAILED)


@app.command("retry")
def retry(
    queue: Queue, *, reason: Reason, actor: Actor, ids: Ids = None, state: State = None
) -> None:
    """Send messages back to their queue; all of it when no --id is given."""
    from shared.messaging.parked import Decision  # noqa: PLC0415  # see app.py

    _decide(queue, Decision("retried", actor, reason, frozenset(ids) if ids else None), state)


@app.command("discard")
def discard(
    queue: Queue, *, reason: Reason, actor: Actor, ids: Ids = None, state: State = None
) -> None:
    """Throw messages away for good; all of the queue's when no --id is given."""
    from shared.messaging.parked import Decision  # noqa: PLC0415  # see app.py

    _decide(queue, Decision("discarded", actor, reason, frozenset(ids) if ids else None), state)


def _decide(name: str, decision: "Decision", state: Path | None) -> None:
    moved = asyncio.run(_carry_out(network_or_exit(state), _queue(name), decision))
    typer.echo(f"{decision.action}\t{len(moved)}")


def _queue(name: str) -> "WorkQueue":
    from deploy.local.services import all_queues  # noqa: PLC0415  # see app.py

    for queue in all_queues():
        if queue.name == name:
            return queue
    typer.echo(f"There is no work queue {name}.", err=True)
    raise typer.Exit(Exit.USAGE)


async def _list(network: "Network") -> list["ParkedMessage"]:
    from deploy.local.services import all_queues  # noqa: PLC0415  # see app.py

    return [message for queue in all_queues() for message in await _look(network, queue)]


async def _look(network: "Network", queue: "WorkQueue") -> list["ParkedMessage"]:
    from shared.messaging.parked import ParkedQueue  # noqa: PLC0415  # see app.py

    async with ParkedQueue(network.rabbit_url, queue) as parked:
        return await parked.look()


async def _carry_out(
    network: "Network", queue: "WorkQueue", decision: "Decision"
) -> list["ParkedMessage"]:
    from shared.messaging.parked import ParkedQueue  # noqa: PLC0415  # see app.py
    from shared.postgres.pool import connected  # noqa: PLC0415  # see app.py

    async with (
        connected(network.databases[queue.consumer]) as connection,
        ParkedQueue(network.rabbit_url, queue) as parked,
    ):
        return await parked.decide(decision, connection)

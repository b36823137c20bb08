"""`porukalla replay`: send a service again what it never heard."""

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from deploy.cli.exits import Exit
from deploy.cli.networks import network_or_exit
from deploy.cli.options import State

if TYPE_CHECKING:
    from deploy.replay import Replayed

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def replay(  # noqa: PLR0913  # each is an option of the command
    *,
    publisher: Annotated[str, typer.Option("--from", help="The service that said it.")],
    consumer: Annotated[str, typer.Option("--to", help="The service that shall hear it.")],
    since: Annotated[
        str, typer.Option(help="From then on: 90m, 2h, 3d, or 2026-11-29T08:00 in UTC.")
    ],
    actor: Annotated[
        str, typer.Option(help="Who does it; kept with how many.", envvar="USER")
    ] = "",
    send: Annotated[
        bool, typer.Option("--send", help="Send them; without it they are only counted.")
    ] = False,
    state: State = None,
) -> None:
    """Count what a service never handled, by type; with --send put it into its queue again.

    After a queue was away. Only what is neither handled nor parked nor discarded by a person is
    sent, and to no other service. Letters whose content was taken away are counted as emptied.
    `verify` afterwards says that nothing is lost.
    """
    from deploy.replay import UnknownServiceError, replay_between  # noqa: PLC0415  # see app.py

    if send and not actor:
        _refuse("Say who does it, with --actor.")
    network = network_or_exit(state)
    work = replay_between(
        network, publisher, consumer, moment(since), send_as=actor if send else None
    )
    try:
        replayed = asyncio.run(work)
    except UnknownServiceError as error:
        _refuse(f"There is no service {error}, or it hears nothing.")
    _tell(replayed)


def moment(text: str) -> datetime:
    """Read a time or an age; ends the command when it is neither."""
    try:
        if text[-1:] in _UNITS:
            return datetime.now(UTC) - timedelta(seconds=float(text[:-1]) * _UNITS[text[-1]])
        found = datetime.fromisoformat(text)
    except ValueError:
        _refuse(f"--since {text} is neither an age such as 2h nor a time such as 2026-11-29T08:00.")
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _tell(replayed: "Replayed") -> None:
    for name, counts in (("missing", replayed.sendable), ("emptied", replayed.emptied)):
        for event_type, count in sorted(counts.items()):
            print(f"{name}\t{event_type}\t{count}")
    print("sent\t0\t--send sends them" if replayed.sent is None else f"sent\t{replayed.sent}")


def _refuse(text: str) -> NoReturn:
    print(text, file=sys.stderr)
    raise typer.Exit(Exit.USAGE)

"""`porukalla erase`: someone asks to be forgotten."""

import asyncio
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from deploy.cli.exits import Exit
from deploy.cli.networks import network_or_exit
from deploy.cli.options import State, sealing_keys

if TYPE_CHECKING:
    from deploy.local.record import Network

app = typer.Typer(help="Forget somebody: nothing of theirs opens any more.", no_args_is_help=True)


@app.command("request")
def erase_request(
    request: Annotated[str, typer.Argument(help="Its id, or the code its asker was given.")],
    state: State = None,
) -> None:
    """Erase who asked, once the request has ended; how it went stays, in codes and counts.

    Their key is destroyed, letters to them are recalled, their links open nothing. Exit 1 when
    nobody knows it or it is still open. Afterwards: `porukalla keys rotate`. Other requests that
    may be of the same person are named: erase each that is.
    """
    from services.intake.operating import StillOpenError  # noqa: PLC0415  # see app.py

    try:
        keys = sealing_keys("intake", state)
        others = asyncio.run(_erase_request(network_or_exit(state), request, keys))
    except StillOpenError:
        _refuse("It is still open: someone may be on the way. Cancel it first.")
    else:
        _tell(is_erased=others is not None)
        if others:
            print(f"perhaps of the same person, and not erased: {', '.join(others)}")


@app.command("volunteer")
def erase_volunteer(
    volunteer: Annotated[str, typer.Argument(help="Their id or roster number.")],
    state: State = None,
) -> None:
    """Erase a volunteer while nobody counts on them; what they did stays, in codes and counts.

    Their key is destroyed, letters to them are recalled, and they are asked no more. Exit 1 when
    nobody knows them or they are asked or have a task. Afterwards: `porukalla keys rotate`.
    """
    from services.matching.operating import StillAskedError, erase_volunteer  # noqa: PLC0415  # see app.py

    network = network_or_exit(state)
    ring = sealing_keys("matching", state)
    try:
        _tell(
            is_erased=asyncio.run(erase_volunteer(network.databases["matching"], ring, volunteer))
        )
    except StillAskedError:
        _refuse("They are asked or have a task: wait until that is over.")


async def _erase_request(network: "Network", request: str, ring: str) -> Sequence[str] | None:
    """Erase one and name others; None where nobody knows it."""
    from services.intake.operating import erase_request, others_of, request_of  # noqa: PLC0415  # see app.py

    dsn = network.databases["intake"]
    try:
        found: UUID | None = UUID(request)
    except ValueError:
        found = await request_of(dsn, request)
    others = await others_of(dsn, found) if found else ()
    return others if found and await erase_request(dsn, ring, found) else None


def _tell(*, is_erased: bool) -> None:
    if not is_erased:
        _refuse("Nobody here is that.")
    print("erased")


def _refuse(reason: str) -> None:
    print(reason, file=sys.stderr)
    raise typer.Exit(Exit.FAILED)

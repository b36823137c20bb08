"""`porukalla who-saw`: who opened whose contact data, when and why."""

import asyncio
import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from deploy.cli.exits import Exit
from deploy.cli.networks import network_or_exit
from deploy.cli.options import State, sealing_keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deploy.local.record import Network
    from services.intake.operating import Look


def who_saw(
    person: Annotated[
        str | None,
        typer.Argument(
            help="Whose data: reference (K7-0B11), phone, mail address or id; `-` reads a line."
        ),
    ] = None,
    *,
    staff: Annotated[
        str | None, typer.Option(help="Instead: what this member of staff opened.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON array.")] = False,
    state: State = None,
) -> None:
    """Say who opened somebody's contact data, the newest first, 500 at most; exit 1 for nobody.

    A line is tab-separated: when, who (a member of staff, or the volunteer who helped), the
    request's reference, why. --json: [{"at", "staff", "volunteer", "request", "reference",
    "reason"}]. Looks are kept for two years, longer than the requests themselves.
    """
    if (person is None) == (staff is None):
        print("Name a person, or a member of staff with --staff.", file=sys.stderr)
        raise typer.Exit(Exit.USAGE)
    if person == "-":
        person = sys.stdin.readline()
    looks = _looks(network_or_exit(state), sealing_keys("intake", state), person, staff)
    if as_json:
        print(json.dumps([_facts(look) for look in looks]))
        return
    for look in looks:
        who = look.staff_name or f"volunteer {look.volunteer_id}"
        what = look.reference or str(look.request_id)
        print(f"{_local(look)}\t{who}\t{what}\t{look.reason or 'helps'}")
    if not looks:
        print("Nobody has.", file=sys.stderr)
        raise typer.Exit(Exit.FAILED)


def _looks(
    network: "Network", ring: str, person: str | None, staff: str | None
) -> "Sequence[Look]":
    import asyncpg  # noqa: PLC0415  # see app.py

    from services.intake.operating import UnreadableError, who_saw  # noqa: PLC0415  # see app.py

    try:
        return asyncio.run(who_saw(network.databases["intake"], ring, person, staff))
    except UnreadableError:
        print("That is no whole reference, phone number or mail address.", file=sys.stderr)
        raise typer.Exit(Exit.USAGE) from None
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        print(f"A server does not answer: {type(error).__name__}", file=sys.stderr)
        raise typer.Exit(Exit.UNREACHABLE) from None


def _local(look: "Look") -> str:
    from shared.clock import HELSINKI  # noqa: PLC0415  # see app.py

    return look.at.astimezone(HELSINKI).isoformat(timespec="seconds")


def _facts(look: "Look") -> dict[str, str | None]:
    return {
        "at": look.at.isoformat(),
        "staff": look.staff_name,
        "volunteer": str(look.volunteer_id) if look.volunteer_id else None,
        "request": str(look.request_id),
        "reference": look.reference,
        "reason": look.reason,
    }

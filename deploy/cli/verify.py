"""`porukalla verify`: say whether anything is lost, unexpected or doubled."""

import asyncio
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from deploy.cli.exits import Exit
from deploy.cli.networks import network_or_exit
from deploy.cli.options import State

if TYPE_CHECKING:
    from pathlib import Path

    from deploy.verifying.places import Places
    from deploy.verifying.rules import Verdict


def verify(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    prove: Annotated[
        bool,
        typer.Option(
            "--prove", help="When all holds, let services forget what is older than they keep."
        ),
    ] = False,
    wait: Annotated[
        float, typer.Option(help="Seconds to wait until everything has come to rest.", min=0)
    ] = 0,
    state: State = None,
) -> None:
    """Compare the records of all services; exit 1 when they disagree, 4 when one is away.

    Per hop (publisher, consumer, type): what was sent, and whether it was handled, parked or
    discarded by a person. Then the rules, each with what breaks it: what two services keep of the
    same thing agrees, id by id, both ways; versions have no gap; what is sealed has its key, and
    some of it is opened where the keys are at hand; audits are as they were written, and reach as
    far as was noted outside the databases. What was proven before is compared by its sums. What is
    on its way, and letters that have not left, are told as waiting: then it does not hold yet, but
    nothing is lost.

    What every service said each day is noted in the file anchors/outboxes.json of the state folder:
    an event that was taken out everywhere is told by it. After a backup was restored it says what
    that backup does not have; remove the file when that is settled.

    --prove is for a timer, once a day: what is old enough and was proven here leaves its sums,
    and the services remove it. A message that is parked holds it back. It exits with 0 also when
    only letters wait.

    --json prints {"holds": bool, "lost", "unexpected", "duplicated", "broken_rules", "foreign",
    "waiting": {name: number}, "hops": [{"publisher", "consumer", "type", "sent", "handled",
    "parked", "discarded", "lost", "unexpected"}], "checks": [{"rule", "broken", "is_doubling",
    "detail"}]}. Names are never taken away.
    """
    from deploy.verifying.verdict_output import as_json_text, print_verdict  # noqa: PLC0415  # see app.py

    verdict = _judged(_places(state), wait, prove=prove)
    if as_json:
        print(as_json_text(verdict))
    else:
        print_verdict(verdict)
    is_good = verdict.is_sound if prove else verdict.holds
    raise typer.Exit(Exit.OK if is_good else Exit.FAILED)


def _places(state: "Path | None") -> "Places":
    from deploy.local.folders import choose_folders  # noqa: PLC0415  # see app.py
    from deploy.local.secrets import Secrets  # noqa: PLC0415  # see app.py
    from deploy.verifying import anchor, anchors  # noqa: PLC0415  # see app.py
    from deploy.verifying.places import Places  # noqa: PLC0415  # see app.py

    network, folders = network_or_exit(state), choose_folders(state)
    return Places(
        network.ledgers or network.databases,
        network.rabbit_url,
        rings=Secrets(folders.secrets).rings_at_hand(),
        anchors=anchors.Anchors(folders.anchors / anchors.FILE),
        anchor=folders.anchors / anchor.FILE if folders.state.is_dir() else None,
    )


def _judged(places: "Places", wait: float, *, prove: bool) -> "Verdict":
    from deploy.verifying import watermark  # noqa: PLC0415  # see app.py
    from deploy.verifying.comparison import AWAY, verify  # noqa: PLC0415  # see app.py
    from shared.retention.inventory import read_inventory  # noqa: PLC0415  # see app.py

    age = read_inventory().tables["every"]["outbox"].age
    judging = watermark.prove(places, age, wait) if prove else verify(places, wait)
    try:
        return asyncio.run(judging)
    except AWAY as error:
        print(f"A server does not answer: {type(error).__name__}", file=sys.stderr)
        raise typer.Exit(Exit.UNREACHABLE) from None
    except watermark.ProofMovedError:
        print("Somebody else is proving; nothing was noted.", file=sys.stderr)
        raise typer.Exit(Exit.FAILED) from None

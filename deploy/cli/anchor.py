"""`porukalla anchor`: note what is said and audited where whoever changes it cannot."""

import asyncio
import sys
from typing import TYPE_CHECKING

import typer

from deploy.cli.exits import Exit
from deploy.cli.networks import network_or_exit
from deploy.cli.options import State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deploy.verifying.anchors import Anchor


def anchor(state: State = None) -> None:
    """Note how far each audit has come, and what each service said each day.

    `verify` tells when an audit was cut or made anew since, or an event is gone everywhere. `up`
    does it once an hour; elsewhere a timer must. Prints what has moved of the audits; exits with 1
    when events are gone that were noted before: then these are not noted anew. A copy of the files
    (anchors/ in the state folder) elsewhere protects also from this machine's root.
    """
    import asyncpg  # noqa: PLC0415  # see app.py

    from deploy.local.folders import choose_folders  # noqa: PLC0415  # see app.py
    from deploy.verifying import anchor as outboxes  # noqa: PLC0415  # see app.py
    from deploy.verifying.anchors import FILE, Anchors  # noqa: PLC0415  # see app.py
    from deploy.verifying.places import Places  # noqa: PLC0415  # see app.py

    network, folders = network_or_exit(state), choose_folders(state)
    folders.make()
    places = Places(network.ledgers or network.databases, network.rabbit_url)
    try:
        noted: Sequence[Anchor] = asyncio.run(Anchors(folders.anchors / FILE).note(places.dsns))
        is_whole = asyncio.run(outboxes.note_outboxes(places, folders.anchors / outboxes.FILE))
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        print(f"Not noted: {type(error).__name__}", file=sys.stderr)
        raise typer.Exit(Exit.UNREACHABLE) from None
    for each in noted:
        print(each.as_line())
    if not is_whole:
        print("Events are gone that were noted before: see verify.", file=sys.stderr)
        raise typer.Exit(Exit.FAILED)

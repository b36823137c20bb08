"""`porukalla anchor`: keep the ends of the audits' chains where whoever changes them cannot."""

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
    """Note how far each audit has come; `verify` tells when one was cut or made anew since.

    `up` does it once an hour; elsewhere a timer must. Prints what has moved. A copy of the file
    (anchors/audits.jsonl in the state folder) elsewhere protects also from this machine's root.
    """
    import asyncpg  # noqa: PLC0415  # see app.py

    from deploy.local.folders import choose_folders  # noqa: PLC0415  # see app.py
    from deploy.verifying.anchors import FILE, Anchors  # noqa: PLC0415  # see app.py

    databases, folders = network_or_exit(state).databases, choose_folders(state)
    folders.make()
    try:
        noted: Sequence[Anchor] = asyncio.run(Anchors(folders.anchors / FILE).note(databases))
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        print(f"Not noted: {type(error).__name__}", file=sys.stderr)
        raise typer.Exit(Exit.UNREACHABLE) from None
    for each in noted:
        print(each.as_line())

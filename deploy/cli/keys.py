"""`porukalla keys`: which keys there are, new ones, and the end of old ones."""

import asyncio
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from deploy.cli.exits import Exit
from deploy.cli.networks import network_or_exit
from deploy.cli.options import State

if TYPE_CHECKING:
    from deploy.local.keys import Key, Keys

T = TypeVar("T")

app = typer.Typer(help="Keys of letters and of what lies sealed.", invoke_without_command=True)


@app.callback()
def show(context: typer.Context, state: State = None) -> None:
    """Show each key: whose, its name, whether new things get it, and what would be lost with it."""
    if context.invoked_subcommand is None:
        _print(_asked(_keys(state).all()))


@app.command("rotate")
def rotate(state: State = None) -> None:
    """Make new keys beside the old ones, while everything runs.

    What is stored is wrapped anew at once. Letters on their way still need the old key: look with
    `porukalla keys`, then `porukalla keys destroy`.
    """
    keys = _keys(state, changing=True)
    _asked(keys.rotate())
    _print(_asked(keys.all()))


@app.command("destroy")
def destroy(
    *,
    wait: Annotated[bool, typer.Option("--wait", help="Wait the minute after a rotation.")] = False,
    state: State = None,
) -> None:
    """Destroy the old keys that nothing needs any more; exit 3 while some are needed.

    What was sealed under them opens nowhere then: not in old dumps, not in the servers' files. A
    backup from before is of no use to anybody, so make a new one.
    """
    keys = _keys(state, changing=True)
    _let_settle(keys, wait=wait)
    for key in _asked(keys.destroy_free()):
        print(f"destroyed\t{key.owner}\t{key.name}")
    left = [key for key in _asked(keys.all()) if not key.is_active]
    _print(left)
    raise typer.Exit(Exit.DEGRADED if left else Exit.OK)


def _let_settle(keys: "Keys", *, wait: bool) -> None:
    import time  # noqa: PLC0415  # see app.py

    seconds = keys.settled_in()
    if seconds and not wait:
        print(f"Keys changed just now: try again in {seconds:.0f} s, or --wait.", file=sys.stderr)
        raise typer.Exit(Exit.DEGRADED)
    time.sleep(seconds)


def _asked(work: Coroutine[None, None, T]) -> T:
    import asyncpg  # noqa: PLC0415  # see app.py

    try:
        return asyncio.run(work)
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        print(f"A server does not answer: {type(error).__name__}", file=sys.stderr)
        raise typer.Exit(Exit.UNREACHABLE) from None


def _keys(state: Path | None, *, changing: bool = False) -> "Keys":
    from deploy.local.folders import choose_folders  # noqa: PLC0415  # see app.py
    from deploy.local.keys import Keys  # noqa: PLC0415  # see app.py
    from deploy.local.secrets import Secrets  # noqa: PLC0415  # see app.py

    network = network_or_exit(state)
    if changing and not network.has_keys_in_files:
        print("The services were given their keys otherwise: change them there.", file=sys.stderr)
        raise typer.Exit(Exit.FAILED)
    return Keys(network.databases, Secrets(choose_folders(state).secrets))


def _print(keys: "list[Key]") -> None:
    for key in keys:
        kind = "active" if key.is_active else "old"
        print(f"{key.owner}\t{key.name}\t{kind}\tneeded by {key.needed_by}")

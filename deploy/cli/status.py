"""`porukalla status`: how the network is now."""

import asyncio
import sys
import time
from typing import TYPE_CHECKING, Annotated

import typer

from deploy.cli.exits import Exit
from deploy.cli.options import State
from deploy.cli.streams import is_heard

if TYPE_CHECKING:
    from deploy.local.folders import Folders
    from deploy.watching.figures import Verdict
    from deploy.watching.look_output import Page

WATCH_SECONDS = 2.0
_CODES: "dict[Verdict, Exit]" = {
    "ok": Exit.OK,
    "degraded": Exit.DEGRADED,
    "unreachable": Exit.UNREACHABLE,
}


def status(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Look again every two seconds.")] = False,
    state: State = None,
) -> None:
    """Show how everything is.

    Services, queues, outboxes, parked messages, and whether letters leave; exit 3 when
    degraded, 4 when unreachable.

    --json prints {"verdict": "ok|degraded|unreachable", "troubles": [text], "warnings": [text],
    "origin": url, "state": folder, "databases": bool, "limits": bool or null, "services": [{"name",
    "live", "ready", "restarts", "unsent", "oldest_unsent_seconds", "set_aside", "checks",
    "plain"}], "queues": [{"name", "waiting", "consumers", "retrying", "parked", "strangers",
    "oldest_seconds", "oldest_is_least"}] or null, "letters": {"verdict", "last_sent_at", "stuck",
    "response"} or null, "deliveries": {"failed", "held", "oldest_held"} or null,
    "phone": {"answering"} or null, "life": {"state", "since", "valid_until"} or null}. A figure
    that cannot be had is null; names are never taken away.
    """
    from deploy.local.folders import choose_folders  # noqa: PLC0415  # see app.py
    from deploy.watching.look_output import as_json_text, print_page  # noqa: PLC0415  # see app.py

    folders = choose_folders(state)
    while True:
        page = _look(folders)
        if as_json:
            print(as_json_text(page), flush=True)
        else:
            print_page(page, again=watch)
        if not watch or not is_heard():
            raise typer.Exit(_CODES[page.figures.verdict])
        time.sleep(WATCH_SECONDS)


def _look(folders: "Folders") -> "Page":
    from deploy.local.start_report import reason_of  # noqa: PLC0415  # see app.py
    from deploy.local.which_network import NoNetworkError, find_network  # noqa: PLC0415  # see app.py
    from deploy.watching.look import look, view_of  # noqa: PLC0415  # see app.py
    from deploy.watching.look_output import Page  # noqa: PLC0415  # see app.py

    try:
        network = find_network(folders)
    except NoNetworkError as error:
        print(reason_of(error), file=sys.stderr)
        raise typer.Exit(Exit.UNREACHABLE) from None
    figures = asyncio.run(look(view_of(network)))
    return Page(figures=figures, origin=network.origin, state=str(folders.state))

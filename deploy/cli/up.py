"""`porukalla up`: the whole network on this machine."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from deploy.cli.exits import Exit
from deploy.cli.options import State

if TYPE_CHECKING:
    from deploy.local.folders import Folders
    from deploy.local.plan import Plan
    from deploy.local.record import Network

PORT = 8080


def up(
    *,
    port: Annotated[int, typer.Option(help="Where the network answers on localhost.")] = PORT,
    detach: Annotated[bool, typer.Option("--detach", help="Run in the background.")] = False,
    wait: Annotated[
        bool, typer.Option("--wait", help="With --detach: return when it is ready.")
    ] = False,
    state: State = None,
) -> None:
    """Start everything on this machine.

    Servers, services, front and mail catcher; then prints where they are, and the demo accounts.

    A second start finds the data of the first. PORUKALLA_RABBIT_URL and PORUKALLA_POSTGRES_URL
    point to real servers in place of private ones.
    """
    from deploy.local.detached import plan_from_environment  # noqa: PLC0415  # see app.py
    from deploy.local.folders import choose_folders  # noqa: PLC0415  # see app.py
    from deploy.local.single_supervisor import supervisor_of  # noqa: PLC0415  # see app.py

    folders = choose_folders(state)
    if supervisor_of(folders) is not None:
        _join(folders, wait=wait)
        return
    plan = plan_from_environment(folders, port)
    _install(plan)
    if detach:
        _start_in_background(plan, wait=wait)
    else:
        _serve(plan)


def _join(folders: "Folders", *, wait: bool) -> None:
    """Tell about the network that runs or is being started by somebody else."""
    from deploy.cli.start_lines import wait_for  # noqa: PLC0415  # see app.py
    from deploy.local.record import running_network  # noqa: PLC0415  # see app.py

    network = running_network(folders)
    if network is None or not network.is_ready:
        _say("Porukalla is being started already")
        network = wait_for(folders) if wait else None
        if network is None:
            raise typer.Exit(Exit.FAILED if wait else Exit.OK)
    _announce(folders, network, "Porukalla runs already")


def _install(plan: "Plan") -> None:
    """Get the Debian packages that are missing, asking first where that needs sudo."""
    from deploy.packages import PackageError, ensure  # noqa: PLC0415  # see app.py

    needed = ["caddy"] if plan.rabbit_url else ["caddy", "rabbitmq-server"]
    try:
        ensure(needed, plan.folders.log / "packages.log", _say)
    except PackageError as error:
        raise _failure(error) from None


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _serve(plan: "Plan") -> None:
    from deploy.cli.shown_steps import showing  # noqa: PLC0415  # see app.py
    from deploy.local.run_network import serve  # noqa: PLC0415  # see app.py
    from deploy.local.single_supervisor import AlreadyRunningError  # noqa: PLC0415  # see app.py

    shown = showing()

    def started(network: "Network") -> None:
        shown.__exit__(None, None, None)
        _announce(plan.folders, network, "Porukalla runs; Ctrl+C ends it")

    with shown:
        try:
            serve(plan, shown, started)
        except AlreadyRunningError as error:
            raise _failure(error) from None
        except Exception:  # noqa: BLE001  # the step has told its reason
            raise typer.Exit(Exit.FAILED) from None


def _start_in_background(plan: "Plan", *, wait: bool) -> None:
    from deploy.cli.shown_steps import showing  # noqa: PLC0415  # see app.py
    from deploy.cli.start_lines import follow  # noqa: PLC0415  # see app.py
    from deploy.local.detached import start_detached  # noqa: PLC0415  # see app.py
    from deploy.local.record import running_network  # noqa: PLC0415  # see app.py

    process = start_detached(plan)
    if not wait:
        print(f"starting in the background; see: ./porukalla status{_state_option(plan.folders)}")
        return
    with showing() as shown:
        is_ready = follow(process, plan.folders, shown)
    network = running_network(plan.folders)
    if not is_ready or network is None:
        print(f"see {plan.folders.log}", file=sys.stderr)
        raise typer.Exit(Exit.FAILED)
    _announce(plan.folders, network, "Porukalla runs; end it with: ./porukalla down")


def _announce(folders: "Folders", network: "Network", headline: str) -> None:
    from deploy.local.welcome import announcement  # noqa: PLC0415  # see app.py

    print(headline)
    for line in announcement(folders, network):
        print(line)


def _state_option(folders: "Folders") -> str:
    from deploy.local.folders import choose_folders  # noqa: PLC0415  # see app.py

    return "" if folders == choose_folders() else f" --state {folders.state}"


def _failure(error: Exception) -> typer.Exit:
    from deploy.local.start_report import reason_of  # noqa: PLC0415  # see app.py

    print(reason_of(error), file=sys.stderr)
    return typer.Exit(Exit.FAILED)

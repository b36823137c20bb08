"""`porukalla staff`: who works here, and what each may do."""

import asyncio
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeVar

import typer

from deploy.cli.exits import Exit
from deploy.cli.networks import network_or_exit
from deploy.cli.options import State

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from deploy.local.record import Network
    from services.intake.operating import Account, Grant, ManageAccounts, StaffId

app = typer.Typer(help="Accounts of those who work here.", no_args_is_help=True)

ResultT = TypeVar("ResultT")
Name = Annotated[str, typer.Argument(help="The name they sign in with.")]
Roles = Annotated[
    list[str],
    typer.Argument(
        help="operator, coordinator, partner_member, supplier, reporter, funder, "
        "safeguarding_lead, safeguarding_deputy, data_protection_officer, admin."
    ),
]
Organisation = Annotated[
    str, typer.Option(help="Its id, for a partner_member or supplier: they see only that one's.")
]

Email = Annotated[str, typer.Option(help="Where letters of the network reach them; sealed.")]


@app.command("add")
def add(
    name: Name,
    roles: Roles,
    organisation: Organisation = "",
    email: Email = "",
    state: State = None,
) -> None:
    """Invite somebody: prints a link for them, which works once and for 72 hours.

    By it they choose a password and a second factor. Hand it over so that only they get it.
    Exit 1 when the name is taken, the roles do not go together or nobody has such an address.
    """
    from services.intake.operating import (  # noqa: PLC0415  # see app.py
        NameTakenError,
        read_email,
        read_name,
    )
    from shared.contracts.words import Language  # noqa: PLC0415  # see app.py
    from shared.fields.problem import Problem  # noqa: PLC0415  # see app.py

    network, grant, read = network_or_exit(state), _grant(roles, organisation), read_name(name)
    if isinstance(read, Problem):
        _refuse("A name has at most 60 signs: letters, digits and . - _ @")
    to = read_email(email, Language.FINNISH)
    if isinstance(to, Problem):
        _refuse("That is no mail address.")
    try:
        token = _run(network, state, lambda manage: manage.invite(read, grant, None, to))
    except NameTakenError:
        _refuse("Somebody has this name; `staff reset` invites them anew.")
    _print_link(network, token)


@app.command("list")
def list_accounts(
    *, as_json: Annotated[bool, typer.Option("--json")] = False, state: State = None
) -> None:
    """List the accounts: name, roles, state, passkeys, code app, recovery codes, open sessions."""
    accounts = _run(network_or_exit(state), state, lambda manage: manage.list_accounts())
    rows = [_row(account) for account in accounts]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        print("\t".join(row.values()))


@app.command("role")
def change_roles(
    name: Name, roles: Roles, organisation: Organisation = "", state: State = None
) -> None:
    """Give somebody these roles and no others; they are signed out everywhere."""
    grant = _grant(roles, organisation)
    _change(name, state, lambda manage, found: manage.change_roles(found, grant, None))


@app.command("disable")
def disable(name: Name, state: State = None) -> None:
    """Let somebody in no more; they are signed out everywhere.

    `staff reset` lets them come back.
    """
    _change(name, state, lambda manage, found: manage.disable(found, None))


@app.command("reset")
def reset(name: Name, state: State = None) -> None:
    """Forget password and second factor and print a new link, when they are lost.

    First make sure who is asking. They are signed out everywhere.
    """
    network = network_or_exit(state)
    token = _of_one(network, name, state, lambda manage, found: manage.reset(found, None))
    _print_link(network, token)


@app.command("end-sessions")
def end_sessions(name: Name, state: State = None) -> None:
    """Sign somebody out everywhere; gives how many sessions ended."""
    network = network_or_exit(state)
    print(_of_one(network, name, state, lambda manage, found: manage.end_sessions(found, None)))


def _change(
    name: str, state: Path | None, act: "Callable[[ManageAccounts, StaffId], Awaitable[object]]"
) -> None:
    _of_one(network_or_exit(state), name, state, act)
    print("done")


def _of_one(
    network: "Network",
    name: str,
    state: Path | None,
    act: "Callable[[ManageAccounts, StaffId], Awaitable[ResultT]]",
) -> ResultT:
    from services.intake.operating import UnknownAccountError  # noqa: PLC0415  # see app.py

    async def found(manage: "ManageAccounts") -> ResultT:
        return await act(manage, await manage.named(name))

    try:
        return _run(network, state, found)
    except UnknownAccountError:
        _refuse("Nobody here has that name.")


def _run(
    network: "Network",
    state: Path | None,
    act: "Callable[[ManageAccounts], Awaitable[ResultT]]",
) -> ResultT:
    from deploy.local.folders import choose_folders  # noqa: PLC0415  # see app.py
    from deploy.local.secrets import Secrets  # noqa: PLC0415  # see app.py
    from services.intake.operating import managed_accounts  # noqa: PLC0415  # see app.py

    ring = Secrets(choose_folders(state).secrets).sealing_keys("intake")

    async def managed() -> ResultT:
        async with managed_accounts(network.databases["intake"], ring) as manage:
            return await act(manage)

    return asyncio.run(managed())


def _grant(roles: list[str], organisation: str) -> "Grant":
    from services.intake.operating import read_grant  # noqa: PLC0415  # see app.py
    from shared.fields.problem import Problem  # noqa: PLC0415  # see app.py

    grant = read_grant(roles, organisation)
    if isinstance(grant, Problem):
        _refuse(_WRONG_GRANTS[grant.field, grant.code])
    return grant


_WRONG_GRANTS = {
    ("roles", "missing"): "Say at least one role.",
    ("roles", "unknown"): "There is no such role; --help names them.",
    ("roles", "alone"): "A partner_member or supplier has no other role.",
    ("organisation", "missing"): "A partner_member or supplier needs --organisation and its id.",
}


def _row(account: "Account") -> dict[str, str]:
    return {
        "name": account.name,
        "roles": ",".join(account.roles),
        "organisation": str(account.organisation_id or "-"),
        "state": account.standing,
        "passkeys": str(account.passkeys),
        "code_app": "yes" if account.has_totp else "no",
        "recovery_codes": str(account.recovery_codes),
        "sessions": str(account.sessions),
    }


def _print_link(network: "Network", token: str) -> None:
    print(f"{network.origin}/fi/kutsu/{token}")


def _refuse(reason: str) -> NoReturn:
    print(reason, file=sys.stderr)
    raise typer.Exit(Exit.FAILED)

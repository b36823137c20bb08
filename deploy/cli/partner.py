"""`porukalla partner`: the organisations that help, and what each can give."""

import asyncio
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeVar
from uuid import UUID

import typer

from deploy.cli.exits import Exit
from deploy.cli.networks import network_or_exit
from deploy.cli.options import State

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from contextlib import AbstractAsyncContextManager

    from deploy.local.secrets import Secrets
    from services.intake.operating import InviteOrganisations
    from services.matching.operating import Partner, PartnerDesk

app = typer.Typer(help="Organisations that help.", no_args_is_help=True)

ResultT = TypeVar("ResultT")
Which = Annotated[UUID, typer.Argument(help="The organisation's id, as `partner list` says it.")]
Line = Annotated[str, typer.Argument(help="food, errands, company, … as `partner list` says it.")]
Amount = Annotated[str, typer.Argument(help="A number, 0, `unlimited`, or `untold`.")]
Unit = Annotated[str, typer.Option(help="bags, meals, people, visits or hours.")]
Per = Annotated[str, typer.Option(help="day, week or month.")]
Until = Annotated[str, typer.Option(help="The last day on which it holds: 31.5.2027.")]
Email = Annotated[str, typer.Argument(help="Where the link of the invitation goes.")]


@app.command("list")
def list_partners(
    *, as_json: Annotated[bool, typer.Option("--json")] = False, state: State = None
) -> None:
    """List organisations: id, standing, name, lines with what each can give."""
    rows = [_row(each) for each in _run(state, lambda desk: desk.oversee.every())]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        print("\t".join(row.values()))


@app.command("invite")
def invite(
    organisation: Annotated[str, typer.Argument(help="What the organisation is called.")],
    contact: Annotated[str, typer.Argument(help="The name its contact person signs in with.")],
    email: Email,
    state: State = None,
) -> None:
    """Invite an organisation: the link goes to its contact person and nobody else.

    Prints the organisation's id. Exit 1 when the name is taken or nobody has such an address.
    """
    from services.intake.operating import (  # noqa: PLC0415  # see app.py
        Listed,
        NameTakenError,
        read_listed,
    )

    row = {"organisation": [organisation], "contact": [contact], "email": [email]}
    read = read_listed(row)
    if not isinstance(read, Listed):
        _refuse("; ".join(f"{each.field}: {each.code}" for each in read))

    async def invited() -> UUID:
        async with inviting(state) as at_intake:
            return await at_intake.invite(read.name, read.contact, None)

    try:
        print(asyncio.run(invited()))
    except NameTakenError:
        _refuse("Somebody has this name.")


@app.command("pause")
def pause(which: Which, state: State = None) -> None:
    """Have nothing new sent to an organisation."""
    _do(which, state, "pause")


@app.command("resume")
def resume(which: Which, state: State = None) -> None:
    """Have an organisation asked again."""
    _do(which, state, "resume")


@app.command("capacity")
def capacity(  # noqa: PLR0913  # a command's options
    which: Which,
    line: Line,
    amount: Amount,
    *,
    unit: Unit = "people",
    per: Per = "week",
    until: Until = "",
    state: State = None,
) -> None:
    """Say how much of one line an organisation can give, as it told us."""
    from services.matching.operating import read_told  # noqa: PLC0415  # see app.py

    typed = {"amount": amount, "unit": unit, "per": per, "until": until}

    async def told(desk: "PartnerDesk") -> str | None:
        found = await desk.look_after.show(desk.id_of(which))
        read = read_told(found, line, typed, desk.look_after.today())
        if isinstance(read, str):
            return read
        await desk.look_after.say_capacity(desk.by(found), read)
        return None

    if wrong := _known(state, told):
        _refuse(wrong)
    print("done")


def inviting(state: Path | None) -> "AbstractAsyncContextManager[InviteOrganisations]":
    """Give what invites organisations of the network that runs here."""
    from services.intake.operating import inviting_organisations  # noqa: PLC0415  # see app.py

    network, secrets = network_or_exit(state), _secrets(state)
    if not network.origin:
        _refuse("Where do the links of the letters lead? Say it as INTAKE_PUBLIC_URL.")
    return inviting_organisations(
        network.databases["intake"],
        secrets.sealing_keys("intake"),
        f"file:{secrets.public_key_file()}",
        network.origin,
    )


def _do(which: UUID, state: Path | None, what: str) -> None:
    async def done(desk: "PartnerDesk") -> None:
        found = await desk.look_after.show(desk.id_of(which))
        await getattr(desk.look_after, what)(desk.by(found))

    _known(state, done)
    print("done")


def _known(state: Path | None, act: "Callable[[PartnerDesk], Awaitable[ResultT]]") -> ResultT:
    from services.matching.operating import ImpossibleError, UnknownPartnerError  # noqa: PLC0415  # see app.py

    try:
        return _run(state, act)
    except UnknownPartnerError:
        _refuse("No organisation has that id.")
    except ImpossibleError:
        _refuse("As the organisation stands, that cannot be done.")


def _run(state: Path | None, act: "Callable[[PartnerDesk], Awaitable[ResultT]]") -> ResultT:
    from services.matching.operating import partner_desk  # noqa: PLC0415  # see app.py

    network = network_or_exit(state)
    ring = _secrets(state).sealing_keys("matching")

    async def at_desk() -> ResultT:
        async with partner_desk(network.databases["matching"], ring) as desk:
            return await act(desk)

    return asyncio.run(at_desk())


def _secrets(state: Path | None) -> "Secrets":
    from deploy.local.folders import choose_folders  # noqa: PLC0415  # see app.py
    from deploy.local.secrets import Secrets  # noqa: PLC0415  # see app.py

    folders = choose_folders(state)
    folders.make()
    return Secrets(folders.secrets)


def _row(partner: "Partner") -> dict[str, str]:
    given = {line: _told(partner, line) for line in partner.lines}
    return {
        "id": str(partner.organisation_id),
        "standing": partner.standing,
        "name": partner.name or "-",
        "lines": ", ".join(f"{line} {told}" for line, told in given.items()) or "-",
        "health": "cleared" if partner.cleared_for_health else "-",
    }


def _told(partner: "Partner", line: str) -> str:
    told = next((each for code, each in partner.capacity.items() if code == line), None)
    if told is None:
        return "untold"
    amount = "unlimited" if told.amount is None else f"{told.amount} {told.unit}/{told.per}"
    return f"{amount} until {told.valid_until}" if told.valid_until else amount


def _refuse(reason: str) -> NoReturn:
    print(reason, file=sys.stderr)
    raise typer.Exit(Exit.FAILED)

"""`porukalla network init`: a network for another town, from a few answers."""

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeVar

import typer

from deploy.cli.exits import Exit

if TYPE_CHECKING:
    from deploy.playbook.new_town import NewTown
    from deploy.playbook.payer import Payer

T = TypeVar("T")


def init(  # noqa: PLR0913  # what a town is asked, each by its name
    *,
    state: Annotated[
        Path,
        typer.Option("--state", prompt="Folder for data, keys and files", file_okay=False),
    ],
    name: Annotated[str, typer.Option(prompt="What the network is called", show_default=False)],
    town: Annotated[str, typer.Option(prompt="Its municipality: name or code")],
    serves: Annotated[
        str, typer.Option(prompt="Other municipalities it helps in, with commas (may be empty)")
    ] = "",
    languages: Annotated[
        str, typer.Option(prompt="Languages of what is printed: fi, sv, en")
    ] = "fi,sv,en",
    phone: Annotated[str, typer.Option(prompt="Phone number")],
    hours: Annotated[str, typer.Option(prompt="Hours on weekdays")] = "8-16",
    weekend: Annotated[str, typer.Option(prompt="Hours at weekends (may be empty)")] = "",
    sender: Annotated[str, typer.Option(prompt="Sender address of letters")],
    safeguarding: Annotated[
        str, typer.Option(prompt="Address of whoever hears of concerns (may be empty)")
    ] = "",
    funder: Annotated[str, typer.Option(help="Who pays, where somebody does.")] = "",
    funding_code: Annotated[str, typer.Option(help="The code under which they know it.")] = "",
    funding_days: Annotated[
        str, typer.Option(help="First and last day: 2027-01-01/2027-12-31.")
    ] = "",
    playbook: Annotated[
        Path | None,
        typer.Option("--from", help="A playbook to begin with, as a region shares one."),
    ] = None,
) -> None:
    """Make a state folder with all files of a network for your town, checked.

    Asks for what you do not give. Nothing else in the folder is touched; one that has a network is
    refused. Then: ./porukalla up --state FOLDER
    """
    from deploy.playbook.new_town import (  # noqa: PLC0415  # see app.py
        NewTown,
        language_called,
        spans,
        town_called,
    )

    new = NewTown(
        name=name,
        town=read("town", town_called, town),
        serves=[read("serves", town_called, each) for each in _parts(serves)],
        languages=[read("languages", language_called, each) for each in _parts(languages)],
        phone=phone.strip(),
        weekdays=read("hours", spans, hours),
        weekend=read("weekend", spans, weekend),
        sender=sender.strip(),
        safeguarding=safeguarding.strip(),
        payer=_payer(funder, funding_code, funding_days),
    )
    _make(new, state, _base(playbook))


def _payer(name: str, code: str, days: str) -> "Payer | None":
    from deploy.playbook.payer import Payer  # noqa: PLC0415  # see app.py

    if not name:
        return None
    if not code:
        _refuse("--funding-code is missing: the code under which the funder knows the project")
    try:
        first, last = map(date.fromisoformat, days.split("/"))
    except ValueError:
        _refuse("--funding-days are a first and a last day: 2027-01-01/2027-12-31")
    return Payer(name, code, first, last)


def _base(playbook: Path | None) -> Mapping[str, bytes]:
    """Give what is shipped, or what is shared but for what is another town's own."""
    from deploy.cli.network import readable  # noqa: PLC0415  # see app.py
    from deploy.playbook.files import SHIPPED, files_of, parts_of  # noqa: PLC0415  # see app.py
    from deploy.playbook.new_town import OF_ONE_TOWN  # noqa: PLC0415  # see app.py
    from deploy.playbook.people import without_people  # noqa: PLC0415  # see app.py

    shipped = files_of(SHIPPED / "none of its own")
    if playbook is None:
        return shipped
    shared = readable(playbook)
    return parts_of(shipped, OF_ONE_TOWN, without_people(shared.files, shared.town))


def _make(new: "NewTown", state: Path, base: Mapping[str, bytes]) -> None:
    from deploy.cli.network import refuse  # noqa: PLC0415  # see app.py
    from deploy.local.folders import choose_folders  # noqa: PLC0415  # see app.py
    from deploy.playbook.check import faults_in  # noqa: PLC0415  # see app.py
    from deploy.playbook.new_town import files_for  # noqa: PLC0415  # see app.py
    from deploy.playbook.shelf import Shelf  # noqa: PLC0415  # see app.py

    folders = choose_folders(state)
    if folders.network.exists() or folders.postgres.exists():
        _refuse(f"{folders.state} has a network already: change its files, or give another folder")
    files = files_for(new, base)
    if faults := faults_in(files):
        refuse(faults)
    Shelf(folders).put(files)
    _tell(new, folders.state)


def _tell(new: "NewTown", state: Path) -> None:
    own = state / "network"
    places = ", ".join(each.name_fi for each in new.places.values())
    print(f"{new.name}: {places}. Everything is in {own}, and can be read and changed there:")
    for file, what in (
        ("contact.toml", "name, phone, sender, and who hears of concerns"),
        ("town.toml", "where it helps, and whom to ask elsewhere"),
        ("hours.toml", "when the phone is answered, and days that are otherwise"),
        ("about.toml", "who stands behind it: still examples"),
        ("contact_tree.toml", "who calls whom: still without people and numbers"),
        ("checklists/", "what is done on which day"),
        ("triage.yaml", "what is said and asked on the phone"),
        ("help_lines.toml", "lines of help: ring each, and write the day"),
        ("funding.toml, projects.toml", "who pays, and for what"),
    ):
        print(f"  {file:<28}{what}")
    option = f"--state {state}"
    print(f"Check it after each change: ./porukalla network check {option}")
    print(
        f"Start it: ./porukalla up {option}    What is still missing: ./porukalla doctor {option}"
    )


def _parts(said: str) -> Sequence[str]:
    return [part.strip() for part in said.split(",") if part.strip()]


def read(what: str, read: Callable[[str], T], said: str) -> T:
    """Give what was read, or say what would be right and exit."""
    try:
        return read(said)
    except ValueError as error:
        _refuse(f"--{what}: {type(error).__doc__} ({'; '.join(map(str, error.args))})")


def _refuse(reason: str) -> NoReturn:
    print(reason, file=sys.stderr)
    raise typer.Exit(Exit.FAILED)

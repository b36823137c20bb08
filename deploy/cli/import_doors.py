"""Where the rows of an import are handed in, by their kind."""

import os
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn
from uuid import UUID

import typer

from deploy.cli.exits import Exit
from deploy.cli.networks import network_or_exit
from deploy.cli.reader import language_of

if TYPE_CHECKING:
    from deploy.importing.handed_in import TakesRows
    from deploy.local.secrets import Secrets

Opening = AbstractAsyncContextManager["TakesRows"]


@dataclass(frozen=True, slots=True)
class Doors:
    """Where rows of each kind are handed in."""

    state: Path | None
    url: str | None = None
    import_pass: str = ""

    def of_requests(self) -> "Opening":
        """Hand requests in as a program does."""
        from deploy.importing.door import open_door  # noqa: PLC0415  # see app.py

        origin = self.url or network_or_exit(self.state).origin
        shown = self.import_pass or ("" if self.url else secrets_of(self.state).import_pass())
        return open_door(origin, shown, language_of(os.environ))

    def of_partners(self) -> "Opening":
        """Invite organisations."""
        from deploy.cli.partner import inviting  # noqa: PLC0415  # see app.py
        from deploy.importing.partner_door import open_partner_door  # noqa: PLC0415  # see app.py

        return open_partner_door(inviting(self.state), language_of(os.environ))

    def of_activities(self, organisation_id: UUID) -> "Opening":
        """Write down what an organisation did."""
        from deploy.importing.activity_door import open_activity_door  # noqa: PLC0415  # see app.py
        from services.matching.operating import activity_rows  # noqa: PLC0415  # see app.py

        network, secrets = network_or_exit(self.state), secrets_of(self.state)
        keys = secrets.sealing_keys("matching")
        rows = activity_rows(network.databases["matching"], keys, organisation_id)
        return open_activity_door(rows, language_of(os.environ))

    def of_volunteers(self) -> "Opening":
        """Invite people who may become volunteers."""
        from deploy.importing.invitation_door import open_inviting  # noqa: PLC0415  # see app.py

        network, secrets = network_or_exit(self.state), secrets_of(self.state)
        if not network.origin:
            stop("Where do the links of the letters lead? Say it as INTAKE_PUBLIC_URL.")
        return open_inviting(
            (network.databases["matching"], network.origin),
            secrets.sealing_keys("matching"),
            f"file:{secrets.public_key_file()}",
            language_of(os.environ),
        )


def stop(message: str) -> NoReturn:
    """End the command: what was asked for cannot be done."""
    typer.echo(message, err=True)
    raise typer.Exit(Exit.USAGE)


def secrets_of(state: Path | None) -> "Secrets":
    """Give the keys of the network that runs here."""
    from deploy.local.folders import choose_folders  # noqa: PLC0415  # see app.py
    from deploy.local.secrets import Secrets  # noqa: PLC0415  # see app.py

    folders = choose_folders(state)
    folders.make()
    return Secrets(folders.secrets)

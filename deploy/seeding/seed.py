"""Make a network of its own for a project, and play the project's script in it."""

import asyncio
import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from deploy.local.databases import addresses
from deploy.local.folders import Folders
from deploy.local.own_files import PLAYED
from deploy.local.port_book import PortBook
from deploy.local.ports import free_port
from deploy.local.postgres import PostgresServer
from deploy.local.preparation import finish_databases, make_databases
from deploy.local.secrets import Secrets
from deploy.local.services import SERVICES
from deploy.local.single_supervisor import alone
from deploy.seeding.house import Ground
from deploy.seeding.play import Told, nobody, play
from deploy.seeding.script import PROJECTS, Script, read_script

NETWORK: Final = "network"


class UnknownProjectError(LookupError):
    """No script of that name is in deploy/seeding/projects."""


class PlayedAlreadyError(Exception):
    """The project is there already: nothing was added."""


class NotEmptyError(Exception):
    """A network is kept in this folder already; give another one with --state."""


@dataclass(frozen=True, slots=True)
class Seed:
    """One project in one state folder, which has no other network."""

    folders: Folders
    project: str
    number: int
    weeks: int | None = None
    """How many from the first day on; None: all of them."""
    told: Told = nobody

    def run(self) -> Mapping[str, int]:
        """Play it; gives what was done, counted. A play that was cut short is begun anew.

        Raises UnknownProjectError, PlayedAlreadyError, NotEmptyError or AlreadyRunningError.
        """
        source = PROJECTS / self.project
        if not (source / NETWORK).is_dir():
            raise UnknownProjectError(self.project, *projects())
        script = read_script(source)
        self.folders.make()
        with alone(self.folders):
            server = self._server()
            self._make_room(server)
            shutil.copytree(source / NETWORK, self.folders.network, dirs_exist_ok=True)
            weeks = min(self.weeks or script.weeks, script.weeks)
            counts = self._play(server, script, weeks)
            self._note(weeks, counts)
        return counts

    def _play(self, server: PostgresServer, script: Script, weeks: int) -> Mapping[str, int]:
        server.start()
        try:
            ground = self._ground(server)
            counts = asyncio.run(play(script, ground, self.number, weeks, self.told))
            finish_databases(server.admin_dsn, ground.secrets)
        finally:
            server.stop()
        os.sync()  # until now nothing waited for the disk
        return counts

    def _server(self) -> PostgresServer:
        port = PortBook(self.folders.run / "ports.json").port_of("postgres")
        return PostgresServer(self.folders.postgres, port, durable=False, dies_with_us=True)

    def _make_room(self, server: PostgresServer) -> None:
        """See that nothing is there, or only a play that nobody saw the end of."""
        known = self._noted()
        if known.get("counts"):
            raise PlayedAlreadyError(self.project)
        if not known and (server.data / "PG_VERSION").exists():
            raise NotEmptyError
        shutil.rmtree(server.data, ignore_errors=True)
        self._note(0, {})

    def _ground(self, server: PostgresServer) -> Ground:
        secrets = Secrets(self.folders.secrets)
        databases = make_databases(server.admin_dsn, secrets, is_ours=True)
        owners = {
            name: addresses(server.admin_dsn, name, name, secrets.passwords(name)).owner_dsn
            for name in SERVICES
        }
        return Ground(
            databases=databases,
            owners=owners,
            ledgers=secrets.ledgers(databases),
            secrets=secrets,
            network=self.folders.network,
            smtp_port=free_port(),
        )

    @property
    def _mark(self) -> Path:
        return self.folders.network / PLAYED

    def _noted(self) -> Mapping[str, object]:
        return json.loads(self._mark.read_text("utf-8")) if self._mark.is_file() else {}

    def _note(self, weeks: int, counts: Mapping[str, int]) -> None:
        """Say what is played here, and what came of it once it is."""
        self.folders.network.mkdir(exist_ok=True)
        said = {"project": self.project, "seed": self.number, "weeks": weeks, "counts": counts}
        self._mark.write_text(json.dumps(said, indent=1), "utf-8")


def projects() -> list[str]:
    """List the projects that can be played."""
    return sorted(each.name for each in PROJECTS.iterdir() if (each / NETWORK).is_dir())

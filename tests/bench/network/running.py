"""A whole network as people start it, and what is measured of it."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.local.folders import CLONE, Folders
from deploy.local.ports import free_port
from deploy.local.record import Network, running_network
from deploy.local.secrets import Secrets
from tests.bench.measuring import Row
from tests.bench.network.doors import door_rows
from tests.bench.network.flood import flood_rows
from tests.bench.network.idle import idle_rows
from tests.bench.network.pleas import plea_rows
from tests.bench.network.report import report_rows
from tests.support.open_doors import OPEN_DOORS
from tests.support.servers import temporary_folder


@dataclass(frozen=True, slots=True)
class Running:
    """Its addresses, its folder, and the words its staff sign in with."""

    network: Network
    folders: Folders
    secrets: Secrets


def network_rows() -> list[Row]:
    """Measure a network that nobody uses, how pleas and sign-ins fare, then pages after years."""
    with _started(OPEN_DOORS) as running:
        rows = idle_rows(running.network, running.folders.state)
        rows += asyncio.run(plea_rows(running.network, running.secrets))
        rows += asyncio.run(flood_rows(running.network, running.secrets))
        return rows + asyncio.run(report_rows(running.network, running.secrets))


def doors_rows() -> list[Row]:
    """Measure how people fare while machines flood the doors, as they are by themselves."""
    with _started({}) as running:
        return asyncio.run(door_rows(running.network))


@contextmanager
def _started(given: Mapping[str, str]) -> Iterator[Running]:
    with temporary_folder() as folder:
        folders = Folders(folder / "state")
        try:
            words = ("up", "--detach", "--wait", f"--port={free_port()}")
            _porukalla(*words, state=folders.state, given=given)
            network = running_network(folders)
            assert network is not None
            yield Running(network, folders, Secrets(folders.secrets))
        finally:
            _porukalla("down", state=folders.state, given={})


def _porukalla(*words: str, state: Path, given: Mapping[str, str]) -> None:
    subprocess.run(
        [sys.executable, "-m", "deploy.cli", *words, f"--state={state}"],
        cwd=CLONE,
        env={**os.environ, **given},
        check=True,
    )

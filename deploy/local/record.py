"""What is running, written down so that other commands find it."""

import os

from pydantic import BaseModel

from deploy.local.folders import Folders
from deploy.local.single_supervisor import supervisor_of

FILE = "network.json"


class Process(BaseModel):
    """One kept process as it was when last written down."""

    name: str
    state: str
    pid: int | None
    restarts: int


class Network(BaseModel):
    """Addresses of a running network; holds passwords, so that the file is its owner's alone."""

    origin: str
    rabbit_url: str
    databases: dict[str, str]
    """The address of each service's database, as the service itself connects."""
    ledgers: dict[str, str] = {}
    """The same as `verify` connects; in the record of an earlier release there are none."""
    ports: dict[str, int]
    """The loopback port of each service and of the `catcher`."""
    processes: list[Process] = []
    is_ready: bool = False
    """False while the start is still going on."""
    has_keys_in_files: bool = False
    """Whether every service reads its keys from this state folder, so that they may change."""


def write_network(folders: Folders, network: Network) -> None:
    """Write the record whole or not at all."""
    draft = folders.run / f"{FILE}.new"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as output:
        output.write(network.model_dump_json(indent=1))
    draft.replace(folders.run / FILE)


def read_network(folders: Folders) -> Network | None:
    """Read the record of the network that was started last and not stopped, running or killed."""
    try:
        return Network.model_validate_json((folders.run / FILE).read_bytes())
    except FileNotFoundError:
        return None


def forget_network(folders: Folders) -> None:
    """Remove the record: nothing runs."""
    (folders.run / FILE).unlink(missing_ok=True)


def running_network(folders: Folders) -> Network | None:
    """Give the network when it runs now."""
    return read_network(folders) if supervisor_of(folders) else None

"""Where a network on this machine keeps what it must find again."""

from dataclasses import dataclass
from pathlib import Path

from deploy.local.account import STATE_BASE, make_way, place_for, server_account

CLONE = Path(__file__).parents[2]
"""The source tree, from which the services are started."""


@dataclass(frozen=True, slots=True)
class Folders:
    """The state folder and its rooms."""

    state: Path

    @property
    def run(self) -> Path:
        """What is running: the supervisor, its children and their addresses."""
        return self.state / "run"

    @property
    def log(self) -> Path:
        """One file a process."""
        return self.state / "log"

    @property
    def secrets(self) -> Path:
        """Keys and passwords, made once."""
        return self.state / "secrets"

    @property
    def network(self) -> Path:
        """Files of its own that win over those of `deploy/network`; mostly there are none."""
        return self.state / "network"

    @property
    def network_versions(self) -> Path:
        """What its files of its own were before each import, as playbooks."""
        return self.state / "network_versions"

    @property
    def anchors(self) -> Path:
        """What is known of the audits outside their databases."""
        return self.state / "anchors"

    @property
    def caddy(self) -> Path:
        """Caddy's configuration, pages and storage."""
        return self.state / "caddy"

    @property
    def mail(self) -> Path:
        """The mails that were caught."""
        return self.state / "mail"

    @property
    def rabbit(self) -> Path:
        """The private broker's data."""
        return self.state / "rabbit"

    @property
    def postgres(self) -> Path:
        """The private database server's data."""
        return self.state / "postgres"

    def make(self) -> None:
        """Make the rooms that only we enter, and the state folder that servers pass through."""
        make_way(self.state)
        self.state.chmod(0o755)
        for room in (self.run, self.log, self.secrets, self.mail, self.anchors):
            room.mkdir(mode=0o700, exist_ok=True)


def choose_folders(given: Path | None = None) -> Folders:
    """Take the folder given, else `var` in the clone, else a place the servers' user can reach."""
    if given is not None:
        return Folders(given.absolute())
    return Folders(place_for(CLONE / "var", server_account()))


def is_elsewhere(folders: Folders) -> bool:
    """Say whether the state lies outside the clone because servers could not reach it."""
    return STATE_BASE in folders.state.parents

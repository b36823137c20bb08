"""Undo what installing a package starts: our servers are private, the machine's own stay off."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

OURS = {
    "caddy": ("caddy.service",),
    "rabbitmq-server": ("rabbitmq-server.service", "epmd.service", "epmd.socket"),
}
"""The units of each package."""

_RUNS_SYSTEMD = Path("/run/systemd/system")
_LIST = (
    *("systemctl", "list-unit-files", "--state=enabled", "--type=service,socket"),
    *("--no-legend", "--plain"),
)


def runs_systemd() -> bool:
    """Say whether systemd runs this machine."""
    return _RUNS_SYSTEMD.exists() and shutil.which("systemctl") is not None


def services_of(packages: Sequence[str]) -> frozenset[str]:
    """Name the units that come with these packages."""
    return frozenset(unit for name in packages for unit in OURS.get(name, ()))


def enabled_services() -> frozenset[str]:
    """Name those of our servers' units that start by themselves here."""
    if shutil.which("systemctl") is None:
        return frozenset()
    listed = subprocess.run(_LIST, capture_output=True, text=True, check=False)
    names = [line.split()[0] for line in listed.stdout.splitlines()]
    return services_of(list(OURS)) & frozenset(names)


def stopping(services: frozenset[str]) -> list[Sequence[str]]:
    """Give the commands that stop these units now and keep them off.

    Without systemd there are none: nothing was started, and to stop nothing RabbitMQ's own script
    would start a port mapper that listens everywhere.
    """
    if not services:
        return []
    now = ["--now"] if runs_systemd() else []
    return [("systemctl", "disable", *now, *sorted(services))]

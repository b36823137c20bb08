"""Undo what installing a package starts: our servers are private, the machine's own stay off."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

OURS = frozenset({"caddy", "epmd", "rabbitmq-server"})

_RUNS_SYSTEMD = Path("/run/systemd/system")
_SCRIPTS = Path("/etc/init.d")
_LIST = (
    *("systemctl", "list-unit-files", "--state=enabled", "--type=service,socket"),
    *("--no-legend", "--plain"),
)


def enabled_services() -> frozenset[str]:
    """Name those of our servers that start by themselves here, as units or else as scripts."""
    if shutil.which("systemctl") is None:
        names = [file.name for file in _SCRIPTS.glob("*")]
    else:
        listed = subprocess.run(_LIST, capture_output=True, text=True, check=False)
        names = [line.split()[0] for line in listed.stdout.splitlines()]
    return frozenset(name for name in names if name.partition(".")[0] in OURS)


def stopping(services: frozenset[str]) -> list[Sequence[str]]:
    """Give the commands that stop these services now and keep them off."""
    if not services:
        return []
    if shutil.which("systemctl") is None:
        return [("service", name, "stop") for name in sorted(services)]
    now = ["--now"] if _RUNS_SYSTEMD.exists() else []
    return [("systemctl", "disable", *now, *sorted(services))]

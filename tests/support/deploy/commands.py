"""The operator's tool as a process, and what it leaves behind."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.local.folders import CLONE
from deploy.local.ports import is_free
from deploy.local.processes import mark_of
from deploy.local.record import Network

COMMAND = (sys.executable, "-m", "deploy.cli")


@dataclass(frozen=True, slots=True)
class Operator:
    """Someone at a terminal with one state folder and one port."""

    state: Path
    port: int

    def run(self, *words: str, seconds: float = 170) -> "subprocess.CompletedProcess[str]":
        """Type a command about this network and wait for its end."""
        return subprocess.run(
            [*COMMAND, *words, "--state", str(self.state)],
            cwd=CLONE,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )

    def up(self) -> "subprocess.CompletedProcess[str]":
        """Start in the background and wait."""
        return self.run("up", "--detach", "--wait", "--port", str(self.port))

    @contextmanager
    def in_the_foreground(self, said: Path, progress: Path) -> Iterator[subprocess.Popen[bytes]]:
        """Start as a script would that keeps what is said in files; it ends with the block."""
        words = [*COMMAND, "up", "--port", str(self.port), "--state", str(self.state)]
        plainly = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
        with said.open("wb") as out, progress.open("wb") as err:
            command = subprocess.Popen(words, cwd=CLONE, env=plainly, stdout=out, stderr=err)
        try:
            yield command
        finally:
            command.kill()
            command.wait()

    @property
    def network(self) -> Network:
        """What is written down about the running network."""
        return Network.model_validate_json((self.state / "run" / "network.json").read_bytes())

    @property
    def supervisor(self) -> int:
        """The supervisor's process id."""
        return int((self.state / "run" / "supervisor").read_text(encoding="utf-8").split()[0])

    def pids(self) -> dict[str, int]:
        """Everything that runs, by name."""
        kept = {one.name: one.pid for one in self.network.processes if one.pid is not None}
        return kept | {"supervisor": self.supervisor}

    def ports(self) -> list[int]:
        """Every port that was given out."""
        file = self.state / "run" / "ports.json"
        return [self.port, *json.loads(file.read_text(encoding="utf-8")).values()]


def still_there(pids: dict[str, int], ports: list[int]) -> list[str]:
    """Name the processes that live and the ports that are taken."""
    living = [f"{name} {pid}" for name, pid in pids.items() if mark_of(pid) is not None]
    return living + [f"port {port}" for port in ports if not is_free(port)]

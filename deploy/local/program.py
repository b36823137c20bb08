"""One of our own processes: a command, its log, and how it is asked to end."""

import signal
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from deploy.local.account import Account
from deploy.local.child import Child, Command
from deploy.local.log_files import turn_over_long

GRACE_SECONDS = 20.0


@dataclass(slots=True)
class Program:
    """A process that dies with its supervisor; `environment` is read anew at each start."""

    words: Sequence[str]
    folder: Path
    log: Path
    memory: Path
    environment: dict[str, str] = field(default_factory=dict)
    account: Account | None = None
    grace_seconds: float = GRACE_SECONDS
    _child: Child = field(init=False)

    def __post_init__(self) -> None:
        """Prepare the child without starting it."""
        self._child = Child(self.log, self.memory)

    @property
    def pid(self) -> int:
        """The process id; raises ServerNotRunningError."""
        return self._child.pid

    def is_running(self) -> bool:
        """Say whether the process was started and has not ended."""
        return self._child.is_running()

    def start(self) -> None:
        """Start it, with a fresh log when the old one has grown."""
        turn_over_long(self.log)
        self._child.start(
            Command(self.words, self.folder, self.account, self.environment, dies_with_us=True)
        )

    def stop(self) -> None:
        """Let it finish what it does, within its grace."""
        self._child.stop(signal.SIGTERM, self.grace_seconds)

    def kill(self) -> None:
        """End it in the middle of whatever it does."""
        self._child.kill()

"""One server process as a direct child, in a process group of its own, waited for when it ends."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from deploy.local.account import Account
from deploy.local.processes import end_remembered, remember

_POLL_SECONDS = 0.03
_IF_STILL_OURS = 'test "$PPID" = "$0" && exec "$@"'


class ServerDidNotStartError(Exception):
    """A private server ended, or did not answer in time, while it was starting."""


class ServerNotRunningError(Exception):
    """The server was not started, or was stopped."""


@dataclass(frozen=True, slots=True)
class Command:
    """What to run, and as whom; `dies_with_us` has the kernel kill it when our process ends."""

    words: Sequence[str]
    folder: Path
    account: Account | None
    environment: Mapping[str, str] = field(default_factory=dict)
    dies_with_us: bool = False

    def start(self, log: Path) -> subprocess.Popen[bytes]:
        """Start it with its output appended to the log."""
        words = leashed(self.words, os.getpid()) if self._is_leashed() else self.words
        with log.open("ab") as output:
            return subprocess.Popen(
                words,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=self.folder,
                env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **self.environment},
                user=self.account.user if self.account else None,
                group=self.account.group if self.account else None,
                extra_groups=[] if self.account else None,
                start_new_session=True,
            )

    def finish(self, log: Path) -> None:
        """Run it to its end; raises ServerDidNotStartError when it fails."""
        if self.start(log).wait() != 0:
            raise ServerDidNotStartError(self.words[0], tail(log))

    def _is_leashed(self) -> bool:
        return self.dies_with_us and shutil.which("setpriv") is not None


def leashed(words: Sequence[str], parent: int) -> list[str]:
    """Have the kernel kill it when the parent ends; it runs nothing once the parent has ended.

    The kernel's promise starts with the call: a parent killed before it would never be noticed.
    """
    leash = ["setpriv", "--pdeathsig", "KILL", "--"]
    return [*leash, "sh", "-c", _IF_STILL_OURS, str(parent), *words]


@dataclass(slots=True)
class Child:
    """The process of one command: started, found ready, stopped or killed, and always reaped.

    `memory` names the file that lets the next run end what a killed run left behind.
    """

    log: Path
    memory: Path
    process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The process id; raises ServerNotRunningError."""
        if self.process is None:
            raise ServerNotRunningError
        return self.process.pid

    def is_running(self) -> bool:
        """Say whether the process was started and has not ended."""
        return self.process is not None and self.process.poll() is None

    def start(self, command: Command) -> None:
        """End what an earlier run left, then start."""
        end_remembered(self.memory)
        self.process = command.start(self.log)
        remember(self.process.pid, self.memory)

    def until(self, ready: Callable[[], bool], seconds: float) -> None:
        """Wait until it answers; kills it and raises ServerDidNotStartError when it does not."""
        give_up = time.monotonic() + seconds
        while not ready():
            if not self.is_running() or time.monotonic() > give_up:
                self.kill()
                raise ServerDidNotStartError(self.log.stem, tail(self.log))
            time.sleep(_POLL_SECONDS)

    def stop(self, how: signal.Signals, seconds: float) -> None:
        """Ask it to end, and kill it when it does not in time."""
        if self.process is None:
            return
        self.process.send_signal(how)
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
        self._forget()

    def kill(self) -> None:
        """End the whole process group with SIGKILL."""
        if self.process is None:
            return
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self._forget()

    def _forget(self) -> None:
        self.process = None
        self.memory.unlink(missing_ok=True)


def tail(log: Path, lines: int = 6, width: int = 200) -> str:
    """Give the last lines of a log, cut where they are long, and where the whole of it is."""
    last = log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:]
    return "\n".join([*(f"  {line[:width]}" for line in last), f"All of it: {log}"])

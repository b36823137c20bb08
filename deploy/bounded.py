"""A command with an end: in time, or when somebody says so; nothing it started outlives it."""

import os
import secrets
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

MARK = "PORUKALLA_RUN_MARK"
"""The variable by which what a command started is told from all else; within another, it adds."""

_ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_POLL_SECONDS = 0.1


@dataclass(slots=True)
class Patience:
    """How long is waited: until a time, or until a signal that would have ended us."""

    until: float
    limit: str
    """The time in words."""
    heard: list[signal.Signals] = field(default_factory=list)

    @classmethod
    def of(cls, minutes: float) -> "Patience":
        """Begin to wait."""
        return cls(time.monotonic() + minutes * 60, f"{minutes:g} minutes")

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Note such signals in place of ending; a hang-up that nohup ignores stays ignored."""
        is_deaf = signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
        heeded = _ENDINGS[:2] if is_deaf else _ENDINGS
        before = {each: signal.signal(each, self._hear) for each in heeded}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)

    def is_over(self) -> bool:
        """Say whether it is time to end."""
        return bool(self.heard) or time.monotonic() >= self.until

    @property
    def reason(self) -> str:
        """Why it is over."""
        return f"{self.heard[0].name} came" if self.heard else f"the {self.limit} are over"

    def _hear(self, number: int, _frame: FrameType | None) -> None:
        self.heard.append(signal.Signals(number))


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: with which code, and whether by itself."""

    code: int
    in_time: bool


@dataclass(frozen=True, slots=True)
class Bounded:
    """A command in a session of its own, so that Ctrl+C reaches us alone, and we ask it to end."""

    words: Sequence[str]
    folder: Path
    environment: Mapping[str, str]
    grace_seconds: float = 60.0

    def carry_out(self, patience: Patience, over: Callable[[], None]) -> Ended:
        """Run it while there is patience; then call `over`, interrupt it, and kill what is left."""
        mark = secrets.token_hex(16)
        process = subprocess.Popen(
            self.words,
            cwd=self.folder,
            env={**self.environment, MARK: f"{self.environment.get(MARK, '')} {mark}"},
            start_new_session=True,
        )
        try:
            in_time = _ends(process, patience.is_over)
            if not in_time:
                over()
                self._interrupt(process, patience)
        finally:
            _kill(process)
            end_marked(mark)
        return Ended(process.returncode, in_time)

    def _interrupt(self, process: "subprocess.Popen[bytes]", patience: Patience) -> None:
        """Let it tear down what it built, unless we are told once more to end."""
        process.send_signal(signal.SIGINT)
        give_up, heard = time.monotonic() + self.grace_seconds, len(patience.heard)
        _ends(process, lambda: time.monotonic() > give_up or len(patience.heard) > heard)


def end_marked(mark: str, seconds: float = 30.0) -> None:
    """End the processes that carry this mark, also those in sessions of their own."""
    for how in (signal.SIGTERM, signal.SIGKILL):
        for pid in marked(mark):
            with suppress(ProcessLookupError):
                os.kill(pid, how)
        give_up = time.monotonic() + seconds
        while marked(mark) and time.monotonic() < give_up:
            time.sleep(_POLL_SECONDS)


def marked(mark: str) -> list[int]:
    """List the live processes that were started with this mark in their environment."""
    numbered = (entry for entry in Path("/proc").iterdir() if entry.name.isdigit())
    return [int(entry.name) for entry in numbered if _carries(entry, mark)]


def _carries(entry: Path, mark: str) -> bool:
    try:
        return mark.encode() in (entry / "environ").read_bytes()
    except OSError:
        return False


def _ends(process: "subprocess.Popen[bytes]", enough: Callable[[], bool]) -> bool:
    while process.poll() is None:
        if enough():
            return False
        time.sleep(_POLL_SECONDS)
    return True


def _kill(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

"""Keep one process running: a thread starts it, waits for its end and starts it again.

The thread lives as long as its process is wanted, because the kernel's leash (`dies_with_us`) is
tied to the thread that started the process. Only this thread touches the process.
"""

import threading
import time
import traceback
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Literal, Protocol

from deploy.local.child import ServerNotRunningError
from deploy.local.restart_pause import next_pause

LOOK_SECONDS = 0.05
"""How soon it is seen that what was asked for has happened."""
CARE_SECONDS = 0.25
"""How soon it is seen that a process ended by itself."""
State = Literal["starting", "running", "waiting", "held", "stopped"]
Wanted = Literal["running", "held", "stopped"]


class Runnable(Protocol):
    """Something that can be started again and again, in this process's care."""

    @property
    def pid(self) -> int:
        """The process id of what runs."""

    def is_running(self) -> bool:
        """Say whether it was started and has not ended."""

    def start(self) -> None:
        """Start it, and return when it is started."""

    def stop(self) -> None:
        """Ask it to end, and wait."""

    def kill(self) -> None:
        """End it at once."""


@dataclass(frozen=True, slots=True)
class Happening:
    """What a keeper has to tell; `text` is for people."""

    name: str
    text: str


Tell = Callable[[Happening], None]


class Keeper:
    """Keeps one process running until told to stop."""

    def __init__(self, name: str, runnable: Runnable, tell: Tell) -> None:
        """Keep `runnable` under this name; nothing happens before `begin`."""
        self.name = name
        self.runnable = runnable
        self.restarts = 0
        self.state: State = "stopped"
        self._wanted: Wanted = "running"
        self._killing = False
        self._tell = tell
        self._stir = threading.Event()
        self._first: Future[None] = Future()
        self._thread = threading.Thread(target=self._keep, name=f"keeper of {name}", daemon=True)

    @property
    def pid(self) -> int | None:
        """The process id, while it runs."""
        if self.state != "running":
            return None
        try:
            return self.runnable.pid
        except ServerNotRunningError:
            return None  # it ended between the two looks

    def begin(self) -> "Future[None]":
        """Start the process; the future tells when it has started, or why it has not."""
        self._thread.start()
        return self._first

    def kill(self) -> None:
        """End the process at once, as a crash would, and wait; it is started again."""
        if self.state != "running":
            return
        restarts = self.restarts
        self._killing = True
        self._stir.set()
        self._until(lambda: not self._killing or self.restarts > restarts)

    def hold(self, *, kill: bool = False) -> None:
        """End the process, hard where asked, and leave it down until `release`."""
        self._killing = kill
        self._want("held")
        self._until(lambda: self.state in {"held", "stopped"})

    def release(self) -> None:
        """Start a held process again; returns when it runs."""
        self._want("running")
        self._until(lambda: self.state in {"running", "stopped"})

    def ask_to_stop(self) -> None:
        """Have the process ended and not started again; returns at once."""
        self._want("stopped")
        if self.state == "starting":
            self.runnable.kill()

    def join(self) -> None:
        """Wait until the process has ended."""
        if self._thread.ident is not None:
            self._thread.join()

    def _want(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._stir.set()

    def _until(self, happened: Callable[[], bool]) -> None:
        while not happened() and self._thread.is_alive():
            time.sleep(LOOK_SECONDS)

    def _keep(self) -> None:
        pause = 0.0
        while self._wanted != "stopped":
            if self._wanted == "held":
                self._wait_held()
                continue
            alive_seconds, why = self._live()
            if self._first.exception() is not None:
                break
            if self._wanted == "running":
                pause = next_pause(pause, alive_seconds)
                self._wait(pause, why)
        self._end()
        self.state = "stopped"

    def _wait_held(self) -> None:
        self._end()
        self.state = "held"
        self._stir.wait()
        self._stir.clear()

    def _wait(self, pause: float, why: str) -> None:
        self.state = "waiting"
        self._say(f"{self.name} {why}; starting again in {pause:g} s")
        self._stir.clear()
        if self._wanted == "running":
            self._stir.wait(pause)
        self.restarts += 1

    def _end(self) -> None:
        if self._killing:
            self.runnable.kill()
        else:
            self.runnable.stop()
        self._killing = False

    def _live(self) -> tuple[float, str]:
        """Live through one start of the process; give its length and how it ended."""
        self.state = "starting"
        try:
            self.runnable.start()
        except Exception as error:  # noqa: BLE001  # whatever it is, the next try may succeed
            if not self._first.done():
                self._first.set_exception(error)
            return 0.0, f"did not start ({type(error).__name__})"
        self._say_it_runs()
        born = time.monotonic()
        while self.runnable.is_running() and self._wanted == "running":
            if self._killing:
                self.runnable.kill()
                self._killing = False
            self._stir.wait(CARE_SECONDS)
            self._stir.clear()
        return time.monotonic() - born, "ended"

    def _say_it_runs(self) -> None:
        self.state = "running"
        if self._first.done():
            self._say(f"{self.name} runs again")
        else:
            self._first.set_result(None)

    def _say(self, text: str) -> None:
        try:
            self._tell(Happening(self.name, text))
        except Exception:  # noqa: BLE001  # who is not heard must go on keeping all the same
            traceback.print_exc()

"""Queues that somebody deleted are declared again while a network runs.

Services say which are missing, and may declare nothing; the supervisor has the deploy user and
no broker's library: it starts a helper for it.
"""

import re
import socket
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from deploy.local.start_report import reason_of

EACH_SECONDS = 3.0
ANSWER_SECONDS = 2.0
_MISSING = re.compile(rb'^queues_missing\{queue="([^"]+)"\} 1\.0$', re.MULTILINE)


@dataclass(slots=True)
class QueueCare:
    """A thread that asks the services at these ports, from `start` to `stop`."""

    ports: Iterable[int]
    declare: Callable[[], object]
    tell: Callable[[str], None]
    _ended: threading.Event = field(init=False, default_factory=threading.Event)
    _thread: threading.Thread | None = field(init=False, default=None)
    _told: str = field(init=False, default="")

    def start(self) -> None:
        """Begin to ask, now and then."""
        self._thread = threading.Thread(target=self._run, name="care of queues", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End it, and wait; nothing happens where it was not started."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join()

    def look(self) -> None:
        """Ask once, and declare what is missing."""
        missing = sorted({name for port in self.ports for name in missing_at(port)})
        if not missing:
            self._told = ""
            return
        names = ", ".join(missing)
        try:
            self.declare()
        except Exception as error:  # noqa: BLE001  # whatever it is, the next look tries again
            self._say(f"{names} missing on the broker and not declared: {reason_of(error)}")
        else:
            self._say(f"{names} was gone and is declared again; see `replay`")

    def _run(self) -> None:
        while not self._ended.wait(EACH_SECONDS):
            self.look()

    def _say(self, text: str) -> None:
        """Tell what is news: services may see a moment later what was done."""
        if text != self._told:
            self.tell(text)
        self._told = text


def missing_at(port: int) -> list[str]:
    """Name the work queues of which the service here misses one; none when it does not answer."""
    answer = bytearray()
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), ANSWER_SECONDS) as line:
        line.sendall(b"GET /metrics HTTP/1.0\r\nHost: localhost\r\n\r\n")
        while part := line.recv(65536):
            answer += part
    return [name.decode() for name in _MISSING.findall(answer)]

"""Free ports of the loopback interface, below those the kernel lends to outgoing connections."""

import random
import socket
from collections.abc import Callable, Sequence
from pathlib import Path

from deploy.local.child import ServerDidNotStartError

FIRST, LAST = 20000, 32000
TRIES = 4
"""How often a server may find that somebody else took what it had chosen."""


class NoFreePortError(Exception):
    """Every port tried on the loopback interface is taken."""


def is_free(port: int) -> bool:
    """Say whether a server could listen on this loopback port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """Choose a free port that no process of ours was given, as long as that process lives."""
    for _ in range(500):
        port = random.randrange(FIRST, LAST)  # noqa: S311  # a port is no secret
        if is_free(port) and _is_ours(port):
            return port
    raise NoFreePortError


def start_on_free_ports(
    start: Callable[[], None], choose_anew: Callable[[], Sequence[int]], log: Path
) -> None:
    """Start a server; where it fails over ports that were taken meanwhile, start it on others.

    `choose_anew` gives those that were taken. Raises what `start` does when none was, or too often.
    """
    for _ in range(TRIES - 1):
        try:
            return start()
        except ServerDidNotStartError:
            taken = choose_anew()
            if not taken:
                raise
            with log.open("a", encoding="utf-8") as told:
                told.write(f"Taken by somebody else meanwhile, so others are tried: {taken}\n")
    return start()


def _is_ours(port: int) -> bool:
    """Mark the port for as long as this process lives: who listens only later has it until then."""
    mark = socket.socket(socket.AF_UNIX)
    try:
        mark.bind(f"\0porukalla has port {port}")
    except OSError:
        mark.close()
        return False
    # the name goes with its descriptor, which nobody closes
    mark.detach()
    return True

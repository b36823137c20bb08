"""Free ports of the loopback interface, below those the kernel lends to outgoing connections."""

import random
import socket

FIRST, LAST = 20000, 32000
_given: set[int] = set()


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
    """Choose a free port that this process was not given before."""
    for _ in range(500):
        port = random.randrange(FIRST, LAST)  # noqa: S311  # a port is no secret
        if port not in _given and is_free(port):
            _given.add(port)
            return port
    raise NoFreePortError

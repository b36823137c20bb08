"""Ports that servers get are free and given once."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.local import ports as chosen_ports
from deploy.local.child import ServerDidNotStartError
from deploy.local.ports import (
    FIRST,
    LAST,
    TRIES,
    NoFreePortError,
    free_port,
    is_free,
    start_on_free_ports,
)

ROOT = Path(__file__).parents[3]
ANOTHER_PROCESS = """
import sys
from deploy.local import ports
ports.FIRST, ports.LAST = int(sys.argv[1]), int(sys.argv[1]) + 1
print(ports.free_port(), flush=True)
sys.stdin.read()
"""


def test_a_port_is_given_once() -> None:
    ports = [free_port() for _ in range(50)]

    assert len(set(ports)) == len(ports)
    assert all(FIRST <= port < LAST for port in ports)


def test_a_port_that_somebody_listens_on_is_not_free() -> None:
    port = free_port()

    with socket.create_server(("127.0.0.1", port)):
        assert not is_free(port)
    assert is_free(port)


def test_what_another_process_was_given_is_not_given_here_until_it_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    port = next(port for port in range(LAST, LAST + 500) if is_free(port))
    monkeypatch.setattr(chosen_ports, "FIRST", port)
    monkeypatch.setattr(chosen_ports, "LAST", port + 1)
    words = [sys.executable, "-c", ANOTHER_PROCESS, str(port)]
    with subprocess.Popen(words, cwd=ROOT, stdin=-1, stdout=-1, text=True) as other:
        assert other.stdout
        given = int(other.stdout.readline())

        with pytest.raises(NoFreePortError):
            free_port()

    assert given == port
    assert free_port() == port


def test_a_server_whose_ports_are_always_taken_gives_up(tmp_path: Path) -> None:
    tried: list[int] = []

    def start() -> None:
        tried.append(1)
        raise ServerDidNotStartError

    with pytest.raises(ServerDidNotStartError):
        start_on_free_ports(start, lambda: [20001], tmp_path / "log")

    assert len(tried) == TRIES


def test_a_server_that_fails_for_another_reason_is_not_started_again(tmp_path: Path) -> None:
    tried: list[int] = []

    def start() -> None:
        tried.append(1)
        raise ServerDidNotStartError

    with pytest.raises(ServerDidNotStartError):
        start_on_free_ports(start, list, tmp_path / "log")

    assert tried == [1]

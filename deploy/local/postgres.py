"""A private PostgreSQL with a folder, a port and a password of its own."""

import os
import secrets
import signal
import socket
import struct
import time
from pathlib import Path

from deploy.local.account import give, make_folder, place_for, server_account
from deploy.local.child import Child, Command
from deploy.local.kept_text import kept_text
from deploy.local.ports import free_port, is_free, start_on_free_ports
from deploy.local.postgres_binaries import Installation, chosen
from deploy.local.processes import end_remembered, working_in

ADMIN = "postgres"
START_SECONDS = 60.0
STOP_SECONDS = 30.0

_SETTINGS = ("max_connections=200", "timezone=UTC", "log_timezone=UTC", "unix_socket_directories=")
_FAST_AND_LOSING = ("fsync=off", "full_page_writes=off", "autovacuum_naptime=10min")
_PROTOCOL = 196608


def answers(port: int) -> bool:
    """Say whether a server takes clients on this loopback port: it asks for the password."""
    body = struct.pack("!i", _PROTOCOL) + f"user\0{ADMIN}\0database\0{ADMIN}\0\0".encode()
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2.0) as connection:
            connection.sendall(struct.pack("!i", len(body) + 4) + body)
            return connection.recv(1) == b"R"
    except OSError:
        return False


class PostgresServer:
    """A server that keeps its data in `folder`; start, stop and kill block until done.

    As root it runs as an unprivileged user, and elsewhere when that user cannot reach `folder`:
    the `folder` attribute names the place used. `durable=False` trades what a power cut may take
    for speed, for tests. `port` is chosen when not given, and kept once it answered.
    """

    def __init__(
        self,
        folder: Path,
        port: int | None = None,
        *,
        durable: bool = True,
        dies_with_us: bool = False,
    ) -> None:
        """Choose place and port without touching the disk."""
        self._account = server_account("postgres")
        self._durable = durable
        self._dies_with_us = dies_with_us
        self.folder = place_for(folder, self._account)
        self.port = port or free_port()
        self._keeps_port = port is not None
        self._password = ""
        self._child = Child(self.folder / "server.log", self.folder / "running")

    @property
    def data(self) -> Path:
        """The folder that PostgreSQL itself writes."""
        return self.folder / "data"

    @property
    def admin_dsn(self) -> str:
        """The superuser's address, with the password; known once started."""
        return f"postgresql://{ADMIN}:{self._password}@127.0.0.1:{self.port}/{ADMIN}"

    @property
    def pid(self) -> int:
        """The server's process id."""
        return self._child.pid

    @property
    def log(self) -> Path:
        """The file that tells what the server did."""
        return self.folder / "server.log"

    def is_running(self) -> bool:
        """Say whether the server's process lives."""
        return self._child.is_running()

    def start(self) -> None:
        """Make the data folder the first time, start, and wait until clients are taken."""
        make_folder(self.folder, self._account)
        installation = chosen(self.folder)
        installation = installation.reachable_by(self._account, self.folder.parent)
        self._password = kept_text(self.folder / "password", lambda: secrets.token_urlsafe(24))
        if not (self.data / "PG_VERSION").exists():
            self._make_data(installation)
        self._clear_leftovers()
        start_on_free_ports(lambda: self._serve(installation), self._choose_anew, self.log)
        self._keeps_port = True

    def stop(self) -> None:
        """Let running statements end or roll back, write everything, and end."""
        self._child.stop(signal.SIGINT, STOP_SECONDS)

    def kill(self) -> None:
        """End the server in the middle of whatever it does; `start` brings it back."""
        self._child.kill()
        self._until_children_ended()

    def _serve(self, installation: Installation) -> None:
        self._child.start(self._command(installation, "postgres", *self._options()))
        self._child.until(lambda: answers(self.port), START_SECONDS)

    def _choose_anew(self) -> list[int]:
        if self._keeps_port or is_free(self.port):
            return []
        was, self.port = self.port, free_port()
        return [was]

    def _make_data(self, installation: Installation) -> None:
        secret = self.folder / "first_password"
        secret.touch(mode=0o600)
        secret.write_text(self._password, encoding="utf-8")
        give([secret], self._account)
        words = [
            f"--pgdata={self.data}",
            f"--username={ADMIN}",
            f"--pwfile={secret}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--data-checksums",
        ]
        if not self._durable:
            words.append("--no-sync")
        self._command(installation, "initdb", *words).finish(self.log)
        secret.unlink()

    def _options(self) -> list[str]:
        settings = _SETTINGS if self._durable else _SETTINGS + _FAST_AND_LOSING
        words = [word for setting in settings for word in ("-c", setting)]
        return ["-D", str(self.data), "-h", "127.0.0.1", "-p", str(self.port), *words]

    def _command(self, installation: Installation, program: str, *words: str) -> Command:
        return Command(
            [installation.program(program), *words],
            self.folder,
            self._account,
            dies_with_us=self._dies_with_us,
        )

    def _clear_leftovers(self) -> None:
        end_remembered(self.folder / "running")
        self._until_children_ended()
        # A killed server that nobody reaped still has a process number, which would make
        # PostgreSQL refuse; nothing works in the folder any more, so the lock is stale.
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _until_children_ended(self, seconds: float = 10.0) -> None:
        give_up = time.monotonic() + seconds
        while pids := working_in(self.data):
            if time.monotonic() > give_up:
                for pid in pids:
                    os.kill(pid, signal.SIGKILL)
            time.sleep(0.02)

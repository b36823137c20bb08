"""A private RabbitMQ: one node with its own name, secret, port mapper and folder."""

import shutil
import signal
import socket
from pathlib import Path

from deploy.local.account import make_folder, place_for, server_account
from deploy.local.child import Child, Command
from deploy.local.ports import free_port, is_free, start_on_free_ports
from deploy.local.rabbit_data import check_version, follow_place, note_version
from deploy.local.rabbit_files import OWNER, Definitions, Place, Ports, environment, write_files

START_SECONDS = 120.0
STOP_SECONDS = 30.0

_SCRIPT = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")
_TOOL = Path("/usr/lib/rabbitmq/bin/rabbitmqctl")
_HELLO = b"AMQP\x00\x00\x09\x01"


class RabbitMissingError(Exception):
    """RabbitMQ is not installed; on Debian: apt-get install rabbitmq-server."""


def is_installed() -> bool:
    """Say whether a RabbitMQ that can run privately is on this machine."""
    return _SCRIPT.exists() and shutil.which("epmd") is not None


def answers(port: int) -> bool:
    """Say whether a broker greets on this loopback port; an open port alone is too early."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2.0) as connection:
            connection.sendall(_HELLO)
            return connection.recv(1) == b"\x01"
    except OSError:
        return False


class RabbitServer:
    """A node that keeps its data in `folder`; start, stop and kill block until done.

    As root it runs as an unprivileged user, and elsewhere when that user cannot reach `folder`:
    the `folder` attribute names the place used. `port` is chosen when not given, and kept once
    clients were greeted. `definitions` are loaded at each start. In a cluster it has its `place`.
    """

    def __init__(
        self,
        folder: Path,
        port: int | None = None,
        *,
        definitions: Definitions | None = None,
        dies_with_us: bool = False,
        place: Place = Place(),  # noqa: B008  # frozen
    ) -> None:
        """Choose place and ports without touching the disk."""
        self._account = server_account("rabbitmq")
        self._dies_with_us = dies_with_us
        self.definitions = definitions or {}
        self.folder = place_for(folder, self._account)
        self.ports = Ports(
            amqp=port or free_port(), tools=free_port(), mapper=place.mapper or free_port()
        )
        self._place = place
        self._keeps_port = port is not None
        self._password = ""
        self._node = Child(self.folder / "server.log", self.folder / "running")
        self._mapper = Child(self.folder / "mapper.log", self.folder / "mapper")

    @property
    def address(self) -> str:
        """Where clients connect, without a user."""
        return f"amqp://127.0.0.1:{self.ports.amqp}/"

    @property
    def url(self) -> str:
        """The address of the administrator, who is there when the definitions have no users."""
        return f"amqp://{OWNER}:{self._password}@127.0.0.1:{self.ports.amqp}/"

    @property
    def pid(self) -> int:
        """The server's process id."""
        return self._node.pid

    @property
    def mapper_pid(self) -> int:
        """The process id of the node's port mapper, which is there until `stop`."""
        return self._mapper.pid

    @property
    def log(self) -> Path:
        """The file that tells what the server did."""
        return self.folder / "log" / "rabbit.log"

    def is_running(self) -> bool:
        """Say whether the server's process lives."""
        return self._node.is_running()

    def start(self) -> None:
        """Start the port mapper and the node, and wait until it greets clients.

        Raises RabbitMissingError, UnreadableDataError or ServerDidNotStartError.
        """
        self._choose_anew()
        start_on_free_ports(self._begin_and_wait, self._choose_anew, self._node.log)

    def begin(self) -> None:
        """Start it and return before it can be used: the nodes of a cluster wait for each other."""
        if not is_installed():
            raise RabbitMissingError
        check_version(self.folder)
        make_folder(self.folder, self._account)
        self._password = write_files(
            self.folder, self._account, self.ports, self._place, self.definitions
        )
        follow_place(self.folder, self._account)
        self._start_mapper()
        self._node.start(self._command(str(_SCRIPT)))

    def wait(self) -> None:
        """Wait until it greets clients."""
        self._node.until(lambda: answers(self.ports.amqp), START_SECONDS)
        self._keeps_port = True
        note_version(self.folder)
        self._remove_former_owner()

    def stop(self) -> None:
        """Let the node finish what it writes, then end its port mapper."""
        self._node.stop(signal.SIGTERM, STOP_SECONDS)
        self._mapper.kill()

    def kill(self) -> None:
        """End the node in the middle of whatever it does; `start` brings it back."""
        self._node.kill()

    def tell(self, *words: str) -> None:
        """Run `rabbitmqctl` on the node; what it says is in `tools.log`."""
        self._command(str(_TOOL), *words).finish(self.folder / "tools.log")

    def _begin_and_wait(self) -> None:
        self.begin()
        self.wait()

    def _choose_anew(self) -> list[int]:
        """Leave the ports that others listen on, except what clients were told; gives those."""
        was = self.ports
        kept = Ports(
            was.amqp if self._keeps_port or is_free(was.amqp) else free_port(),
            was.tools if is_free(was.tools) else free_port(),
            was.mapper if self._has_mapper() or is_free(was.mapper) else free_port(),
        )
        self.ports = kept
        return [port for port in was if port not in kept]

    def _has_mapper(self) -> bool:
        return bool(self._place.mapper) or self._mapper.is_running()

    def _remove_former_owner(self) -> None:
        """Definitions add users and take none away: the one that all services once shared."""
        password = self.folder / "password"
        if "users" in self.definitions and password.exists():
            self.tell("delete_user", OWNER)
            password.unlink()

    def _start_mapper(self) -> None:
        # Started by us, it is a child with a known pid; started by the node, it would outlive it.
        if self._has_mapper():
            return
        port = str(self.ports.mapper)
        self._mapper.start(self._command("epmd", "-address", "127.0.0.1", "-port", port))
        self._mapper.until(lambda: not is_free(self.ports.mapper), START_SECONDS)

    def _command(self, *words: str) -> Command:
        return Command(
            words,
            self.folder,
            self._account,
            environment(self.folder, self.ports, self._place),
            dies_with_us=self._dies_with_us,
        )

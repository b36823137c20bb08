"""Three brokers on this machine that are one, by the product's own helper."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.local.account import make_folder, server_account
from deploy.local.kept_text import kept_text
from deploy.local.rabbit import RabbitServer
from deploy.local.rabbit_files import Place
from tests.support.servers import DEFINITIONS, temporary_folder

NAMES = ("one", "two", "three")


@dataclass(frozen=True, slots=True)
class RabbitCluster:
    """Nodes with one cookie and one password; each queue lies on all of them."""

    nodes: tuple[RabbitServer, ...]

    @classmethod
    def in_folder(cls, folder: Path) -> "RabbitCluster":
        """Prepare the nodes; nothing runs yet."""
        first = _node(folder, NAMES[0], None)
        return cls((first, *(_node(folder, name, first) for name in NAMES[1:])))

    def start(self) -> None:
        """Start all, and wait until they are one."""
        for node in self.nodes:
            _give_secrets(node)
            node.begin()
        for node in self.nodes:
            node.wait()
        self.nodes[0].tell("await_online_nodes", str(len(self.nodes)))

    def stop(self) -> None:
        """Stop all, the first one last: it runs the port mapper."""
        for node in reversed(self.nodes):
            node.stop()


@contextmanager
def rabbit_cluster() -> Iterator[RabbitCluster]:
    """Run a cluster that the test may kill nodes of."""
    with temporary_folder() as folder:
        cluster = RabbitCluster.in_folder(folder)
        try:
            cluster.start()
            yield cluster
        finally:
            cluster.stop()


def _node(folder: Path, name: str, first: RabbitServer | None) -> RabbitServer:
    place = Place(name, NAMES, first.ports.mapper if first else None)
    return RabbitServer(folder / name, definitions=DEFINITIONS, dies_with_us=True, place=place)


def _give_secrets(node: RabbitServer) -> None:
    account = server_account("rabbitmq")
    make_folder(node.folder, account)
    make_folder(node.folder / "home", account)
    kept_text(node.folder / "password", lambda: "of all three")
    kept_text(node.folder / "home" / ".erlang.cookie", lambda: "ofallthreebrokers")

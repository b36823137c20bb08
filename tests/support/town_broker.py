"""A broker as a town has it: its users, their rights, and every queue."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from deploy.local.broker_definitions import definitions_of
from deploy.local.broker_users import as_deployer, as_user
from deploy.local.preparation import declare_queues
from deploy.local.rabbit import RabbitServer
from deploy.local.secrets import Secrets
from deploy.local.services import SERVICES
from tests.support.servers import temporary_folder


@dataclass(frozen=True, slots=True)
class TownBroker:
    """Where each of its users connects."""

    server: RabbitServer
    secrets: Secrets

    @property
    def deployer(self) -> str:
        """The address of who declares queues and acts for a person."""
        return as_deployer(self.server.address, self.secrets)

    def as_service(self, name: str) -> str:
        """Give the address by which a service, or whoever stole it, connects."""
        return as_user(self.server.address, name, self.secrets)


@contextmanager
def town_broker() -> Iterator[TownBroker]:
    """Run one, with nobody connected."""
    with temporary_folder() as folder:
        (folder / "secrets").mkdir()
        secrets = Secrets(folder / "secrets")
        definitions = definitions_of("/", secrets)
        server = RabbitServer(folder / "rabbit", definitions=definitions, dies_with_us=True)
        broker = TownBroker(server, secrets)
        try:
            server.start()
            users = [broker.as_service(name) for name in SERVICES]
            assert declare_queues(broker.deployer, users) == []
            yield broker
        finally:
            server.stop()

"""The broker and the database server of a network: private ones, or those at given addresses."""

from dataclasses import dataclass

from deploy.local.broker_users import as_deployer
from deploy.local.kept_process import Runnable
from deploy.local.plan import Plan
from deploy.local.port_book import PortBook
from deploy.local.postgres import PostgresServer
from deploy.local.rabbit import RabbitServer
from deploy.local.secrets import Secrets


@dataclass(slots=True)
class Servers:
    """What is kept running here, and where clients connect; addresses are known once started."""

    rabbit: RabbitServer | None
    postgres: PostgresServer | None
    plan: Plan
    secrets: Secrets

    @classmethod
    def of(cls, plan: Plan, book: PortBook, secrets: Secrets) -> "Servers":
        """Prepare a private server for each address that the plan leaves open."""
        folders = plan.folders
        rabbit = RabbitServer(
            folders.rabbit,
            book.port_of("rabbit"),
            dies_with_us=True,
        )
        postgres = PostgresServer(folders.postgres, book.port_of("postgres"), dies_with_us=True)
        return cls(
            None if plan.rabbit_url else rabbit,
            None if plan.postgres_url else postgres,
            plan,
            secrets,
        )

    @property
    def kept(self) -> dict[str, Runnable]:
        """The private servers by name."""
        named = {"rabbit": self.rabbit, "postgres": self.postgres}
        return {name: server for name, server in named.items() if server is not None}

    @property
    def rabbit_url(self) -> str:
        """Where who deploys connects to the broker."""
        address = self.rabbit.address if self.rabbit is not None else self.plan.rabbit_url or ""
        return as_deployer(address, self.secrets)

    @property
    def admin_dsn(self) -> str:
        """Where the database server's administrator connects."""
        return (
            self.postgres.admin_dsn if self.postgres is not None else self.plan.postgres_url or ""
        )

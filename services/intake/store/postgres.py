"""One transaction of all rooms of intake."""

from collections.abc import Callable
from dataclasses import dataclass

from services.intake.store.contacts import PostgresContacts
from services.intake.store.drafts import PostgresDrafts
from services.intake.store.requests import PostgresRequests
from services.intake.store.staffing import PostgresStaff
from services.intake.store.submissions import PostgresSubmissions
from shared.messaging.outbox import Outbox
from shared.postgres.types import Connection, Pool
from shared.sealing.vault import Vault
from shared.work import PostgresStore, PublishingTransaction


@dataclass(slots=True)
class IntakeWork(PublishingTransaction):
    """The repositories of intake over one connection; they keep nothing of their own."""

    vault: Vault

    @property
    def requests(self) -> PostgresRequests:
        """Give the requests."""
        return PostgresRequests(self.connection, self.vault)

    @property
    def submissions(self) -> PostgresSubmissions:
        """Give the submissions."""
        return PostgresSubmissions(self.connection, self.vault)

    @property
    def drafts(self) -> PostgresDrafts:
        """Give the drafts."""
        return PostgresDrafts(self.connection, self.vault)

    @property
    def contacts(self) -> PostgresContacts:
        """Give the links to contact data."""
        return PostgresContacts(self.connection)

    @property
    def staff(self) -> PostgresStaff:
        """Give the staff."""
        return PostgresStaff(self.connection)


def store_over(
    pool: Pool, outbox: Outbox, vault: Vault, hint: Callable[[], None]
) -> PostgresStore[IntakeWork]:
    """Give what opens intake's transactions; `hint` is called after a commit that published."""

    def work(connection: Connection) -> IntakeWork:
        return IntakeWork(connection, "intake", outbox, vault)

    return PostgresStore(pool, work, hint)

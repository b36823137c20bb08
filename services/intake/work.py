"""One transaction of all rooms of intake."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from services.intake.board.ports import WithSearchReports
from services.intake.board.store import PostgresSearchReports
from services.intake.contact_access.ports import WithContacts
from services.intake.contact_access.store import PostgresContacts
from services.intake.held_requests.ports import HeldDecisions
from services.intake.held_requests.store import PostgresHeldDecisions
from services.intake.request_form.ports import WithDrafts
from services.intake.request_form.store import PostgresDrafts
from services.intake.requests.ports import WithRequests
from services.intake.requests.store import PostgresRequests
from services.intake.sign_in.ports import WithHalfOpen, WithInvitations, WithSecondFactors
from services.intake.sign_in.store import (
    PostgresHalfOpen,
    PostgresInvitations,
    PostgresSecondFactors,
)
from services.intake.staff.ports import WithStaff
from services.intake.staff.store import PostgresStaff
from services.intake.submissions.ports import WithSubmissions
from services.intake.submissions.store import PostgresSubmissions
from services.intake.wishes.ports import WithWishes
from services.intake.wishes.store import PostgresWishes
from shared.answered_letters import WithLetterBodies
from shared.messaging.outbox import Outbox
from shared.postgres.types import Connection, Pool
from shared.sealing.vault import Vault
from shared.work import PostgresStore, Publishes, PublishingTransaction, Receives


class Work(
    WithContacts,
    WithDrafts,
    WithSubmissions,
    WithRequests,
    WithStaff,
    WithSecondFactors,
    WithHalfOpen,
    WithInvitations,
    WithWishes,
    WithSearchReports,
    WithLetterBodies,
    Receives,
    Publishes,
    Protocol,
):
    """What all use cases together need of a transaction; each asks for its part only."""

    @property
    def held_decisions(self) -> HeldDecisions:
        """Give the decisions about held requests as this transaction sees them."""
        ...


@dataclass(slots=True)
class IntakeWork(PublishingTransaction):
    """Implements `Work`: the repositories over one connection; they keep nothing of their own."""

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
    def held_decisions(self) -> PostgresHeldDecisions:
        """Give the decisions about held requests."""
        return PostgresHeldDecisions(self.connection)

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

    @property
    def second_factors(self) -> PostgresSecondFactors:
        """Give the second factors."""
        return PostgresSecondFactors(self.connection, self.vault)

    @property
    def half_open(self) -> PostgresHalfOpen:
        """Give the sign-ins that wait for a second factor."""
        return PostgresHalfOpen(self.connection)

    @property
    def invitations(self) -> PostgresInvitations:
        """Give the invitations."""
        return PostgresInvitations(self.connection, self.vault)

    @property
    def wishes(self) -> PostgresWishes:
        """Give the wishes."""
        return PostgresWishes(self.connection)

    @property
    def search_reports(self) -> PostgresSearchReports:
        """Give the reports of the search."""
        return PostgresSearchReports(self.connection)


def store_over(
    pool: Pool, outbox: Outbox, vault: Vault, hint: Callable[[], None]
) -> PostgresStore[IntakeWork]:
    """Give what opens intake's transactions; `hint` is called after a commit that published."""

    def work(connection: Connection) -> IntakeWork:
        return IntakeWork(connection, "intake", outbox, vault)

    return PostgresStore(pool, work, hint)

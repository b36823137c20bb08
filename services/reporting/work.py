"""One transaction of all rooms of reporting."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from uuid_utils.compat import uuid7

from services.reporting.event_log.store.log import PostgresEventLog
from services.reporting.figures.ports import View
from services.reporting.figures.store.projections import PostgresProjections
from services.reporting.jobs.store import PostgresJobs
from services.reporting.picture.store.pictured import PostgresHeard, PostgresPictured
from services.reporting.projects.store import PostgresDirections, PostgresEnteredCounts
from services.reporting.reports.store import PostgresReports
from shared.activation.store import PostgresActivations
from shared.clock import Clock
from shared.messaging.outbox import Outbox
from shared.postgres.types import Connection, Pool
from shared.web.sessions import PostgresSessions
from shared.work import PostgresStore, PublishingTransaction, Repository


@dataclass(slots=True)
class ReportingWork(PublishingTransaction):
    """The repositories of reporting over one connection."""

    directions = Repository(PostgresDirections)
    entered_counts = Repository(PostgresEnteredCounts)
    event_log = Repository(PostgresEventLog)
    figures = Repository(PostgresProjections)
    jobs = Repository(PostgresJobs)
    reports = Repository(PostgresReports)
    sessions = Repository(PostgresSessions)
    activations = Repository(PostgresActivations)

    @property
    def views(self) -> Sequence[View]:
        """Give what keeps the situation picture, after the figures."""
        return PostgresPictured(self.connection), PostgresHeard(self.connection)


def nobody_waits() -> None:
    """Stand for who looks for work, where nobody does."""


def store_over(
    pool: Pool, clock: Clock | None = None, hint: Callable[[], None] = nobody_waits
) -> PostgresStore[ReportingWork]:
    """Give what opens reporting's transactions; `hint` is called when one left work behind."""
    outbox = Outbox("porukalla/reporting", (clock or Clock()).now, uuid7)

    def work(connection: Connection) -> ReportingWork:
        return ReportingWork(connection, "reporting", outbox)

    return PostgresStore(pool, work, hint)

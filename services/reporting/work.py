"""One transaction of all rooms of reporting."""

from dataclasses import dataclass

from services.reporting.event_log.store import PostgresEventLog
from services.reporting.figures.store.projections import PostgresProjections
from shared.postgres.types import Connection, Pool
from shared.web.sessions import PostgresSessions
from shared.work import PostgresStore, Repository, Transaction


@dataclass(slots=True)
class ReportingWork(Transaction):
    """The repositories of reporting over one connection; it announces nothing."""

    event_log = Repository(PostgresEventLog)
    figures = Repository(PostgresProjections)
    sessions = Repository(PostgresSessions)


def store_over(pool: Pool) -> PostgresStore[ReportingWork]:
    """Give what opens reporting's transactions."""

    def work(connection: Connection) -> ReportingWork:
        return ReportingWork(connection, "reporting")

    return PostgresStore(pool, work)

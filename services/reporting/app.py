"""Composition root: the one module that knows every concrete class of reporting."""

from functools import partial
from pathlib import Path

from services.reporting.event_log.store import PostgresJourneys
from services.reporting.figures.store.figures import PostgresFigures
from services.reporting.figures.use_cases.record_facts import RecordFacts
from services.reporting.queues import FACTS_QUEUE
from services.reporting.reports.pages import report, timeline
from services.reporting.reports.use_cases import ShowReport, ShowTimeline
from services.reporting.settings import Settings
from services.reporting.work import store_over
from shared.clock import HELSINKI
from shared.service import Opened, Service, Wired


def wire(opened: Opened[Settings]) -> Wired:
    """Make the use cases over PostgreSQL; today is the network's day where the help is given."""
    return Wired(
        use_cases=[
            ShowReport(
                PostgresFigures(opened.pool),
                PostgresJourneys(opened.pool),
                partial(opened.clock.today, HELSINKI),
            ),
            ShowTimeline(PostgresJourneys(opened.pool)),
        ],
        batches={FACTS_QUEUE: RecordFacts(store_over(opened.pool)).record_facts},
    )


SERVICE = Service(
    name="reporting",
    here=Path(__file__).parent,
    routers=[report.router, timeline.router],
    wire=wire,
)

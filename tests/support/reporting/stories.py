"""Stories of requests, how they are handed over, and the figures they end in."""

from dataclasses import dataclass

from services.reporting.event_log.ports import Journeys
from services.reporting.figures.model.report import (
    ActivityGroup,
    CallGroup,
    CategoryGroup,
    Figures,
    MissedCalls,
    Period,
    RequestGroup,
    Totals,
)
from services.reporting.figures.ports import CountedFigures, FiguresWork
from services.reporting.figures.use_cases.record_facts import RecordFacts
from shared.contracts.call_words import CallOutcome
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.words import Category, ClosureReason, ServiceLine
from shared.work import Store
from tests.support.reporting.building import (
    DAY,
    activity,
    called,
    cancelled,
    closed,
    created,
    declined_match,
    helped,
    missed,
    returned,
    unmatched,
)
from tests.support.reporting.changes import drilled, marked

TODAY = Period(DAY, DAY)
STORIES = [
    *marked(helped("one")),
    *helped("two", Category.MENTAL_WELLBEING, municipality="178"),
    created("three", Category.PHARMACY),
    *declined_match("three"),
    unmatched("three"),
    created("four"),
    cancelled("four"),
    closed("four", ClosureReason.CANCELLED),
    *drilled(
        helped("drill"), activity("drill line", headcount=50), called("drill"), missed("drill")
    ),
    activity("food line", headcount=120, line=ServiceLine.FOOD),
    called("one", CallOutcome.NEW_REQUEST, seconds=214, request="one"),
    called("first"),
    called("second", seconds=61),
    *(missed("first"), missed("second", in_hours=False), returned("second")),
    missed("long ago", minute=-9000),
]
IN_ORDER = Figures(
    totals=Totals(
        requests=4, completed=2, people_helped=2, activities=3, headcount=120, minutes=90
    ),
    categories=[
        CategoryGroup("groceries", None, 2, 1),
        CategoryGroup("pharmacy", None, 1, 0),
        CategoryGroup(None, "wellbeing", 1, 1),
    ],
    municipalities=[RequestGroup("491", 3, 1), RequestGroup("178", 1, 1)],
    activities=[
        ActivityGroup("food", "counted", 1, 120, 45),
        ActivityGroup("errands", "counted", 1, 0, 45),
        ActivityGroup("errands", "estimated", 1, 0, 45),
    ],
    calls=[CallGroup("advised", 2, 121), CallGroup("new_request", 1, 214)],
    missed_calls=MissedCalls(unreached=1, returned=1),
)


async def record(store: Store[FiguresWork], *events: Envelope[Event], batch: int = 200) -> None:
    """Hand events over as the broker would, in batches."""
    reaction = RecordFacts(store)
    for start in range(0, len(events), batch):
        await reaction.record_facts(events[start : start + batch])


@dataclass(frozen=True)
class Ground:
    """A store, and what is read from it."""

    store: Store[FiguresWork]
    figures: CountedFigures
    journeys: Journeys

"""What the fakes of reporting know: everything stored, in memory."""

from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from services.reporting.figures.model.calls import CallFacts, MissedCallFacts
from services.reporting.figures.model.facts import (
    ActivityFacts,
    HoursFacts,
    MatchFacts,
    RequestFacts,
)
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from tests.support.reporting.jobs.fakes import JobsState
from tests.support.reporting.picture.state import PictureState
from tests.support.reporting.projects.fakes import CountsState
from tests.support.reporting.reports.fakes import ReportsState


@dataclass
class FakeState(ReportsState, JobsState, CountsState, PictureState):
    """Everything stored."""

    log: list[Envelope[Event]] = field(default_factory=list)
    requests: dict[UUID, RequestFacts] = field(default_factory=dict)
    matches: dict[UUID, MatchFacts] = field(default_factory=dict)
    hours: dict[UUID, HoursFacts] = field(default_factory=dict)
    activities: dict[UUID, ActivityFacts] = field(default_factory=dict)
    calls: dict[UUID, CallFacts] = field(default_factory=dict)
    missed_calls: dict[UUID, MissedCallFacts] = field(default_factory=dict)


class Stored(Protocol):
    """Whoever keeps what was committed."""

    state: FakeState

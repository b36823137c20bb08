"""What the fake picture knows."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from services.reporting.picture.model import RequestSeen, VolunteerSeen
from tests.support.fake_store import StaffedState


@dataclass
class PictureState(StaffedState):
    """Everything seen and heard."""

    pictured: dict[UUID, RequestSeen] = field(default_factory=dict)
    pictured_volunteers: dict[UUID, VolunteerSeen] = field(default_factory=dict)
    heard: dict[str, datetime] = field(default_factory=dict)
    batches: int = 0

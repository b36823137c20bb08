"""A request as the organisation that made it sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NewType
from uuid import UUID

from services.intake.requests.model import Closure, RequestId, State
from services.intake.staff.model import StaffId

OrganisationId = NewType("OrganisationId", UUID)


@dataclass(frozen=True, slots=True)
class Made:
    """Who made a request for somebody, and for which organisation."""

    request_id: RequestId
    organisation_id: OrganisationId
    by: StaffId


@dataclass(frozen=True, slots=True)
class Followed:
    """How one of their requests stands; nothing of who helps, nor of what others asked for."""

    reference: str
    made_at: datetime
    is_own: bool
    """Whether whoever looks made it, not somebody else of their organisation."""
    state: State
    closure: Closure | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Page:
    """Some of an organisation's requests, the newest first."""

    lines: Sequence[Followed]
    more: bool
    """Older ones are not shown."""

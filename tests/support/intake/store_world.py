"""A store of intake with the levers that tests of its contract need."""

from abc import ABC, abstractmethod
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import asyncpg

from services.intake.board.ports import BoardReader
from services.intake.call_list.ports import CallListReader
from services.intake.contact_access.model import ContactLink
from services.intake.held_requests.ports import HeldRequestReader
from services.intake.lookups.ports import LookReader
from services.intake.requests.model import Assignment, MatchId, VolunteerId
from services.intake.staff.model import Staff, StaffId
from services.intake.submissions.model import NewRequest
from services.intake.submissions.ports import Reception
from services.intake.timelines.ports import TimelineReader
from services.intake.work import Work
from shared.contracts.words import StaffRole
from shared.sealing.tokens import token_hash
from shared.work import Store
from tests.support.intake.submissions.building import new_request, taken_in

DAY = timedelta(hours=24)
BROWSER, OTHER_BROWSER = token_hash("browser"), token_hash("other browser")
LINK = token_hash("access-token")
REFUSED = (AssertionError, asyncpg.UniqueViolationError)
"""How a store says that this must never happen."""


class StoreWorld(ABC):
    """A store with the levers a test needs."""

    store: Store[Work]
    reception: Reception
    board: BoardReader
    call_list: CallListReader
    held: HeldRequestReader
    looks: LookReader
    timelines: TimelineReader

    @abstractmethod
    async def now(self) -> datetime:
        """Read the store's clock."""

    @abstractmethod
    async def pass_time(self, time: timedelta) -> None:
        """Make everything in the store this much older."""

    @abstractmethod
    async def views(self) -> int:
        """Count the audit rows."""

    async def add_staff(
        self,
        name: str,
        role: StaffRole = StaffRole.COORDINATOR,
        organisation_id: UUID | None = None,
    ) -> StaffId:
        """Add someone who may sign in."""
        staff = Staff(
            StaffId(uuid4()), name, "$argon2id$of secret", (role,), organisation_id=organisation_id
        )
        async with self.store.begin() as work:
            await work.staff.add(staff)
        return staff.id

    async def add_request(self, link: str = "status-token") -> NewRequest:
        """Keep a request."""
        new = new_request(link)
        await self.reception.take_in(taken_in(new))
        return new

    async def add_assignment(self, new: NewRequest) -> tuple[ContactLink, Assignment]:
        """Keep a request's assignment with its one-time link."""
        assignment = Assignment(MatchId(uuid4()), "koivu")
        link = ContactLink(assignment.match_id, new.id, VolunteerId(uuid4()))
        expires_at = await self.now() + DAY
        async with self.store.begin() as work:
            await work.requests.open_assignment(new.id, assignment, link.volunteer_id)
            await work.contacts.keep_link(link, LINK, expires_at)
        return link, assignment

    async def link(self, browser: str = BROWSER) -> ContactLink:
        """Read the one-time link as a browser sees it."""
        async with self.store.begin() as work:
            found = await work.contacts.link(LINK, browser)
        assert found is not None
        return found

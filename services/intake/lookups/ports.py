"""Where staff look somebody up, and where it is kept that they did."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from services.intake.contact_access.ports import WithContacts
from services.intake.lookups.model import Alarm, AlarmId, Look, Unfound
from services.intake.requests.model import Request, RequestId
from services.intake.requests.ports import WithRequests
from services.intake.staff.model import StaffId
from shared.work import Publishes


class Lookups(Protocol):
    """Searches, looks and alarms, in one transaction."""

    async def hold(self, staff_id: StaffId) -> None:
        """Let what one member of staff does here be counted one after the other."""
        ...

    async def searches(self, staff_id: StaffId) -> int:
        """Count their searches of the last 24 hours."""
        ...

    async def looks(self, staff_id: StaffId) -> int:
        """Count how often they opened contact data in the last 24 hours."""
        ...

    async def by_reference(self, reference: str) -> Sequence[Request]:
        """Find the one request with a reference."""
        ...

    async def by_mark(self, mark: str, limit: int) -> Sequence[Request]:
        """Find the newest requests of whoever is reached at the address with this mark."""
        ...

    async def by_ids(self, request_ids: Sequence[RequestId], limit: int) -> Sequence[Request]:
        """Read those that are there still, the newest first."""
        ...

    async def note_search(self, staff_id: StaffId, mark: str | None, found: int) -> None:
        """Note that somebody searched, and how much was shown."""
        ...

    async def raise_alarm(self, alarm_id: AlarmId, staff_id: StaffId) -> bool:
        """Keep an alarm; False when one about the same person waits already."""
        ...

    async def settle_alarm(self, alarm_id: AlarmId, by: StaffId) -> None:
        """Note who has seen to it; nothing changes the second time."""
        ...


class WithLookups(Protocol):
    """A transaction in which somebody can be looked up."""

    @property
    def lookups(self) -> Lookups:
        """Give the lookups as this transaction sees them."""
        ...


class LookupWork(WithLookups, WithContacts, WithRequests, Publishes, Protocol):
    """What looking somebody up needs of a transaction."""


class KnownPeople(Protocol):
    """Whom intake may recognise by name and address; the room `callers` implements it."""

    async def find_exactly(self, typed: str) -> Sequence[RequestId] | Unfound:
        """Give the requests of whoever is wanted by something whole, in no order."""
        ...


class LookReader(Protocol):
    """Who looked at whom, read without a transaction; the newest first."""

    async def looks_at(self, reference: str, limit: int) -> Sequence[Look]:
        """Tell who saw the contact data of one request."""
        ...

    async def looks_at_mark(self, mark: str, limit: int) -> Sequence[Look]:
        """Tell who saw the contact data of whoever is reached at the address with this mark."""
        ...

    async def looks_at_id(self, request_id: UUID, limit: int) -> Sequence[Look]:
        """Tell it of a request whose id is known."""
        ...

    async def looks_by(self, staff_name: str, limit: int) -> Sequence[Look]:
        """Tell what one member of staff saw."""
        ...

    async def alarms(self) -> Sequence[Alarm]:
        """List the alarms that wait."""
        ...

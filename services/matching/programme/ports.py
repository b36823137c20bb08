"""What is planned, in one transaction."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from services.matching.partners.model import OrganisationId
from services.matching.partners.ports import WithPartners
from services.matching.programme.model import PlanId, Planned
from shared.work import Publishes


class Plans(Protocol):
    """Plans of organisations; a member's own transaction sees their organisation's."""

    async def add(self, planned: Sequence[Planned], key: UUID) -> bool:
        """Store each time of one; False where the form of this key was stored before."""
        ...

    async def lock(self, organisation_id: OrganisationId, plan_id: PlanId) -> Planned | None:
        """Read one, held until the end of the transaction."""
        ...

    async def rest_of(self, organisation_id: OrganisationId, series_id: UUID) -> Sequence[PlanId]:
        """List the times of a series that are still to come and not cancelled."""
        ...

    async def cancel(self, planned: Planned) -> None:
        """Note that one that is held does not happen."""
        ...

    async def of_organisation(self, organisation_id: OrganisationId) -> Sequence[Planned]:
        """List what an organisation plans, and what was within two weeks, in order."""
        ...

    async def programme(self, limit: int) -> Sequence[Planned]:
        """List what everybody may come to and is not over, in order; cancelled ones too."""
        ...

    async def shown(self, plan_id: PlanId) -> Planned | None:
        """Read one for everybody."""
        ...

    async def come(self, plan_id: PlanId, most: int, a_minute: int) -> bool:
        """Count one more; False where it is full, over, cancelled, or pressed too often."""
        ...


class WithPlans(Protocol):
    """A transaction in which something can be planned."""

    @property
    def plans(self) -> Plans:
        """Give the plans as this transaction sees them."""
        ...


class PlanWork(WithPlans, WithPartners, Publishes, Protocol):
    """What planning needs of a transaction."""

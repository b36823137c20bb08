"""Activities in one transaction."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

from services.matching.activities.model import ActivityId, Listed, Logged, Wanted
from services.matching.partners.model import OrganisationId
from services.matching.partners.ports import WithPartners
from services.matching.programme.ports import WithPlans
from shared.work import Publishes


class Activities(Protocol):
    """What was written down; a member's own transaction sees their organisation's."""

    async def first_day(self, activation_id: UUID) -> date:
        """Give the day on which the network was woken."""
        ...

    async def log(self, logged: Logged, key: UUID) -> ActivityId | None:
        """Store one; where the form of this key was stored before, give what became of it.

        Of two at once the second waits for the first.
        """
        ...

    async def of_draft(self, organisation_id: OrganisationId, key: UUID) -> ActivityId | None:
        """Give what became of a form that was stored before."""
        ...

    async def replace(self, organisation_id: OrganisationId, at: tuple[ActivityId, int]) -> bool:
        """Let a number be the newest no more; False when it is not, by whomever.

        Of two at once the second waits for the first.
        """
        ...

    async def versions(
        self, organisation_id: OrganisationId, activity_id: ActivityId
    ) -> Sequence[Logged]:
        """Give all that was ever written down of one, the newest first; empty for none."""
        ...

    async def latest(self, organisation_id: OrganisationId, limit: int) -> Sequence[Logged]:
        """Give an organisation's last days, each activity as it was corrected last."""
        ...

    async def of_all(self, wanted: Wanted, limit: int) -> Sequence[Listed]:
        """Give what all organisations did, each activity as it was corrected last."""
        ...


class WithActivities(Protocol):
    """A transaction in which activities can be written down."""

    @property
    def activities(self) -> Activities:
        """Give the activities as this transaction sees them."""
        ...


class ActivityWork(WithActivities, WithPlans, WithPartners, Publishes, Protocol):
    """What writing an activity down needs of a transaction."""

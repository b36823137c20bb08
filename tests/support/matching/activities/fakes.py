"""Activities in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from services.matching.activities.model import ActivityId, Listed, Logged, Wanted
from services.matching.partners.model import OrganisationId
from tests.support.matching.building import NOW
from tests.support.matching.state import FakeActivity, Repository


class FakeActivities(Repository):
    """Activities in memory."""

    async def first_day(self, activation_id: UUID) -> date:
        del activation_id
        return NOW.date()

    async def log(self, logged: Logged, key: UUID) -> ActivityId | None:
        before = await self.of_draft(OrganisationId(logged.organisation_id), key)
        if before is None:
            stored = replace(logged, at=self.state.now)
            self.state.activities.append(FakeActivity(stored, key))
        return before

    async def of_draft(self, organisation_id: OrganisationId, key: UUID) -> ActivityId | None:
        found = [each.logged.id for each in self._of(organisation_id) if each.key == key]
        return found[0] if found else None

    async def replace(self, organisation_id: OrganisationId, at: tuple[ActivityId, int]) -> bool:
        for each in self._of(organisation_id):
            if (each.logged.id, each.logged.number) == at and each.is_newest:
                each.is_newest = False
                return True
        return False

    async def versions(
        self, organisation_id: OrganisationId, activity_id: ActivityId
    ) -> Sequence[Logged]:
        found = [each.logged for each in self._of(organisation_id)]
        own = [each for each in found if each.id == activity_id]
        return sorted(own, key=lambda each: -each.number)

    async def latest(self, organisation_id: OrganisationId, limit: int) -> Sequence[Logged]:
        found = [each.logged for each in self._of(organisation_id) if each.is_newest]
        found.sort(key=lambda each: (each.done.occurred_on, each.id), reverse=True)
        return found[:limit]

    async def of_all(self, wanted: Wanted, limit: int) -> Sequence[Listed]:
        newest = [each.logged for each in self.state.activities if each.is_newest]
        found = [each for each in newest if _fits(each, wanted)]
        found.sort(key=_place, reverse=True)
        names = self.state.partners
        return [
            Listed(names[OrganisationId(each.organisation_id)].name, each) for each in found[:limit]
        ]

    def _of(self, organisation_id: OrganisationId) -> list[FakeActivity]:
        return [
            each for each in self.state.activities if each.logged.organisation_id == organisation_id
        ]


def _place(logged: Logged) -> tuple[date, UUID]:
    return logged.done.occurred_on, logged.id


def _fits(logged: Logged, wanted: Wanted) -> bool:
    day = logged.done.occurred_on
    is_after = wanted.after is None or _place(logged) < (wanted.after.day, wanted.after.id)
    return (
        is_after
        and wanted.organisation_id in {None, logged.organisation_id}
        and wanted.line in {None, logged.done.service_line}
        and (wanted.first or day) <= day <= (wanted.last or day)
    )

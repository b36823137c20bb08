"""What all organisations did, for who coordinates."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from services.matching.activities.model import Everything, Place, Wanted
from services.matching.activities.ports import ActivityWork
from services.matching.activities.rules.sheet import row_of
from shared.work import Store

PAGE: Final = 50
MOST: Final = 100_000
"""Rows of one file."""


@dataclass(frozen=True, slots=True)
class OverseeActivities:
    """A coordinator sees those of every organisation; what is done with one is on its own page."""

    store: Store[ActivityWork]

    async def show(self, wanted: Wanted) -> Everything:
        """Show a page of the list."""
        async with self.store.begin() as work:
            found = await work.activities.of_all(wanted, PAGE + 1)
            partners = await work.partners.every()
        last = found[PAGE - 1].logged if len(found) > PAGE else None
        return Everything(
            listed=found[:PAGE],
            next=Place(last.done.occurred_on, last.id) if last else None,
            organisations=[(each.organisation_id, each.name) for each in partners if each.name],
        )

    async def rows(self, wanted: Wanted) -> Sequence[Sequence[str]]:
        """Give all that counts, as rows of a file: whose it is, then as its own file has it."""
        async with self.store.begin() as work:
            found = await work.activities.of_all(replace(wanted, after=None), MOST)
        counted = (each for each in found if each.logged.taken_back is None)
        return [(each.organisation, *row_of(each.logged)) for each in counted]

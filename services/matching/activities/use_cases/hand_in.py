"""Rows of a file by the operator's tool, one after the other, in nobody's name."""

from dataclasses import dataclass

from services.matching.activities.model import Bounds, By
from services.matching.activities.use_cases.sheets import (
    ReadRow,
    SheetsOfActivities,
    check_row,
    towns_of,
)
from services.matching.partners.model import OrganisationId
from shared.sheets.model import Entry


@dataclass(frozen=True, slots=True)
class ActivityRows:
    """Written down on behalf of one organisation."""

    sheets: SheetsOfActivities
    organisation_id: OrganisationId
    bounds: Bounds

    def read(self, entry: Entry) -> ReadRow:
        """Read one row."""
        return check_row(entry, self.bounds, towns_of(self.bounds))

    async def is_known(self, row: ReadRow) -> bool:
        """Say whether it was written down before."""
        return await self.sheets.is_known(self.organisation_id, row)

    async def write_down(self, row: ReadRow) -> None:
        """Write it down, once."""
        by = By(None, is_on_behalf=True)
        await self.sheets.write_down(self.organisation_id, by, row)

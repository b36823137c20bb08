"""Give anybody what was published of all projects."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.reporting.exports.model import OpenDataTerms, Published
from services.reporting.exports.ports import PublishedReports


@dataclass(frozen=True, slots=True)
class ShareOpenData:
    """Open data: the published reports, and nothing that was counted anew."""

    reports: PublishedReports
    terms: OpenDataTerms
    origin: str
    """Where it is reached."""

    async def published(self) -> Sequence[Published]:
        """Give the newest edition of each period."""
        return await self.reports.every()

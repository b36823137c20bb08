"""Corrections in memory."""

from dataclasses import replace

from services.intake.corrections.model import Corrected
from services.intake.requests.model import RequestId
from tests.support.intake.state import Repository


class FakeCorrections(Repository):
    """Corrections in memory."""

    async def save(
        self, request_id: RequestId, version: int, corrected: Corrected, *, is_reserved: bool
    ) -> None:
        del is_reserved  # the fake reads it off the plea
        item, plea = self.state.requests[request_id], corrected.plea
        item.stored = replace(
            item.stored,
            version=version,
            category=plea.category,
            also=plea.also,
            urgency=plea.urgency,
            language=plea.language,
            municipality=plea.municipality,
        )
        item.plea, item.marks = plea, {**item.marks, **corrected.marks}
        item.corrected, item.corrected_at = corrected.changed, self.state.now

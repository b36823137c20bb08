"""Who may read the pages, and in whose words."""

from typing import Final

from fastapi import Request

from services.reporting.reports.wording.values import ReportWording
from shared.contracts.words import Language, StaffRole
from shared.web.pages import catalogues_of

STAFF: Final = (StaffRole.COORDINATOR, StaffRole.REPORTER, StaffRole.ADMIN)
DECIDERS: Final = (StaffRole.COORDINATOR, StaffRole.ADMIN)
"""Those who may also see matching's reasons."""


def wording_of(request: Request, language: Language) -> ReportWording:
    """Give the words of a reader's language."""
    return ReportWording(catalogues_of(request), language)

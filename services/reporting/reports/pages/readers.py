"""In whose words the pages are."""

from fastapi import Request

from services.reporting.reports.wording.values import ReportWording
from shared.contracts.words import Language
from shared.web.pages import catalogues_of


def wording_of(request: Request, language: Language) -> ReportWording:
    """Give the words of a reader's language."""
    return ReportWording(catalogues_of(request), language)

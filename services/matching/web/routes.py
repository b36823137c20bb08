"""All pages of matching."""

from collections.abc import Callable

from fastapi import APIRouter

from services.matching.web import confirming, joining, proposal, reasons, task
from services.matching.web.desk import Desk, seated


def routes(desk: Callable[[], Desk]) -> APIRouter:
    """Put the pages together; `desk` opens with the service."""
    router = seated(desk)
    for pages in (confirming.router, joining.router, proposal.router, task.router, reasons.router):
        router.include_router(pages)
    return router

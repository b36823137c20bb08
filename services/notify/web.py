"""The delivery page: what was sent, what failed, and what a human can do about it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from services.notify.domain.model import DeliveryId
from services.notify.handlers.following_up import FollowingUp
from shared.contracts.words import Language, StaffRole
from shared.web import sessions
from shared.web.pages import render

STAFF: Final = (StaffRole.COORDINATOR, StaffRole.ADMIN)

Done = Literal["again", "handled", "changed"]


@dataclass(frozen=True, slots=True)
class Desk:
    """What the page works with while the service runs."""

    following_up: FollowingUp
    find_session: sessions.FindSession


def routes(desk: Callable[[], Desk]) -> APIRouter:
    """Give the page's routes; `desk` is asked at each request, for it opens with the service."""
    router = APIRouter(include_in_schema=False)

    @router.get("/{language}/toimitukset")
    async def show(request: Request, language: Language, done: Done | None = None) -> HTMLResponse:
        del language
        await sessions.require(request, desk().find_session, STAFF)
        overview = await desk().following_up.overview()
        return render(request, "deliveries.html", overview=overview, done=done)

    @router.post("/{language}/toimitukset/{delivery}/uudelleen")
    async def send_again(request: Request, language: Language, delivery: UUID) -> RedirectResponse:
        await sessions.require(request, desk().find_session, STAFF)
        found = await desk().following_up.send_again(DeliveryId(delivery))
        return _back(language, "again" if found else "changed")

    @router.post("/{language}/toimitukset/{delivery}/hoidettu")
    async def mark_handled(
        request: Request, language: Language, delivery: UUID
    ) -> RedirectResponse:
        await sessions.require(request, desk().find_session, STAFF)
        found = await desk().following_up.mark_handled(DeliveryId(delivery))
        return _back(language, "handled" if found else "changed")

    return router


def _back(language: Language, done: Done) -> RedirectResponse:
    return RedirectResponse(f"/{language}/toimitukset?done={done}", status_code=303)

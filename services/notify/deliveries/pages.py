"""The delivery page: what was sent, what failed, and what a human can do about it."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from services.notify.deliveries.model import DeliveryId
from services.notify.deliveries.use_cases import FollowUpDeliveries
from services.notify.subscriptions.model import EndpointId
from shared.contracts.words import Language
from shared.web.language import IN_ITS_LANGUAGE
from shared.web.pages import address, catalogues_of, render
from shared.web.use_cases import use_case
from shared.web.wording import Wording

router = APIRouter(
    prefix="/{language}/toimitukset", include_in_schema=False, dependencies=[IN_ITS_LANGUAGE]
)

AtDeliveries = Annotated[FollowUpDeliveries, Depends(use_case(FollowUpDeliveries))]
Done = Literal["again", "handled", "changed", "on", "let_go"]


@router.get("")
async def show(
    request: Request, language: Language, at: AtDeliveries, done: Done | None = None
) -> HTMLResponse:
    """Show the failures, the last deliveries and the partners' endpoints."""
    return render(
        request,
        "deliveries/deliveries.html",
        overview=await at.show_deliveries(),
        say=Wording(catalogues_of(request), language).code,
        done=done,
    )


@router.post("/{delivery}/uudelleen")
async def send_again(request: Request, delivery: UUID, at: AtDeliveries) -> RedirectResponse:
    """Send failed news again, and show the page."""
    return _back(request, "again", found=await at.send_again(DeliveryId(delivery)))


@router.post("/{delivery}/hoidettu")
async def mark_handled(request: Request, delivery: UUID, at: AtDeliveries) -> RedirectResponse:
    """Take a failure off the list, and show the page."""
    return _back(request, "handled", found=await at.mark_handled(DeliveryId(delivery)))


@router.post("/rajapinnat/{endpoint}/kayttoon")
async def switch_on(request: Request, endpoint: UUID, at: AtDeliveries) -> RedirectResponse:
    """Let what is held for a partner go out, and show the page."""
    return _back(request, "on", found=await at.switch_on(EndpointId(endpoint)))


@router.post("/rajapinnat/{endpoint}/jata")
async def let_go(request: Request, endpoint: UUID, at: AtDeliveries) -> RedirectResponse:
    """Let what is held for a partner go unsent, and show the page."""
    return _back(request, "let_go", found=await at.let_go(EndpointId(endpoint)))


def _back(request: Request, done: Done, *, found: bool) -> RedirectResponse:
    said = done if found else "changed"
    return RedirectResponse(f"{address(request, 'deliveries')}?done={said}", status_code=303)

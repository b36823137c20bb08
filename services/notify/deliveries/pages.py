"""The delivery page: what was sent, what failed, and what a human can do about it."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from services.notify.deliveries.model import DeliveryId
from services.notify.deliveries.use_cases import FollowUpDeliveries
from services.notify.subscriptions.model import EndpointId
from shared.contracts.words import Language
from shared.web.pages import address, catalogues_of, render
from shared.web.use_cases import use_case
from shared.web.wording import Wording

router = APIRouter(include_in_schema=False)

AtDeliveries = Annotated[FollowUpDeliveries, Depends(use_case(FollowUpDeliveries))]
Done = Literal["again", "handled", "changed", "on", "let_go"]


@router.get("/{language}/toimitukset")
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


@router.post("/{language}/toimitukset/{delivery}/uudelleen")
async def send_again(
    request: Request, language: Language, delivery: UUID, at: AtDeliveries
) -> RedirectResponse:
    """Send failed news again, and show the page."""
    del language
    found = await at.send_again(DeliveryId(delivery))
    return _back(request, "again" if found else "changed")


@router.post("/{language}/toimitukset/{delivery}/hoidettu")
async def mark_handled(
    request: Request, language: Language, delivery: UUID, at: AtDeliveries
) -> RedirectResponse:
    """Take a failure off the list, and show the page."""
    del language
    found = await at.mark_handled(DeliveryId(delivery))
    return _back(request, "handled" if found else "changed")


@router.post("/{language}/toimitukset/rajapinnat/{endpoint}/kayttoon")
async def switch_on(
    request: Request, language: Language, endpoint: UUID, at: AtDeliveries
) -> RedirectResponse:
    """Let what is held for a partner go out, and show the page."""
    del language
    found = await at.switch_on(EndpointId(endpoint))
    return _back(request, "on" if found else "changed")


@router.post("/{language}/toimitukset/rajapinnat/{endpoint}/jata")
async def let_go(
    request: Request, language: Language, endpoint: UUID, at: AtDeliveries
) -> RedirectResponse:
    """Let what is held for a partner go unsent, and show the page."""
    del language
    found = await at.let_go(EndpointId(endpoint))
    return _back(request, "let_go" if found else "changed")


def _back(request: Request, done: Done) -> RedirectResponse:
    return RedirectResponse(f"{address(request, 'deliveries')}?done={done}", status_code=303)

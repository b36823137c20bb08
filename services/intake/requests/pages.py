"""The requester's own page: how it stands, what happens next, and a way to cancel."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from services.intake.requests.rules.help import help_kinds
from services.intake.requests.use_cases.follow import FollowRequests
from shared.contracts.words import Language
from shared.web.forms import go_to, unknown_link
from shared.web.pages import render
from shared.web.use_cases import use_case
from shared.web.wording import name_of

router = APIRouter(prefix="/{language}/p/{token}", include_in_schema=False)

AtRequests = Annotated[FollowRequests, Depends(use_case(FollowRequests))]


@router.get("")
async def show(request: Request, language: Language, token: str, at: AtRequests) -> Response:
    """Say in plain words how the request stands."""
    standing = await at.show_request(token)
    if standing is None:
        return _unknown_link(request)
    return render(
        request,
        "requests/status.html",
        standing=standing,
        help_kinds=help_kinds(standing.request.category),
        municipality=name_of(standing.request.municipality, language),
        cancel_path=f"/{language}/p/{token}/peru",
    )


@router.get("/peru")
async def confirm_cancelling(
    request: Request, language: Language, token: str, at: AtRequests
) -> Response:
    """Ask before cancelling: opening a link changes nothing."""
    standing = await at.show_request(token)
    if standing is None:
        return _unknown_link(request)
    if not standing.can_cancel:
        return go_to(f"/{language}/p/{token}")
    back = f"/{language}/p/{token}"
    return render(request, "requests/cancel.html", standing=standing, back=back)


@router.post("/peru")
async def cancel(request: Request, language: Language, token: str, at: AtRequests) -> Response:
    """Cancel, and show how it stands now."""
    if not await at.cancel_request(token):
        return _unknown_link(request)
    return go_to(f"/{language}/p/{token}")


def _unknown_link(request: Request) -> Response:
    return unknown_link(request, "requests/unknown_link.html")

"""The requester's own page: how it stands, what happens next, and a way to cancel."""

from fastapi import APIRouter, Request, Response

from services.intake.web.desk import AtDesk
from shared.contracts.words import Language
from shared.web.forms import go_to, unknown_link
from shared.web.pages import render
from shared.web.wording import name_of

router = APIRouter(prefix="/{language}/p/{token}", include_in_schema=False)


@router.get("")
async def show(request: Request, language: Language, token: str, desk: AtDesk) -> Response:
    """Say in plain words how the request stands."""
    standing = await desk.following.look(token)
    if standing is None:
        return unknown_link(request)
    return render(
        request,
        "status.html",
        standing=standing,
        municipality=name_of(standing.request.municipality, language),
        cancel_path=f"/{language}/p/{token}/peru",
    )


@router.get("/peru")
async def confirm_cancelling(
    request: Request, language: Language, token: str, desk: AtDesk
) -> Response:
    """Ask before cancelling: opening a link changes nothing."""
    standing = await desk.following.look(token)
    if standing is None:
        return unknown_link(request)
    if not standing.can_cancel:
        return go_to(f"/{language}/p/{token}")
    return render(request, "cancel.html", standing=standing, back=f"/{language}/p/{token}")


@router.post("/peru")
async def cancel(request: Request, language: Language, token: str, desk: AtDesk) -> Response:
    """Cancel, and show how it stands now."""
    if not await desk.following.cancel(token):
        return unknown_link(request)
    return go_to(f"/{language}/p/{token}")

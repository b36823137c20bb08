"""The requester's own page: how it stands, what happens next, and a way to cancel."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from services.intake.requests.rules.help import help_kinds
from services.intake.requests.use_cases.feedback import TakeFeedback
from services.intake.requests.use_cases.follow import FollowRequests, Standing
from services.intake.requests.use_cases.reopen import ReopenRequests
from shared.contracts.event import known
from shared.contracts.words import Helped, Language
from shared.web.forms import go_to, typed_in, unknown_link
from shared.web.pages import render
from shared.web.use_cases import use_case
from shared.web.wording import name_of

router = APIRouter(prefix="/{language}/p/{token}", include_in_schema=False)

AtFeedback = Annotated[TakeFeedback, Depends(use_case(TakeFeedback))]
AtReopening = Annotated[ReopenRequests, Depends(use_case(ReopenRequests))]
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
        here=f"/{language}/p/{token}",
        is_corrected="korjattu" in request.query_params,
    )


@router.get("/peru")
async def confirm_cancelling(
    request: Request, language: Language, token: str, at: AtRequests
) -> Response:
    """Ask before cancelling: opening a link changes nothing."""
    standing = await at.show_request(token)
    if standing is None:
        return _unknown_link(request)
    back = f"/{language}/p/{token}"
    return _confirm(request, standing, "cancel", back) if standing.can_cancel else go_to(back)


@router.post("/peru")
async def cancel(request: Request, language: Language, token: str, at: AtRequests) -> Response:
    """Cancel, and show how it stands now."""
    if not await at.cancel_request(token):
        return _unknown_link(request)
    return go_to(f"/{language}/p/{token}")


@router.get("/ei-apua")
async def confirm_reopening(
    request: Request, language: Language, token: str, at: AtRequests
) -> Response:
    """Ask before it is searched for again."""
    standing = await at.show_request(token)
    if standing is None:
        return _unknown_link(request)
    back = f"/{language}/p/{token}"
    return _confirm(request, standing, "reopen", back) if standing.can_reopen else go_to(back)


@router.post("/ei-apua")
async def reopen(request: Request, language: Language, token: str, at: AtReopening) -> Response:
    """Search again, and show how it stands now."""
    if not await at.reopen_request(token):
        return _unknown_link(request)
    return go_to(f"/{language}/p/{token}")


@router.get("/palaute")
async def confirm_answer(
    request: Request, language: Language, token: str, at: AtRequests, vastaus: str = ""
) -> Response:
    """Show the answer that a letter's link stands for, to be sent by a press."""
    standing, chosen = await at.show_request(token), known(Helped, vastaus)
    if standing is None:
        return _unknown_link(request)
    back = f"/{language}/p/{token}"
    if chosen is None or not standing.may_answer:
        return go_to(back)
    template = "requests/answer.html"
    return render(request, template, standing=standing, chosen=chosen, back=back)


@router.post("/palaute")
async def answer(request: Request, language: Language, token: str, at: AtFeedback) -> Response:
    """Keep the answer, and show how it stands now."""
    helped = known(Helped, (await typed_in(request)).get("helped", ""))
    if helped is not None and not await at.answer(token, helped):
        return _unknown_link(request)
    return go_to(f"/{language}/p/{token}")


def _confirm(request: Request, standing: Standing, change: str, back: str) -> Response:
    template = "requests/confirm.html"
    return render(request, template, standing=standing, change=change, back=back)


def _unknown_link(request: Request) -> Response:
    return unknown_link(request, "requests/unknown_link.html")

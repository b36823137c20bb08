"""The requester's own page: how it stands, what happens next, and a way to cancel."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from services.intake.requests.rules.help import help_kinds
from services.intake.requests.use_cases.feedback import TakeFeedback
from services.intake.requests.use_cases.follow import FollowRequests, Standing
from services.intake.requests.use_cases.reopen import ReopenRequests
from shared.contracts.event import known
from shared.contracts.words import Helped, Language
from shared.web.forms import OwnPage, by_link, go_to, typed_in
from shared.web.pages import render
from shared.web.use_cases import use_case
from shared.web.wording import name_of

router = APIRouter(prefix="/{language}/p/{token}", include_in_schema=False)

AtFeedback = Annotated[TakeFeedback, Depends(use_case(TakeFeedback))]
AtReopening = Annotated[ReopenRequests, Depends(use_case(ReopenRequests))]
AtRequests = Annotated[FollowRequests, Depends(use_case(FollowRequests))]
UNKNOWN = "requests/unknown_link.html"


async def own_standing(token: str, at: AtRequests) -> Standing:
    """Tell how the request stands to which the link leads."""
    return by_link(await at.show_request(token), UNKNOWN)


OwnStanding = Annotated[Standing, Depends(own_standing)]


@router.get("")
async def show(
    request: Request, language: Language, standing: OwnStanding, here: OwnPage
) -> Response:
    """Say in plain words how the request stands."""
    return render(
        request,
        "requests/status.html",
        standing=standing,
        help_kinds=help_kinds(standing.request.needs),
        municipality=name_of(standing.request.municipality, language),
        here=here,
        is_corrected="korjattu" in request.query_params,
    )


@router.get("/peru")
async def confirm_cancelling(request: Request, standing: OwnStanding, back: OwnPage) -> Response:
    """Ask before cancelling: opening a link changes nothing."""
    return _confirm(request, standing, "cancel", back) if standing.can_cancel else go_to(back)


@router.post("/peru")
async def cancel(token: str, at: AtRequests, back: OwnPage) -> Response:
    """Cancel, and show how it stands now."""
    by_link(await at.cancel_request(token), UNKNOWN)
    return go_to(back)


@router.get("/ei-apua")
async def confirm_reopening(request: Request, standing: OwnStanding, back: OwnPage) -> Response:
    """Ask before it is searched for again."""
    return _confirm(request, standing, "reopen", back) if standing.can_reopen else go_to(back)


@router.post("/ei-apua")
async def reopen(token: str, at: AtReopening, back: OwnPage) -> Response:
    """Search again, and show how it stands now."""
    by_link(await at.reopen_request(token), UNKNOWN)
    return go_to(back)


@router.get("/palaute")
async def confirm_answer(
    request: Request, standing: OwnStanding, back: OwnPage, vastaus: str = ""
) -> Response:
    """Show the answer that a letter's link stands for, to be sent by a press."""
    chosen = known(Helped, vastaus)
    if chosen is None or not standing.may_answer:
        return go_to(back)
    template = "requests/answer.html"
    return render(request, template, standing=standing, chosen=chosen, back=back)


@router.post("/palaute")
async def answer(request: Request, token: str, at: AtFeedback, back: OwnPage) -> Response:
    """Keep the answer, and show how it stands now."""
    helped = known(Helped, (await typed_in(request)).get("helped", ""))
    if helped is not None:
        by_link(await at.answer(token, helped), UNKNOWN)
    return go_to(back)


def _confirm(request: Request, standing: Standing, change: str, back: str) -> Response:
    template = "requests/confirm.html"
    return render(request, template, standing=standing, change=change, back=back)

"""The proposal: one tap says yes or no, and the page stays readable after."""

from functools import partial
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Request, Response

from services.matching.proposals.model import Outcome
from services.matching.proposals.use_cases.answer import AnswerProposals
from services.matching.volunteers.ports import UnreadableVolunteerError
from shared.contracts.words import Language
from shared.web.forms import OwnPage, by_link, go_to, page_of_link, unavailable_for
from shared.web.pages import render
from shared.web.use_cases import use_case
from shared.web.wording import area

router = APIRouter(prefix="/{language}/v/{token}", include_in_schema=False)

AtAnswer = Annotated[AnswerProposals, Depends(use_case(AnswerProposals))]


@router.get("")
async def show(
    request: Request, language: Language, token: str, at: AtAnswer, linkki: str = ""
) -> Response:
    """Show kind and area as long as nobody has accepted; nothing personal is here, ever."""
    question = by_link(await at.show_proposal(token), "proposals/unknown_link.html")
    return render(
        request,
        f"proposals/{'open' if question.outcome == 'open' else 'ended'}.html",
        question=question,
        area=area(question.municipality, question.postal_code, language),
        here=page_of_link(request, token),
        link=linkki,
        is_corrected="korjattu" in request.query_params,
    )


@router.post("")
async def say(
    token: str,
    at: AtAnswer,
    here: OwnPage,
    answer: Annotated[Literal["accept", "decline"], Form()],
    seen: Annotated[int, Form()] = 0,
) -> Response:
    """Take the task if it is still to be had, or say no; the page then says how it stands."""
    takes = partial(at.accept_proposal, seen=seen)
    with unavailable_for(UnreadableVolunteerError):
        outcome = await (takes if answer == "accept" else at.decline_proposal)(token)
    return go_to(f"{here}?korjattu" if outcome is Outcome.CORRECTED else here)


@router.post("/linkki")
async def send_link(token: str, at: AtAnswer, here: OwnPage) -> Response:
    """Mail the links again to the one who accepted: never shown here."""
    with unavailable_for(UnreadableVolunteerError):
        sent = await at.send_links(token)
    return go_to(f"{here}?linkki={'lahti' if sent else 'odota'}")

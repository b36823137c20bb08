"""The proposal: one tap says yes or no, and the page stays readable after."""

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request, Response

from services.matching.web.desk import AtDesk
from shared.contracts.words import Language
from shared.web.forms import go_to, unknown_link
from shared.web.pages import render
from shared.web.wording import area

router = APIRouter(prefix="/{language}/v/{token}")


@router.get("")
async def show(
    request: Request, language: Language, token: str, desk: AtDesk, linkki: str = ""
) -> Response:
    """Show kind and area as long as nobody has accepted; nothing personal is here, ever."""
    question = await desk.answering.look(token)
    if question is None:
        return unknown_link(request)
    return render(
        request,
        f"proposal/{'open' if question.outcome == 'open' else 'ended'}.html",
        question=question,
        area=area(question.municipality, question.postal_code, language),
        here=f"/{language}/v/{token}",
        link=linkki,
    )


@router.post("")
async def say(
    language: Language,
    token: str,
    desk: AtDesk,
    answer: Annotated[Literal["accept", "decline"], Form()],
) -> Response:
    """Take the task if it is still to be had, or say no; the page then says how it stands."""
    reply = desk.answering.accept if answer == "accept" else desk.answering.decline
    await reply(token)
    return go_to(f"/{language}/v/{token}")


@router.post("/linkki")
async def send_link(language: Language, token: str, desk: AtDesk) -> Response:
    """Mail the links again to the one who accepted: never shown here."""
    sent = await desk.answering.send_link(token)
    return go_to(f"/{language}/v/{token}?linkki={'lahti' if sent else 'odota'}")

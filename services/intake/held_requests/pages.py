"""The coordinator's page of held requests."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Request, Response

from services.intake.held_requests.model import Decision
from services.intake.held_requests.use_cases import SHOWN, DecideOnHeldRequests
from services.intake.held_requests.wording import flag_text
from services.intake.requests.model import RequestId
from services.intake.signed_in import who
from shared.contracts.words import Language
from shared.web.forms import go_to, typed_in
from shared.web.pages import catalogues_of, render
from shared.web.use_cases import use_case
from shared.web.wording import name_of

router = APIRouter(prefix="/{language}/taulu/tarkistus", include_in_schema=False)

AtHeld = Annotated[DecideOnHeldRequests, Depends(use_case(DecideOnHeldRequests))]


@router.get("")
async def show(request: Request, language: Language, at: AtHeld, jo: str | None = None) -> Response:
    """Show what waits and why; nothing in it points to a person."""
    return render(
        request,
        "held_requests/held.html",
        held=await at.show_held(),
        shown=SHOWN,
        place=lambda code: name_of(code, language),
        say=lambda flag: flag_text(catalogues_of(request), language, flag),
        was_decided=jo is not None,
    )


@router.post("/{request_id}")
async def decide(request: Request, language: Language, request_id: UUID, at: AtHeld) -> Response:
    """Do what was pressed, and show what is left."""
    pressed = (await typed_in(request)).get("decision", "")
    if pressed not in list(Decision):
        raise HTTPException(HTTPStatus.NOT_FOUND)
    staff_id = who(request)
    done = await at.decide(RequestId(request_id), staff_id, Decision(pressed))
    return go_to(f"/{language}/taulu/tarkistus{'' if done else '?jo=1'}")

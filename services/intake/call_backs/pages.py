"""A press on the list of call-backs."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from services.intake.call_backs.model import CallBackId
from services.intake.call_backs.use_cases import RingBack
from services.intake.signed_in import who
from shared.contracts.words import Language
from shared.web.forms import go_to
from shared.web.language import IN_ITS_LANGUAGE
from shared.web.pages import render
from shared.web.use_cases import use_case

router = APIRouter(
    prefix="/{language}/ops/takaisinsoitot", include_in_schema=False, dependencies=[IN_ITS_LANGUAGE]
)

AtCallBacks = Annotated[RingBack, Depends(use_case(RingBack))]


@router.post("/{call_back_id}")
async def ring(
    request: Request, language: Language, call_back_id: UUID, at: AtCallBacks
) -> Response:
    """Take one and begin its call, or say that another was first."""
    call_id = await at.ring(CallBackId(call_back_id), who(request))
    if call_id is None:
        return render(request, "call_backs/taken.html", HTTPStatus.CONFLICT)
    return go_to(f"/{language}/ops/{call_id}")

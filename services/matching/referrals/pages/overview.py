"""What is open everywhere, for who coordinates: questions to answer, and what may be taken back."""

from http import HTTPStatus
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Form, HTTPException, Request, Response

from services.matching.needs.model import RequestId
from services.matching.partners.rules.capacity import holds
from services.matching.referrals.model import ReferralId
from services.matching.referrals.use_cases.answer import OverseeReferrals
from services.matching.referrals.use_cases.weigh import WeighPartners
from shared.web.forms import go_to
from shared.web.language import IN_ITS_LANGUAGE, language_of
from shared.web.pages import address, catalogues_of, render
from shared.web.sessions import staff_of
from shared.web.use_cases import use_case
from shared.web.wording import Wording, name_of

router = APIRouter(
    prefix="/{language}/ohjaukset", include_in_schema=False, dependencies=[IN_ITS_LANGUAGE]
)

AtWeighing = Annotated[WeighPartners, Depends(use_case(WeighPartners))]
AtReferrals = Annotated[OverseeReferrals, Depends(use_case(OverseeReferrals))]


@router.get("")
async def show(request: Request, at: AtReferrals) -> Response:
    """List what is open: what was asked back first, then by deadline."""
    language = language_of(request)
    return render(
        request,
        "referrals/open.html",
        listed=await at.show_open(),
        town=lambda code: name_of(code, language),
        say=Wording(catalogues_of(request), language).code,
        is_late="myohassa" in request.query_params,
    )


@router.get("/pyynto/{request_id}")
async def weigh(request: Request, request_id: UUID, at: AtWeighing) -> Response:
    """Show whom a request can be referred to; what is chosen goes to intake, with the consent."""
    weighing = await at.show(RequestId(request_id))
    if weighing is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    language = language_of(request)
    return render(
        request,
        "referrals/weigh.html",
        need=weighing.need,
        weighed=weighing.weighed,
        wishes=address(request, "wishes", request_id=request_id),
        town=lambda code: name_of(code, language),
        say=Wording(catalogues_of(request), language),
        holds=holds,
    )


@router.post("/{referral_id}")
async def do(
    request: Request,
    referral_id: UUID,
    at: AtReferrals,
    act: Annotated[Literal["answer", "take_back"], Form()],
) -> Response:
    """Note that a question was answered, or take one back."""
    press = at.answer_question if act == "answer" else at.take_back
    is_done = await press(ReferralId(referral_id), staff_of(request).staff_id)
    return go_to(address(request, "referrals") + ("" if is_done else "?myohassa"))

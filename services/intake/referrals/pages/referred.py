"""A member's page: whom their organisation helps, as long as it does."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Request, Response

from services.intake.referrals.use_cases.show import ShowReferred
from services.intake.requests.model import ReferralId
from services.intake.requests.rules.payment import PaymentWays
from services.intake.signed_in import who
from shared.fields.phone import readable
from shared.web.language import IN_ITS_LANGUAGE, language_of
from shared.web.pages import address, render
from shared.web.use_cases import use_case
from shared.web.wording import name_of

router = APIRouter(
    prefix="/{language}/kumppani/{organisation_id}/ohjattu",
    include_in_schema=False,
    dependencies=[IN_ITS_LANGUAGE],
)

AtReferred = Annotated[ShowReferred, Depends(use_case(ShowReferred))]
Payment = Annotated[PaymentWays, Depends(use_case(PaymentWays))]


@router.get("/{referral_id}")
async def show(
    request: Request, organisation_id: UUID, referral_id: UUID, at: AtReferred, ways: Payment
) -> Response:
    """Show the card; each showing leaves an audit row."""
    language = language_of(request)
    by = who(request)
    shown = await at.show_person(organisation_id, ReferralId(referral_id), by)
    if shown is None:
        raise HTTPException(404)
    view, card = shown
    way = ways.known(card.payment) if card else None
    town = name_of(card.task.municipality, language) if card else ""
    code = card.task.postal_code if card else None
    ids = {"organisation_id": organisation_id, "referral_id": referral_id}
    return render(
        request,
        f"referrals/{view}.html",
        card=card,
        people=card.people if card else None,
        place=f"{code} {town}" if code else town,
        payment=way.helper[language] if way else "",
        readable=readable,
        back=address(request, "own_referral", **ids),
    )

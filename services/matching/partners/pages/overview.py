"""The coordinators' list of organisations, and one of them with what they are cleared for."""

from functools import partial
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request, Response

from services.matching.partners.pages.own import IMPOSSIBLE, MEANWHILE
from services.matching.partners.pages.shown import AtPartner, Edition, OwnId, by_whom, partner_page
from services.matching.partners.rules.capacity import holds
from services.matching.partners.rules.standing import agrees_to
from services.matching.partners.use_cases.change import (
    ChangedMeanwhileError,
    ImpossibleError,
    UnknownPartnerError,
)
from services.matching.partners.use_cases.oversee import CLEARING, OverseePartners
from shared.contracts.partner_words import HEALTH_LINES, ClearanceReason
from shared.web.forms import Problem, go_to
from shared.web.language import IN_ITS_LANGUAGE, language_of
from shared.web.pages import address, catalogues_of, render
from shared.web.use_cases import use_case
from shared.web.wording import Wording, name_of

router = APIRouter(
    prefix="/{language}/kumppanit", include_in_schema=False, dependencies=[IN_ITS_LANGUAGE]
)
AtPartners = Annotated[OverseePartners, Depends(use_case(OverseePartners))]


@router.get("")
async def show_all(request: Request, at: AtPartners, own: AtPartner) -> Response:
    """List all, with how they stand and what they can give."""
    return render(
        request,
        "partners/list.html",
        partners=await at.every(),
        say=Wording(catalogues_of(request), language_of(request)),
        town=lambda code: name_of(code, language_of(request)),
        holds=holds,
        agrees=partial(agrees_to, version=own.agreement().version),
    )


@router.get("/{organisation_id}")
async def show_one(request: Request, organisation_id: OwnId, at: AtPartners) -> Response:
    """Show one, and who cleared it for health when."""
    return await _one(request, organisation_id, at)


@router.post("/{organisation_id}/terveys")
async def clear(
    request: Request,
    organisation_id: OwnId,
    at: AtPartners,
    edition: Edition,
    reason: Annotated[ClearanceReason, Form()],
) -> Response:
    """Clear it for lines that tell of health, or end that."""
    try:
        await at.clear(by_whom(request, organisation_id, edition), reason)
    except UnknownPartnerError:
        raise HTTPException(HTTPStatus.NOT_FOUND) from None
    except ChangedMeanwhileError:
        return await _one(request, organisation_id, at, MEANWHILE)
    except ImpossibleError:
        return await _one(request, organisation_id, at, IMPOSSIBLE)
    return go_to(address(request, "partner", organisation_id=organisation_id))


async def _one(
    request: Request, organisation_id: OwnId, at: AtPartners, *problems: Problem
) -> Response:
    try:
        partner, clearances = await at.one(organisation_id)
    except UnknownPartnerError:
        raise HTTPException(HTTPStatus.NOT_FOUND) from None
    reasons = [
        each for each in ClearanceReason if (each in CLEARING) is not partner.cleared_for_health
    ]
    return partner_page(
        request,
        partner,
        "partners/one.html",
        HTTPStatus.CONFLICT if problems else HTTPStatus.OK,
        problems=problems,
        clearances=clearances,
        reasons=reasons,
        health_lines=sorted(HEALTH_LINES),
    )

"""A member's own organisation: how it stands, and what they can do about that."""

from collections.abc import Awaitable
from http import HTTPStatus
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Depends, Form, Request, Response

from services.matching.partners.model import Partner
from services.matching.partners.pages.shown import (
    AtPartner,
    Edition,
    OwnId,
    by_whom,
    own_path,
    partner_page,
)
from services.matching.partners.rules.standing import agrees_to, unsaid
from services.matching.partners.use_cases.change import (
    By,
    ChangedMeanwhileError,
    ImpossibleError,
    UnknownPartnerError,
)
from services.matching.partners.use_cases.look_after import LookAfterPartner
from shared.contracts.partner_words import ControllerRole
from shared.web.forms import Problem, UnknownLinkError, go_to
from shared.web.language import IN_ITS_LANGUAGE, language_of

router = APIRouter(
    prefix="/{language}/kumppani/{organisation_id}",
    include_in_schema=False,
    dependencies=[IN_ITS_LANGUAGE],
)

NOT_YET: Final = "partners/not_yet.html"
Done = Literal["", "tiedot", "maara", "mukana", "tauko", "takaisin"]
MEANWHILE: Final = Problem("partner", "problem.partner_page.changed")
IMPOSSIBLE: Final = Problem("partner", "problem.partner_page.impossible")


async def own_partner(organisation_id: OwnId, at: AtPartner) -> Partner:
    """Give the organisation; who was invited a moment ago is asked to wait for one."""
    try:
        return await at.show(organisation_id)
    except UnknownPartnerError:
        raise UnknownLinkError(NOT_YET) from None


OwnPartner = Annotated[Partner, Depends(own_partner)]


@router.get("")
async def show(request: Request, partner: OwnPartner, at: AtPartner, tehty: Done = "") -> Response:
    """Show how it stands and what is to be done next."""
    return _overview(request, at, partner, done=tehty)


@router.get("/sopimus")
async def read_agreement(request: Request, partner: OwnPartner, at: AtPartner) -> Response:
    """Show what is agreed to."""
    text = at.agreement()
    return partner_page(
        request,
        partner,
        "partners/agreement.html",
        roles=tuple(ControllerRole),
        version=text.version,
        terms=text.terms[language_of(request)],
        missing=unsaid(partner.facts),
    )


@router.post("/sopimus")
async def agree(
    request: Request,
    organisation_id: OwnId,
    at: AtPartner,
    edition: Edition,
    controller: Annotated[ControllerRole, Form()] = ControllerRole.OWN,
) -> Response:
    """Join, or agree anew."""
    by = by_whom(request, organisation_id, edition)
    return await _pressed(request, by, at.join(by, controller), at, "mukana")


@router.post("/tauko")
async def pause(
    request: Request, organisation_id: OwnId, at: AtPartner, edition: Edition
) -> Response:
    """Take nothing new."""
    by = by_whom(request, organisation_id, edition)
    return await _pressed(request, by, at.pause(by), at, "tauko")


@router.post("/takaisin")
async def resume(
    request: Request, organisation_id: OwnId, at: AtPartner, edition: Edition
) -> Response:
    """Be asked again."""
    by = by_whom(request, organisation_id, edition)
    return await _pressed(request, by, at.resume(by), at, "takaisin")


@router.get("/lopeta")
async def confirm_leaving(request: Request, partner: OwnPartner, at: AtPartner) -> Response:
    """Say what becomes of what they have in hand, before they press."""
    held = await at.held(partner.organisation_id)
    return partner_page(request, partner, "partners/leave.html", held=held)


@router.post("/lopeta")
async def leave(
    request: Request, organisation_id: OwnId, at: AtPartner, edition: Edition
) -> Response:
    """Leave for good."""
    by = by_whom(request, organisation_id, edition)
    return await _pressed(request, by, at.leave(by), at, "")


async def _pressed(
    request: Request,
    by: By,
    doing: Awaitable[None],
    at: AtPartner,
    done: Done,
) -> Response:
    try:
        await doing
    except UnknownPartnerError:
        raise UnknownLinkError(NOT_YET) from None
    except (ChangedMeanwhileError, ImpossibleError) as error:
        is_meanwhile = isinstance(error, ChangedMeanwhileError)
        found = await at.show(by.organisation_id)
        return _overview(request, at, found, MEANWHILE if is_meanwhile else IMPOSSIBLE)
    return go_to(own_path(request, by.organisation_id) + (f"?tehty={done}" if done else ""))


def _overview(
    request: Request,
    at: LookAfterPartner,
    partner: Partner,
    *problems: Problem,
    done: Done = "",
) -> Response:
    return partner_page(
        request,
        partner,
        "partners/own.html",
        HTTPStatus.CONFLICT if problems else HTTPStatus.OK,
        problems=problems,
        done=done,
        missing=unsaid(partner.facts),
        agrees=agrees_to(partner, at.agreement().version),
    )

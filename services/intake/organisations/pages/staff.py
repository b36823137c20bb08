"""The coordinators' pages: who speaks for which organisation, and who asks to become one."""

from collections.abc import Awaitable, Mapping
from http import HTTPStatus
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Form, HTTPException, Request, Response

from services.intake.accounts.rules import read_name
from services.intake.organisations.model import Contact, Declined, OrganisationId
from services.intake.organisations.rules import read_contact, wrong_organisation
from services.intake.organisations.use_cases.apply import DecideApplications, DecidedError
from services.intake.organisations.use_cases.invite import (
    InviteOrganisations,
    NotInvitedAgainError,
    UnknownOrganisationError,
)
from services.intake.signed_in import By
from services.intake.staff.model import StaffId
from services.intake.staff.ports import NameTakenError
from shared.contracts.words import Language
from shared.fields.problem import Problem as Refused
from shared.fields.text import one_line
from shared.web.forms import Problem, go_to, status_for, typed_in
from shared.web.language import IN_ITS_LANGUAGE, language_of
from shared.web.pages import address, render
from shared.web.use_cases import use_case

router = APIRouter(
    prefix="/{language}/jarjestot", include_in_schema=False, dependencies=[IN_ITS_LANGUAGE]
)
AtOrganisations = Annotated[InviteOrganisations, Depends(use_case(InviteOrganisations))]
AtApplications = Annotated[DecideApplications, Depends(use_case(DecideApplications))]
TAKEN: Final = Problem("contact", "problem.contact.taken")


@router.get("")
async def show_all(request: Request, at: AtOrganisations, decide: AtApplications) -> Response:
    """List organisations with their people, and who waits for an answer."""
    return render(
        request,
        "organisations/list.html",
        organisations=await at.every(),
        waiting=await decide.waiting(),
    )


@router.get("/kutsu")
async def ask_whom(request: Request) -> Response:
    """Ask which organisation, and who speaks for it."""
    return _invite_page(request, {})


@router.post("/kutsu")
async def invite(request: Request, at: AtOrganisations, by: By) -> Response:
    """Invite it: the link goes to its contact person and nobody else."""
    typed = await typed_in(request)
    name, contact = one_line(typed.get("name", "")), _contact(typed, language_of(request))
    wrong = wrong_organisation(name)
    problems = [Problem("name", f"problem.organisation_name.{wrong}")] if wrong else []
    if isinstance(contact, tuple):
        return _invite_page(request, typed, *problems, *contact)
    if problems:
        return _invite_page(request, typed, *problems)
    try:
        made = await at.invite(name, contact, by)
    except NameTakenError:
        return _invite_page(request, typed, TAKEN)
    return go_to(address(request, "organisation", organisation_id=made))


@router.get("/hakemus/{application_id}")
async def show_application(
    request: Request, application_id: UUID, at: AtApplications, by: By
) -> Response:
    """Show what somebody says of their organisation, to be decided; each look is on record."""
    return await _application(request, OrganisationId(application_id), at, by)


@router.post("/hakemus/{application_id}/hyvaksy")
async def approve(request: Request, application_id: UUID, at: AtApplications, by: By) -> Response:
    """Make it an organisation, and invite who applied."""
    which, typed = OrganisationId(application_id), await typed_in(request)
    name = read_name(typed.get("contact", ""))
    if isinstance(name, Refused):
        return await _application(request, which, at, by, _of_name(name))
    try:
        await _decided(at.approve(which, name, by))
    except NameTakenError:
        return await _application(request, which, at, by, TAKEN)
    return go_to(address(request, "organisation", organisation_id=which))


@router.post("/hakemus/{application_id}/hylkaa")
async def decline(
    request: Request,
    application_id: UUID,
    at: AtApplications,
    by: By,
    reason: Annotated[Declined, Form()],
) -> Response:
    """Say no, for a reason that is on record."""
    await _decided(at.decline(OrganisationId(application_id), by, reason))
    return go_to(address(request, "organisations"))


@router.get("/{organisation_id}")
async def show_one(request: Request, organisation_id: UUID, at: AtOrganisations) -> Response:
    """Show who speaks for it."""
    return await _one(request, OrganisationId(organisation_id), at)


@router.post("/{organisation_id}/kutsu")
async def invite_contact(
    request: Request, organisation_id: UUID, at: AtOrganisations, by: By
) -> Response:
    """Invite one more to speak for it."""
    which, typed = OrganisationId(organisation_id), await typed_in(request)
    contact = _contact(typed, language_of(request))
    if isinstance(contact, tuple):
        return await _one(request, which, at, typed, *contact)
    try:
        await _known(at.invite_contact(which, contact, by))
    except NameTakenError:
        return await _one(request, which, at, typed, TAKEN)
    return go_to(address(request, "organisation", organisation_id=which))


@router.post("/{organisation_id}/{staff_id}/pois")
async def remove_contact(
    request: Request, organisation_id: UUID, staff_id: UUID, at: AtOrganisations, by: By
) -> Response:
    """Take somebody away: their account is shut."""
    which = OrganisationId(organisation_id)
    await _known(at.remove_contact(which, StaffId(staff_id), by))
    return go_to(address(request, "organisation", organisation_id=which))


@router.post("/{organisation_id}/{staff_id}/uudelleen")
async def invite_again(
    request: Request, organisation_id: UUID, staff_id: UUID, at: AtOrganisations, by: By
) -> Response:
    """Send somebody who has not come yet a new link, in place of the one before."""
    which = OrganisationId(organisation_id)
    try:
        await _known(at.invite_again(which, StaffId(staff_id), by))
    except NotInvitedAgainError as error:
        wrong = Problem(f"invited-{staff_id}", f"problem.invited_again.{error.code}")
        return await _one(request, which, at, None, wrong)
    return go_to(address(request, "organisation", organisation_id=which))


def _contact(typed: Mapping[str, str], language: Language) -> Contact | tuple[Problem, ...]:
    name, read = read_name(typed.get("contact", "")), read_contact(typed, language)
    wrong = (_of_name(name),) if isinstance(name, Refused) else ()
    if isinstance(read, tuple):
        return (*wrong, *(_of_contact(each) for each in read))
    return wrong if isinstance(name, Refused) else Contact(name, read.email, language)


def _of_name(refused: Refused) -> Problem:
    return Problem("contact", f"problem.contact.{refused.code}")


def _of_contact(refused: Refused) -> Problem:
    return Problem(refused.field, f"problem.contact_{refused.field}.{refused.code}")


async def _known(doing: Awaitable[object]) -> None:
    try:
        await doing
    except UnknownOrganisationError:
        raise HTTPException(HTTPStatus.NOT_FOUND) from None


async def _decided(doing: Awaitable[object]) -> None:
    try:
        await doing
    except DecidedError:
        raise HTTPException(HTTPStatus.NOT_FOUND) from None


def _invite_page(request: Request, typed: Mapping[str, str], *problems: Problem) -> Response:
    return render(
        request,
        "organisations/invite.html",
        status_for(problems),
        values=typed,
        problems=problems,
    )


async def _one(
    request: Request,
    which: OrganisationId,
    at: InviteOrganisations,
    typed: Mapping[str, str] | None = None,
    *problems: Problem,
) -> Response:
    try:
        found = await at.one(which)
    except UnknownOrganisationError:
        raise HTTPException(HTTPStatus.NOT_FOUND) from None
    return render(
        request,
        "organisations/one.html",
        status_for(problems),
        organisation=found.organisation,
        people=found.people,
        values=typed or {},
        problems=problems,
    )


async def _application(
    request: Request,
    which: OrganisationId,
    at: DecideApplications,
    by: StaffId,
    *problems: Problem,
) -> Response:
    try:
        found = await at.open(which, by)
    except DecidedError:
        raise HTTPException(HTTPStatus.NOT_FOUND) from None
    return render(
        request,
        "organisations/application.html",
        status_for(problems),
        application=found,
        reasons=tuple(Declined),
        problems=problems,
    )

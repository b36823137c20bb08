"""The administrator's pages: who works here, inviting, changing and shutting accounts."""

from collections.abc import Awaitable, Mapping, Sequence
from http import HTTPStatus
from typing import Annotated, Final, TypeVar
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Request, Response

from services.intake.accounts.rules import read_email, read_grant, read_name
from services.intake.accounts.use_cases import (
    ManageAccounts,
    OwnAccountError,
    UnknownAccountError,
)
from services.intake.signed_in import who
from services.intake.staff.model import StaffId
from services.intake.staff.ports import NameTakenError
from shared.contracts.words import Language, StaffRole
from shared.fields.problem import Problem as Refused
from shared.web.forms import Problem, go_to, status_for, typed_lists
from shared.web.language import IN_ITS_LANGUAGE
from shared.web.pages import render
from shared.web.use_cases import use_case

router = APIRouter(
    prefix="/{language}/henkilosto", include_in_schema=False, dependencies=[IN_ITS_LANGUAGE]
)

ResultT = TypeVar("ResultT")
AtAccounts = Annotated[ManageAccounts, Depends(use_case(ManageAccounts))]

OWN: Final = Problem("account", "problem.account.own")
"""Another administrator has to do it."""


@router.get("")
async def show(request: Request, at: AtAccounts) -> Response:
    """List the accounts."""
    return render(request, "accounts/list.html", accounts=await at.list_accounts())


@router.get("/kutsu")
async def ask_whom(request: Request) -> Response:
    """Ask whom to invite, as what."""
    return _invite_page(request, {})


@router.post("/kutsu")
async def invite(request: Request, language: Language, at: AtAccounts) -> Response:
    """Show the link, this once: it is handed on by whoever invited."""
    typed = await typed_lists(request)
    name = read_name(_first(typed.get("name")))
    grant = read_grant(typed.get("roles", ()), _first(typed.get("organisation")))
    to = read_email(_first(typed.get("email")), language)
    if isinstance(name, Refused) or isinstance(grant, Refused) or isinstance(to, Refused):
        refused = [each for each in (name, grant, to) if isinstance(each, Refused)]
        return _invite_page(request, typed, *map(_problem, refused))
    try:
        token = await at.invite(name, grant, who(request), to)
    except NameTakenError:
        return _invite_page(request, typed, Problem("name", "problem.account.name.taken"))
    return _link_page(request, language, name, token)


@router.get("/{staff_id}")
async def show_one(request: Request, staff_id: UUID, at: AtAccounts) -> Response:
    """Show one account and what can be done with it."""
    return await _account_page(request, staff_id, at)


@router.post("/{staff_id}/roolit")
async def change_roles(
    request: Request, language: Language, staff_id: UUID, at: AtAccounts
) -> Response:
    """Give other roles."""
    typed = await typed_lists(request)
    grant = read_grant(typed.get("roles", ()), _first(typed.get("organisation")))
    if isinstance(grant, Refused):
        return await _account_page(request, staff_id, at, _problem(grant))
    changing = at.change_roles(StaffId(staff_id), grant, who(request))
    return await _done(request, language, staff_id, at, changing)


@router.post("/{staff_id}/sulje")
async def disable(request: Request, language: Language, staff_id: UUID, at: AtAccounts) -> Response:
    """Shut the account."""
    disabling = at.disable(StaffId(staff_id), who(request))
    return await _done(request, language, staff_id, at, disabling)


@router.post("/{staff_id}/istunnot")
async def end_sessions(
    request: Request, language: Language, staff_id: UUID, at: AtAccounts
) -> Response:
    """Sign the person out everywhere."""
    ending = at.end_sessions(StaffId(staff_id), who(request))
    return await _done(request, language, staff_id, at, ending)


@router.post("/{staff_id}/kutsu")
async def reset(request: Request, language: Language, staff_id: UUID, at: AtAccounts) -> Response:
    """Invite anew, and show the link this once."""
    account = await _known(at.find(StaffId(staff_id)))
    try:
        token = await at.reset(account.id, who(request))
    except OwnAccountError:
        return await _account_page(request, staff_id, at, OWN)
    return _link_page(request, language, account.name, token)


async def _done(
    request: Request,
    language: Language,
    staff_id: UUID,
    at: ManageAccounts,
    doing: Awaitable[object],
) -> Response:
    try:
        await _known(doing)
    except OwnAccountError:
        return await _account_page(request, staff_id, at, OWN)
    return go_to(f"/{language}/henkilosto/{staff_id}")


async def _known(doing: Awaitable[ResultT]) -> ResultT:
    try:
        return await doing
    except UnknownAccountError:
        raise HTTPException(HTTPStatus.NOT_FOUND) from None


async def _account_page(
    request: Request, staff_id: UUID, at: ManageAccounts, *problems: Problem
) -> Response:
    account = await _known(at.find(StaffId(staff_id)))
    return render(
        request,
        "accounts/one.html",
        status_for(problems),
        account=account,
        is_own=account.id == who(request),
        chosen=account.roles,
        organisation=account.organisation_id or "",
        roles=tuple(StaffRole),
        problems=problems,
    )


def _invite_page(
    request: Request, typed: Mapping[str, Sequence[str]], *problems: Problem
) -> Response:
    return render(
        request,
        "accounts/invite.html",
        status_for(problems),
        name=_first(typed.get("name")),
        email=_first(typed.get("email")),
        chosen=typed.get("roles", ()),
        organisation=_first(typed.get("organisation")),
        roles=tuple(StaffRole),
        problems=problems,
    )


def _link_page(request: Request, language: Language, name: str, token: str) -> Response:
    # an absolute address, for it is handed to somebody else
    link = str(request.url.replace(path=f"/{language}/kutsu/{token}", query=""))
    return render(request, "accounts/link.html", name=name, link=link)


def _problem(refused: Refused) -> Problem:
    return Problem(refused.field, f"problem.account.{refused.field}.{refused.code}")


def _first(values: Sequence[str] | None) -> str:
    return values[-1] if values else ""

"""An organisation's activities: the last ones, writing one down, correcting it."""

from dataclasses import replace
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request, Response

from services.matching.activities.model import One, Overview
from services.matching.activities.pages.form import Form as ActivityForm
from services.matching.activities.pages.form import (
    by_whom,
    form_page,
    problems_of,
)
from services.matching.activities.rules.done import again, as_typed
from services.matching.activities.use_cases.keep import (
    ChangedMeanwhileError,
    KeepActivities,
    Sent,
)
from services.matching.partners.model import OrganisationId
from shared.contracts.activity_words import TakenBack
from shared.web.forms import (
    Problem,
    UnknownLinkError,
    by_link,
    go_to,
    number_in,
    status_for,
    typed_with_key,
)
from shared.web.language import IN_ITS_LANGUAGE
from shared.web.pages import address
from shared.web.use_cases import use_case
from shared.web.worded import worded

router = APIRouter(
    prefix="/{language}/kumppani/{organisation_id}/toiminta",
    include_in_schema=False,
    dependencies=[IN_ITS_LANGUAGE],
)

AtActivities = Annotated[KeepActivities, Depends(use_case(KeepActivities))]

UNKNOWN: Final = "activities/unknown.html"
CHANGED: Final = Problem("headcount", "problem.activity.changed")


async def own_overview(organisation_id: UUID, at: AtActivities) -> Overview:
    """Show what an organisation did last."""
    return by_link(await at.show(OrganisationId(organisation_id)), UNKNOWN)


async def own_one(organisation_id: UUID, activity_id: UUID, at: AtActivities) -> One:
    """Show one of its activities."""
    return by_link(await at.show_one(OrganisationId(organisation_id), activity_id), UNKNOWN)


OwnOverview = Annotated[Overview, Depends(own_overview)]
OwnOne = Annotated[One, Depends(own_one)]


@router.get("")
async def show(request: Request, shown: OwnOverview, kirjattu: UUID | None = None) -> Response:
    """Show the last ones; with the id of one that was just written down."""
    return worded(
        request,
        "activities/list.html",
        shown=shown,
        done=kirjattu,
        here=address(request, "activities", organisation_id=shown.organisation_id),
    )


@router.get("/kirjaa")
async def ask(
    request: Request,
    shown: OwnOverview,
    at: AtActivities,
    toista: UUID | None = None,
    suunniteltu: UUID | None = None,
) -> Response:
    """Show the form: empty, or with what is said of one that is repeated or was planned."""
    organisation_id = OrganisationId(shown.organisation_id)
    same = await at.show_one(organisation_id, toista) if toista else None
    today = {"occurred_on": shown.bounds.today.isoformat()}
    typed = again(same.newest.done, shown.bounds) if same else today
    if suunniteltu:
        typed = await at.planned(organisation_id, suunniteltu) or typed
    return form_page(request, organisation_id, ActivityForm(shown.bounds, typed, at.new_key()))


@router.post("/kirjaa")
async def log(request: Request, shown: OwnOverview, at: AtActivities) -> Response:
    """Write it down, or say what is to be mended and keep what was typed."""
    organisation_id = OrganisationId(shown.organisation_id)
    typed, key = await typed_with_key(request, at.new_key())
    sent = Sent(organisation_id, by_whom(request, organisation_id), key, typed)
    logged = await at.log(sent)
    if logged is None:
        raise UnknownLinkError(UNKNOWN)
    if isinstance(logged, tuple):
        form = ActivityForm(shown.bounds, typed, key, problems_of(logged))
        return form_page(request, organisation_id, form)
    return _listed(request, organisation_id, logged)


@router.get("/{activity_id}")
@router.get("/{activity_id}/peru")
async def show_one(request: Request, one: OwnOne, at: AtActivities) -> Response:
    """Show one, who pays for it, and how it was corrected."""
    return _one(request, one, at)


@router.get("/{activity_id}/korjaa")
async def ask_anew(request: Request, one: OwnOne, at: AtActivities) -> Response:
    """Show the form with what is said of it."""
    return form_page(request, OrganisationId(one.newest.organisation_id), _anew(one, at))


@router.post("/{activity_id}/korjaa")
async def correct(request: Request, one: OwnOne, at: AtActivities) -> Response:
    """Write it down anew; where somebody else did so meanwhile, show what they wrote."""
    organisation_id = OrganisationId(one.newest.organisation_id)
    typed, key = await typed_with_key(request, at.new_key())
    number = number_in(typed, "number")
    sent = Sent(organisation_id, by_whom(request, organisation_id), key, typed)
    form = _anew(one, at)
    try:
        logged = await at.correct(sent, one.newest.id, number)
    except ChangedMeanwhileError:
        # what was typed would undo what somebody else wrote
        return form_page(request, organisation_id, replace(form, problems=(CHANGED,)))
    if logged is None:
        raise UnknownLinkError(UNKNOWN)
    if isinstance(logged, tuple):
        wrong = replace(form, typed=typed, key=key, number=number, problems=problems_of(logged))
        return form_page(request, organisation_id, wrong)
    return _listed(request, organisation_id, logged)


@router.post("/{activity_id}/peru")
async def take_back(
    request: Request, one: OwnOne, at: AtActivities, why: Annotated[TakenBack, Form()]
) -> Response:
    """Let it count no more; where somebody corrected it meanwhile, show what they wrote."""
    organisation_id = OrganisationId(one.newest.organisation_id)
    typed, key = await typed_with_key(request, at.new_key())
    number = number_in(typed, "number")
    sent = Sent(organisation_id, by_whom(request, organisation_id), key, typed)
    try:
        await at.take_back(sent, one.newest.id, number, why)
    except ChangedMeanwhileError:
        return _one(request, one, at, (CHANGED,))
    return go_to(request.url.path.removesuffix("/peru"))


def _one(
    request: Request, one: One, at: KeepActivities, problems: tuple[Problem, ...] = ()
) -> Response:
    organisation_id = one.newest.organisation_id
    return worded(
        request,
        "activities/one.html",
        status_for(problems),
        one=one,
        key=at.new_key(),
        reasons=tuple(TakenBack),
        problems=problems,
        here=address(request, "activities", organisation_id=organisation_id),
    )


def _anew(one: One, at: KeepActivities) -> ActivityForm:
    """Begin a correction with how it is now."""
    return ActivityForm(
        bounds=one.bounds,
        typed=as_typed(one.newest.done),
        key=at.new_key(),
        number=one.newest.number,
        title="activity.correct.title",
    )


def _listed(request: Request, organisation_id: OrganisationId, logged: UUID) -> Response:
    here = address(request, "activities", organisation_id=organisation_id)
    return go_to(f"{here}?kirjattu={logged}")

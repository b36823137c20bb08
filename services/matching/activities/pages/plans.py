"""What an organisation plans: the list, the form, and cancelling."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request, Response

from services.matching.activities.pages.form import problems_of
from services.matching.activities.pages.own import UNKNOWN
from services.matching.partners.model import OrganisationId
from services.matching.programme.use_cases.plan import Agenda, PlanActivities, SentPlan
from shared.web.forms import Problem, by_link, go_to, status_for, typed_with_key
from shared.web.language import IN_ITS_LANGUAGE
from shared.web.pages import address
from shared.web.sessions import staff_of
from shared.web.use_cases import use_case
from shared.web.worded import worded

router = APIRouter(
    prefix="/{language}/kumppani/{organisation_id}/toiminta/suunnitelmat",
    include_in_schema=False,
    dependencies=[IN_ITS_LANGUAGE],
)

AtPlans = Annotated[PlanActivities, Depends(use_case(PlanActivities))]


async def own_agenda(organisation_id: UUID, at: AtPlans) -> Agenda:
    """Show what an organisation plans."""
    return by_link(await at.show(OrganisationId(organisation_id)), UNKNOWN)


OwnAgenda = Annotated[Agenda, Depends(own_agenda)]


@router.get("")
async def show(request: Request, agenda: OwnAgenda, at: AtPlans) -> Response:
    """Show it, with the form for something new."""
    return _page(request, agenda, at, {}, at.chance.new_id())


@router.post("")
async def plan(request: Request, agenda: OwnAgenda, at: AtPlans) -> Response:
    """Plan it, or say what is to be mended and keep what was typed."""
    typed, key = await typed_with_key(request, at.chance.new_id())
    sent = SentPlan(agenda.organisation_id, staff_of(request).staff_id, key, typed)
    planned = by_link(await at.plan(sent), UNKNOWN)
    if isinstance(planned, tuple):
        return _page(request, agenda, at, typed, key, problems=problems_of(planned))
    return go_to(request.url.path)


@router.post("/{plan_id}/peru")
async def cancel(
    request: Request,
    agenda: OwnAgenda,
    plan_id: UUID,
    at: AtPlans,
    rest: Annotated[str, Form()] = "",
) -> Response:
    """Cancel one time, or all of its series that are to come."""
    found = await at.cancel(agenda.organisation_id, plan_id, with_rest=bool(rest))
    by_link(found, UNKNOWN)
    return go_to(address(request, "plans", organisation_id=agenda.organisation_id))


def _page(  # noqa: PLR0913  # what a page shows
    request: Request,
    agenda: Agenda,
    at: PlanActivities,
    typed: dict[str, str],
    key: UUID,
    *,
    problems: tuple[Problem, ...] = (),
) -> Response:
    return worded(
        request,
        "activities/plans.html",
        status_for(problems),
        agenda=agenda,
        typed=typed,
        key=key,
        problems=problems,
        now=at.now(),
        here=address(request, "plans", organisation_id=agenda.organisation_id),
        back=address(request, "activities", organisation_id=agenda.organisation_id),
    )

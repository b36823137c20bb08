"""My task: get the link to the contact details again, say done, or give the task back."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from services.matching.assignments.model import Task
from services.matching.assignments.use_cases import SettleAssignments
from services.matching.proposals.model import Outcome
from services.matching.volunteers.ports import UnreadableVolunteerError
from shared.contracts.words import Language
from shared.fields.minutes import read_minutes
from shared.web.forms import (
    OwnPage,
    Problem,
    by_link,
    go_to,
    page_of_link,
    status_for,
    typed_lists,
    unavailable_for,
)
from shared.web.pages import render
from shared.web.use_cases import use_case
from shared.web.wording import area

router = APIRouter(prefix="/{language}/t/{token}", include_in_schema=False)

AtTask = Annotated[SettleAssignments, Depends(use_case(SettleAssignments))]

UNKNOWN = "proposals/unknown_link.html"
"""Nobody was sent such a link: for tasks as for proposals."""
NOT_A_TIME = Problem("minutes", "problem.minutes.invalid")


async def own_task(token: str, at: AtTask) -> Task:
    """Show the task to which the link leads."""
    return by_link(await at.show_task(token), UNKNOWN)


OwnTask = Annotated[Task, Depends(own_task)]


@router.get("")
async def show(
    request: Request, language: Language, task: OwnTask, here: OwnPage, linkki: str = ""
) -> Response:
    """Show the task without anything personal."""
    return _page(request, language, here, task, link=linkki)


@router.post("")
async def complete(
    request: Request, language: Language, token: str, at: AtTask, task: OwnTask
) -> Response:
    """Note the time used; pressing twice counts once."""
    here = page_of_link(request, token)
    typed = next(iter((await typed_lists(request)).get("minutes", ())), "")
    minutes = read_minutes(typed)
    if minutes is None and task.outcome is Outcome.ACCEPTED:
        return _page(request, language, here, task, typed=typed, problems=(NOT_A_TIME,))
    if minutes is not None:
        await at.complete_task(token, minutes)
    return go_to(here)


@router.post("/linkki")
async def send_link(token: str, at: AtTask, here: OwnPage) -> Response:
    """Mail a new link to the contact details."""
    with unavailable_for(UnreadableVolunteerError):
        sent = await at.send_link(token)
    return go_to(f"{here}?linkki={'lahti' if sent else 'odota'}")


@router.get("/en-voi")
async def confirm_giving_up(request: Request, task: OwnTask, back: OwnPage) -> Response:
    """Ask before someone else is sought: opening a link changes nothing."""
    if task.outcome is not Outcome.ACCEPTED:
        return go_to(back)
    return render(request, "assignments/give_up.html", back=back)


@router.post("/en-voi")
async def give_up(token: str, at: AtTask, back: OwnPage) -> Response:
    """Give the task back."""
    await at.give_task_back(token)
    return go_to(back)


def _page(  # noqa: PLR0913  # what a page shows
    request: Request,
    language: Language,
    here: str,
    task: Task,
    *,
    link: str = "",
    typed: str = "",
    problems: tuple[Problem, ...] = (),
) -> Response:
    return render(
        request,
        f"assignments/{'mine' if task.outcome is Outcome.ACCEPTED else 'ended'}.html",
        status_for(problems),
        task=task,
        area=area(task.municipality, task.postal_code, language),
        here=here,
        link=link,
        typed=typed,
        problems=problems,
    )

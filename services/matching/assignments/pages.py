"""My task: get the link to the contact details again, say done, or give the task back."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request, Response

from services.matching.assignments.model import Task
from services.matching.assignments.rules import read_minutes
from services.matching.assignments.use_cases import SettleAssignments
from services.matching.proposals.model import Outcome
from services.matching.volunteers.ports import UnreadableVolunteerError
from shared.contracts.words import Language
from shared.web.forms import Problem, go_to, status_for, typed_lists, unknown_link
from shared.web.pages import render
from shared.web.use_cases import use_case
from shared.web.wording import area

router = APIRouter(prefix="/{language}/t/{token}", include_in_schema=False)

AtTask = Annotated[SettleAssignments, Depends(use_case(SettleAssignments))]

NOT_A_TIME = Problem("minutes", "problem.minutes.invalid")


@router.get("")
async def show(
    request: Request, language: Language, token: str, at: AtTask, linkki: str = ""
) -> Response:
    """Show the task without anything personal."""
    task = await at.show_task(token)
    if task is None:
        return _unknown(request)
    return _page(request, language, token, task, link=linkki)


@router.post("")
async def complete(request: Request, language: Language, token: str, at: AtTask) -> Response:
    """Note the time used; pressing twice counts once."""
    task = await at.show_task(token)
    if task is None:
        return _unknown(request)
    typed = next(iter((await typed_lists(request)).get("minutes", ())), "")
    minutes = read_minutes(typed)
    if minutes is None and task.outcome is Outcome.ACCEPTED:
        return _page(request, language, token, task, typed=typed, problems=(NOT_A_TIME,))
    if minutes is not None:
        await at.complete_task(token, minutes)
    return go_to(f"/{language}/t/{token}")


@router.post("/linkki")
async def send_link(language: Language, token: str, at: AtTask) -> Response:
    """Mail a new link to the contact details."""
    try:
        sent = await at.send_link(token)
    except UnreadableVolunteerError as error:
        raise HTTPException(503) from error
    return go_to(f"/{language}/t/{token}?linkki={'lahti' if sent else 'odota'}")


@router.get("/en-voi")
async def confirm_giving_up(
    request: Request, language: Language, token: str, at: AtTask
) -> Response:
    """Ask before someone else is sought: opening a link changes nothing."""
    task = await at.show_task(token)
    if task is None:
        return _unknown(request)
    if task.outcome is not Outcome.ACCEPTED:
        return go_to(f"/{language}/t/{token}")
    return render(request, "assignments/give_up.html", back=f"/{language}/t/{token}")


@router.post("/en-voi")
async def give_up(language: Language, token: str, at: AtTask) -> Response:
    """Give the task back."""
    await at.give_task_back(token)
    return go_to(f"/{language}/t/{token}")


def _page(  # noqa: PLR0913  # what a page shows
    request: Request,
    language: Language,
    token: str,
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
        here=f"/{language}/t/{token}",
        link=link,
        typed=typed,
        problems=problems,
    )


def _unknown(request: Request) -> Response:
    """Say that nobody was sent such a link: for tasks as for proposals."""
    return unknown_link(request, "proposals/unknown_link.html")

"""My task: get the link to the contact details again, say done, or give the task back."""

from fastapi import APIRouter, Request, Response

from services.matching.domain.finishing import read_minutes
from services.matching.domain.words import MatchState
from services.matching.handlers.assigning import Task
from services.matching.web.desk import AtDesk
from shared.contracts.words import Language
from shared.web.forms import Problem, go_to, status_for, typed_lists, unknown_link
from shared.web.pages import render
from shared.web.wording import area

router = APIRouter(prefix="/{language}/t/{token}")

NOT_A_TIME = Problem("minutes", "problem.minutes.invalid")


@router.get("")
async def show(
    request: Request, language: Language, token: str, desk: AtDesk, linkki: str = ""
) -> Response:
    """Show the task without anything personal."""
    task = await desk.assigning.look(token)
    if task is None:
        return unknown_link(request)
    return _page(request, language, token, task, link=linkki)


@router.post("")
async def complete(request: Request, language: Language, token: str, desk: AtDesk) -> Response:
    """Note the time used; pressing twice counts once."""
    task = await desk.assigning.look(token)
    if task is None:
        return unknown_link(request)
    typed = next(iter((await typed_lists(request)).get("minutes", ())), "")
    minutes = read_minutes(typed)
    if minutes is None and task.state is MatchState.ACCEPTED:
        return _page(request, language, token, task, typed=typed, problems=(NOT_A_TIME,))
    if minutes is not None:
        await desk.assigning.complete(token, minutes)
    return go_to(f"/{language}/t/{token}")


@router.post("/linkki")
async def send_link(language: Language, token: str, desk: AtDesk) -> Response:
    """Mail a new link to the contact details."""
    sent = await desk.assigning.send_link(token)
    return go_to(f"/{language}/t/{token}?linkki={'lahti' if sent else 'odota'}")


@router.get("/en-voi")
async def confirm_giving_up(
    request: Request, language: Language, token: str, desk: AtDesk
) -> Response:
    """Ask before someone else is sought: opening a link changes nothing."""
    task = await desk.assigning.look(token)
    if task is None:
        return unknown_link(request)
    if task.state is not MatchState.ACCEPTED:
        return go_to(f"/{language}/t/{token}")
    return render(request, "task/give_up.html", back=f"/{language}/t/{token}")


@router.post("/en-voi")
async def give_up(language: Language, token: str, desk: AtDesk) -> Response:
    """Give the task back."""
    await desk.assigning.give_up(token)
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
        f"task/{'mine' if task.state is MatchState.ACCEPTED else 'ended'}.html",
        status_for(problems),
        task=task,
        area=area(task.municipality, task.postal_code, language),
        here=f"/{language}/t/{token}",
        link=link,
        typed=typed,
        problems=problems,
    )

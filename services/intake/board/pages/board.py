"""The coordinator's pages: who waits, how the search stands, and asking one volunteer."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from http import HTTPStatus
from typing import Annotated
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Request, Response

from services.intake.board.adapters import place_of
from services.intake.board.model import Group, Wanted
from services.intake.board.rules.news import written
from services.intake.board.rules.wanted import read_wanted, words_of
from services.intake.board.use_cases.follow import FollowBoard
from services.intake.board.use_cases.show import ShowBoard
from services.intake.board.wording import BoardWording
from services.intake.requests.model import RequestId
from services.intake.requests.rules.town import Town
from services.intake.staff.model import StaffId
from services.intake.wishes.model import Outcome
from services.intake.wishes.rules import is_for_volunteers, wrong_number
from services.intake.wishes.use_cases import SendWishes
from shared.contracts.words import Category, Language, Urgency
from shared.web.forms import Problem, go_to, typed_in
from shared.web.pages import address, catalogues_of, render
from shared.web.sessions import staff_of
from shared.web.use_cases import use_case

router = APIRouter(include_in_schema=False)

AtBoard = Annotated[ShowBoard, Depends(use_case(ShowBoard))]
OwnTown = Annotated[Town, Depends(use_case(Town))]
Following = Annotated[FollowBoard, Depends(use_case(FollowBoard))]
AtWishes = Annotated[SendWishes, Depends(use_case(SendWishes))]


@dataclass(frozen=True, slots=True)
class Typed:
    """What cannot be sent: the number as it was typed, for which request, and why."""

    request_id: UUID
    number: str
    wrong: str


@router.get("/{language}/taulu")
async def show(
    request: Request, language: Language, at: AtBoard, following: Following, town: OwnTown
) -> Response:
    """Show figures and the list; nothing in it points to a person."""
    return await _board(request, language, at, following, town)


@router.post("/{language}/taulu/{request_id}/kysy")
async def ask(  # noqa: PLR0913, PLR0917  # parts of the address, and what the page needs
    request: Request,
    language: Language,
    request_id: UUID,
    at: AtBoard,
    wishes: AtWishes,
    following: Following,
    town: OwnTown,
) -> Response:
    """Ask one volunteer by the number on the roster."""
    number = (await typed_in(request)).get("volunteer_number", "")
    wrong = wrong_number(number)
    if wrong is None:
        staff_id = StaffId(staff_of(request).staff_id)
        wrong = _wrong(await wishes.ask_volunteer(RequestId(request_id), int(number), staff_id))
    if wrong is not None:
        return await _board(
            request, language, at, following, town, Typed(request_id, number, wrong)
        )
    return go_to(_line(language, request_id))


@router.get("/{language}/taulu/{request_id}/kysy")
async def ask_nobody(language: Language, request_id: UUID) -> Response:
    """Show the board: here lead the links to other languages on a page with a wrong number."""
    return go_to(_line(language, request_id))


def _line(language: Language, request_id: UUID) -> str:
    return f"/{language}/taulu#request-{request_id}"


def _wrong(outcome: Outcome) -> str | None:
    if outcome is Outcome.UNKNOWN_REQUEST:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return None if outcome is Outcome.SENT else outcome


async def _board(  # noqa: PLR0913, PLR0917  # what the page needs
    request: Request,
    language: Language,
    at: ShowBoard,
    following: FollowBoard,
    town: Town,
    typed: Typed | None = None,
) -> Response:
    wanted = read_wanted(request.query_params, place_of)
    since = await following.mark()  # before the list is read: what changes meanwhile is told
    board = await at.show_board(wanted, RequestId(typed.request_id) if typed else None)
    is_listed = typed is not None and typed.request_id in {line.id for line in board.lines}
    return render(
        request,
        "board/board.html",
        HTTPStatus.UNPROCESSABLE_ENTITY if typed else HTTPStatus.OK,
        board=board,
        wanted=wanted,
        unknown_place=_unknown_place(request.query_params, wanted),
        groups=tuple(Group),
        needs=tuple(Category),
        urgencies=tuple(Urgency),
        to_map=address_of(f"{address(request, 'board')}/kartta", wanted, place=None),
        stream=_stream(address(request, "board"), wanted),
        since=written(since),
        to=partial(address_of, address(request, "board"), wanted),
        say=BoardWording(catalogues_of(request), language),
        is_for_volunteers=is_for_volunteers,
        town=town,
        typed=typed,
        problems=_problems(typed, is_listed=is_listed) if typed else (),
    )


def address_of(board: str, wanted: Wanted, **bent: object) -> str:
    """Give where the board is as it is wanted now, but for what is named; at its first page."""
    words = words_of(replace(wanted, **{"after": None} | bent))  # type: ignore[arg-type]  # by template
    return f"{board}?{urlencode(words)}" if words else board


def _stream(board: str, wanted: Wanted) -> str:
    """Give where changes are told, up to what the script adds: from where on."""
    words = {**words_of(replace(wanted, after=None)), "since": ""}
    return f"{board}/virta?{urlencode(words)}"


def _unknown_place(asked: Mapping[str, str], wanted: Wanted) -> str:
    return asked.get("place", "").strip() if wanted.place is None else ""


def _problems(typed: Typed, *, is_listed: bool) -> tuple[Problem, ...]:
    # a request that somebody helps by now has left the list, and its field with it
    field = f"volunteer_number-{typed.request_id}" if is_listed else "main"
    return (Problem(field, f"problem.volunteer_number.{typed.wrong}"),)

"""The coordinator's board: who waits, and how the search stands."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request, Response

from services.intake.board.adapters import place_of
from services.intake.board.model import Group, Wanted
from services.intake.board.rules.news import written
from services.intake.board.rules.usual import percent
from services.intake.board.rules.wanted import read_wanted, words_of
from services.intake.board.use_cases.follow import FollowBoard
from services.intake.board.use_cases.show import ShowBoard
from services.intake.board.wording import BoardWording
from services.intake.requests.rules.town import Town
from shared.contracts.words import Category, Language, Urgency
from shared.web.pages import address, catalogues_of, render
from shared.web.use_cases import use_case

router = APIRouter(include_in_schema=False)

AtBoard = Annotated[ShowBoard, Depends(use_case(ShowBoard))]
OwnTown = Annotated[Town, Depends(use_case(Town))]
Following = Annotated[FollowBoard, Depends(use_case(FollowBoard))]


@router.get("/{language}/taulu")
async def show(
    request: Request, language: Language, at: AtBoard, following: Following, town: OwnTown
) -> Response:
    """Show figures and the list; nothing in it points to a person."""
    wanted = read_wanted(request.query_params, place_of)
    since = await following.mark()  # before the list is read: what changes meanwhile is told
    board = await at.show_board(wanted)
    return render(
        request,
        "board/board.html",
        board=board,
        wanted=wanted,
        unknown_place=_unknown_place(request.query_params, wanted),
        groups=tuple(Group),
        needs=tuple(Category),
        urgencies=tuple(Urgency),
        to_map=address_of(f"{address(request, 'board')}/kartta", wanted, place=None),
        stream=_stream(address(request, "board"), wanted, board.longest),
        percent=percent,
        kept=urlencode(words_of(replace(wanted, after=None))),
        since=written(since),
        to=partial(address_of, address(request, "board"), wanted),
        say=BoardWording(catalogues_of(request), language),
        town=town,
    )


def address_of(board: str, wanted: Wanted, **bent: object) -> str:
    """Give where the board is as it is wanted now, but for what is named; at its first page."""
    words = words_of(replace(wanted, **{"after": None} | bent))  # type: ignore[arg-type]  # by template
    return f"{board}?{urlencode(words)}" if words else board


def _stream(board: str, wanted: Wanted, longest: timedelta) -> str:
    """Give where changes are told, up to what the script adds: from where on."""
    seconds = int(longest.total_seconds())
    words = {**words_of(replace(wanted, after=None)), "longest": str(seconds), "since": ""}
    return f"{board}/virta?{urlencode(words)}"


def _unknown_place(asked: Mapping[str, str], wanted: Wanted) -> str:
    return asked.get("place", "").strip() if wanted.place is None else ""

"""The coordinator's page: who waits, how long, and why nobody was found."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from services.intake.board.use_cases import SHOWN, ShowBoard
from shared.contracts.words import Language, StaffRole
from shared.web.pages import render
from shared.web.sessions import require_role
from shared.web.use_cases import use_case
from shared.web.wording import name_of

router = APIRouter(include_in_schema=False)

AtBoard = Annotated[ShowBoard, Depends(use_case(ShowBoard))]

STAFF = (StaffRole.COORDINATOR, StaffRole.ADMIN)
_UNITS = (
    ("days", timedelta(days=1)),
    ("hours", timedelta(hours=1)),
    ("minutes", timedelta(minutes=1)),
)


@router.get("/{language}/taulu")
async def show(request: Request, language: Language, at: AtBoard) -> Response:
    """Show figures and the list; nothing in it points to a person."""
    await require_role(request, STAFF)
    board = await at.show_board()
    names = {line.municipality: name_of(line.municipality, language) for line in board.lines}
    return render(
        request,
        "board/board.html",
        board=board,
        places=names,
        shown=SHOWN,
        largest_unit=largest_unit,
    )


def largest_unit(waiting: timedelta) -> tuple[str, int]:
    """Give a wait in its largest whole unit: 3 hours, 5 minutes; under a minute is 0 minutes."""
    for name, unit in _UNITS:
        if waiting >= unit:
            return name, waiting // unit
    return "minutes", 0

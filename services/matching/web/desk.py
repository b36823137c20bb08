"""What the pages have at hand, and all of them as one router."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request

from services.matching.handlers.answering import Answering
from services.matching.handlers.assigning import Assigning
from services.matching.handlers.enrolling import Enrolling
from services.matching.handlers.reasoning import Reasoning
from shared.web.sessions import FindSession


@dataclass(frozen=True, slots=True)
class Desk:
    """The use cases behind the pages."""

    enrolling: Enrolling
    answering: Answering
    assigning: Assigning
    reasoning: Reasoning
    find_session: FindSession


def seated(desk: Callable[[], Desk]) -> APIRouter:
    """Give a router whose routes find the desk; it is asked for at each request."""

    async def seat(request: Request) -> None:
        request.state.desk = desk()

    return APIRouter(include_in_schema=False, dependencies=[Depends(seat)])


def _desk(request: Request) -> Desk:
    found: Desk = request.state.desk
    return found


AtDesk = Annotated[Desk, Depends(_desk)]

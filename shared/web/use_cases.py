"""How a page comes to its use cases: it names the class, and is given the one that runs."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from fastapi import FastAPI, Request

from shared.web.sessions import FindSession

UseCaseT = TypeVar("UseCaseT")


def provide(app: FastAPI, use_cases: Sequence[object], find_session: FindSession) -> None:
    """Give an application what its pages work with, and who knows who is signed in."""
    app.state.use_cases = {type(each): each for each in use_cases}
    app.state.find_session = find_session


def use_case(kind: type[UseCaseT]) -> Callable[[Request], Awaitable[UseCaseT]]:
    """Make the dependency of a page: `Annotated[Kind, Depends(use_case(Kind))]`."""

    # async: FastAPI would send a plain function to a thread, for every request
    async def find(request: Request) -> UseCaseT:
        found: UseCaseT = request.app.state.use_cases[kind]
        return found

    return find

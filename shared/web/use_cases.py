"""How a page comes to its use cases: it names the class, and is given the one that runs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from fastapi import FastAPI, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from shared.web.access import each_route
from shared.web.session_cookies import SessionCookies

UseCaseT = TypeVar("UseCaseT")


class MissingUseCaseError(Exception):
    """A page names a use case that its service does not provide."""


class DoubledUseCaseError(Exception):
    """A service provides two use cases of one class; its pages could not tell them apart."""


@dataclass(frozen=True, slots=True)
class _Named(Generic[UseCaseT]):
    kind: type[UseCaseT]

    # async: FastAPI would send a plain function to a thread, for every request
    async def __call__(self, request: Request) -> UseCaseT:
        found: UseCaseT = request.app.state.use_cases[self.kind]
        return found


def use_case(kind: type[UseCaseT]) -> _Named[UseCaseT]:
    """Make the dependency of a page: `Annotated[Kind, Depends(use_case(Kind))]`."""
    return _Named(kind)


def provide(app: FastAPI, use_cases: Sequence[object], cookies: SessionCookies) -> None:
    """Give an application what its pages work with, and who knows who is signed in.

    Raises MissingUseCaseError or DoubledUseCaseError at the start, not at a person's visit.
    """
    by_class = {type(each): each for each in use_cases}
    if len(by_class) < len(use_cases):
        raise DoubledUseCaseError
    if missing := named_by(app) - by_class.keys():
        raise MissingUseCaseError(*sorted(kind.__name__ for kind in missing))
    app.state.use_cases = by_class
    app.state.session_cookies = cookies


def named_by(app: FastAPI) -> set[type[object]]:
    """List the classes of use cases that an application's pages name."""
    pages = [route for route in each_route(app.routes) if isinstance(route, APIRoute)]
    return {call.kind for page in pages for call in _calls(page.dependant)}


def _calls(dependant: Dependant) -> Iterator[_Named[object]]:
    for each in dependant.dependencies:
        if isinstance(each.call, _Named):
            yield each.call
        yield from _calls(each)

"""The one place where a page is opened or refused, by the table of permissions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.routing import BaseRoute, Mount, Route

from shared.postgres.walls import see_only
from shared.web.permissions import RouteTable
from shared.web.sessions import SignInFirst, find_staff


class UnlistedRouteError(Exception):
    """A service's routes and its lines in deploy/network/permissions.toml differ."""


class NotTheirsError(HTTPException):
    """Somebody of the staff asked for what their roles do not open."""

    shown = "role"
    """The words of the page that is shown."""

    def __init__(self) -> None:
        """Refuse it as others are."""
        super().__init__(403)


@dataclass(frozen=True, slots=True, eq=False)
class Gate:
    """Asked before every page of a service."""

    table: RouteTable

    async def __call__(self, request: Request) -> None:
        """Let through, or send to sign in; another role or organisation is refused with 403."""
        permission = self.table.of(f"{request.method} {request.scope['route'].path}")
        if permission is None:
            return
        entry = await find_staff(request)
        request.state.staff = entry.who  # also where they are refused: they see their own menu
        see_only(entry.who.organisation_id)
        if not permission.admits(entry.who, request.path_params.get("organisation_id")):
            raise NotTheirsError
        if permission.fresh and not entry.is_fresh:
            raise SignInFirst(request, "fresh")
        request.state.renewed_cookie = entry.cookie


def assert_listed(app: FastAPI, table: RouteTable) -> None:
    """Compare at the start, so that no page is forgotten; raises UnlistedRouteError."""
    if differing := set(routes_of(app)) ^ table.routes.keys():
        raise UnlistedRouteError(*sorted(differing))


def routes_of(app: FastAPI) -> Iterator[str]:
    """List an application's routes as the table names them."""
    for route in each_route(app.routes):
        if isinstance(route, Mount):
            yield f"GET {route.path}"
        elif isinstance(route, Route | APIRoute):
            for method in (route.methods or set()) - {"HEAD"}:
                yield f"{method} {route.path}"


def each_route(routes: Sequence[BaseRoute]) -> Iterator[BaseRoute]:
    """Give the routes, also those of included routers."""
    for route in routes:
        included = getattr(route, "original_router", None)
        if isinstance(included, APIRouter):
            yield from each_route(included.routes)
        else:
            yield route

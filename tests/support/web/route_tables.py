"""Tables for small services of tests: everything is open but for what a test says."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter, FastAPI

from shared.web.access import routes_of
from shared.web.permissions import Permission, RouteTable, read_permissions


def table_of(
    routers: Sequence[APIRouter], asked: Mapping[str, Permission] | None = None
) -> RouteTable:
    """Give each route of the routers, and those of every service, their line."""
    app = FastAPI(openapi_url=None)
    for router in routers:
        app.include_router(router)
    every: dict[str, Permission | None] = dict.fromkeys(routes_of(app))
    common = read_permissions().every
    return RouteTable({**common, **every, **(asked or {})})

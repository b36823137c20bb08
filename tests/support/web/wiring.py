"""Does a service provide what its pages name? No type checker sees that."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import cast

from fastapi import APIRouter, FastAPI, Request
from fastapi.routing import APIRoute

from shared.web.sessions import StaffSession
from shared.web.use_cases import provide, use_case

Find = Callable[[Request], Awaitable[object]]


async def named_by(routers: Sequence[APIRouter], use_cases: Sequence[object]) -> list[object]:
    """Give each page the use case it names; one that is not provided is an error."""
    app = FastAPI()
    provide(app, use_cases, _nobody)
    request = Request({"type": "http", "app": app, "headers": []})
    return [await find(request) for find in _finds(routers)]


def _finds(routers: Sequence[APIRouter]) -> Iterator[Find]:
    routes = [route for router in routers for route in router.routes]
    for route in routes:
        if isinstance(route, APIRoute):
            calls = [each.call for each in route.dependant.dependencies]
            yield from (cast("Find", call) for call in calls if _is_for_use_cases(call))


def _is_for_use_cases(call: object) -> bool:
    return getattr(call, "__code__", None) is use_case(object).__code__


async def _nobody(_: str) -> StaffSession | None:
    return None

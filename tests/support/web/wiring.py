"""Does a service provide what its pages name? No type checker sees that."""

from collections.abc import Sequence

from fastapi import APIRouter, FastAPI

from shared.web.use_cases import named_by, provide
from tests.support.web.staff import session_cookies


def named_and_provided(routers: Sequence[APIRouter], use_cases: Sequence[object]) -> list[str]:
    """List the use cases that pages name; raises MissingUseCaseError when one is not provided."""
    app = FastAPI()
    for router in routers:
        app.include_router(router)
    provide(app, use_cases, session_cookies())
    return sorted(kind.__name__ for kind in named_by(app))
